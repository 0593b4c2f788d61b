/* keyrack-closures.h: pure functions for expressions in templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-profile.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

/* The first argument is the widget that has the expression, never looked at. What is returned
 * is new. A result that is NULL means: not tested. A revision of 0 means: never saved. */
void               keyrack_closures_bind               (GtkWidgetClass    *widget_class);

gboolean           keyrack_closure_has_text            (GObject           *self,
                                                        const char        *text);
char              *keyrack_closure_text_or             (GObject           *self,
                                                        const char        *text,
                                                        const char        *fallback);

KeyrackTestResult *keyrack_closure_current_result      (GObject           *self,
                                                        KeyrackTestResult *result,
                                                        const char        *instance,
                                                        const char        *region,
                                                        const char        *client_id,
                                                        const char        *secret_ref);
char              *keyrack_closure_status_icon         (GObject           *self,
                                                        KeyrackTestResult *result);
char             **keyrack_closure_status_classes      (GObject           *self,
                                                        KeyrackTestResult *result);
char              *keyrack_closure_status_word         (GObject           *self,
                                                        KeyrackTestResult *result,
                                                        gboolean           testing);
char             **keyrack_closure_status_word_classes (GObject           *self,
                                                        KeyrackTestResult *result,
                                                        gboolean           testing);

char              *keyrack_closure_profile_title       (GObject           *self,
                                                        const char        *name,
                                                        guint64            revision);
char              *keyrack_closure_profile_place       (GObject           *self,
                                                        const char        *instance,
                                                        const char        *region,
                                                        guint64            revision);
char              *keyrack_closure_profile_label       (GObject           *self,
                                                        const char        *title,
                                                        const char        *place,
                                                        const char        *environment,
                                                        const char        *word);
char             **keyrack_closure_environment_classes (GObject           *self,
                                                        const char        *environment);
char              *keyrack_closure_summary             (GObject           *self,
                                                        guint              n_profiles,
                                                        guint              n_tested,
                                                        guint              n_working);

G_END_DECLS
