/* keyrack-save.c: saving a connection, with the questions that can come up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-save.h"

#include "keyrack-dialogs.h"

typedef struct
{
  KeyrackProfileStore *store;
  KeyrackProfile      *candidate;
  KeyrackSecret       *secret;
  KeyrackSaveFlags     flags;
  GError              *conflict;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->store);
  g_object_unref (save->candidate);
  g_clear_pointer (&save->secret, keyrack_secret_unref);
  g_clear_error (&save->conflict);
  g_free (save);
}

static void save_step (GTask            *task,
                       KeyrackSaveFlags  flags);

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Save *save = g_task_get_task_data (task);
  KeyrackChangedAnswer answer = keyrack_dialogs_ask_changed_elsewhere_finish (result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  switch (answer)
    {
    case KEYRACK_CHANGED_ANSWER_KEEP_MINE:
      save_step (g_steal_pointer (&task), KEYRACK_SAVE_KEEP_MINE);
      break;
    case KEYRACK_CHANGED_ANSWER_RELOAD:
      g_task_return_error (task, g_steal_pointer (&save->conflict));
      break;
    case KEYRACK_CHANGED_ANSWER_CANCEL:
    default:
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The question was closed");
      break;
    }
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(KeyrackProfile) stored = NULL;
  g_autoptr(GError) error = NULL;
  Save *save = g_task_get_task_data (task);
  GtkWidget *parent = g_task_get_source_object (task);
  const char *name = keyrack_profile_get_name (save->candidate);

  stored = keyrack_profile_store_save_finish (KEYRACK_PROFILE_STORE (source), result, &error);

  if (stored != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&stored), g_object_unref);
    }
  else if (g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE))
    {
      save->conflict = g_steal_pointer (&error);
      keyrack_dialogs_ask_changed_elsewhere_async (parent, name, g_task_get_cancellable (task),
                                                   answer_cb, g_object_ref (task));
    }
  else if (g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE))
    {
      save->conflict = g_steal_pointer (&error);
      keyrack_dialogs_ask_deleted_elsewhere_async (parent, name, g_task_get_cancellable (task),
                                                   answer_cb, g_object_ref (task));
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
save_step (GTask            *task,
           KeyrackSaveFlags  flags)
{
  Save *save = g_task_get_task_data (task);

  keyrack_profile_store_save_async (save->store, save->candidate, save->secret, save->flags | flags,
                                    g_task_get_cancellable (task), save_cb, task);
}

void
keyrack_save_async (GtkWidget           *parent,
                    KeyrackProfileStore *store,
                    KeyrackProfile      *candidate,
                    KeyrackSecret       *secret,
                    KeyrackSaveFlags     flags,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Save *save;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (store));
  g_return_if_fail (KEYRACK_IS_PROFILE (candidate));

  save = g_new0 (Save, 1);
  save->store = g_object_ref (store);
  save->candidate = g_object_ref (candidate);
  save->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;
  save->flags = flags;

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_save_async);
  g_task_set_task_data (task, save, save_free);

  save_step (g_steal_pointer (&task), KEYRACK_SAVE_DEFAULT);
}

KeyrackProfile *
keyrack_save_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_save_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
