/* keyrack-profile-store-change.c: a change of the file, on its way to the worker and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-change.h"

KeyrackChange *
keyrack_change_new (KeyrackProfileStore *store,
                    KeyrackChangeFunc    func)
{
  KeyrackChange *self = g_new0 (KeyrackChange, 1);

  self->func = func;
  self->folder = g_strdup (store->folder);
  self->secrets = g_object_ref (store->secrets);
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_shown = store->n_shown;

  return self;
}

/* @tag is the function that was called, by which keyrack_change_finish() knows its result. */
KeyrackChange *
keyrack_change_begin (KeyrackProfileStore *store,
                      KeyrackChangeFunc    func,
                      gpointer             tag,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  KeyrackChange *self = keyrack_change_new (store, func);

  self->task = g_task_new (store, cancellable, callback, user_data);
  (g_task_set_source_tag) (self->task, tag);

  return self;
}

void
keyrack_change_free (KeyrackChange *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->secrets);
  g_clear_object (&self->task);
  g_clear_object (&self->backup);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->saved_id, g_free);
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->import_id, g_free);
  g_free (self);
}

static void
do_change (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  KeyrackChange *self = task_data;
  g_autoptr(KeyrackProfileFile) file = NULL;
  GError *error = NULL;

  if (self->func (self, &file, &error))
    g_task_return_pointer (task, keyrack_reading_new_from_file (file),
                           (GDestroyNotify) keyrack_reading_free);
  else
    g_task_return_error (task, error);
}

static void
return_success (KeyrackChange       *self,
                KeyrackProfileStore *store)
{
  KeyrackProfile *saved = NULL;

  if (self->import_id != NULL)
    {
      g_task_return_pointer (self->task, g_strdup (self->import_id), g_free);
      return;
    }

  if (self->saved_id == NULL)
    {
      g_task_return_boolean (self->task, TRUE);
      return;
    }

  saved = keyrack_profile_store_find (store, self->saved_id);
  g_task_return_pointer (self->task, saved != NULL ? g_object_ref (saved) : NULL, g_object_unref);
}

static void
tell_edits (KeyrackProfileStore *store,
            GPtrArray           *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      KeyrackFileEdit *edit = g_ptr_array_index (edits, i);

      keyrack_profile_store_emit_edited (store, edit->profile, edit->edit);
    }
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  KeyrackProfileStore *store = KEYRACK_PROFILE_STORE (source);
  KeyrackChange *self = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackReading) reading = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean overtaken = self->n_shown != store->n_shown;

  if (reading == NULL)
    {
      /* The reason may be something in the file that is not shown yet. */
      keyrack_profile_store_reload (store);
      g_task_return_error (self->task, g_steal_pointer (&error));
      return;
    }

  keyrack_profile_store_show (store, reading);
  if (self->is_edit)
    tell_edits (store, reading->edits);
  if (overtaken)
    keyrack_profile_store_reload (store);

  /* There was more to be cleared than fits into one change. */
  if (keyrack_profile_store_has_to_settle (store)
      && keyrack_secret_store_get_state (store->secrets) == KEYRACK_SECRET_STORE_READY)
    keyrack_profile_store_settle (store);

  return_success (self, store);
}

/* Takes the change; its task returns %TRUE, the profile that was saved, or what an import can
 * be undone by, when the store shows what was changed. */
void
keyrack_change_run (KeyrackChange *self)
{
  KeyrackProfileStore *store = g_task_get_source_object (self->task);
  g_autoptr(GTask) inner = g_task_new (store, g_task_get_cancellable (self->task), changed_cb, NULL);

  /* Cancelled before its turn it does not begin; what has begun is finished, and said. */
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_check_cancellable (self->task, FALSE);
  g_task_set_source_tag (inner, keyrack_change_run);
  g_task_set_task_data (inner, self, (GDestroyNotify) keyrack_change_free);
  keyrack_worker_run (keyrack_secret_store_get_worker (store->secrets), inner, do_change);
}

gboolean
keyrack_change_finish (KeyrackProfileStore  *store,
                       gpointer              tag,
                       GAsyncResult         *result,
                       GError              **error)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* For a task that returns something. */
gpointer
keyrack_change_finish_pointer (KeyrackProfileStore  *store,
                               gpointer              tag,
                               GAsyncResult         *result,
                               GError              **error)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
