/* keyrack-window-import.h: files with connections, wherever they come from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-window.h"

G_BEGIN_DECLS

void keyrack_window_import_install (GtkWidgetClass *widget_class);
void keyrack_window_accept_files   (KeyrackWindow  *self);

G_END_DECLS
