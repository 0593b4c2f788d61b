/* test-test-run-page.c: the page of a run of many tests, from the question to the summary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-run-table.h"
#include "keyrack-test-run-page.h"
#include "many-test-fixture.h"

typedef struct
{
  ManyTestFixture  many;
  GtkWidget       *page;
} Fixture;

static void
set_up_wide_as (Fixture *fixture,
                int      width)
{
  GtkWidget *window = gtk_window_new ();

  many_test_set_up (&fixture->many);
  keyrack_many_test_start (fixture->many.test, fixture->many.profiles, "Test All");

  fixture->page = keyrack_test_run_page_new (fixture->many.test, NULL);
  gtk_window_set_child (GTK_WINDOW (window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 500);
  app_test_show (window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  set_up_wide_as (fixture, 900);
}

static void
set_up_narrow (Fixture       *fixture,
               gconstpointer  user_data)
{
  set_up_wide_as (fixture, 360);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  app_test_close (fixture->page);
  g_assert_null (fixture->page);
  many_test_tear_down (&fixture->many);
}

static GtkWidget *
find_label (Fixture    *fixture,
            const char *text)
{
  GtkWidget *label = app_test_find (fixture->page, GTK_TYPE_LABEL, "label", text);

  return label != NULL && gtk_widget_get_mapped (label) ? label : NULL;
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *text)
{
  GtkWidget *button = app_test_find (fixture->page, GTK_TYPE_BUTTON, "label", text);

  return button != NULL && gtk_widget_get_mapped (button) ? button : NULL;
}

static gboolean
asks (gpointer user_data)
{
  Fixture *fixture = user_data;

  return find_button (fixture, "Go On") != NULL;
}

static gboolean
has_ended (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !keyrack_many_test_get_running (fixture->many.test);
}

static void
answer (Fixture    *fixture,
        const char *action)
{
  app_test_wait (asks, fixture);
  g_assert_nonnull (find_label (fixture, "3 of 5 tested"));
  g_assert_nonnull (find_button (fixture, "Cancel"));
  gtk_widget_activate_action (fixture->page, action, NULL);
  app_test_wait (has_ended, fixture);
  app_test_settle ();
  g_assert_null (find_button (fixture, "Go On"));
  g_assert_null (find_button (fixture, "Cancel"));
}

/* What failed is chosen, the first of it explains itself. */
static void
test_go_on (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWidget *table = app_test_find (fixture->page, KEYRACK_TYPE_RUN_TABLE, NULL, NULL);

  answer (fixture, "run.go-on");
  g_assert_nonnull (find_label (fixture, "5 could not tell"));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (fixture, "Failed 5"))));
  g_assert_nonnull (keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (table)));
  g_assert_nonnull (find_label (fixture, "Acme 0: The server refused the connection"));
  g_assert_nonnull (find_button (fixture, "Test Failed Again"));

  gtk_widget_activate_action (fixture->page, "run.filter", "s", "working");
  app_test_settle ();
  g_assert_nonnull (find_label (fixture, "No connection is known to work"));
  g_assert_null (find_label (fixture, "Acme 0: The server refused the connection"));
}

/* While they are tested once more they stay among the failed. */
static void
test_again (Fixture       *fixture,
            gconstpointer  user_data)
{
  answer (fixture, "run.go-on");
  gtk_widget_activate_action (fixture->page, "run.again", NULL);
  app_test_wait (asks, fixture);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (fixture, "Failed 3"))));
  g_assert_nonnull (find_label (fixture, "Acme 4"));
  answer (fixture, "run.cancel");
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  user_data)
{
  answer (fixture, "run.cancel");
  g_assert_nonnull (find_label (fixture, "Cancelled: 2 not tested"));
  g_assert_nonnull (find_button (fixture, "Test the Rest"));

  gtk_widget_activate_action (fixture->page, "run.filter", "s", "left-out");
  app_test_settle ();
  g_assert_nonnull (find_label (fixture, "Acme 3"));
  g_assert_null (find_label (fixture, "Acme 2"));
}

static gboolean
is_shown (Fixture    *fixture,
          const char *child)
{
  return gtk_widget_get_mapped (GTK_WIDGET (gtk_widget_get_template_child (fixture->page,
                                                                          KEYRACK_TYPE_TEST_RUN_PAGE,
                                                                          child)));
}

static void
test_wide (Fixture       *fixture,
           gconstpointer  user_data)
{
  answer (fixture, "run.cancel");
  g_assert_true (is_shown (fixture, "again_button"));
  g_assert_false (is_shown (fixture, "bottom_again_button"));
  g_assert_nonnull (find_label (fixture, "Last Change"));
}

/* Where there is no room for columns there is none for their titles, either. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  user_data)
{
  answer (fixture, "run.cancel");
  g_assert_false (is_shown (fixture, "again_button"));
  g_assert_true (is_shown (fixture, "bottom_again_button"));
  g_assert_null (find_label (fixture, "Last Change"));
  g_assert_cmpint (gtk_widget_get_width (fixture->page), ==, 360);
}

#define ADD(path, set_up, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/test-run-page/go-on", set_up, test_go_on);
  ADD ("/test-run-page/again", set_up, test_again);
  ADD ("/test-run-page/cancel", set_up, test_cancel);
  ADD ("/test-run-page/wide", set_up, test_wide);
  ADD ("/test-run-page/narrow", set_up_narrow, test_narrow);

  return g_test_run ();
}
