/* test-test-run.c: many connections, each tested once, a few at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "keyrack-test-run.h"
#include "stand-in.h"
#include "store-steps.h"
#include "waiting.h"

#define SECRET     "canary-of-the-test-run-42"
#define SECRET_REF "the-ref"

typedef struct
{
  Place              *place;
  KeyrackStandIn     *stand_in;
  KeyrackHttpClient  *client;
  KeyrackSecretStore *secrets;
  GPtrArray          *profiles;
  KeyrackTestRun     *run;
  GCancellable       *cancellable;
  GPtrArray          *tested;       /* profiles, in the order of their results */
  GPtrArray          *results;
  GAsyncResult       *end;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackProfile) owner = make_profile ("Owner");
  g_autoptr(GError) error = NULL;

  fixture->place = place_new ();
  place_make_quick (fixture->place);
  fixture->secrets = keyrack_secret_store_new ();
  secrets_store (fixture->secrets, owner, SECRET_REF, SECRET, &error);
  g_assert_no_error (error);

  fixture->stand_in = keyrack_stand_in_start (NULL);
  settings->connect_to = g_strdup (keyrack_stand_in_get_address (fixture->stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  settings->proxy = g_strdup ("");
  fixture->client = keyrack_http_client_new (settings);

  fixture->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->cancellable = g_cancellable_new ();
  fixture->tested = g_ptr_array_new ();
  fixture->results = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->end);
  g_clear_object (&fixture->cancellable);
  g_clear_pointer (&fixture->tested, g_ptr_array_unref);
  g_clear_pointer (&fixture->results, g_ptr_array_unref);
  g_clear_pointer (&fixture->profiles, g_ptr_array_unref);
  if (fixture->run != NULL)
    assert_goes_away (g_steal_pointer (&fixture->run));
  assert_goes_away (g_steal_pointer (&fixture->client));
  assert_goes_away (g_steal_pointer (&fixture->secrets));
  g_clear_pointer (&fixture->stand_in, keyrack_stand_in_stop);
  g_clear_pointer (&fixture->place, place_free);
}

static void
add_profile (Fixture    *fixture,
             const char *instance)
{
  KeyrackProfile *profile = make_profile (instance);

  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");
  keyrack_profile_set_secret_ref (profile, SECRET_REF);
  g_ptr_array_add (fixture->profiles, profile);
}

/* Profiles of so many instances, which the server knows and plays @scenario for. */
static void
add_instances (Fixture    *fixture,
               guint       n_instances,
               const char *scenario,
               const char *options)
{
  for (guint i = 0; i < n_instances; i++)
    {
      g_autofree char *instance = g_strdup_printf ("i%u", i);

      keyrack_stand_in_add (fixture->stand_in, instance, "eu", "id", SECRET);
      keyrack_stand_in_set_scenario (fixture->stand_in, instance, "eu", scenario, options);
      add_profile (fixture, instance);
    }
}

static void
tested_cb (KeyrackTestRun    *run,
           KeyrackProfile    *profile,
           KeyrackTestResult *result,
           Fixture           *fixture)
{
  g_assert_null (fixture->end);
  g_ptr_array_add (fixture->tested, profile);
  g_ptr_array_add (fixture->results, g_object_ref (result));
}

static void
start (Fixture *fixture,
       guint    jobs)
{
  fixture->run = keyrack_test_run_new (fixture->client, fixture->secrets, fixture->profiles, jobs);
  g_signal_connect (fixture->run, "tested", G_CALLBACK (tested_cb), fixture);
  keyrack_test_run_start_async (fixture->run, fixture->cancellable, take_result_cb, &fixture->end);
  g_assert_null (fixture->end);
}

static void
wait_for_requests_thread (GTask        *task,
                          gpointer      source_object,
                          gpointer      task_data,
                          GCancellable *cancellable)
{
  Fixture *fixture = task_data;

  while (!keyrack_stand_in_wait_for_requests (fixture->stand_in, NULL, 3))
    g_test_message ("Not all requests have come yet");

  g_task_return_boolean (task, TRUE);
}

