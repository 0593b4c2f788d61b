/* test-import-file.c: what is opened, and how each refusal is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyrack-age-private.h"
#include "keyrack-import-file.h"
#include "store-steps.h"
#include "waiting.h"

#define SECRET "Canary9Hx3Lq7Vb2Nz8"
#define LOG_N  4 /* quick */

#define ROW \
  "{\"id\": \"one\", \"name\": \"Acme\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"x\", " \
  "\"client_secret\": \"" SECRET "\", \"later\": 1}"
#define DOCUMENT(rows) "{\"format\": \"keyrack-profiles\", \"version\": 1, \"profiles\": [" rows "]}"

typedef struct
{
  Place         *place;
  KeyrackWorker *worker;
} Case;

static void
set_up_case (Case          *test,
             gconstpointer  data)
{
  test->place = place_new ();
  test->worker = keyrack_worker_new ("import");
}

static void
tear_down_case (Case          *test,
                gconstpointer  data)
{
  assert_goes_away (test->worker);
  place_free (test->place);
}

static GFile *
make_file (Case       *test,
           const char *data,
           gssize      length)
{
  g_autofree char *path = g_build_filename (test->place->root, "team file", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static KeyrackImportFile *
open_file (Case    *test,
           GFile   *file,
           GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_import_file_open_async (file, test->worker, NULL, take_result_cb, &result);

  return keyrack_import_file_open_finish (wait_for_result (&result), error);
}

static KeyrackImportFile *
open_text (Case       *test,
           const char *text)
{
  g_autoptr(GFile) file = make_file (test, text, -1);
  g_autoptr(GError) error = NULL;
  KeyrackImportFile *opened = open_file (test, file, &error);

  g_assert_no_error (error);

  return opened;
}

static void
assert_refused (Case                    *test,
                GFile                   *file,
                KeyrackImportFileError   code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (open_file (test, file, &error));
  g_assert_error (error, KEYRACK_IMPORT_FILE_ERROR, (int) code);
  g_assert_null (strstr (error->message, SECRET));
}

static void
assert_text_refused (Case                   *test,
                     const char             *text,
                     KeyrackImportFileError  code)
{
  g_autoptr(GFile) file = make_file (test, text, -1);

  assert_refused (test, file, code);
}

static gboolean
unlock (KeyrackImportFile  *file,
        const char         *passphrase,
        GPtrArray          *identities,
        GError            **error)
{
  g_autoptr(KeyrackSecret) secret = passphrase != NULL ? keyrack_secret_new (passphrase, -1) : NULL;
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_import_file_unlock_async (file, secret, identities, NULL, take_result_cb, &result);

  return keyrack_import_file_unlock_finish (file, wait_for_result (&result), error);
}

static GFile *
make_sealed (Case           *test,
             const char     *text,
             const char     *passphrase,
             const char     *recipient,
             KeyrackAgeForm  form)
{
  const char *recipients[] = { recipient, NULL };
  g_autoptr(KeyrackSecret) plain = keyrack_secret_new (text, -1);
  g_autoptr(KeyrackSecret) secret = passphrase != NULL ? keyrack_secret_new (passphrase, -1) : NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  g_autofree char *data = keyrack_age_encrypt_with_cost (plain, secret, LOG_N, recipients, form, &length, &error);

  g_assert_no_error (error);

  return make_file (test, data, (gssize) length);
}

static void
assert_the_row (KeyrackImportFile *file)
{
  GPtrArray *rows = keyrack_import_file_get_rows (file);
  KeyrackDocumentRow *row = NULL;

  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_null (row->problem);
  g_assert_cmpstr (keyrack_profile_get_name (row->profile), ==, "Acme");
  g_assert_cmpstr (keyrack_secret_peek (row->secret), ==, SECRET);
  g_assert_false (keyrack_import_file_is_locked (file));
}

static void
test_document (Case          *test,
               gconstpointer  data)
{
  KeyrackImportFile *file = open_text (test, "\xef\xbb\xbf" DOCUMENT (ROW));

  g_assert_cmpint (keyrack_import_file_get_kind (file), ==, KEYRACK_IMPORT_FILE_DOCUMENT);
  g_assert_cmpstr (keyrack_import_file_get_name (file), ==, "team file");
  g_assert_null (keyrack_import_file_get_csv (file));
  g_assert_cmpuint (keyrack_import_file_get_row_number (file, 4), ==, 5);
  assert_the_row (file);
  assert_goes_away (file);
}

static void
test_passphrase (Case          *test,
                 gconstpointer  data)
{
  for (int form = KEYRACK_AGE_BINARY; form <= KEYRACK_AGE_ARMORED; form++)
    {
      g_autoptr(GFile) sealed = make_sealed (test, DOCUMENT (ROW), "correct horse", NULL, (KeyrackAgeForm) form);
      g_autoptr(GError) error = NULL;
      KeyrackImportFile *file = open_file (test, sealed, &error);

      g_assert_no_error (error);
      g_assert_cmpint (keyrack_import_file_get_kind (file), ==, KEYRACK_IMPORT_FILE_ENCRYPTED);
      g_assert_true (keyrack_import_file_wants_passphrase (file));
      g_assert_true (keyrack_import_file_is_locked (file));
      g_assert_null (keyrack_import_file_get_rows (file));

      g_assert_false (unlock (file, "wrong horse", NULL, &error));
      g_assert_error (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_WRONG_PASSPHRASE);
      g_assert_true (keyrack_import_file_is_locked (file));
      g_clear_error (&error);

      g_assert_true (unlock (file, "correct horse", NULL, &error));
      g_assert_no_error (error);
      assert_the_row (file);
      assert_goes_away (file);
    }
}

static void
add_identity (GPtrArray *identities)
{
  g_ptr_array_add (identities, keyrack_age_create_identity ());
}

/* The second of two keys opens it. */
static void
test_keys (Case          *test,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) identities = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_secret_unref);
  g_autofree char *recipient = NULL;
  g_autoptr(GFile) sealed = NULL;
  g_autoptr(KeyrackImportFile) file = NULL;
  g_autoptr(GError) error = NULL;

  add_identity (identities);
  add_identity (identities);
  recipient = keyrack_age_dup_recipient (identities->pdata[1], NULL);
  sealed = make_sealed (test, DOCUMENT (ROW), NULL, recipient, KEYRACK_AGE_BINARY);
  file = open_file (test, sealed, &error);
  g_assert_no_error (error);
  g_assert_false (keyrack_import_file_wants_passphrase (file));

  g_assert_false (unlock (file, NULL, none, &error));
  g_assert_error (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_WRONG_KEY);
  g_clear_error (&error);

  g_assert_true (unlock (file, NULL, identities, &error));
  g_assert_no_error (error);
  assert_the_row (file);
}

