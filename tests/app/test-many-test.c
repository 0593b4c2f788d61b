/* test-many-test.c: what is said of the test of several connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-many-test.h"
#include "store-steps.h"

#define N_PROFILES 5

typedef struct
{
  Place              *place;
  KeyrackSecretStore *secrets;
  KeyrackManyTest    *test;
  GPtrArray          *profiles;
} Fixture;

/* One host for all, so that they are tested one after the other. */
static void
add_profile (Fixture *fixture,
             guint    number)
{
  g_autofree char *name = g_strdup_printf ("Acme %u", number);
  KeyrackProfile *profile = app_test_profile (name, "acme", "eu");
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_secret_ref (profile, name);
  g_assert_true (secrets_store (fixture->secrets, profile, name, "canary", &error));
  g_assert_no_error (error);
  g_ptr_array_add (fixture->profiles, profile);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackHttpClient) client = NULL;
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("test");
  g_autoptr(KeyrackJournal) journal = NULL;

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  fixture->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_PROFILES; i++)
    add_profile (fixture, i);

  /* Nobody listens there. */
  settings->connect_to = g_strdup ("127.0.0.1:1");
  client = keyrack_http_client_new (settings);
  journal = keyrack_journal_new (fixture->place->folder, worker);
  fixture->test = keyrack_many_test_new (client, fixture->secrets, journal);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_settle ();
  g_assert_finalize_object (fixture->test);
  g_ptr_array_unref (fixture->profiles);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}

static gboolean
is_idle (gpointer user_data)
{
  return !keyrack_many_test_get_running (user_data);
}

/* Nobody cancelled it. */
static void
test_gave_up (Fixture       *fixture,
              gconstpointer  user_data)
{
  keyrack_many_test_start (fixture->test, fixture->profiles);
  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "Testing… 0 of 5");
  app_test_wait (is_idle, fixture->test);

  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "Stopped after 3 of 5: the network fails");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  keyrack_many_test_start (fixture->test, fixture->profiles);
  keyrack_many_test_cancel (fixture->test);
  app_test_wait (is_idle, fixture->test);

  g_assert_cmpstr (keyrack_many_test_get_summary (fixture->test), ==, "Cancelled after 0 of 5");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/many-test/gave-up", test_gave_up);
  ADD ("/many-test/cancelled", test_cancelled);

  return g_test_run ();
}
