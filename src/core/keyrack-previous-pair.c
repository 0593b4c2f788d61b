/* keyrack-previous-pair.c: the client ID and the secret that a connection had before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-previous-pair.h"

G_DEFINE_BOXED_TYPE (KeyrackPreviousPair, keyrack_previous_pair,
                     keyrack_previous_pair_copy, keyrack_previous_pair_free)

/**
 * keyrack_previous_pair_new:
 * @client_id: the client ID
 * @secret_ref: the name of the keyring item that has its secret
 *
 * Returns: (transfer full): the pair, its times unknown
 */
KeyrackPreviousPair *
keyrack_previous_pair_new (const char *client_id,
                           const char *secret_ref)
{
  KeyrackPreviousPair *self = NULL;

  g_return_val_if_fail (client_id != NULL, NULL);
  g_return_val_if_fail (secret_ref != NULL, NULL);

  self = g_new0 (KeyrackPreviousPair, 1);
  self->client_id = g_strdup (client_id);
  self->secret_ref = g_strdup (secret_ref);

  return self;
}

/**
 * keyrack_previous_pair_copy:
 * @self: a pair
 *
 * Returns: (transfer full): a copy
 */
KeyrackPreviousPair *
keyrack_previous_pair_copy (const KeyrackPreviousPair *self)
{
  KeyrackPreviousPair *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->client_id = g_strdup (self->client_id);
  copy->secret_ref = g_strdup (self->secret_ref);

  return copy;
}

void
keyrack_previous_pair_free (KeyrackPreviousPair *self)
{
  g_free (self->client_id);
  g_free (self->secret_ref);
  g_free (self);
}

/**
 * keyrack_previous_pair_equal:
 * @a: (nullable): a pair
 * @b: (nullable): another one
 *
 * Returns: %TRUE if both say the same, or neither is there
 */
gboolean
keyrack_previous_pair_equal (const KeyrackPreviousPair *a,
                             const KeyrackPreviousPair *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_str_equal (a->client_id, b->client_id)
         && g_str_equal (a->secret_ref, b->secret_ref)
         && a->secret_saved_at == b->secret_saved_at
         && a->rotated_at == b->rotated_at
         && a->replaced_at == b->replaced_at
         && a->keep_until == b->keep_until
         && a->unverified == b->unverified;
}
