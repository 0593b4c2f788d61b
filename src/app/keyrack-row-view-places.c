/* keyrack-row-view-places.c: where each item of the long list is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-row-view-private.h"

guint
keyrack_row_view_get_n_items (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  return priv->model != NULL ? g_list_model_get_n_items (priv->model) : 0;
}

guint
keyrack_row_view_get_n_headers (KeyrackRowView *self)
{
  return keyrack_row_view_get_private (self)->headers->len;
}

static guint
get_header (KeyrackRowView *self,
            guint           index)
{
  return g_array_index (keyrack_row_view_get_private (self)->headers, guint, index);
}

/* How many headers stand before @position; they are in order. */
guint
keyrack_row_view_count_headers (KeyrackRowView *self,
                                guint           position)
{
  guint low = 0;
  guint high = keyrack_row_view_get_n_headers (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_header (self, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

double
keyrack_row_view_get_y (KeyrackRowView *self,
                        guint           position)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double n_headers = keyrack_row_view_count_headers (self, position);

  return (position - n_headers) * priv->row_height + n_headers * priv->header_height;
}

/* The last one that begins at @y of the whole list or above; positions beyond the last are
 * possible. */
guint
keyrack_row_view_find_at (KeyrackRowView *self,
                          double          y)
{
  guint low = 0;
  guint high = keyrack_row_view_get_n_items (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (keyrack_row_view_get_y (self, middle + 1) <= y)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* What is at @y of the widget; GTK_INVALID_LIST_POSITION when there is nothing. */
guint
keyrack_row_view_position_at (KeyrackRowView *self,
                              double          y)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  guint position = 0;

  g_return_val_if_fail (KEYRACK_IS_ROW_VIEW (self), GTK_INVALID_LIST_POSITION);

  if (priv->vadjustment == NULL || priv->row_height == 0)
    return GTK_INVALID_LIST_POSITION;

  position = keyrack_row_view_find_at (self, y + gtk_adjustment_get_value (priv->vadjustment));

  return position < keyrack_row_view_get_n_items (self) ? position : GTK_INVALID_LIST_POSITION;
}

gboolean
keyrack_row_view_is_header (KeyrackRowView *self,
                            guint           position)
{
  guint index = keyrack_row_view_count_headers (self, position);

  return index < keyrack_row_view_get_n_headers (self) && get_header (self, index) == position;
}

/* The position of the header that @position stands under, or is; GTK_INVALID_LIST_POSITION
 * when there is none. */
guint
keyrack_row_view_find_header (KeyrackRowView *self,
                              guint           position)
{
  guint n_before = 0;

  g_return_val_if_fail (KEYRACK_IS_ROW_VIEW (self), GTK_INVALID_LIST_POSITION);

  if (position >= keyrack_row_view_get_n_items (self))
    return GTK_INVALID_LIST_POSITION;

  n_before = keyrack_row_view_count_headers (self, position + 1);

  return n_before > 0 ? get_header (self, n_before - 1) : GTK_INVALID_LIST_POSITION;
}

/* Where an item stands after a change, at the same place or the nearest when it went. */
guint
keyrack_row_view_follow_item (KeyrackRowView *self,
                              GObject        *item,
                              guint           before,
                              guint           position,
                              guint           removed,
                              guint           added,
                              gboolean       *found)
{
  *found = TRUE;

  if (before < position)
    return before;

  if (before >= position + removed)
    return before - removed + added;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(GObject) other = g_list_model_get_item (keyrack_row_view_get_private (self)->model, i);

      if (other == item)
        return i;
    }

  *found = FALSE;

  return before;
}

void
keyrack_row_view_find_headers (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  KeyrackRowViewClass *klass = KEYRACK_ROW_VIEW_GET_CLASS (self);
  guint n_items = klass->is_header != NULL ? keyrack_row_view_get_n_items (self) : 0;

  g_array_set_size (priv->headers, 0);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (priv->model, i);

      if (klass->is_header (self, item))
        g_array_append_val (priv->headers, i);
    }
}

/* The nearest row: a header takes no focus. */
guint
keyrack_row_view_skip_header (KeyrackRowView *self,
                              guint           position)
{
  guint n_items = keyrack_row_view_get_n_items (self);

  if (n_items == 0)
    return 0;

  position = MIN (position, n_items - 1);

  return keyrack_row_view_is_header (self, position) ? position + 1 : position;
}

guint
keyrack_row_view_find_position (KeyrackRowView *self,
                                gpointer        item)
{
  guint n_items = item != NULL ? keyrack_row_view_get_n_items (self) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GObject) other = g_list_model_get_item (keyrack_row_view_get_private (self)->model, i);

      if (other == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}
