/* keyrack-import-apply.c: tests what was chosen of a file, and takes it in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-private.h"

/* What is on its way to the store. */
typedef struct
{
  GPtrArray *rows;
  char      *undo_id;
  guint      n_to_note;  /* connections that are not in the journal yet, and one */
} Applying;

static void
applying_free (Applying *applying)
{
  g_ptr_array_unref (applying->rows);
  g_free (applying->undo_id);
  g_free (applying);
}

static GHashTable *
collect_names (KeyrackProfileStore *store)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_hash_table_add (names, g_strdup (keyrack_profile_get_name (profile)));
    }

  return names;
}

static GPtrArray *
dup_rows (KeyrackImport *self)
{
  g_autoptr(GHashTable) names = collect_names (self->store);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);

  for (guint i = 0; i < self->items->len; i++)
    {
      KeyrackDocumentRow *row = keyrack_import_item_dup_row (self->items->pdata[i], names);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }

  return rows;
}

/**
 * keyrack_import_dup_candidates:
 * @self: an import
 * @secrets: (out) (transfer full) (element-type KeyrackProfile KeyrackSecret): the secrets that
 *   come with them
 *
 * Of what is chosen, all that can be tested: connections as they will be, which are not stored.
 *
 * Returns: (transfer full) (element-type KeyrackProfile): what a #KeyrackTestRun is to test
 */
GPtrArray *
keyrack_import_dup_candidates (KeyrackImport  *self,
                               GHashTable    **secrets)
{
  g_autoptr(GHashTable) names = NULL;
  GPtrArray *profiles = NULL;

  g_return_val_if_fail (KEYRACK_IS_IMPORT (self), NULL);
  g_return_val_if_fail (secrets != NULL, NULL);

  names = collect_names (self->store);
  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  *secrets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) keyrack_secret_unref);
  g_clear_pointer (&self->tested, g_hash_table_unref);
  self->tested = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      KeyrackImportItem *item = self->items->pdata[i];
      g_autoptr(KeyrackDocumentRow) row = keyrack_import_item_dup_row (item, names);

      if (row == NULL || (row->secret == NULL && *keyrack_profile_get_secret_ref (row->profile) == '\0'))
        continue;

      g_ptr_array_add (profiles, g_object_ref (row->profile));
      g_hash_table_insert (self->tested, g_object_ref (row->profile), g_object_ref (item));
      if (row->secret != NULL)
        g_hash_table_insert (*secrets, row->profile, keyrack_secret_ref (row->secret));
    }

  return profiles;
}

/**
 * keyrack_import_note_test:
 * @self: an import
 * @profile: one of keyrack_import_dup_candidates()
 * @result: what its test found
 *
 * What does not work is skipped from now on, until somebody says otherwise.
 */
void
keyrack_import_note_test (KeyrackImport     *self,
                          KeyrackProfile    *profile,
                          KeyrackTestResult *result)
{
  KeyrackImportItem *item = NULL;

  g_return_if_fail (KEYRACK_IS_IMPORT (self));
  g_return_if_fail (KEYRACK_IS_TEST_RESULT (result));

  item = self->tested != NULL ? g_hash_table_lookup (self->tested, profile) : NULL;
  if (item != NULL && keyrack_test_result_get_outcome (result) != KEYRACK_OUTCOME_CANCELLED)
    keyrack_import_item_set_result (item, result);
}

/* The import is done, whether or not it is noted. */
static void
finish_note (GTask *task)
{
  Applying *applying = g_task_get_task_data (task);

  applying->n_to_note--;
  if (applying->n_to_note == 0)
    g_task_return_boolean (task, TRUE);
}

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_journal_note_finish (KEYRACK_JOURNAL (source), result, &error))
    g_debug ("An import is not noted: %s", error->message);

  finish_note (task);
}

static void
note (GTask *task)
{
  KeyrackImport *self = g_task_get_source_object (task);
  Applying *applying = g_task_get_task_data (task);

  applying->n_to_note = applying->rows->len + 1;
  for (guint i = 0; i < applying->rows->len; i++)
    {
      KeyrackDocumentRow *row = applying->rows->pdata[i];
      g_autoptr(KeyrackJournalEntry) entry =
        keyrack_journal_entry_new_event (KEYRACK_JOURNAL_IMPORT, row->profile,
                                         keyrack_import_file_get_name (self->file));

      keyrack_journal_note_async (self->journal, entry, NULL, noted_cb, g_object_ref (task));
    }

  finish_note (task);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Applying *applying = g_task_get_task_data (task);
  GError *error = NULL;

  applying->undo_id = keyrack_profile_store_import_finish (KEYRACK_PROFILE_STORE (source), result, &error);

  if (applying->undo_id != NULL)
    note (task);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_import_apply_async:
 * @self: an import
 * @hold_seconds: for how long it can be undone, at most an hour; 0 for not at all
 * @progress: (nullable): called for each connection
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable; what was begun is taken back
 * @callback: called when everything is on the disk
 * @user_data: for @callback
 *
 * Takes in what is not skipped, all of it or nothing, see
 * keyrack_profile_store_import_async(), and notes it in the journal.
 */
void
keyrack_import_apply_async (KeyrackImport       *self,
                            guint                hold_seconds,
                            KeyrackProgressFunc  progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Applying *applying = NULL;

  g_return_if_fail (KEYRACK_IS_IMPORT (self));

  applying = g_new0 (Applying, 1);
  applying->rows = dup_rows (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_import_apply_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, applying, (GDestroyNotify) applying_free);
  keyrack_profile_store_import_async (self->store, applying->rows, hold_seconds, progress, progress_data,
                                      cancellable, applied_cb, g_object_ref (task));
}

/**
 * keyrack_import_apply_finish:
 * @self: an import
 * @result: the result given to the callback
 * @undo_id: (out) (optional) (transfer full): for keyrack_profile_store_undo_import_async()
 * @error: return location for an error
 *
 * Returns: %TRUE if everything that was chosen is here now, else %FALSE with an error as of
 *   keyrack_profile_store_import_finish(); then nothing was changed
 */
gboolean
keyrack_import_apply_finish (KeyrackImport  *self,
                             GAsyncResult   *result,
                             char          **undo_id,
                             GError        **error)
{
  Applying *applying = NULL;

  g_return_val_if_fail (KEYRACK_IS_IMPORT (self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_import_apply_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  applying = g_task_get_task_data (G_TASK (result));
  if (undo_id != NULL)
    *undo_id = g_steal_pointer (&applying->undo_id);

  return TRUE;
}
