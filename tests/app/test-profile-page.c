/* test-profile-page.c: typing, testing and keeping a connection, with real stores and a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-draft-file.h"
#include "keyrack-connection-form.h"
#include "keyrack-profile-page.h"
#include "keyrack-test-result-view.h"
#include "keyrack-test-session.h"
#include "stand-in.h"
#include "store-steps.h"

#define SECRET "canary-of-the-page"
#define NEW_SECRET "canary-after-rotation"

typedef struct
{
  Place               *place;
  KeyrackStandIn      *stand_in;
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *store;
  KeyrackJournal      *journal;
  KeyrackHttpClient   *client;
  KeyrackProfilePage  *page;
  guint                n_saved;
  guint                n_closed;
} Fixture;

static void
saved_cb (Fixture *fixture)
{
  fixture->n_saved++;
}

static void
closed_cb (Fixture *fixture)
{
  fixture->n_closed++;
}

static KeyrackHttpClient *
client_new (KeyrackStandIn *stand_in)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  settings->connect_to = g_strdup (keyrack_stand_in_get_address (stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (stand_in));
  settings->proxy = g_strdup ("");

  return keyrack_http_client_new (settings);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("journal");
  g_autoptr(GError) error = NULL;

  fixture->place = place_new ();
  fixture->stand_in = keyrack_stand_in_start ("[]");
  keyrack_stand_in_add (fixture->stand_in, "acme", "eu", "id-of-acme", SECRET);

  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  fixture->journal = keyrack_journal_new (fixture->place->folder, worker);
  fixture->client = client_new (fixture->stand_in);
  profiles_load (fixture->store, &error);
  g_assert_no_error (error);

  fixture->page = g_object_ref_sink (KEYRACK_PROFILE_PAGE (keyrack_profile_page_new ()));
  g_object_set (fixture->page,
                "store", fixture->store,
                "journal", fixture->journal,
                "client", fixture->client,
                NULL);
  g_signal_connect_swapped (fixture->page, "saved", G_CALLBACK (saved_cb), fixture);
  g_signal_connect_swapped (fixture->page, "closed", G_CALLBACK (closed_cb), fixture);
  app_test_show (GTK_WIDGET (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_close (GTK_WIDGET (fixture->page));
  g_assert_finalize_object (fixture->page);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->secrets);
  keyrack_stand_in_stop (fixture->stand_in);
  place_free (fixture->place);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL);
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row = app_test_find (GTK_WIDGET (fixture->page), ADW_TYPE_ENTRY_ROW, "title", title);

  g_assert_nonnull (row);

  return row;
}

static void
enter (Fixture    *fixture,
       const char *title,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, title)), text);
}

static void
enter_acme (Fixture *fixture)
{
  enter (fixture, "Connection name", "Acme");
  enter (fixture, "Instance name", "https://acme.eu.nexthink.cloud/");
  enter (fixture, "Client ID", "id-of-acme");
  enter (fixture, "Client secret", SECRET);
}

static KeyrackTestSession *
get_session (Fixture *fixture)
{
  KeyrackTestSession *session = NULL;

  g_object_get (fixture->page, "session", &session, NULL);
  g_object_unref (session);

  return session;
}

static gboolean
is_idle (gpointer user_data)
{
  return !keyrack_test_session_get_running (user_data);
}

static gboolean
was_saved (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->n_saved > 0;
}

static void
run_test (Fixture *fixture)
{
  activate (fixture, "page.test");
  g_assert_true (keyrack_test_session_get_running (get_session (fixture)));
  app_test_wait (is_idle, get_session (fixture));
  app_test_settle ();
}

static void
save (Fixture *fixture)
{
  fixture->n_saved = 0;
  activate (fixture, "page.save");
  app_test_wait (was_saved, fixture);
  g_assert_false (keyrack_profile_page_get_dirty (fixture->page));
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  GtkWidget *label = app_test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, "label", text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static gboolean
is_suggested (Fixture    *fixture,
              const char *label)
{
  GtkWidget *button = app_test_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);

  return gtk_widget_has_css_class (button, "suggested-action");
}

static gboolean
is_stale (Fixture *fixture)
{
  gboolean stale = FALSE;

  g_object_get (fixture->page, "stale", &stale, NULL);

  return stale;
}

/* The main job: type it, test it, keep it, and find it again. */
static void
test_type_test_save (Fixture       *fixture,
                    gconstpointer  user_data)
{
  KeyrackProfile *profile = NULL;
  g_autofree char *secret = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_page_start_new (fixture->page);
  g_assert_false (keyrack_profile_page_get_dirty (fixture->page));
  enter_acme (fixture);
  g_assert_true (keyrack_profile_page_get_dirty (fixture->page));
  g_assert_true (is_suggested (fixture, "Test Connection"));
  g_assert_false (is_suggested (fixture, "Save"));

  run_test (fixture);
  g_assert_true (shows (fixture, "Works"));
  g_assert_false (is_suggested (fixture, "Test Connection"));
  g_assert_true (is_suggested (fixture, "Save"));

  save (fixture);
  profile = keyrack_profile_page_get_profile (fixture->page);
  g_assert_true (keyrack_profile_store_find (fixture->store, keyrack_profile_get_id (profile)) == profile);
  g_assert_cmpstr (keyrack_profile_get_instance (profile), ==, "acme");
  g_assert_cmpstr (keyrack_profile_get_region (profile), ==, "eu");
  g_assert_true (shows (fixture, "Works"));
  g_assert_false (is_stale (fixture));

  /* What was found before saving is the stored connection's result now. */
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_profile_get_last_result (profile)), ==, KEYRACK_OUTCOME_OK);
  g_assert_true (keyrack_profile_get_last_result (profile) ==
                 keyrack_test_session_get_result (get_session (fixture)));

  secret = secrets_lookup (fixture->secrets, keyrack_profile_get_secret_ref (profile), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, SECRET);
}

