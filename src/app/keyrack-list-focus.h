/* keyrack-list-focus.h: moving the focus past rows that take none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean keyrack_list_focus_beyond (GtkWidget        *list,
                                    GtkWidget        *row,
                                    GtkDirectionType  direction);

G_END_DECLS
