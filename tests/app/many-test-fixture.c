/* many-test-fixture.c: connections whose tests all fail in the same way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "many-test-fixture.h"

#include "app-test.h"

static void
add_profile (ManyTestFixture *fixture,
             guint            number)
{
  g_autofree char *name = g_strdup_printf ("Acme %u", number);
  KeyrackProfile *profile = app_test_profile (name, "acme", "eu");
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_secret_ref (profile, name);
  g_assert_true (secrets_store (fixture->secrets, profile, name, "canary", &error));
  g_assert_no_error (error);
  g_ptr_array_add (fixture->profiles, profile);
}

void
many_test_set_up (ManyTestFixture *fixture)
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

  settings->connect_to = g_strdup ("127.0.0.1:1");
  client = keyrack_http_client_new (settings);
  journal = keyrack_journal_new (fixture->place->folder, worker);
  fixture->test = keyrack_many_test_new (client, fixture->secrets, journal);
}

void
many_test_tear_down (ManyTestFixture *fixture)
{
  app_test_settle ();
  g_assert_finalize_object (fixture->test);
  g_ptr_array_unref (fixture->profiles);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}
