/* test-export.c: a file for others, or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "keyrack-export.h"
#include "keyrack-profile-document.h"
#include "profile-store-fixture.h"

#define SECRET "Canary9Hx3Lq7Vb2Nz8"

static gboolean
run_export_with (Fixture                  *fixture,
                 const KeyrackProtection  *protection,
                 const char               *path,
                 GError                  **error)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GAsyncResult) result = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->store)); i++)
    g_ptr_array_add (profiles, g_list_model_get_item (G_LIST_MODEL (fixture->store), i));

  keyrack_export_async (fixture->store, profiles, KEYRACK_EXPORT_DOCUMENT, protection, path, NULL,
                        take_result_cb, &result);

  return keyrack_export_finish (fixture->store, wait_for_result (&result), error);
}

static gboolean
run_export (Fixture     *fixture,
            const char  *path,
            GError     **error)
{
  return run_export_with (fixture, NULL, path, error);
}

static char *
dup_target (Fixture *fixture)
{
  return g_build_filename (fixture->place->root, "team.json", NULL);
}

static void
save_with_note (Fixture    *fixture,
                const char *note)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;

  keyrack_profile_set_note (profile, note);
  must_load (fixture->store);
  saved = must_save (fixture->store, profile, SECRET);
}

static void
test_written (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *path = dup_target (fixture);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  save_with_note (fixture, "mine");
  g_file_set_contents (path, "before", -1, NULL);
  g_chmod (path, 0644);

  g_assert_true (run_export (fixture, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"note\": \"mine\""));
  g_assert_null (strstr (text, SECRET));
  g_assert_null (strstr (text, "secret"));
  assert_mode (path, S_IFREG | 0600);
}

/* With the same look at what leaves. */
static void
test_calendar (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autofree char *path = dup_target (fixture);
  g_autofree char *text = NULL;
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) leaking = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  must_load (fixture->store);
  keyrack_profile_set_rotate_every_days (profile, 90);
  saved = must_save (fixture->store, profile, SECRET);
  keyrack_export_calendar_async (fixture->store, path, NULL, take_result_cb, &result);
  g_assert_true (keyrack_export_finish (fixture->store, wait_for_result (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "SUMMARY:Rotate the credential of Acme\r\n"));
  assert_mode (path, S_IFREG | 0600);

  leaking = keyrack_profile_dup (saved);
  keyrack_profile_set_name (leaking, SECRET);
  g_clear_object (&saved);
  saved = must_save (fixture->store, leaking, NULL);
  g_clear_object (&result);
  keyrack_export_calendar_async (fixture->store, path, NULL, take_result_cb, &result);
  g_assert_false (keyrack_export_finish (fixture->store, wait_for_result (&result), &error));
  g_assert_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_LEAK);
}

