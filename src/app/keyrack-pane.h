/* keyrack-pane.h: a child as wide as somebody wants it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_PANE (keyrack_pane_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackPane, keyrack_pane, KEYRACK, PANE, AdwBin)

int  keyrack_pane_get_width (KeyrackPane *self);
void keyrack_pane_set_width (KeyrackPane *self,
                             int          width);

G_END_DECLS
