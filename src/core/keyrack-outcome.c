/* keyrack-outcome.c: what a test can end with: identifier, verdict, word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-outcome.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (KeyrackOutcome, keyrack_outcome,
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_NOT_TESTED, "not-tested"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_INVALID_CLIENT, "invalid-client"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_INVALID_SCOPE, "invalid-scope"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT, "unauthorized-client"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_ACCESS_DENIED, "access-denied"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_INVALID_REQUEST, "invalid-request"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_RATE_LIMITED, "rate-limited"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_NOT_FOUND, "not-found"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_REDIRECTED, "redirected"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_SERVER_ERROR, "server-error"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_UNEXPECTED_ANSWER, "unexpected-answer"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_ANSWER_TOO_LARGE, "answer-too-large"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_NAME_NOT_FOUND, "name-not-found"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_NAME_LOOKUP_FAILED, "name-lookup-failed"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_CONNECTION_REFUSED, "connection-refused"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_CONNECTION_FAILED, "connection-failed"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_CONNECTION_LOST, "connection-lost"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_TIMEOUT, "timeout"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_TLS_UNTRUSTED, "tls-untrusted"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_TLS_EXPIRED, "tls-expired"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_TLS_WRONG_HOST, "tls-wrong-host"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_TLS_FAILED, "tls-failed"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_CA_FILE_UNREADABLE, "ca-file-unreadable"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_PROXY_UNREACHABLE, "proxy-unreachable"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, "proxy-auth-required"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_PROXY_FAILED, "proxy-failed"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_NO_SECRET, "no-secret"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_KEYRING_LOCKED, "keyring-locked"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, "keyring-unavailable"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_OUTCOME_CANCELLED, "cancelled"))

G_DEFINE_ENUM_TYPE (KeyrackReason, keyrack_reason,
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_CLIENT_ID, "client-id"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_CLIENT_SECRET, "client-secret"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_NO_CONNECTION, "no-connection"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_NO_REPLY, "no-reply"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_TOO_SLOW, "too-slow"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_WEB_PAGE, "web-page"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_DAMAGED, "damaged"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_NO_TOKEN, "no-token"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_STATUS, "status"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_CUT_OFF, "cut-off"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_CERTIFICATE_WEAK, "certificate-weak"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_OUTDATED_TLS, "outdated-tls"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_NOT_TLS, "not-tls"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_NOT_YET_VALID, "not-yet-valid"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_NO_ROUTE, "no-route"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_DISMISSED, "dismissed"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_SILENT, "silent"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_DIED, "died"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_SANDBOXED, "sandboxed"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_OUT_OF_REACH, "out-of-reach"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_REASON_UNTESTABLE, "untestable"))

/* Exit codes of the command line. */
enum
{
  EXIT_GOOD      = 0,
  EXIT_REFUSED   = 1,  /* the server gave a reason */
  EXIT_UNDECIDED = 3,
  EXIT_STORE     = 4,
};

/* The word stands in the list, where there is room for two of them. */
static const struct
{
  KeyrackVerdict  verdict;
  int             exit_code;
  const char     *word;
} outcomes[KEYRACK_N_OUTCOMES] = {
  [KEYRACK_OUTCOME_NOT_TESTED]          = { KEYRACK_VERDICT_NOT_TESTED, EXIT_UNDECIDED, N_("Not tested") },
  [KEYRACK_OUTCOME_OK]                  = { KEYRACK_VERDICT_WORKS, EXIT_GOOD, N_("Works") },
  [KEYRACK_OUTCOME_INVALID_CLIENT]      = { KEYRACK_VERDICT_REFUSED, EXIT_REFUSED, N_("Refused") },
  [KEYRACK_OUTCOME_INVALID_SCOPE]       = { KEYRACK_VERDICT_REFUSED, EXIT_REFUSED, N_("Refused") },
  [KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT] = { KEYRACK_VERDICT_REFUSED, EXIT_REFUSED, N_("Refused") },
  [KEYRACK_OUTCOME_ACCESS_DENIED]       = { KEYRACK_VERDICT_REFUSED, EXIT_REFUSED, N_("Refused") },
  [KEYRACK_OUTCOME_INVALID_REQUEST]     = { KEYRACK_VERDICT_REFUSED, EXIT_REFUSED, N_("Refused") },
  [KEYRACK_OUTCOME_RATE_LIMITED]        = { KEYRACK_VERDICT_UNDECIDED, EXIT_REFUSED, N_("Rate limited") },
  [KEYRACK_OUTCOME_NOT_FOUND]           = { KEYRACK_VERDICT_UNDECIDED, EXIT_REFUSED, N_("Not found") },
  [KEYRACK_OUTCOME_REDIRECTED]          = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Redirected") },
  [KEYRACK_OUTCOME_SERVER_ERROR]        = { KEYRACK_VERDICT_UNDECIDED, EXIT_REFUSED, N_("Server error") },
  [KEYRACK_OUTCOME_UNEXPECTED_ANSWER]   = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("No token") },
  [KEYRACK_OUTCOME_ANSWER_TOO_LARGE]    = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("No token") },
  [KEYRACK_OUTCOME_NAME_NOT_FOUND]      = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Not found") },
  [KEYRACK_OUTCOME_NAME_LOOKUP_FAILED]  = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("No answer") },
  [KEYRACK_OUTCOME_CONNECTION_REFUSED]  = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Not reached") },
  [KEYRACK_OUTCOME_CONNECTION_FAILED]   = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Not reached") },
  [KEYRACK_OUTCOME_CONNECTION_LOST]     = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Cut off") },
  [KEYRACK_OUTCOME_TIMEOUT]             = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("No answer") },
  [KEYRACK_OUTCOME_TLS_UNTRUSTED]       = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Untrusted") },
  [KEYRACK_OUTCOME_TLS_EXPIRED]         = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Untrusted") },
  [KEYRACK_OUTCOME_TLS_WRONG_HOST]      = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Untrusted") },
  [KEYRACK_OUTCOME_TLS_FAILED]          = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Not secure") },
  [KEYRACK_OUTCOME_CA_FILE_UNREADABLE]  = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("No CA file") },
  [KEYRACK_OUTCOME_PROXY_UNREACHABLE]   = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("No proxy") },
  [KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED] = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Proxy sign-in") },
  [KEYRACK_OUTCOME_PROXY_FAILED]        = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Proxy problem") },
  [KEYRACK_OUTCOME_OFFLINE]             = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Offline") },
  [KEYRACK_OUTCOME_NO_SECRET]           = { KEYRACK_VERDICT_NO_SECRET, EXIT_STORE, N_("No secret") },
  [KEYRACK_OUTCOME_KEYRING_LOCKED]      = { KEYRACK_VERDICT_NO_SECRET, EXIT_STORE, N_("Locked") },
  [KEYRACK_OUTCOME_KEYRING_UNAVAILABLE] = { KEYRACK_VERDICT_NO_SECRET, EXIT_STORE, N_("No keyring") },
  [KEYRACK_OUTCOME_CANCELLED]           = { KEYRACK_VERDICT_UNDECIDED, EXIT_UNDECIDED, N_("Cancelled") },
};

