/* keyrack-export.c: connections written to a file for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#include "keyrack-calendar.h"
#include "keyrack-leak-guard.h"
#include "keyrack-private-file.h"
#include "keyrack-profile-document-private.h"
#include "keyrack-worker.h"

typedef struct
{
  GPtrArray  *profiles;  /* KeyrackProfile, copies */
  GHashTable *secrets;   /* of KeyrackSecret: all that are stored */
  char       *path;
  gboolean    calendar;  /* the days of rotation only */

  KeyrackExportFormat format;

  KeyrackProtection *protection;  /* (nullable): without secrets */
} Export;

G_DEFINE_QUARK (keyrack-export-error-quark, keyrack_export_error)

static void
export_free (Export *export)
{
  g_ptr_array_unref (export->profiles);
  g_hash_table_unref (export->secrets);
  g_free (export->path);
  g_clear_pointer (&export->protection, keyrack_protection_free);
  g_free (export);
}

static Export *
export_new (GPtrArray               *profiles,
            const KeyrackProtection *protection,
            const char              *path)
{
  Export *export = g_new0 (Export, 1);

  export->protection = protection != NULL ? keyrack_protection_copy (protection) : NULL;
  export->path = g_strdup (path);
  export->secrets = g_hash_table_new (g_str_hash, g_str_equal);
  export->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < profiles->len; i++)
    g_ptr_array_add (export->profiles, keyrack_profile_dup (profiles->pdata[i]));

  return export;
}

/* Nothing that is no file is replaced by one. */
static gboolean
check_place (const char  *path,
             GError     **error)
{
  g_autofree char *name = NULL;
  struct stat info;

  if (stat (path, &info) != 0 || S_ISREG (info.st_mode))
    return TRUE;

  name = g_filename_display_name (path);
  g_set_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_NOT_A_FILE,
               /* Translators: a path */
               _("%s is not a file. Nothing was written."), name);

  return FALSE;
}

static gboolean
check_leaks (Export  *export,
             GError **error)
{
  g_autofree char *problem = keyrack_leak_guard_dup_problem (export->profiles, export->secrets);

  if (problem == NULL)
    return TRUE;

  g_set_error_literal (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_LEAK, problem);

  return FALSE;
}

/* The secret that goes into the file, NULL when there is none to go. */
static gboolean
find_secret (Export          *export,
             KeyrackProfile  *profile,
             KeyrackSecret  **secret,
             GError         **error)
{
  const char *secret_ref = keyrack_profile_get_secret_ref (profile);

  *secret = NULL;
  if (export->protection == NULL || *secret_ref == '\0')
    return TRUE;

  *secret = g_hash_table_lookup (export->secrets, secret_ref);
  if (*secret != NULL && keyrack_document_is_secret (*secret))
    return TRUE;

  g_set_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_NO_SECRET,
               /* Translators: the name of a connection */
               _("The secret of “%s” can’t be read. Nothing was written."), keyrack_profile_get_name (profile));

  return FALSE;
}

static KeyrackSecret *
write_text (Export *export)
{
  g_autofree char *text = keyrack_export_format_dup_text (export->format, export->profiles);

  return keyrack_secret_new (text, -1);
}

static KeyrackSecret *
write_document (Export  *export,
                GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);

  for (guint i = 0; i < export->profiles->len; i++)
    {
      KeyrackSecret *secret = NULL;

      if (!find_secret (export, export->profiles->pdata[i], &secret, error))
        return NULL;

      g_ptr_array_add (rows, keyrack_document_row_new (export->profiles->pdata[i], secret));
    }

  return keyrack_profile_document_write (rows, g_get_real_time () / G_USEC_PER_SEC, error);
}

static KeyrackSecret *
write_calendar (Export *export)
{
  g_autoptr(GListStore) profiles = g_list_store_new (KEYRACK_TYPE_PROFILE);
  g_autofree char *text = NULL;

  g_list_store_splice (profiles, 0, 0, export->profiles->pdata, export->profiles->len);
  text = keyrack_calendar_dup_text (G_LIST_MODEL (profiles), g_get_real_time () / G_USEC_PER_SEC, NULL);

  return keyrack_secret_new (text, strlen (text));
}

