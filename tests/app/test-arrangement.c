/* test-arrangement.c: finding, sorting and grouping
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-arrangement.h"
#include "keyrack-group.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  KeyrackArrangement *arrangement;
  GListStore         *model;
  KeyrackProfile     *acme;
  KeyrackProfile     *beta;
  KeyrackProfile     *coda;
  GString            *changes;
} Fixture;

static void
items_changed_cb (Fixture *fixture,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, removed, added);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->arrangement = keyrack_arrangement_new ();
  fixture->model = g_list_store_new (KEYRACK_TYPE_PROFILE);
  fixture->acme = app_test_profile ("acme 10", "one", "us");
  fixture->beta = app_test_profile ("Beta", "two", "eu");
  fixture->coda = app_test_profile ("Acme 9", "three", "eu");
  fixture->changes = g_string_new (NULL);

  g_list_store_append (fixture->model, fixture->beta);
  g_list_store_append (fixture->model, fixture->acme);
  g_list_store_append (fixture->model, fixture->coda);
  g_object_set (fixture->arrangement, "profiles", fixture->model, NULL);
  g_signal_connect_swapped (fixture->arrangement, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->arrangement);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->acme);
  g_assert_finalize_object (fixture->beta);
  g_assert_finalize_object (fixture->coda);
  g_string_free (fixture->changes, TRUE);
}

/* Names, and the headers of groups as "[title count]". */
static void
assert_shown (Fixture    *fixture,
              const char *expected)
{
  GListModel *model = G_LIST_MODEL (fixture->arrangement);
  g_autoptr(GString) shown = g_string_new (NULL);

  app_test_settle ();

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (model, i);

      if (i > 0)
        g_string_append (shown, ", ");

      if (KEYRACK_IS_GROUP (item))
        g_string_append_printf (shown, "[%s %u]",
                                keyrack_group_get_title (KEYRACK_GROUP (item)),
                                keyrack_group_get_count (KEYRACK_GROUP (item)));
      else
        g_string_append (shown, keyrack_profile_get_name (KEYRACK_PROFILE (item)));
    }

  g_assert_cmpstr (shown->str, ==, expected);
}

static void
arrange (Fixture    *fixture,
         const char *property,
         const char *value)
{
  g_object_set (fixture->arrangement, property, value, NULL);
}

/* Numbers in names count as numbers. */
static void
test_sort (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(KeyrackTestResult) result = app_test_result (fixture->beta, KEYRACK_OUTCOME_OK);

  assert_shown (fixture, "Acme 9, acme 10, Beta");

  arrange (fixture, "sort", "region");
  assert_shown (fixture, "Acme 9, Beta, acme 10");

  keyrack_profile_set_secret_saved_at (fixture->beta, 20 * DAY);
  keyrack_profile_set_secret_saved_at (fixture->acme, 10 * DAY);
  arrange (fixture, "sort", "secret-age");
  assert_shown (fixture, "acme 10, Beta, Acme 9");
  keyrack_profile_set_rotated_at (fixture->acme, 30 * DAY);
  assert_shown (fixture, "Beta, acme 10, Acme 9");

  arrange (fixture, "sort", "name");
  keyrack_profile_set_name (fixture->acme, "Zeta");
  assert_shown (fixture, "Acme 9, Beta, Zeta");
}

static void
test_last_test (Fixture       *fixture,
                gconstpointer  user_data)
{
  KeyrackTestFacts facts = { .phases = KEYRACK_PHASES_INIT, .tested_at = 100 };
  g_autoptr(KeyrackTestResult) older = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackTestResult) newer = NULL;

  facts.tested_at = 200;
  newer = keyrack_test_result_new (&facts);

  keyrack_profile_set_last_result (fixture->beta, newer);
  keyrack_profile_set_last_result (fixture->acme, older);
  arrange (fixture, "sort", "last-test");
  assert_shown (fixture, "Beta, acme 10, Acme 9");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  user_data)
{
  const char * const tags[] = { "Zürich", NULL };

  arrange (fixture, "search", "ACME");
  assert_shown (fixture, "Acme 9, acme 10");

  /* All words, wherever they are. */
  arrange (fixture, "search", " european  acme ");
  assert_shown (fixture, "Acme 9");

  arrange (fixture, "search", "zurich");
  assert_shown (fixture, "");
  keyrack_profile_set_tags (fixture->beta, tags);
  assert_shown (fixture, "Beta");

  arrange (fixture, "search", "call jane");
  keyrack_profile_set_note (fixture->acme, "Jane knows: call her");
  assert_shown (fixture, "acme 10");

  arrange (fixture, "search", "");
  assert_shown (fixture, "Acme 9, acme 10, Beta");
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(KeyrackTestResult) refused = app_test_result (fixture->acme, KEYRACK_OUTCOME_INVALID_CLIENT);
  g_autoptr(KeyrackTestResult) timeout = app_test_result (fixture->beta, KEYRACK_OUTCOME_TIMEOUT);
  const char * const tags[] = { "a", "b", NULL };

  keyrack_profile_set_last_result (fixture->acme, refused);
  keyrack_profile_set_last_result (fixture->beta, timeout);
  g_assert_false (keyrack_arrangement_get_filtered (fixture->arrangement));

  arrange (fixture, "status", "failed");
  assert_shown (fixture, "acme 10");
  g_assert_true (keyrack_arrangement_get_filtered (fixture->arrangement));
  arrange (fixture, "status", "undecided");
  assert_shown (fixture, "Beta");
  arrange (fixture, "status", "never-tested");
  assert_shown (fixture, "Acme 9");

  keyrack_profile_set_secret_ref (fixture->coda, "ref");
  arrange (fixture, "status", "no-secret");
  assert_shown (fixture, "acme 10, Beta");

  arrange (fixture, "status", "all");
  keyrack_profile_set_tags (fixture->beta, tags);
  keyrack_profile_set_environment (fixture->beta, "Production");
  arrange (fixture, "tag", "b");
  arrange (fixture, "environment", "Production");
  assert_shown (fixture, "Beta");
  arrange (fixture, "tag", "c");
  assert_shown (fixture, "");
}

