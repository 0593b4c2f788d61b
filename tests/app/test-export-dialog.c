/* test-export-dialog.c: what is chosen is what is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "app-test.h"
#include "keyrack-age.h"
#include "keyrack-export-dialog.h"
#include "keyrack-export-format.h"
#include "store-steps.h"
#include "waiting.h"

#define SECRET "Canary3Xq8Lk2Vb7Nz4"

typedef struct
{
  Place               *place;
  KeyrackProfileStore *store;
  KeyrackJournal      *journal;
  GtkWidget           *dialog;
  char                *path;
  guint                n_exported;
} Fixture;

static void
add (Fixture    *fixture,
     const char *name,
     const char *note)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile (name, "acme", "eu");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_revision (profile, 0);
  keyrack_profile_set_note (profile, note);
  saved = profiles_save (fixture->store, profile, SECRET, KEYRACK_SAVE_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
exported_cb (Fixture *fixture,
             guint    n_exported)
{
  fixture->n_exported = n_exported;
}

static void
destroyed_cb (Fixture *fixture)
{
  fixture->dialog = NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("journal");

  keyrack_secret_store_set_session_only (secrets, TRUE);
  fixture->place = place_new ();
  fixture->path = g_build_filename (fixture->place->root, "team.json", NULL);
  fixture->store = keyrack_profile_store_new (fixture->place->folder, secrets);
  g_assert_true (profiles_load (fixture->store, NULL));
  fixture->journal = keyrack_journal_new (fixture->place->folder, worker);
  add (fixture, "Acme", "");
  add (fixture, "Beta", "it was " SECRET);
  add (fixture, "Coda", "");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  app_test_settle ();
  assert_goes_away (fixture->journal);
  assert_goes_away (fixture->store);
  place_free (fixture->place);
  g_free (fixture->path);
}

static void
show (Fixture    *fixture,
      const char *name)
{
  g_autoptr(GPtrArray) named = name != NULL ? keyrack_profile_store_find_by_name (fixture->store, name) : NULL;
  const char *ids[] = { named != NULL ? keyrack_profile_get_id (named->pdata[0]) : NULL, NULL };

  fixture->dialog = keyrack_export_dialog_new (fixture->store, fixture->journal, ids);
  g_signal_connect_swapped (fixture->dialog, "exported", G_CALLBACK (exported_cb), fixture);
  g_signal_connect_swapped (fixture->dialog, "destroy", G_CALLBACK (destroyed_cb), fixture);
  app_test_show (fixture->dialog);
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *label)
{
  return app_test_find (fixture->dialog, GTK_TYPE_BUTTON, "label", label);
}

static void
assert_count (Fixture    *fixture,
              const char *count)
{
  g_assert_nonnull (app_test_find (fixture->dialog, GTK_TYPE_LABEL, "label", count));
}

static gboolean
is_gone (gpointer user_data)
{
  return ((Fixture *) user_data)->dialog == NULL;
}

static void
test_choose (Fixture       *fixture,
             gconstpointer  user_data)
{
  show (fixture, "Coda");
  assert_count (fixture, "1 of 3 selected");
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture, "Export…")));

  g_signal_emit_by_name (find_button (fixture, "Select All"), "clicked");
  assert_count (fixture, "3 of 3 selected");
  g_signal_emit_by_name (find_button (fixture, "Select None"), "clicked");
  assert_count (fixture, "0 of 3 selected");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Export…")));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_test_find (fixture->dialog, GTK_TYPE_CHECK_BUTTON, NULL, NULL)), TRUE);
  assert_count (fixture, "1 of 3 selected");
}

static void
tag (Fixture    *fixture,
     guint       position,
     const char *tag)
{
  g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (fixture->store), position);
  g_autoptr(KeyrackProfile) draft = keyrack_profile_dup (profile);
  g_autoptr(KeyrackProfile) saved = NULL;

  keyrack_profile_set_tags (draft, (const char *[]) { tag, NULL });
  saved = profiles_save (fixture->store, draft, NULL, KEYRACK_SAVE_DEFAULT, NULL);
  g_assert_nonnull (saved);
}

/* What has a tag is chosen at once, and what is hidden is not. */
static void
test_tag (Fixture       *fixture,
          gconstpointer  user_data)
{
  GtkDropDown *tags = NULL;

  tag (fixture, 0, "north");
  tag (fixture, 1, "south");
  show (fixture, NULL);
  tags = GTK_DROP_DOWN (app_test_find (fixture->dialog, GTK_TYPE_DROP_DOWN, NULL, NULL));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (tags)));

  gtk_drop_down_set_selected (tags, 1);
  assert_count (fixture, "1 of 3 selected");
  g_assert_null (app_test_find (fixture->dialog, GTK_TYPE_LABEL, "label", "Beta"));
  gtk_drop_down_set_selected (tags, 2);
  assert_count (fixture, "1 of 3 selected");
  gtk_drop_down_set_selected (tags, 0);
  assert_count (fixture, "1 of 3 selected");
  g_assert_nonnull (app_test_find (fixture->dialog, GTK_TYPE_LABEL, "label", "Acme"));
}

