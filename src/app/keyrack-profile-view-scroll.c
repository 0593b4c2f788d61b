/* keyrack-profile-view-scroll.c: the size of the long list and the part of it in sight
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-view-private.h"

static gboolean
has_focus (KeyrackProfileView *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && child != self->menu;
}

/* What is at the upper edge stays there when something changes above it. */
static void
note_top (KeyrackProfileView *self)
{
  double y = gtk_adjustment_get_value (self->vadjustment);

  self->top = keyrack_profile_view_position_at (self, y);
  self->top_offset = y - keyrack_profile_view_get_y (self, self->top);
  g_clear_object (&self->top_item);

  if (y > 0 && self->model != NULL)
    self->top_item = g_list_model_get_item (self->model, self->top);
}

/* After the items or the place changed; the keyboard stays with its item. */
static void
update (KeyrackProfileView *self)
{
  gboolean focused = has_focus (self);

  keyrack_profile_view_update_slots (self, focused);

  if (focused && self->cursor < keyrack_profile_view_get_n_items (self))
    gtk_widget_grab_focus (keyrack_profile_view_get_row (self, self->cursor));

  if (self->vadjustment != NULL)
    note_top (self);
}

static void
value_changed_cb (KeyrackProfileView *self)
{
  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  update (self);
}

static void
configure (KeyrackProfileView *self,
           double              value,
           int                 height)
{
  double total = keyrack_profile_view_get_y (self, keyrack_profile_view_get_n_items (self));

  g_signal_handlers_block_by_func (self->vadjustment, value_changed_cb, self);
  gtk_adjustment_configure (self->vadjustment,
                            CLAMP (value, 0, MAX (total - height, 0)),
                            0,
                            MAX (total, height),
                            self->row_height,
                            MAX (height - self->row_height, self->row_height),
                            height);
  g_signal_handlers_unblock_by_func (self->vadjustment, value_changed_cb, self);
}

void
keyrack_profile_view_items_changed (KeyrackProfileView *self,
                                    guint               position,
                                    guint               removed,
                                    guint               added)
{
  gboolean found = TRUE;
  gboolean gone = FALSE;
  guint cursor = 0;
  guint top = 0;

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  keyrack_profile_view_find_headers (self);

  /* Before the keyboard was ever here it is at the first one. */
  if (self->cursor_item != NULL)
    cursor = keyrack_profile_view_follow_item (self, self->cursor_item, self->cursor, position, removed, added, &found);

  self->cursor = keyrack_profile_view_skip_header (self, cursor);
  self->range_start = self->cursor;

  gone = !found;

  if (self->vadjustment == NULL || self->row_height == 0)
    return;

  top = keyrack_profile_view_follow_item (self, self->top_item, self->top, position, removed, added, &found);
  configure (self,
             (self->top_item != NULL && found ? keyrack_profile_view_get_y (self, top) + self->top_offset
                                              : gtk_adjustment_get_value (self->vadjustment)),
             (int) gtk_adjustment_get_page_size (self->vadjustment));
  update (self);

  /* The menu was about the one that went, and is not about the next one. */
  if (gone && self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
}

void
keyrack_profile_view_set_vadjustment (KeyrackProfileView *self,
                                      GtkAdjustment      *adjustment)
{
  if (self->vadjustment == adjustment)
    return;

  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, value_changed_cb, self);

  g_set_object (&self->vadjustment, adjustment);

  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
keyrack_profile_view_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);

  /* Whatever the names: a pane does not grow with them. */
  gtk_widget_measure (self->ruler, orientation, for_size, minimum, NULL, NULL, NULL);
  *natural = *minimum;
}

static int
measure_height (GtkWidget *row,
                int        width)
{
  int height = 0;

  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

static void
allocate_slot (KeyrackProfileView *self,
               KeyrackSlot        *slot,
               int                 width)
{
  double y = keyrack_profile_view_get_y (self, slot->position) - gtk_adjustment_get_value (self->vadjustment);
  GtkAllocation allocation = { .x = 0, .y = (int) y, .width = width };

  allocation.height = measure_height (slot->row, width);
  gtk_widget_size_allocate (slot->row, &allocation, -1);
}

void
keyrack_profile_view_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  int row_height = measure_height (self->ruler, width);
  int header_height = measure_height (self->header_ruler, width);

  if (self->vadjustment == NULL)
    return;

  if (row_height != self->row_height || header_height != self->header_height ||
      height != (int) gtk_adjustment_get_page_size (self->vadjustment))
    {
      self->row_height = row_height;
      self->header_height = header_height;
      configure (self, keyrack_profile_view_get_y (self, self->top) + self->top_offset, height);
      keyrack_profile_view_scroll_to (self, self->awaited);
      update (self);
    }

  for (guint i = 0; i < self->slots->len; i++)
    allocate_slot (self, &g_array_index (self->slots, KeyrackSlot, i), width);

  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

/**
 * keyrack_profile_view_scroll_to:
 * @self: a view
 * @position: of an item
 *
 * Brings an item into sight, now or when the view has a size.
 */
void
keyrack_profile_view_scroll_to (KeyrackProfileView *self,
                                guint               position)
{
  double top = 0;
  double bottom = 0;

  g_return_if_fail (KEYRACK_IS_PROFILE_VIEW (self));

  if (position >= keyrack_profile_view_get_n_items (self))
    return;

  self->awaited = position;

  if (self->vadjustment == NULL || self->row_height == 0)
    return;

  self->awaited = GTK_INVALID_LIST_POSITION;
  bottom = keyrack_profile_view_get_y (self, position + 1);

  /* A first row brings its header along. */
  top = keyrack_profile_view_get_y (self, position > 0 && keyrack_profile_view_is_header (self, position - 1) ? position - 1 : position);
  gtk_adjustment_clamp_page (self->vadjustment, top, bottom);
}