static void
test_table (Case          *test,
            gconstpointer  data)
{
  g_autoptr(KeyrackImportFile) file = open_text (test, "Name;Instance;Region;Client ID;Client secret\n"
                                                       "Acme;acme;eu;x;" SECRET "\n");
  g_autoptr(GError) error = NULL;
  g_autofree KeyrackCsvColumn *columns = NULL;
  KeyrackDocumentRow *row = NULL;
  gboolean has_header = FALSE;

  g_assert_cmpint (keyrack_import_file_get_kind (file), ==, KEYRACK_IMPORT_FILE_CSV);
  g_assert_cmpuint (keyrack_import_file_get_row_number (file, 0), ==, 2);
  assert_the_row (file);

  columns = g_memdup2 (keyrack_import_file_get_columns (file, &has_header), 5 * sizeof (KeyrackCsvColumn));
  g_assert_true (has_header);
  columns[4] = KEYRACK_CSV_COLUMN_NONE;
  keyrack_import_file_set_columns (file, columns, TRUE);
  row = keyrack_import_file_get_rows (file)->pdata[0];
  g_assert_null (row->secret);

  g_assert_false (keyrack_import_file_set_separator (file, '|', &error));
  g_assert_error (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT);
  g_assert_true (keyrack_import_file_set_separator (file, ';', NULL));
  assert_the_row (file);
}

static void
test_table_inside (Case          *test,
                   gconstpointer  data)
{
  g_autoptr(GFile) sealed = make_sealed (test, "Name,Instance,Region,Client ID,Client secret\nAcme,acme,eu,x," SECRET,
                                         "correct horse", NULL, KEYRACK_AGE_BINARY);
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackImportFile) file = open_file (test, sealed, &error);

  g_assert_no_error (error);
  g_assert_true (unlock (file, "correct horse", NULL, &error));
  g_assert_cmpint (keyrack_import_file_get_kind (file), ==, KEYRACK_IMPORT_FILE_ENCRYPTED);
  g_assert_nonnull (keyrack_import_file_get_csv (file));
  assert_the_row (file);
}

