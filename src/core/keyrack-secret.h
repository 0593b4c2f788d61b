/* keyrack-secret.h: a secret in memory: owned, unpageable where possible, wiped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_SECRET (keyrack_secret_get_type ())

/* Immutable and reference counted; there is no way to print one. */
typedef struct _KeyrackSecret KeyrackSecret;

GType          keyrack_secret_get_type   (void);
KeyrackSecret *keyrack_secret_new        (const char    *text,
                                          gssize         length);
KeyrackSecret *keyrack_secret_ref        (KeyrackSecret *self);
void           keyrack_secret_unref      (KeyrackSecret *self);
const char    *keyrack_secret_peek       (KeyrackSecret *self);
gsize          keyrack_secret_get_length (KeyrackSecret *self);
gboolean       keyrack_secret_equal      (KeyrackSecret *a,
                                          KeyrackSecret *b);
void           keyrack_secret_wipe       (gpointer       memory,
                                          gsize          length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackSecret, keyrack_secret_unref)

G_END_DECLS
