/* test-outcome.c: identifiers, messages and advice of what a test ends with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "keyrack-outcome.h"

/* The contract: these identifiers, and their exit codes. */
static const struct
{
  const char     *id;
  KeyrackOutcome  outcome;
  KeyrackVerdict  verdict;
  int             exit_code;
} contract[] = {
  { "ok", KEYRACK_OUTCOME_OK, KEYRACK_VERDICT_WORKS, 0 },
  { "invalid-client", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_VERDICT_REFUSED, 1 },
  { "invalid-scope", KEYRACK_OUTCOME_INVALID_SCOPE, KEYRACK_VERDICT_REFUSED, 1 },
  { "unauthorized-client", KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT, KEYRACK_VERDICT_REFUSED, 1 },
  { "access-denied", KEYRACK_OUTCOME_ACCESS_DENIED, KEYRACK_VERDICT_REFUSED, 1 },
  { "invalid-request", KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_VERDICT_REFUSED, 1 },
  { "rate-limited", KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_VERDICT_UNDECIDED, 1 },
  { "not-found", KEYRACK_OUTCOME_NOT_FOUND, KEYRACK_VERDICT_UNDECIDED, 1 },
  { "redirected", KEYRACK_OUTCOME_REDIRECTED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "server-error", KEYRACK_OUTCOME_SERVER_ERROR, KEYRACK_VERDICT_UNDECIDED, 1 },
  { "unexpected-answer", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "answer-too-large", KEYRACK_OUTCOME_ANSWER_TOO_LARGE, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "name-not-found", KEYRACK_OUTCOME_NAME_NOT_FOUND, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "name-lookup-failed", KEYRACK_OUTCOME_NAME_LOOKUP_FAILED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "connection-refused", KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "connection-failed", KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "connection-lost", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "timeout", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "tls-untrusted", KEYRACK_OUTCOME_TLS_UNTRUSTED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "tls-expired", KEYRACK_OUTCOME_TLS_EXPIRED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "tls-wrong-host", KEYRACK_OUTCOME_TLS_WRONG_HOST, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "tls-failed", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "ca-file-unreadable", KEYRACK_OUTCOME_CA_FILE_UNREADABLE, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "proxy-unreachable", KEYRACK_OUTCOME_PROXY_UNREACHABLE, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "proxy-auth-required", KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "proxy-failed", KEYRACK_OUTCOME_PROXY_FAILED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "offline", KEYRACK_OUTCOME_OFFLINE, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "no-secret", KEYRACK_OUTCOME_NO_SECRET, KEYRACK_VERDICT_NO_SECRET, 4 },
  { "keyring-locked", KEYRACK_OUTCOME_KEYRING_LOCKED, KEYRACK_VERDICT_NO_SECRET, 4 },
  { "keyring-unavailable", KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_VERDICT_NO_SECRET, 4 },
  { "cancelled", KEYRACK_OUTCOME_CANCELLED, KEYRACK_VERDICT_UNDECIDED, 3 },
  { "not-tested", KEYRACK_OUTCOME_NOT_TESTED, KEYRACK_VERDICT_NOT_TESTED, 3 },
};

/* Which reasons have words of their own with which outcome. */
static const struct
{
  KeyrackOutcome outcome;
  KeyrackReason  reason;
} reasons[] = {
  { KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_ID },
  { KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_SECRET },
  { KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NO_REPLY },
  { KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_TOO_SLOW },
  { KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE },
  { KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_EMPTY },
  { KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_STATUS },
  { KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_CUT_OFF },
  { KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_CERTIFICATE_WEAK },
  { KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS },
  { KEYRACK_OUTCOME_TLS_EXPIRED, KEYRACK_REASON_NOT_YET_VALID },
  { KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NO_ROUTE },
  { KEYRACK_OUTCOME_KEYRING_LOCKED, KEYRACK_REASON_DISMISSED },
  { KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_SILENT },
  { KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_DIED },
  { KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_DAMAGED },
  { KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_SANDBOXED },
  { KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_FAILED },
  { KEYRACK_OUTCOME_NO_SECRET, KEYRACK_REASON_OUT_OF_REACH },
  { KEYRACK_OUTCOME_NOT_TESTED, KEYRACK_REASON_UNTESTABLE },
};

