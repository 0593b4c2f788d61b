/* test-run-text.c: what is said of the tests in a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-run-text.h"

static KeyrackTestItem *
create_item (KeyrackOutcome outcome)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(KeyrackTestResult) result = app_test_result (profile, outcome);
  KeyrackTestItem *item = keyrack_test_item_new (profile);

  if (outcome != KEYRACK_OUTCOME_NOT_TESTED)
    keyrack_test_item_set_state (item, KEYRACK_TEST_ITEM_DONE, result);

  return item;
}

static void
assert_text (char       *text,
             const char *expected)
{
  g_autofree char *taken = text;

  g_assert_cmpstr (taken, ==, expected);
}

static void
test_state (void)
{
  g_autoptr(KeyrackTestItem) item = create_item (KEYRACK_OUTCOME_NOT_TESTED);
  g_autoptr(KeyrackTestItem) refused = create_item (KEYRACK_OUTCOME_INVALID_CLIENT);

  assert_text (keyrack_run_text_dup_state (item), "Waiting");
  assert_text (keyrack_run_text_dup_time (item), "");

  keyrack_test_item_set_state (item, KEYRACK_TEST_ITEM_TESTING, NULL);
  keyrack_test_item_set_phase (item, KEYRACK_PHASE_WAIT);
  assert_text (keyrack_run_text_dup_state (item), "Testing…");
  assert_text (keyrack_run_text_dup_detail (item), "Waiting for the server");

  keyrack_test_item_set_state (item, KEYRACK_TEST_ITEM_PAUSED, NULL);
  keyrack_test_item_set_next_try_in (item, 24);
  assert_text (keyrack_run_text_dup_state (item), "Too many requests: next try in 24 s");
  assert_text (keyrack_run_text_dup_detail (item), "");

  /* It may have to wait for its turn. */
  keyrack_test_item_set_next_try_in (item, 0);
  assert_text (keyrack_run_text_dup_state (item), "Waiting");

  keyrack_test_item_set_state (item, KEYRACK_TEST_ITEM_NOT_TESTED, NULL);
  assert_text (keyrack_run_text_dup_state (item), "Not tested");

  assert_text (keyrack_run_text_dup_state (refused), "Client ID or secret was refused");
}

/* Nothing is said of what is not known, and no refusal of what could not be told. */
static void
test_change (void)
{
  g_autoptr(KeyrackTestItem) works = create_item (KEYRACK_OUTCOME_OK);
  g_autoptr(KeyrackTestItem) refused = create_item (KEYRACK_OUTCOME_INVALID_CLIENT);
  g_autoptr(KeyrackTestItem) lost = create_item (KEYRACK_OUTCOME_TIMEOUT);
  g_autoptr(GDateTime) now = g_date_time_new_local (2026, 3, 18, 21, 14, 0);
  gint64 then = g_date_time_to_unix (now) - 60 * 60;

  assert_text (keyrack_run_text_dup_change (works, then, then + 3600), "");
  assert_text (keyrack_run_text_dup_change (refused, 0, then + 3600), "");
  assert_text (keyrack_run_text_dup_change (refused, then, then + 3600), "Worked until today 20:14");
  assert_text (keyrack_run_text_dup_change (lost, then, then + 3600), "Last worked today 20:14");
}

static void
test_server (void)
{
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_INVALID_CLIENT, .http_status = 401, .phases = KEYRACK_PHASES_INIT };
  g_autoptr(KeyrackTestResult) mute = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackTestResult) short_spoken = NULL;
  g_autoptr(KeyrackTestResult) talkative = NULL;
  g_autoptr(KeyrackTestResult) offline = NULL;

  assert_text (keyrack_run_text_dup_server (mute), "The server said: 401");
  facts.error = "invalid_client";
  short_spoken = keyrack_test_result_new (&facts);
  assert_text (keyrack_run_text_dup_server (short_spoken), "The server said: 401 invalid_client");
  facts.error_description = "No.";
  talkative = keyrack_test_result_new (&facts);
  assert_text (keyrack_run_text_dup_server (talkative), "The server said: 401 invalid_client, “No.”");

  facts = (KeyrackTestFacts) { .outcome = KEYRACK_OUTCOME_OFFLINE, .phases = KEYRACK_PHASES_INIT };
  offline = keyrack_test_result_new (&facts);
  g_assert_null (keyrack_run_text_dup_server (offline));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/run-text/state", test_state);
  g_test_add_func ("/run-text/change", test_change);
  g_test_add_func ("/run-text/server", test_server);

  return g_test_run ();
}
