/* test-secret-store.c: secrets in libsecret's file backend
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "keyrack-secret-store-file.h"
#include "keyrack-secret-store.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place              *place;
  KeyrackSecretStore *store;
  KeyrackProfile     *profile;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->place = place_new ();
  fixture->store = keyrack_secret_store_new ();
  fixture->profile = make_profile ("Acme");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->profile);
  assert_goes_away (fixture->store);
  place_free (fixture->place);
}

static void
assert_secret (Fixture    *fixture,
               const char *secret_ref,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->store, secret_ref, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

static void
assert_no_secret (Fixture                 *fixture,
                  const char              *secret_ref,
                  KeyrackSecretStoreError  code)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->store, secret_ref, &error);

  g_assert_null (secret);
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, (int) code);
}

static void
must_store (Fixture    *fixture,
            const char *secret_ref,
            const char *secret)
{
  g_autoptr(GError) error = NULL;

  secrets_store (fixture->store, fixture->profile, secret_ref, secret, &error);
  g_assert_no_error (error);
}

static void
test_drop (void)
{
  KeyrackSecretStore *store = keyrack_secret_store_new ();

  g_assert_cmpint (keyrack_secret_store_get_state (store), ==, KEYRACK_SECRET_STORE_UNKNOWN);
  g_assert_nonnull (keyrack_secret_store_get_worker (store));
  g_assert_finalize_object (store);
}

static void
test_store (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (secrets_probe (fixture->store), ==, KEYRACK_SECRET_STORE_READY);
  g_assert_false (g_file_test (fixture->place->keyring, G_FILE_TEST_EXISTS));

  must_store (fixture, "ref-1", "s3cret");
  must_store (fixture, "ref-2", "ünï “quoted” \t");
  assert_secret (fixture, "ref-1", "s3cret");
  assert_secret (fixture, "ref-2", "ünï “quoted” \t");
  assert_no_secret (fixture, "ref-3", KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);

  g_assert_true (secrets_clear (fixture->store, "ref-1", &error));
  g_assert_no_error (error);
  assert_no_secret (fixture, "ref-1", KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
  assert_secret (fixture, "ref-2", "ünï “quoted” \t");

  /* What is gone already is no error. */
  g_assert_true (secrets_clear (fixture->store, "ref-1", &error));
  g_assert_no_error (error);
}

