/* test-window.c: which page is shown, and what happens to unsaved edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"
#include "keyrack-connections.h"
#include "keyrack-draft-file.h"
#include "keyrack-profile-list.h"
#include "keyrack-profile-page.h"
#include "keyrack-profile-view.h"
#include "keyrack-tag-dialog.h"
#include "keyrack-window.h"
#include "waiting.h"

typedef struct
{
  char                *folder;
  KeyrackProfileStore *store;
  KeyrackHttpClient   *client;
  KeyrackJournal      *journal;
  GtkWidget           *window;
  gboolean             done;
} Fixture;

static gboolean
is_done (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->done;
}

static void
wait_until_done (Fixture *fixture)
{
  app_test_wait (is_done, fixture);
  fixture->done = FALSE;
  app_test_settle ();
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile =
    keyrack_profile_store_save_finish (KEYRACK_PROFILE_STORE (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (profile);
  fixture->done = TRUE;
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  keyrack_profile_store_remove_finish (KEYRACK_PROFILE_STORE (object), result, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  keyrack_profile_store_load_finish (KEYRACK_PROFILE_STORE (object), result, NULL);
  fixture->done = TRUE;
}

static void
load (Fixture *fixture)
{
  keyrack_profile_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  wait_until_done (fixture);
}

static void
add (Fixture    *fixture,
     const char *name,
     const char *instance)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile (name, instance, "eu");

  keyrack_profile_set_revision (profile, 0);
  keyrack_profile_store_save_async (fixture->store, profile, NULL, KEYRACK_SAVE_DEFAULT, NULL, saved_cb, fixture);
  wait_until_done (fixture);
}

static KeyrackProfile *
find_profile (Fixture    *fixture,
              const char *name)
{
  g_autoptr(GPtrArray) found = keyrack_profile_store_find_by_name (fixture->store, name);

  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

static void
delete_elsewhere (Fixture    *fixture,
                  const char *name)
{
  keyrack_profile_store_remove_async (fixture->store, keyrack_profile_get_id (find_profile (fixture, name)),
                                      NULL, removed_cb, fixture);
  wait_until_done (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("test");
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("keyrack-XXXXXX", &error);
  g_assert_no_error (error);

  fixture->store = keyrack_profile_store_new (fixture->folder, secrets);
  fixture->client = keyrack_http_client_new (settings);
  fixture->journal = keyrack_journal_new (fixture->folder, worker);
  fixture->window = g_object_ref (GTK_WIDGET (keyrack_window_new (NULL,
                                                                  fixture->store,
                                                                  fixture->client,
                                                                  fixture->journal,
                                                                  NULL)));
}

static void
set_up_three (Fixture       *fixture,
              gconstpointer  user_data)
{
  set_up (fixture, user_data);
  load (fixture);
  add (fixture, "Beta", "beta");
  add (fixture, "Acme", "acme");
  add (fixture, "Coda", "coda");
  app_test_show (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->window);

  /* Their threads may hold them for a moment more. */
  g_object_unref (fixture->journal);
  g_object_unref (fixture->client);
  g_object_unref (fixture->store);
  g_free (fixture->folder);
}

static KeyrackProfilePage *
get_page (Fixture *fixture)
{
  return (KeyrackProfilePage *) app_test_find (fixture->window, KEYRACK_TYPE_PROFILE_PAGE, NULL, NULL);
}