static void
test_rotated (Fixture       *fixture,
              gconstpointer  user_data)
{
  KeyrackProfile *profile = NULL;

  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  save (fixture);
  g_assert_true (shows (fixture, "Saved, not tested yet; a test changes nothing in Nexthink"));
  g_assert_true (is_suggested (fixture, "Test Connection"));
  profile = keyrack_profile_page_get_profile (fixture->page);

  keyrack_stand_in_rotate (fixture->stand_in, "acme", "eu", "id-of-acme", NEW_SECRET);
  run_test (fixture);
  g_assert_cmpint (keyrack_test_result_get_verdict (keyrack_profile_get_last_result (profile)), ==,
                   KEYRACK_VERDICT_REFUSED);
  g_assert_false (is_stale (fixture));

  enter (fixture, "Client secret", NEW_SECRET);
  g_assert_true (keyrack_profile_page_get_dirty (fixture->page));
  g_assert_true (is_stale (fixture));
  g_assert_true (is_suggested (fixture, "Test Connection"));

  run_test (fixture);
  g_assert_true (shows (fixture, "Works"));
  g_assert_cmpint (keyrack_test_result_get_verdict (keyrack_profile_get_last_result (profile)), ==,
                   KEYRACK_VERDICT_REFUSED);

  save (fixture);
  g_assert_true (keyrack_profile_page_get_profile (fixture->page) == profile);
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_profile_get_last_result (profile)), ==, KEYRACK_OUTCOME_OK);
  g_assert_true (shows (fixture, "Works"));
}

/* A result stands for what was tested and for nothing else. */
static void
test_stale (Fixture       *fixture,
            gconstpointer  user_data)
{
  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  run_test (fixture);
  g_assert_false (is_stale (fixture));

  enter (fixture, "Connection name", "Another name");
  g_assert_false (is_stale (fixture));

  enter (fixture, "Client ID", "another-id");
  g_assert_true (is_stale (fixture));
  g_assert_false (is_suggested (fixture, "Save"));

  enter (fixture, "Client ID", "id-of-acme");
  g_assert_false (is_stale (fixture));

  enter (fixture, "Client secret", "another-secret");
  g_assert_true (is_stale (fixture));

  save (fixture);
  g_assert_null (keyrack_profile_get_last_result (keyrack_profile_page_get_profile (fixture->page)));
}