static void
test_contract (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (contract), ==, KEYRACK_N_OUTCOMES);

  for (gsize i = 0; i < G_N_ELEMENTS (contract); i++)
    {
      KeyrackOutcome outcome = contract[i].outcome;
      KeyrackOutcome found = KEYRACK_N_OUTCOMES;

      g_assert_cmpstr (keyrack_outcome_get_id (outcome), ==, contract[i].id);
      g_assert_true (keyrack_outcome_from_id (contract[i].id, &found));
      g_assert_cmpint (found, ==, outcome);
      g_assert_cmpint (keyrack_outcome_get_verdict (outcome), ==, contract[i].verdict);
      g_assert_cmpint (keyrack_outcome_get_exit_code (outcome), ==, contract[i].exit_code);
    }
}

static void
test_unknown_id (void)
{
  KeyrackOutcome outcome = KEYRACK_OUTCOME_TIMEOUT;

  g_assert_false (keyrack_outcome_from_id ("OK", &outcome));
  g_assert_false (keyrack_outcome_from_id ("", &outcome));
  g_assert_false (keyrack_outcome_from_id (NULL, &outcome));
  g_assert_cmpint (outcome, ==, KEYRACK_OUTCOME_TIMEOUT);
}

static void
assert_message (const char *message)
{
  g_assert_nonnull (message);
  g_assert_true (g_utf8_validate (message, -1, NULL));
  g_assert_cmpuint (g_utf8_strlen (message, -1), >=, 5);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (message)));
  g_assert_false (g_str_has_suffix (message, "."));
  g_assert_null (strchr (message, '%'));
  g_assert_null (strstr (message, "(null)"));
  g_assert_null (strchr (message, '\''));
}

static void
assert_advice (const char *advice)
{
  g_assert_nonnull (advice);
  g_assert_true (g_utf8_validate (advice, -1, NULL));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (advice)));
  g_assert_null (strchr (advice, '%'));
  g_assert_null (strstr (advice, "(null)"));
  g_assert_null (strchr (advice, '\''));
}

/* With every reason, told facts, facts of zeros and none: whole sentences always. */
static void
test_every_sentence (void)
{
  for (guint outcome = 0; outcome < KEYRACK_N_OUTCOMES; outcome++)
    {
      g_autofree char *bare = keyrack_outcome_dup_message (outcome, NULL);

      assert_message (bare);
      assert_message (keyrack_outcome_get_word (outcome));
      g_assert_cmpuint (g_utf8_strlen (keyrack_outcome_get_word (outcome), -1), <=, 14);

      for (guint reason = 0; reason < KEYRACK_N_REASONS; reason++)
        {
          const KeyrackOutcomeFacts nothing = { .reason = reason };
          const KeyrackOutcomeFacts all = {
            .reason = reason, .host = "acme-login.eu.nexthink.cloud", .profile_name = "Acme",
            .subject = "proxy.example:8080", .http_status = 503, .seconds = 30,
            .certificate_date = 1700000000,
          };
          g_autofree char *short_message = keyrack_outcome_dup_message (outcome, &nothing);
          g_autofree char *full_message = keyrack_outcome_dup_message (outcome, &all);
          g_autofree char *short_advice = keyrack_outcome_dup_advice (outcome, &nothing);
          g_autofree char *full_advice = keyrack_outcome_dup_advice (outcome, &all);

          assert_message (short_message);
          assert_message (full_message);

          if (outcome == KEYRACK_OUTCOME_OK)
            {
              g_assert_cmpstr (short_message, ==, "Works");
              g_assert_null (short_advice);
              g_assert_null (full_advice);
            }
          else
            {
              assert_advice (short_advice);
              assert_advice (full_advice);
            }
        }
    }
}

/* A reason that the contract tells apart has its own words. */
static void
test_reasons (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      const KeyrackOutcomeFacts facts = { .reason = reasons[i].reason };
      g_autofree char *message = keyrack_outcome_dup_message (reasons[i].outcome, &facts);
      g_autofree char *advice = keyrack_outcome_dup_advice (reasons[i].outcome, &facts);
      g_autofree char *general_message = keyrack_outcome_dup_message (reasons[i].outcome, NULL);
      g_autofree char *general_advice = keyrack_outcome_dup_advice (reasons[i].outcome, NULL);

      g_assert_false (g_str_equal (message, general_message) && g_str_equal (advice, general_advice));
    }
}