static const char *
get_stack_page (Fixture *fixture)
{
  GtkWidget *stack = app_test_find (fixture->window, GTK_TYPE_STACK, NULL, NULL);

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
assert_shown (Fixture    *fixture,
              const char *name)
{
  KeyrackProfile *profile = keyrack_profile_page_get_profile (get_page (fixture));
  GtkWidget *list = app_test_find (fixture->window, KEYRACK_TYPE_PROFILE_LIST, NULL, NULL);
  g_autoptr(KeyrackProfile) selected = NULL;

  g_object_get (list, "selected", &selected, NULL);

  g_assert_nonnull (profile);
  g_assert_cmpstr (keyrack_profile_get_name (profile), ==, name);
  g_assert_true (selected == profile);
}

static gboolean
is_composing (Fixture *fixture)
{
  GtkWidget *connections = app_test_find (fixture->window, KEYRACK_TYPE_CONNECTIONS, NULL, NULL);
  gboolean composing = FALSE;

  g_object_get (connections, "composing", &composing, NULL);

  return composing;
}

static void
pick (Fixture *fixture,
      guint    position)
{
  GtkWidget *list = app_test_find (fixture->window, KEYRACK_TYPE_PROFILE_LIST, NULL, NULL);
  GtkWidget *view = app_test_find (list, KEYRACK_TYPE_PROFILE_VIEW, NULL, NULL);
  g_autoptr(GListModel) model = NULL;
  g_autoptr(KeyrackProfile) profile = NULL;

  g_object_get (view, "model", &model, NULL);
  profile = g_list_model_get_item (model, position);
  g_signal_emit_by_name (view, "picked", profile);
  app_test_settle ();
}

static void
type_name (Fixture    *fixture,
           const char *name)
{
  GtkWidget *row = app_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "title", "Connection name");

  gtk_editable_set_text (GTK_EDITABLE (row), name);
  app_test_settle ();
  g_assert_true (keyrack_profile_page_get_dirty (get_page (fixture)));
}

static GtkWidget *
find_dialog (void)
{
  return app_test_find_anywhere (ADW_TYPE_MESSAGE_DIALOG, NULL, NULL);
}

static void
answer (const char *label)
{
  GtkWidget *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  g_signal_emit_by_name (app_test_find (dialog, GTK_TYPE_BUTTON, "label", label), "clicked");
  app_test_settle ();
  g_assert_null (find_dialog ());
}

/* Neither an empty list nor "No Connections Yet" before it is known. */
static void
test_loading (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_assert_cmpstr (get_stack_page (fixture), ==, "loading");

  load (fixture);
  g_assert_cmpstr (get_stack_page (fixture), ==, "first-run");
  g_assert_null (get_page (fixture));

  add (fixture, "Acme", "acme");
  g_assert_cmpstr (get_stack_page (fixture), ==, "connections");
  assert_shown (fixture, "Acme");
}

static void
test_problem (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "profiles.json", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (file, "no JSON", -1, &error);
  g_assert_no_error (error);

  load (fixture);
  g_assert_cmpstr (get_stack_page (fixture), ==, "problem");
  g_assert_nonnull (app_test_find (fixture->window, GTK_TYPE_LABEL, "label",
                                   keyrack_profile_store_get_problem (fixture->store)));
}

static void
test_pick (Fixture       *fixture,
           gconstpointer  user_data)
{
  pick (fixture, 0);
  assert_shown (fixture, "Acme");

  pick (fixture, 2);
  assert_shown (fixture, "Coda");
}

static void
test_pick_while_dirty (Fixture       *fixture,
                       gconstpointer  user_data)
{
  pick (fixture, 0);
  type_name (fixture, "Acme 2");

  pick (fixture, 1);
  answer ("_Cancel");
  assert_shown (fixture, "Acme");
  g_assert_true (keyrack_profile_page_get_dirty (get_page (fixture)));

  pick (fixture, 1);
  answer ("_Discard");
  assert_shown (fixture, "Beta");
  g_assert_nonnull (find_profile (fixture, "Acme"));
}

static gboolean
is_acme_renamed (gpointer user_data)
{
  return find_profile (user_data, "Zeta") != NULL;
}

static gboolean
is_beta_shown (gpointer user_data)
{
  KeyrackProfile *profile = keyrack_profile_page_get_profile (get_page (user_data));

  return profile != NULL && g_str_equal (keyrack_profile_get_name (profile), "Beta");
}

static void
test_save_and_pick (Fixture       *fixture,
                    gconstpointer  user_data)
{
  pick (fixture, 0);
  type_name (fixture, "Zeta");

  pick (fixture, 1);
  answer ("_Save");
  app_test_wait (is_acme_renamed, fixture);
  app_test_wait (is_beta_shown, fixture);
  app_test_settle ();
  assert_shown (fixture, "Beta");
}

