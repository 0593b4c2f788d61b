/* keyrack-access-token.h: what the token endpoint gave, and its claims for display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-secret.h"

G_BEGIN_DECLS

#define KEYRACK_ACCESS_TOKEN_MAX_LENGTH (16 * 1024)

/* An accepted token answer. The token is opaque: nothing is decided on its claims. */
typedef struct
{
  gatomicrefcount  refs;
  KeyrackSecret   *token;
  char            *type;        /* as the server wrote it */
  guint            expires_in;  /* seconds */
  char            *scope;       /* nullable */
} KeyrackAccessToken;

/* One claim as text, not verified. */
typedef struct
{
  char *name;
  char *value;
} KeyrackClaim;

void                keyrack_claim_free              (KeyrackClaim       *self);
KeyrackClaim       *keyrack_claim_copy              (const KeyrackClaim *self);
KeyrackAccessToken *keyrack_access_token_new        (const char         *token,
                                                     const char         *type,
                                                     guint               expires_in,
                                                     const char         *scope);
KeyrackAccessToken *keyrack_access_token_ref        (KeyrackAccessToken *self);
void                keyrack_access_token_unref      (KeyrackAccessToken *self);
gboolean            keyrack_access_token_is_sound   (const char         *token);
GPtrArray          *keyrack_access_token_dup_claims (KeyrackAccessToken *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackClaim, keyrack_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackAccessToken, keyrack_access_token_unref)

G_END_DECLS
