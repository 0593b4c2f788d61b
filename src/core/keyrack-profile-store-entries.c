/* keyrack-profile-store-entries.c: an array of profiles in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-entries.h"

/* The profile, with what @read (nullable) says of it that is not understood. */
KeyrackEntry *
keyrack_entry_new (KeyrackProfile *profile,
                   JsonNode       *read)
{
  KeyrackEntry *self = g_new0 (KeyrackEntry, 1);

  self->profile = g_object_ref (profile);
  self->node = keyrack_profile_to_json (profile, read);

  return self;
}

void
keyrack_entry_free (KeyrackEntry *self)
{
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_object (&self->profile);
  g_free (self);
}

/* What was not understood of the profile that stood here stays. */
void
keyrack_entry_set_profile (KeyrackEntry   *self,
                           KeyrackProfile *profile)
{
  g_autoptr(JsonNode) read = g_steal_pointer (&self->node);

  g_set_object (&self->profile, profile);
  self->node = keyrack_profile_to_json (profile, read);
}

GPtrArray *
keyrack_entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_entry_free);
}

/* Of two profiles with one id the first counts; the other is kept, unseen. */
void
keyrack_entries_read (GPtrArray *self,
                      JsonArray *array)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      KeyrackEntry *entry = g_new0 (KeyrackEntry, 1);
      const char *id = NULL;

      entry->node = json_node_ref (node);
      entry->profile = keyrack_profile_from_json (node);
      id = entry->profile != NULL ? keyrack_profile_get_id (entry->profile) : NULL;

      if (id != NULL && g_hash_table_contains (seen, id))
        g_clear_object (&entry->profile);
      else if (id != NULL)
        g_hash_table_add (seen, (gpointer) id);

      g_ptr_array_add (self, entry);
    }
}

JsonArray *
keyrack_entries_build (GPtrArray *self)
{
  JsonArray *array = json_array_sized_new (self->len);

  for (guint i = 0; i < self->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self, i);

      json_array_add_element (array, json_node_copy (entry->node));
    }

  return array;
}

KeyrackEntry *
keyrack_entries_find (GPtrArray  *self,
                      const char *id,
                      guint      *position)
{
  for (guint i = 0; i < self->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self, i);

      if (entry->profile == NULL || !g_str_equal (keyrack_profile_get_id (entry->profile), id))
        continue;

      if (position != NULL)
        *position = i;
      return entry;
    }

  return NULL;
}

/* The profiles themselves, in the order of the file. */
GPtrArray *
keyrack_entries_dup_profiles (GPtrArray *self)
{
  GPtrArray *profiles = g_ptr_array_new_full (self->len, g_object_unref);

  for (guint i = 0; i < self->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self, i);

      if (entry->profile != NULL)
        g_ptr_array_add (profiles, g_object_ref (entry->profile));
    }

  return profiles;
}

static void
add_ref_cb (const char *secret_ref,
            gpointer    data)
{
  g_hash_table_add (data, g_strdup (secret_ref));
}

/* Looks into what is not understood too: a secret that might be needed is not cleared. */
void
keyrack_entries_collect_refs (GPtrArray  *self,
                              GHashTable *secret_refs)
{
  for (guint i = 0; i < self->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self, i);

      keyrack_profile_json_visit_refs (entry->node, add_ref_cb, secret_refs);
    }
}
