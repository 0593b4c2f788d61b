/* keyrack-profile-store-save.c: the changes of file and keyring that belong together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-save.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-store-folder.h"

/* Hundreds of secrets take many seconds, and whoever wants to save waits for the lock. */
#define MAX_SETTLING_US (5 * G_USEC_PER_SEC)

/* A secret is named in the file before it is stored ("pending"), becomes the profile's by
 * one write that also makes the old one pending, and the old one is cleared after that.
 * Whenever the process ends, the file names a secret that is stored, and each secret
 * that is too much is pending, to be cleared at the next start. */

static gboolean
fail (KeyrackProfileStoreError   code,
      const char                *message,
      GError                   **error)
{
  g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, (int) code, message);

  return FALSE;
}

/* Elsewhere the pair was replaced, and here half of it is to be put back. */
static gboolean
would_mix (KeyrackProfile *profile,
           KeyrackProfile *stored)
{
  const char *stored_ref = keyrack_profile_get_secret_ref (stored);

  return *stored_ref != '\0'
         && g_strcmp0 (keyrack_profile_get_secret_ref (profile), stored_ref) != 0
         && g_strcmp0 (keyrack_profile_get_client_id (profile), keyrack_profile_get_client_id (stored)) != 0;
}

static gboolean
check_revision (KeyrackProfile    *profile,
                KeyrackProfile    *stored,
                gboolean           has_secret,
                KeyrackSaveFlags   flags,
                GError           **error)
{
  guint64 revision = keyrack_profile_get_revision (profile);

  if ((flags & KEYRACK_SAVE_KEEP_MINE) && stored != NULL && !has_secret && would_mix (profile, stored))
    return fail (KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE,
                 _("The client ID and the secret were replaced elsewhere. "
                   "To keep your client ID, enter its secret as well."), error);

  if (flags & KEYRACK_SAVE_KEEP_MINE)
    return TRUE;

  if (stored == NULL && revision != 0)
    return fail (KEYRACK_PROFILE_STORE_ERROR_GONE,
                 _("This connection was deleted elsewhere. Nothing was changed."), error);

  if (stored != NULL && keyrack_profile_get_revision (stored) != revision)
    return fail (KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE,
                 _("This connection was changed elsewhere. Nothing was saved."), error);

  return TRUE;
}

static gboolean
is_of_same_instance (KeyrackProfile *profile,
                     KeyrackProfile *other)
{
  return g_str_equal (keyrack_profile_get_instance (profile), keyrack_profile_get_instance (other)) &&
         g_str_equal (keyrack_profile_get_region (profile), keyrack_profile_get_region (other));
}

/* What the form does not own is the file's: when and under which name a secret is stored, the
 * one before it, and what was seen of the permissions, unless that was somewhere else. */
KeyrackProfile *
keyrack_profile_prepare (KeyrackProfile *profile,
                         KeyrackProfile *stored)
{
  KeyrackProfile *prepared = keyrack_profile_dup (profile);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  keyrack_profile_set_deleted_at (prepared, 0);

  if (stored != NULL)
    {
      if (!g_str_equal (keyrack_profile_get_secret_ref (prepared), keyrack_profile_get_secret_ref (stored)))
        keyrack_profile_set_rotated_at (prepared, keyrack_profile_get_rotated_at (stored));
      keyrack_profile_set_secret_ref (prepared, keyrack_profile_get_secret_ref (stored));
      keyrack_profile_set_unverified (prepared, keyrack_profile_get_unverified (stored));
      keyrack_profile_set_secret_saved_at (prepared, keyrack_profile_get_secret_saved_at (stored));
      keyrack_profile_set_created_at (prepared, keyrack_profile_get_created_at (stored));
      keyrack_profile_set_previous (prepared, keyrack_profile_get_previous (stored));
      keyrack_profile_set_permission_record (prepared, is_of_same_instance (prepared, stored)
                                                         ? keyrack_profile_get_permission_record (stored) : NULL);
    }
  else if (keyrack_profile_get_created_at (prepared) == 0)
    {
      keyrack_profile_set_created_at (prepared, now);
    }

  return prepared;
}

