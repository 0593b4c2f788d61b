/* keyrack-import-file.c: a file that brings connections, of whatever kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-file.h"

#include "keyrack-age.h"
#include "keyrack-import-contents.h"
#include "keyrack-import-sealed.h"

struct _KeyrackImportFile
{
  GObject parent_instance;

  KeyrackWorker         *worker;
  char                  *name;
  KeyrackImportKind      kind;
  gboolean               wants_passphrase;
  KeyrackSecret         *sealed;    /* (nullable): until it is unlocked */
  KeyrackImportContents *contents;  /* NULL until then */
};

typedef struct
{
  KeyrackSecret *sealed;
  KeyrackSecret *passphrase;  /* (nullable) */
  GPtrArray     *identities;  /* (nullable): KeyrackSecret */
} Unlocking;

G_DEFINE_FINAL_TYPE (KeyrackImportFile, keyrack_import_file, G_TYPE_OBJECT)
G_DEFINE_QUARK (keyrack-import-file-error-quark, keyrack_import_file_error)

static void
unlocking_free (Unlocking *unlocking)
{
  keyrack_secret_unref (unlocking->sealed);
  g_clear_pointer (&unlocking->passphrase, keyrack_secret_unref);
  g_clear_pointer (&unlocking->identities, g_ptr_array_unref);
  g_free (unlocking);
}

static gboolean
read_loaded (KeyrackImportFile  *self,
             KeyrackSecret      *loaded,
             GError            **error)
{
  if (keyrack_age_is_age (keyrack_secret_peek (loaded), keyrack_secret_get_length (loaded)))
    {
      self->kind = KEYRACK_IMPORT_FILE_ENCRYPTED;
      self->sealed = keyrack_secret_ref (loaded);

      return keyrack_import_check_sealed (loaded, &self->wants_passphrase, error);
    }

  self->contents = keyrack_import_contents_read (loaded, error);
  if (self->contents == NULL)
    return FALSE;

  self->kind = self->contents->csv != NULL ? KEYRACK_IMPORT_FILE_CSV : KEYRACK_IMPORT_FILE_DOCUMENT;

  return TRUE;
}

static void
do_open (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  KeyrackImportFile *self = task_data;
  g_autoptr(KeyrackSecret) loaded = NULL;
  GError *error = NULL;

  loaded = keyrack_import_load (G_FILE (source), &error);

  if (loaded != NULL && read_loaded (self, loaded, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
do_unlock (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Unlocking *unlocking = task_data;
  g_autoptr(KeyrackSecret) plain = NULL;
  KeyrackImportContents *contents = NULL;
  GError *error = NULL;

  plain = keyrack_import_decrypt (unlocking->sealed, unlocking->passphrase, unlocking->identities, &error);
  if (plain != NULL)
    contents = keyrack_import_contents_read (plain, &error);

  if (contents != NULL)
    g_task_return_pointer (task, contents, (GDestroyNotify) keyrack_import_contents_free);
  else
    g_task_return_error (task, error);
}

static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

static void
keyrack_import_file_finalize (GObject *object)
{
  KeyrackImportFile *self = KEYRACK_IMPORT_FILE (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sealed, keyrack_secret_unref);
  g_clear_pointer (&self->contents, keyrack_import_contents_free);

  G_OBJECT_CLASS (keyrack_import_file_parent_class)->finalize (object);
}

static void
keyrack_import_file_class_init (KeyrackImportFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = keyrack_import_file_finalize;
}

static void
keyrack_import_file_init (KeyrackImportFile *self)
{
}

/**
 * keyrack_import_file_open_async:
 * @file: what a person chose
 * @worker: what reads it, and later opens it: to derive a key takes a second and 256 MiB
 * @cancellable: (nullable): a cancellable
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * Reads a file that brings connections: a document, plain or encrypted, or a table. Nothing
 * that is no regular file, or is larger than %KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH, is read.
 */
void
keyrack_import_file_open_async (GFile               *file,
                                KeyrackWorker       *worker,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  KeyrackImportFile *self = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (KEYRACK_IS_WORKER (worker));

  self = g_object_new (KEYRACK_TYPE_IMPORT_FILE, NULL);
  self->worker = g_object_ref (worker);
  self->name = dup_name (file);
  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_import_file_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  keyrack_worker_run (worker, task, do_open);
}

/**
 * keyrack_import_file_open_finish:
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the file, whose rows can be had unless it is locked, or %NULL with
 *   an error of %KEYRACK_IMPORT_FILE_ERROR or %G_IO_ERROR_CANCELLED
 */
KeyrackImportFile *
keyrack_import_file_open_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_import_file_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * keyrack_import_file_unlock_async:
 * @self: a file that is locked
 * @passphrase: (nullable): what opens it
 * @identities: (nullable) (element-type KeyrackSecret): keys, AGE-SECRET-KEY-1…, of which
 *   one may open it; asked when there is no passphrase
 * @cancellable: (nullable): a cancellable; a key that is being derived is finished first
 * @callback: called when it was opened
 * @user_data: for @callback
 *
 * Opens an encrypted file in the worker. It can be tried as often as one likes.
 */
void
keyrack_import_file_unlock_async (KeyrackImportFile   *self,
                                  KeyrackSecret       *passphrase,
                                  GPtrArray           *identities,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Unlocking *unlocking = NULL;

  g_return_if_fail (KEYRACK_IS_IMPORT_FILE (self));
  g_return_if_fail (self->sealed != NULL);

  unlocking = g_new0 (Unlocking, 1);
  unlocking->sealed = keyrack_secret_ref (self->sealed);
  unlocking->passphrase = passphrase != NULL ? keyrack_secret_ref (passphrase) : NULL;
  unlocking->identities = passphrase == NULL && identities != NULL ? g_ptr_array_ref (identities) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_import_file_unlock_async);
  g_task_set_task_data (task, unlocking, (GDestroyNotify) unlocking_free);
  keyrack_worker_run (self->worker, task, do_unlock);
}

/**
 * keyrack_import_file_unlock_finish:
 * @self: a file
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if it is open now, else %FALSE with an error of %KEYRACK_IMPORT_FILE_ERROR
 *   (_WRONG_PASSPHRASE: ask again) or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_import_file_unlock_finish (KeyrackImportFile  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  KeyrackImportContents *contents = NULL;

  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_import_file_unlock_async), FALSE);

  contents = g_task_propagate_pointer (G_TASK (result), error);
  if (contents == NULL)
    return FALSE;

  g_clear_pointer (&self->contents, keyrack_import_contents_free);
  self->contents = contents;
  g_clear_pointer (&self->sealed, keyrack_secret_unref);

  return TRUE;
}

/**
 * keyrack_import_file_get_name:
 * @self: a file
 *
 * Returns: its name without the folders, to be shown
 */
const char *
keyrack_import_file_get_name (KeyrackImportFile *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), NULL);

  return self->name;
}

