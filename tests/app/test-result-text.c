/* test-result-text.c: a result in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-fact-list.h"
#include "keyrack-result-match.h"
#include "keyrack-result-text.h"

#define NBSP "\u00a0"
#define HOUR 3600

static KeyrackTestResult *
result_new (KeyrackOutcome outcome,
            gint64         tested_at)
{
  static KeyrackClaim claims[] = { { (char *) "iss", (char *) "https://acme" }, { (char *) "cid", (char *) "abc" } };
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  KeyrackTestFacts facts = {
    .values = {
      .profile_id = (char *) "11111111-1111-4111-8111-111111111111",
      .profile_name = (char *) "Acme",
      .instance = (char *) "acme",
      .region = (char *) "eu",
      .client_id = (char *) "abc",
      .secret_ref = (char *) "",
    },
    .outcome = outcome,
    .http_status = 200,
    .phases = { { 14000, 31000, 66000, 201000 }, 312000 },
    .tested_at = tested_at,
    .tries = 1,
  };

  g_ptr_array_add (list, &claims[0]);
  g_ptr_array_add (list, &claims[1]);

  if (outcome == KEYRACK_OUTCOME_OK)
    {
      facts.token_type = "Bearer";
      facts.token_expires_in = 900;
      facts.token_scope = "service:integration";
      facts.claims = list;
    }
  else
    {
      facts.http_status = 401;
      facts.error = "invalid_client";
      facts.error_description = "Client authentication failed.";
      facts.error_id = "oaeT4m";
      facts.tries = 2;
    }

  return keyrack_test_result_new (&facts);
}

static void
test_spans (void)
{
  static const struct
  {
    gint64      microseconds;
    const char *text;
  } cases[] = {
    { -1, "–" },
    { 0, "0" NBSP "ms" },
    { 499, "0" NBSP "ms" },
    { 500, "1" NBSP "ms" },
    { 312000, "312" NBSP "ms" },
    { 2400000, "2.4" NBSP "s" },
    { 30 * G_USEC_PER_SEC, "30.0" NBSP "s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = keyrack_result_text_dup_span (cases[i].microseconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
assert_age (gint64      now,
            gint64      time,
            const char *expected)
{
  g_autofree char *age = keyrack_result_text_dup_age (time, now);

  g_assert_cmpstr (age, ==, expected);
}

static void
test_ages (void)
{
  g_autoptr(GDateTime) noon = g_date_time_new_local (2026, 3, 12, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon);

  assert_age (now, now, "just now");
  assert_age (now, now - 59, "just now");
  assert_age (now, now + 30, "just now");
  assert_age (now, now - 60, "1 minute ago");
  assert_age (now, now - 125, "2 minutes ago");
  assert_age (now, now - HOUR, "today, 11:00");
  assert_age (now, now - 13 * HOUR, "yesterday, 23:00");
  assert_age (now, now - 48 * HOUR, "10 March 2026, 12:00");
  assert_age (now, now + 48 * HOUR, "14 March 2026, 12:00");
  assert_age (now, G_MAXINT64, "–");
}

/* The turn of the year is a day like any other. */
static void
test_ages_in_january (void)
{
  g_autoptr(GDateTime) morning = g_date_time_new_local (2026, 1, 1, 8, 0, 0);
  gint64 now = g_date_time_to_unix (morning);

  assert_age (now, now - 10 * HOUR, "yesterday, 22:00");
}

static void
assert_summary (KeyrackOutcome  outcome,
                gint64          worked_until,
                const char     *expected)
{
  gint64 now = 1000000;
  g_autoptr(KeyrackTestResult) result = result_new (outcome, now - 125);
  g_autofree char *summary = keyrack_result_text_dup_summary (result, worked_until, now);
  g_auto(GStrv) words = g_strsplit (summary, NBSP, -1);
  g_autofree char *plain = g_strjoinv (" ", words);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_summaries (void)
{
  assert_summary (KEYRACK_OUTCOME_OK, 0, "Access token received, valid for 15 minutes · 2 minutes ago");
  assert_summary (KEYRACK_OUTCOME_INVALID_CLIENT, 0, "Tested 2 minutes ago");
  assert_summary (KEYRACK_OUTCOME_INVALID_CLIENT, 999000, "Tested 2 minutes ago · worked until 16 minutes ago");
  assert_summary (KEYRACK_OUTCOME_TIMEOUT, 999000, "Tested 2 minutes ago · last worked 16 minutes ago");
  assert_summary (KEYRACK_OUTCOME_CANCELLED, 999000, "Stopped 2 minutes ago");
}

static const char *
find_fact (GPtrArray  *facts,
           const char *title)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KeyrackFact *fact = g_ptr_array_index (facts, i);

      if (g_strcmp0 (fact->title, title) == 0)
        return fact->value;
    }

  return NULL;
}

