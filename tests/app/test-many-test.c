/* test-many-test.c: what is said of the test of several connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "many-test-fixture.h"

typedef ManyTestFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  many_test_set_up (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  many_test_tear_down (fixture);
}

static gboolean
is_idle (gpointer user_data)
{
  return !keyrack_many_test_get_running (user_data);
}

static gboolean
asks (gpointer user_data)
{
  return keyrack_test_run_get_failure (keyrack_many_test_get_run (user_data)) != NULL;
}

static void
start (Fixture *fixture)
{
  keyrack_many_test_start (fixture->test, fixture->profiles, "Test All");
}

static void
count_cb (guint *n_ended)
{
  (*n_ended)++;
}

/* The person is asked, and nothing has ended yet. */
static void
test_asks (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *progress = NULL;
  guint n_ended = 0;

  g_signal_connect_swapped (fixture->test, "ended", G_CALLBACK (count_cb), &n_ended);
  start (fixture);
  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "0 of 5 tested");
  app_test_wait (asks, fixture->test);

  progress = keyrack_many_test_dup_progress (fixture->test);
  g_assert_cmpstr (progress, ==, "3 of 5 – Test All");
  g_assert_cmpuint (n_ended, ==, 0);

  keyrack_test_run_go_on (keyrack_many_test_get_run (fixture->test));
  app_test_wait (is_idle, fixture->test);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "5 could not tell");
  g_assert_null (keyrack_many_test_dup_progress (fixture->test));
}

/* What was left out is what is tested next, and only that. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  start (fixture);
  app_test_wait (asks, fixture->test);
  keyrack_many_test_cancel (fixture->test);
  app_test_wait (is_idle, fixture->test);
  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "Cancelled: 2 not tested");

  for (guint i = 0; i < N_PROFILES; i++)
    g_assert_false (keyrack_profile_get_testing (fixture->profiles->pdata[i]));

  keyrack_many_test_start_again (fixture->test);
  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "3 of 5 tested");
  app_test_wait (is_idle, fixture->test);
  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "5 could not tell");
}

/* One that is tested on its page is left alone. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  user_data)
{
  keyrack_profile_set_testing (fixture->profiles->pdata[1], TRUE);
  start (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keyrack_many_test_get_run (fixture->test))), ==, 4);
  keyrack_many_test_cancel (fixture->test);
  app_test_wait (is_idle, fixture->test);
  g_assert_true (keyrack_profile_get_testing (fixture->profiles->pdata[1]));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/many-test/asks", test_asks);
  ADD ("/many-test/cancelled", test_cancelled);
  ADD ("/many-test/busy", test_busy);

  return g_test_run ();
}