static void
test_compose (Fixture       *fixture,
              gconstpointer  user_data)
{
  pick (fixture, 1);

  gtk_widget_activate_action (fixture->window, "win.new-connection", NULL);
  app_test_settle ();
  g_assert_true (is_composing (fixture));
  g_assert_null (keyrack_profile_page_get_profile (get_page (fixture)));

  /* Nothing was typed, so nothing is asked. */
  pick (fixture, 3);
  g_assert_false (is_composing (fixture));
  assert_shown (fixture, "Coda");
}

static void
test_discard_new (Fixture       *fixture,
                  gconstpointer  user_data)
{
  pick (fixture, 1);

  gtk_widget_activate_action (fixture->window, "win.new-connection", NULL);
  type_name (fixture, "New");
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.discard", NULL);
  app_test_settle ();

  g_assert_false (is_composing (fixture));
  assert_shown (fixture, "Beta");
}

static void
test_first_connection (Fixture       *fixture,
                       gconstpointer  user_data)
{
  load (fixture);
  app_test_show (fixture->window);
  g_assert_cmpstr (get_stack_page (fixture), ==, "first-run");

  gtk_widget_activate_action (fixture->window, "win.new-connection", NULL);
  app_test_settle ();
  g_assert_cmpstr (get_stack_page (fixture), ==, "connections");

  type_name (fixture, "New");
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.discard", NULL);
  app_test_settle ();
  g_assert_cmpstr (get_stack_page (fixture), ==, "first-run");
}

static void
test_deleted (Fixture       *fixture,
              gconstpointer  user_data)
{
  pick (fixture, 1);
  delete_elsewhere (fixture, "Beta");
  assert_shown (fixture, "Coda");

  delete_elsewhere (fixture, "Acme");
  assert_shown (fixture, "Coda");

  delete_elsewhere (fixture, "Coda");
  g_assert_cmpstr (get_stack_page (fixture), ==, "first-run");
  g_assert_null (keyrack_profile_page_get_profile (get_page (fixture)));
}

/* What was typed for it stays. */
static void
test_deleted_while_dirty (Fixture       *fixture,
                          gconstpointer  user_data)
{
  pick (fixture, 1);
  type_name (fixture, "Beta 2");
  delete_elsewhere (fixture, "Beta");

  g_assert_true (keyrack_profile_page_get_dirty (get_page (fixture)));
  g_assert_null (find_dialog ());

  delete_elsewhere (fixture, "Acme");
  delete_elsewhere (fixture, "Coda");
  g_assert_cmpstr (get_stack_page (fixture), ==, "connections");

  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.discard", NULL);
  app_test_settle ();
  g_assert_cmpstr (get_stack_page (fixture), ==, "first-run");
}

static gboolean
has_toast (gpointer user_data)
{
  Fixture *fixture = user_data;

  return app_test_find (fixture->window, GTK_TYPE_BUTTON, "action-name", "win.undo-delete") != NULL;
}

static gboolean
has_no_toast (gpointer user_data)
{
  return !has_toast (user_data);
}

static void
start_deleting (Fixture    *fixture,
                const char *name)
{
  const char *ids[] = { keyrack_profile_get_id (find_profile (fixture, name)), NULL };

  gtk_widget_activate_action (fixture->window, "win.delete", "^as", ids);
  app_test_settle ();
}

static gboolean
has_one_less (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (fixture->store)) == 2;
}

static gboolean
has_three (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (fixture->store)) == 3;
}

static void
undo (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->window, "win.undo-delete", NULL);
  app_test_wait (has_three, fixture);
  app_test_wait (has_no_toast, fixture);
}

static void
test_delete_and_undo (Fixture       *fixture,
                      gconstpointer  user_data)
{
  pick (fixture, 1);
  start_deleting (fixture, "Beta");
  app_test_wait (has_toast, fixture);
  g_assert_true (has_one_less (fixture));
  g_assert_null (find_dialog ());
  assert_shown (fixture, "Coda");
  g_assert_nonnull (app_test_find (fixture->window, GTK_TYPE_LABEL, "label", "“Beta” deleted"));

  undo (fixture);
  assert_shown (fixture, "Beta");

  /* Nothing is left to undo. */
  gtk_widget_activate_action (fixture->window, "win.undo-delete", NULL);
  app_test_settle ();
  g_assert_true (has_three (fixture));
}

static void
released_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (keyrack_profile_store_release_finish (KEYRACK_PROFILE_STORE (object), result, NULL));
  fixture->done = TRUE;
}

