/* keyrack-closures.h: pure functions for expressions in templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-test-result.h"

G_BEGIN_DECLS

/* The first argument is always the template's widget and never looked at. Strings are
 * newly allocated. A NULL result means: not tested. */
void               keyrack_closures_bind           (GtkWidgetClass    *widget_class);

gboolean           keyrack_closure_and             (GObject           *self,
                                                    gboolean           a,
                                                    gboolean           b);
gboolean           keyrack_closure_not             (GObject           *self,
                                                    gboolean           a);
gboolean           keyrack_closure_has_text        (GObject           *self,
                                                    const char        *text);
char              *keyrack_closure_text_or         (GObject           *self,
                                                    const char        *text,
                                                    const char        *fallback);
KeyrackTestResult *keyrack_closure_current_result  (GObject           *self,
                                                    KeyrackTestResult *result,
                                                    const char        *instance,
                                                    const char        *region,
                                                    const char        *client_id,
                                                    const char        *secret_ref);
char              *keyrack_closure_status_icon     (GObject           *self,
                                                    KeyrackTestResult *result);
char             **keyrack_closure_status_classes  (GObject           *self,
                                                    KeyrackTestResult *result);

G_END_DECLS