/* What another process writes is seen, and not overwritten by what is remembered. */
static void
test_two_processes (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Other");
  KeyrackSecretStore *other = keyrack_secret_store_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;

  must_store (fixture, "ref-1", "one");
  g_assert_true (secrets_store (other, profile, "ref-2", "two", &error));
  must_store (fixture, "ref-3", "three");
  g_assert_true (secrets_clear (other, "ref-1", &error));
  g_assert_no_error (error);

  assert_no_secret (fixture, "ref-1", KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
  assert_secret (fixture, "ref-2", "two");
  secret = secrets_lookup (other, "ref-3", &error);
  g_assert_cmpstr (secret, ==, "three");

  assert_goes_away (other);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  must_store (fixture, "ref-1", "s3cret");

  keyrack_secret_store_lookup_async (fixture->store, "ref-1", cancellable, take_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (keyrack_secret_store_lookup_finish (fixture->store, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  assert_secret (fixture, "ref-1", "s3cret");
}

static void
damage (const char *path)
{
  g_assert_cmpint (truncate (path, 40), ==, 0);
}

static char *
dup_copy_path (Fixture *fixture)
{
  return g_strconcat (fixture->place->keyring, ".keyrack-copy", NULL);
}

/* Proven damaged: the copy takes its place, and nothing is lost. */
static void
test_healed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *kept = g_strconcat (fixture->place->keyring, ".damaged", NULL);

  must_store (fixture, "ref-1", "one");
  must_store (fixture, "ref-2", "two");

  damage (fixture->place->keyring);
  g_test_expect_message ("keyrack", G_LOG_LEVEL_MESSAGE, "*put back from its copy*");
  assert_secret (fixture, "ref-1", "one");
  g_test_assert_expected_messages ();
  assert_secret (fixture, "ref-2", "two");
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_unlink (fixture->place->keyring), ==, 0);
  must_store (fixture, "ref-3", "three");
  g_assert_cmpint (g_unlink (fixture->place->keyring), ==, 0);
  g_test_expect_message ("keyrack", G_LOG_LEVEL_MESSAGE, "*put back from its copy*");
  assert_secret (fixture, "ref-3", "three");
  g_test_assert_expected_messages ();
}

/* Without a sound copy it is said, and nothing is touched. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *copy = dup_copy_path (fixture);
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;

  must_store (fixture, "ref-1", "one");
  damage (fixture->place->keyring);
  damage (copy);

  assert_no_secret (fixture, "ref-1", KEYRACK_SECRET_STORE_ERROR_DAMAGED);
  g_assert_cmpint (keyrack_secret_store_get_state (fixture->store), ==, KEYRACK_SECRET_STORE_DAMAGED);
  g_assert_false (secrets_store (fixture->store, fixture->profile, "ref-2", "two", &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DAMAGED);

  g_assert_true (g_file_get_contents (fixture->place->keyring, &contents, &length, NULL));
  g_assert_cmpuint (length, ==, 40);
}

/* What merely can't be read is not healed. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  must_store (fixture, "ref-1", "one");
  g_assert_cmpint (g_unlink (fixture->place->keyring), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->place->keyring, 0700), ==, 0);

  assert_no_secret (fixture, "ref-1", KEYRACK_SECRET_STORE_ERROR_FAILED);
  g_assert_true (g_file_test (fixture->place->keyring, G_FILE_TEST_IS_DIR));
}

/* A removed secret lives on in no copy of ours. */
static void
test_copy_follows (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *copy_path = dup_copy_path (fixture);
  g_autofree char *keyring = NULL;
  g_autofree char *copy = NULL;
  g_autoptr(GError) error = NULL;
  gsize keyring_length = 0;
  gsize copy_length = 0;

  must_store (fixture, "ref-1", "one");
  must_store (fixture, "ref-2", "two");
  g_assert_true (secrets_clear (fixture->store, "ref-1", &error));

  g_assert_true (g_file_get_contents (fixture->place->keyring, &keyring, &keyring_length, &error));
  g_assert_true (g_file_get_contents (copy_path, &copy, &copy_length, &error));
  g_assert_cmpmem (keyring, keyring_length, copy, copy_length);
}

/* A byte flipped, in one bit or in all: what passes the check is safe with libsecret. An
 * abort of libsecret ends this test. */
static void
test_flipped_bytes (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *copy = dup_copy_path (fixture);
  g_autofree char *sound = NULL;
  gsize length = 0;
  guint n_refused = 0;

  place_make_quick (fixture->place);
  must_store (fixture, "ref-1", "one");
  must_store (fixture, "ref-2", "two");
  g_assert_true (g_file_get_contents (fixture->place->keyring, &sound, &length, NULL));

  for (gsize i = 0; i < length; i++)
    {
      char bits = (char) (i % 3 == 0 ? 0xff : 1 << (i % 8));
      g_autofree char *secret = NULL;
      g_autoptr(GError) error = NULL;

      sound[i] ^= bits;
      g_unlink (copy);
      g_assert_true (g_file_set_contents (fixture->place->keyring, sound, (gssize) length, NULL));
      sound[i] ^= bits;

      secret = secrets_lookup (fixture->store, "ref-1", &error);
      if (secret != NULL)
        g_assert_cmpstr (secret, ==, "one");
      else if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DAMAGED))
        n_refused++;
      else
        g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
    }

  g_test_message ("%u of %" G_GSIZE_FORMAT " flips were refused", n_refused, length);
  g_assert_cmpuint (n_refused, >, 100);
}

static void
count_cb (KeyrackSecretStore *store,
          GParamSpec         *pspec,
          guint              *n_notified)
{
  *n_notified += 1;
}

static void
test_state (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_notified = 0;

  g_signal_connect (fixture->store, "notify::state", G_CALLBACK (count_cb), &n_notified);

  g_assert_cmpint (secrets_probe (fixture->store), ==, KEYRACK_SECRET_STORE_READY);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (secrets_probe (fixture->store), ==, KEYRACK_SECRET_STORE_READY);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (secrets_unlock (fixture->store, NULL));
}

/* No session bus, as the environment of the tests has it. */
static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_unsetenv ("SECRET_BACKEND");

  g_assert_cmpint (secrets_probe (fixture->store), ==, KEYRACK_SECRET_STORE_ABSENT);
  assert_no_secret (fixture, "ref-1", KEYRACK_SECRET_STORE_ERROR_ABSENT);
  g_assert_false (secrets_unlock (fixture->store, &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT);
}

