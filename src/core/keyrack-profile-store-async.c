/* keyrack-profile-store-async.c: loading, saving and following the file, without blocking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-store-folder.h"
#include "keyrack-profile-store-private.h"
#include "keyrack-profile-store-save.h"

/* One call of save or remove; the worker reads it, the main thread frees it. */
typedef struct
{
  char               *folder;
  KeyrackSecretStore *secrets;
  KeyrackProfile     *profile;
  KeyrackSecret      *secret;
  KeyrackSaveFlags    flags;
  char               *id;
  GTask              *task;     /* the caller's */
  guint               n_shown;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->folder, g_free);
  g_clear_object (&change->secrets);
  g_clear_object (&change->profile);
  g_clear_pointer (&change->secret, keyrack_secret_unref);
  g_clear_pointer (&change->id, g_free);
  g_clear_object (&change->task);
  g_free (change);
}

static Change *
change_new (KeyrackProfileStore *self,
            const char          *id,
            GTask               *task)
{
  Change *change = g_new0 (Change, 1);

  change->folder = g_strdup (self->folder);
  change->secrets = g_object_ref (self->secrets);
  change->id = g_strdup (id);
  change->n_shown = self->n_shown;
  g_set_object (&change->task, task);

  return change;
}

static void
do_settle (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Change *change = task_data;
  GError *error = NULL;

  if (keyrack_profile_settle_sync (change->folder, change->secrets, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Clears what is pending, without hurry: it harms nobody. */
void
keyrack_profile_store_settle (KeyrackProfileStore *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_source_tag (task, keyrack_profile_store_settle);
  g_task_set_task_data (task, change_new (self, NULL, NULL), change_free);
  keyrack_worker_run (keyrack_secret_store_get_worker (self->secrets), task, do_settle);
}

static void
do_read (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (source);
  const char *known_stamp = task_data;

  /* The folder never changes, so it may be looked at from here. */
  g_task_return_pointer (task,
                         keyrack_reading_new_from_folder (self->folder, known_stamp),
                         (GDestroyNotify) keyrack_reading_free);
}

static void reload (KeyrackProfileStore *self);

static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (source);
  g_autoptr(KeyrackReading) reading = g_task_propagate_pointer (G_TASK (result), NULL);
  guint n_shown = GPOINTER_TO_UINT (data);

  self->reloading = FALSE;

  /* A change of our own was shown meanwhile, and this may be older. */
  if (n_shown != self->n_shown || self->reload_again)
    {
      reload (self);
      return;
    }

  keyrack_profile_store_show (self, reading);
}

static void
reload (KeyrackProfileStore *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->reloading)
    {
      self->reload_again = TRUE;
      return;
    }

  self->reloading = TRUE;
  self->reload_again = FALSE;
  task = g_task_new (self, NULL, reloaded_cb, GUINT_TO_POINTER (self->n_shown));
  g_task_set_source_tag (task, reload);
  g_task_set_task_data (task, g_strdup (self->stamp), g_free);
  keyrack_worker_run (self->reader, task, do_read);
}

static void
monitor_changed_cb (GFileMonitor        *monitor,
                    GFile               *file,
                    GFile               *other_file,
                    GFileMonitorEvent    event,
                    KeyrackProfileStore *self)
{
  g_assert (KEYRACK_IS_PROFILE_STORE (self));

  reload (self);
}

static void
watch (KeyrackProfileStore *self)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (self->folder);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor == NULL)
    {
      g_debug ("Changes by others are not seen: %s", error->message);
      return;
    }

  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self, 0);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (source);
  g_autoptr(GTask) task = data;
  g_autoptr(KeyrackReading) reading = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr(GError) problem = NULL;

  if (reading->problem != NULL)
    problem = g_error_copy (reading->problem);

  /* A change of our own was shown meanwhile, and this may be older. */
  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) == self->n_shown)
    keyrack_profile_store_show (self, reading);

  if (self->monitor == NULL)
    watch (self);
  keyrack_profile_store_set_loaded (self);

  /* For what was written since the file was read, and before it was watched. */
  reload (self);

  if (self->has_pending && self->problem == NULL)
    keyrack_profile_store_settle (self);

  if (problem != NULL)
    g_task_return_error (task, g_steal_pointer (&problem));
  else
    g_task_return_boolean (task, TRUE);
}