/* All are chosen when nobody said which. */
static void
test_all (Fixture       *fixture,
          gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) last = g_list_model_get_item (G_LIST_MODEL (fixture->store), 2);
  g_autoptr(GError) error = NULL;

  show (fixture, NULL);
  assert_count (fixture, "3 of 3 selected");

  /* What is deleted meanwhile is not. */
  g_assert_true (profiles_remove (fixture->store, keyrack_profile_get_id (last), &error));
  g_assert_no_error (error);
  assert_count (fixture, "2 of 2 selected");
}

static void
test_write (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_autofree char *text = NULL;

  show (fixture, "Coda");
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  g_assert_nonnull (find_button (fixture, "Exporting…"));
  app_test_wait (is_gone, fixture);

  g_assert_cmpuint (fixture->n_exported, ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"name\": \"Coda\""));
  g_assert_null (strstr (text, "Acme"));
}

static void
choose_row (Fixture    *fixture,
            const char *title)
{
  GtkWidget *row = app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "title", title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
}

/* In whatever form, it is said what is inside, and noted where it went. */
static void
test_format (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr(GPtrArray) named = keyrack_profile_store_find_by_name (fixture->store, "Coda");
  g_autoptr(GListModel) entries = keyrack_journal_list (fixture->journal, keyrack_profile_get_id (named->pdata[0]));
  g_autoptr(KeyrackJournalEntry) entry = NULL;
  g_autofree char *text = NULL;
  AdwComboRow *format = NULL;

  show (fixture, "Coda");
  assert_count (fixture, "Tags, environment, notes");
  format = ADW_COMBO_ROW (app_test_find (fixture->dialog, ADW_TYPE_COMBO_ROW, "title", "Format"));
  adw_combo_row_set_selected (format, KEYRACK_EXPORT_CURL);
  assert_count (fixture, "No tags, no environment, no notes");
  choose_row (fixture, "With secrets, encrypted");
  assert_count (fixture, "Tags, environment, notes");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (format)));
  choose_row (fixture, "Without secrets");

  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  app_test_wait (is_gone, fixture);

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "#!/bin/sh\n"));
  g_assert_null (strstr (text, SECRET));
  entry = g_list_model_get_item (entries, 0);
  g_assert_cmpint (keyrack_journal_entry_get_kind (entry), ==, KEYRACK_JOURNAL_EXPORT);
  g_assert_cmpstr (keyrack_journal_entry_get_detail (entry), ==, "team.json");
}

static GtkWindow *
find_message (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static gboolean
is_told (gpointer user_data)
{
  return find_message () != NULL;
}

static void
test_leak (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  AdwMessageDialog *message = NULL;

  show (fixture, "Beta");
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  app_test_wait (is_told, fixture);

  message = ADW_MESSAGE_DIALOG (find_message ());
  g_assert_cmpstr (adw_message_dialog_get_heading (message), ==, "Nothing Was Exported");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (message), "“Beta” under “Note”"));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (message));

  /* Without it, it goes. */
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture, "Export…")));
}

static void
type (Fixture    *fixture,
      const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "title", title)), text);
}

static KeyrackSecret *
open_file (Fixture       *fixture,
           KeyrackSecret *passphrase,
           KeyrackSecret *identity)
{
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackSecret *plain = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (fixture->path, &data, &length, NULL));
  plain = keyrack_age_decrypt (data, length, passphrase, identity, &error);
  g_assert_no_error (error);

  return plain;
}

