/* keyrack-profile-view-slots.c: the rows of the long list that exist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-view-private.h"

#include "keyrack-group-row.h"
#include "keyrack-profile-row.h"

static GtkWidget *
create_row (KeyrackProfileView *self,
            gboolean            header)
{
  GtkWidget *row = header ? keyrack_group_row_new () : keyrack_profile_row_new ();

  gtk_widget_set_parent (row, GTK_WIDGET (self));

  return row;
}

static GtkWidget *
take_spare (KeyrackProfileView *self,
            gboolean            header)
{
  GPtrArray *spare = header ? self->spare_headers : self->spare_rows;

  if (spare->len == 0)
    return create_row (self, header);

  return g_ptr_array_steal_index (spare, spare->len - 1);
}

static void
bind_row (GtkWidget *row,
          GObject   *item)
{
  if (KEYRACK_IS_GROUP (item))
    keyrack_group_row_set_group (KEYRACK_GROUP_ROW (row), KEYRACK_GROUP (item));
  else
    keyrack_profile_row_set_profile (KEYRACK_PROFILE_ROW (row), KEYRACK_PROFILE (item));
}

static void
mark_slot (KeyrackProfileView *self,
           KeyrackSlot        *slot)
{
  gboolean choosing = self->choice != NULL && keyrack_choice_get_active (self->choice);
  gboolean selected = slot->item == (GObject *) self->selected;

  if (!KEYRACK_IS_PROFILE (slot->item))
    return;

  if (choosing)
    selected = keyrack_choice_contains (self->choice, KEYRACK_PROFILE (slot->item));

  keyrack_profile_row_set_choosing (KEYRACK_PROFILE_ROW (slot->row), choosing, selected);

  if (selected)
    gtk_widget_set_state_flags (slot->row, GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (slot->row, GTK_STATE_FLAG_SELECTED);

  gtk_accessible_update_state (GTK_ACCESSIBLE (slot->row), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (slot->row),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                  (int) (slot->position + 1 - keyrack_profile_view_count_headers (self, slot->position)),
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE,
                                  (int) (keyrack_profile_view_get_n_items (self) - self->headers->len),
                                  -1);
}

void
keyrack_profile_view_mark_slots (KeyrackProfileView *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    mark_slot (self, &g_array_index (self->slots, KeyrackSlot, i));
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
add_slot (KeyrackProfileView *self,
          GArray             *before,
          guint               position)
{
  KeyrackSlot slot = { .position = position, .item = g_list_model_get_item (self->model, position) };

  slot.row = take_row (before, slot.item);
  g_array_append_val (self->slots, slot);
}

static void
spare_rows (KeyrackProfileView *self,
            GArray             *slots)
{
  for (guint i = 0; i < slots->len; i++)
    {
      GtkWidget *row = g_array_index (slots, KeyrackSlot, i).row;

      if (row != NULL)
        g_ptr_array_add (KEYRACK_IS_GROUP_ROW (row) ? self->spare_headers : self->spare_rows, row);
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
fill_slots (KeyrackProfileView *self)
{
  GtkWidget *previous = self->header_ruler;

  for (guint i = 0; i < self->slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (self->slots, KeyrackSlot, i);

      if (slot->row == NULL)
        {
          slot->row = take_spare (self, KEYRACK_IS_GROUP (slot->item));
          bind_row (slot->row, slot->item);
          gtk_widget_set_visible (slot->row, TRUE);
        }

      if (gtk_widget_get_prev_sibling (slot->row) != previous)
        gtk_widget_insert_after (slot->row, GTK_WIDGET (self), previous);

      previous = slot->row;
    }
}

GtkWidget *
keyrack_profile_view_get_row (KeyrackProfileView *self,
                              guint               position)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (self->slots, KeyrackSlot, i);

      if (slot->position == position)
        return slot->row;
    }

  return NULL;
}

/* Where the keyboard is has a row even when it is scrolled out of sight. */
static void
choose_slots (KeyrackProfileView *self,
              GArray             *before,
              gboolean            with_cursor)
{
  double y = gtk_adjustment_get_value (self->vadjustment);
  guint n_items = keyrack_profile_view_get_n_items (self);
  guint first = keyrack_profile_view_position_at (self, y);
  guint last = keyrack_profile_view_position_at (self, y + gtk_adjustment_get_page_size (self->vadjustment));

  if (with_cursor && self->cursor < first)
    add_slot (self, before, self->cursor);

  for (guint position = first; position <= last && position < n_items; position++)
    add_slot (self, before, position);

  if (with_cursor && self->cursor > last && self->cursor < n_items)
    add_slot (self, before, self->cursor);
}

void
keyrack_profile_view_update_slots (KeyrackProfileView *self,
                                   gboolean            with_cursor)
{
  g_autoptr(GArray) before = g_steal_pointer (&self->slots);

  self->slots = g_array_new (FALSE, FALSE, sizeof (KeyrackSlot));
  g_array_set_clear_func (self->slots, clear_slot);

  if (self->vadjustment != NULL && self->row_height > 0)
    choose_slots (self, before, with_cursor);

  spare_rows (self, before);
  fill_slots (self);
  hide_rows (self->spare_rows);
  hide_rows (self->spare_headers);
  keyrack_profile_view_mark_slots (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GtkWidget *
keyrack_profile_view_get_row_of (KeyrackProfileView *self,
                                 gpointer            item)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      KeyrackSlot *slot = &g_array_index (self->slots, KeyrackSlot, i);

      if (slot->item == item)
        return slot->row;
    }

  return NULL;
}