/* Whoever keeps the toast for too long gets the connection back without its secret, and is told. */
static void
test_undo_too_late (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) beta = keyrack_profile_dup (find_profile (fixture, "Beta"));
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("s3cret", -1);
  const char * const ids[] = { keyrack_profile_get_id (beta), NULL };

  keyrack_secret_store_set_session_only (keyrack_profile_store_get_secrets (fixture->store), TRUE);
  keyrack_profile_store_save_async (fixture->store, beta, secret, KEYRACK_SAVE_DEFAULT, NULL, saved_cb, fixture);
  wait_until_done (fixture);

  start_deleting (fixture, "Beta");
  app_test_wait (has_toast, fixture);
  keyrack_profile_store_release_async (fixture->store, ids, NULL, released_cb, fixture);
  wait_until_done (fixture);
  undo (fixture);
  g_assert_nonnull (app_test_find (fixture->window, GTK_TYPE_LABEL, "label", "“Beta” is back without its secret"));
}

/* The keyboard is at the menu of the page when the connection was deleted from there. */
static void
test_delete_and_undo_in_page (Fixture       *fixture,
                              gconstpointer  user_data)
{
  GtkWidget *page = GTK_WIDGET (get_page (fixture));

  pick (fixture, 1);
  start_deleting (fixture, "Beta");
  app_test_wait (has_toast, fixture);

  gtk_widget_grab_focus (app_test_find (page, ADW_TYPE_ENTRY_ROW, "title", "Connection name"));
  gtk_widget_activate_action (page, "page.undo", NULL);
  app_test_settle ();
  g_assert_true (has_one_less (fixture));

  gtk_widget_grab_focus (app_test_find (page, GTK_TYPE_MENU_BUTTON, NULL, NULL));
  gtk_widget_activate_action (page, "page.undo", NULL);
  app_test_wait (has_three, fixture);
}

static GtkWidget *
find_undo (Fixture *fixture)
{
  return app_test_find (fixture->window, GTK_TYPE_BUTTON, "action-name", "page.undo-discard");
}

static gboolean
has_no_undo (gpointer user_data)
{
  return find_undo (user_data) == NULL;
}

/* What one connection offers is not done to the next one. */
static void
test_discard_and_pick (Fixture       *fixture,
                       gconstpointer  user_data)
{
  pick (fixture, 0);
  type_name (fixture, "Acme 2");
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.discard", NULL);
  app_test_settle ();
  g_assert_nonnull (find_undo (fixture));
  gtk_widget_activate_action (find_undo (fixture), "page.undo-discard", NULL);
  g_assert_true (keyrack_profile_page_get_dirty (get_page (fixture)));

  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.discard", NULL);
  app_test_settle ();
  pick (fixture, 1);
  app_test_wait (has_no_undo, fixture);
}

static gboolean
offers_two (gpointer user_data)
{
  Fixture *fixture = user_data;

  return app_test_find (fixture->window, GTK_TYPE_LABEL, "label", "2 connections deleted") != NULL;
}

/* One toast, and one way back for all of it. */
static void
test_delete_twice (Fixture       *fixture,
                   gconstpointer  user_data)
{
  start_deleting (fixture, "Beta");
  app_test_wait (has_toast, fixture);
  start_deleting (fixture, "Acme");
  app_test_wait (offers_two, fixture);
  undo (fixture);
}

static void
test_delete_while_dirty (Fixture       *fixture,
                         gconstpointer  user_data)
{
  pick (fixture, 0);
  type_name (fixture, "Acme 2");

  start_deleting (fixture, "Acme");
  answer ("_Cancel");
  g_assert_true (has_three (fixture));
  g_assert_true (keyrack_profile_page_get_dirty (get_page (fixture)));

  /* What is typed for one does not hinder deleting another. */
  start_deleting (fixture, "Beta");
  app_test_wait (has_one_less, fixture);
  app_test_wait (has_toast, fixture);
  undo (fixture);

  start_deleting (fixture, "Acme");
  answer ("_Discard");
  app_test_wait (has_one_less, fixture);
  g_assert_null (find_profile (fixture, "Acme"));
}

