/* keyrack-profile-store-list.c: turns the list that is shown into the one that was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-list.h"

#include "keyrack-profile.h"

static GHashTable *
index_by_id (GPtrArray *profiles)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < profiles->len; i++)
    {
      KeyrackProfile *profile = g_ptr_array_index (profiles, i);

      g_hash_table_insert (table, (gpointer) keyrack_profile_get_id (profile), profile);
    }

  return table;
}

static gboolean
contains (GHashTable *table,
          GPtrArray  *profiles,
          guint       position)
{
  return g_hash_table_contains (table, keyrack_profile_get_id (g_ptr_array_index (profiles, position)));
}

static void
remove_missing (GListModel *model,
                GPtrArray  *shown,
                GPtrArray  *wanted)
{
  g_autoptr(GHashTable) table = index_by_id (wanted);

  for (guint end = shown->len; end > 0;)
    {
      guint start = end;

      while (start > 0 && !contains (table, shown, start - 1))
        start--;

      if (start == end)
        {
          end--;
          continue;
        }

      g_ptr_array_remove_range (shown, start, end - start);
      g_list_model_items_changed (model, start, end - start, 0);
      end = start;
    }
}

/* The objects of @wanted, but where one is shown already, that one with the values of @wanted. */
static GPtrArray *
merge (GPtrArray  *wanted,
       GHashTable *table)
{
  GPtrArray *target = g_ptr_array_new_full (wanted->len, g_object_unref);

  for (guint i = 0; i < wanted->len; i++)
    {
      KeyrackProfile *profile = g_ptr_array_index (wanted, i);
      KeyrackProfile *existing = g_hash_table_lookup (table, keyrack_profile_get_id (profile));

      if (existing != NULL)
        keyrack_profile_assign (existing, profile);
      g_ptr_array_add (target, g_object_ref (existing != NULL ? existing : profile));
    }

  return target;
}

static void
insert (GPtrArray *shown,
        guint      position,
        GPtrArray *target,
        guint      n_items)
{
  for (guint i = position; i < position + n_items; i++)
    g_ptr_array_insert (shown, (int) i, g_object_ref (g_ptr_array_index (target, i)));
}

/* From @position on the order is another one. */
static void
replace_rest (GListModel *model,
              GPtrArray  *shown,
              guint       position,
              GPtrArray  *target)
{
  guint n_removed = shown->len - position;

  g_ptr_array_remove_range (shown, position, n_removed);
  insert (shown, position, target, target->len - position);
  g_list_model_items_changed (model, position, n_removed, target->len - position);
}

/* Changes @shown, which @model stands for, into @wanted: profiles that stay are assigned,
 * not replaced, so that whoever looks at one goes on looking at it. */
void
keyrack_profile_list_update (GListModel *model,
                             GPtrArray  *shown,
                             GPtrArray  *wanted)
{
  g_autoptr(GHashTable) table = NULL;
  g_autoptr(GPtrArray) target = NULL;

  g_assert (G_IS_LIST_MODEL (model));

  remove_missing (model, shown, wanted);
  table = index_by_id (shown);
  target = merge (wanted, table);

  for (guint i = 0; i < target->len; i++)
    {
      guint n_new = 0;

      if (i < shown->len && g_ptr_array_index (shown, i) == g_ptr_array_index (target, i))
        continue;

      while (i + n_new < target->len && !contains (table, target, i + n_new))
        n_new++;

      if (n_new == 0)
        {
          replace_rest (model, shown, i, target);
          return;
        }

      insert (shown, i, target, n_new);
      g_list_model_items_changed (model, i, 0, n_new);
      i += n_new - 1;
    }
}
