/* keyrack-secret-lookup.c: a stored secret, unlocked first if need be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-lookup.h"

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(GError) error = NULL;

  secret = keyrack_secret_store_lookup_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (secret != NULL)
    g_task_return_pointer (task, g_steal_pointer (&secret), (GDestroyNotify) keyrack_secret_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
lookup_step (GTask *task)
{
  keyrack_secret_store_lookup_async (g_task_get_source_object (task),
                                     g_task_get_task_data (task),
                                     g_task_get_cancellable (task),
                                     lookup_cb, task);
}

static void
unlock_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error))
    lookup_step (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
keyrack_secret_lookup_async (KeyrackSecretStore  *store,
                             const char          *secret_ref,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_SECRET_STORE (store));
  g_return_if_fail (secret_ref != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_secret_lookup_async);
  g_task_set_task_data (task, g_strdup (secret_ref), g_free);

  if (keyrack_secret_store_get_state (store) == KEYRACK_SECRET_STORE_LOCKED)
    keyrack_secret_store_unlock_async (store, cancellable, unlock_cb, g_steal_pointer (&task));
  else
    lookup_step (g_steal_pointer (&task));
}

KeyrackSecret *
keyrack_secret_lookup_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_secret_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
