/* keyrack-secret-store-sync.c: what is done in the secret store's worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store-private.h"

/* Whether the keyring gave no answer while a call that was made at @time waited for its turn:
 * a hundred of them must not wait for it one after the other. */
gboolean
keyrack_secret_store_was_silent_since (KeyrackSecretStore *self,
                                       gint64              time)
{
  g_assert (keyrack_worker_is_current (self->worker));

  return self->silent_at > time && !keyrack_secret_store_get_session_only (self);
}

/**
 * keyrack_secret_store_check_unlocked_sync:
 * @self: a secret store
 * @error: return location for an error
 *
 * Whether a secret could be stored now. Nobody is asked anything.
 * Blocks; for tasks of the store's worker.
 *
 * Returns: %TRUE if so, else %FALSE with an error of %KEYRACK_SECRET_STORE_ERROR
 */
gboolean
keyrack_secret_store_check_unlocked_sync (KeyrackSecretStore  *self,
                                          GError             **error)
{
  GError *problem = NULL;
  gboolean unlocked = FALSE;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);

  if (keyrack_secret_store_get_session_only (self))
    return TRUE;

  keyrack_secret_store_begin_call (self);
  unlocked = keyrack_keyring_check_unlocked (&self->keyring, &problem);
  keyrack_secret_store_end_call (self, problem, error);

  return unlocked;
}

/* Asks the person. Only what comes before is expected to take no time. */
gboolean
keyrack_secret_store_unlock_sync (KeyrackSecretStore  *self,
                                  GError             **error)
{
  GError *problem = NULL;
  g_autoptr(GError) state = NULL;
  gboolean unlocked = FALSE;

  if (keyrack_secret_store_get_session_only (self))
    return TRUE;

  if (!keyrack_secret_store_check_unlocked_sync (self, &state)
      && !g_error_matches (state, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED))
    {
      g_propagate_error (error, g_steal_pointer (&state));
      return FALSE;
    }

  unlocked = keyrack_keyring_unlock (&self->keyring, &problem);
  keyrack_secret_store_end_call (self, problem, error);

  return unlocked;
}

/**
 * keyrack_secret_store_lookup_sync:
 * @self: a secret store
 * @secret_ref: names the secret
 * @error: return location for an error
 *
 * Like keyrack_secret_store_lookup_async(). Blocks; for tasks of the store's worker.
 *
 * Returns: (transfer full): the secret, or %NULL with an error of
 *   %KEYRACK_SECRET_STORE_ERROR
 */
KeyrackSecret *
keyrack_secret_store_lookup_sync (KeyrackSecretStore  *self,
                                  const char          *secret_ref,
                                  GError             **error)
{
  KeyrackSecret *secret = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), NULL);
  g_return_val_if_fail (secret_ref != NULL, NULL);

  secret = g_hash_table_lookup (self->session, secret_ref);
  if (secret != NULL)
    return keyrack_secret_ref (secret);

  if (keyrack_secret_store_get_session_only (self))
    {
      keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH);
      return NULL;
    }

  keyrack_secret_store_begin_call (self);
  secret = keyrack_keyring_lookup (&self->keyring, secret_ref, &problem);
  keyrack_secret_store_end_call (self, problem, error);

  return secret;
}

/**
 * keyrack_secret_store_store_sync:
 * @self: a secret store
 * @profile: whose secret it is; instance, region, client ID and id become attributes
 * @secret_ref: names the secret; a new one for each secret, because keyrings replace
 *   an item whose attributes contain those of a new one
 * @secret: the secret
 * @error: return location for an error
 *
 * Stores a secret and reads it back over a new connection, or from the disk.
 * Blocks; for tasks of the store's worker.
 *
 * Returns: %TRUE if the secret is kept, else %FALSE with an error of
 *   %KEYRACK_SECRET_STORE_ERROR; it can be there all the same then, and has to be cleared
 */
gboolean
keyrack_secret_store_store_sync (KeyrackSecretStore  *self,
                                 KeyrackProfile      *profile,
                                 const char          *secret_ref,
                                 KeyrackSecret       *secret,
                                 GError             **error)
{
  KeyrackKeyringItem item = { .profile = profile, .secret_ref = secret_ref, .secret = secret };

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), FALSE);
  g_return_val_if_fail (secret_ref != NULL && *secret_ref != '\0', FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  return keyrack_secret_store_store_item_sync (self, &item, error);
}