static void
test_nothing_to_test (Fixture       *fixture,
                      gconstpointer  user_data)
{
  keyrack_profile_page_start_new (fixture->page);
  activate (fixture, "page.test");
  app_test_settle ();

  g_assert_false (keyrack_test_session_get_running (get_session (fixture)));
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, NULL), ==, 0);
  g_assert_false (gtk_widget_has_css_class (find_row (fixture, "Connection name"), "error"));
  g_assert_true (gtk_widget_has_css_class (find_row (fixture, "Instance name"), "error"));
  g_assert_true (gtk_widget_has_css_class (find_row (fixture, "Client ID"), "error"));
  g_assert_true (gtk_widget_has_css_class (find_row (fixture, "Client secret"), "error"));
  g_assert_true (shows (fixture, "Paste the client ID from Nexthink"));

  /* Red goes with its reason. */
  enter (fixture, "Client ID", "id-of-acme");
  g_assert_false (gtk_widget_has_css_class (find_row (fixture, "Client ID"), "error"));

  activate (fixture, "page.save");
  app_test_settle ();
  g_assert_true (gtk_widget_has_css_class (find_row (fixture, "Connection name"), "error"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
}

static void
test_discard (Fixture       *fixture,
              gconstpointer  user_data)
{
  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  save (fixture);

  enter (fixture, "Connection name", "Another name");
  enter (fixture, "Client secret", "another-secret");
  activate (fixture, "page.discard");

  g_assert_false (keyrack_profile_page_get_dirty (fixture->page));
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, "Connection name"))), ==, "Acme");
  g_assert_null (strstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, "Client secret"))), "secret"));

  keyrack_profile_page_start_new (fixture->page);
  activate (fixture, "page.discard");
  g_assert_cmpuint (fixture->n_closed, ==, 1);
}

/* What the form does not know of is no other version of what is edited. */
static void
test_favourite_while_dirty (Fixture       *fixture,
                            gconstpointer  user_data)
{
  g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  KeyrackProfile *profile = NULL;

  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  save (fixture);

  enter (fixture, "Connection name", "Another name");
  profile = keyrack_profile_page_get_profile (fixture->page);
  g_ptr_array_add (candidates, keyrack_profile_dup (profile));
  keyrack_profile_set_favourite (candidates->pdata[0], TRUE);
  profiles_save_many (fixture->store, candidates, KEYRACK_SAVE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (keyrack_profile_page_get_dirty (fixture->page));

  save (fixture);
  g_assert_cmpstr (keyrack_profile_get_name (profile), ==, "Another name");
  g_assert_true (keyrack_profile_get_favourite (profile));
}

static gboolean
has_draft (gpointer user_data)
{
  Fixture *fixture = user_data;

  return keyrack_draft_file_is_left (fixture->place->folder);
}

/* Pasted into a wrong field it is in clear sight there, but not in a file. */
static void
test_draft (Fixture       *fixture,
            gconstpointer  user_data)
{
  static const char * const fields[] = { "name", "instance", "region", "client-id", "environment", "note" };
  g_autofree char *path = g_build_filename (fixture->place->folder, "draft.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(KeyrackProfile) draft = NULL;

  keyrack_profile_page_start_new (fixture->page);
  enter (fixture, "Client secret", SECRET);
  g_object_get (fixture->page, "draft", &draft, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_object_set (draft, fields[i], SECRET, NULL);

  app_test_wait (has_draft, fixture);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, SECRET));
}

/* By its id a new connection is known in the draft that outlived it. */
static void
test_draft_of_new (Fixture       *fixture,
                   gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->place->folder, "draft.json", NULL);
  g_autofree char *text = NULL;

  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  keyrack_profile_page_flush_draft (fixture->page);
  g_assert_true (has_draft (fixture));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  save (fixture);
  g_assert_nonnull (strstr (text, keyrack_profile_get_id (keyrack_profile_page_get_profile (fixture->page))));
}

static gboolean
is_waiting (gpointer user_data)
{
  return keyrack_stand_in_count_requests (user_data, NULL) > 0;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  user_data)
{
  KeyrackTestSession *session = NULL;

  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", "hang-after-tls", NULL);
  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  session = get_session (fixture);

  activate (fixture, "page.test");
  app_test_wait (is_waiting, fixture->stand_in);
  app_test_settle ();
  g_assert_true (shows (fixture, "Testing…"));

  activate (fixture, "page.cancel");
  app_test_wait (is_idle, session);
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_test_session_get_result (session)), ==,
                   KEYRACK_OUTCOME_CANCELLED);
  g_assert_false (shows (fixture, "Testing…"));
}