static void
test_ask_before_deleting (Fixture       *fixture,
                          gconstpointer  user_data)
{
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);

  g_settings_set_boolean (settings, "ask-before-deleting", TRUE);
  pick (fixture, 0);

  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.delete", NULL);
  app_test_settle ();
  answer ("_Cancel");
  g_assert_true (has_three (fixture));

  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.delete", NULL);
  app_test_settle ();
  answer ("_Delete");
  app_test_wait (has_one_less, fixture);

  g_settings_reset (settings, "ask-before-deleting");
}

/* Names are never markup, not even in a toast. */
static void
test_delete_markup (Fixture       *fixture,
                    gconstpointer  user_data)
{
  add (fixture, "<b>R&D", "rd");
  start_deleting (fixture, "<b>R&D");
  app_test_wait (has_toast, fixture);
  g_assert_nonnull (app_test_find (fixture->window, GTK_TYPE_LABEL, "label", "“&lt;b&gt;R&amp;D” deleted"));
}

static void
test_close (Fixture       *fixture,
            gconstpointer  user_data)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_false (gtk_widget_get_visible (fixture->window));
}

static void
test_close_while_dirty (Fixture       *fixture,
                        gconstpointer  user_data)
{
  pick (fixture, 0);
  type_name (fixture, "Acme 2");

  gtk_window_close (GTK_WINDOW (fixture->window));
  app_test_settle ();
  answer ("_Cancel");
  g_assert_true (gtk_widget_get_visible (fixture->window));
  assert_shown (fixture, "Acme");

  gtk_window_close (GTK_WINDOW (fixture->window));
  app_test_settle ();
  answer ("_Discard");
  g_assert_false (gtk_widget_get_visible (fixture->window));
}

/* Asked twice, answered once. */
static void
test_close_twice (Fixture       *fixture,
                  gconstpointer  user_data)
{
  pick (fixture, 0);
  type_name (fixture, "Acme 2");

  gtk_window_close (GTK_WINDOW (fixture->window));
  gtk_window_close (GTK_WINDOW (fixture->window));
  app_test_settle ();
  answer ("_Cancel");
  g_assert_true (gtk_widget_get_visible (fixture->window));
}

/* Who walks through the list with the keyboard stays in the list. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWidget *list = app_test_find (fixture->window, KEYRACK_TYPE_PROFILE_LIST, NULL, NULL);

  gtk_widget_activate_action (fixture->window, "win.search", NULL);
  app_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), list));

  pick (fixture, 2);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), list));
}

static gboolean
is_folded (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *leaflet = app_test_find (fixture->window, ADW_TYPE_LEAFLET, NULL, NULL);

  return adw_leaflet_get_folded (ADW_LEAFLET (leaflet));
}

static const char *
get_pane (Fixture *fixture)
{
  GtkWidget *leaflet = app_test_find (fixture->window, ADW_TYPE_LEAFLET, NULL, NULL);

  return adw_leaflet_get_visible_child_name (ADW_LEAFLET (leaflet));
}

static void
test_folded (Fixture       *fixture,
             gconstpointer  user_data)
{
  load (fixture);
  add (fixture, "Acme", "acme");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  app_test_show (fixture->window);
  app_test_wait (is_folded, fixture);
  app_test_settle ();

  g_assert_cmpstr (get_pane (fixture), ==, "list");

  pick (fixture, 0);
  g_assert_cmpstr (get_pane (fixture), ==, "page");
  assert_shown (fixture, "Acme");

  /* The same row can be picked again: nothing is marked in a list that stands alone. */
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "page.back", NULL);
  app_test_settle ();
  g_assert_cmpstr (get_pane (fixture), ==, "list");
  pick (fixture, 0);
  g_assert_cmpstr (get_pane (fixture), ==, "page");

  gtk_widget_activate_action (fixture->window, "win.search", NULL);
  g_assert_cmpstr (get_pane (fixture), ==, "list");
  gtk_widget_activate_action (fixture->window, "win.new-connection", NULL);
  g_assert_cmpstr (get_pane (fixture), ==, "page");

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
}