/* What is not whole is shown where, and nothing is written. */
static void
test_passphrase (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr(KeyrackSecret) passphrase = NULL;
  g_autoptr(KeyrackSecret) plain = NULL;
  GtkWidget *words = NULL;

  show (fixture, "Coda");
  choose_row (fixture, "With secrets, encrypted");
  assert_count (fixture, "Client secrets, readable only with the passphrase");

  type (fixture, "Passphrase", "short");
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  g_assert_true (gtk_widget_has_css_class (app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "title", "Passphrase"),
                                           "error"));
  type (fixture, "Passphrase", "long enough by far");
  type (fixture, "The same again", "long enough by fir");
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  g_assert_true (gtk_widget_has_css_class (app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "title", "The same again"),
                                           "error"));
  g_assert_nonnull (find_button (fixture, "Export…"));

  g_signal_emit_by_name (find_button (fixture, "Generate"), "clicked");
  words = app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "title", "Passphrase");
  passphrase = keyrack_secret_new (adw_action_row_get_subtitle (ADW_ACTION_ROW (words)), -1);
  g_assert_cmpuint (keyrack_secret_get_length (passphrase), >, 20);
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  app_test_wait (is_gone, fixture);

  plain = open_file (fixture, passphrase, NULL);
  g_assert_nonnull (strstr (keyrack_secret_peek (plain), "\"client_secret\": \"" SECRET "\""));
}

static void
test_recipients (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr(KeyrackSecret) identity = keyrack_age_create_identity ();
  g_autofree char *recipient = keyrack_age_dup_recipient (identity, NULL);
  g_autofree char *spaced = g_strconcat (" ", recipient, "\n", NULL);
  g_autoptr(KeyrackSecret) plain = NULL;
  GtkWidget *entry = NULL;

  show (fixture, "Coda");
  choose_row (fixture, "With secrets, encrypted");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (fixture, "Recipients")), TRUE);
  assert_count (fixture, "Client secrets, readable only by the recipients");

  entry = app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "title", "Key of a recipient (age1…)");
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "age1wrong");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  /* Added, taken away, and added again by what stands in the field. */
  gtk_editable_set_text (GTK_EDITABLE (entry), spaced);
  g_signal_emit_by_name (entry, "apply");
  g_assert_nonnull (app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "title", recipient));
  g_signal_emit_by_name (app_test_find (fixture->dialog, GTK_TYPE_BUTTON, "tooltip-text", "Remove"), "clicked");
  g_assert_null (app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "title", recipient));
  gtk_editable_set_text (GTK_EDITABLE (entry), recipient);
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  app_test_wait (is_gone, fixture);

  plain = open_file (fixture, NULL, identity);
  g_assert_nonnull (strstr (keyrack_secret_peek (plain), "\"client_secret\": \"" SECRET "\""));
}

static gboolean
is_chosen (Fixture    *fixture,
           const char *title)
{
  GtkWidget *row = app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "title", title);

  g_assert_nonnull (row);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))));
}

/* With a name a key is there the next time, to be chosen. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr(KeyrackSecret) identity = keyrack_age_create_identity ();
  g_autofree char *recipient = keyrack_age_dup_recipient (identity, NULL);

  show (fixture, "Coda");
  type (fixture, "Name, to remember the key", "Ada & Co");
  type (fixture, "Key of a recipient (age1…)", recipient);
  g_signal_emit_by_name (app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "title", "Name, to remember the key"), "apply");
  g_assert_true (is_chosen (fixture, "Ada & Co"));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  app_test_wait (is_gone, fixture);

  show (fixture, "Coda");
  g_assert_false (is_chosen (fixture, "Ada & Co"));
  choose_row (fixture, "With secrets, encrypted");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (fixture, "Recipients")), TRUE);
  choose_row (fixture, "Ada & Co");
  keyrack_export_dialog_write (KEYRACK_EXPORT_DIALOG (fixture->dialog), file);
  app_test_wait (is_gone, fixture);
  keyrack_secret_unref (open_file (fixture, NULL, identity));

  show (fixture, "Coda");
  g_signal_emit_by_name (app_test_find (fixture->dialog, GTK_TYPE_BUTTON, "tooltip-text", "Remove"), "clicked");
  g_assert_null (app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "title", "Ada & Co"));
  g_settings_reset (settings, "recipients");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/export-dialog/choose", test_choose);
  ADD ("/export-dialog/tag", test_tag);
  ADD ("/export-dialog/all", test_all);
  ADD ("/export-dialog/format", test_format);
  ADD ("/export-dialog/write", test_write);
  ADD ("/export-dialog/leak", test_leak);
  ADD ("/export-dialog/passphrase", test_passphrase);
  ADD ("/export-dialog/recipients", test_recipients);
  ADD ("/export-dialog/remembered", test_remembered);

  return g_test_run ();
}
