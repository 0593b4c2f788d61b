/* test-permissions-page.c: the page of the permissions of all connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-permission-cell.h"
#include "keyrack-permission-keeper.h"
#include "keyrack-permission-name.h"
#include "keyrack-permissions-page.h"
#include "store-steps.h"
#include "waiting.h"

#define REMOTE_ACTIONS KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS)
#define WORKFLOWS      KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_WORKFLOWS)
#define NQL            KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL)

typedef struct
{
  Place                   *place;
  KeyrackSecretStore      *secrets;
  KeyrackProfileStore     *store;
  KeyrackManyTest         *many_test;
  KeyrackPermissionKeeper *keeper;
  KeyrackProfile          *beacon;
  KeyrackProfile          *alder;
  GtkWidget               *page;
} Fixture;

static KeyrackProfile *
add (Fixture    *fixture,
     const char *name)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile (name, "acme", "eu");
  g_autoptr(GError) error = NULL;
  KeyrackProfile *saved = NULL;

  keyrack_profile_set_revision (profile, 0);
  saved = profiles_save (fixture->store, profile, NULL, KEYRACK_SAVE_DEFAULT, &error);
  g_assert_no_error (error);

  return saved;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackHttpClient) client = keyrack_http_client_new (settings);
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("test");
  g_autoptr(KeyrackJournal) journal = NULL;

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  journal = keyrack_journal_new (fixture->place->folder, worker);
  fixture->many_test = keyrack_many_test_new (client, fixture->secrets, journal);
  fixture->keeper = keyrack_permission_keeper_new (fixture->store);
  fixture->beacon = add (fixture, "Beacon Energy");
  fixture->alder = add (fixture, "Alder Bank");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_close (fixture->page);
  g_assert_finalize_object (fixture->page);
  g_object_unref (fixture->beacon);
  g_object_unref (fixture->alder);
  g_assert_finalize_object (fixture->keeper);
  g_object_unref (fixture->many_test);
  g_object_unref (fixture->store);
  secrets_drain (fixture->secrets);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}

static void
show (Fixture            *fixture,
      const char * const *ids)
{
  fixture->page = g_object_ref_sink (keyrack_permissions_page_new (fixture->store, fixture->many_test, ids, NULL));
  app_test_show (fixture->page);
}

typedef struct
{
  KeyrackProfile *profile;
  gint64          checked_at;
} Awaited;

static gboolean
is_noted (gpointer user_data)
{
  Awaited *awaited = user_data;
  const KeyrackPermissionRecord *record = keyrack_profile_get_permission_record (awaited->profile);

  return record != NULL && record->checked_at == awaited->checked_at;
}

/* As any test does it: the keeper sees to the rest. */
static void
check (KeyrackProfile     *profile,
       gint64              checked_at,
       KeyrackPermissions  granted,
       KeyrackPermissions  refused)
{
  KeyrackPermissionFindings findings = { .checked_at = checked_at, .granted = granted, .refused = refused };
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_OK, .permissions = &findings };
  g_autoptr(KeyrackTestResult) result = NULL;
  Awaited awaited = { profile, checked_at };

  facts.values.profile_id = (char *) keyrack_profile_get_id (profile);
  facts.values.instance = (char *) keyrack_profile_get_instance (profile);
  facts.values.region = (char *) keyrack_profile_get_region (profile);
  facts.values.client_id = (char *) keyrack_profile_get_client_id (profile);
  facts.values.secret_ref = (char *) keyrack_profile_get_secret_ref (profile);
  result = keyrack_test_result_new (&facts);
  keyrack_profile_set_last_result (profile, result);
  app_test_wait (is_noted, &awaited);
  app_test_settle ();
}

static void
assert_says (Fixture    *fixture,
             const char *text)
{
  GtkWidget *label = app_test_find (fixture->page, GTK_TYPE_LABEL, "label", text);

  if (label == NULL || !gtk_widget_get_mapped (label))
    g_error ("“%s” is not to be seen", text);
}

static gboolean
has_cell (Fixture    *fixture,
          const char *tooltip)
{
  return app_test_find (fixture->page, KEYRACK_TYPE_PERMISSION_CELL, "tooltip-text", tooltip) != NULL;
}

static GtkColumnView *
get_table (Fixture *fixture)
{
  return GTK_COLUMN_VIEW (app_test_find (fixture->page, GTK_TYPE_COLUMN_VIEW, NULL, NULL));
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (get_table (fixture))));
}

static void
test_life (Fixture       *fixture,
           gconstpointer  user_data)
{
  show (fixture, NULL);
  assert_says (fixture, "Not checked yet");
  assert_says (fixture, "Three read-only requests for each connection. The one for NQL can count toward a daily limit.");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_true (has_cell (fixture, "Beacon Energy, NQL: not checked"));
  g_assert_true (has_cell (fixture, "Beacon Energy, Spark: can’t be checked"));
  g_assert_nonnull (app_test_find (fixture->page, GTK_TYPE_BUTTON, "label", "Check"));
}