/* What is not known is not due. */
static void
test_due (Fixture       *fixture,
          gconstpointer  user_data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  arrange (fixture, "status", "due");
  keyrack_profile_set_rotate_every_days (fixture->acme, 90);
  assert_shown (fixture, "");

  keyrack_profile_set_secret_saved_at (fixture->acme, now - 89 * DAY);
  assert_shown (fixture, "");
  keyrack_profile_set_secret_saved_at (fixture->acme, now - 90 * DAY);
  assert_shown (fixture, "acme 10");
  keyrack_profile_set_rotated_at (fixture->acme, now - 10 * DAY);
  assert_shown (fixture, "");
}

static void
test_groups (Fixture       *fixture,
             gconstpointer  user_data)
{
  const char * const tags[] = { "second", "first", NULL };

  keyrack_profile_set_environment (fixture->beta, "Production");
  arrange (fixture, "group", "environment");
  assert_shown (fixture, "[Production 1], Beta, [No Environment 2], Acme 9, acme 10");

  keyrack_profile_set_environment (fixture->acme, "production");
  assert_shown (fixture, "[production 2], acme 10, Beta, [No Environment 1], Acme 9");
  keyrack_profile_set_environment (fixture->acme, "PRODUCTION");
  assert_shown (fixture, "[PRODUCTION 2], acme 10, Beta, [No Environment 1], Acme 9");
  keyrack_profile_set_environment (fixture->acme, "Production");

  keyrack_profile_set_favourite (fixture->coda, TRUE);
  assert_shown (fixture, "[Favourites 1], Acme 9, [Production 2], acme 10, Beta");

  keyrack_profile_set_tags (fixture->acme, tags);
  arrange (fixture, "group", "tag");
  assert_shown (fixture, "[Favourites 1], Acme 9, [second 1], acme 10, [No Tag 1], Beta");

  arrange (fixture, "search", "beta");
  assert_shown (fixture, "[No Tag 1], Beta");

  arrange (fixture, "group", "none");
  arrange (fixture, "search", "");
  keyrack_profile_set_favourite (fixture->coda, FALSE);
  keyrack_profile_set_favourite (fixture->beta, TRUE);
  assert_shown (fixture, "Beta, Acme 9, acme 10");
}

static void
count_cb (guint *n_times)
{
  ++*n_times;
}

static void
test_count_once (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr(KeyrackGroup) group = NULL;
  guint n_times = 0;

  arrange (fixture, "group", "environment");
  group = g_list_model_get_item (G_LIST_MODEL (fixture->arrangement), 0);
  g_signal_connect_swapped (group, "notify::count", G_CALLBACK (count_cb), &n_times);

  arrange (fixture, "search", "a");
  g_assert_cmpuint (n_times, ==, 0);
  arrange (fixture, "search", "acme");
  g_assert_cmpuint (n_times, ==, 1);
  assert_shown (fixture, "[No Environment 2], Acme 9, acme 10");
}

/* Whoever types does not wait until all that a save changed is sorted. */
static void
test_search_amid_changes (Fixture       *fixture,
                          gconstpointer  user_data)
{
  arrange (fixture, "group", "environment");
  keyrack_profile_set_environment (fixture->acme, "Test");
  arrange (fixture, "search", "acme");
  assert_shown (fixture, "[Test 1], acme 10, [No Environment 1], Acme 9");
}

/* Only what is different is told. */
static void
test_changes (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) draft = keyrack_profile_new ();

  arrange (fixture, "search", "e");
  g_assert_cmpstr (fixture->changes->str, ==, "");
  arrange (fixture, "search", "acme");
  g_assert_cmpstr (fixture->changes->str, ==, "2-1+0 ");

  keyrack_profile_set_name (draft, "Draft");
  g_object_set (fixture->arrangement, "draft", draft, NULL);
  assert_shown (fixture, "Draft, Acme 9, acme 10");
  g_assert_cmpstr (fixture->changes->str, ==, "2-1+0 0-0+1 ");

  keyrack_profile_set_testing (fixture->acme, TRUE);
  g_list_store_remove (fixture->model, 2);
  assert_shown (fixture, "Draft, acme 10");
  g_assert_cmpstr (fixture->changes->str, ==, "2-1+0 0-0+1 1-1+0 ");

  g_object_set (fixture->arrangement, "draft", NULL, NULL);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/arrangement/sort", test_sort);
  ADD ("/arrangement/last-test", test_last_test);
  ADD ("/arrangement/search", test_search);
  ADD ("/arrangement/filter", test_filter);
  ADD ("/arrangement/due", test_due);
  ADD ("/arrangement/groups", test_groups);
  ADD ("/arrangement/count-once", test_count_once);
  ADD ("/arrangement/search-amid-changes", test_search_amid_changes);
  ADD ("/arrangement/changes", test_changes);

  return g_test_run ();
}
