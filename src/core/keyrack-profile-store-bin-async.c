/* keyrack-profile-store-bin-async.c: deleting and bringing back without blocking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include "keyrack-profile-store-change.h"
#include "keyrack-profile-store-save.h"

static gboolean
do_bin (KeyrackChange       *change,
        KeyrackProfileFile **file,
        GError             **error)
{
  return keyrack_profile_bin_sync (change->folder, change->secrets, (const char * const *) change->ids,
                                   change->hold_seconds, file, error);
}

static gboolean
do_restore (KeyrackChange       *change,
            KeyrackProfileFile **file,
            GError             **error)
{
  return keyrack_profile_restore_sync (change->folder, (const char * const *) change->ids, file, error);
}

static gboolean
do_release (KeyrackChange       *change,
            KeyrackProfileFile **file,
            GError             **error)
{
  return keyrack_profile_release_sync (change->folder, change->secrets,
                                       (const char * const *) change->ids, file, error);
}

static gboolean
do_erase (KeyrackChange       *change,
          KeyrackProfileFile **file,
          GError             **error)
{
  return keyrack_profile_erase_sync (change->folder, change->secrets,
                                     (const char * const *) change->ids, file, error);
}

static void
run_async (KeyrackProfileStore *self,
           gpointer             tag,
           KeyrackChangeFunc    func,
           const char * const  *ids,
           guint                hold_seconds,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  KeyrackChange *change = keyrack_change_begin (self, func, tag, cancellable, callback, user_data);

  change->ids = g_strdupv ((char **) ids);
  change->hold_seconds = hold_seconds;
  change->is_edit = func == do_bin || func == do_restore;
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_bin_async:
 * @self: a profile store
 * @ids: (array zero-terminated=1): of the profiles to be deleted
 * @hold_seconds: for how long their secrets are kept so that they can be brought back
 *   with them, at most an hour; 0 to clear the secrets at once
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Deletes profiles by one write: they go to the bin, where they stay for
 * %KEYRACK_BIN_DAYS days. Their secrets are cleared when the time is over, by this
 * process or another one, at the next start if need be; with a locked keyring as soon as
 * it is unlocked. Profiles that are not there are deleted already.
 */
void
keyrack_profile_store_bin_async (KeyrackProfileStore *self,
                                 const char * const  *ids,
                                 guint                hold_seconds,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (ids != NULL);

  run_async (self, keyrack_profile_store_bin_async, do_bin, ids, hold_seconds, cancellable, callback, user_data);
}

/**
 * keyrack_profile_store_bin_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if there are no such profiles in the list any more, else %FALSE with an
 *   error of %KEYRACK_PROFILE_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_bin_finish (KeyrackProfileStore  *self,
                                  GAsyncResult         *result,
                                  GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_bin_async, result, error);
}

/**
 * keyrack_profile_store_remove_async:
 * @self: a profile store
 * @id: of the profile to be deleted
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Deletes one profile as keyrack_profile_store_bin_async() does, and clears its secret
 * at once.
 */
void
keyrack_profile_store_remove_async (KeyrackProfileStore *self,
                                    const char          *id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  const char * const ids[] = { id, NULL };

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (id != NULL);

  keyrack_profile_store_bin_async (self, ids, 0, cancellable, callback, user_data);
}

/**
 * keyrack_profile_store_remove_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if there is no such profile in the list any more, else %FALSE with an
 *   error of %KEYRACK_PROFILE_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_remove_finish (KeyrackProfileStore  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  return keyrack_profile_store_bin_finish (self, result, error);
}

/**
 * keyrack_profile_store_restore_async:
 * @self: a profile store
 * @ids: (array zero-terminated=1): of profiles in the bin
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Brings profiles back from the bin to the end of the list by one write: either all of
 * them or none. Each comes with its secret while that is held, else without one.
 */
void
keyrack_profile_store_restore_async (KeyrackProfileStore *self,
                                     const char * const  *ids,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (ids != NULL);

  run_async (self, keyrack_profile_store_restore_async, do_restore, ids, 0, cancellable, callback, user_data);
}

/**
 * keyrack_profile_store_restore_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if all of them are in the list, else %FALSE with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR (_GONE when one is no longer in the bin, _EXISTS when
 *   there is another one of its id) or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_restore_finish (KeyrackProfileStore  *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_restore_async, result, error);
}

/**
 * keyrack_profile_store_release_async:
 * @self: a profile store
 * @ids: (array zero-terminated=1) (nullable): of profiles in the bin, %NULL for all
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Clears the secrets that are held for these profiles now, because nobody will bring
 * them back with their secrets. The profiles stay in the bin.
 */
void
keyrack_profile_store_release_async (KeyrackProfileStore *self,
                                     const char * const  *ids,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));

  run_async (self, keyrack_profile_store_release_async, do_release, ids, 0, cancellable, callback, user_data);
}

/**
 * keyrack_profile_store_release_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if none of their secrets is held any more, else %FALSE with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_release_finish (KeyrackProfileStore  *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_release_async, result, error);
}

/**
 * keyrack_profile_store_erase_async:
 * @self: a profile store
 * @ids: (array zero-terminated=1) (nullable): of profiles in the bin, %NULL to empty it
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Takes profiles out of the bin for good, and clears the secrets that are held for them.
 */
void
keyrack_profile_store_erase_async (KeyrackProfileStore *self,
                                   const char * const  *ids,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));

  run_async (self, keyrack_profile_store_erase_async, do_erase, ids, 0, cancellable, callback, user_data);
}

/**
 * keyrack_profile_store_erase_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if they are no longer in the bin, else %FALSE with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_erase_finish (KeyrackProfileStore  *self,
                                    GAsyncResult         *result,
                                    GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_erase_async, result, error);
}
