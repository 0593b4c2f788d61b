/* keyrack-profile-store-previous-async.c: replacing a pair, and taking that back, without blocking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-store-change.h"
#include "keyrack-profile-store-save.h"
#include "keyrack-text.h"

static gboolean
do_replace (KeyrackChange       *change,
            KeyrackProfileFile **file,
            GError             **error)
{
  KeyrackReplacement replacement = {
    .id = change->saved_id,
    .client_id = change->client_id,
    .secret = change->secret,
    .flags = change->replace_flags,
    .keep_days = change->keep_days,
  };

  return keyrack_profile_replace_sync (change->folder, change->secrets, &replacement, file, error);
}

static gboolean
do_restore_previous (KeyrackChange       *change,
                     KeyrackProfileFile **file,
                     GError             **error)
{
  return keyrack_profile_restore_previous_sync (change->folder, change->secrets, change->saved_id, file, error);
}

static gboolean
do_let_go (KeyrackChange       *change,
           KeyrackProfileFile **file,
           GError             **error)
{
  return keyrack_profile_let_go_sync (change->folder, change->secrets, change->ids[0], file, error);
}

/**
 * keyrack_profile_store_replace_async:
 * @self: a profile store
 * @id: of the profile
 * @client_id: its new client ID
 * @secret: the secret of that
 * @flags: %KEYRACK_REPLACE_VERIFIED if the new pair was tested and works; only then the
 *   interval of rotation starts again
 * @keep_days: for how long the pair in use is kept as the previous one, at most
 *   %KEYRACK_KEEP_PREVIOUS_MAX days; 0 until keyrack_profile_store_let_go_async()
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when everything is on the disk
 * @user_data: for @callback
 *
 * Gives a profile a new pair. The secret is stored and read back before one write makes it
 * the profile's, and the pair in use the previous one; whatever happens on the way, the file
 * and the keyring agree on one of them. Of several replacements the last one's previous pair
 * is kept.
 */
void
keyrack_profile_store_replace_async (KeyrackProfileStore *self,
                                     const char          *id,
                                     const char          *client_id,
                                     KeyrackSecret       *secret,
                                     KeyrackReplaceFlags  flags,
                                     guint                keep_days,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(KeyrackChange) change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (client_id != NULL);
  g_return_if_fail (secret != NULL);

  change = keyrack_change_begin (self, do_replace, keyrack_profile_store_replace_async, cancellable, callback, user_data);

  if (keyrack_text_check_word (client_id) != KEYRACK_TEXT_FINE)
    {
      g_task_return_new_error (change->task, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID,
                               _("The client ID is missing or not valid."));
      return;
    }

  change->saved_id = g_strdup (id);
  change->client_id = g_strdup (client_id);
  change->secret = keyrack_secret_ref (secret);
  change->replace_flags = flags;
  change->keep_days = MIN (keep_days, KEYRACK_KEEP_PREVIOUS_MAX);
  keyrack_change_run (g_steal_pointer (&change));
}

/**
 * keyrack_profile_store_replace_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the profile in the list with its new pair, or %NULL with an error
 *   of %KEYRACK_PROFILE_STORE_ERROR (_GONE, _INVALID, _DISK_FULL, …), of
 *   %KEYRACK_SECRET_STORE_ERROR (_LOCKED, _ABSENT and others) or %G_IO_ERROR_CANCELLED;
 *   then the pair in use still is
 */
KeyrackProfile *
keyrack_profile_store_replace_finish (KeyrackProfileStore  *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  return keyrack_change_finish_pointer (self, keyrack_profile_store_replace_async, result, error);
}

/**
 * keyrack_profile_store_restore_previous_async:
 * @self: a profile store
 * @id: of the profile
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Puts the pair before the one in use in its place by one write, with its dates. The one in
 * use becomes the previous one, so that this can be taken back by doing it again.
 */
void
keyrack_profile_store_restore_previous_async (KeyrackProfileStore *self,
                                              const char          *id,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  KeyrackChange *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (id != NULL);

  change = keyrack_change_begin (self, do_restore_previous, keyrack_profile_store_restore_previous_async, cancellable, callback, user_data);
  change->saved_id = g_strdup (id);
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_restore_previous_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the profile in the list with the pair before, or %NULL with an
 *   error of %KEYRACK_PROFILE_STORE_ERROR (_GONE if there is none, …), of
 *   %KEYRACK_SECRET_STORE_ERROR (_LOCKED, _NOT_FOUND and others) or %G_IO_ERROR_CANCELLED
 */
KeyrackProfile *
keyrack_profile_store_restore_previous_finish (KeyrackProfileStore  *self,
                                               GAsyncResult         *result,
                                               GError              **error)
{
  return keyrack_change_finish_pointer (self, keyrack_profile_store_restore_previous_async, result, error);
}

/**
 * keyrack_profile_store_let_go_async:
 * @self: a profile store
 * @id: of the profile
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Forgets the pair before the one in use and clears its secret; with a locked keyring as soon
 * as it is unlocked. What is not there is let go of already. Once its time is over this is
 * done without being asked, by this process or another one, at the next start if need be.
 */
void
keyrack_profile_store_let_go_async (KeyrackProfileStore *self,
                                    const char          *id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  const char * const ids[] = { id, NULL };
  KeyrackChange *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (id != NULL);

  change = keyrack_change_begin (self, do_let_go, keyrack_profile_store_let_go_async, cancellable, callback, user_data);
  change->ids = g_strdupv ((char **) ids);
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_let_go_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if there is no such pair any more, else %FALSE with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_let_go_finish (KeyrackProfileStore  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_let_go_async, result, error);
}