/* In a thread, because the tests need the main loop to send them. */
static void
wait_for_three_requests (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GTask) task = g_task_new (NULL, NULL, take_result_cb, &result);

  g_task_set_task_data (task, fixture, NULL);
  g_task_run_in_thread (task, wait_for_requests_thread);
  wait_for_result (&result);
  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
}

static void
wait_for_end (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (keyrack_test_run_start_finish (fixture->run, wait_for_result (&fixture->end), &error));
  g_assert_no_error (error);
}

/* Each connection once, and each with @outcome. */
static void
assert_results (Fixture        *fixture,
                KeyrackOutcome  outcome)
{
  g_assert_cmpuint (fixture->results->len, ==, fixture->profiles->len);

  for (guint i = 0; i < fixture->profiles->len; i++)
    {
      KeyrackProfile *profile = fixture->profiles->pdata[i];
      guint position = G_MAXUINT;

      g_assert_true (g_ptr_array_find (fixture->tested, profile, &position));
      g_assert_cmpstr (keyrack_test_result_get_facts (fixture->results->pdata[position])->values.profile_id,
                       ==, keyrack_profile_get_id (profile));
      g_assert_cmpint (keyrack_test_result_get_outcome (fixture->results->pdata[position]), ==, outcome);
    }
}

static void
test_life (Fixture       *fixture,
           gconstpointer  data)
{
  KeyrackTestRun *run = NULL;

  add_profile (fixture, "acme");
  run = keyrack_test_run_new (fixture->client, fixture->secrets, fixture->profiles, 1);
  g_assert_finalize_object (run);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  start (fixture, KEYRACK_TEST_RUN_DEFAULT_JOBS);
  wait_for_end (fixture);
  g_assert_cmpuint (fixture->results->len, ==, 0);
}

static void
test_each_once (Fixture       *fixture,
                gconstpointer  data)
{
  add_instances (fixture, 12, "good", NULL);
  start (fixture, KEYRACK_TEST_RUN_DEFAULT_JOBS);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, NULL), ==, 12);
}

static void
test_one_per_host (Fixture       *fixture,
                   gconstpointer  data)
{
  add_instances (fixture, 1, "good", "{\"delay\": 0.05}");
  for (guint i = 0; i < 5; i++)
    add_profile (fixture, "i0");

  start (fixture, KEYRACK_TEST_RUN_DEFAULT_JOBS);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (keyrack_stand_in_get_most_in_flight (fixture->stand_in), ==, 1);
  g_assert_cmpuint (keyrack_test_run_get_most_in_flight (fixture->run), ==, 1);
}

/* All of them hang, so that only the bound can be what holds the others back. */
static void
test_jobs (Fixture       *fixture,
           gconstpointer  data)
{
  add_instances (fixture, 6, "hang-after-tls", NULL);
  start (fixture, 3);
  wait_for_three_requests (fixture);
  g_assert_cmpuint (keyrack_test_run_get_most_in_flight (fixture->run), ==, 3);

  g_cancellable_cancel (fixture->cancellable);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_CANCELLED);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, NULL), ==, 3);
  g_assert_cmpuint (keyrack_test_run_get_most_in_flight (fixture->run), ==, 3);
}

static void
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  add_instances (fixture, 3, "good", NULL);
  start (fixture, 0);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (keyrack_test_run_get_most_in_flight (fixture->run), ==, 1);
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  add_instances (fixture, 4, "good", NULL);
  g_cancellable_cancel (fixture->cancellable);
  start (fixture, 2);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_CANCELLED);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, NULL), ==, 0);
}

