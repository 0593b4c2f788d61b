/* keyrack-accessible.h: names for widgets that GTK and libadwaita leave without one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void keyrack_accessible_name_parts (GtkWidget  *widget,
                                    const char *name);

G_END_DECLS
