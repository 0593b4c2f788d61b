/* keyrack-outcome.h: what a test can end with: identifier, message, advice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_OUTCOME (keyrack_outcome_get_type ())

typedef enum
{
  KEYRACK_OUTCOME_NOT_TESTED,
  KEYRACK_OUTCOME_OK,
  KEYRACK_OUTCOME_INVALID_CLIENT,
  KEYRACK_OUTCOME_INVALID_SCOPE,
  KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT,
  KEYRACK_OUTCOME_ACCESS_DENIED,
  KEYRACK_OUTCOME_INVALID_REQUEST,
  KEYRACK_OUTCOME_RATE_LIMITED,
  KEYRACK_OUTCOME_NOT_FOUND,
  KEYRACK_OUTCOME_REDIRECTED,
  KEYRACK_OUTCOME_SERVER_ERROR,
  KEYRACK_OUTCOME_UNEXPECTED_ANSWER,
  KEYRACK_OUTCOME_ANSWER_TOO_LARGE,
  KEYRACK_OUTCOME_NAME_NOT_FOUND,
  KEYRACK_OUTCOME_NAME_LOOKUP_FAILED,
  KEYRACK_OUTCOME_CONNECTION_REFUSED,
  KEYRACK_OUTCOME_CONNECTION_FAILED,
  KEYRACK_OUTCOME_CONNECTION_LOST,
  KEYRACK_OUTCOME_TIMEOUT,
  KEYRACK_OUTCOME_TLS_UNTRUSTED,
  KEYRACK_OUTCOME_TLS_EXPIRED,
  KEYRACK_OUTCOME_TLS_WRONG_HOST,
  KEYRACK_OUTCOME_TLS_FAILED,
  KEYRACK_OUTCOME_CA_FILE_UNREADABLE,
  KEYRACK_OUTCOME_PROXY_UNREACHABLE,
  KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED,
  KEYRACK_OUTCOME_PROXY_FAILED,
  KEYRACK_OUTCOME_OFFLINE,
  KEYRACK_OUTCOME_NO_SECRET,
  KEYRACK_OUTCOME_KEYRING_LOCKED,
  KEYRACK_OUTCOME_KEYRING_UNAVAILABLE,
  KEYRACK_OUTCOME_CANCELLED,
} KeyrackOutcome;

#define KEYRACK_N_OUTCOMES (KEYRACK_OUTCOME_CANCELLED + 1)

/* Several faults share an identifier but not their words. */
typedef enum
{
  KEYRACK_REASON_NONE,
  KEYRACK_REASON_CLIENT_ID,          /* invalid-client: the server named the ID */
  KEYRACK_REASON_CLIENT_SECRET,      /* invalid-client: the server named the secret */
  KEYRACK_REASON_NO_CONNECTION,      /* timeout: not connected in time */
  KEYRACK_REASON_NO_REPLY,           /* timeout: connected, no reply in time */
  KEYRACK_REASON_TOO_SLOW,           /* timeout: the reply dripped */
  KEYRACK_REASON_WEB_PAGE,           /* unexpected-answer: HTML came */
  KEYRACK_REASON_EMPTY,              /* unexpected-answer: nothing came */
  KEYRACK_REASON_DAMAGED,            /* unexpected-answer: not sound JSON;
                                        keyring-unavailable: the keyring file is not sound */
  KEYRACK_REASON_NO_TOKEN,           /* unexpected-answer: JSON without a usable token */
  KEYRACK_REASON_STATUS,             /* unexpected-answer: a status nobody expects */
  KEYRACK_REASON_CUT_OFF,            /* connection-lost: in the middle of the reply */
  KEYRACK_REASON_CERTIFICATE_WEAK,   /* tls-failed */
  KEYRACK_REASON_OUTDATED_TLS,       /* tls-failed */
  KEYRACK_REASON_NOT_TLS,            /* tls-failed: the server speaks something else */
  KEYRACK_REASON_NOT_YET_VALID,      /* tls-expired: valid only from a later date */
  KEYRACK_REASON_NO_ROUTE,           /* connection-failed */
  KEYRACK_REASON_DISMISSED,          /* keyring-locked: the person closed the prompt */
  KEYRACK_REASON_SILENT,             /* keyring-unavailable: does not answer */
  KEYRACK_REASON_DIED,               /* keyring-unavailable: stopped working */
  KEYRACK_REASON_SANDBOXED,          /* keyring-unavailable: none to be seen from the Flatpak */
  KEYRACK_REASON_FAILED,             /* keyring-unavailable: it is there, but fails */
  KEYRACK_REASON_OUT_OF_REACH,       /* no-secret: none of this session, perhaps one in a keyring */
  KEYRACK_REASON_UNTESTABLE,         /* not-tested: with these values nothing may be sent */
} KeyrackReason;

#define KEYRACK_N_REASONS (KEYRACK_REASON_UNTESTABLE + 1)

/* How sure a result is, which decides colour, icon and exit code. */
typedef enum
{
  KEYRACK_VERDICT_NOT_TESTED,
  KEYRACK_VERDICT_WORKS,
  KEYRACK_VERDICT_REFUSED,     /* the server gave a reason */
  KEYRACK_VERDICT_UNDECIDED,   /* nothing is proven about the credential */
  KEYRACK_VERDICT_NO_SECRET,   /* the secret store is at fault */
} KeyrackVerdict;

/* What the sentences name; what is unknown is NULL or 0. Text from elsewhere is made
 * printable and short on its way into a sentence. */
typedef struct
{
  KeyrackReason  reason;
  const char    *host;           /* the host that was asked */
  const char    *profile_name;
  const char    *subject;        /* proxy host:port, CA path, redirect host, certificate issuer */
  guint          http_status;
  gint64         certificate_date; /* seconds since the epoch, UTC */
  guint          seconds;        /* the time limit that ran out, or until the next try */
} KeyrackOutcomeFacts;

GType           keyrack_outcome_get_type      (void);
const char     *keyrack_outcome_get_id        (KeyrackOutcome             self);
gboolean        keyrack_outcome_from_id       (const char                *id,
                                               KeyrackOutcome            *outcome);
KeyrackVerdict  keyrack_outcome_get_verdict   (KeyrackOutcome             self);
int             keyrack_outcome_get_exit_code (KeyrackOutcome             self);
gboolean        keyrack_outcome_is_of_network (KeyrackOutcome             self);
const char     *keyrack_outcome_get_word      (KeyrackOutcome             self);
char           *keyrack_outcome_dup_message   (KeyrackOutcome             self,
                                               const KeyrackOutcomeFacts *facts);
char           *keyrack_outcome_dup_advice    (KeyrackOutcome             self,
                                               const KeyrackOutcomeFacts *facts);
GType           keyrack_reason_get_type       (void);
const char     *keyrack_reason_get_id         (KeyrackReason              self);
gboolean        keyrack_reason_from_id        (const char                *id,
                                               KeyrackReason             *reason);

G_END_DECLS