/* The next window shows what the last one did. */
static void
test_selected (Fixture       *fixture,
               gconstpointer  user_data)
{
  pick (fixture, 2);
  assert_shown (fixture, "Coda");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->window);

  fixture->window = g_object_ref (GTK_WIDGET (keyrack_window_new (NULL, fixture->store, fixture->client,
                                                                  fixture->journal, NULL)));
  app_test_show (fixture->window);
  assert_shown (fixture, "Coda");
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (keyrack_draft_file_save_finish (KEYRACK_DRAFT_FILE (object), result, NULL));
  fixture->done = TRUE;
}

/* A new window finds the draft of a new connection, as a crash leaves it. */
static void
start_with_draft (Fixture        *fixture,
                  KeyrackProfile *values)
{
  KeyrackDraftFile *drafts = keyrack_draft_file_new (fixture->folder);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->window);

  keyrack_draft_file_save_async (drafts, values, TRUE, kept_cb, fixture);
  wait_until_done (fixture);
  assert_goes_away (drafts);

  fixture->window = g_object_ref (GTK_WIDGET (keyrack_window_new (NULL, fixture->store, fixture->client,
                                                                  fixture->journal, NULL)));
  app_test_show (fixture->window);
}

static gboolean
has_no_draft (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !keyrack_draft_file_is_left (fixture->folder);
}

static gboolean
is_dirty (gpointer user_data)
{
  return keyrack_profile_page_get_dirty (get_page (user_data));
}

/* Saved and killed before its draft could go: it is not offered a second time. */
static void
test_draft_of_saved (Fixture       *fixture,
                     gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) values = keyrack_profile_dup (find_profile (fixture, "Beta"));

  start_with_draft (fixture, values);
  app_test_wait (has_no_draft, fixture);
  g_assert_false (is_dirty (fixture));
  g_assert_false (is_composing (fixture));

  /* What was typed after the save is an edit of it. */
  keyrack_profile_set_name (values, "Beta and more");
  start_with_draft (fixture, values);
  app_test_wait (is_dirty, fixture);
  assert_shown (fixture, "Beta");
  g_assert_false (is_composing (fixture));
}

static void
test_size (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 1000);
  g_assert_cmpint (height, ==, 700);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 640);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 480);

  g_settings_reset (settings, "window-width");
  g_settings_reset (settings, "window-height");
}

/* What a long task shows comes in place of the connections; the keyboard finds its way back. */
static void
test_page_of_task (Fixture       *fixture,
                   gconstpointer  user_data)
{
  KeyrackWindow *window = KEYRACK_WINDOW (fixture->window);
  GtkWidget *list = app_test_find (fixture->window, KEYRACK_TYPE_PROFILE_LIST, NULL, NULL);
  GtkWidget *page = gtk_button_new_with_label ("Task");

  pick (fixture, 2);
  keyrack_window_show_page (window, page);
  app_test_settle ();
  g_assert_true (keyrack_window_get_page (window) == page);
  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_false (gtk_widget_get_mapped (list));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == page);

  gtk_widget_activate_action (fixture->window, "win.back", NULL);
  app_test_settle ();
  g_assert_null (keyrack_window_get_page (window));
  g_assert_true (gtk_widget_get_mapped (list));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), list));

  /* Whatever is about a connection leads to it. */
  keyrack_window_show_page (window, gtk_button_new_with_label ("Task"));
  gtk_widget_activate_action (fixture->window, "win.show-connection", "s",
                              keyrack_profile_get_id (find_profile (fixture, "Beta")));
  app_test_settle ();
  assert_shown (fixture, "Beta");
  g_assert_true (gtk_widget_get_mapped (list));
}

static gboolean
offers_undo (gpointer user_data)
{
  Fixture *fixture = user_data;

  return app_test_find (fixture->window, GTK_TYPE_BUTTON, "label", "Undo") != NULL;
}

static gboolean
has_no_environment (gpointer user_data)
{
  Fixture *fixture = user_data;

  return *keyrack_profile_get_environment (find_profile (fixture, "Acme")) == '\0';
}