static void
do_save (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Change *change = task_data;
  g_autoptr(KeyrackProfileFile) file = NULL;
  GError *error = NULL;

  if (keyrack_profile_save_sync (change->folder, change->secrets, change->profile,
                                 change->secret, change->flags, &file, &error))
    g_task_return_pointer (task, keyrack_reading_new_from_file (file),
                           (GDestroyNotify) keyrack_reading_free);
  else
    g_task_return_error (task, error);
}

static void
do_remove (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Change *change = task_data;
  g_autoptr(KeyrackProfileFile) file = NULL;
  GError *error = NULL;

  if (keyrack_profile_remove_sync (change->folder, change->secrets, change->id, &file, &error))
    g_task_return_pointer (task, keyrack_reading_new_from_file (file),
                           (GDestroyNotify) keyrack_reading_free);
  else
    g_task_return_error (task, error);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (source);
  Change *change = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackReading) reading = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean overtaken = change->n_shown != self->n_shown;
  KeyrackProfile *profile = NULL;

  if (reading == NULL)
    {
      /* The reason may be something in the file that is not shown yet. */
      reload (self);
      g_task_return_error (change->task, g_steal_pointer (&error));
      return;
    }

  keyrack_profile_store_show (self, reading);
  if (overtaken)
    reload (self);

  profile = keyrack_profile_store_find (self, change->id);
  g_task_return_pointer (change->task,
                         profile != NULL ? g_object_ref (profile) : NULL, g_object_unref);
}

static void
run_change (KeyrackProfileStore *self,
            Change              *change,
            GTaskThreadFunc      func)
{
  g_autoptr(GTask) task = g_task_new (self, g_task_get_cancellable (change->task), changed_cb, NULL);

  /* Cancelled before its turn it does not begin; what has begun is finished, and said. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_check_cancellable (change->task, FALSE);
  g_task_set_source_tag (task, run_change);
  g_task_set_task_data (task, change, change_free);
  keyrack_worker_run (keyrack_secret_store_get_worker (self->secrets), task, func);
}

/**
 * keyrack_profile_store_load_async:
 * @self: a profile store
 * @cancellable: (nullable): a cancellable
 * @callback: called when the list is there
 * @user_data: for @callback
 *
 * Reads the file, whatever the state of the keyring, and from then on whenever another
 * process changes it. Secrets that an earlier process left behind are cleared after
 * that, as soon as the keyring is unlocked.
 */
void
keyrack_profile_store_load_async (KeyrackProfileStore *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) inner = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_profile_store_load_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (self->n_shown), NULL);

  inner = g_task_new (self, NULL, loaded_cb, g_steal_pointer (&task));
  g_task_set_source_tag (inner, keyrack_profile_store_load_async);
  keyrack_worker_run (self->reader, inner, do_read);
}

/**
 * keyrack_profile_store_load_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the profiles can be read and written, else %FALSE with
 *   %KEYRACK_PROFILE_STORE_ERROR_UNREADABLE or, with the profiles in the list,
 *   %KEYRACK_PROFILE_STORE_ERROR_NEWER; the store is read-only then
 */
gboolean
keyrack_profile_store_load_finish (KeyrackProfileStore  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
  g_autoptr(GTask) task = NULL;
  Change *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_profile_store_save_async);

  if (keyrack_profile_validate (profile) != KEYRACK_PROFILE_FLAWLESS)
    {
      g_task_return_new_error (task, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID,
                               _("Connection name, instance name, region or client ID is missing or not valid."));
      return;
    }

  change = change_new (self, keyrack_profile_get_id (profile), task);
  change->profile = keyrack_profile_dup (profile);
  change->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;
  change->flags = flags;
  run_change (self, change, do_save);
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
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * keyrack_profile_store_remove_async:
 * @self: a profile store
 * @id: of the profile to be removed
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when the profile is gone from the disk
 * @user_data: for @callback
 *
 * Removes a profile, then its secret. A secret that can't be cleared now, because the
 * keyring is locked for example, is cleared at a later start.
 */
void
keyrack_profile_store_remove_async (KeyrackProfileStore *self,
                                    const char          *id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_profile_store_remove_async);

  run_change (self, change_new (self, id, task), do_remove);
}

/**
 * keyrack_profile_store_remove_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if there is no such profile any more, else %FALSE with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_remove_finish (KeyrackProfileStore  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
