/* test-profile-list.c: sorting, searching and picking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-filter-button.h"
#include "keyrack-main-menu.h"
#include "keyrack-profile-list.h"
#include "keyrack-profile-view.h"

typedef struct
{
  KeyrackProfileList *list;
  GListStore         *model;
  GtkWidget          *view;
  GListModel         *shown;     /* not owned */
  KeyrackProfile     *acme;
  KeyrackProfile     *beta;
  KeyrackProfile     *coda;
  KeyrackProfile     *picked;    /* not owned */
  guint               n_picked;
} Fixture;

static void
picked_cb (Fixture        *fixture,
           KeyrackProfile *profile)
{
  fixture->picked = profile;
  fixture->n_picked++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->list = g_object_ref_sink (KEYRACK_PROFILE_LIST (keyrack_profile_list_new ()));
  fixture->model = g_list_store_new (KEYRACK_TYPE_PROFILE);
  fixture->acme = app_test_profile ("acme", "one", "eu");
  fixture->beta = app_test_profile ("Beta", "two", "us");
  fixture->coda = app_test_profile ("Coda", "three", "eu");

  g_list_store_append (fixture->model, fixture->coda);
  g_list_store_append (fixture->model, fixture->beta);
  g_list_store_append (fixture->model, fixture->acme);

  g_signal_connect_swapped (fixture->list, "picked", G_CALLBACK (picked_cb), fixture);
  g_object_set (fixture->list, "profiles", fixture->model, NULL);

  fixture->view = app_test_find (GTK_WIDGET (fixture->list), KEYRACK_TYPE_PROFILE_VIEW, NULL, NULL);
  g_object_get (fixture->view, "model", &fixture->shown, NULL);
  g_object_unref (fixture->shown);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->acme);
  g_assert_finalize_object (fixture->beta);
  g_assert_finalize_object (fixture->coda);
}

static void
assert_shown (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fixture->shown); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (fixture->shown, i);

      g_string_append_printf (names, "%s ", keyrack_profile_get_name (profile));
    }

  g_assert_cmpstr (names->str, ==, expected);
}

static void
assert_selected (Fixture        *fixture,
                 KeyrackProfile *expected)
{
  g_autoptr(KeyrackProfile) selected = NULL;

  g_object_get (fixture->view, "selected", &selected, NULL);
  g_assert_true (selected == expected);
}

static void
search (Fixture    *fixture,
        const char *text)
{
  GtkWidget *entry = app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_SEARCH_ENTRY, NULL, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  app_test_settle ();
}

static void
test_sorted (Fixture       *fixture,
             gconstpointer  user_data)
{
  assert_shown (fixture, "acme Beta Coda ");

  keyrack_profile_set_name (fixture->acme, "Zeta");
  app_test_settle ();
  assert_shown (fixture, "Beta Coda Zeta ");

  g_list_store_remove (fixture->model, 0);
  assert_shown (fixture, "Beta Zeta ");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_object_set (fixture->list, "selected", fixture->beta, NULL);
  g_assert_nonnull (app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_STACK, "visible-child-name", "list"));

  search (fixture, "COD");
  assert_shown (fixture, "Coda ");

  search (fixture, "european");
  assert_shown (fixture, "acme Coda ");

  search (fixture, "nowhere");
  assert_shown (fixture, "");
  g_assert_nonnull (app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_STACK, "visible-child-name", "no-match"));

  /* What is edited while it is searched for is found by its new words. */
  search (fixture, "prod");
  assert_shown (fixture, "");
  keyrack_profile_set_environment (fixture->acme, "Production");
  app_test_settle ();
  assert_shown (fixture, "acme ");

  search (fixture, "");
  assert_shown (fixture, "acme Beta Coda ");
  assert_selected (fixture, fixture->beta);
  g_assert_cmpuint (fixture->n_picked, ==, 0);
}

static void
test_summary (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(KeyrackTestResult) result = app_test_result (fixture->acme, KEYRACK_OUTCOME_OK);

  g_assert_nonnull (app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_LABEL, "label", "3 connections"));

  keyrack_profile_set_last_result (fixture->acme, result);
  app_test_settle ();
  g_assert_nonnull (app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_LABEL, "label", "1 of 3 works"));
}

/* Picking asks; only the property moves the mark. */
static void
test_pick (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_set (fixture->list, "selected", fixture->acme, NULL);
  assert_selected (fixture, fixture->acme);
  g_assert_cmpuint (fixture->n_picked, ==, 0);

  g_signal_emit_by_name (fixture->view, "picked", fixture->coda);
  g_assert_true (fixture->picked == fixture->coda);
  g_assert_cmpuint (fixture->n_picked, ==, 1);
  assert_selected (fixture, fixture->acme);

  g_object_set (fixture->list, "selected", fixture->coda, NULL);
  assert_selected (fixture, fixture->coda);
}

static void
test_draft (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) draft = keyrack_profile_new ();

  g_object_set (fixture->list, "draft", draft, "selected", draft, NULL);
  assert_shown (fixture, " acme Beta Coda ");
  assert_selected (fixture, draft);
  g_assert_nonnull (app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_LABEL, "label", "3 connections"));

  search (fixture, "beta");
  assert_shown (fixture, " Beta ");
  search (fixture, "");

  g_object_set (fixture->list, "draft", NULL, "selected", fixture->acme, NULL);
  assert_shown (fixture, "acme Beta Coda ");
  assert_selected (fixture, fixture->acme);
}

static void
assert_neighbour (Fixture        *fixture,
                  KeyrackProfile *expected)
{
  g_autoptr(KeyrackProfile) neighbour = keyrack_profile_list_dup_neighbour (fixture->list);

  g_assert_true (neighbour == expected);
}