static const char *
get_focused_label (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (fixture->page)));

  return GTK_IS_BUTTON (focus) ? gtk_button_get_label (GTK_BUTTON (focus)) : NULL;
}

/* Who starts a test by its button can stop it with the same key. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  user_data)
{
  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", "hang-after-tls", NULL);
  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  gtk_widget_grab_focus (app_test_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "label", "Test Connection"));

  activate (fixture, "page.test");
  app_test_settle ();
  g_assert_cmpstr (get_focused_label (fixture), ==, "Cancel");

  activate (fixture, "page.cancel");
  app_test_wait (is_idle, get_session (fixture));
  app_test_settle ();
  g_assert_cmpstr (get_focused_label (fixture), ==, "Test Connection");
}

/* A test belongs to its connection, whichever is looked at. */
static void
test_goes_on (Fixture       *fixture,
              gconstpointer  user_data)
{
  KeyrackProfile *profile = NULL;
  g_autoptr(KeyrackProfile) other = app_test_profile ("Other", "other", "us");
  g_autoptr(KeyrackTestSession) session = NULL;

  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  save (fixture);
  profile = keyrack_profile_page_get_profile (fixture->page);
  session = g_object_ref (get_session (fixture));

  activate (fixture, "page.test");
  g_assert_true (keyrack_profile_get_testing (profile));

  keyrack_profile_page_set_profile (fixture->page, other);
  g_assert_true (get_session (fixture) != session);
  g_assert_false (shows (fixture, "Testing…"));

  keyrack_profile_page_set_profile (fixture->page, profile);
  g_assert_true (get_session (fixture) == session);

  keyrack_profile_page_set_profile (fixture->page, other);
  app_test_wait (is_idle, session);
  g_assert_false (keyrack_profile_get_testing (profile));
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_profile_get_last_result (profile)), ==, KEYRACK_OUTCOME_OK);
  g_assert_null (keyrack_profile_get_last_result (other));
}

static void
leave_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *may_leave = user_data;
  g_autoptr(GError) error = NULL;

  *may_leave = keyrack_profile_page_leave_finish (KEYRACK_PROFILE_PAGE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_leave (Fixture       *fixture,
            gconstpointer  user_data)
{
  gboolean may_leave = FALSE;

  keyrack_profile_page_start_new (fixture->page);
  keyrack_profile_page_leave_async (fixture->page, NULL, leave_cb, &may_leave);
  app_test_settle ();

  g_assert_true (may_leave);
}

/* Another process changes the file: a form without edits follows, edits stay. */
static void
test_changed_elsewhere (Fixture       *fixture,
                        gconstpointer  user_data)
{
  KeyrackProfile *profile = NULL;
  KeyrackProfile *draft = NULL;

  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  save (fixture);
  profile = keyrack_profile_page_get_profile (fixture->page);
  g_object_get (fixture->page, "draft", &draft, NULL);

  keyrack_profile_set_name (profile, "Renamed elsewhere");
  keyrack_profile_set_revision (profile, keyrack_profile_get_revision (profile) + 1);
  g_assert_cmpstr (keyrack_profile_get_name (draft), ==, "Renamed elsewhere");
  g_assert_false (keyrack_profile_page_get_dirty (fixture->page));

  enter (fixture, "Connection name", "Mine");
  keyrack_profile_set_name (profile, "Renamed again");
  keyrack_profile_set_revision (profile, keyrack_profile_get_revision (profile) + 1);
  g_assert_cmpstr (keyrack_profile_get_name (draft), ==, "Mine");
  g_assert_true (keyrack_profile_page_get_dirty (fixture->page));

  g_object_unref (draft);
}

static GtkWidget *
find_answer (const char *label)
{
  GtkWidget *dialog = app_test_find_anywhere (ADW_TYPE_MESSAGE_DIALOG, NULL, NULL);

  return dialog != NULL ? app_test_find (dialog, GTK_TYPE_BUTTON, "label", label) : NULL;
}

static gboolean
is_asked (gpointer user_data)
{
  return find_answer (user_data) != NULL;
}

static void
answer (const char *label)
{
  app_test_wait (is_asked, (gpointer) label);
  g_signal_emit_by_name (find_answer (label), "clicked");
}

static gboolean
shows_theirs (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, "Connection name"))), "Theirs") == 0;
}

