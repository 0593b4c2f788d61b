/* keyrack-secret-store-items.c: single items of the keyring: compared, cleared, of no connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store-private.h"

static gboolean
finish (KeyrackSecretStore  *self,
        GAsyncResult        *result,
        GError             **error)
{
  g_autoptr(GError) problem = NULL;

  g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static void
do_clear (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  KeyrackQuery *query = task_data;
  GError *error = NULL;

  if (keyrack_secret_store_clear_sync (KEYRACK_SECRET_STORE (source), query->secret_ref, &error))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_secret_store_clear_async:
 * @self: a secret store
 * @secret_ref: names a secret that nothing else names any more
 * @cancellable: (nullable): a cancellable
 * @callback: called when the secret is gone
 * @user_data: for @callback
 *
 * Removes a secret and looks whether it is gone. Nobody is asked to unlock anything.
 * The secrets of connections are the profile store's, which clears them itself.
 */
void
keyrack_secret_store_clear_async (KeyrackSecretStore  *self,
                                  const char          *secret_ref,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));
  g_return_if_fail (secret_ref != NULL && *secret_ref != '\0');

  keyrack_query_run (keyrack_query_new (secret_ref, NULL), self, do_clear, NULL,
                     keyrack_secret_store_clear_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_clear_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the secret is not there (any more), else %FALSE with an error of
 *   %KEYRACK_SECRET_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_secret_store_clear_finish (KeyrackSecretStore  *self,
                                   GAsyncResult        *result,
                                   GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

static void
do_find_same (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  KeyrackQuery *query = task_data;
  GError *error = NULL;
  char *same = keyrack_secret_store_find_same_sync (KEYRACK_SECRET_STORE (source), query->secret,
                                                    (const char * const *) query->secret_refs, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, same, g_free);
}

/**
 * keyrack_secret_store_find_same_async:
 * @self: a secret store
 * @secret: a secret
 * @secret_refs: (array zero-terminated=1): names the secrets to compare it with
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Looks whether a secret is stored under one of these names too. A locked keyring is not
 * asked to unlock.
 */
void
keyrack_secret_store_find_same_async (KeyrackSecretStore  *self,
                                      KeyrackSecret       *secret,
                                      const char * const  *secret_refs,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  KeyrackQuery *query = NULL;

  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));
  g_return_if_fail (secret != NULL);
  g_return_if_fail (secret_refs != NULL);

  query = keyrack_query_new (NULL, secret);
  query->secret_refs = g_strdupv ((char **) secret_refs);
  keyrack_query_run (query, self, do_find_same, g_free,
                     keyrack_secret_store_find_same_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_find_same_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the first of the names under which the same secret
 *   is stored; %NULL when there is none, or with an error of %KEYRACK_SECRET_STORE_ERROR
 *   (_LOCKED when a secret of this program is locked) or %G_IO_ERROR_CANCELLED
 */
char *
keyrack_secret_store_find_same_finish (KeyrackSecretStore  *self,
                                       GAsyncResult        *result,
                                       GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
do_lookup_all (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  GHashTable *secrets = keyrack_secret_store_lookup_all_sync (KEYRACK_SECRET_STORE (source), &error);

  if (secrets != NULL)
    g_task_return_pointer (task, secrets, (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_secret_store_lookup_all_async:
 * @self: a secret store
 * @cancellable: (nullable): a cancellable
 * @callback: called with the secrets
 * @user_data: for @callback
 *
 * Fetches all secrets of this program at once. A locked keyring is not asked to unlock.
 */
void
keyrack_secret_store_lookup_all_async (KeyrackSecretStore  *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));

  keyrack_query_run (keyrack_query_new (NULL, NULL), self, do_lookup_all, (GDestroyNotify) g_hash_table_unref,
                     keyrack_secret_store_lookup_all_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_lookup_all_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8 KeyrackSecret): the secrets by their names,
 *   without those that are damaged; or %NULL with an error of %KEYRACK_SECRET_STORE_ERROR
 *   (_LOCKED when one of them is locked) or %G_IO_ERROR_CANCELLED
 */
GHashTable *
keyrack_secret_store_lookup_all_finish (KeyrackSecretStore  *self,
                                        GAsyncResult        *result,
                                        GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
do_save_other (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  KeyrackQuery *query = task_data;
  KeyrackKeyringItem item = {
    .secret_ref = query->secret_ref,
    .secret = query->secret,
    .label = query->label,
    .purpose = query->purpose,
  };
  GError *error = NULL;

  if (keyrack_secret_store_store_item_sync (KEYRACK_SECRET_STORE (source), &item, &error))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_secret_store_save_proxy_async:
 * @self: a secret store
 * @secret_ref: names the password; a new one for each password
 * @label: what the keyring's own program shows for it
 * @password: the password
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when the password is stored
 * @user_data: for @callback
 *
 * Stores the password of the proxy and reads it back. It is fetched by
 * keyrack_secret_store_lookup_async() and removed by keyrack_secret_store_clear_async().
 */
void
keyrack_secret_store_save_proxy_async (KeyrackSecretStore  *self,
                                       const char          *secret_ref,
                                       const char          *label,
                                       KeyrackSecret       *password,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  KeyrackQuery *query = NULL;

  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));
  g_return_if_fail (secret_ref != NULL && *secret_ref != '\0');
  g_return_if_fail (label != NULL);
  g_return_if_fail (password != NULL);

  query = keyrack_query_new (secret_ref, password);
  query->label = g_strdup (label);
  query->purpose = "proxy";
  keyrack_query_run (query, self, do_save_other, NULL,
                     keyrack_secret_store_save_proxy_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_save_proxy_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the password is kept, else %FALSE with an error of
 *   %KEYRACK_SECRET_STORE_ERROR or %G_IO_ERROR_CANCELLED; it can be there all the same
 *   then, and has to be cleared
 */
gboolean
keyrack_secret_store_save_proxy_finish (KeyrackSecretStore  *self,
                                        GAsyncResult        *result,
                                        GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

/**
 * keyrack_secret_store_save_identity_async:
 * @self: a secret store
 * @secret_ref: names the key; a new one for each
 * @label: what the keyring's own program shows for it
 * @identity: a key of one's own, AGE-SECRET-KEY-1…
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when the key is stored
 * @user_data: for @callback
 *
 * Stores a key that opens files from others and reads it back. It is fetched by
 * keyrack_secret_store_lookup_async() and removed by keyrack_secret_store_clear_async().
 */
void
keyrack_secret_store_save_identity_async (KeyrackSecretStore  *self,
                                          const char          *secret_ref,
                                          const char          *label,
                                          KeyrackSecret       *identity,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  KeyrackQuery *query = NULL;

  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));
  g_return_if_fail (secret_ref != NULL && *secret_ref != '\0');
  g_return_if_fail (label != NULL);
  g_return_if_fail (identity != NULL);

  query = keyrack_query_new (secret_ref, identity);
  query->label = g_strdup (label);
  query->purpose = "identity";
  keyrack_query_run (query, self, do_save_other, NULL,
                     keyrack_secret_store_save_identity_async, cancellable, callback, user_data);
}

/**
 * keyrack_secret_store_save_identity_finish:
 * @self: a secret store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: as keyrack_secret_store_save_proxy_finish()
 */
gboolean
keyrack_secret_store_save_identity_finish (KeyrackSecretStore  *self,
                                           GAsyncResult        *result,
                                           GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}