static void
test_leak (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *path = dup_target (fixture);
  g_autoptr(GError) error = NULL;

  save_with_note (fixture, "the secret is " SECRET);

  g_assert_false (run_export (fixture, path, &error));
  g_assert_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_LEAK);
  g_assert_nonnull (strstr (error->message, "“Acme” under “Note”"));
  g_assert_null (strstr (error->message, SECRET));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_places (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autofree char *nowhere = g_build_filename (fixture->place->root, "nowhere", "team.json", NULL);
  g_autofree char *device = g_build_filename (fixture->place->root, "device", NULL);
  g_autoptr(GError) error = NULL;

  save_with_note (fixture, "");

  g_assert_false (run_export (fixture, nowhere, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE);
  g_clear_error (&error);

  g_assert_false (run_export (fixture, fixture->place->root, &error));
  g_assert_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_NOT_A_FILE);
  g_clear_error (&error);

  /* Not /dev/null itself: a mistake would take it away from everybody. */
  g_assert_cmpint (mkfifo (device, 0600), ==, 0);
  g_assert_false (run_export (fixture, device, &error));
  g_assert_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_NOT_A_FILE);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autofree char *path = dup_target (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) profiles = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  save_with_note (fixture, "");
  g_cancellable_cancel (cancellable);
  keyrack_export_async (fixture->store, profiles, KEYRACK_EXPORT_DOCUMENT, NULL, path, cancellable, take_result_cb, &result);

  g_assert_false (keyrack_export_finish (fixture->store, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
assert_holds (const char    *path,
              KeyrackSecret *identity,
              const char    *secret)
{
  g_autofree char *data = NULL;
  g_autoptr(KeyrackSecret) text = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_null (g_strstr_len (data, (gssize) length, secret));
  g_assert_null (g_strstr_len (data, (gssize) length, "Acme"));
  assert_mode (path, S_IFREG | 0600);

  text = keyrack_age_decrypt (data, length, NULL, identity, &error);
  g_assert_no_error (error);
  rows = keyrack_profile_document_read ((char *) keyrack_secret_peek (text), keyrack_secret_get_length (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (keyrack_secret_peek (((KeyrackDocumentRow *) rows->pdata[0])->secret), ==, secret);
}

static void
test_encrypted (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autofree char *path = dup_target (fixture);
  g_autoptr(KeyrackSecret) identity = keyrack_age_create_identity ();
  g_autofree char *recipient = keyrack_age_dup_recipient (identity, NULL);
  const char * const recipients[] = { recipient, NULL };
  const char * const wrong[] = { "age1wrong", NULL };
  g_autoptr(KeyrackProtection) protection = keyrack_protection_new (NULL, recipients, KEYRACK_AGE_BINARY);
  g_autoptr(KeyrackProtection) mistake = keyrack_protection_new (NULL, wrong, KEYRACK_AGE_BINARY);
  g_autoptr(GError) error = NULL;

  save_with_note (fixture, "");

  g_assert_false (run_export_with (fixture, mistake, path, &error));
  g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_true (run_export_with (fixture, protection, path, &error));
  g_assert_no_error (error);
  assert_holds (path, identity, SECRET);
}

/* What should be there and is not is no reason to write a file without it. */
static void
test_secret_lost (Fixture       *fixture,
                  gconstpointer  user_data)
{
  g_autofree char *path = dup_target (fixture);
  g_autoptr(KeyrackSecret) identity = keyrack_age_create_identity ();
  g_autofree char *recipient = keyrack_age_dup_recipient (identity, NULL);
  const char * const recipients[] = { recipient, NULL };
  g_autoptr(KeyrackProtection) protection = keyrack_protection_new (NULL, recipients, KEYRACK_AGE_ARMORED);
  g_autoptr(KeyrackProfile) profile = NULL;
  g_autoptr(GError) error = NULL;

  save_with_note (fixture, "");
  profile = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  g_assert_true (secrets_clear (fixture->secrets, keyrack_profile_get_secret_ref (profile), &error));

  g_assert_false (run_export_with (fixture, protection, path, &error));
  g_assert_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_NO_SECRET);
  g_assert_nonnull (strstr (error->message, "“Acme”"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_file_name (void)
{
  g_autofree char *name = keyrack_export_dup_file_name (KEYRACK_EXPORT_DOCUMENT, FALSE);
  g_autofree char *table = keyrack_export_dup_file_name (KEYRACK_EXPORT_CSV, FALSE);
  g_autofree char *encrypted = keyrack_export_dup_file_name (KEYRACK_EXPORT_DOCUMENT, TRUE);

  g_assert_true (g_str_has_suffix (encrypted, ".keyrack.json.age"));
  g_assert_true (g_str_has_suffix (table, ".csv"));
  g_assert_true (g_regex_match_simple ("^connections-\\d{4}-\\d\\d-\\d\\d\\.keyrack\\.json$", name, 0, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/export/written", test_written);
  ADD ("/export/calendar", test_calendar);
  ADD ("/export/leak", test_leak);
  ADD ("/export/places", test_places);
  ADD ("/export/cancelled", test_cancelled);
  ADD ("/export/encrypted", test_encrypted);
  ADD ("/export/secret-lost", test_secret_lost);
  g_test_add_func ("/export/file-name", test_file_name);

  return g_test_run ();
}
