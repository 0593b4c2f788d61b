/* keyrack-profile-store-load.c: reading and following the file, without blocking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include "keyrack-profile-store-change.h"
#include "keyrack-profile-store-folder.h"
#include "keyrack-profile-store-save.h"

static void
do_settle (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  KeyrackChange *change = task_data;
  gboolean more = FALSE;
  GError *error = NULL;

  if (keyrack_profile_settle_sync (change->folder, change->secrets, &more, &error))
    g_task_return_boolean (task, more);
  else
    g_task_return_error (task, error);
}

/* Others had their turn at the keyring and at the lock meanwhile. */
static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (source);
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    keyrack_profile_store_settle (self);
  else if (error != NULL)
    g_debug ("Pending secrets stay: %s", error->message);

  /* Whoever saves at the moment clears what is pending, but lets go of nothing. */
  if (g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE))
    keyrack_profile_store_retry_later (self);
}

/* Lets go of what was held or kept long enough and clears what is pending, without hurry: it
 * harms nobody. */
void
keyrack_profile_store_settle (KeyrackProfileStore *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, settled_cb, NULL);

  g_task_set_source_tag (task, keyrack_profile_store_settle);
  g_task_set_task_data (task, keyrack_change_new (self, NULL),
                        (GDestroyNotify) keyrack_change_free);
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
      keyrack_profile_store_reload (self);
      return;
    }

  keyrack_profile_store_show (self, reading);
}

/* Reads what another process has written, or may have. */
void
keyrack_profile_store_reload (KeyrackProfileStore *self)
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
  g_task_set_source_tag (task, keyrack_profile_store_reload);
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

  keyrack_profile_store_reload (self);
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
  keyrack_profile_store_reload (self);

  if (keyrack_profile_store_has_to_settle (self))
    keyrack_profile_store_settle (self);

  if (problem != NULL)
    g_task_return_error (task, g_steal_pointer (&problem));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * keyrack_profile_store_load_async:
 * @self: a profile store
 * @cancellable: (nullable): a cancellable
 * @callback: called when the list is there
 * @user_data: for @callback
 *
 * Reads the file, whatever the state of the keyring, and from then on whenever another
 * process changes it. Secrets that an earlier process left behind, in the bin for
 * example, are cleared after that, as soon as the keyring is unlocked.
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