static void
test_neighbour (Fixture       *fixture,
                gconstpointer  user_data)
{
  assert_neighbour (fixture, fixture->acme);

  g_object_set (fixture->list, "selected", fixture->beta, NULL);
  g_list_store_remove (fixture->model, 1);
  assert_neighbour (fixture, fixture->coda);

  g_object_set (fixture->list, "selected", fixture->coda, NULL);
  g_list_store_remove (fixture->model, 0);
  assert_neighbour (fixture, fixture->acme);

  search (fixture, "nowhere");
  assert_neighbour (fixture, fixture->acme);

  g_list_store_remove_all (fixture->model);
  assert_neighbour (fixture, NULL);
}

static void
assert_name (GtkWidget  *widget,
             const char *name)
{
  g_autofree char *problem =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_cmpstr (problem, ==, NULL);
}

static GtkWidget *
find_row (Fixture        *fixture,
          KeyrackProfile *profile)
{
  return keyrack_row_view_get_row_of (KEYRACK_ROW_VIEW (fixture->view), profile);
}

static gboolean
has_label (Fixture    *fixture,
           const char *text)
{
  GtkWidget *label = app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_LABEL, "label", text);

  return label != NULL && gtk_widget_get_visible (gtk_widget_get_parent (label));
}

static void
click (Fixture    *fixture,
       const char *button)
{
  g_signal_emit_by_name (app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_BUTTON, "label", button), "clicked");
  app_test_settle ();
}

/* What hides connections is said, remembered, and can be taken back at once. */
static void
test_filters (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);
  GtkWidget *list = GTK_WIDGET (fixture->list);

  keyrack_profile_set_environment (fixture->beta, "Production");
  g_assert_true (gtk_widget_activate_action (app_test_find (list, GTK_TYPE_MENU_BUTTON, "icon-name",
                                                            "view-sort-descending-symbolic"),
                                             "list-settings.list-environment", "s", "Production"));
  app_test_settle ();
  assert_shown (fixture, "Beta ");
  g_assert_true (has_label (fixture, "Showing Production"));

  g_settings_set_string (settings, "list-status", "failed");
  app_test_settle ();
  assert_shown (fixture, "");
  g_assert_true (has_label (fixture, "Showing failed · Production"));
  g_assert_nonnull (app_test_find (list, GTK_TYPE_STACK, "visible-child-name", "no-match"));
  g_assert_true (has_label (fixture, "No connection matches the filters"));

  search (fixture, "abc");
  g_assert_true (has_label (fixture, "No connection matches “abc”"));
  click (fixture, "Clear Search");
  g_assert_true (has_label (fixture, "No connection matches the filters"));

  click (fixture, "Clear Filters");
  assert_shown (fixture, "acme Beta Coda ");
  g_assert_false (has_label (fixture, "Showing failed · Production"));
}

/* What another program deletes can't stay chosen. */
static void
test_choice (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(KeyrackChoice) choice = NULL;

  g_object_get (fixture->view, "choice", &choice, NULL);
  keyrack_profile_list_toggle_choosing (fixture->list);
  keyrack_choice_set (choice, fixture->acme, TRUE);
  keyrack_choice_set (choice, fixture->beta, TRUE);
  g_assert_true (has_label (fixture, "2 selected"));

  /* A search hides, it does not let go. */
  search (fixture, "coda");
  g_assert_true (has_label (fixture, "2 selected"));

  g_list_store_remove (fixture->model, 1);
  g_assert_true (has_label (fixture, "1 selected"));
  g_assert_true (keyrack_choice_contains (choice, fixture->acme));

  keyrack_profile_list_toggle_choosing (fixture->list);
  g_assert_cmpuint (keyrack_choice_get_count (choice), ==, 0);
}

static gboolean
has_row (gpointer user_data)
{
  Fixture *fixture = user_data;

  return find_row (fixture, fixture->beta) != NULL;
}

static void
test_names (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWidget *list = GTK_WIDGET (fixture->list);

  app_test_show (list);
  app_test_wait (has_row, fixture);
  assert_name (find_row (fixture, fixture->beta), "Beta, two · us, Not tested");

  keyrack_profile_set_name (fixture->beta, "Gamma");
  app_test_settle ();
  assert_name (find_row (fixture, fixture->beta), "Gamma, two · us, Not tested");

  assert_name (fixture->view, "Connections");
  assert_name (app_test_find (list, GTK_TYPE_SEARCH_ENTRY, NULL, NULL), "Search Connections");
  assert_name (app_test_find (list, GTK_TYPE_BUTTON, "icon-name", "list-add-symbolic"), "New Connection");
  assert_name (app_test_find (list, GTK_TYPE_BUTTON, "icon-name", "selection-mode-symbolic"), "Select Connections");
  assert_name (app_test_find (app_test_find (list, KEYRACK_TYPE_MAIN_MENU, NULL, NULL),
                              GTK_TYPE_TOGGLE_BUTTON, NULL, NULL),
               "Main Menu");
  assert_name (app_test_find (app_test_find (list, KEYRACK_TYPE_FILTER_BUTTON, NULL, NULL),
                              GTK_TYPE_TOGGLE_BUTTON, NULL, NULL),
               "Filter Connections");

  app_test_close (list);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/profile-list/sorted", test_sorted);
  ADD ("/profile-list/search", test_search);
  ADD ("/profile-list/summary", test_summary);
  ADD ("/profile-list/pick", test_pick);
  ADD ("/profile-list/draft", test_draft);
  ADD ("/profile-list/neighbour", test_neighbour);
  ADD ("/profile-list/filters", test_filters);
  ADD ("/profile-list/choice", test_choice);
  ADD ("/profile-list/names", test_names);

  return g_test_run ();
}
