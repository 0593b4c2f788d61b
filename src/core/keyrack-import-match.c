/* keyrack-import-match.c: which connection of a file is which one of ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-match.h"

#include "keyrack-profile-document.h"

/* Each of these says that two connections are the same one, the surest first: an ID is drawn
 * once, a credential belongs to one instance; in a table there may be nothing but a name. */

static char *
dup_id (KeyrackProfile *profile)
{
  return g_strdup (keyrack_profile_get_id (profile));
}

static char *
dup_credential (KeyrackProfile *profile)
{
  return g_strjoin ("\n", keyrack_profile_get_instance (profile), keyrack_profile_get_region (profile),
                    keyrack_profile_get_client_id (profile), NULL);
}

static char *
dup_place_and_name (KeyrackProfile *profile)
{
  return g_strjoin ("\n", keyrack_profile_get_instance (profile), keyrack_profile_get_region (profile),
                    keyrack_profile_get_name (profile), NULL);
}

/* Of ours that no row has found yet, by what they are known by; NULL where several are. */
static GHashTable *
index_profiles (GListModel  *profiles,
                GHashTable  *taken,
                char      *(*dup_key) (KeyrackProfile *))
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);
      g_autofree char *key = dup_key (profile);
      gboolean several = g_hash_table_contains (index, key);

      if (!g_hash_table_contains (taken, profile))
        g_hash_table_replace (index, g_steal_pointer (&key), several ? NULL : profile);
    }

  return index;
}

static void
match_by (GPtrArray   *rows,
          GListModel  *profiles,
          GPtrArray   *found,
          GHashTable  *taken,
          char      *(*dup_key) (KeyrackProfile *))
{
  g_autoptr(GHashTable) index = index_profiles (profiles, taken, dup_key);

  for (guint i = 0; i < rows->len; i++)
    {
      const KeyrackDocumentRow *row = rows->pdata[i];
      g_autofree char *key = NULL;
      KeyrackProfile *profile = NULL;

      if (row->problem != NULL || found->pdata[i] != NULL)
        continue;

      key = dup_key (row->profile);
      profile = g_hash_table_lookup (index, key);
      if (profile != NULL && g_hash_table_add (taken, profile))
        found->pdata[i] = profile;
    }
}

/**
 * keyrack_import_match:
 * @rows: (element-type KeyrackDocumentRow): the connections of a file
 * @profiles: ours
 *
 * Returns: (transfer container) (element-type KeyrackProfile): for each row the one of ours
 *   that it is, %NULL for none; no two rows have the same one
 */
GPtrArray *
keyrack_import_match (GPtrArray  *rows,
                      GListModel *profiles)
{
  g_autoptr(GHashTable) taken = NULL;
  GPtrArray *found = NULL;

  g_return_val_if_fail (rows != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);

  taken = g_hash_table_new (NULL, NULL);
  found = g_ptr_array_new ();
  g_ptr_array_set_size (found, (int) rows->len);
  match_by (rows, profiles, found, taken, dup_id);
  match_by (rows, profiles, found, taken, dup_credential);
  match_by (rows, profiles, found, taken, dup_place_and_name);

  return found;
}
