/* test-run-table.c: which rows the table of tests has, in which order, and the keyboard in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-run-list.h"
#include "keyrack-run-table.h"
#include "store-steps.h"

#define N_PROFILES 1000

typedef struct
{
  Place              *place;
  KeyrackSecretStore *secrets;
  KeyrackHttpClient  *client;
  KeyrackJournal     *journal;
  KeyrackTestRun     *run;
  KeyrackRunList     *list;
  GtkWidget          *scrolled;
  KeyrackRunTable    *table;
} Fixture;

static void
set_up_with (Fixture *fixture,
             guint    n_profiles)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("test");
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autofree char *name = g_strdup_printf ("Connection %u", i);
      g_autofree char *instance = g_strdup_printf ("i%u", n_profiles - i);

      g_ptr_array_add (profiles, app_test_profile (name, instance, "eu"));
    }

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  fixture->client = keyrack_http_client_new (settings);
  fixture->journal = keyrack_journal_new (fixture->place->folder, worker);
  fixture->run = keyrack_test_run_new (fixture->client, fixture->secrets, profiles, 1);
  fixture->list = keyrack_run_list_new (fixture->journal);
  keyrack_run_list_set_run (fixture->list, fixture->run);
}

static void
set_up_few (Fixture       *fixture,
            gconstpointer  user_data)
{
  set_up_with (fixture, 5);
}

static gboolean
has_rows (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(KeyrackTestItem) first = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  GtkWidget *row = keyrack_row_view_get_row_of (KEYRACK_ROW_VIEW (fixture->table), first);

  return row != NULL && gtk_widget_get_mapped (row);
}

static void
set_up_many (Fixture       *fixture,
             gconstpointer  user_data)
{
  set_up_with (fixture, N_PROFILES);
  fixture->table = KEYRACK_RUN_TABLE (keyrack_run_table_new ());
  g_object_set (fixture->table, "journal", fixture->journal, "model", fixture->list, NULL);
  fixture->scrolled = gtk_scrolled_window_new ();
  gtk_widget_set_size_request (fixture->scrolled, 800, 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled), GTK_WIDGET (fixture->table));
  app_test_show (fixture->scrolled);
  app_test_wait (has_rows, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  if (fixture->scrolled != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (fixture->table), (gpointer *) &fixture->table);
      app_test_close (fixture->scrolled);
      g_assert_null (fixture->table);
    }

  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->run);
  g_object_unref (fixture->journal);
  g_object_unref (fixture->client);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}

static KeyrackTestItem *
get_item (Fixture *fixture,
          guint    position)
{
  g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->run), position);

  return item;
}

static void
end_test (Fixture        *fixture,
          guint           position,
          KeyrackOutcome  outcome,
          gint64          milliseconds)
{
  KeyrackTestItem *item = get_item (fixture, position);
  KeyrackTestFacts facts = { .outcome = outcome, .phases = KEYRACK_PHASES_INIT };
  g_autoptr(KeyrackTestResult) result = NULL;

  facts.phases.total = milliseconds * 1000;
  result = keyrack_test_result_new (&facts);
  keyrack_test_item_set_state (item, KEYRACK_TEST_ITEM_DONE, result);
}

/* @expected are the numbers of the connections that are shown. */
static void
assert_shown (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GString) shown = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_string_append (shown, keyrack_profile_get_name (keyrack_test_item_get_profile (item)) + strlen ("Connection "));
    }

  g_assert_cmpstr (shown->str, ==, expected);
}

static void
end_all (Fixture *fixture)
{
  end_test (fixture, 0, KEYRACK_OUTCOME_OK, 300);
  end_test (fixture, 1, KEYRACK_OUTCOME_TIMEOUT, 10000);
  end_test (fixture, 2, KEYRACK_OUTCOME_OK, 100);
  end_test (fixture, 3, KEYRACK_OUTCOME_INVALID_CLIENT, 200);
  keyrack_test_item_set_state (get_item (fixture, 4), KEYRACK_TEST_ITEM_NOT_TESTED, NULL);
}

