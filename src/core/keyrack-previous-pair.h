/* keyrack-previous-pair.h: the client ID and the secret that a connection had before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_PREVIOUS_PAIR (keyrack_previous_pair_get_type ())

/* Kept for a while after a replacement. The times are seconds since the epoch, 0 when unknown. */
typedef struct
{
  char     *client_id;
  char     *secret_ref;       /* the name of the keyring item (not a secret itself) */
  gint64    secret_saved_at;
  gint64    rotated_at;
  gint64    replaced_at;
  gint64    keep_until;       /* 0 until it is let go */
  gboolean  unverified;       /* it took the place of another one without a test that worked */
} KeyrackPreviousPair;

GType                keyrack_previous_pair_get_type (void);
KeyrackPreviousPair *keyrack_previous_pair_new      (const char                *client_id,
                                                     const char                *secret_ref);
KeyrackPreviousPair *keyrack_previous_pair_copy     (const KeyrackPreviousPair *self);
void                 keyrack_previous_pair_free     (KeyrackPreviousPair       *self);
gboolean             keyrack_previous_pair_equal    (const KeyrackPreviousPair *a,
                                                     const KeyrackPreviousPair *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackPreviousPair, keyrack_previous_pair_free)

G_END_DECLS