/* What was done to it since is not taken back along with the rest. */
static void
test_undo_put (Fixture       *fixture,
               gconstpointer  user_data)
{
  GtkWidget *connections = app_test_find (fixture->window, KEYRACK_TYPE_CONNECTIONS, NULL, NULL);
  const char * const tags[] = { "later", NULL };
  const char *ids[] = { keyrack_profile_get_id (find_profile (fixture, "Acme")), NULL };
  g_autoptr(KeyrackProfile) tagged = NULL;

  gtk_widget_activate_action (connections, "many.put", "(^assss)", ids, "environment", "Production", "Production");
  app_test_wait (offers_undo, fixture);
  g_assert_false (has_no_environment (fixture));

  tagged = keyrack_profile_dup (find_profile (fixture, "Acme"));
  keyrack_profile_set_tags (tagged, tags);
  keyrack_profile_store_save_async (fixture->store, tagged, NULL, KEYRACK_SAVE_DEFAULT, NULL, saved_cb, fixture);
  wait_until_done (fixture);

  g_signal_emit_by_name (app_test_find (fixture->window, GTK_TYPE_BUTTON, "label", "Undo"), "clicked");
  app_test_wait (has_no_environment, fixture);
  g_assert_cmpstrv (keyrack_profile_get_tags (find_profile (fixture, "Acme")), tags);
}

static GtkWidget *
find_tag_dialog (void)
{
  return app_test_find_anywhere (KEYRACK_TYPE_TAG_DIALOG, NULL, NULL);
}

/* While its tags are chosen. */
static void
test_tagged_but_gone (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *connections = app_test_find (fixture->window, KEYRACK_TYPE_CONNECTIONS, NULL, NULL);
  const char *ids[] = { NULL, NULL };

  g_ptr_array_add (candidates, keyrack_profile_dup (find_profile (fixture, "Acme")));
  ids[0] = keyrack_profile_get_id (candidates->pdata[0]);
  gtk_widget_activate_action (connections, "many.tag", "^as", ids);
  delete_elsewhere (fixture, "Acme");

  g_signal_emit_by_name (find_tag_dialog (), "chosen", candidates);
  gtk_window_destroy (GTK_WINDOW (find_tag_dialog ()));
  add (fixture, "Zeta", "zeta");
  g_assert_null (find_profile (fixture, "Acme"));
}

#define ADD(path, set_up_func, func) g_test_add (path, Fixture, NULL, set_up_func, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/window/loading", set_up, test_loading);
  ADD ("/window/problem", set_up, test_problem);
  ADD ("/window/size", set_up, test_size);
  ADD ("/window/selected", set_up_three, test_selected);
  ADD ("/window/draft-of-saved", set_up_three, test_draft_of_saved);
  ADD ("/window/focus", set_up_three, test_focus);
  ADD ("/window/folded", set_up, test_folded);
  ADD ("/window/pick", set_up_three, test_pick);
  ADD ("/window/pick-while-dirty", set_up_three, test_pick_while_dirty);
  ADD ("/window/save-and-pick", set_up_three, test_save_and_pick);
  ADD ("/window/compose", set_up_three, test_compose);
  ADD ("/window/discard-new", set_up_three, test_discard_new);
  ADD ("/window/first-connection", set_up, test_first_connection);
  ADD ("/window/deleted", set_up_three, test_deleted);
  ADD ("/window/deleted-while-dirty", set_up_three, test_deleted_while_dirty);
  ADD ("/window/delete-and-undo", set_up_three, test_delete_and_undo);
  ADD ("/window/undo-too-late", set_up_three, test_undo_too_late);
  ADD ("/window/delete-and-undo-in-page", set_up_three, test_delete_and_undo_in_page);
  ADD ("/window/discard-and-pick", set_up_three, test_discard_and_pick);
  ADD ("/window/delete-twice", set_up_three, test_delete_twice);
  ADD ("/window/delete-while-dirty", set_up_three, test_delete_while_dirty);
  ADD ("/window/ask-before-deleting", set_up_three, test_ask_before_deleting);
  ADD ("/window/page-of-task", set_up_three, test_page_of_task);
  ADD ("/window/tagged-but-gone", set_up_three, test_tagged_but_gone);
  ADD ("/window/undo-put", set_up_three, test_undo_put);
  ADD ("/window/delete-markup", set_up_three, test_delete_markup);
  ADD ("/window/close", set_up_three, test_close);
  ADD ("/window/close-while-dirty", set_up_three, test_close_while_dirty);
  ADD ("/window/close-twice", set_up_three, test_close_twice);

  return g_test_run ();
}
