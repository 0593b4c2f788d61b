/* test-import-dialog.c: what is shown of a file, and what becomes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-age-private.h"
#include "keyrack-import-columns.h"
#include "keyrack-import-dialog.h"
#include "keyrack-import-row.h"
#include "store-steps.h"
#include "waiting.h"

#define SECRET     "Canary3Xq8Lk2Vb7Nz4"
#define PASSPHRASE "correct horse"
#define DOCUMENT \
  "{\"format\": \"keyrack-profiles\", \"version\": 1, \"profiles\": [" \
  "{\"name\": \"Acme\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"id\", \"note\": \"theirs\"}," \
  "{\"name\": \"Beta\", \"instance\": \"beta\", \"region\": \"us\", \"client_id\": \"id\"," \
  " \"client_secret\": \"" SECRET "\"}," \
  "{\"name\": \"Bad\", \"instance\": \"evil.example/\", \"region\": \"us\", \"client_id\": \"id\"}]}"

typedef struct
{
  Place               *place;
  KeyrackHttpClient   *client;
  KeyrackProfileStore *store;
  KeyrackJournal      *journal;
  GtkWidget           *dialog;
  char                *undo_id;
  guint                n_imported;
} Fixture;

static void
imported_cb (Fixture    *fixture,
             guint       n_imported,
             const char *undo_id)
{
  fixture->n_imported = n_imported;
  fixture->undo_id = g_strdup (undo_id);
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
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("journal");
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(KeyrackProfile) saved = NULL;

  keyrack_secret_store_set_session_only (secrets, TRUE);
  fixture->place = place_new ();
  fixture->client = keyrack_http_client_new (settings);
  fixture->store = keyrack_profile_store_new (fixture->place->folder, secrets);
  g_assert_true (profiles_load (fixture->store, NULL));
  fixture->journal = keyrack_journal_new (fixture->place->folder, worker);
  keyrack_profile_set_revision (profile, 0);
  saved = profiles_save (fixture->store, profile, SECRET, KEYRACK_SAVE_DEFAULT, NULL);
  g_assert_nonnull (saved);
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
  assert_goes_away (fixture->client);
  place_free (fixture->place);
  g_free (fixture->undo_id);
}

static void
show (Fixture    *fixture,
      const char *data,
      gssize      length)
{
  g_autofree char *path = g_build_filename (fixture->place->root, "team file", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, data, length, NULL));
  fixture->dialog = keyrack_import_dialog_new (fixture->client, fixture->store, fixture->journal, file);
  g_signal_connect_swapped (fixture->dialog, "imported", G_CALLBACK (imported_cb), fixture);
  g_signal_connect_swapped (fixture->dialog, "destroy", G_CALLBACK (destroyed_cb), fixture);
  app_test_show (fixture->dialog);
}

static GtkWidget *
find_label (Fixture    *fixture,
            const char *text)
{
  return app_test_find (fixture->dialog, GTK_TYPE_LABEL, "label", text);
}

typedef struct
{
  Fixture    *fixture;
  GType       type;
  const char *property;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer user_data)
{
  const Wanted *wanted = user_data;
  GtkWidget *widget = app_test_find (wanted->fixture->dialog, wanted->type, wanted->property, wanted->text);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
wait_for_label (Fixture    *fixture,
                const char *text)
{
  Wanted wanted = { fixture, GTK_TYPE_LABEL, "label", text };

  app_test_wait (is_shown, &wanted);
}

static void
click (Fixture    *fixture,
       const char *label)
{
  Wanted wanted = { fixture, GTK_TYPE_BUTTON, "label", label };

  app_test_wait (is_shown, &wanted);
  g_signal_emit_by_name (app_test_find (fixture->dialog, GTK_TYPE_BUTTON, "label", label), "clicked");
}

static gboolean
is_gone (gpointer user_data)
{
  return ((Fixture *) user_data)->dialog == NULL;
}

static void
choose (Fixture    *fixture,
        const char *name,
        const char *choice)
{
  GtkWidget *row = gtk_widget_get_ancestor (find_label (fixture, name), KEYRACK_TYPE_IMPORT_ROW);

  g_assert_true (gtk_widget_activate_action (row, "row.choice", "s", choice));
}

static void
show_sealed (Fixture *fixture)
{
  g_autoptr(KeyrackSecret) plain = keyrack_secret_new (DOCUMENT, -1);
  g_autoptr(KeyrackSecret) passphrase = keyrack_secret_new (PASSPHRASE, -1);
  gsize length = 0;
  g_autofree char *sealed = keyrack_age_encrypt_with_cost (plain, passphrase, 4, NULL, KEYRACK_AGE_BINARY, &length, NULL);

  show (fixture, sealed, (gssize) length);
}

static void
type_passphrase (Fixture    *fixture,
                 const char *passphrase)
{
  Wanted wanted = { fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL, NULL };

  app_test_wait (is_shown, &wanted);
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (fixture->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL, NULL)),
                         passphrase);
  click (fixture, "Open");
}

/* A wrong passphrase can be typed again; what was chosen is imported, and can be undone. */
static void
test_import (Fixture       *fixture,
             gconstpointer  user_data)
{
  KeyrackProfile *acme = NULL;
  g_autoptr(GError) error = NULL;

  show_sealed (fixture);
  type_passphrase (fixture, "wrong horse");
  wait_for_label (fixture, "This is not the passphrase of the file.");
  type_passphrase (fixture, PASSPHRASE);

  wait_for_label (fixture, "1 new, 1 differs, 1 refused");
  g_assert_nonnull (find_label (fixture, "team file, decrypted with the passphrase"));
  g_assert_nonnull (find_label (fixture, "Differs: note"));
  g_assert_nonnull (find_label (fixture, "No secret in the file: yours is kept"));
  g_assert_nonnull (find_label (fixture, "Instance name “evil.example/” is not allowed"));
  g_assert_nonnull (find_label (fixture, "Row 3 of the file"));

  choose (fixture, "Acme", "update");
  choose (fixture, "Beta", "skip");
  choose (fixture, "Beta", "add");
  click (fixture, "Import 2");
  app_test_wait (is_gone, fixture);
  g_assert_cmpuint (fixture->n_imported, ==, 2);

  acme = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  g_assert_cmpstr (keyrack_profile_get_note (acme), ==, "theirs");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
  g_assert_true (profiles_undo_import (fixture->store, fixture->undo_id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (keyrack_profile_get_note (acme), ==, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  g_object_unref (acme);
}

static void
test_nothing_chosen (Fixture       *fixture,
                     gconstpointer  user_data)
{
  show (fixture, DOCUMENT, -1);
  wait_for_label (fixture, "1 new, 1 differs, 1 refused");
  choose (fixture, "Beta", "skip");
  g_assert_false (gtk_widget_get_visible (app_test_find (fixture->dialog, GTK_TYPE_BUTTON, "label", "Import 1")));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  app_test_wait (is_gone, fixture);
  g_assert_cmpuint (fixture->n_imported, ==, 0);
}

static void
test_table (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWidget *separator = NULL;
  GtkWidget *secrets = NULL;

  show (fixture, "Name,Instance,Region,Client ID,Secret\nGamma,gamma,eu,x," SECRET "\n", -1);
  wait_for_label (fixture, "1 of 1 row can be imported so");
  separator = app_test_find (fixture->dialog, ADW_TYPE_COMBO_ROW, "title", "Separator");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (separator)), ==, 0);
  g_assert_nonnull (app_test_find (separator, GTK_TYPE_LABEL, "label", "Comma"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (separator), 1);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (separator)), ==, 0);
  g_assert_null (find_label (fixture, SECRET));

  secrets = app_test_find (fixture->dialog, ADW_TYPE_COMBO_ROW, "title", "Instance");
  adw_combo_row_set_selected (ADW_COMBO_ROW (secrets), KEYRACK_CSV_COLUMN_NONE);
  wait_for_label (fixture, "0 of 1 row can be imported so");
  adw_combo_row_set_selected (ADW_COMBO_ROW (secrets), KEYRACK_CSV_COLUMN_INSTANCE);

  click (fixture, "Continue");
  wait_for_label (fixture, "1 new");
  click (fixture, "Import 1");
  app_test_wait (is_gone, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  user_data)
{
  show (fixture, "{\"format\": \"keyrack-profiles\", \"version\": 9, \"profiles\": []}", -1);
  wait_for_label (fixture, "Nothing Was Imported");
  click (fixture, "Close");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/import-dialog/import", test_import);
  ADD ("/import-dialog/nothing-chosen", test_nothing_chosen);
  ADD ("/import-dialog/table", test_table);
  ADD ("/import-dialog/refused", test_refused);

  return g_test_run ();
}