static gboolean
concerns_all (const GError *error)
{
  return !g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_FAILED)
         && !g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DAMAGED);
}

/* Clears what is pending and not in use, as far as the keyring goes along and for a while;
 * returns whether the file has to be written. */
static gboolean
clear_pending (KeyrackProfileFile *file,
               KeyrackSecretStore *secrets)
{
  g_auto(GStrv) pending = keyrack_profile_file_dup_pending (file);
  g_autoptr(GHashTable) used = keyrack_profile_file_dup_refs (file);
  gint64 end = g_get_monotonic_time () + MAX_SETTLING_US;
  gboolean changed = FALSE;

  for (gsize i = 0; pending[i] != NULL && g_get_monotonic_time () < end; i++)
    {
      g_autoptr(GError) problem = NULL;

      if (*pending[i] != '\0'
          && !g_hash_table_contains (used, pending[i])
          && !keyrack_secret_store_clear_sync (secrets, pending[i], &problem))
        {
          g_debug ("A secret stays pending: %s", problem->message);
          if (concerns_all (problem))
            break;
          continue;
        }

      keyrack_profile_file_remove_pending (file, pending[i]);
      changed = TRUE;
    }

  return changed;
}

/* With the lock held; returns whether something was cleared. What can't be done now is done
 * later, or at the next start. */
gboolean
keyrack_profile_settle_file (const char         *folder,
                             KeyrackSecretStore *secrets,
                             KeyrackProfileFile *file)
{
  g_autoptr(GError) problem = NULL;

  if (!clear_pending (file, secrets))
    return FALSE;

  if (!keyrack_profile_folder_write (folder, file, &problem))
    g_debug ("What was cleared stays pending: %s", problem->message);

  return problem == NULL;
}

/* After a failure only the disk knows whether the last write took place. Returns whether it is
 * worth going on. */
gboolean
keyrack_profile_settle_from_disk (const char         *folder,
                                  KeyrackSecretStore *secrets)
{
  g_autoptr(KeyrackProfileFile) file = NULL;
  g_autoptr(GError) problem = NULL;

  if (keyrack_profile_folder_read (folder, &file, &problem))
    return keyrack_profile_settle_file (folder, secrets, file) && keyrack_profile_file_has_pending (file);

  g_debug ("Pending secrets stay: %s", problem->message);

  return FALSE;
}

/* These say of themselves that nothing was changed, or that nothing was begun. */
static gboolean
says_what_is_kept (const GError *problem)
{
  return g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED)
         || g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DISMISSED)
         || g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT)
         || g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DISK_FULL);
}

gboolean
keyrack_profile_fail_to_store (KeyrackProfile  *profile,
                               GError          *problem,
                               GError         **error)
{
  gboolean has_old = *keyrack_profile_get_secret_ref (profile) != '\0';

  if (!says_what_is_kept (problem))
    g_prefix_error (&problem, "%s ",
                    has_old ? _("The secret was not saved; the old one is still in use.")
                            : _("The secret was not saved; nothing was changed."));

  g_propagate_error (error, problem);

  return FALSE;
}

/* Only a verified secret makes the interval of rotation start again; one that is not leaves
 * it where it started, which the day of the first secret told. */
static void
take_secret (KeyrackProfile *profile,
             const char     *secret_ref,
             gboolean        verified)
{
  gboolean is_first = *keyrack_profile_get_secret_ref (profile) == '\0';
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!is_first && verified)
    keyrack_profile_set_rotated_at (profile, now);
  else if (!is_first && keyrack_profile_get_rotated_at (profile) == 0)
    keyrack_profile_set_rotated_at (profile, keyrack_profile_get_secret_saved_at (profile));

  keyrack_profile_set_unverified (profile, !is_first && !verified);
  keyrack_profile_set_secret_ref (profile, secret_ref);
  keyrack_profile_set_secret_saved_at (profile, now);
}

/* The pair in use until now is kept, in the place of an older one, or the older one longer; what
 * is not kept is let go. */
