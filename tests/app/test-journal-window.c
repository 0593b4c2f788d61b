/* test-journal-window.c: what is shown of a journal, filtered and searched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-journal-row.h"
#include "keyrack-journal-window.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place              *place;
  KeyrackSecretStore *secrets;
  KeyrackJournal     *journal;
  KeyrackProfile     *profile;
  GtkWidget          *window;
} Fixture;

static void
note (Fixture             *fixture,
      KeyrackJournalEntry *entry)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackJournalEntry) taken = entry;

  keyrack_journal_note_async (fixture->journal, entry, NULL, take_result_cb, &result);
  keyrack_journal_note_finish (fixture->journal, wait_for_result (&result), NULL);
}

static void
note_test (Fixture            *fixture,
           KeyrackJournalKind  kind,
           KeyrackOutcome      outcome)
{
  g_autoptr(KeyrackTestResult) result = app_test_result (fixture->profile, outcome);

  note (fixture, keyrack_journal_entry_new (kind, result, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("test");

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  fixture->journal = keyrack_journal_new (fixture->place->folder, worker);
  fixture->profile = app_test_profile ("Acme", "acme", "eu");
  g_assert_cmpint (g_mkdir_with_parents (fixture->place->folder, 0700), ==, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->window);
  g_object_unref (fixture->profile);
  g_object_unref (fixture->journal);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (app_test_find (fixture->window, GTK_TYPE_STACK, NULL, NULL)));
}

static gboolean
is_read (gpointer user_data)
{
  return g_strcmp0 (get_page (user_data), "loading") != 0;
}

static void
show (Fixture *fixture)
{
  fixture->window = g_object_ref (keyrack_journal_window_new (fixture->profile, fixture->journal, fixture->secrets));
  app_test_show (fixture->window);
  app_test_wait (is_read, fixture);
  app_test_settle ();
}

static gboolean
has_label (Fixture    *fixture,
           const char *text)
{
  GtkWidget *label = app_test_find (fixture->window, GTK_TYPE_LABEL, "label", text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
press (Fixture    *fixture,
       const char *toggle)
{
  GtkWidget *button = app_test_find (fixture->window, GTK_TYPE_TOGGLE_BUTTON, "label", toggle);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  app_test_settle ();
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  user_data)
{
  show (fixture);

  g_assert_cmpstr (get_page (fixture), ==, "empty");
  g_assert_true (has_label (fixture, "Never tested."));
}

/* What can't be read is not taken for what never was. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->place->folder, "journal.jsonl", NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  show (fixture);

  g_assert_cmpstr (get_page (fixture), ==, "problem");
  g_assert_false (has_label (fixture, "Never tested."));
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  user_data)
{
  GtkWidget *search = NULL;

  note (fixture, keyrack_journal_entry_new_event (KEYRACK_JOURNAL_EDIT, fixture->profile, "region note"));
  note_test (fixture, KEYRACK_JOURNAL_ROTATION, KEYRACK_OUTCOME_OK);
  note_test (fixture, KEYRACK_JOURNAL_TEST, KEYRACK_OUTCOME_TIMEOUT);
  show (fixture);

  g_assert_true (has_label (fixture, "Changed: Region, Note"));
  g_assert_true (has_label (fixture, "Credentials replaced; the new ones work"));
  press (fixture, "Changes");
  g_assert_true (has_label (fixture, "Changed: Region, Note"));
  g_assert_true (has_label (fixture, "Credentials replaced; the new ones work"));
  press (fixture, "Tests");
  g_assert_false (has_label (fixture, "Changed: Region, Note"));
  g_assert_false (has_label (fixture, "Credentials replaced; the new ones work"));
  g_assert_cmpstr (get_page (fixture), ==, "list");
  press (fixture, "Failures");
  g_assert_cmpstr (get_page (fixture), ==, "list");

  /* What comes while it is looked at, filtered like the rest; and the line above with it. */
  note_test (fixture, KEYRACK_JOURNAL_TEST, KEYRACK_OUTCOME_INVALID_CLIENT);
  app_test_settle ();
  g_assert_true (has_label (fixture, "Client ID or secret was refused"));

  search = app_test_find (fixture->window, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "NOTE");
  app_test_settle ();
  g_assert_cmpstr (get_page (fixture), ==, "none");
  press (fixture, "All");
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_true (has_label (fixture, "Changed: Region, Note"));
  g_assert_false (has_label (fixture, "Client ID or secret was refused"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/journal-window/empty", test_empty);
  ADD ("/journal-window/unreadable", test_unreadable);
  ADD ("/journal-window/filters", test_filters);

  return g_test_run ();
}
