/* keyrack-secret-store-async.c: asking the keyring without waiting for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store-private.h"

void
keyrack_query_free (KeyrackQuery *self)
{
  g_free (self->secret_ref);
  g_free (self->label);
  g_strfreev (self->secret_refs);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_free (self);
}

KeyrackQuery *
keyrack_query_new (const char    *secret_ref,
                   KeyrackSecret *secret)
{
  KeyrackQuery *self = g_new0 (KeyrackQuery, 1);

  self->secret_ref = g_strdup (secret_ref);
  self->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;
  self->asked_at = g_get_monotonic_time ();

  return self;
}

/* A caller who cancels is answered at once, while the keyring is left to finish: cancelling
 * a prompt has made gnome-keyring abort. */
typedef struct
{
  GTask          *task;
  GSource        *cancelled;
  GDestroyNotify  free_answer;
} Detached;

static void
detached_free (Detached *detached)
{
  if (detached->cancelled != NULL)
    g_source_destroy (detached->cancelled);
  g_clear_pointer (&detached->cancelled, g_source_unref);
  g_clear_object (&detached->task);
  g_free (detached);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Detached, detached_free)

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  Detached *detached = data;

  g_task_return_error_if_cancelled (detached->task);
  g_clear_object (&detached->task);

  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Detached) detached = data;
  g_autoptr(GError) error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (detached->task == NULL)
    g_clear_pointer (&answer, detached->free_answer);
  else if (error != NULL)
    g_task_return_error (detached->task, g_steal_pointer (&error));
  else
    g_task_return_pointer (detached->task, answer, detached->free_answer);
}

/* Takes the query, which is @func's task data; its answer is a pointer. */
void
keyrack_query_run (KeyrackQuery        *self,
                   KeyrackSecretStore  *store,
                   GTaskThreadFunc      func,
                   GDestroyNotify       free_answer,
                   gpointer             source_tag,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr(GTask) inner = NULL;
  Detached *detached = g_new0 (Detached, 1);

  detached->free_answer = free_answer;
  detached->task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (detached->task, source_tag);

  if (cancellable != NULL)
    {
      detached->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_static_name (detached->cancelled, "[keyrack] cancelled_cb");
      g_source_set_callback (detached->cancelled, G_SOURCE_FUNC (cancelled_cb), detached, NULL);
      g_source_attach (detached->cancelled, g_task_get_context (detached->task));
    }

  inner = g_task_new (store, cancellable, answered_cb, detached);
  g_task_set_source_tag (inner, source_tag);
  g_task_set_task_data (inner, self, (GDestroyNotify) keyrack_query_free);
  keyrack_worker_run (keyrack_secret_store_get_worker (store), inner, func);
}

static void
do_probe (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (source);
  g_autoptr(GError) error = NULL;

  keyrack_secret_store_check_unlocked_sync (self, &error);

  /* What has a state of its own is an answer; the rest is an error. */
  if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_FAILED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, NULL, NULL);
}

/**
 * keyrack_secret_store_probe_async:
 * @self: a secret store
 * @cancellable: (nullable): a cancellable
 * @callback: called when the state is known
 * @user_data: for @callback
 *
 * Finds out the state of the keyring without asking the person anything.
 */
void
keyrack_secret_store_probe_async (KeyrackSecretStore  *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));

  keyrack_query_run (keyrack_query_new (NULL, NULL), self, do_probe, NULL,
                     keyrack_secret_store_probe_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_probe_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: the state, or %KEYRACK_SECRET_STORE_UNKNOWN with %G_IO_ERROR_CANCELLED or
 *   %KEYRACK_SECRET_STORE_ERROR_FAILED
 */
KeyrackSecretStoreState
keyrack_secret_store_probe_finish (KeyrackSecretStore  *self,
                                   GAsyncResult        *result,
                                   GError             **error)
{
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), KEYRACK_SECRET_STORE_UNKNOWN);
  g_return_val_if_fail (g_task_is_valid (result, self), KEYRACK_SECRET_STORE_UNKNOWN);

  g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem == NULL)
    return keyrack_secret_store_get_state (self);

  g_propagate_error (error, g_steal_pointer (&problem));

  return KEYRACK_SECRET_STORE_UNKNOWN;
}

static void
do_unlock (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (source);
  GError *error = NULL;

  if (keyrack_secret_store_unlock_sync (self, &error))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_secret_store_unlock_async:
 * @self: a secret store
 * @cancellable: (nullable): a cancellable
 * @callback: called when the prompt was answered
 * @user_data: for @callback
 *
 * Lets the keyring ask the person for its password, if it is locked. Cancelling answers
 * the caller and leaves the prompt open.
 */
void
keyrack_secret_store_unlock_async (KeyrackSecretStore  *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));

  keyrack_query_run (keyrack_query_new (NULL, NULL), self, do_unlock, NULL,
                     keyrack_secret_store_unlock_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_unlock_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the secrets are unlocked, else %FALSE with an error of
 *   %KEYRACK_SECRET_STORE_ERROR (_DISMISSED when the person closed the prompt) or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_secret_store_unlock_finish (KeyrackSecretStore  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static void
do_lookup (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (source);
  KeyrackQuery *query = task_data;
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(GError) error = NULL;

  if (keyrack_secret_store_was_silent_since (self, query->asked_at))
    keyrack_secret_store_set_error (&error, KEYRACK_SECRET_STORE_ERROR_SILENT);
  else
    secret = keyrack_secret_store_lookup_sync (self, query->secret_ref, &error);

  if (secret == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&secret), (GDestroyNotify) keyrack_secret_unref);
}

/**
 * keyrack_secret_store_lookup_async:
 * @self: a secret store
 * @secret_ref: names the secret
 * @cancellable: (nullable): a cancellable
 * @callback: called with the secret
 * @user_data: for @callback
 *
 * Fetches a secret. A locked keyring is not asked to unlock. Cancelling answers the
 * caller at once and leaves the keyring alone.
 */
void
keyrack_secret_store_lookup_async (KeyrackSecretStore  *self,
                                   const char          *secret_ref,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  keyrack_secret_store_lookup_since_async (self, secret_ref, g_get_monotonic_time (),
                                           cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_lookup_since_async:
 * @self: a secret store
 * @secret_ref: names the secret
 * @since: when something larger began that this lookup is a part of, of the monotonic
 *   clock in microseconds
 * @cancellable: (nullable): a cancellable
 * @callback: called with the secret
 * @user_data: for @callback
 *
 * Like keyrack_secret_store_lookup_async(), but a keyring that has not answered since
 * then is not asked again.
 */
void
keyrack_secret_store_lookup_since_async (KeyrackSecretStore  *self,
                                         const char          *secret_ref,
                                         gint64               since,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  KeyrackQuery *query = NULL;

  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));
  g_return_if_fail (secret_ref != NULL);

  query = keyrack_query_new (secret_ref, NULL);
  query->asked_at = MIN (query->asked_at, since);
  keyrack_query_run (query, self, do_lookup, (GDestroyNotify) keyrack_secret_unref,
                     keyrack_secret_store_lookup_since_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_lookup_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the secret, or %NULL with an error of
 *   %KEYRACK_SECRET_STORE_ERROR (_NOT_FOUND only when the keyring is unlocked and the
 *   secret is not there) or %G_IO_ERROR_CANCELLED
 */
KeyrackSecret *
keyrack_secret_store_lookup_finish (KeyrackSecretStore  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
