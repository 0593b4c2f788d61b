/* keyrack-journal.c: what was tested and done, when, with what result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal.h"

#include "keyrack-journal-file.h"
#include "keyrack-journal-line.h"
#include "keyrack-journal-lists.h"
#include "keyrack-journal-records.h"

struct _KeyrackJournal
{
  GObject        parent_instance;

  char          *folder;
  KeyrackWorker *worker;
  GHashTable    *records;   /* profile ID → Record, of the main context */
  GHashTable    *lists;
  gboolean       paused;
};

G_DEFINE_FINAL_TYPE (KeyrackJournal, keyrack_journal, G_TYPE_OBJECT)

static GHashTable *
load (const char  *folder,
      GError     **error)
{
  g_autoptr(GPtrArray) entries = keyrack_journal_file_read (folder, error);
  g_autoptr(GError) problem = NULL;
  GHashTable *records = NULL;

  if (entries == NULL)
    return NULL;

  records = keyrack_journal_records_new ();
  for (guint i = 0; i < entries->len; i++)
    keyrack_journal_records_note (records, entries->pdata[i]);

  if (keyrack_journal_records_are_many (records) &&
      !keyrack_journal_file_shorten (folder, &problem))
    g_debug ("The journal stays long: %s", problem->message);

  return records;
}