/* Secrets in this process: as good as a keyring while it lives, and no word to a real one. */
static void
test_session_only (Fixture       *fixture,
                   gconstpointer  data)
{
  KeyrackSecretStore *other = keyrack_secret_store_new ();
  g_autoptr(GError) error = NULL;
  guint n_notified = 0;

  must_store (fixture, "kept", "in the keyring");
  g_signal_connect (fixture->store, "notify::session-only", G_CALLBACK (count_cb), &n_notified);
  g_unsetenv ("SECRET_BACKEND");
  g_assert_cmpint (secrets_probe (fixture->store), ==, KEYRACK_SECRET_STORE_DIED);

  g_object_set (fixture->store, "session-only", TRUE, NULL);
  keyrack_secret_store_set_session_only (fixture->store, TRUE);
  g_assert_true (keyrack_secret_store_get_session_only (fixture->store));
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (keyrack_secret_store_get_state (fixture->store), ==, KEYRACK_SECRET_STORE_READY);
  g_assert_cmpint (secrets_probe (fixture->store), ==, KEYRACK_SECRET_STORE_READY);
  g_assert_true (secrets_unlock (fixture->store, &error));

  must_store (fixture, "ref-1", "s3cret");
  must_store (fixture, "ref-2", "s3cret");
  assert_secret (fixture, "ref-1", "s3cret");
  assert_no_secret (fixture, "ref-3", KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH);
  g_assert_true (secrets_clear (fixture->store, "ref-1", &error));
  assert_no_secret (fixture, "ref-1", KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH);

  /* What may be in a keyring is not said to be cleared. */
  g_assert_false (secrets_clear (fixture->store, "kept", &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_FAILED);
  g_clear_error (&error);

  /* With a keyring again, what was kept here is still found; another process never sees it. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  keyrack_secret_store_set_session_only (fixture->store, FALSE);
  g_assert_cmpint (keyrack_secret_store_get_state (fixture->store), ==, KEYRACK_SECRET_STORE_UNKNOWN);
  assert_secret (fixture, "ref-2", "s3cret");
  assert_secret (fixture, "kept", "in the keyring");
  g_assert_null (secrets_lookup (other, "ref-2", &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (secrets_clear (fixture->store, "ref-2", &error));
  assert_no_secret (fixture, "ref-2", KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);

  assert_goes_away (other);
}

static void
assert_same (Fixture            *fixture,
             const char         *secret,
             const char * const *secret_refs,
             const char         *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *same = secrets_find_same (fixture->store, secret, secret_refs, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, expected);
}

static void
test_find_same (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const all[] = { "gone", "ref-3", "ref-2", "ref-1", NULL };
  static const char * const some[] = { "gone", "ref-2", NULL };
  static const char * const none[] = { NULL };
  g_autoptr(GError) error = NULL;

  assert_same (fixture, "one", all, NULL);
  must_store (fixture, "ref-1", "one");
  must_store (fixture, "ref-2", "two");
  must_store (fixture, "ref-3", "one");
  assert_same (fixture, "one", all, "ref-3");
  assert_same (fixture, "one", some, NULL);
  assert_same (fixture, "one", none, NULL);
  assert_same (fixture, "On", all, NULL);

  keyrack_secret_store_set_session_only (fixture->store, TRUE);
  assert_same (fixture, "one", all, NULL);
  must_store (fixture, "ref-2", "one");
  assert_same (fixture, "one", all, "ref-2");

  keyrack_secret_store_set_session_only (fixture->store, FALSE);
  g_unsetenv ("SECRET_BACKEND");
  g_assert_null (secrets_find_same (fixture->store, "one", all, &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DIED);
}

static void
test_find_same_cancelled (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char * const all[] = { "ref-1", NULL };
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("one", -1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  must_store (fixture, "ref-1", "one");
  keyrack_secret_store_find_same_async (fixture->store, secret, all, cancellable, take_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (keyrack_secret_store_find_same_finish (fixture->store, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  secrets_drain (fixture->store);
}

static void
test_proxy (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  must_store (fixture, "ref-1", "one");
  g_assert_true (secrets_save_proxy (fixture->store, "proxy-1", "Proxy/Keyrack", "pässword", &error));
  g_assert_no_error (error);
  g_assert_true (secrets_save_proxy (fixture->store, "proxy-2", "Proxy/Keyrack", "another", &error));
  g_assert_no_error (error);
  assert_secret (fixture, "proxy-1", "pässword");
  assert_secret (fixture, "proxy-2", "another");

  g_assert_true (secrets_clear (fixture->store, "proxy-1", &error));
  g_assert_no_error (error);
  assert_no_secret (fixture, "proxy-1", KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
  assert_secret (fixture, "proxy-2", "another");
  assert_secret (fixture, "ref-1", "one");

  g_unsetenv ("SECRET_BACKEND");
  g_assert_false (secrets_save_proxy (fixture->store, "proxy-3", "Proxy", "more", &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DIED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret-store/drop", test_drop);
  ADD ("/secret-store/store", test_store);
  ADD ("/secret-store/two-processes", test_two_processes);
  ADD ("/secret-store/cancel", test_cancel);
  ADD ("/secret-store/healed", test_healed);
  ADD ("/secret-store/damaged", test_damaged);
  ADD ("/secret-store/unreadable", test_unreadable);
  ADD ("/secret-store/copy-follows", test_copy_follows);
  ADD ("/secret-store/flipped-bytes", test_flipped_bytes);
  ADD ("/secret-store/state", test_state);
  ADD ("/secret-store/absent", test_absent);
  ADD ("/secret-store/session-only", test_session_only);
  ADD ("/secret-store/find-same", test_find_same);
  ADD ("/secret-store/find-same-cancelled", test_find_same_cancelled);
  ADD ("/secret-store/proxy", test_proxy);

  return g_test_run ();
}