/* Those that are no use as a host share nothing, and hold nobody up. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  add_profile (fixture, "evil.example/");
  add_profile (fixture, "a@b");
  add_profile (fixture, "");
  start (fixture, 1);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_NOT_TESTED);
  g_assert_cmpuint (keyrack_stand_in_count_connections (fixture->stand_in), ==, 0);
}

/* Every server refuses the connection, as a firewall makes it. */
static void
let_all_be_refused (Fixture *fixture)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  settings->connect_to = g_strdup ("127.0.0.1:1");
  settings->proxy = g_strdup ("");
  assert_goes_away (g_steal_pointer (&fixture->client));
  fixture->client = keyrack_http_client_new (settings);
}

static void
assert_outcomes (Fixture              *fixture,
                 const KeyrackOutcome *outcomes,
                 guint                 n_outcomes)
{
  g_assert_cmpuint (fixture->results->len, ==, n_outcomes);

  for (guint i = 0; i < n_outcomes; i++)
    g_assert_cmpint (keyrack_test_result_get_outcome (fixture->results->pdata[i]), ==, outcomes[i]);
}

/* Three times the same: nobody waits for the same answer hundreds of times. */
static void
test_gives_up (Fixture       *fixture,
               gconstpointer  data)
{
  static const KeyrackOutcome outcomes[] = {
    KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_OUTCOME_CONNECTION_REFUSED,
    KEYRACK_OUTCOME_CANCELLED, KEYRACK_OUTCOME_CANCELLED,
  };

  let_all_be_refused (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    add_profile (fixture, "acme");
  start (fixture, 1);
  wait_for_end (fixture);

  assert_outcomes (fixture, outcomes, G_N_ELEMENTS (outcomes));
  g_assert_true (keyrack_test_run_get_gave_up (fixture->run));
}

/* With another result in between they are no reason to stop, and neither is the end. */
static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  static const KeyrackOutcome outcomes[] = {
    KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_OUTCOME_NOT_TESTED,
    KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_OUTCOME_CONNECTION_REFUSED,
  };

  let_all_be_refused (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    add_profile (fixture, outcomes[i] == KEYRACK_OUTCOME_NOT_TESTED ? "a@b" : "acme");
  start (fixture, 1);
  wait_for_end (fixture);

  assert_outcomes (fixture, outcomes, G_N_ELEMENTS (outcomes));
  g_assert_false (keyrack_test_run_get_gave_up (fixture->run));
}

/* Waiting */

static gboolean
asks (gpointer data)
{
  KeyrackTestRun *run = data;

  return keyrack_test_run_get_failure (run) != NULL && keyrack_test_run_get_counts (run)->n_testing == 0;
}

static gboolean
has_pause (gpointer data)
{
  return keyrack_test_run_get_counts (data)->n_paused > 0;
}

static KeyrackTestItemState
get_state (Fixture *fixture,
           guint    position)
{
  g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->run), position);

  return keyrack_test_item_get_state (item);
}

static void
assert_counts (Fixture *fixture,
               guint    n_working,
               guint    n_undecided,
               guint    n_not_tested)
{
  const KeyrackTestCounts *counts = keyrack_test_run_get_counts (fixture->run);

  g_assert_cmpuint (counts->n_working, ==, n_working);
  g_assert_cmpuint (counts->n_refused, ==, 0);
  g_assert_cmpuint (counts->n_undecided, ==, n_undecided);
  g_assert_cmpuint (counts->n_not_tested, ==, n_not_tested);
  g_assert_cmpuint (counts->n_waiting + counts->n_testing + counts->n_paused, ==,
                    fixture->profiles->len - n_working - n_undecided - n_not_tested);
  g_assert_cmpuint (keyrack_test_run_get_n_tested (fixture->run), ==, n_working + n_undecided);
}

static void
start_asking (Fixture *fixture,
              guint    n_profiles)
{
  let_all_be_refused (fixture);
  for (guint i = 0; i < n_profiles; i++)
    add_profile (fixture, "acme");

  fixture->run = keyrack_test_run_new (fixture->client, fixture->secrets, fixture->profiles, 1);
  keyrack_test_run_set_asks (fixture->run, TRUE);
  g_signal_connect (fixture->run, "tested", G_CALLBACK (tested_cb), fixture);
  keyrack_test_run_start_async (fixture->run, fixture->cancellable, take_result_cb, &fixture->end);
  wait_until (asks, fixture->run);
}