static void
load_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GHashTable *records = load (task_data, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

/* Of one call of keyrack_journal_append_async(). */
typedef struct
{
  char *folder;
  char *line;
} Append;

static void
append_free (gpointer data)
{
  Append *call = data;

  g_free (call->folder);
  g_free (call->line);
  g_free (call);
}

static void
append_in_worker (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Append *call = task_data;
  GError *error = NULL;

  if (keyrack_journal_file_append (call->folder, call->line, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
keyrack_journal_dispose (GObject *object)
{
  KeyrackJournal *self = KEYRACK_JOURNAL (object);

  g_clear_object (&self->worker);

  G_OBJECT_CLASS (keyrack_journal_parent_class)->dispose (object);
}

static void
keyrack_journal_finalize (GObject *object)
{
  KeyrackJournal *self = KEYRACK_JOURNAL (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);

  G_OBJECT_CLASS (keyrack_journal_parent_class)->finalize (object);
}

static void
keyrack_journal_class_init (KeyrackJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_journal_dispose;
  object_class->finalize = keyrack_journal_finalize;
}

static void
keyrack_journal_init (KeyrackJournal *self)
{
  self->records = keyrack_journal_records_new ();
  self->lists = keyrack_journal_lists_new ();
}

/**
 * keyrack_journal_new:
 * @folder: where the journal is kept
 * @worker: reads and writes it
 *
 * Returns: (transfer full): a journal of which nothing was read yet
 */
KeyrackJournal *
keyrack_journal_new (const char    *folder,
                     KeyrackWorker *worker)
{
  KeyrackJournal *self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (KEYRACK_IS_WORKER (worker), NULL);

  self = g_object_new (KEYRACK_TYPE_JOURNAL, NULL);
  self->folder = g_strdup (folder);
  self->worker = g_object_ref (worker);

  return self;
}

/**
 * keyrack_journal_load_async:
 * @self: a journal
 * @cancellable: (nullable): a cancellable
 * @callback: called when the journal was read
 * @user_data: for @callback
 *
 * Reads what is known from earlier. Lines that can't be understood are passed
 * over; of each connection the newest %KEYRACK_JOURNAL_KEPT_TESTS tests are kept, and
 * %KEYRACK_JOURNAL_KEPT_OTHERS other entries.
 */
void
keyrack_journal_load_async (KeyrackJournal      *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_JOURNAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_journal_load_async);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  keyrack_worker_run (self->worker, task, load_in_worker);
}

/**
 * keyrack_journal_load_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: set to a %G_FILE_ERROR when the file is there but can't be read, or to
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if it was read, or there is none yet
 */
gboolean
keyrack_journal_load_finish (KeyrackJournal  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  GHashTable *records = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  records = g_task_propagate_pointer (G_TASK (result), error);
  if (records == NULL)
    return FALSE;

  g_hash_table_unref (self->records);
  self->records = records;

  return TRUE;
}

/**
 * keyrack_journal_get_last:
 * @self: a journal
 * @profile_id: a connection
 *
 * Returns: (transfer none) (nullable): what its last test found, be it the one after a
 *   rotation, whatever its
 *   values were then; see keyrack_test_result_is_about()
 */
KeyrackTestResult *
keyrack_journal_get_last (KeyrackJournal *self,
                          const char     *profile_id)
{
  KeyrackJournalRecord *record = NULL;

  g_return_val_if_fail (KEYRACK_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (profile_id != NULL, NULL);

  record = g_hash_table_lookup (self->records, profile_id);

  return record != NULL ? record->last : NULL;
}

/**
 * keyrack_journal_get_last_success:
 * @self: a journal
 * @profile_id: a connection
 *
 * Returns: when a test last ended well, in seconds since the epoch; 0 when none did
 */
gint64
keyrack_journal_get_last_success (KeyrackJournal *self,
                                  const char     *profile_id)
{
  KeyrackJournalRecord *record = NULL;

  g_return_val_if_fail (KEYRACK_IS_JOURNAL (self), 0);
  g_return_val_if_fail (profile_id != NULL, 0);

  record = g_hash_table_lookup (self->records, profile_id);

  return record != NULL ? record->last_success : 0;
}

/**
 * keyrack_journal_list:
 * @self: a journal
 * @profile_id: a connection
 *
 * Returns: (transfer full): the newest %KEYRACK_JOURNAL_KEPT_TESTS tests of the connection and
 *   %KEYRACK_JOURNAL_KEPT_OTHERS other #KeyrackJournalEntry, the newest first; empty until the file was read, and from then
 *   on whatever this journal notes
 */
GListModel *
keyrack_journal_list (KeyrackJournal *self,
                      const char     *profile_id)
{
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (profile_id != NULL, NULL);

  return keyrack_journal_lists_get (self->lists, profile_id, self->folder, self->worker);
}

/**
 * keyrack_journal_set_paused:
 * @self: a journal
 * @paused: whether to write nothing for the time being
 *
 * A result about a secret that nobody has in the next session would be taken for
 * one about the secret that is found then.
 */
void
keyrack_journal_set_paused (KeyrackJournal *self,
                            gboolean        paused)
{
  g_return_if_fail (KEYRACK_IS_JOURNAL (self));

  self->paused = paused;
}

static void
keep (KeyrackJournal      *self,
      KeyrackJournalEntry *entry,
      GTask               *task)
{
  Append *call = NULL;

  keyrack_journal_records_note (self->records, entry);
  keyrack_journal_lists_note (self->lists, entry);

  if (self->paused)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  call = g_new0 (Append, 1);
  call->folder = g_strdup (self->folder);
  call->line = keyrack_journal_line_new (entry);

  g_task_set_task_data (task, call, append_free);
  keyrack_worker_run (self->worker, task, append_in_worker);
}

/**
 * keyrack_journal_append_async:
 * @self: a journal
 * @result: what a test of a stored connection found
 * @cancellable: (nullable): a cancellable
 * @callback: called when the line was written
 * @user_data: for @callback
 *
 * Keeps @result. It counts as the last one of its connection at once, before
 * it is written. A journal that is paused only remembers it.
 */
void
keyrack_journal_append_async (KeyrackJournal      *self,
                              KeyrackTestResult   *result,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(KeyrackJournalEntry) entry = NULL;

  g_return_if_fail (KEYRACK_IS_JOURNAL (self));
  g_return_if_fail (KEYRACK_IS_TEST_RESULT (result));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_journal_append_async);
  entry = keyrack_journal_entry_new (KEYRACK_JOURNAL_TEST, result, NULL);
  keep (self, entry, task);
}

/**
 * keyrack_journal_append_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: set to a %KEYRACK_PROFILE_STORE_ERROR when the line could not be written
 *
 * Returns: %TRUE if the line was written, or the journal is paused
 */
gboolean
keyrack_journal_append_finish (KeyrackJournal  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * keyrack_journal_note_async:
 * @self: a journal
 * @entry: what was done to a connection
 * @cancellable: (nullable): a cancellable
 * @callback: called when the line was written
 * @user_data: for @callback
 *
 * Like keyrack_journal_append_async(), for everything that is more than a test.
 */
void
keyrack_journal_note_async (KeyrackJournal      *self,
                            KeyrackJournalEntry *entry,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_JOURNAL (self));
  g_return_if_fail (KEYRACK_IS_JOURNAL_ENTRY (entry));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_journal_note_async);
  keep (self, entry, task);
}

/**
 * keyrack_journal_note_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: set to a %KEYRACK_PROFILE_STORE_ERROR when the line could not be written
 *
 * Returns: %TRUE if the line was written, or the journal is paused
 */
gboolean
keyrack_journal_note_finish (KeyrackJournal  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