static KeyrackSecret *
write_contents (Export  *export,
                GError **error)
{
  if (export->calendar)
    return write_calendar (export);

  return export->format == KEYRACK_EXPORT_DOCUMENT ? write_document (export, error) : write_text (export);
}

/* What is written has secrets only behind the protection. */
static gboolean
write_file (Export         *export,
            KeyrackSecret  *document,
            GError        **error)
{
  const KeyrackProtection *protection = export->protection;
  g_autofree char *sealed = NULL;
  gsize length = 0;

  if (protection == NULL)
    return keyrack_private_write (export->path, keyrack_secret_peek (document), keyrack_secret_get_length (document), error);

  sealed = keyrack_age_encrypt (document, protection->passphrase, (const char * const *) protection->recipients,
                                protection->form, &length, error);

  return sealed != NULL && keyrack_private_write (export->path, sealed, length, error);
}

static void
do_export (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr(KeyrackSecret) document = NULL;
  g_autoptr(GError) error = NULL;

  if (check_place (export->path, &error) && check_leaks (export, &error))
    document = write_contents (export, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (document != NULL && write_file (export, document, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* In a thread of its own: a passphrase takes its time, and the keyring is needed meanwhile. */
static void
run (GTask *task)
{
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("export");

  keyrack_worker_run (worker, task, do_export);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  GHashTable *secrets = keyrack_secret_store_lookup_all_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (secrets == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_hash_table_unref (export->secrets);
  export->secrets = secrets;
  run (task);
}

/* A computer without a keyring can have connections too. */
static gboolean
has_secrets (KeyrackProfileStore *store)
{
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (*keyrack_profile_get_secret_ref (profile) != '\0')
        return TRUE;
    }

  return FALSE;
}

/* Takes the export. */
static void
start (GTask  *task,
       Export *export)
{
  KeyrackProfileStore *store = g_task_get_source_object (task);

  g_task_set_source_tag (task, keyrack_export_async);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);

  if (has_secrets (store))
    keyrack_secret_store_lookup_all_async (keyrack_profile_store_get_secrets (store),
                                           g_task_get_cancellable (task), looked_up_cb, g_object_ref (task));
  else
    run (task);
}

/**
 * keyrack_protection_new:
 * @passphrase: (nullable): what opens the file
 * @recipients: (nullable) (array zero-terminated=1): the keys that open it, age1…; not both
 * @form: bytes, or text
 *
 * Returns: (transfer full): who can read the secrets in a file
 */
KeyrackProtection *
keyrack_protection_new (KeyrackSecret      *passphrase,
                        const char * const *recipients,
                        KeyrackAgeForm      form)
{
  KeyrackProtection *self = NULL;

  g_return_val_if_fail ((passphrase == NULL) != (recipients == NULL || *recipients == NULL), NULL);

  self = g_new0 (KeyrackProtection, 1);
  self->passphrase = passphrase != NULL ? keyrack_secret_ref (passphrase) : NULL;
  self->recipients = g_strdupv ((char **) recipients);
  self->form = form;

  return self;
}

KeyrackProtection *
keyrack_protection_copy (const KeyrackProtection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return keyrack_protection_new (self->passphrase, (const char * const *) self->recipients, self->form);
}

void
keyrack_protection_free (KeyrackProtection *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->passphrase, keyrack_secret_unref);
  g_strfreev (self->recipients);
  g_free (self);
}

/**
 * keyrack_export_dup_file_name:
 * @format: what is in it
 * @encrypted: it has secrets
 *
 * Returns: (transfer full): a name to be proposed for the file
 */
char *
keyrack_export_dup_file_name (KeyrackExportFormat format,
                              gboolean            encrypted)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  return g_strdup_printf ("connections-%s.%s%s", date, keyrack_export_format_get_suffix (format),
                          encrypted ? ".age" : "");
}

/**
 * keyrack_export_async:
 * @store: where the secrets are that must not leave
 * @profiles: (element-type KeyrackProfile): what is to be written; it is copied
 * @format: how it is written; what is no document has no secrets
 * @protection: (nullable): who can read the secrets; %NULL to leave them out
 * @path: the file; one that is there already is replaced, whole or not at all
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is on the disk
 * @user_data: for @callback
 *
 * Writes connections to a file for their owner alone, unless a secret stands in a name, a
 * note or the like. There is no way to write secrets that are not encrypted, and their
 * clear text does not reach the disk. A locked keyring is not asked to unlock; without its
 * secrets nothing is written.
 */
void
keyrack_export_async (KeyrackProfileStore     *store,
                      GPtrArray               *profiles,
                      KeyrackExportFormat      format,
                      const KeyrackProtection *protection,
                      const char              *path,
                      GCancellable            *cancellable,
                      GAsyncReadyCallback      callback,
                      gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  Export *export = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (store));
  g_return_if_fail (profiles != NULL);
  g_return_if_fail (protection == NULL || format == KEYRACK_EXPORT_DOCUMENT);
  g_return_if_fail (path != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  export = export_new (profiles, protection, path);
  export->format = format;
  start (task, export);
}

/**
 * keyrack_export_calendar_async:
 * @store: what is to be rotated, and where the secrets are that must not leave
 * @path: the file; one that is there already is replaced, whole or not at all
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is on the disk, for keyrack_export_finish()
 * @user_data: for @callback
 *
 * Writes the days of rotation for a calendar program, see keyrack_calendar_dup_text(); with
 * the same care as keyrack_export_async().
 */
void
keyrack_export_calendar_async (KeyrackProfileStore *store,
                               const char          *path,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(GTask) task = NULL;
  Export *export = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (store));
  g_return_if_fail (path != NULL);

  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    g_ptr_array_add (profiles, g_list_model_get_item (G_LIST_MODEL (store), i));

  task = g_task_new (store, cancellable, callback, user_data);
  export = export_new (profiles, NULL, path);
  export->calendar = TRUE;
  start (task, export);
}