static void
leave_secret (KeyrackProfileFile        *file,
              KeyrackProfile            *profile,
              const KeyrackPreviousPair *kept)
{
  const char *secret_ref = keyrack_profile_get_secret_ref (profile);
  const KeyrackPreviousPair *older = keyrack_profile_get_previous (profile);

  if (*secret_ref != '\0' && (kept == NULL || !g_str_equal (kept->secret_ref, secret_ref)))
    keyrack_profile_file_add_pending (file, secret_ref);

  if (kept == NULL)
    return;

  if (older != NULL && !g_str_equal (kept->secret_ref, older->secret_ref))
    keyrack_profile_file_add_pending (file, older->secret_ref);
  keyrack_profile_set_previous (profile, kept);
}

/* The profile's new secret is stored. */
void
keyrack_profile_take_secret (KeyrackProfileFile        *file,
                             KeyrackProfile            *profile,
                             const char                *secret_ref,
                             gboolean                   verified,
                             const KeyrackPreviousPair *kept)
{
  leave_secret (file, profile, kept);
  take_secret (profile, secret_ref, verified);
}

/* With the lock held and the profile in its new form, but for its secret. @kept (nullable) is
 * to be the previous one: the pair in use until now, or the one before it. */
gboolean
keyrack_profile_commit_with_secret (const char                 *folder,
                                    KeyrackSecretStore         *secrets,
                                    KeyrackProfileFile         *file,
                                    KeyrackProfile             *profile,
                                    KeyrackSecret              *secret,
                                    gboolean                    verified,
                                    const KeyrackPreviousPair  *kept,
                                    GError                    **error)
{
  g_autofree char *new_ref = g_uuid_string_random ();
  g_autoptr(GError) problem = NULL;

  keyrack_profile_file_add_pending (file, new_ref);
  if (!keyrack_profile_folder_write (folder, file, error))
    return FALSE;

  if (!keyrack_secret_store_store_sync (secrets, profile, new_ref, secret, &problem))
    {
      if (!g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_SILENT))
        keyrack_profile_settle_from_disk (folder, secrets);
      return keyrack_profile_fail_to_store (profile, g_steal_pointer (&problem), error);
    }

  keyrack_profile_take_secret (file, profile, new_ref, verified, kept);
  keyrack_profile_file_put (file, profile);

  if (!keyrack_profile_folder_write (folder, file, error))
    {
      keyrack_profile_settle_from_disk (folder, secrets);
      return FALSE;
    }

  return TRUE;
}

/* The profile as the file has it; to one that is brought back, what the bin has. */
static KeyrackProfile *
find_stored (KeyrackProfileFile *file,
             KeyrackProfile     *profile,
             KeyrackSaveFlags    flags)
{
  const char *id = keyrack_profile_get_id (profile);
  KeyrackProfile *stored = keyrack_profile_file_find (file, id);

  if (stored == NULL && (flags & KEYRACK_SAVE_KEEP_MINE))
    stored = keyrack_profile_file_find_in_bin (file, id);

  return stored;
}

/* Takes the lock, reads what stands on the disk, and keeps a copy of it. */
KeyrackFolderLock *
keyrack_profile_begin_change (const char          *folder,
                              KeyrackProfileFile **file,
                              GError             **error)
{
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_folder_lock (folder, error);
  g_autoptr(KeyrackProfileFile) current = NULL;

  if (lock == NULL
      || !keyrack_profile_folder_read (folder, &current, error)
      || !keyrack_profile_folder_back_up (folder, error))
    return NULL;

  keyrack_profile_file_drop_old (current, g_get_real_time () / G_USEC_PER_SEC);
  *file = g_steal_pointer (&current);

  return g_steal_pointer (&lock);
}

/* What lies in a keyring that is left alone for this session counts again in the next. */
static gboolean
commit_for_session (const char          *folder,
                    KeyrackSecretStore  *secrets,
                    KeyrackProfileFile  *file,
                    KeyrackProfile      *profile,
                    KeyrackSecret       *secret,
                    GError             **error)
{
  keyrack_profile_file_put (file, profile);
  if (!keyrack_profile_folder_write (folder, file, error))
    return FALSE;

  keyrack_secret_store_cover_sync (secrets, keyrack_profile_get_secret_ref (profile), secret);

  return TRUE;
}