static void
rename_to_theirs (KeyrackProfile *profile)
{
  keyrack_profile_set_name (profile, "Theirs");
}

static void
put_under_their_tag (KeyrackProfile *profile)
{
  static const char * const tags[] = { "theirs", NULL };

  keyrack_profile_set_tags (profile, tags);
}

/* Saves the connection as another process would, while it is being edited here. */
static void
edit_on_both_sides (Fixture    *fixture,
                    const char *row,
                    void      (*edit) (KeyrackProfile *profile))
{
  g_autoptr(KeyrackProfileStore) other = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  g_autoptr(KeyrackProfile) before = NULL;
  g_autoptr(KeyrackProfile) theirs = NULL;
  g_autoptr(KeyrackProfile) stored = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  save (fixture);
  enter (fixture, row, "Mine");

  profiles_load (other, &error);
  g_assert_no_error (error);
  before = g_list_model_get_item (G_LIST_MODEL (other), 0);
  theirs = keyrack_profile_dup (before);
  edit (theirs);
  stored = profiles_save (other, theirs, NULL, KEYRACK_SAVE_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
test_keep_mine (Fixture       *fixture,
                gconstpointer  user_data)
{
  edit_on_both_sides (fixture, "Connection name", rename_to_theirs);
  fixture->n_saved = 0;
  activate (fixture, "page.save");
  answer ("_Keep Mine");
  app_test_wait (was_saved, fixture);

  g_assert_cmpstr (keyrack_profile_get_name (keyrack_profile_page_get_profile (fixture->page)), ==, "Mine");
}

static void
test_reload (Fixture       *fixture,
             gconstpointer  user_data)
{
  edit_on_both_sides (fixture, "Connection name", rename_to_theirs);
  activate (fixture, "page.save");
  answer ("_Reload");
  app_test_wait (shows_theirs, fixture);

  g_assert_false (keyrack_profile_page_get_dirty (fixture->page));
}

static gboolean
is_not_saving (gpointer user_data)
{
  gboolean saving = FALSE;

  g_object_get (user_data, "saving", &saving, NULL);

  return !saving;
}

/* Begins another new connection without waiting for what is being done with the one before. */
static void
begin_other (Fixture *fixture)
{
  keyrack_profile_page_start_new (fixture->page);
  enter (fixture, "Connection name", "Other");
}

static void
assert_other (Fixture *fixture)
{
  app_test_wait (is_not_saving, fixture->page);
  app_test_settle ();

  g_assert_null (keyrack_profile_page_get_profile (fixture->page));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, "Connection name"))), ==, "Other");
}

/* The end of a save is about what was saved, not about what is shown by then. */
static void
test_go_on_while_saving (Fixture       *fixture,
                         gconstpointer  user_data)
{
  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);
  activate (fixture, "page.save");
  begin_other (fixture);

  assert_other (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
}

static void
test_go_on_before_reload (Fixture       *fixture,
                          gconstpointer  user_data)
{
  edit_on_both_sides (fixture, "Connection name", rename_to_theirs);
  activate (fixture, "page.save");
  begin_other (fixture);
  answer ("_Reload");

  assert_other (fixture);
}

static gboolean
shows_their_tag (gpointer user_data)
{
  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (find_row (user_data, "Tags"))), "theirs");
}

/* A tag is in nobody's way: it is saved with the name, and undo leaves it alone. */
static void
test_merge (Fixture       *fixture,
            gconstpointer  user_data)
{
  KeyrackProfile *profile = NULL;

  edit_on_both_sides (fixture, "Connection name", put_under_their_tag);
  app_test_wait (shows_their_tag, fixture);
  g_assert_true (keyrack_profile_page_get_dirty (fixture->page));

  activate (fixture, "page.undo");
  g_assert_false (keyrack_profile_page_get_dirty (fixture->page));
  g_assert_true (shows_their_tag (fixture));
  activate (fixture, "page.redo");
  g_assert_true (shows_their_tag (fixture));

  save (fixture);
  profile = keyrack_profile_page_get_profile (fixture->page);
  g_assert_cmpstr (keyrack_profile_get_name (profile), ==, "Mine");
  g_assert_cmpstr (keyrack_profile_get_tags (profile)[0], ==, "theirs");
}