/**
 * keyrack_outcome_get_id:
 * @self: an outcome
 *
 * Returns: (transfer none): its identifier, such as "invalid-client", which is
 *   the same in every language and version
 */
const char *
keyrack_outcome_get_id (KeyrackOutcome self)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (KEYRACK_TYPE_OUTCOME);

  g_return_val_if_fail ((guint) self < KEYRACK_N_OUTCOMES, NULL);

  return g_enum_get_value (klass, (int) self)->value_nick;
}

/**
 * keyrack_outcome_from_id:
 * @id: (nullable): an identifier
 * @outcome: (out): the outcome, left alone if there is none with that identifier
 *
 * Returns: %TRUE if @id is the identifier of an outcome
 */
gboolean
keyrack_outcome_from_id (const char     *id,
                         KeyrackOutcome *outcome)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (KEYRACK_TYPE_OUTCOME);
  const GEnumValue *value = id != NULL ? g_enum_get_value_by_nick (klass, id) : NULL;

  g_return_val_if_fail (outcome != NULL, FALSE);

  if (value == NULL)
    return FALSE;

  *outcome = (KeyrackOutcome) value->value;

  return TRUE;
}

/**
 * keyrack_outcome_get_verdict:
 * @self: an outcome
 *
 * A credential is called refused only when the server gave a reason that speaks
 * of the credential. Whatever else goes wrong proves nothing about it.
 *
 * Returns: what is proven
 */
KeyrackVerdict
keyrack_outcome_get_verdict (KeyrackOutcome self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_OUTCOMES, KEYRACK_VERDICT_UNDECIDED);

  return outcomes[self].verdict;
}

/**
 * keyrack_outcome_get_exit_code:
 * @self: an outcome
 *
 * Returns: the exit code of the command line: 0 when all is good, 1 when the
 *   server gave a reason, 3 when nothing could be decided, 4 when the secret
 *   store is at fault
 */
int
keyrack_outcome_get_exit_code (KeyrackOutcome self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_OUTCOMES, EXIT_UNDECIDED);

  return outcomes[self].exit_code;
}

/**
 * keyrack_outcome_is_of_network:
 * @self: an outcome
 *
 * Returns: %TRUE if another server would be no better off
 */
gboolean
keyrack_outcome_is_of_network (KeyrackOutcome self)
{
  static const KeyrackOutcome failures[] = {
    KEYRACK_OUTCOME_NAME_LOOKUP_FAILED, KEYRACK_OUTCOME_CONNECTION_REFUSED,
    KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_OUTCOME_TIMEOUT, KEYRACK_OUTCOME_TLS_UNTRUSTED,
    KEYRACK_OUTCOME_CA_FILE_UNREADABLE, KEYRACK_OUTCOME_PROXY_UNREACHABLE,
    KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, KEYRACK_OUTCOME_PROXY_FAILED, KEYRACK_OUTCOME_OFFLINE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      if (failures[i] == self)
        return TRUE;
    }

  return FALSE;
}

/**
 * keyrack_outcome_get_word:
 * @self: an outcome
 *
 * Returns: (transfer none): a word or two for a list, in the user's language
 */
const char *
keyrack_outcome_get_word (KeyrackOutcome self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_OUTCOMES, NULL);

  return _(outcomes[self].word);
}

/**
 * keyrack_reason_get_id:
 * @self: a reason
 *
 * Returns: (transfer none): its name in files, the same in every language
 */
const char *
keyrack_reason_get_id (KeyrackReason self)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (keyrack_reason_get_type ());
  GEnumValue *value = g_enum_get_value (klass, (int) self);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

/**
 * keyrack_reason_from_id:
 * @id: a name in a file
 * @reason: (out): the reason of that name
 *
 * Returns: %FALSE if there is no such reason; @reason is left as it was
 */
gboolean
keyrack_reason_from_id (const char    *id,
                        KeyrackReason *reason)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (keyrack_reason_get_type ());
  GEnumValue *value = NULL;

  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  value = g_enum_get_value_by_nick (klass, id);
  if (value == NULL)
    return FALSE;

  *reason = (KeyrackReason) value->value;

  return TRUE;
}
