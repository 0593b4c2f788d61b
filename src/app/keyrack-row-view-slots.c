/* keyrack-row-view-slots.c: the rows of the long list that exist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-row-view-private.h"

static GtkWidget *
take_spare (KeyrackRowView *self,
            gboolean        header)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  GPtrArray *spare = header ? priv->spare_headers : priv->spare_rows;
  GtkWidget *row = NULL;

  if (spare->len > 0)
    return g_ptr_array_steal_index (spare, spare->len - 1);

  row = KEYRACK_ROW_VIEW_GET_CLASS (self)->create_row (self, header);
  gtk_widget_set_parent (row, GTK_WIDGET (self));

  return row;
}

static void
mark_slot (KeyrackRowView *self,
           KeyrackSlot    *slot)
{
  gboolean selected = KEYRACK_ROW_VIEW_GET_CLASS (self)->mark_row (self, slot->row, slot->item);

  if (slot->header)
    return;

  if (selected)
    gtk_widget_set_state_flags (slot->row, GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (slot->row, GTK_STATE_FLAG_SELECTED);

  gtk_accessible_update_state (GTK_ACCESSIBLE (slot->row), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (slot->row),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                  (int) (slot->position + 1 - keyrack_row_view_count_headers (self, slot->position)),
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE,
                                  (int) (keyrack_row_view_get_n_items (self) - keyrack_row_view_get_n_headers (self)),
                                  -1);
}

/* Shows anew what changed about items but not in them, such as which is selected. */
void
keyrack_row_view_mark (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  g_return_if_fail (KEYRACK_IS_ROW_VIEW (self));

  for (guint i = 0; i < priv->slots->len; i++)
    mark_slot (self, &g_array_index (priv->slots, KeyrackSlot, i));
}

static void
clear_slot (gpointer data)
{
  KeyrackSlot *slot = data;

  g_clear_object (&slot->item);
}

/* The row that shows this item already. */
static GtkWidget *
take_row (GArray  *slots,
          GObject *item)
{
  for (guint i = 0; i < slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (slots, KeyrackSlot, i);

      if (slot->item == item)
        return g_steal_pointer (&slot->row);
    }

  return NULL;
}

static void
add_slot (KeyrackRowView *self,
          GArray         *before,
          guint           position)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  KeyrackSlot slot = { .position = position, .header = keyrack_row_view_is_header (self, position) };

  slot.item = g_list_model_get_item (priv->model, position);
  slot.row = take_row (before, slot.item);
  g_array_append_val (priv->slots, slot);
}

static void
spare_rows (KeyrackRowView *self,
            GArray         *slots)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  for (guint i = 0; i < slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (slots, KeyrackSlot, i);

      if (slot->row != NULL)
        g_ptr_array_add (slot->header ? priv->spare_headers : priv->spare_rows, slot->row);
    }
}

static void
hide_rows (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    gtk_widget_set_visible (rows->pdata[i], FALSE);
}

/* Gives each slot its row, in the order of the list: that is what a screen reader goes by. */
static void
fill_slots (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  GtkWidget *previous = priv->header_ruler != NULL ? priv->header_ruler : priv->ruler;

  for (guint i = 0; i < priv->slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (priv->slots, KeyrackSlot, i);

      if (slot->row == NULL)
        {
          slot->row = take_spare (self, slot->header);
          KEYRACK_ROW_VIEW_GET_CLASS (self)->bind_row (self, slot->row, slot->item);
          gtk_widget_set_visible (slot->row, TRUE);
        }

      if (gtk_widget_get_prev_sibling (slot->row) != previous)
        gtk_widget_insert_after (slot->row, GTK_WIDGET (self), previous);

      previous = slot->row;
    }
}

/* Where the keyboard is has a row even when it is scrolled out of sight. */
static void
choose_slots (KeyrackRowView *self,
              GArray         *before,
              gboolean        with_cursor)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  double y = gtk_adjustment_get_value (priv->vadjustment);
  guint n_items = keyrack_row_view_get_n_items (self);
  guint first = keyrack_row_view_find_at (self, y);
  guint last = keyrack_row_view_find_at (self, y + gtk_adjustment_get_page_size (priv->vadjustment));

  if (with_cursor && priv->cursor < first)
    add_slot (self, before, priv->cursor);

  for (guint position = first; position <= last && position < n_items; position++)
    add_slot (self, before, position);

  if (with_cursor && priv->cursor > last && priv->cursor < n_items)
    add_slot (self, before, priv->cursor);
}

void
keyrack_row_view_update_slots (KeyrackRowView *self,
                               gboolean        with_cursor)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  g_autoptr(GArray) before = g_steal_pointer (&priv->slots);

  priv->slots = g_array_new (FALSE, FALSE, sizeof (KeyrackSlot));
  g_array_set_clear_func (priv->slots, clear_slot);

  if (priv->vadjustment != NULL && priv->row_height > 0)
    choose_slots (self, before, with_cursor);

  spare_rows (self, before);
  fill_slots (self);
  hide_rows (priv->spare_rows);
  hide_rows (priv->spare_headers);
  keyrack_row_view_mark (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* NULL when it is not in sight. */
GtkWidget *
keyrack_row_view_get_row (KeyrackRowView *self,
                          guint           position)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  g_return_val_if_fail (KEYRACK_IS_ROW_VIEW (self), NULL);

  for (guint i = 0; i < priv->slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (priv->slots, KeyrackSlot, i);

      if (slot->position == position)
        return slot->row;
    }

  return NULL;
}

/* NULL when it is not in sight. */
GtkWidget *
keyrack_row_view_get_row_of (KeyrackRowView *self,
                             gpointer        item)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  g_return_val_if_fail (KEYRACK_IS_ROW_VIEW (self), NULL);

  for (guint i = 0; i < priv->slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (priv->slots, KeyrackSlot, i);

      if (slot->item == item)
        return slot->row;
    }

  return NULL;
}