/* Two edits of one field are for the person to decide about. */
static void
test_merge_same_field (Fixture       *fixture,
                       gconstpointer  user_data)
{
  edit_on_both_sides (fixture, "Tags", put_under_their_tag);
  activate (fixture, "page.save");
  answer ("_Reload");
  app_test_wait (shows_their_tag, fixture);
}

static void
test_leave_with_edits (Fixture       *fixture,
                       gconstpointer  user_data)
{
  gboolean may_leave = FALSE;

  keyrack_profile_page_start_new (fixture->page);
  enter_acme (fixture);

  keyrack_profile_page_leave_async (fixture->page, NULL, leave_cb, &may_leave);
  answer ("_Cancel");
  app_test_settle ();
  g_assert_false (may_leave);
  g_assert_true (keyrack_profile_page_get_dirty (fixture->page));

  keyrack_profile_page_leave_async (fixture->page, NULL, leave_cb, &may_leave);
  answer ("_Save");
  app_test_wait (was_saved, fixture);
  app_test_settle ();
  g_assert_true (may_leave);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
}

/* Calls @func for each row of @widget that can be unfolded; returns how many there are. */
static guint
each_fold (GtkWidget *widget,
           void     (*func) (AdwExpanderRow *row))
{
  guint n_folds = 0;

  if (ADW_IS_EXPANDER_ROW (widget))
    {
      func (ADW_EXPANDER_ROW (widget));
      return 1;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_folds += each_fold (child, func);

  return n_folds;
}

static void
unfold (AdwExpanderRow *row)
{
  g_assert_false (adw_expander_row_get_expanded (row));
  adw_expander_row_set_expanded (row, TRUE);
}

static void
fold (AdwExpanderRow *row)
{
  g_assert_true (adw_expander_row_get_expanded (row));
  adw_expander_row_set_expanded (row, FALSE);
}

/* The next page is found as the last one was left. */
static void
test_folds (void)
{
  GtkWidget *page = g_object_ref_sink (keyrack_profile_page_new ());
  GtkWidget *next = NULL;

  g_assert_cmpuint (each_fold (page, unfold), ==, 3);
  g_assert_finalize_object (page);

  next = g_object_ref_sink (keyrack_profile_page_new ());
  g_assert_cmpuint (each_fold (next, fold), ==, 3);
  g_assert_finalize_object (next);
}

static void
test_lifetime (void)
{
  g_assert_finalize_object (g_object_ref_sink (keyrack_profile_page_new ()));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  keyrack_http_client_init_process ();
  adw_init ();

  g_test_add_func ("/profile-page/lifetime", test_lifetime);
  g_test_add_func ("/profile-page/folds", test_folds);
#define ADD(name, func) g_test_add ("/profile-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("type-test-save", test_type_test_save);
  ADD ("rotated", test_rotated);
  ADD ("stale", test_stale);
  ADD ("nothing-to-test", test_nothing_to_test);
  ADD ("discard", test_discard);
  ADD ("draft", test_draft);
  ADD ("draft-of-new", test_draft_of_new);
  ADD ("favourite-while-dirty", test_favourite_while_dirty);
  ADD ("cancel", test_cancel);
  ADD ("focus", test_focus);
  ADD ("goes-on", test_goes_on);
  ADD ("leave", test_leave);
  ADD ("leave-with-edits", test_leave_with_edits);
  ADD ("changed-elsewhere", test_changed_elsewhere);
  ADD ("keep-mine", test_keep_mine);
  ADD ("reload", test_reload);
  ADD ("go-on-while-saving", test_go_on_while_saving);
  ADD ("go-on-before-reload", test_go_on_before_reload);
  ADD ("merge", test_merge);
  ADD ("merge-same-field", test_merge_same_field);
#undef ADD

  return g_test_run ();
}
