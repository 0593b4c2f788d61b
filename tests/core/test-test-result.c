/* test-test-result.c: results of tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-object.h>

#include "keyrack-test-result.h"

static KeyrackTestResult *
new_result (KeyrackOutcome outcome)
{
  const KeyrackTestFacts facts = {
    .values = {
      .instance = (char *) "acme",
      .region = (char *) "eu",
      .client_id = (char *) "id",
      .secret_ref = (char *) "",
    },
    .outcome = outcome,
    .phases = KEYRACK_PHASES_INIT,
  };

  return keyrack_test_result_new (&facts);
}

static void
test_lifecycle (void)
{
  KeyrackTestResult *result = new_result (KEYRACK_OUTCOME_OK);

  g_assert_finalize_object (result);
}

static void
test_properties (void)
{
  const KeyrackTestFacts facts = {
    .values = { .instance = (char *) "acme", .region = (char *) "eu" },
    .outcome = KEYRACK_OUTCOME_SERVER_ERROR,
    .http_status = 503,
    .error_description = "Down.",
    .tested_at = 1700000000,
    .phases = KEYRACK_PHASES_INIT,
  };
  g_autoptr(KeyrackTestResult) result = keyrack_test_result_new (&facts);
  g_autofree char *message = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *word = NULL;
  g_autofree char *description = NULL;
  KeyrackOutcome outcome = KEYRACK_OUTCOME_OK;
  gint64 tested_at = 0;
  guint status = 0;
  int verdict = -1;

  g_object_get (result,
                "outcome", &outcome, "verdict", &verdict, "message", &message, "advice", &advice,
                "word", &word, "http-status", &status, "error-description", &description,
                "tested-at", &tested_at, NULL);

  g_assert_cmpint (outcome, ==, KEYRACK_OUTCOME_SERVER_ERROR);
  g_assert_cmpint (verdict, ==, KEYRACK_VERDICT_UNDECIDED);
  g_assert_cmpstr (message, ==, "Nexthink has a problem (503)");
  g_assert_cmpstr (message, ==, keyrack_test_result_get_message (result));
  g_assert_cmpstr (advice, ==, keyrack_test_result_get_advice (result));
  g_assert_cmpstr (word, ==, keyrack_outcome_get_word (KEYRACK_OUTCOME_SERVER_ERROR));
  g_assert_cmpuint (status, ==, 503);
  g_assert_cmpstr (description, ==, "Down.");
  g_assert_cmpint (tested_at, ==, 1700000000);
}

static void
test_texts (void)
{
  g_autoptr(KeyrackTestResult) good = new_result (KEYRACK_OUTCOME_OK);
  g_autoptr(KeyrackTestResult) bad = new_result (KEYRACK_OUTCOME_NAME_NOT_FOUND);

  g_assert_cmpstr (keyrack_test_result_get_message (good), ==, "Works");
  g_assert_null (keyrack_test_result_get_advice (good));
  g_assert_cmpint (keyrack_test_result_get_verdict (good), ==, KEYRACK_VERDICT_WORKS);
  g_assert_cmpstr (keyrack_test_result_get_message (bad), ==, "Can’t find acme-login.eu.nexthink.cloud");
}

static void
test_clock (void)
{
  static const struct
  {
    gint64      skew;
    const char *advice;
  } clocks[] = {
    { 420, "Your clock is 7 min off." },
    { -420, "Your clock is 7 min off." },
    { 2 * 3600, "Your clock is 2 h off." },
    { -365 * 86400, "Your clock is 365 days off." },
  };
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_OK, .phases = KEYRACK_PHASES_INIT };
  g_autoptr(KeyrackTestResult) refused = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr(KeyrackTestResult) result = NULL;

      facts.clock_skew = clocks[i].skew;
      result = keyrack_test_result_new (&facts);
      g_assert_cmpstr (keyrack_test_result_get_advice (result), ==, clocks[i].advice);
    }

  facts.outcome = KEYRACK_OUTCOME_NOT_FOUND;
  facts.clock_skew = 300;
  refused = keyrack_test_result_new (&facts);
  g_assert_true (g_str_has_suffix (keyrack_test_result_get_advice (refused),
                                   ". Your clock is 5 min off."));
}

static void
test_certificate_end (void)
{
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_OK, .phases = KEYRACK_PHASES_INIT };
  g_autoptr(GDateTime) end = g_date_time_new_local (2026, 12, 13, 12, 0, 0);
  g_autoptr(KeyrackTestResult) working = NULL;
  g_autoptr(KeyrackTestResult) both = NULL;

  facts.certificate_end = g_date_time_to_unix (end);
  working = keyrack_test_result_new (&facts);
  g_assert_cmpstr (keyrack_test_result_get_advice (working), ==, "The certificate shown ends on 13 December 2026.");

  facts.clock_skew = 300;
  both = keyrack_test_result_new (&facts);
  g_assert_cmpstr (keyrack_test_result_get_advice (both), ==,
                   "Your clock is 5 min off. The certificate shown ends on 13 December 2026.");
}

/* A name that never became a host is not named. */
static void
test_invalid_instance (void)
{
  const KeyrackTestFacts facts = {
    .values = { .instance = (char *) "evil.example/", .region = (char *) "eu" },
    .outcome = KEYRACK_OUTCOME_NAME_NOT_FOUND,
    .phases = KEYRACK_PHASES_INIT,
  };
  g_autoptr(KeyrackTestResult) result = keyrack_test_result_new (&facts);

  g_assert_cmpstr (keyrack_test_result_get_message (result), ==, "Can’t find the server");
}

