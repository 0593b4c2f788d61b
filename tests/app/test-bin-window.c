/* test-bin-window.c: what is deleted for good is what was asked about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-bin-window.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place               *place;
  KeyrackProfileStore *store;
  GtkWidget           *window;
} Fixture;

static char *
add_to_bin (Fixture    *fixture,
            const char *name)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile (name, "acme", "eu");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GAsyncResult) save_result = NULL;
  g_autoptr(GAsyncResult) bin_result = NULL;
  const char *ids[] = { keyrack_profile_get_id (profile), NULL };

  keyrack_profile_set_revision (profile, 0);
  keyrack_profile_store_save_async (fixture->store, profile, NULL, KEYRACK_SAVE_DEFAULT, NULL,
                                    take_result_cb, &save_result);
  saved = keyrack_profile_store_save_finish (fixture->store, wait_for_result (&save_result), NULL);
  g_assert_nonnull (saved);

  keyrack_profile_store_bin_async (fixture->store, ids, 0, NULL, take_result_cb, &bin_result);
  g_assert_true (keyrack_profile_store_bin_finish (fixture->store, wait_for_result (&bin_result), NULL));

  return g_strdup (ids[0]);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();

  fixture->place = place_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, secrets);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->window);
  g_object_unref (fixture->store);
  place_free (fixture->place);
}

static void
show (Fixture *fixture)
{
  fixture->window = g_object_ref (GTK_WIDGET (keyrack_bin_window_new (fixture->store)));
  app_test_show (fixture->window);
}

static GtkWidget *
find_question (const char *heading)
{
  return app_test_find_anywhere (ADW_TYPE_MESSAGE_DIALOG, "heading", heading);
}

static void
answer (const char *heading,
        const char *response)
{
  GtkWidget *question = find_question (heading);

  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  app_test_settle ();
}

static gboolean
has_one (gpointer user_data)
{
  return g_list_model_get_n_items (user_data) == 1;
}

/* An assistive technology presses buttons that a question stands before. */
static void
test_two_questions (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *first = add_to_bin (fixture, "First");
  g_autofree char *second = add_to_bin (fixture, "Second");
  GListModel *bin = keyrack_profile_store_get_bin (fixture->store);
  g_autoptr(KeyrackProfile) left = NULL;

  show (fixture);
  gtk_widget_activate_action (fixture->window, "bin.erase", "s", first);
  gtk_widget_activate_action (fixture->window, "bin.erase", "s", second);
  gtk_widget_activate_action (fixture->window, "bin.empty", NULL);

  answer ("Delete “First” Permanently?", "delete");
  answer ("Delete “Second” Permanently?", "cancel");
  answer ("Empty the Bin?", "cancel");
  app_test_wait (has_one, bin);

  left = g_list_model_get_item (bin, 0);
  g_assert_cmpstr (keyrack_profile_get_id (left), ==, second);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/bin-window/two-questions", test_two_questions);

  return g_test_run ();
}
