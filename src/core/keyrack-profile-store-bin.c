/* keyrack-profile-store-bin.c: into the bin and out of it, with the secrets that belong there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-save.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-store-folder.h"

static gboolean
write_and_settle (const char          *folder,
                  KeyrackSecretStore  *secrets,
                  KeyrackProfileFile  *file,
                  GError             **error)
{
  if (!keyrack_profile_folder_write (folder, file, error))
    return FALSE;

  keyrack_profile_settle_file (folder, secrets, file);

  return TRUE;
}

/* Moves profiles to the bin. The keyring is touched only if nothing is to be held; locked,
 * it is cleared later. What is not there is deleted already. */
gboolean
keyrack_profile_bin_sync (const char          *folder,
                          KeyrackSecretStore  *secrets,
                          const char * const  *ids,
                          guint                hold_seconds,
                          KeyrackProfileFile **file,
                          GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (folder, &current, error);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean changed = FALSE;

  if (lock == NULL)
    return FALSE;

  for (gsize i = 0; ids[i] != NULL; i++)
    changed |= keyrack_profile_file_bin (current, ids[i], now, hold_seconds);

  if (changed && !keyrack_profile_folder_write (folder, current, error))
    return FALSE;

  if (changed && hold_seconds == 0)
    keyrack_profile_settle_file (folder, secrets, current);

  *file = g_steal_pointer (&current);

  return TRUE;
}

static gboolean
check_restorable (KeyrackProfileFile  *file,
                  const char          *id,
                  GError             **error)
{
  KeyrackProfile *binned = keyrack_profile_file_find_in_bin (file, id);
  KeyrackProfile *present = keyrack_profile_file_find (file, id);

  if (binned == NULL && present == NULL)
    {
      g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE,
                           _("This connection is no longer in the bin. Nothing was changed."));
      return FALSE;
    }

  if (binned != NULL && present != NULL)
    {
      g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_EXISTS,
                   /* Translators: the name of a connection */
                   _("“%s” is in the list already. Nothing was changed."), keyrack_profile_get_name (present));
      return FALSE;
    }

  return TRUE;
}

/* Brings profiles back: all of them or none. What is back already may be among them. */
gboolean
keyrack_profile_restore_sync (const char          *folder,
                              const char * const  *ids,
                              KeyrackProfileFile **file,
                              GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (folder, &current, error);
  gboolean changed = FALSE;

  if (lock == NULL)
    return FALSE;

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (!check_restorable (current, ids[i], error))
        return FALSE;

      if (keyrack_profile_file_find_in_bin (current, ids[i]) == NULL)
        continue;

      keyrack_profile_file_restore (current, ids[i]);
      changed = TRUE;
    }

  if (changed && !keyrack_profile_folder_write (folder, current, error))
    return FALSE;

  *file = g_steal_pointer (&current);

  return TRUE;
}

/* Clears the secrets that these (nullable: all) hold in the bin. */
gboolean
keyrack_profile_release_sync (const char          *folder,
                              KeyrackSecretStore  *secrets,
                              const char * const  *ids,
                              KeyrackProfileFile **file,
                              GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (folder, &current, error);

  if (lock == NULL)
    return FALSE;

  if (keyrack_profile_file_release (current, ids) && !write_and_settle (folder, secrets, current, error))
    return FALSE;

  *file = g_steal_pointer (&current);

  return TRUE;
}

/* Takes these (nullable: all) out of the bin, and their secrets out of the keyring. */
gboolean
keyrack_profile_erase_sync (const char          *folder,
                            KeyrackSecretStore  *secrets,
                            const char * const  *ids,
                            KeyrackProfileFile **file,
                            GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (folder, &current, error);

  if (lock == NULL)
    return FALSE;

  if (keyrack_profile_file_erase (current, ids) && !write_and_settle (folder, secrets, current, error))
    return FALSE;

  *file = g_steal_pointer (&current);

  return TRUE;
}
