/* keyrack-journal-lists.c: the entries of some connections, for whoever looks at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-lists.h"

#include "keyrack-journal-file.h"
#include "keyrack-journal-records.h"
#include "keyrack-journal.h"

#define READ_KEY "keyrack-journal-read"

/* Thousands of entries are not kept in memory because somebody may look at a hundred. */

typedef struct
{
  char *folder;
  char *profile_id;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->folder);
  g_free (reading->profile_id);
  g_free (reading);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Each test is compared with those before it. */
static void
add_remarks (GPtrArray  *entries,
             const char *profile_id)
{
  g_autoptr(GHashTable) records = keyrack_journal_records_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      if (g_strcmp0 (keyrack_journal_entry_get_facts (entries->pdata[i])->values.profile_id, profile_id) == 0)
        keyrack_journal_records_note (records, entries->pdata[i]);
    }
}

/* The newest first, and no more of each kind than would be kept. */
static void
read_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_kept[] = { 0, 0 };
  GError *error = NULL;

  all = keyrack_journal_file_read (reading->folder, &error);
  if (all == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  add_remarks (all, reading->profile_id);
  for (guint i = all->len; i > 0; i--)
    {
      KeyrackJournalEntry *entry = all->pdata[i - 1];
      gboolean is_test = keyrack_journal_entry_get_kind (entry) == KEYRACK_JOURNAL_TEST;

      if (g_strcmp0 (keyrack_journal_entry_get_facts (entry)->values.profile_id, reading->profile_id) == 0
          && n_kept[is_test]++ < keyrack_journal_get_n_kept (entry))
        g_ptr_array_add (entries, g_object_ref (entry));
    }

  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

/* What was noted meanwhile stands before it, and was written after it was read. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GListStore) list = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &error);

  g_object_set_data_full (G_OBJECT (list), READ_KEY, g_strdup (error != NULL ? error->message : ""), g_free);
  g_list_store_splice (list, g_list_model_get_n_items (G_LIST_MODEL (list)), 0,
                       entries != NULL ? entries->pdata : NULL, entries != NULL ? entries->len : 0);
}

static GListStore *
dup_list (GHashTable *lists,
          const char *profile_id)
{
  GWeakRef *weak_ref = g_hash_table_lookup (lists, profile_id);

  return weak_ref != NULL ? g_weak_ref_get (weak_ref) : NULL;
}

GHashTable *
keyrack_journal_lists_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weak_ref_free);
}

/* Returns the list that somebody has already, or a new one, to be filled soon. */
GListModel *
keyrack_journal_lists_get (GHashTable    *lists,
                           const char    *profile_id,
                           const char    *folder,
                           KeyrackWorker *worker)
{
  GListStore *list = dup_list (lists, profile_id);
  g_autoptr(GTask) task = NULL;
  GWeakRef *weak_ref = NULL;
  Reading *reading = NULL;

  if (list != NULL)
    return G_LIST_MODEL (list);

  list = g_list_store_new (KEYRACK_TYPE_JOURNAL_ENTRY);
  weak_ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak_ref, list);
  g_hash_table_replace (lists, g_strdup (profile_id), weak_ref);

  reading = g_new0 (Reading, 1);
  reading->folder = g_strdup (folder);
  reading->profile_id = g_strdup (profile_id);

  task = g_task_new (NULL, NULL, read_cb, g_object_ref (list));
  g_task_set_source_tag (task, keyrack_journal_lists_get);
  g_task_set_task_data (task, reading, reading_free);
  keyrack_worker_run (worker, task, read_in_worker);

  return G_LIST_MODEL (list);
}

void
keyrack_journal_lists_note (GHashTable          *lists,
                            KeyrackJournalEntry *entry)
{
  const char *profile_id = keyrack_journal_entry_get_facts (entry)->values.profile_id;
  g_autoptr(GListStore) list = profile_id != NULL ? dup_list (lists, profile_id) : NULL;

  if (list != NULL)
    g_list_store_insert (list, 0, entry);
}

/**
 * keyrack_journal_list_is_read:
 * @list: what keyrack_journal_list() returned
 * @problem: (out) (optional) (nullable): why it could not be read, in the user's words
 *
 * Returns: %TRUE once what the file has is in it, or it can't be read;
 *   #GListModel::items-changed is emitted then, be there anything or not
 */
gboolean
keyrack_journal_list_is_read (GListModel  *list,
                              const char **problem)
{
  const char *message = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (list), FALSE);

  message = g_object_get_data (G_OBJECT (list), READ_KEY);
  if (problem != NULL)
    *problem = message != NULL && *message != '\0' ? message : NULL;

  return message != NULL;
}
