/* keyrack-profile-store-import.c: takes connections of another file in, all of them or none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-save.h"

#include "keyrack-profile-document.h"
#include "keyrack-profile-store-backup.h"
#include "keyrack-profile-store-folder.h"

static gboolean
has_secrets (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      if (((KeyrackDocumentRow *) rows->pdata[i])->secret != NULL)
        return TRUE;
    }

  return FALSE;
}

/* What stands in the list was compared with what is there now; what stands in the bin was not. */
static gboolean
check_rows (KeyrackProfileFile  *file,
            GPtrArray           *rows,
            KeyrackSecretStore  *secrets,
            GError             **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];
      KeyrackProfile *stored = keyrack_profile_file_find (file, keyrack_profile_get_id (row->profile));

      if (!keyrack_profile_check_one_of_many (row->profile, stored, KEYRACK_SAVE_DEFAULT, error))
        return FALSE;

      if (stored != NULL && row->secret != NULL && *keyrack_profile_get_secret_ref (stored) != '\0'
          && !keyrack_profile_check_lasting (secrets, error))
        return FALSE;
    }

  return TRUE;
}

/* The names under which the secrets will be stored, NULL for a row without one. They stand in
 * the file before the first one is. */
static GPtrArray *
name_secrets (const char          *folder,
              KeyrackProfileFile  *file,
              GPtrArray           *rows,
              GError             **error)
{
  g_autoptr(GPtrArray) secret_refs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];
      char *secret_ref = row->secret != NULL ? g_uuid_string_random () : NULL;

      g_ptr_array_add (secret_refs, secret_ref);
      if (secret_ref != NULL)
        keyrack_profile_file_add_pending (file, secret_ref);
    }

  if (has_secrets (rows) && !keyrack_profile_folder_write (folder, file, error))
    return NULL;

  return g_steal_pointer (&secret_refs);
}

static gboolean
store_secrets (KeyrackSecretStore  *secrets,
               KeyrackImportJob    *job,
               GPtrArray           *secret_refs,
               GError             **error)
{
  for (guint i = 0; i < job->rows->len; i++)
    {
      KeyrackDocumentRow *row = job->rows->pdata[i];
      GError *problem = NULL;

      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;

      if (row->secret != NULL
          && !keyrack_secret_store_store_sync (secrets, row->profile, secret_refs->pdata[i], row->secret, &problem))
        return keyrack_profile_fail_to_store (row->profile, problem, error);

      if (job->saved != NULL)
        job->saved (i + 1, job->rows->len, job->saved_data);
    }

  return TRUE;
}

static void
put_rows (KeyrackProfileFile *file,
          GPtrArray          *rows,
          GPtrArray          *secret_refs)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];
      KeyrackProfile *stored = keyrack_profile_file_find (file, keyrack_profile_get_id (row->profile));
      g_autoptr(KeyrackProfile) prepared = keyrack_profile_prepare (row->profile, stored);
      g_autoptr(KeyrackPreviousPair) kept = NULL;

      /* The pair that another one replaces is kept, as after any replacement. */
      if (stored != NULL)
        kept = keyrack_profile_dup_kept (stored, KEYRACK_KEEP_PREVIOUS_DAYS, KEYRACK_REPLACE_UNVERIFIED);
      if (row->secret != NULL)
        keyrack_profile_take_secret (file, prepared, secret_refs->pdata[i], FALSE, kept);

      keyrack_profile_file_import (file, prepared, row->unknown);
    }
}

/* Until all of it is gone, or can't be had now: then the next start does it. */
static void
take_back (const char         *folder,
           KeyrackSecretStore *secrets,
           const GError       *problem)
{
  if (g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_SILENT))
    return;

  while (keyrack_profile_settle_from_disk (folder, secrets))
    ;
}

static gboolean
import (const char          *folder,
        KeyrackSecretStore  *secrets,
        KeyrackImportJob    *job,
        KeyrackProfileFile  *file,
        GError             **error)
{
  g_autoptr(GPtrArray) secret_refs = name_secrets (folder, file, job->rows, error);

  if (secret_refs == NULL || !store_secrets (secrets, job, secret_refs, error))
    return FALSE;

  keyrack_profile_file_begin_import (file, job->id, g_get_real_time () / G_USEC_PER_SEC, job->hold_seconds);
  put_rows (file, job->rows, secret_refs);

  return keyrack_profile_folder_write (folder, file, error);
}

/* Each row's profile is as it shall be; with the id of one in the list it takes its place. All
 * secrets are named in the file, then stored and read back, and one write makes them count. */
gboolean
keyrack_profile_import_sync (const char          *folder,
                             KeyrackSecretStore  *secrets,
                             KeyrackImportJob    *job,
                             KeyrackProfileFile **file,
                             GError             **error)
{
  g_autoptr(KeyrackFolderLock) lock = NULL;
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(GError) problem = NULL;

  /* Before the lock, so that a keyring that does not answer holds nobody else up. */
  if (has_secrets (job->rows) && !keyrack_secret_store_check_unlocked_sync (secrets, error))
    return FALSE;

  lock = keyrack_profile_begin_change (folder, &current, error);
  if (lock == NULL
      || !check_rows (current, job->rows, secrets, error)
      || !keyrack_profile_keep_copy_sync (folder, error))
    return FALSE;

  if (!import (folder, secrets, job, current, &problem))
    {
      take_back (folder, secrets, problem);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  keyrack_profile_settle_file (folder, secrets, current);
  *file = g_steal_pointer (&current);

  return TRUE;
}

/* Everything as it was before, by one write; then the secrets that came are cleared. */
gboolean
keyrack_profile_undo_import_sync (const char          *folder,
                                  KeyrackSecretStore  *secrets,
                                  const char          *id,
                                  KeyrackProfileFile **file,
                                  GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (folder, &current, error);

  if (lock == NULL
      || !keyrack_profile_file_undo_import (current, id, error)
      || !keyrack_profile_folder_write (folder, current, error))
    return FALSE;

  keyrack_profile_settle_file (folder, secrets, current);
  *file = g_steal_pointer (&current);

  return TRUE;
}