/* Who went on once is not asked about the same again. */
static void
test_asks_and_goes_on (Fixture       *fixture,
                       gconstpointer  data)
{
  start_asking (fixture, 8);
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_test_run_get_failure (fixture->run)),
                   ==, KEYRACK_OUTCOME_CONNECTION_REFUSED);
  g_assert_true (keyrack_test_run_get_running (fixture->run));
  assert_counts (fixture, 0, 3, 0);
  g_assert_cmpint (get_state (fixture, 3), ==, KEYRACK_TEST_ITEM_WAITING);

  keyrack_test_run_go_on (fixture->run);
  wait_for_end (fixture);
  assert_results (fixture, KEYRACK_OUTCOME_CONNECTION_REFUSED);
  assert_counts (fixture, 0, 8, 0);
  g_assert_false (keyrack_test_run_get_gave_up (fixture->run));
}

static void
test_asks_and_is_cancelled (Fixture       *fixture,
                            gconstpointer  data)
{
  start_asking (fixture, 5);
  g_cancellable_cancel (fixture->cancellable);
  wait_for_end (fixture);

  g_assert_null (keyrack_test_run_get_failure (fixture->run));
  assert_counts (fixture, 0, 3, 2);
  g_assert_cmpint (get_state (fixture, 4), ==, KEYRACK_TEST_ITEM_NOT_TESTED);
}

/* The order of the list is the order of the profiles, whatever ends first. */
static void
test_model (Fixture       *fixture,
            gconstpointer  data)
{
  add_instances (fixture, 4, "good", NULL);
  keyrack_stand_in_set_scenario (fixture->stand_in, "i0", "eu", "good", "{\"delay\": 2}");
  start (fixture, 4);
  g_assert_true (keyrack_test_run_get_running (fixture->run));
  wait_for_end (fixture);

  g_assert_false (keyrack_test_run_get_running (fixture->run));
  g_assert_true (fixture->tested->pdata[0] != fixture->profiles->pdata[0]);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->run)), ==, 4);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->run), 4));

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->run), i);

      g_assert_true (keyrack_test_item_get_profile (item) == fixture->profiles->pdata[i]);
      g_assert_cmpint (keyrack_test_item_get_class (item), ==, KEYRACK_TEST_CLASS_WORKS);
    }

  assert_counts (fixture, 4, 0, 0);
  g_assert_cmpint (keyrack_test_run_get_elapsed (fixture->run), >, 0);
  g_assert_cmpint (keyrack_test_run_get_ended_at (fixture->run), >, 0);
}

/* A host that asks for time gets it, and holds up nobody else: one job is enough for all. */
static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackTestItem) item = NULL;

  add_instances (fixture, 3, "good", NULL);
  add_profile (fixture, "i0");
  keyrack_stand_in_set_scenario (fixture->stand_in, "i0", "eu", "rate-limited-then-good", "{\"seconds\": 2}");
  start (fixture, 1);
  wait_until (has_pause, fixture->run);

  item = g_list_model_get_item (G_LIST_MODEL (fixture->run), 0);
  g_assert_cmpint (keyrack_test_item_get_state (item), ==, KEYRACK_TEST_ITEM_PAUSED);
  g_assert_cmpuint (keyrack_test_item_get_next_try_in (item), ==, 2);
  g_assert_cmpuint (fixture->results->len, ==, 0);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_OK);
  g_assert_true (fixture->tested->pdata[2] == fixture->profiles->pdata[0]);
  g_assert_true (fixture->tested->pdata[3] == fixture->profiles->pdata[3]);
  g_assert_cmpuint (keyrack_test_result_get_facts (fixture->results->pdata[2])->tries, ==, 2);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, NULL), ==, 5);
}