/**
 * keyrack_export_finish:
 * @store: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the file is on the disk, else %FALSE with an error of
 *   %KEYRACK_EXPORT_ERROR, %KEYRACK_PROFILE_DOCUMENT_ERROR (_TOO_LARGE), %KEYRACK_AGE_ERROR,
 *   %KEYRACK_SECRET_STORE_ERROR, %KEYRACK_PROFILE_STORE_ERROR (_DISK_FULL, _NOT_WRITABLE)
 *   or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_export_finish (KeyrackProfileStore  *store,
                       GAsyncResult         *result,
                       GError              **error)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_export_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyrack_journal_note_finish (KEYRACK_JOURNAL (source), result, &error))
    g_debug ("The journal misses an export: %s", error->message);
}

/**
 * keyrack_export_note:
 * @journal: where it is to be found later
 * @profiles: (element-type KeyrackProfile): what was exported
 * @path: the file
 *
 * Notes for each of the connections that it left, and in which file.
 */
void
keyrack_export_note (KeyrackJournal *journal,
                     GPtrArray      *profiles,
                     const char     *path)
{
  g_autofree char *name = NULL;

  g_return_if_fail (KEYRACK_IS_JOURNAL (journal));
  g_return_if_fail (profiles != NULL);
  g_return_if_fail (path != NULL);

  name = g_filename_display_basename (path);
  for (guint i = 0; i < profiles->len; i++)
    {
      g_autoptr(KeyrackJournalEntry) entry = NULL;

      entry = keyrack_journal_entry_new_event (KEYRACK_JOURNAL_EXPORT, profiles->pdata[i], name);
      keyrack_journal_note_async (journal, entry, NULL, noted_cb, NULL);
    }
}
