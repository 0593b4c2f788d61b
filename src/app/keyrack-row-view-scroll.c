/* keyrack-row-view-scroll.c: the size of the long list and the part of it in sight
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-row-view-private.h"

/* What is at the upper edge stays there when something changes above it. */
static void
note_top (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double y = gtk_adjustment_get_value (priv->vadjustment);

  priv->top = keyrack_row_view_find_at (self, y);
  priv->top_offset = y - keyrack_row_view_get_y (self, priv->top);
  g_clear_object (&priv->top_item);

  if (y > 0 && priv->model != NULL)
    priv->top_item = g_list_model_get_item (priv->model, priv->top);
}

/* After the items or the place changed; the keyboard stays with its item. */
static void
update (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  gboolean focused = keyrack_row_view_has_focus (self);

  keyrack_row_view_update_slots (self, focused);

  if (focused && priv->cursor < keyrack_row_view_get_n_items (self))
    gtk_widget_grab_focus (keyrack_row_view_get_row (self, priv->cursor));

  if (priv->vadjustment != NULL)
    note_top (self);
}

static void
value_changed_cb (KeyrackRowView *self)
{
  g_assert (KEYRACK_IS_ROW_VIEW (self));

  update (self);
}

static void
configure (KeyrackRowView *self,
           double          value,
           int             height)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double total = keyrack_row_view_get_y (self, keyrack_row_view_get_n_items (self));

  g_signal_handlers_block_by_func (priv->vadjustment, value_changed_cb, self);
  gtk_adjustment_configure (priv->vadjustment,
                            CLAMP (value, 0, MAX (total - height, 0)),
                            0,
                            MAX (total, height),
                            priv->row_height,
                            MAX (height - priv->row_height, priv->row_height),
                            height);
  g_signal_handlers_unblock_by_func (priv->vadjustment, value_changed_cb, self);
}

/* Before the keyboard was ever here it is at the first one. */
static void
follow_cursor (KeyrackRowView *self,
               guint           position,
               guint           removed,
               guint           added)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  KeyrackRowViewClass *klass = KEYRACK_ROW_VIEW_GET_CLASS (self);
  gboolean found = TRUE;
  guint cursor = 0;

  if (priv->cursor_item != NULL)
    cursor = keyrack_row_view_follow_item (self, priv->cursor_item, priv->cursor, position, removed, added, &found);

  priv->cursor = keyrack_row_view_skip_header (self, cursor);

  if (klass->items_changed != NULL)
    klass->items_changed (self, !found);
}

void
keyrack_row_view_items_changed (KeyrackRowView *self,
                                guint           position,
                                guint           removed,
                                guint           added)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double value = 0;
  gboolean found = TRUE;
  guint top = 0;

  g_assert (KEYRACK_IS_ROW_VIEW (self));

  keyrack_row_view_find_headers (self);
  follow_cursor (self, position, removed, added);

  if (priv->vadjustment == NULL || priv->row_height == 0)
    return;

  top = keyrack_row_view_follow_item (self, priv->top_item, priv->top, position, removed, added, &found);
  value = (priv->top_item != NULL && found ? keyrack_row_view_get_y (self, top) + priv->top_offset
                                           : gtk_adjustment_get_value (priv->vadjustment));
  configure (self, value, (int) gtk_adjustment_get_page_size (priv->vadjustment));
  update (self);
}

void
keyrack_row_view_set_vadjustment (KeyrackRowView *self,
                                  GtkAdjustment  *adjustment)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  if (priv->vadjustment == adjustment)
    return;

  if (priv->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (priv->vadjustment, value_changed_cb, self);

  g_set_object (&priv->vadjustment, adjustment);

  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Whatever the texts: a pane does not grow with them. */
void
keyrack_row_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (KEYRACK_ROW_VIEW (widget));

  gtk_widget_measure (priv->ruler, orientation, for_size, minimum, NULL, NULL, NULL);
  *natural = *minimum;
}

static int
measure_height (GtkWidget *row,
                int        width)
{
  int height = 0;

  if (row != NULL)
    gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

static void
allocate_slot (KeyrackRowView *self,
               KeyrackSlot    *slot,
               int             width)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double y = keyrack_row_view_get_y (self, slot->position) - gtk_adjustment_get_value (priv->vadjustment);
  GtkAllocation allocation = { .x = 0, .y = (int) y, .width = width };

  allocation.height = measure_height (slot->row, width);
  gtk_widget_size_allocate (slot->row, &allocation, -1);
}

static gboolean
is_cursor_in_sight (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double top = gtk_adjustment_get_value (priv->vadjustment);
  double bottom = top + gtk_adjustment_get_page_size (priv->vadjustment);

  return (priv->cursor_item != NULL &&
          keyrack_row_view_get_y (self, priv->cursor + 1) > top &&
          keyrack_row_view_get_y (self, priv->cursor) < bottom);
}

/* Where the keyboard is stays in sight, when it was. */
static void
resize (KeyrackRowView *self,
        int             row_height,
        int             header_height,
        int             height)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  gboolean seen = is_cursor_in_sight (self);

  priv->row_height = row_height;
  priv->header_height = header_height;
  configure (self, keyrack_row_view_get_y (self, priv->top) + priv->top_offset, height);
  keyrack_row_view_scroll_to (self, priv->awaited);

  if (seen)
    keyrack_row_view_scroll_to (self, priv->cursor);

  update (self);
}

void
keyrack_row_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  KeyrackRowView *self = KEYRACK_ROW_VIEW (widget);
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  int row_height = measure_height (priv->ruler, width);
  int header_height = measure_height (priv->header_ruler, width);

  if (priv->vadjustment == NULL)
    return;

  if (row_height != priv->row_height || header_height != priv->header_height ||
      height != (int) gtk_adjustment_get_page_size (priv->vadjustment))
    resize (self, row_height, header_height, height);

  for (guint i = 0; i < priv->slots->len; i++)
    allocate_slot (self, &g_array_index (priv->slots, KeyrackSlot, i), width);
}

/**
 * keyrack_row_view_scroll_to:
 * @self: a view
 * @position: of an item
 *
 * Brings an item into sight, now or when the view has a size.
 */
void
keyrack_row_view_scroll_to (KeyrackRowView *self,
                            guint           position)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double top = 0;
  double bottom = 0;

  g_return_if_fail (KEYRACK_IS_ROW_VIEW (self));

  if (position >= keyrack_row_view_get_n_items (self))
    return;

  priv->awaited = position;

  if (priv->vadjustment == NULL || priv->row_height == 0)
    return;

  priv->awaited = GTK_INVALID_LIST_POSITION;
  bottom = keyrack_row_view_get_y (self, position + 1);

  /* A first row brings its header along. */
  top = keyrack_row_view_get_y (self, position > 0 && keyrack_row_view_is_header (self, position - 1) ? position - 1 : position);
  gtk_adjustment_clamp_page (priv->vadjustment, top, bottom);
}

void
keyrack_row_view_scroll_by (KeyrackRowView *self,
                            double          pixels)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  g_return_if_fail (KEYRACK_IS_ROW_VIEW (self));

  if (priv->vadjustment != NULL)
    gtk_adjustment_set_value (priv->vadjustment, gtk_adjustment_get_value (priv->vadjustment) + pixels);
}
