/* test-profile-tally.c: how many connections work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-profile-tally.h"

static void
assert_counts (KeyrackProfileTally *tally,
               guint                n_profiles,
               guint                n_tested,
               guint                n_working)
{
  guint profiles = 0;
  guint tested = 0;
  guint working = 0;

  app_test_settle ();
  g_object_get (tally, "n-profiles", &profiles, "n-tested", &tested, "n-working", &working, NULL);

  g_assert_cmpuint (profiles, ==, n_profiles);
  g_assert_cmpuint (tested, ==, n_tested);
  g_assert_cmpuint (working, ==, n_working);
}

static void
test_counts (void)
{
  g_autoptr(KeyrackProfile) first = app_test_profile ("First", "one", "eu");
  g_autoptr(KeyrackProfile) second = app_test_profile ("Second", "two", "eu");
  g_autoptr(KeyrackTestResult) good = app_test_result (first, KEYRACK_OUTCOME_OK);
  g_autoptr(KeyrackTestResult) bad = app_test_result (second, KEYRACK_OUTCOME_INVALID_CLIENT);
  g_autoptr(GListStore) model = g_list_store_new (KEYRACK_TYPE_PROFILE);
  KeyrackProfileTally *tally = keyrack_profile_tally_new (NULL);

  assert_counts (tally, 0, 0, 0);

  g_object_set (tally, "profiles", model, NULL);
  g_list_store_append (model, first);
  g_list_store_append (model, second);
  assert_counts (tally, 2, 0, 0);

  keyrack_profile_set_last_result (first, good);
  keyrack_profile_set_last_result (second, bad);
  assert_counts (tally, 2, 2, 1);

  /* While it is tested the last result is gone. */
  keyrack_profile_set_testing (first, TRUE);
  assert_counts (tally, 2, 1, 0);
  keyrack_profile_set_testing (first, FALSE);
  assert_counts (tally, 2, 2, 1);

  /* A result speaks for the values tested only. */
  keyrack_profile_set_region (first, "us");
  assert_counts (tally, 2, 1, 0);

  g_list_store_remove (model, 1);
  assert_counts (tally, 1, 0, 0);

  g_assert_finalize_object (tally);
}

/* What was still to be counted does not outlive the one who counts. */
static void
test_dropped (void)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile ("First", "one", "eu");
  g_autoptr(GListStore) model = g_list_store_new (KEYRACK_TYPE_PROFILE);
  KeyrackProfileTally *tally = keyrack_profile_tally_new (G_LIST_MODEL (model));

  g_list_store_append (model, profile);
  keyrack_profile_set_testing (profile, TRUE);
  g_assert_finalize_object (tally);
  app_test_settle ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-tally/counts", test_counts);
  g_test_add_func ("/profile-tally/dropped", test_dropped);

  return g_test_run ();
}
