/* keyrack-rotation-board-page-private.h: what the files of the page of a rotation share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-rotation-board-page.h"

#include "keyrack-rotation-detail.h"
#include "keyrack-rotation-header.h"
#include "keyrack-rotation-table.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_ROTATION_FILTER_ALL,
  KEYRACK_ROTATION_FILTER_ATTENTION,
  KEYRACK_ROTATION_FILTER_TO_DO,
  KEYRACK_ROTATION_FILTER_IN_PROGRESS,
  KEYRACK_ROTATION_FILTER_DONE,
  KEYRACK_N_ROTATION_FILTERS
} KeyrackRotationFilter;

struct _KeyrackRotationBoardPage
{
  AdwBin                 parent_instance;

  /* Template widgets */
  AdwWindowTitle        *title;
  GtkMenuButton         *add_button;
  GtkWidget             *cancel_button;
  GtkWidget             *menu_button;
  GtkButton             *act_button;
  GtkWidget             *bottom_bar;
  GtkButton             *bottom_act_button;
  AdwBin                *banner_bin;
  GtkLabel              *headline_label;
  GtkLabel              *remark_label;
  GtkButton             *all_toggle;
  GtkButton             *attention_toggle;
  GtkButton             *to_do_toggle;
  GtkButton             *in_progress_toggle;
  GtkButton             *done_toggle;
  GtkProgressBar        *progress_bar;
  KeyrackRotationHeader *header;
  GtkStack              *stack;
  KeyrackRotationTable  *table;
  KeyrackRotationDetail *detail;

  /* Owned references */
  KeyrackRotationBoard  *board;
  GtkFilterListModel    *shown;
  GtkCustomFilter       *shown_filter;
  GSettings             *settings;
  GCancellable          *cancellable;   /* of questions; the board is not cancelled by it */

  KeyrackRotationFilter  filter;
};

void                 keyrack_rotation_board_page_update         (KeyrackRotationBoardPage *self);
KeyrackRotationItem *keyrack_rotation_board_page_get_selected   (KeyrackRotationBoardPage *self);
void                 keyrack_rotation_board_page_install_acts   (GtkWidgetClass           *widget_class);

G_END_DECLS
