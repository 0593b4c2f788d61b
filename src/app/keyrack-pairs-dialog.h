/* keyrack-pairs-dialog.h: many new pairs, and which connection each is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-rotation-board.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PAIRS_DIALOG (keyrack_pairs_dialog_get_type ())

/* Shows what would be entered before anything is. */
G_DECLARE_FINAL_TYPE (KeyrackPairsDialog, keyrack_pairs_dialog, KEYRACK, PAIRS_DIALOG, AdwWindow)

GtkWidget *keyrack_pairs_dialog_new       (KeyrackRotationBoard *board);
void       keyrack_pairs_dialog_take_text (KeyrackPairsDialog   *self,
                                           const char           *text);
void       keyrack_pairs_dialog_open      (KeyrackPairsDialog   *self,
                                           GFile                *file);

G_END_DECLS
