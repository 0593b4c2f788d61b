/* keyrack-profile-store-previous.c: replaces a pair, and brings the one before back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-save.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-store-folder.h"

#define SECONDS_A_DAY (24 * 60 * 60)

/* The pair in use, to be kept for so many days, 0 until it is let go; NULL if it has no secret. */
static KeyrackPreviousPair *
dup_pair (KeyrackProfile *profile,
          guint           keep_days)
{
  const char *secret_ref = keyrack_profile_get_secret_ref (profile);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  KeyrackPreviousPair *pair = NULL;

  if (*secret_ref == '\0')
    return NULL;

  pair = keyrack_previous_pair_new (keyrack_profile_get_client_id (profile), secret_ref);
  pair->secret_saved_at = keyrack_profile_get_secret_saved_at (profile);
  pair->rotated_at = keyrack_profile_get_rotated_at (profile);
  pair->replaced_at = now;
  pair->unverified = keyrack_profile_get_unverified (profile);
  if (keep_days > 0)
    pair->keep_until = now + (gint64) keep_days * SECONDS_A_DAY;

  return pair;
}

/* A copy of the profile as the file has it. */
static KeyrackProfile *
dup_stored (KeyrackProfileFile  *file,
            const char          *id,
            GError             **error)
{
  KeyrackProfile *stored = keyrack_profile_file_find (file, id);

  if (stored != NULL)
    return keyrack_profile_dup (stored);

  g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE,
                       _("This connection was deleted elsewhere. Nothing was changed."));

  return NULL;
}

/* A secret that is gone with this process must not take the place of one that stays. */
gboolean
keyrack_profile_check_lasting (KeyrackSecretStore  *secrets,
                               GError             **error)
{
  if (!keyrack_secret_store_get_session_only (secrets))
    return keyrack_secret_store_check_unlocked_sync (secrets, error);

  g_set_error_literal (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT,
                       _("Secrets are kept for this session only; credentials are replaced where "
                         "they can be kept. Nothing was changed."));

  return FALSE;
}

/* A pair that nobody saw work does not drive out one that took its place verified. */
static gboolean
is_worth_less (const KeyrackPreviousPair *pair,
               const KeyrackPreviousPair *older,
               KeyrackReplaceFlags        flags)
{
  return pair->unverified && older != NULL && !older->unverified && !(flags & KEYRACK_REPLACE_OLD_WORKED);
}

/* What is there to go back to when another pair takes the place of the profile's, and for how
 * long; NULL for nothing. */
KeyrackPreviousPair *
keyrack_profile_dup_kept (KeyrackProfile      *profile,
                          guint                keep_days,
                          KeyrackReplaceFlags  flags)
{
  const KeyrackPreviousPair *older = keyrack_profile_get_previous (profile);
  g_autoptr(KeyrackPreviousPair) pair = dup_pair (profile, keep_days);
  KeyrackPreviousPair *kept = NULL;

  if (pair == NULL || !is_worth_less (pair, older, flags))
    return g_steal_pointer (&pair);

  kept = keyrack_previous_pair_copy (older);
  if (kept->keep_until > 0)
    kept->keep_until = pair->keep_until > 0 ? MAX (kept->keep_until, pair->keep_until) : 0;

  return kept;
}

/* The new pair becomes the profile's, and the last one that worked the previous one. */
gboolean
keyrack_profile_replace_sync (const char          *folder,
                              KeyrackSecretStore  *secrets,
                              KeyrackReplacement  *replacement,
                              KeyrackProfileFile **file,
                              GError             **error)
{
  g_autoptr(KeyrackFolderLock) lock = NULL;
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackProfile) profile = NULL;
  g_autoptr(KeyrackPreviousPair) kept = NULL;

  /* Before the lock, so that a keyring that does not answer holds nobody else up. */
  if (!keyrack_profile_check_lasting (secrets, error))
    return FALSE;

  lock = keyrack_profile_begin_change (folder, &current, error);
  profile = lock != NULL ? dup_stored (current, replacement->id, error) : NULL;
  if (profile == NULL)
    return FALSE;

  kept = keyrack_profile_dup_kept (profile, replacement->keep_days, replacement->flags);
  keyrack_profile_set_client_id (profile, replacement->client_id);
  if (!keyrack_profile_commit_with_secret (folder, secrets, current, profile, replacement->secret,
                                           replacement->flags & KEYRACK_REPLACE_VERIFIED, kept, error))
    return FALSE;

  keyrack_profile_settle_file (folder, secrets, current);
  *file = g_steal_pointer (&current);

  return TRUE;
}

/* Each of the two pairs takes the other's place, for as long again as the other was to be kept. */
static void
swap (KeyrackProfile            *profile,
      const KeyrackPreviousPair *previous)
{
  g_autoptr(KeyrackPreviousPair) kept = dup_pair (profile, 0);

  if (kept != NULL && previous->keep_until > 0)
    kept->keep_until = kept->replaced_at + MAX (previous->keep_until - previous->replaced_at, SECONDS_A_DAY);

  keyrack_profile_set_client_id (profile, previous->client_id);
  keyrack_profile_set_secret_ref (profile, previous->secret_ref);
  keyrack_profile_set_secret_saved_at (profile, previous->secret_saved_at);
  keyrack_profile_set_rotated_at (profile, previous->rotated_at);
  keyrack_profile_set_unverified (profile, previous->unverified);
  keyrack_profile_set_previous (profile, kept);
}

/* Puts the pair before the one in use in its place again, if its secret is there. */
gboolean
keyrack_profile_restore_previous_sync (const char          *folder,
                                       KeyrackSecretStore  *secrets,
                                       const char          *id,
                                       KeyrackProfileFile **file,
                                       GError             **error)
{
  g_autoptr(KeyrackFolderLock) lock = NULL;
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackProfile) profile = NULL;
  g_autoptr(KeyrackPreviousPair) previous = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;

  if (!keyrack_profile_check_lasting (secrets, error))
    return FALSE;

  lock = keyrack_profile_begin_change (folder, &current, error);
  profile = lock != NULL ? dup_stored (current, id, error) : NULL;
  if (profile == NULL)
    return FALSE;

  if (keyrack_profile_get_previous (profile) == NULL)
    {
      g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE,
                           _("The credentials before are no longer kept. Nothing was changed."));
      return FALSE;
    }

  previous = keyrack_previous_pair_copy (keyrack_profile_get_previous (profile));
  secret = keyrack_secret_store_lookup_sync (secrets, previous->secret_ref, error);
  if (secret == NULL)
    return FALSE;

  swap (profile, previous);
  keyrack_profile_file_put (current, profile);
  if (!keyrack_profile_folder_write (folder, current, error))
    return FALSE;

  *file = g_steal_pointer (&current);

  return TRUE;
}

/* Clears the secret of the pair before the one in use; a locked keyring is cleared later. */
gboolean
keyrack_profile_let_go_sync (const char          *folder,
                             KeyrackSecretStore  *secrets,
                             const char          *id,
                             KeyrackProfileFile **file,
                             GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (folder, &current, error);

  if (lock == NULL)
    return FALSE;

  if (keyrack_profile_file_let_go (current, id))
    {
      if (!keyrack_profile_folder_write (folder, current, error))
        return FALSE;
      keyrack_profile_settle_file (folder, secrets, current);
    }

  *file = g_steal_pointer (&current);

  return TRUE;
}
