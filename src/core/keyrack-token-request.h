/* keyrack-token-request.h: asking for an access token and reading the answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-access-token.h"
#include "keyrack-http-client.h"
#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TOKEN_REQUEST_ERROR (keyrack_token_request_error_quark ())

/* Nothing was sent. */
typedef enum
{
  KEYRACK_TOKEN_REQUEST_ERROR_PROFILE,  /* instance, region or client ID can't be right */
  KEYRACK_TOKEN_REQUEST_ERROR_SECRET,
} KeyrackTokenRequestError;

/* What an HTTP answer of the token endpoint means. */
typedef struct
{
  KeyrackOutcome      outcome;
  KeyrackReason       reason;
  char               *subject;            /* (nullable) e.g. the host of a redirect */
  guint               retry_after;        /* seconds; 0 when the server did not say */
  char               *error;              /* (nullable) the server's words, bounded and cleaned */
  char               *error_description;
  char               *error_id;
  KeyrackAccessToken *token;              /* only when the outcome is ok */
} KeyrackTokenAnswer;

GQuark              keyrack_token_request_error_quark (void);
void                keyrack_token_request_send_async  (KeyrackHttpClient        *client,
                                                       KeyrackProfile           *profile,
                                                       KeyrackSecret            *secret,
                                                       KeyrackHttpProgressFunc   progress,
                                                       gpointer                  progress_data,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
KeyrackHttpAnswer  *keyrack_token_request_send_finish (GAsyncResult             *result,
                                                       GError                  **error);
KeyrackTokenAnswer *keyrack_token_answer_read         (const KeyrackHttpAnswer  *answer,
                                                       KeyrackSecret            *secret,
                                                       gint64                    now);
void                keyrack_token_answer_free         (KeyrackTokenAnswer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackTokenAnswer, keyrack_token_answer_free)

G_END_DECLS