static void
test_formats (Case          *test,
              gconstpointer  data)
{
  g_autoptr(GFile) nul = make_file (test, "a,b\0c,d", 7);

  assert_refused (test, nul, KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT);
  assert_text_refused (test, "", KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT);
  assert_text_refused (test, "Dear colleague\nhere is " SECRET, KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT);
  assert_text_refused (test, "{\"name\": \"" SECRET "\"}", KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT);
  assert_text_refused (test, "{\"format\": ", KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT);
  assert_text_refused (test, "{\"format\": \"keyrack-profiles\", \"version\": 2, \"profiles\": []}",
                       KEYRACK_IMPORT_FILE_ERROR_NEWER);
}

static void
test_damaged (Case          *test,
              gconstpointer  data)
{
  g_autoptr(GFile) sealed = make_sealed (test, DOCUMENT (ROW), "correct horse", NULL, KEYRACK_AGE_BINARY);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr(GFile) changed = NULL;
  g_autoptr(KeyrackImportFile) file = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_load_contents (sealed, NULL, &bytes, &length, NULL, NULL));
  bytes[length - 1] ^= 1;
  changed = make_file (test, bytes, (gssize) length);
  file = open_file (test, changed, &error);
  g_assert_no_error (error);
  g_assert_false (unlock (file, "correct horse", NULL, &error));
  g_assert_error (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_DAMAGED);

  assert_text_refused (test, "age-encryption.org/v1\nwhatever\n", KEYRACK_IMPORT_FILE_ERROR_DAMAGED);
  assert_text_refused (test, "-----BEGIN AGE ENCRYPTED FILE-----\n", KEYRACK_IMPORT_FILE_ERROR_DAMAGED);
}

/* Told before anybody is asked for a passphrase. */
static void
test_too_costly (Case          *test,
                 gconstpointer  data)
{
  assert_text_refused (test,
                       "age-encryption.org/v1\n"
                       "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 23\n"
                       "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
                       "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                       KEYRACK_IMPORT_FILE_ERROR_TOO_COSTLY);
}

static void
test_places (Case          *test,
             gconstpointer  data)
{
  g_autofree char *pipe = g_build_filename (test->place->root, "pipe", NULL);
  g_autofree char *large = g_build_filename (test->place->root, "large", NULL);
  g_autofree char *nothing = g_build_filename (test->place->root, "nothing", NULL);
  g_autoptr(GFile) pipe_file = g_file_new_for_path (pipe);
  g_autoptr(GFile) large_file = g_file_new_for_path (large);
  g_autoptr(GFile) no_file = g_file_new_for_path (nothing);
  g_autoptr(GFile) folder = g_file_new_for_path (test->place->root);
  g_autoptr(GFile) elsewhere = g_file_new_for_uri ("https://example.com/team.json");
  FILE *stream = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  stream = g_fopen (large, "w");
  g_assert_cmpint (ftruncate (fileno (stream), KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH + 1), ==, 0);
  fclose (stream);

  assert_refused (test, pipe_file, KEYRACK_IMPORT_FILE_ERROR_UNREADABLE);
  assert_refused (test, folder, KEYRACK_IMPORT_FILE_ERROR_UNREADABLE);
  assert_refused (test, no_file, KEYRACK_IMPORT_FILE_ERROR_UNREADABLE);
  assert_refused (test, elsewhere, KEYRACK_IMPORT_FILE_ERROR_UNREADABLE);
  assert_refused (test, large_file, KEYRACK_IMPORT_FILE_ERROR_TOO_LARGE);
}

static void
test_cancelled (Case          *test,
                gconstpointer  data)
{
  g_autoptr(GFile) file = make_file (test, DOCUMENT (ROW), -1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  keyrack_import_file_open_async (file, test->worker, cancellable, take_result_cb, &result);
  g_assert_null (keyrack_import_file_open_finish (wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD_CASE(path, func) g_test_add (path, Case, NULL, set_up_case, func, tear_down_case)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_CASE ("/import-file/document", test_document);
  ADD_CASE ("/import-file/passphrase", test_passphrase);
  ADD_CASE ("/import-file/keys", test_keys);
  ADD_CASE ("/import-file/table", test_table);
  ADD_CASE ("/import-file/table-inside", test_table_inside);
  ADD_CASE ("/import-file/formats", test_formats);
  ADD_CASE ("/import-file/damaged", test_damaged);
  ADD_CASE ("/import-file/too-costly", test_too_costly);
  ADD_CASE ("/import-file/places", test_places);
  ADD_CASE ("/import-file/cancelled", test_cancelled);

  return g_test_run ();
}
