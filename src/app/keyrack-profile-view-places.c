/* keyrack-profile-view-places.c: where each item of the long list is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-view-private.h"

guint
keyrack_profile_view_get_n_items (KeyrackProfileView *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static guint
get_header (KeyrackProfileView *self,
            guint               index)
{
  return g_array_index (self->headers, guint, index);
}

/* How many headers stand before @position; they are in order. */
guint
keyrack_profile_view_count_headers (KeyrackProfileView *self,
                                    guint               position)
{
  guint low = 0;
  guint high = self->headers->len;

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
keyrack_profile_view_get_y (KeyrackProfileView *self,
                            guint               position)
{
  double n_headers = keyrack_profile_view_count_headers (self, position);

  return (position - n_headers) * self->row_height + n_headers * self->header_height;
}

/* The last one that begins at @y or above; positions beyond the last are possible. */
guint
keyrack_profile_view_position_at (KeyrackProfileView *self,
                                  double              y)
{
  guint low = 0;
  guint high = keyrack_profile_view_get_n_items (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (keyrack_profile_view_get_y (self, middle + 1) <= y)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
keyrack_profile_view_is_header (KeyrackProfileView *self,
                                guint               position)
{
  guint index = keyrack_profile_view_count_headers (self, position);

  return index < self->headers->len && get_header (self, index) == position;
}

/* Returns: (nullable): NULL for a header; the list keeps it alive */
KeyrackProfile *
keyrack_profile_view_get_profile (KeyrackProfileView *self,
                                  guint               position)
{
  g_autoptr(GObject) item = self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;

  return KEYRACK_IS_PROFILE (item) ? KEYRACK_PROFILE (item) : NULL;
}

/* Where an item stands after a change, at the same place or the nearest when it went. */
guint
keyrack_profile_view_follow_item (KeyrackProfileView *self,
                                  GObject            *item,
                                  guint               before,
                                  guint               position,
                                  guint               removed,
                                  guint               added,
                                  gboolean           *found)
{
  *found = TRUE;

  if (before < position)
    return before;

  if (before >= position + removed)
    return before - removed + added;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(GObject) other = g_list_model_get_item (self->model, i);

      if (other == item)
        return i;
    }

  *found = FALSE;

  return before;
}

void
keyrack_profile_view_find_headers (KeyrackProfileView *self)
{
  guint n_items = keyrack_profile_view_get_n_items (self);

  g_array_set_size (self->headers, 0);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (self->model, i);

      if (KEYRACK_IS_GROUP (item))
        g_array_append_val (self->headers, i);
    }
}

/* The nearest connection: a header takes no focus. */
guint
keyrack_profile_view_skip_header (KeyrackProfileView *self,
                                  guint               position)
{
  guint n_items = keyrack_profile_view_get_n_items (self);

  if (n_items == 0)
    return 0;

  position = MIN (position, n_items - 1);

  return keyrack_profile_view_is_header (self, position) ? position + 1 : position;
}

guint
keyrack_profile_view_find_position (KeyrackProfileView *self,
                                    gpointer            item)
{
  guint n_items = item != NULL ? keyrack_profile_view_get_n_items (self) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GObject) other = g_list_model_get_item (self->model, i);

      if (other == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}
