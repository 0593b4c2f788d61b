/* keyrack-connection-test-rules.c: what is tried again, and what a result says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-test-rules.h"

#include "keyrack-secret-store.h"

#define PAUSE          1   /* seconds after a fault of the server */
#define TOLERATED_SKEW 120 /* seconds */
#define NEAR_END       (14 * 24 * 60 * 60) /* seconds */

static const struct
{
  KeyrackSecretStoreError error;
  KeyrackOutcome          outcome;
  KeyrackReason           reason;
} keyring_errors[] = {
  { KEYRACK_SECRET_STORE_ERROR_NOT_FOUND, KEYRACK_OUTCOME_NO_SECRET, KEYRACK_REASON_NONE },
  { KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH, KEYRACK_OUTCOME_NO_SECRET,
    KEYRACK_REASON_OUT_OF_REACH },
  { KEYRACK_SECRET_STORE_ERROR_LOCKED, KEYRACK_OUTCOME_KEYRING_LOCKED, KEYRACK_REASON_NONE },
  { KEYRACK_SECRET_STORE_ERROR_DISMISSED, KEYRACK_OUTCOME_KEYRING_LOCKED,
    KEYRACK_REASON_DISMISSED },
  { KEYRACK_SECRET_STORE_ERROR_ABSENT, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_NONE },
  { KEYRACK_SECRET_STORE_ERROR_SILENT, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE,
    KEYRACK_REASON_SILENT },
  { KEYRACK_SECRET_STORE_ERROR_DIED, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_DIED },
  { KEYRACK_SECRET_STORE_ERROR_DAMAGED, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE,
    KEYRACK_REASON_DAMAGED },
};

/**
 * keyrack_tries_allow_another:
 * @self: the tries so far
 * @answer: what the last one brought
 * @seconds: (out): how long to wait before the next one
 *
 * A refused credential is never tried twice: a server may lock it. What may
 * have passed is: a time-out, a lost connection, a name server that could not
 * answer, a fault of the server. A busy server gets the time it asks for, when
 * it asks for one that people wait.
 *
 * Returns: %TRUE if it is to be tried again
 */
gboolean
keyrack_tries_allow_another (KeyrackTries             *self,
                             const KeyrackTokenAnswer *answer,
                             guint                    *seconds)
{
  gboolean *used = &self->repeated;

  g_return_val_if_fail (self != NULL && answer != NULL && seconds != NULL, FALSE);

  *seconds = 0;

  if (answer->outcome == KEYRACK_OUTCOME_RATE_LIMITED)
    {
      if (answer->retry_after == 0 ||
          answer->retry_after > KEYRACK_CONNECTION_TEST_LONGEST_WAIT)
        return FALSE;

      used = &self->waited;
      *seconds = answer->retry_after;
    }
  else if (answer->outcome == KEYRACK_OUTCOME_SERVER_ERROR)
    {
      *seconds = PAUSE;
    }
  else if (answer->outcome != KEYRACK_OUTCOME_TIMEOUT &&
           answer->outcome != KEYRACK_OUTCOME_CONNECTION_LOST &&
           answer->outcome != KEYRACK_OUTCOME_NAME_LOOKUP_FAILED)
    {
      return FALSE;
    }

  if (*used)
    return FALSE;

  *used = TRUE;

  return TRUE;
}

/* Both clocks are read at the same moment, give or take a second and the way of the answer. */
static gint64
find_skew (const KeyrackHttpAnswer *http,
           gint64                   now)
{
  gint64 skew = http->date != 0 ? now - http->date : 0;

  return ABS (skew) > TOLERATED_SKEW ? skew : 0;
}

/* Whoever looks after it needs some days to renew it. */
static gint64
find_near_end (const KeyrackHttpAnswer *http,
               gint64                   now)
{
  return http->certificate_end != 0 && http->certificate_end - now <= NEAR_END ? http->certificate_end : 0;
}

/**
 * keyrack_test_facts_read_answer:
 * @facts: facts to be filled; they borrow the strings of @http and @answer
 * @http: what came back
 * @answer: what it means
 * @now: our clock when it came, seconds since the epoch
 */
void
keyrack_test_facts_read_answer (KeyrackTestFacts         *facts,
                                const KeyrackHttpAnswer  *http,
                                const KeyrackTokenAnswer *answer,
                                gint64                    now)
{
  gboolean busy = FALSE;

  g_return_if_fail (facts != NULL && http != NULL && answer != NULL);

  busy = answer->outcome == KEYRACK_OUTCOME_RATE_LIMITED;

  facts->outcome = answer->outcome;
  facts->reason = answer->reason;
  facts->subject = answer->subject;
  facts->certificate_date = http->certificate_date;
  facts->seconds = busy ? answer->retry_after : http->seconds;
  facts->http_status = http->status;
  facts->error = answer->error;
  facts->error_description = answer->error_description;
  facts->error_id = answer->error_id;
  facts->certificate_end = find_near_end (http, now);
  facts->clock_skew = find_skew (http, now);

  if (answer->token != NULL)
    {
      facts->token_type = answer->token->type;
      facts->token_expires_in = answer->token->expires_in;
      facts->token_scope = answer->token->scope;
    }
}

/**
 * keyrack_outcome_from_keyring_error:
 * @error: why there is no secret
 * @sandboxed: whether that may be because nothing of the desktop is to be seen from here
 * @reason: (out): the reason within the outcome
 *
 * Returns: the outcome of a test without a secret
 */
KeyrackOutcome
keyrack_outcome_from_keyring_error (const GError  *error,
                                    gboolean       sandboxed,
                                    KeyrackReason *reason)
{
  g_return_val_if_fail (error != NULL, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE);
  g_return_val_if_fail (reason != NULL, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE);

  *reason = KEYRACK_REASON_FAILED;

  for (gsize i = 0; i < G_N_ELEMENTS (keyring_errors); i++)
    {
      if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, (int) keyring_errors[i].error))
        {
          *reason = keyring_errors[i].reason;
          if (sandboxed && keyring_errors[i].error == KEYRACK_SECRET_STORE_ERROR_ABSENT)
            *reason = KEYRACK_REASON_SANDBOXED;
          return keyring_errors[i].outcome;
        }
    }

  return KEYRACK_OUTCOME_KEYRING_UNAVAILABLE;
}