static void
test_facts_are_named (void)
{
  static const struct
  {
    KeyrackOutcome       outcome;
    KeyrackOutcomeFacts  facts;
    const char          *message;
  } cases[] = {
    { KEYRACK_OUTCOME_NAME_NOT_FOUND, { .host = "acme-login.eu.nexthink.cloud" },
      "Can’t find acme-login.eu.nexthink.cloud" },
    { KEYRACK_OUTCOME_TIMEOUT, { .reason = KEYRACK_REASON_NO_CONNECTION, .seconds = 10 },
      "No answer within 10 s" },
    { KEYRACK_OUTCOME_TIMEOUT, { .reason = KEYRACK_REASON_NO_REPLY, .seconds = 30 },
      "Connected, but no reply within 30 s" },
    { KEYRACK_OUTCOME_SERVER_ERROR, { .http_status = 503 }, "Nexthink has a problem (503)" },
    { KEYRACK_OUTCOME_REDIRECTED, { .subject = "elsewhere.example" },
      "The server wants to send us to elsewhere.example; not followed" },
    { KEYRACK_OUTCOME_NO_SECRET, { .profile_name = "Acme" }, "No secret is stored for “Acme”" },
    { KEYRACK_OUTCOME_NO_SECRET, { .profile_name = "" }, "No secret is stored" },
    { KEYRACK_OUTCOME_NO_SECRET, { .profile_name = "100%s %s" },
      "No secret is stored for “100%s %s”" },
    { KEYRACK_OUTCOME_PROXY_UNREACHABLE, { .subject = "proxy:3128" },
      "Can’t reach the proxy proxy:3128" },
    { KEYRACK_OUTCOME_CA_FILE_UNREADABLE, { .subject = "/etc/ca.pem" },
      "The CA file can’t be read: /etc/ca.pem" },
    { KEYRACK_OUTCOME_TLS_UNTRUSTED, { .subject = "Evil\xe2\x80\xae\n<b>CA</b>" },
      "The certificate of the server comes from the unknown issuer “Evil\xef\xbf\xbd <b>CA</b>”" },
    { KEYRACK_OUTCOME_TLS_EXPIRED, { .certificate_date = 1700049600 },
      "The certificate of the server expired on 15 November 2023" },
    { KEYRACK_OUTCOME_TLS_EXPIRED, { .certificate_date = G_MAXINT64 },
      "The certificate of the server has expired" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = keyrack_outcome_dup_message (cases[i].outcome, &cases[i].facts);

      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

static void
test_countdown (void)
{
  const KeyrackOutcomeFacts facts = { .seconds = 30 };
  g_autofree char *advice = keyrack_outcome_dup_advice (KEYRACK_OUTCOME_RATE_LIMITED, &facts);

  g_assert_cmpstr (advice, ==, "Wait 30 s, then try again.");
}

static void
test_type (void)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (KEYRACK_TYPE_OUTCOME);

  g_assert_cmpuint (klass->n_values, ==, KEYRACK_N_OUTCOMES);
  g_assert_cmpint (klass->minimum, ==, 0);
  g_assert_cmpint (klass->maximum, ==, KEYRACK_N_OUTCOMES - 1);
}

/* Files name reasons by these. */
static void
test_reason_ids (void)
{
  for (int i = 0; i < KEYRACK_N_REASONS; i++)
    {
      KeyrackReason found = KEYRACK_N_REASONS;

      g_assert_true (keyrack_reason_from_id (keyrack_reason_get_id ((KeyrackReason) i), &found));
      g_assert_cmpint (found, ==, i);
    }

  g_assert_false (keyrack_reason_from_id ("from-the-future", &(KeyrackReason) { 0 }));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outcome/contract", test_contract);
  g_test_add_func ("/outcome/unknown-id", test_unknown_id);
  g_test_add_func ("/outcome/every-sentence", test_every_sentence);
  g_test_add_func ("/outcome/reasons", test_reasons);
  g_test_add_func ("/outcome/facts-are-named", test_facts_are_named);
  g_test_add_func ("/outcome/countdown", test_countdown);
  g_test_add_func ("/outcome/type", test_type);

  g_test_add_func ("/outcome/reason-ids", test_reason_ids);

  return g_test_run ();
}
