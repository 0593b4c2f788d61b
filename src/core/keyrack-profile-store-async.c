/* keyrack-profile-store-async.c: saving without blocking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-store-change.h"
#include "keyrack-profile-store-save.h"

static gboolean
add_candidate (KeyrackChange   *change,
               KeyrackProfile  *profile,
               GError         **error)
{
  if (keyrack_profile_validate (profile) != KEYRACK_PROFILE_FLAWLESS)
    {
      g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID,
                           _("Connection name, instance name, region or client ID is missing or not valid."));
      return FALSE;
    }

  g_ptr_array_add (change->profiles, keyrack_profile_dup (profile));

  return TRUE;
}

static gboolean
do_save (KeyrackChange       *change,
         KeyrackProfileFile **file,
         GError             **error)
{
  return keyrack_profile_save_sync (change->folder, change->secrets,
                                    g_ptr_array_index (change->profiles, 0), change->secret,
                                    change->flags, file, error);
}

static gboolean
do_save_many (KeyrackChange       *change,
              KeyrackProfileFile **file,
              GError             **error)
{
  return keyrack_profile_save_many_sync (change->folder, change->profiles, change->flags, file, error);
}

/**
 * keyrack_profile_store_save_async:
 * @self: a profile store
 * @profile: what is to be saved; it is copied and stays as it is
 * @secret: (nullable): its new secret, or %NULL to leave the stored one as it is
 * @flags: %KEYRACK_SAVE_KEEP_MINE to overwrite what another process changed
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when everything is on the disk
 * @user_data: for @callback
 *
 * Adds a profile, or changes the one with its id if its revision is still the file's.
 * Whatever happens on the way, the file and the keyring agree on the old values or
 * on the new ones.
 */
void
keyrack_profile_store_save_async (KeyrackProfileStore *self,
                                  KeyrackProfile      *profile,
                                  KeyrackSecret       *secret,
                                  KeyrackSaveFlags     flags,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(KeyrackChange) change = NULL;
  GError *error = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  change = keyrack_change_begin (self, do_save, keyrack_profile_store_save_async, cancellable, callback, user_data);
  if (!add_candidate (change, profile, &error))
    {
      g_task_return_error (change->task, error);
      return;
    }

  change->saved_id = g_strdup (keyrack_profile_get_id (profile));
  change->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;
  change->flags = flags;
  change->is_edit = TRUE;
  keyrack_change_run (g_steal_pointer (&change));
}

/**
 * keyrack_profile_store_save_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the profile in the list, as it was saved, or %NULL with an
 *   error of %KEYRACK_PROFILE_STORE_ERROR (_CHANGED_ELSEWHERE, _GONE, _INVALID,
 *   _DISK_FULL, …), of %KEYRACK_SECRET_STORE_ERROR (_LOCKED and others, when there is a
 *   new secret) or %G_IO_ERROR_CANCELLED
 */
KeyrackProfile *
keyrack_profile_store_save_finish (KeyrackProfileStore  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  return keyrack_change_finish_pointer (self, keyrack_profile_store_save_async, result, error);
}

/**
 * keyrack_profile_store_save_many_async:
 * @self: a profile store
 * @profiles: (element-type KeyrackProfile): what is to be saved; the profiles are copied
 *   and stay as they are
 * @flags: %KEYRACK_SAVE_KEEP_MINE to overwrite what another process changed
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when everything is on the disk
 * @user_data: for @callback
 *
 * Adds or changes several profiles by one write, without touching their secrets: either
 * all of them or none.
 */
void
keyrack_profile_store_save_many_async (KeyrackProfileStore *self,
                                       GPtrArray           *profiles,
                                       KeyrackSaveFlags     flags,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr(KeyrackChange) change = NULL;
  GError *error = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (profiles != NULL);

  change = keyrack_change_begin (self, do_save_many, keyrack_profile_store_save_many_async, cancellable, callback, user_data);
  for (guint i = 0; i < profiles->len; i++)
    {
      if (!add_candidate (change, g_ptr_array_index (profiles, i), &error))
        {
          g_task_return_error (change->task, error);
          return;
        }
    }

  change->flags = flags;
  change->is_edit = TRUE;
  keyrack_change_run (g_steal_pointer (&change));
}

/**
 * keyrack_profile_store_save_many_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if all of them are saved, else %FALSE with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR (_CHANGED_ELSEWHERE, _GONE, _INVALID, _DISK_FULL, …),
 *   which names the first profile that is in the way, or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_save_many_finish (KeyrackProfileStore  *self,
                                        GAsyncResult         *result,
                                        GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_save_many_async, result, error);
}
