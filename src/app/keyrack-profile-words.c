/* keyrack-profile-words.c: the tags and environments that connections have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-words.h"

#include "keyrack-profile.h"

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  return g_utf8_collate (*(const char **) a, *(const char **) b);
}

static char **
dup_sorted (GHashTable *texts)
{
  guint n_texts = 0;
  g_autofree char **sorted = (char **) g_hash_table_get_keys_as_array (texts, &n_texts);

  qsort (sorted, n_texts, sizeof (char *), compare_cb);

  return g_strdupv (sorted);
}

/* Each once, sorted. The model may be NULL. */
char **
keyrack_profile_words_dup_tags (GListModel *profiles)
{
  g_autoptr(GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_profiles = profiles != NULL ? g_list_model_get_n_items (profiles) : 0;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);
      const char * const *tags = keyrack_profile_get_tags (profile);

      for (guint j = 0; tags[j] != NULL; j++)
        g_hash_table_add (found, g_strdup (tags[j]));
    }

  return dup_sorted (found);
}

char **
keyrack_profile_words_dup_environments (GListModel *profiles)
{
  g_autoptr(GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_profiles = profiles != NULL ? g_list_model_get_n_items (profiles) : 0;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);
      const char *environment = keyrack_profile_get_environment (profile);

      if (*environment != '\0')
        g_hash_table_add (found, g_strdup (environment));
    }

  return dup_sorted (found);
}

/* As a label of a menu, where an underscore marks the next letter unless it is doubled. */
char *
keyrack_profile_words_dup_label (const char *word)
{
  g_auto(GStrv) parts = g_strsplit (word, "_", -1);

  return g_strjoinv ("__", parts);
}