/* Nothing of the facts that were given is needed any more. */
static void
test_copies (void)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_claim_free);
  const KeyrackClaim claim = { (char *) "cid", (char *) "abc" };
  char words[] = "words";
  KeyrackTestFacts facts = {
    .values = { words, words, words, words, words, words },
    .subject = words, .error = words, .error_description = words, .error_id = words,
    .token_type = words, .token_scope = words, .claims = claims,
    .phases = KEYRACK_PHASES_INIT,
  };
  g_autoptr(KeyrackTestResult) result = NULL;
  const KeyrackTestFacts *kept;
  const char *strings[12];

  g_ptr_array_add (claims, keyrack_claim_copy (&claim));
  result = keyrack_test_result_new (&facts);
  words[0] = 'X';
  g_ptr_array_set_size (claims, 0);

  kept = keyrack_test_result_get_facts (result);
  strings[0] = kept->values.profile_id;
  strings[1] = kept->values.profile_name;
  strings[2] = kept->values.instance;
  strings[3] = kept->values.region;
  strings[4] = kept->values.client_id;
  strings[5] = kept->values.secret_ref;
  strings[6] = kept->subject;
  strings[7] = kept->error;
  strings[8] = kept->error_description;
  strings[9] = kept->error_id;
  strings[10] = kept->token_type;
  strings[11] = kept->token_scope;

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_assert_cmpstr (strings[i], ==, "words");

  g_assert_cmpuint (kept->claims->len, ==, 1);
  g_assert_cmpstr (((KeyrackClaim *) g_ptr_array_index (kept->claims, 0))->value, ==, "abc");
}

static void
test_elapsed (void)
{
  KeyrackTestFacts facts = { .phases = KEYRACK_PHASES_INIT };
  g_autoptr(KeyrackTestResult) none = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackTestResult) some = NULL;

  facts.phases.total = 312500;
  some = keyrack_test_result_new (&facts);

  g_assert_cmpint (keyrack_test_result_get_elapsed_ms (none), ==, -1);
  g_assert_cmpint (keyrack_test_result_get_elapsed_ms (some), ==, 313);
}

static void
test_is_about (void)
{
  g_autoptr(KeyrackTestResult) result = new_result (KEYRACK_OUTCOME_OK);

  g_assert_true (keyrack_test_result_is_about (result, "acme", "eu", "id", ""));
  g_assert_true (keyrack_test_result_is_about (result, "acme", "eu", "id", NULL));
  g_assert_false (keyrack_test_result_is_about (result, "acme2", "eu", "id", ""));
  g_assert_false (keyrack_test_result_is_about (result, "acme", "us", "id", ""));
  g_assert_false (keyrack_test_result_is_about (result, "acme", "eu", "ID", ""));
  g_assert_false (keyrack_test_result_is_about (result, "acme", "eu", "id", "ref"));
  g_assert_false (keyrack_test_result_is_about (result, NULL, "eu", "id", ""));
}

static void
test_dup_saved (void)
{
  g_autoptr(KeyrackTestResult) result = new_result (KEYRACK_OUTCOME_NO_SECRET);
  g_autoptr(KeyrackTestResult) saved = keyrack_test_result_dup_saved (result, "p1", "Acme", "ref");
  const KeyrackTestFacts *facts = keyrack_test_result_get_facts (saved);

  g_assert_cmpstr (facts->values.profile_id, ==, "p1");
  g_assert_cmpstr (facts->values.profile_name, ==, "Acme");
  g_assert_cmpint (keyrack_test_result_get_outcome (saved), ==, KEYRACK_OUTCOME_NO_SECRET);
  g_assert_true (keyrack_test_result_is_about (saved, "acme", "eu", "id", "ref"));
  g_assert_false (keyrack_test_result_is_about (result, "acme", "eu", "id", "ref"));
  g_assert_cmpstr (keyrack_test_result_get_message (saved), ==, "No secret is stored for “Acme”");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/test-result/lifecycle", test_lifecycle);
  g_test_add_func ("/test-result/properties", test_properties);
  g_test_add_func ("/test-result/texts", test_texts);
  g_test_add_func ("/test-result/clock", test_clock);
  g_test_add_func ("/test-result/certificate-end", test_certificate_end);
  g_test_add_func ("/test-result/invalid-instance", test_invalid_instance);
  g_test_add_func ("/test-result/copies", test_copies);
  g_test_add_func ("/test-result/elapsed", test_elapsed);
  g_test_add_func ("/test-result/is-about", test_is_about);
  g_test_add_func ("/test-result/dup-saved", test_dup_saved);

  return g_test_run ();
}
