/* keyrack-preferences-window.h: what can be set, for the window and for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PREFERENCES_WINDOW (keyrack_preferences_window_get_type ())

/* Property, construct-only: secrets. Everything takes effect at once. */
G_DECLARE_FINAL_TYPE (KeyrackPreferencesWindow, keyrack_preferences_window, KEYRACK, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *keyrack_preferences_window_new (KeyrackSecretStore *secrets,
                                           GListModel         *profiles);

G_END_DECLS