gboolean
keyrack_secret_store_store_item_sync (KeyrackSecretStore  *self,
                                      KeyrackKeyringItem  *item,
                                      GError             **error)
{
  GError *problem = NULL;
  gboolean stored = FALSE;

  if (keyrack_secret_store_get_session_only (self))
    {
      g_hash_table_insert (self->session, g_strdup (item->secret_ref), keyrack_secret_ref (item->secret));
      return TRUE;
    }

  keyrack_secret_store_begin_call (self);
  stored = keyrack_keyring_store (&self->keyring, item, &problem);
  keyrack_secret_store_end_call (self, problem, error);

  return stored;
}

/**
 * keyrack_secret_store_cover_sync:
 * @self: a secret store that keeps secrets for this session
 * @secret_ref: names a secret that may lie in a keyring
 * @secret: stands before it
 *
 * Blocks nobody; for tasks of the store's worker.
 */
void
keyrack_secret_store_cover_sync (KeyrackSecretStore *self,
                                 const char         *secret_ref,
                                 KeyrackSecret      *secret)
{
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));
  g_return_if_fail (secret_ref != NULL && *secret_ref != '\0');
  g_return_if_fail (secret != NULL);

  if (!g_hash_table_contains (self->session, secret_ref))
    g_hash_table_add (self->covered, g_strdup (secret_ref));

  g_hash_table_insert (self->session, g_strdup (secret_ref), keyrack_secret_ref (secret));
}

static void
add_session (GHashTable *secrets,
             GHashTable *session)
{
  GHashTableIter iter;
  gpointer secret_ref = NULL;
  gpointer secret = NULL;

  g_hash_table_iter_init (&iter, session);
  while (g_hash_table_iter_next (&iter, &secret_ref, &secret))
    g_hash_table_insert (secrets, g_strdup (secret_ref), keyrack_secret_ref (secret));
}

/**
 * keyrack_secret_store_lookup_all_sync:
 * @self: a secret store
 * @error: return location for an error
 *
 * Like keyrack_secret_store_lookup_all_async(). Blocks; for tasks of the store's worker.
 *
 * Returns: (transfer full) (element-type utf8 KeyrackSecret): the secrets by their names, or
 *   %NULL with an error of %KEYRACK_SECRET_STORE_ERROR
 */
GHashTable *
keyrack_secret_store_lookup_all_sync (KeyrackSecretStore  *self,
                                      GError             **error)
{
  g_autoptr(GHashTable) secrets = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), NULL);

  secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) keyrack_secret_unref);

  if (!keyrack_secret_store_get_session_only (self))
    {
      keyrack_secret_store_begin_call (self);
      keyrack_keyring_gather (&self->keyring, secrets, &problem);
      keyrack_secret_store_end_call (self, problem, error);
      if (problem != NULL)
        return NULL;
    }

  add_session (secrets, self->session);

  return g_steal_pointer (&secrets);
}

/* The first of @secret_refs whose secret is equal to @secret, or NULL. */
char *
keyrack_secret_store_find_same_sync (KeyrackSecretStore  *self,
                                     KeyrackSecret       *secret,
                                     const char * const  *secret_refs,
                                     GError             **error)
{
  g_autoptr(GHashTable) secrets = keyrack_secret_store_lookup_all_sync (self, error);

  for (gsize i = 0; secrets != NULL && secret_refs[i] != NULL; i++)
    {
      if (keyrack_secret_equal (g_hash_table_lookup (secrets, secret_refs[i]), secret))
        return g_strdup (secret_refs[i]);
    }

  return NULL;
}

/**
 * keyrack_secret_store_clear_sync:
 * @self: a secret store
 * @secret_ref: names the secret
 * @error: return location for an error
 *
 * Removes a secret and looks whether it is gone. Nobody is asked to unlock anything.
 * Blocks; for tasks of the store's worker.
 *
 * Returns: %TRUE if the secret is not there (any more), else %FALSE with an error of
 *   %KEYRACK_SECRET_STORE_ERROR
 */
gboolean
keyrack_secret_store_clear_sync (KeyrackSecretStore  *self,
                                 const char          *secret_ref,
                                 GError             **error)
{
  GError *problem = NULL;
  gboolean cleared = FALSE;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);
  g_return_val_if_fail (secret_ref != NULL && *secret_ref != '\0', FALSE);

  if (g_hash_table_remove (self->session, secret_ref)
      && !g_hash_table_remove (self->covered, secret_ref))
    return TRUE;

  /* It can be in a keyring that is not there at the moment. */
  if (keyrack_secret_store_get_session_only (self))
    {
      keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_FAILED);
      return FALSE;
    }

  keyrack_secret_store_begin_call (self);
  cleared = keyrack_keyring_clear (&self->keyring, secret_ref, &problem);
  keyrack_secret_store_end_call (self, problem, error);

  return cleared;
}