/* Adds or changes a profile; with a secret, that too. */
gboolean
keyrack_profile_save_sync (const char          *folder,
                           KeyrackSecretStore  *secrets,
                           KeyrackProfile      *profile,
                           KeyrackSecret       *secret,
                           KeyrackSaveFlags     flags,
                           KeyrackProfileFile **file,
                           GError             **error)
{
  g_autoptr(KeyrackFolderLock) lock = NULL;
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackProfile) prepared = NULL;
  KeyrackProfile *stored = NULL;

  /* Before the lock, so that a keyring that does not answer holds nobody else up. */
  if (secret != NULL && !keyrack_secret_store_check_unlocked_sync (secrets, error))
    return FALSE;

  lock = keyrack_profile_begin_change (folder, &current, error);
  if (lock == NULL)
    return FALSE;

  stored = find_stored (current, profile, flags);
  if (!check_revision (profile, stored, secret != NULL, flags, error))
    return FALSE;

  prepared = keyrack_profile_prepare (profile, stored);
  if (secret == NULL)
    {
      keyrack_profile_file_put (current, prepared);
      if (!keyrack_profile_folder_write (folder, current, error))
        return FALSE;
    }
  else if (keyrack_secret_store_get_session_only (secrets)
           && *keyrack_profile_get_secret_ref (prepared) != '\0')
    {
      if (!commit_for_session (folder, secrets, current, prepared, secret, error))
        return FALSE;
    }
  else
    {
      if (!keyrack_profile_commit_with_secret (folder, secrets, current, prepared, secret,
                                               flags & KEYRACK_SAVE_VERIFIED, NULL, error))
        return FALSE;
      keyrack_profile_settle_file (folder, secrets, current);
    }

  *file = g_steal_pointer (&current);

  return TRUE;
}

/* Says which one of several can't be saved. */
gboolean
keyrack_profile_check_one_of_many (KeyrackProfile    *profile,
                                   KeyrackProfile    *stored,
                                   KeyrackSaveFlags   flags,
                                   GError           **error)
{
  g_autoptr(GError) problem = NULL;

  if (check_revision (profile, stored, FALSE, flags, &problem))
    return TRUE;

  g_set_error (error, problem->domain, problem->code,
               /* Translators: the name of a connection, then a sentence */
               _("“%s”: %s"), keyrack_profile_get_name (profile), problem->message);

  return FALSE;
}

/* Adds or changes profiles, their secrets excepted: all of them or none. */
gboolean
keyrack_profile_save_many_sync (const char          *folder,
                                GPtrArray           *profiles,
                                KeyrackSaveFlags     flags,
                                KeyrackProfileFile **file,
                                GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (folder, &current, error);

  if (lock == NULL)
    return FALSE;

  for (guint i = 0; i < profiles->len; i++)
    {
      KeyrackProfile *profile = g_ptr_array_index (profiles, i);
      KeyrackProfile *stored = find_stored (current, profile, flags);
      g_autoptr(KeyrackProfile) prepared = NULL;

      if (!keyrack_profile_check_one_of_many (profile, stored, flags, error))
        return FALSE;

      prepared = keyrack_profile_prepare (profile, stored);
      keyrack_profile_file_put (current, prepared);
    }

  if (!keyrack_profile_folder_write (folder, current, error))
    return FALSE;

  *file = g_steal_pointer (&current);

  return TRUE;
}

/* Lets go of what was held or kept long enough, and clears what is pending, after an earlier
 * process too. Where another one saves at the moment, it does the latter itself, and the
 * keyring is not kept from others for that. @more says that it is worth going on. */
gboolean
keyrack_profile_settle_sync (const char          *folder,
                             KeyrackSecretStore  *secrets,
                             gboolean            *more,
                             GError             **error)
{
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_folder_try_lock (folder, error);
  g_autoptr(KeyrackProfileFile) file = NULL;

  if (lock == NULL || !keyrack_profile_folder_read (folder, &file, error))
    return FALSE;

  if (keyrack_profile_file_expire (file, g_get_real_time () / G_USEC_PER_SEC)
      && !keyrack_profile_folder_write (folder, file, error))
    return FALSE;

  *more = keyrack_profile_settle_file (folder, secrets, file) && keyrack_profile_file_has_pending (file);

  return TRUE;
}
