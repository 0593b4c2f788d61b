/* keyrack-window-dialogs.h: the windows that a window opens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* win.bin, win.preferences, win.restore-copy; win.keep-for-session, which opens none. For a
 * class with a property store. */
void keyrack_window_dialogs_install (GtkWidgetClass *widget_class);

G_END_DECLS
