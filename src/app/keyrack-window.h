/* keyrack-window.h: the list at the left, the connection at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_WINDOW (keyrack_window_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackWindow, keyrack_window, KEYRACK, WINDOW, AdwApplicationWindow)

KeyrackWindow *keyrack_window_new (GtkApplication *application);

G_END_DECLS