static void
test_sort (Fixture       *fixture,
           gconstpointer  user_data)
{
  assert_shown (fixture, "01234");

  /* What ends does not change its place. */
  keyrack_run_list_sort (fixture->list, KEYRACK_RUN_COLUMN_RESULT, FALSE);
  end_all (fixture);
  assert_shown (fixture, "01234");

  keyrack_run_list_sort (fixture->list, KEYRACK_RUN_COLUMN_RESULT, FALSE);
  assert_shown (fixture, "31402");
  keyrack_run_list_sort (fixture->list, KEYRACK_RUN_COLUMN_TIME, TRUE);
  assert_shown (fixture, "10324");
  keyrack_run_list_sort (fixture->list, KEYRACK_RUN_COLUMN_PLACE, FALSE);
  assert_shown (fixture, "43210");
  keyrack_run_list_sort (fixture->list, KEYRACK_RUN_COLUMN_CHANGE, FALSE);
  assert_shown (fixture, "01234");
  keyrack_run_list_sort (fixture->list, KEYRACK_RUN_COLUMN_NAME, TRUE);
  assert_shown (fixture, "43210");
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  user_data)
{
  end_all (fixture);
  keyrack_run_list_set_filter (fixture->list, KEYRACK_RUN_FILTER_FAILED);
  assert_shown (fixture, "13");
  keyrack_run_list_set_filter (fixture->list, KEYRACK_RUN_FILTER_WORKING);
  assert_shown (fixture, "02");
  keyrack_run_list_set_filter (fixture->list, KEYRACK_RUN_FILTER_LEFT_OUT);
  assert_shown (fixture, "4");
  keyrack_run_list_set_filter (fixture->list, KEYRACK_RUN_FILTER_ALL);
  assert_shown (fixture, "01234");
}

static guint
count_rows (Fixture *fixture)
{
  guint n_rows = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->table));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows += gtk_widget_get_mapped (child);

  return n_rows;
}

static void
press (Fixture    *fixture,
       const char *signal,
       guint       position)
{
  keyrack_row_table_select (KEYRACK_ROW_TABLE (fixture->table), position);
  g_signal_emit_by_name (fixture->table, signal);
}

static void
activated_cb (guint *n_activated)
{
  (*n_activated)++;
}

/* However many there are, only what is in sight costs. */
static void
test_few_rows (Fixture       *fixture,
               gconstpointer  user_data)
{
  guint n_activated = 0;

  g_assert_cmpuint (count_rows (fixture), >, 5);
  g_assert_cmpuint (count_rows (fixture), <, 30);
  g_assert_nonnull (keyrack_row_view_get_row_of (KEYRACK_ROW_VIEW (fixture->table), get_item (fixture, 0)));
  g_assert_null (keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (fixture->table)));

  keyrack_row_table_select (KEYRACK_ROW_TABLE (fixture->table), 500);
  app_test_settle ();
  g_assert_cmpuint (count_rows (fixture), <, 30);
  g_assert_true (keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (fixture->table)) == get_item (fixture, 500));
  g_assert_nonnull (keyrack_row_view_get_row_of (KEYRACK_ROW_VIEW (fixture->table), get_item (fixture, 500)));
  g_assert_null (keyrack_row_view_get_row_of (KEYRACK_ROW_VIEW (fixture->table), get_item (fixture, 0)));

  g_signal_connect_swapped (fixture->table, "activated", G_CALLBACK (activated_cb), &n_activated);
  press (fixture, "activated", 999);
  g_assert_cmpuint (n_activated, ==, 1);
}

/* What is selected stays selected while it is in the list. */
static void
test_selected (Fixture       *fixture,
               gconstpointer  user_data)
{
  end_test (fixture, 700, KEYRACK_OUTCOME_INVALID_CLIENT, 1);
  keyrack_row_table_select (KEYRACK_ROW_TABLE (fixture->table), 700);
  keyrack_run_list_set_filter (fixture->list, KEYRACK_RUN_FILTER_FAILED);
  g_assert_true (keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (fixture->table)) == get_item (fixture, 700));
  app_test_settle ();
  g_assert_cmpuint (count_rows (fixture), ==, 1);

  keyrack_run_list_set_filter (fixture->list, KEYRACK_RUN_FILTER_WORKING);
  g_assert_null (keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (fixture->table)));
  g_assert_cmpuint (count_rows (fixture), ==, 0);
}

#define ADD(path, set_up, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/run-table/sort", set_up_few, test_sort);
  ADD ("/run-table/filter", set_up_few, test_filter);
  ADD ("/run-table/few-rows", set_up_many, test_few_rows);
  ADD ("/run-table/selected", set_up_many, test_selected);

  return g_test_run ();
}
