/* keyrack-profile-store-import-async.c: taking connections of another file in, without blocking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include "keyrack-profile-store-change.h"
#include "keyrack-profile-store-save.h"

/* On its way from the worker to whoever watches. */
typedef struct
{
  GTask               *task;
  KeyrackProgressFunc  func;
  gpointer             data;
  guint                n_done;
  guint                n_all;
} Progress;

static Progress *
progress_new (KeyrackChange *change,
              guint          n_done,
              guint          n_all)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->task = g_object_ref (change->task);
  progress->func = change->progress;
  progress->data = change->progress_data;
  progress->n_done = n_done;
  progress->n_all = n_all;

  return progress;
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

static gboolean
progress_cb (gpointer data)
{
  Progress *progress = data;

  progress->func (progress->n_done, progress->n_all, progress->data);

  return G_SOURCE_REMOVE;
}

/* As important as the end of the task, so that it comes before it. */
static void
saved_cb (guint    n_saved,
          guint    n_all,
          gpointer user_data)
{
  KeyrackChange *change = user_data;
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "[keyrack] progress_cb");
  g_source_set_priority (source, g_task_get_priority (change->task));
  g_source_set_callback (source, progress_cb, progress_new (change, n_saved, n_all), progress_free);
  g_source_attach (source, g_task_get_context (change->task));
}

static gboolean
do_import (KeyrackChange       *change,
           KeyrackProfileFile **file,
           GError             **error)
{
  KeyrackImportJob job = {
    .rows = change->rows,
    .id = change->import_id,
    .hold_seconds = change->hold_seconds,
    .cancellable = g_task_get_cancellable (change->task),
    .saved = change->progress != NULL ? saved_cb : NULL,
    .saved_data = change,
  };

  return keyrack_profile_import_sync (change->folder, change->secrets, &job, file, error);
}

static gboolean
do_undo_import (KeyrackChange       *change,
                KeyrackProfileFile **file,
                GError             **error)
{
  return keyrack_profile_undo_import_sync (change->folder, change->secrets, change->ids[0], file, error);
}

/**
 * keyrack_profile_store_import_async:
 * @self: a profile store
 * @rows: (element-type KeyrackDocumentRow): what is to be taken in, without flaws: each takes
 *   the place of the profile with its id, whose revision it has, or is added; it is not to be
 *   changed until the callback
 * @hold_seconds: for how long it can be undone, at most an hour; 0 for not at all
 * @progress: (nullable): called in this main context after each row
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable; what was begun is taken back
 * @callback: called when everything is on the disk
 * @user_data: for @callback
 *
 * Takes profiles of another file in by one write: either all of them or none. A row without
 * a secret leaves the stored one as it is; a pair whose secret is replaced is kept for
 * %KEYRACK_KEEP_PREVIOUS_DAYS days. What stands in the file is copied first.
 */
void
keyrack_profile_store_import_async (KeyrackProfileStore *self,
                                    GPtrArray           *rows,
                                    guint                hold_seconds,
                                    KeyrackProgressFunc  progress,
                                    gpointer             progress_data,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  KeyrackChange *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (rows != NULL);

  change = keyrack_change_begin (self, do_import, keyrack_profile_store_import_async, cancellable, callback, user_data);
  change->rows = g_ptr_array_ref (rows);
  change->import_id = g_uuid_string_random ();
  change->hold_seconds = hold_seconds;
  change->progress = progress;
  change->progress_data = progress_data;
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_import_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): by which it can be undone, or %NULL with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR (_CHANGED_ELSEWHERE, _GONE, _DISK_FULL, …), of
 *   %KEYRACK_SECRET_STORE_ERROR (_LOCKED and others, when there are secrets) or
 *   %G_IO_ERROR_CANCELLED; then nothing was changed
 */
char *
keyrack_profile_store_import_finish (KeyrackProfileStore  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  return keyrack_change_finish_pointer (self, keyrack_profile_store_import_async, result, error);
}

/**
 * keyrack_profile_store_undo_import_async:
 * @self: a profile store
 * @id: what keyrack_profile_store_import_finish() returned
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Makes everything as it was before that import, with the secrets of that time, by one write.
 */
void
keyrack_profile_store_undo_import_async (KeyrackProfileStore *self,
                                         const char          *id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  const char * const ids[] = { id, NULL };
  KeyrackChange *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (id != NULL);

  change = keyrack_change_begin (self, do_undo_import, keyrack_profile_store_undo_import_async, cancellable, callback, user_data);
  change->ids = g_strdupv ((char **) ids);
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_undo_import_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if everything is as it was, else %FALSE with an error of
 *   %KEYRACK_PROFILE_STORE_ERROR (_GONE when it is too late or some of it was deleted,
 *   _CHANGED_ELSEWHERE when some of it was changed since) or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_undo_import_finish (KeyrackProfileStore  *self,
                                          GAsyncResult         *result,
                                          GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_undo_import_async, result, error);
}
