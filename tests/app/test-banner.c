/* test-banner.c: what the banners say about the stores
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"
#include "keyrack-banner.h"
#include "keyrack-profile-store.h"
#include "keyrack-store-banner.h"

typedef struct
{
  char                *folder;
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *store;
  GtkWidget           *banner;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("keyrack-XXXXXX", &error);
  g_assert_no_error (error);

  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->folder, fixture->secrets);
  fixture->banner = g_object_ref_sink (g_object_new (KEYRACK_TYPE_STORE_BANNER, "store", fixture->store, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "profiles.json", NULL);

  g_assert_finalize_object (fixture->banner);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->secrets);

  g_unlink (file);
  g_free (fixture->folder);
}

static GtkWidget *
find_banner (Fixture    *fixture,
             const char *title)
{
  return app_test_find (fixture->banner, KEYRACK_TYPE_BANNER, "title", title);
}

static gboolean
is_revealed (GtkWidget *banner)
{
  gboolean revealed = FALSE;

  g_object_get (banner, "revealed", &revealed, NULL);

  return revealed;
}

static void
test_lifetime (void)
{
  g_assert_finalize_object (g_object_ref_sink (g_object_new (KEYRACK_TYPE_BANNER, NULL)));
  g_assert_finalize_object (g_object_ref_sink (g_object_new (KEYRACK_TYPE_STORE_BANNER, NULL)));
}

static void
test_button (void)
{
  g_autoptr(KeyrackBanner) banner =
    g_object_ref_sink (g_object_new (KEYRACK_TYPE_BANNER, "title", "<b>Plain & simple", NULL));
  GtkWidget *button = app_test_find (GTK_WIDGET (banner), GTK_TYPE_BUTTON, NULL, NULL);
  GtkWidget *label = app_test_find (GTK_WIDGET (banner), GTK_TYPE_LABEL, "label", "<b>Plain & simple");

  g_assert_nonnull (label);
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (label)));
  g_assert_false (gtk_widget_get_visible (button));

  g_object_set (banner, "button-label", "Unlock", NULL);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Unlock");
}

static void
test_warning (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_object_set (fixture->banner, "warning", "Everything goes elsewhere", NULL);
  g_assert_true (is_revealed (find_banner (fixture, "Everything goes elsewhere")));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *done = user_data;

  keyrack_profile_store_load_finish (KEYRACK_PROFILE_STORE (object), result, NULL);
  *done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  gboolean *done = user_data;

  return *done;
}

static void
test_problem (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "profiles.json", NULL);
  g_autoptr(GError) error = NULL;
  const char *problem = NULL;
  gboolean done = FALSE;

  g_file_set_contents (file, "no JSON", -1, &error);
  g_assert_no_error (error);

  keyrack_profile_store_load_async (fixture->store, NULL, loaded_cb, &done);
  app_test_wait (is_done, &done);

  problem = keyrack_profile_store_get_problem (fixture->store);
  g_assert_cmpstr (problem, !=, NULL);
  g_assert_true (is_revealed (find_banner (fixture, problem)));
}

static gboolean
is_absent (gpointer user_data)
{
  Fixture *fixture = user_data;

  return keyrack_secret_store_get_state (fixture->secrets) == KEYRACK_SECRET_STORE_ABSENT;
}

static gboolean
is_waiting (gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean waiting = FALSE;

  g_object_get (fixture->banner, "waiting", &waiting, NULL);

  return waiting;
}

static gboolean
is_idle (gpointer user_data)
{
  return !is_waiting (user_data);
}

/* There is no message bus in this test, so there is no password store. */
static void
test_absent (Fixture       *fixture,
             gconstpointer  user_data)
{
  static const char sentence[] = "No password store found. Install gnome-keyring or KWallet, then try again.";
  GtkWidget *button = app_test_find (fixture->banner, GTK_TYPE_BUTTON, "label", "Try Again");

  g_assert_nonnull (button);
  g_assert_null (find_banner (fixture, sentence));

  gtk_widget_activate_action (fixture->banner, "banner.retry", NULL);
  g_assert_true (is_waiting (fixture));
  app_test_wait (is_absent, fixture);
  app_test_wait (is_idle, fixture);
  app_test_settle ();

  g_assert_nonnull (find_banner (fixture, sentence));
  g_assert_true (is_revealed (find_banner (fixture, sentence)));

  /* Trying again may find the same. */
  gtk_widget_activate_action (fixture->banner, "banner.retry", NULL);
  app_test_wait (is_idle, fixture);
  app_test_settle ();
  g_assert_true (is_revealed (find_banner (fixture, sentence)));
}

/* Who goes in the middle of a question is not called back. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  user_data)
{
  gtk_widget_activate_action (fixture->banner, "banner.retry", NULL);
  app_test_show (fixture->banner);
  app_test_close (fixture->banner);
  app_test_wait (is_idle, fixture);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/banner/lifetime", test_lifetime);
  g_test_add_func ("/banner/button", test_button);
  ADD ("/banner/warning", test_warning);
  ADD ("/banner/problem", test_problem);
  ADD ("/banner/absent", test_absent);
  ADD ("/banner/dropped", test_dropped);

  return g_test_run ();
}
