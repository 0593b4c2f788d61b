/* app-test.h: what the tests of widgets have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

typedef gboolean (*AppTestCondition) (gpointer user_data);

KeyrackProfile    *app_test_profile         (const char        *name,
                                             const char        *instance,
                                             const char        *region);
KeyrackTestResult *app_test_result          (KeyrackProfile    *profile,
                                             KeyrackOutcome     outcome);
GtkWidget         *app_test_find            (GtkWidget         *widget,
                                             GType              type,
                                             const char        *property,
                                             const char        *value);
GtkWidget         *app_test_find_anywhere   (GType              type,
                                             const char        *property,
                                             const char        *value);
void               app_test_wait            (AppTestCondition   condition,
                                             gpointer           user_data);
void               app_test_settle          (void);
void               app_test_show            (GtkWidget         *widget);
void               app_test_close           (GtkWidget         *widget);

G_END_DECLS
