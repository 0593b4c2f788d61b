/* keyrack-run-table-rows.c: the rows of the table of tests that exist, and where they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-table-private.h"

#include "keyrack-run-row.h"

guint
keyrack_run_table_get_n_items (KeyrackRunTable *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

/* Rows */

static void
clear_slot (gpointer data)
{
  KeyrackRunSlot *slot = data;

  g_clear_object (&slot->item);
}

static void
mark (KeyrackRunTable *self,
      KeyrackRunSlot  *slot)
{
  gboolean selected = slot->item == self->selected;

  if (selected)
    gtk_widget_set_state_flags (slot->row, GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (slot->row, GTK_STATE_FLAG_SELECTED);

  gtk_accessible_update_state (GTK_ACCESSIBLE (slot->row), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (slot->row),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) slot->position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) keyrack_run_table_get_n_items (self),
                                  -1);
}

void
keyrack_run_table_mark (KeyrackRunTable *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    mark (self, &g_array_index (self->slots, KeyrackRunSlot, i));
}

static GtkWidget *
take_spare (KeyrackRunTable *self)
{
  GtkWidget *row = NULL;

  if (self->spare->len > 0)
    return g_ptr_array_steal_index (self->spare, self->spare->len - 1);

  row = keyrack_run_row_new (self->journal);
  gtk_widget_set_parent (row, GTK_WIDGET (self));

  return row;
}

/* The row that shows this item already. */
static GtkWidget *
take_row (GArray          *slots,
          KeyrackTestItem *item)
{
  for (guint i = 0; i < slots->len; i++)
    {
      KeyrackRunSlot *slot = &g_array_index (slots, KeyrackRunSlot, i);

      if (slot->item == item)
        return g_steal_pointer (&slot->row);
    }

  return NULL;
}

static void
add_slot (KeyrackRunTable *self,
          GArray          *before,
          guint            position)
{
  KeyrackRunSlot slot = { .position = position, .item = g_list_model_get_item (self->model, position) };

  slot.row = take_row (before, slot.item);
  g_array_append_val (self->slots, slot);
}

/* Where the keyboard is has a row even when it is scrolled out of sight. */
static void
choose_slots (KeyrackRunTable *self,
              GArray          *before)
{
  double y = gtk_adjustment_get_value (self->vadjustment);
  guint n_items = keyrack_run_table_get_n_items (self);
  guint first = (guint) (y / self->row_height);
  guint last = (guint) ((y + gtk_adjustment_get_page_size (self->vadjustment)) / self->row_height);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL && self->cursor < n_items;

  if (focused && self->cursor < first)
    add_slot (self, before, self->cursor);

  for (guint position = first; position <= last && position < n_items; position++)
    add_slot (self, before, position);

  if (focused && self->cursor > last)
    add_slot (self, before, self->cursor);
}

/* In the order of the list: that is what a screen reader goes by. */
static void
fill_slots (KeyrackRunTable *self)
{
  GtkWidget *previous = self->ruler;

  for (guint i = 0; i < self->slots->len; i++)
    {
      KeyrackRunSlot *slot = &g_array_index (self->slots, KeyrackRunSlot, i);

      if (slot->row == NULL)
        {
          slot->row = take_spare (self);
          keyrack_run_row_set_item (KEYRACK_RUN_ROW (slot->row), slot->item);
          gtk_widget_set_visible (slot->row, TRUE);
        }

      if (gtk_widget_get_prev_sibling (slot->row) != previous)
        gtk_widget_insert_after (slot->row, GTK_WIDGET (self), previous);

      previous = slot->row;
    }
}

void
keyrack_run_table_update (KeyrackRunTable *self)
{
  g_autoptr(GArray) before = g_steal_pointer (&self->slots);

  self->slots = g_array_new (FALSE, FALSE, sizeof (KeyrackRunSlot));
  g_array_set_clear_func (self->slots, clear_slot);

  if (self->vadjustment != NULL && self->row_height > 0)
    choose_slots (self, before);

  for (guint i = 0; i < before->len; i++)
    {
      if (g_array_index (before, KeyrackRunSlot, i).row != NULL)
        g_ptr_array_add (self->spare, g_array_index (before, KeyrackRunSlot, i).row);
    }

  fill_slots (self);
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_set_visible (self->spare->pdata[i], FALSE);

  keyrack_run_table_mark (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GtkWidget *
keyrack_run_table_get_row_of (KeyrackRunTable *self,
                              gpointer         item)
{
  g_return_val_if_fail (KEYRACK_IS_RUN_TABLE (self), NULL);

  for (guint i = 0; i < self->slots->len; i++)
    {
      KeyrackRunSlot *slot = &g_array_index (self->slots, KeyrackRunSlot, i);

      if (slot->item == item)
        return slot->row;
    }

  return NULL;
}

/* Scrolling */

void
keyrack_run_table_configure (KeyrackRunTable *self,
                             int              height)
{
  double total = (double) keyrack_run_table_get_n_items (self) * self->row_height;
  double value = gtk_adjustment_get_value (self->vadjustment);

  g_signal_handlers_block_by_func (self->vadjustment, keyrack_run_table_update, self);
  gtk_adjustment_configure (self->vadjustment,
                            CLAMP (value, 0, MAX (total - height, 0)),
                            0,
                            MAX (total, height),
                            self->row_height,
                            MAX (height - self->row_height, self->row_height),
                            height);
  g_signal_handlers_unblock_by_func (self->vadjustment, keyrack_run_table_update, self);
}

void
keyrack_run_table_scroll_to (KeyrackRunTable *self,
                             guint            position)
{
  if (self->vadjustment != NULL && self->row_height > 0)
    gtk_adjustment_clamp_page (self->vadjustment,
                               (double) position * self->row_height,
                               (double) (position + 1) * self->row_height);
}

guint
keyrack_run_table_find (KeyrackRunTable *self,
                        KeyrackTestItem *item)
{
  guint n_items = item != NULL ? keyrack_run_table_get_n_items (self) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(KeyrackTestItem) other = g_list_model_get_item (self->model, i);

      if (other == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Size */

void
keyrack_run_table_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (widget);

  gtk_widget_measure (self->ruler, orientation, for_size, minimum, NULL, NULL, NULL);
  *natural = *minimum;
}

void
keyrack_run_table_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (widget);
  GtkAllocation place = { .width = width };

  if (self->vadjustment == NULL)
    return;

  gtk_widget_measure (self->ruler, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);

  if (place.height != self->row_height || height != (int) gtk_adjustment_get_page_size (self->vadjustment))
    {
      self->row_height = place.height;
      keyrack_run_table_configure (self, height);
      if (self->selected != NULL)
        keyrack_run_table_scroll_to (self, self->cursor);
      keyrack_run_table_update (self);
    }

  for (guint i = 0; i < self->slots->len; i++)
    {
      KeyrackRunSlot *slot = &g_array_index (self->slots, KeyrackRunSlot, i);

      place.y = (int) ((double) slot->position * self->row_height - gtk_adjustment_get_value (self->vadjustment));
      gtk_widget_size_allocate (slot->row, &place, -1);
    }
}