static void
test_facts (void)
{
  g_autoptr(KeyrackTestResult) good = result_new (KEYRACK_OUTCOME_OK, 1000000);
  g_autoptr(KeyrackTestResult) bad = result_new (KEYRACK_OUTCOME_INVALID_CLIENT, 1000000);
  g_autoptr(GPtrArray) good_facts = keyrack_result_text_list_facts (good);
  g_autoptr(GPtrArray) bad_facts = keyrack_result_text_list_facts (bad);

  g_assert_cmpstr (find_fact (good_facts, "HTTP status"), ==, "200 OK");
  g_assert_cmpstr (find_fact (good_facts, "Token lifetime"), ==, "15 minutes");
  g_assert_cmpstr (find_fact (good_facts, "Scope"), ==, "service:integration");
  g_assert_cmpstr (find_fact (good_facts, "Claims, not verified"), ==, "iss: https://acme");
  g_assert_null (find_fact (good_facts, "Tries"));

  g_assert_cmpstr (find_fact (bad_facts, "HTTP status"), ==, "401 Unauthorized");
  g_assert_cmpstr (find_fact (bad_facts, "Server’s words"), ==, "invalid_client: Client authentication failed.");
  g_assert_cmpstr (find_fact (bad_facts, "Error ID"), ==, "oaeT4m");
  g_assert_cmpstr (find_fact (bad_facts, "Tries"), ==, "2");
}

static void
test_report (void)
{
  g_autoptr(KeyrackTestResult) result = result_new (KEYRACK_OUTCOME_INVALID_CLIENT, 0);
  g_autofree char *report = keyrack_result_text_dup_report (result);

  g_assert_true (g_str_has_prefix (report, "Connection: Acme\nInstance name: acme\nRegion: eu\nClient ID: abc\n"));
  g_assert_nonnull (strstr (report, "\nTested: 1970-01-01T00:00:00Z\n"));
  g_assert_nonnull (strstr (report, "\nHTTP status: 401 Unauthorized\n"));
  g_assert_true (g_str_has_suffix (report, "\nKeyrack " KEYRACK_VERSION "\n"));
}

static void
test_fact_list (void)
{
  g_autoptr(KeyrackTestResult) good = result_new (KEYRACK_OUTCOME_OK, 0);
  g_autoptr(KeyrackTestResult) bad = result_new (KEYRACK_OUTCOME_INVALID_CLIENT, 0);
  GtkWidget *list = g_object_ref_sink (g_object_new (KEYRACK_TYPE_FACT_LIST, "result", good, NULL));

  g_assert_nonnull (app_test_find (list, GTK_TYPE_LABEL, "label", "cid: abc"));

  g_object_set (list, "result", bad, NULL);
  g_assert_null (app_test_find (list, GTK_TYPE_LABEL, "label", "cid: abc"));
  g_assert_nonnull (app_test_find (list, GTK_TYPE_LABEL, "label", "oaeT4m"));

  g_assert_finalize_object (list);
}

/* Whose result it is depends on every value tested. */
static void
test_match (void)
{
  g_autoptr(KeyrackTestResult) result = result_new (KEYRACK_OUTCOME_OK, 0);
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(KeyrackProfile) other = app_test_profile ("Acme", "acme", "us");
  g_autoptr(KeyrackTestResult) saved = NULL;

  keyrack_profile_set_client_id (profile, "abc");
  keyrack_profile_set_secret_ref (profile, "ref");
  g_assert_null (keyrack_result_match_dup_saved (result, profile, FALSE));

  saved = keyrack_result_match_dup_saved (result, profile, TRUE);
  g_assert_true (keyrack_test_result_is_about (saved, "acme", "eu", "abc", "ref"));

  keyrack_profile_set_client_id (other, "abc");
  g_assert_null (keyrack_result_match_dup_saved (result, other, TRUE));
  g_assert_false (keyrack_result_match_same_login (profile, other));
  keyrack_profile_set_region (other, "eu");
  g_assert_true (keyrack_result_match_same_login (profile, other));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/result-text/spans", test_spans);
  g_test_add_func ("/result-text/ages", test_ages);
  g_test_add_func ("/result-text/ages-in-january", test_ages_in_january);
  g_test_add_func ("/result-text/summaries", test_summaries);
  g_test_add_func ("/result-text/facts", test_facts);
  g_test_add_func ("/result-text/report", test_report);
  g_test_add_func ("/result-text/fact-list", test_fact_list);
  g_test_add_func ("/result-text/match", test_match);

  return g_test_run ();
}
