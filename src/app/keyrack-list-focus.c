/* keyrack-list-focus.c: moving the focus past rows that take none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-list-focus.h"

static GtkWidget *
next_row (GtkWidget *list,
          GtkWidget *row,
          gboolean   forward)
{
  if (row == NULL)
    return forward ? gtk_widget_get_first_child (list) : gtk_widget_get_last_child (list);

  return forward ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
}

/**
 * keyrack_list_focus_beyond:
 * @list: a list box that found nothing to focus
 * @row: (nullable): the row that had the focus, %NULL when it comes from outside
 * @direction: where the focus goes
 *
 * Goes on where a list box gives up: at the first row that takes no focus, such as a
 * line of text.
 *
 * Returns: %TRUE if a row took the focus
 */
gboolean
keyrack_list_focus_beyond (GtkWidget        *list,
                           GtkWidget        *row,
                           GtkDirectionType  direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), FALSE);

  while ((row = next_row (list, row, forward)) != NULL)
    {
      if (gtk_widget_get_visible (row) && gtk_widget_child_focus (row, direction))
        return TRUE;
    }

  return FALSE;
}
