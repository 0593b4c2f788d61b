/* keyrack-profile-store-backup-async.c: listing and restoring copies without blocking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include "keyrack-profile-store-backup.h"
#include "keyrack-profile-store-change.h"

static void
do_list (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  const char *folder = task_data;
  GError *error = NULL;
  GPtrArray *backups = keyrack_profile_list_backups_sync (folder, &error);

  if (backups != NULL)
    g_task_return_pointer (task, backups, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
do_restore (KeyrackChange       *change,
            KeyrackProfileFile **file,
            GError             **error)
{
  return keyrack_profile_restore_backup_sync (change->folder, change->secrets,
                                              keyrack_backup_get_path (change->backup), file, error);
}

/**
 * keyrack_profile_store_list_backups_async:
 * @self: a profile store
 * @cancellable: (nullable): a cancellable
 * @callback: called when the copies are known
 * @user_data: for @callback
 *
 * Looks for the copies of the file: one of each of the last ten days with a change, as it
 * was before the first one, and whatever was put aside when a copy was restored.
 */
void
keyrack_profile_store_list_backups_async (KeyrackProfileStore *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_profile_store_list_backups_async);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  keyrack_worker_run (self->reader, task, do_list);
}

/**
 * keyrack_profile_store_list_backups_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): a list of #KeyrackBackup, the newest first, without those that
 *   can't be read, or %NULL with %KEYRACK_PROFILE_STORE_ERROR_UNREADABLE or
 *   %G_IO_ERROR_CANCELLED
 */
GListModel *
keyrack_profile_store_list_backups_finish (KeyrackProfileStore  *self,
                                           GAsyncResult         *result,
                                           GError              **error)
{
  g_autoptr(GPtrArray) backups = NULL;
  GListStore *model = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  backups = g_task_propagate_pointer (G_TASK (result), error);
  if (backups == NULL)
    return NULL;

  model = g_list_store_new (KEYRACK_TYPE_BACKUP);
  g_list_store_splice (model, 0, 0, backups->pdata, backups->len);

  return G_LIST_MODEL (model);
}

/**
 * keyrack_profile_store_restore_backup_async:
 * @self: a profile store
 * @backup: one of the copies
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Puts a copy in the place of the file, also when the store is read-only because the file
 * can't be read or is of a newer version. The file is not lost: it is put aside among the
 * copies, and no secret that it names is cleared. Secrets that the copy names and that
 * were replaced since are missing.
 */
void
keyrack_profile_store_restore_backup_async (KeyrackProfileStore *self,
                                            KeyrackBackup       *backup,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data)
{
  KeyrackChange *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (KEYRACK_IS_BACKUP (backup));

  change = keyrack_change_begin (self, do_restore, keyrack_profile_store_restore_backup_async, cancellable, callback, user_data);
  g_set_object (&change->backup, backup);
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_restore_backup_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the list shows the copy and can be changed, else %FALSE with an error
 *   of %KEYRACK_PROFILE_STORE_ERROR (_UNREADABLE when the copy can't be read any more) or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_restore_backup_finish (KeyrackProfileStore  *self,
                                             GAsyncResult         *result,
                                             GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_restore_backup_async, result, error);
}
