/* test-copies-window.c: going back to a copy, or to another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"
#include "keyrack-copies-window.h"
#include "store-steps.h"

#define COPY "{ \"version\": 1, \"rev\": 1, \"profiles\": [], \"pending\": [] }\n"

typedef struct
{
  Place               *place;
  char                *copy;
  KeyrackProfileStore *store;
  GtkWidget           *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autofree char *backups = NULL;

  fixture->place = place_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, secrets);
  backups = g_build_filename (fixture->place->folder, "backups", NULL);
  fixture->copy = g_build_filename (backups, "profiles-2026-01-02.json", NULL);
  g_assert_cmpint (g_mkdir_with_parents (backups, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->copy, COPY, -1, NULL));

  fixture->window = g_object_ref (keyrack_copies_window_new (fixture->store));
  app_test_show (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->window);
  g_object_unref (fixture->store);
  g_free (fixture->copy);
  place_free (fixture->place);
}

static GtkWidget *
find_button (Fixture *fixture)
{
  return app_test_find (fixture->window, GTK_TYPE_BUTTON, "label", "Restore");
}

static gboolean
is_listed (gpointer user_data)
{
  return find_button (user_data) != NULL;
}

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (toplevel))
        return toplevel;
    }

  return NULL;
}

static gboolean
is_told (gpointer user_data)
{
  return find_dialog () != NULL;
}

/* Whoever could not have one copy may take another one. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  user_data)
{
  app_test_wait (is_listed, fixture);
  g_assert_cmpint (g_unlink (fixture->copy), ==, 0);

  g_signal_emit_by_name (find_button (fixture), "clicked");
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture)));
  app_test_wait (is_told, NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_dialog ())), ==, "Nothing Was Restored");
  g_assert_true (gtk_widget_is_sensitive (find_button (fixture)));
}

static const char *
restore (Fixture *fixture)
{
  GtkWidget *parent = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (parent));
  gtk_window_set_transient_for (GTK_WINDOW (fixture->window), GTK_WINDOW (parent));
  app_test_wait (is_listed, fixture);
  g_signal_emit_by_name (find_button (fixture), "clicked");
  app_test_wait (is_told, NULL);

  return adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ()));
}

static void
close_parent (void)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (find_dialog ()));

  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  gtk_window_destroy (parent);
}

/* Nothing is said of a file that was not there. */
static void
test_nothing_before (Fixture       *fixture,
                     gconstpointer  user_data)
{
  g_assert_cmpstr (restore (fixture), ==, "The connections are what they were then.");
  close_parent ();
}

static void
test_put_aside (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_revision (profile, 0);
  saved = profiles_save (fixture->store, profile, NULL, KEYRACK_SAVE_DEFAULT, &error);
  g_assert_no_error (error);

  g_assert_nonnull (strstr (restore (fixture), fixture->place->folder));
  close_parent ();
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/copies-window/refused", test_refused);
  ADD ("/copies-window/nothing-before", test_nothing_before);
  ADD ("/copies-window/put-aside", test_put_aside);

  return g_test_run ();
}
