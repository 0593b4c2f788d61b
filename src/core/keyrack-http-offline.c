/* keyrack-http-offline.c: whether a fault only means that this machine is offline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-offline.h"

/**
 * keyrack_http_offline_may_explain:
 * @answer: a fault
 *
 * Returns: %TRUE if it is one that a pulled cable has too
 */
gboolean
keyrack_http_offline_may_explain (const KeyrackHttpAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, FALSE);

  return answer->failure == KEYRACK_OUTCOME_NAME_LOOKUP_FAILED ||
         answer->reason == KEYRACK_REASON_NO_ROUTE;
}

/* Only the system can tell a name server that does not answer from a cable that was pulled. */
static void
check_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  g_task_return_boolean (task, g_network_monitor_get_network_available (monitor));
}

/**
 * keyrack_http_offline_check_async:
 * @answer: a fault that may be explained so
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Asks the system whether there is a network.
 */
void
keyrack_http_offline_check_async (KeyrackHttpAnswer   *answer,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (answer != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_http_offline_check_async);
  g_task_set_task_data (task,
                        keyrack_http_answer_ref (answer),
                        (GDestroyNotify) keyrack_http_answer_unref);
  g_task_run_in_thread (task, check_thread);
}

/**
 * keyrack_http_offline_check_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): the fault, as it is to be told
 */
KeyrackHttpAnswer *
keyrack_http_offline_check_finish (GAsyncResult *result)
{
  KeyrackHttpAnswer *answer = NULL;
  g_autoptr(GError) error = NULL;
  gboolean available;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  answer = g_task_get_task_data (G_TASK (result));
  available = g_task_propagate_boolean (G_TASK (result), &error);

  if (!available && error == NULL)
    {
      answer->failure = KEYRACK_OUTCOME_OFFLINE;
      answer->reason = KEYRACK_REASON_NONE;
    }

  return keyrack_http_answer_ref (answer);
}