/* One loses a permission; it stands out, says so, and is taken for meant. */
static void
test_difference (Fixture       *fixture,
                 gconstpointer  user_data)
{
  show (fixture, NULL);
  check (fixture->alder, 1000, NQL, WORKFLOWS);
  check (fixture->beacon, 1000, NQL | REMOTE_ACTIONS, WORKFLOWS);
  assert_says (fixture, "Nothing is missing");

  check (fixture->beacon, 2000, NQL, REMOTE_ACTIONS | WORKFLOWS);
  assert_says (fixture, "1 connection lacks a permission");
  assert_says (fixture, "Remote Actions missing");
  g_assert_true (has_cell (fixture, "Beacon Energy, Remote Actions: missing"));
  g_assert_true (has_cell (fixture, "Beacon Energy, Workflows: refused"));
  g_assert_true (has_cell (fixture, "Alder Bank, Remote Actions: could not tell"));

  g_object_set (fixture->page, "filter", "missing", NULL);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  gtk_selection_model_select_item (gtk_column_view_get_model (get_table (fixture)), 0, TRUE);
  assert_says (fixture, "Beacon Energy: The tick for Remote Actions is missing.");
  assert_says (fixture,
               "Before: NQL, Remote Actions; now: NQL. A new credential starts without ticks; set it in Nexthink "
               "and check again.");

  gtk_widget_activate_action (fixture->page, "permissions.accept", "s", keyrack_profile_get_id (fixture->beacon));
  secrets_drain (fixture->secrets);
  app_test_settle ();
  assert_says (fixture, "Nothing is missing");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_cmphex (keyrack_profile_get_missing_permissions (fixture->beacon), ==, 0);
}

static void
test_chosen (Fixture       *fixture,
             gconstpointer  user_data)
{
  const char *ids[] = { keyrack_profile_get_id (fixture->alder), NULL };

  show (fixture, ids);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  g_assert_nonnull (app_test_find (fixture->page, ADW_TYPE_WINDOW_TITLE, "subtitle", "1 of 2 connections"));
}

static gboolean
is_hidden (gpointer user_data)
{
  return !gtk_widget_get_mapped (user_data);
}

static gboolean
is_shown (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

/* A narrow window does not grow for it; a wide one has a legend. */
static void
test_room (Fixture       *fixture,
           gconstpointer  user_data)
{
  int min_width = 0;

  fixture->page = g_object_ref_sink (keyrack_permissions_page_new (fixture->store, fixture->many_test, NULL, NULL));
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  g_assert_cmpint (min_width, <=, 360);

  app_test_show (fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (fixture->page)), 1000, 600);
  app_test_wait (is_shown, app_test_find (fixture->page, GTK_TYPE_FLOW_BOX, NULL, NULL));
}

/* Where there is no room for columns there are words. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  user_data)
{
  GtkWidget *words = NULL;
  int min_width = 0;

  show (fixture, NULL);
  check (fixture->beacon, 1000, NQL | REMOTE_ACTIONS, WORKFLOWS);
  check (fixture->beacon, 2000, NQL, REMOTE_ACTIONS | WORKFLOWS);
  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (fixture->page)), 360, 600);
  app_test_wait (is_hidden, get_table (fixture));
  app_test_wait (is_hidden, app_test_find (fixture->page, GTK_TYPE_FLOW_BOX, NULL, NULL));

  words = app_test_find (fixture->page, GTK_TYPE_LABEL, "label", "Before: NQL, Remote Actions; now: NQL.");
  g_assert_nonnull (words);
  g_assert_true (gtk_widget_get_mapped (words));
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  g_assert_cmpint (min_width, <=, 360);
}

static gboolean
is_idle (gpointer user_data)
{
  return !keyrack_many_test_get_running (user_data);
}

/* There is no secret: nothing is asked, and that is said. */
static void
test_check (Fixture       *fixture,
            gconstpointer  user_data)
{
  show (fixture, NULL);
  gtk_widget_activate_action (fixture->page, "permissions.check", NULL);
  g_assert_true (keyrack_test_run_get_checks_permissions (keyrack_many_test_get_run (fixture->many_test)));
  app_test_wait (is_idle, fixture->many_test);
  app_test_settle ();
  assert_says (fixture, "Not checked yet");
  assert_says (fixture, "No secret is stored for “Alder Bank”");
}

#define ADD(name, func) g_test_add ("/permissions-page/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("life", test_life);
  ADD ("difference", test_difference);
  ADD ("chosen", test_chosen);
  ADD ("room", test_room);
  ADD ("narrow", test_narrow);
  ADD ("check", test_check);

  return g_test_run ();
}
