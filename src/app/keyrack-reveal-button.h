/* keyrack-reveal-button.h: what a password row of libadwaita 1.2 leaves to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *keyrack_reveal_button_adopt (AdwPasswordEntryRow *row,
                                        const char          *show_label,
                                        const char          *hide_label);

G_END_DECLS
