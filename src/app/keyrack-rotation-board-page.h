/* keyrack-rotation-board-page.h: the page of a rotation of many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-rotation-board.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROTATION_BOARD_PAGE (keyrack_rotation_board_page_get_type ())

/* What runs on the board goes on when the page goes. */
G_DECLARE_FINAL_TYPE (KeyrackRotationBoardPage, keyrack_rotation_board_page, KEYRACK, ROTATION_BOARD_PAGE, AdwBin)

GtkWidget *keyrack_rotation_board_page_new (KeyrackRotationBoard *board,
                                            GtkWidget            *banner);

G_END_DECLS