/**
 * keyrack_import_file_get_kind:
 * @self: a file
 *
 * Returns: what it is from outside: there may be a table in an encrypted file too
 */
KeyrackImportKind
keyrack_import_file_get_kind (KeyrackImportFile *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), KEYRACK_IMPORT_FILE_DOCUMENT);

  return self->kind;
}

/**
 * keyrack_import_file_is_locked:
 * @self: a file
 *
 * Returns: %TRUE if it must be unlocked before its rows can be had
 */
gboolean
keyrack_import_file_is_locked (KeyrackImportFile *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), FALSE);

  return self->contents == NULL;
}

/**
 * keyrack_import_file_wants_passphrase:
 * @self: a file
 *
 * Returns: %TRUE if a passphrase opens it, %FALSE if a key does, or nothing has to
 */
gboolean
keyrack_import_file_wants_passphrase (KeyrackImportFile *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), FALSE);

  return self->wants_passphrase;
}

/**
 * keyrack_import_file_get_rows:
 * @self: a file
 *
 * Returns: (transfer none) (nullable) (element-type KeyrackDocumentRow): one for each
 *   connection in it, until other columns are set; %NULL while it is locked
 */
GPtrArray *
keyrack_import_file_get_rows (KeyrackImportFile *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), NULL);

  return self->contents != NULL ? self->contents->rows : NULL;
}

/**
 * keyrack_import_file_get_row_number:
 * @self: a file
 * @row: the index of a row
 *
 * Returns: where a person finds it: the line of a table, the number of a connection otherwise
 */
guint
keyrack_import_file_get_row_number (KeyrackImportFile *self,
                                    guint              row)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), 0);

  if (keyrack_import_file_get_csv (self) == NULL)
    return row + 1;

  return keyrack_csv_get_line (self->contents->csv, row + (self->contents->has_header ? 1 : 0));
}

/**
 * keyrack_import_file_get_csv:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): the table that is in it, if it is one
 */
KeyrackCsv *
keyrack_import_file_get_csv (KeyrackImportFile *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), NULL);

  return self->contents != NULL ? self->contents->csv : NULL;
}

/**
 * keyrack_import_file_get_columns:
 * @self: a file with a table
 * @has_header: (out) (optional): whether the first line names the columns
 *
 * Returns: (transfer none): what its columns are taken for, guessed at first
 */
const KeyrackCsvColumn *
keyrack_import_file_get_columns (KeyrackImportFile *self,
                                 gboolean          *has_header)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), NULL);
  g_return_val_if_fail (keyrack_import_file_get_csv (self) != NULL, NULL);

  if (has_header != NULL)
    *has_header = self->contents->has_header;

  return self->contents->columns;
}

/**
 * keyrack_import_file_set_columns:
 * @self: a file with a table
 * @columns: what each of its columns is to be taken for
 * @has_header: whether the first line names them
 *
 * Makes the rows anew.
 */
void
keyrack_import_file_set_columns (KeyrackImportFile      *self,
                                 const KeyrackCsvColumn *columns,
                                 gboolean                has_header)
{
  g_return_if_fail (KEYRACK_IS_IMPORT_FILE (self));
  g_return_if_fail (keyrack_import_file_get_csv (self) != NULL);

  keyrack_import_contents_set_columns (self->contents, columns, has_header);
}

/**
 * keyrack_import_file_set_separator:
 * @self: a file with a table
 * @separator: what stands between its cells, 0 to guess
 * @error: return location for %KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT
 *
 * Reads the table once more; its columns are guessed again.
 *
 * Returns: %FALSE if there is no table with this separator; then everything stays as it is
 */
gboolean
keyrack_import_file_set_separator (KeyrackImportFile  *self,
                                   char                separator,
                                   GError            **error)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_FILE (self), FALSE);
  g_return_val_if_fail (keyrack_import_file_get_csv (self) != NULL, FALSE);

  return keyrack_import_contents_set_separator (self->contents, separator, error);
}