static void
test_cancelled_while_paused (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 began = 0;

  add_instances (fixture, 1, "rate-limited-seconds", "{\"seconds\": 60}");
  add_profile (fixture, "i0");
  start (fixture, KEYRACK_TEST_RUN_DEFAULT_JOBS);
  wait_until (has_pause, fixture->run);

  began = g_get_monotonic_time ();
  g_cancellable_cancel (fixture->cancellable);
  wait_for_end (fixture);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
  assert_results (fixture, KEYRACK_OUTCOME_CANCELLED);
  assert_counts (fixture, 0, 0, 2);
}

/* Longer than anybody waits: that is the result. */
static void
test_long_pause (Fixture       *fixture,
                 gconstpointer  data)
{
  add_instances (fixture, 1, "rate-limited-seconds", "{\"seconds\": 61}");
  start (fixture, 1);
  wait_for_end (fixture);

  assert_results (fixture, KEYRACK_OUTCOME_RATE_LIMITED);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, NULL), ==, 1);
}

static void
start_again (Fixture *fixture)
{
  g_ptr_array_set_size (fixture->tested, 0);
  g_ptr_array_set_size (fixture->results, 0);
  g_clear_object (&fixture->end);
  g_clear_object (&fixture->cancellable);
  fixture->cancellable = g_cancellable_new ();
  keyrack_test_run_start_async (fixture->run, fixture->cancellable, take_result_cb, &fixture->end);
}

/* Only those that did not work are asked again, in their places. */
static void
test_failed_again (Fixture       *fixture,
                   gconstpointer  data)
{
  add_instances (fixture, 3, "good", NULL);
  keyrack_stand_in_set_scenario (fixture->stand_in, "i1", "eu", "redirect-same", NULL);
  start (fixture, 3);
  wait_for_end (fixture);
  assert_counts (fixture, 2, 1, 0);

  keyrack_stand_in_set_scenario (fixture->stand_in, "i1", "eu", "good", NULL);
  g_assert_cmpuint (keyrack_test_run_renew_rest (fixture->run), ==, 0);
  g_assert_cmpuint (keyrack_test_run_renew_failed (fixture->run), ==, 1);
  assert_counts (fixture, 2, 0, 0);
  start_again (fixture);
  wait_for_end (fixture);

  g_assert_cmpuint (fixture->results->len, ==, 1);
  g_assert_true (fixture->tested->pdata[0] == fixture->profiles->pdata[1]);
  assert_counts (fixture, 3, 0, 0);
}

static void
test_rest (Fixture       *fixture,
           gconstpointer  data)
{
  add_instances (fixture, 3, "good", NULL);
  g_cancellable_cancel (fixture->cancellable);
  start (fixture, 1);
  wait_for_end (fixture);
  assert_counts (fixture, 0, 0, 3);

  g_assert_cmpuint (keyrack_test_run_renew_failed (fixture->run), ==, 0);
  g_assert_cmpuint (keyrack_test_run_renew_rest (fixture->run), ==, 3);
  start_again (fixture);
  wait_for_end (fixture);
  assert_counts (fixture, 3, 0, 0);
}

int
main (int   argc,
      char *argv[])
{
  keyrack_http_client_init_process ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/test-run/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("life", test_life);
  ADD ("nothing", test_nothing);
  ADD ("each-once", test_each_once);
  ADD ("one-per-host", test_one_per_host);
  ADD ("jobs", test_jobs);
  ADD ("bounds", test_bounds);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("hostile", test_hostile);
  ADD ("gives-up", test_gives_up);
  ADD ("goes-on", test_goes_on);
  ADD ("asks-and-goes-on", test_asks_and_goes_on);
  ADD ("asks-and-is-cancelled", test_asks_and_is_cancelled);
  ADD ("model", test_model);
  ADD ("pause", test_pause);
  ADD ("cancelled-while-paused", test_cancelled_while_paused);
  ADD ("long-pause", test_long_pause);
  ADD ("failed-again", test_failed_again);
  ADD ("rest", test_rest);

  return g_test_run ();
}
