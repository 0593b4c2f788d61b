/* keyrack-deletion-question.c: what is asked before connections are deleted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-deletion-question.h"

#include "keyrack-dialogs.h"

static void
left_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  gboolean left = keyrack_connections_leave_finish (KEYRACK_CONNECTIONS (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (left)
    keyrack_connections_show_list (KEYRACK_CONNECTIONS (source));
  g_task_return_boolean (task, left);
}

/* Edits that would go with a connection are asked about as ever. */
static void
leave (GTask *task)
{
  KeyrackConnections *connections = g_task_get_source_object (task);
  const char * const *ids = g_task_get_task_data (task);
  const char *shown = keyrack_connections_get_shown (connections);

  if (shown != NULL && g_strv_contains (ids, shown))
    {
      keyrack_connections_leave_async (connections, g_task_get_cancellable (task), left_cb, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  gboolean may = keyrack_dialogs_ask_delete_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (may)
    leave (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, FALSE);
}

/**
 * keyrack_deletion_question_async:
 * @connections: what shows the connections
 * @name: the name of the connection, when there is but one
 * @ids: (array zero-terminated=1): what is to be deleted
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether to delete, for those who want to be asked, and what becomes of edits
 * that are not saved.
 */
void
keyrack_deletion_question_async (KeyrackConnections  *connections,
                                 const char          *name,
                                 const char * const  *ids,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);
  GTask *task = NULL;

  g_return_if_fail (KEYRACK_IS_CONNECTIONS (connections));
  g_return_if_fail (name != NULL);
  g_return_if_fail (ids != NULL);

  task = g_task_new (connections, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_deletion_question_async);
  g_task_set_task_data (task, g_strdupv ((GStrv) ids), (GDestroyNotify) g_strfreev);

  if (g_settings_get_boolean (settings, "ask-before-deleting"))
    keyrack_dialogs_ask_delete_async (GTK_WIDGET (connections), name, g_strv_length ((GStrv) ids),
                                      cancellable, asked_cb, task);
  else
    leave (task);
}

/**
 * keyrack_deletion_question_finish:
 * @connections: what shows the connections
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED only
 *
 * Returns: %TRUE if they may be deleted
 */
gboolean
keyrack_deletion_question_finish (KeyrackConnections  *connections,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, connections), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
