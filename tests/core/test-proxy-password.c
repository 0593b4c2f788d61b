/* test-proxy-password.c: no password of a proxy is left that nobody knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-preferences.h"
#include "keyrack-proxy-password.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place              *place;
  KeyrackSecretStore *secrets;
  GSettings          *preferences;
} Fixture;

static const char * const keys[] = { "proxy-new-ref", "proxy-secret-ref", "proxy-stale-refs" };

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  fixture->preferences = keyrack_preferences_new ();
  g_assert_nonnull (fixture->preferences);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->preferences, keys[i]);

  g_object_unref (fixture->preferences);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}

static void
store (Fixture    *fixture,
       const char *secret_ref)
{
  g_autoptr(KeyrackSecret) password = keyrack_secret_new ("canary", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_proxy_password_begin (fixture->preferences, secret_ref);
  keyrack_secret_store_save_proxy_async (fixture->secrets, secret_ref, "Proxy", password,
                                         NULL, take_result_cb, &result);
  keyrack_secret_store_save_proxy_finish (fixture->secrets, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* The lookup comes after whatever was asked of the store before. */
static gboolean
is_kept (Fixture    *fixture,
         const char *secret_ref)
{
  g_autofree char *password = secrets_lookup (fixture->secrets, secret_ref, NULL);

  return password != NULL;
}

static void
assert_text (Fixture    *fixture,
             const char *key,
             const char *expected)
{
  g_autofree char *text = g_settings_get_string (fixture->preferences, key);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_n_stale (Fixture *fixture,
                guint    expected)
{
  g_auto(GStrv) stale = g_settings_get_strv (fixture->preferences, "proxy-stale-refs");

  g_assert_cmpuint (g_strv_length (stale), ==, expected);
}

static void
settle (Fixture *fixture)
{
  keyrack_proxy_password_settle (fixture->preferences, fixture->secrets);
}

static void
test_replaced (Fixture       *fixture,
               gconstpointer  user_data)
{
  store (fixture, "one");
  keyrack_proxy_password_commit (fixture->preferences, "one");
  settle (fixture);
  assert_text (fixture, "proxy-secret-ref", "one");
  assert_text (fixture, "proxy-new-ref", "");
  g_assert_true (is_kept (fixture, "one"));

  store (fixture, "two");
  assert_text (fixture, "proxy-secret-ref", "one");
  keyrack_proxy_password_commit (fixture->preferences, "two");
  settle (fixture);
  assert_text (fixture, "proxy-secret-ref", "two");
  g_assert_false (is_kept (fixture, "one"));
  g_assert_true (is_kept (fixture, "two"));
  assert_n_stale (fixture, 0);

  keyrack_proxy_password_forget (fixture->preferences);
  settle (fixture);
  assert_text (fixture, "proxy-secret-ref", "");
  g_assert_false (is_kept (fixture, "two"));
  assert_n_stale (fixture, 0);
}

/* Without an answer, or without a process that could take it. */
static void
test_abandoned (Fixture       *fixture,
                gconstpointer  user_data)
{
  store (fixture, "one");
  keyrack_proxy_password_commit (fixture->preferences, "one");
  store (fixture, "two");

  keyrack_proxy_password_abandon (fixture->preferences);
  settle (fixture);
  g_assert_true (is_kept (fixture, "one"));
  g_assert_false (is_kept (fixture, "two"));
  assert_text (fixture, "proxy-secret-ref", "one");
  assert_text (fixture, "proxy-new-ref", "");
  assert_n_stale (fixture, 0);
}

/* The keyring is not there, or locked, at the moment. */
static void
test_later (Fixture       *fixture,
            gconstpointer  user_data)
{
  store (fixture, "one");
  keyrack_proxy_password_commit (fixture->preferences, "one");

  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  keyrack_proxy_password_forget (fixture->preferences);
  settle (fixture);
  g_assert_false (is_kept (fixture, "one"));
  assert_n_stale (fixture, 1);

  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  g_assert_true (is_kept (fixture, "one"));
  settle (fixture);
  g_assert_false (is_kept (fixture, "one"));
  assert_n_stale (fixture, 0);
}

/* A process that ended in the middle of a commit: in either half of it. */
static void
test_half_committed (Fixture       *fixture,
                     gconstpointer  user_data)
{
  const char * const stale[] = { "one", NULL };

  store (fixture, "one");
  g_settings_set_string (fixture->preferences, "proxy-secret-ref", "one");
  g_settings_set_strv (fixture->preferences, "proxy-stale-refs", stale);

  keyrack_proxy_password_abandon (fixture->preferences);
  settle (fixture);
  g_assert_true (is_kept (fixture, "one"));
  assert_text (fixture, "proxy-secret-ref", "one");
  assert_n_stale (fixture, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/proxy-password/replaced", test_replaced);
  ADD ("/proxy-password/abandoned", test_abandoned);
  ADD ("/proxy-password/later", test_later);
  ADD ("/proxy-password/half-committed", test_half_committed);

  return g_test_run ();
}
