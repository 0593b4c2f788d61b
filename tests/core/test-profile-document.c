/* test-profile-document.c: connections as a file for others, written and read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-profile-document.h"

#define CREATED 1780000000
#define ID      "6f2c1a0e-0000-4000-8000-000000000001"
#define SECRET  "Canary\"Eight\\7Qx2Lk9"

#define HEAD(version) "{\"format\":\"keyrack-profiles\",\"version\":" version ",\"created\":\"2026-01-31T09:30:00Z\",\"profiles\":["
#define ROW(more)     "{\"name\":\"A\",\"instance\":\"acme\",\"region\":\"eu\",\"client_id\":\"id\"" more "}"

static KeyrackProfile *
make_profile (void)
{
  static const char * const tags[] = { "rotation", "größe", NULL };
  KeyrackProfile *profile = keyrack_profile_new_with_id (ID);

  keyrack_profile_set_name (profile, "Acme “North”");
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");
  keyrack_profile_set_tags (profile, tags);
  keyrack_profile_set_environment (profile, "Production");
  keyrack_profile_set_note (profile, "one\ntwo \"three\"\n      \"client_secret\": \"");
  keyrack_profile_set_secret_ref (profile, "canary-ref");
  keyrack_profile_set_favourite (profile, TRUE);

  return profile;
}

static KeyrackDocumentRow *
make_row (const char *secret)
{
  g_autoptr(KeyrackProfile) profile = make_profile ();
  g_autoptr(KeyrackSecret) boxed = secret != NULL ? keyrack_secret_new (secret, -1) : NULL;

  return keyrack_document_row_new (profile, boxed);
}

static char *
write_text (GPtrArray *rows)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackSecret) document = keyrack_profile_document_write (rows, CREATED, &error);

  g_assert_no_error (error);

  return g_strdup (keyrack_secret_peek (document));
}

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);
}

/* Byte for byte: other programs read it too. */
static void
test_form (void)
{
  g_autoptr(GPtrArray) rows = new_rows ();
  KeyrackDocumentRow *row = make_row (NULL);
  KeyrackDocumentRow *other = make_row (SECRET);
  g_autofree char *text = NULL;

  g_ptr_array_add (rows, row);
  keyrack_profile_set_rotate_every_days (other->profile, 90);
  keyrack_profile_set_rotated_at (other->profile, CREATED);
  keyrack_profile_set_note (other->profile, "");
  other->unknown = g_strdup ("{\"id\":\"no\",\"owner\":{\"client_secret\":\"\"}}");
  g_ptr_array_add (rows, other);
  text = write_text (rows);

  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"format\": \"keyrack-profiles\",\n"
                   "  \"version\": 1,\n"
                   "  \"created\": \"2026-05-28T20:26:40Z\",\n"
                   "  \"profiles\": [\n"
                   "    {\n"
                   "      \"id\": \"" ID "\",\n"
                   "      \"name\": \"Acme “North”\",\n"
                   "      \"instance\": \"acme\",\n"
                   "      \"region\": \"eu\",\n"
                   "      \"client_id\": \"id\",\n"
                   "      \"tags\": [\n"
                   "        \"rotation\",\n"
                   "        \"größe\"\n"
                   "      ],\n"
                   "      \"environment\": \"Production\",\n"
                   "      \"note\": \"one\\ntwo \\\"three\\\"\\n      \\\"client_secret\\\": \\\"\"\n"
                   "    },\n"
                   "    {\n"
                   "      \"id\": \"" ID "\",\n"
                   "      \"name\": \"Acme “North”\",\n"
                   "      \"instance\": \"acme\",\n"
                   "      \"region\": \"eu\",\n"
                   "      \"client_id\": \"id\",\n"
                   "      \"client_secret\": \"Canary\\\"Eight\\\\7Qx2Lk9\",\n"
                   "      \"tags\": [\n"
                   "        \"rotation\",\n"
                   "        \"größe\"\n"
                   "      ],\n"
                   "      \"environment\": \"Production\",\n"
                   "      \"note\": \"\",\n"
                   "      \"rotate_every_days\": 90,\n"
                   "      \"rotated_at\": \"2026-05-28T20:26:40Z\",\n"
                   "      \"owner\": {\n"
                   "        \"client_secret\": \"\"\n"
                   "      }\n"
                   "    }\n"
                   "  ]\n"
                   "}\n");
}

static GPtrArray *
read_text (const char  *text,
           GError     **error)
{
  g_autofree char *copy = g_strdup (text);

  return keyrack_profile_document_read (copy, strlen (copy), error);
}

static void
test_round_trip (void)
{
  g_autoptr(GPtrArray) rows = new_rows ();
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second_text = NULL;
  g_autofree char *left = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (rows, make_row (NULL));
  g_ptr_array_add (rows, make_row (SECRET));
  ((KeyrackDocumentRow *) rows->pdata[1])->unknown = g_strdup ("{\"a\":{\"b\":[1,2.5,null]}}");
  keyrack_profile_set_rotated_at (((KeyrackDocumentRow *) rows->pdata[1])->profile, CREATED);
  g_clear_object (&((KeyrackDocumentRow *) rows->pdata[0])->profile);
  ((KeyrackDocumentRow *) rows->pdata[0])->profile = keyrack_profile_new ();
  keyrack_profile_assign (((KeyrackDocumentRow *) rows->pdata[0])->profile,
                          ((KeyrackDocumentRow *) rows->pdata[1])->profile);
  text = write_text (rows);

  left = g_strdup (text);
  again = keyrack_profile_document_read (left, strlen (left), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      KeyrackDocumentRow *before = rows->pdata[i];
      KeyrackDocumentRow *after = again->pdata[i];

      g_assert_null (after->problem);
      g_assert_cmpstr (keyrack_profile_get_id (after->profile), ==, keyrack_profile_get_id (before->profile));
      g_assert_true (keyrack_profile_equal (before->profile, after->profile));
      g_assert_true (keyrack_secret_equal (before->secret, after->secret));
      g_assert_cmpstr (after->unknown, ==, before->unknown);
    }

  /* Nothing of it stays in what was read. */
  g_assert_null (strstr (left, "Canary"));
  second_text = write_text (again);
  g_assert_cmpstr (second_text, ==, text);
}

static void
assert_refused (const char *text,
                int         code,
                const char *sentence)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = read_text (text, &error);

  g_assert_null (rows);
  g_assert_error (error, KEYRACK_PROFILE_DOCUMENT_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, sentence));
}

static void
test_refused (void)
{
  const int not_ours = KEYRACK_PROFILE_DOCUMENT_ERROR_NOT_OURS;
  const char *sentence = "This is not a file with connections of Keyrack.";
  g_autofree char *large = g_strnfill (KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH + 1, ' ');
  g_autoptr(GString) many = g_string_new (HEAD ("1") "1");

  assert_refused ("", not_ours, sentence);
  assert_refused ("PK\003\004", not_ours, sentence);
  assert_refused ("[]", not_ours, sentence);
  assert_refused ("{\"format\":\"other\",\"version\":1,\"profiles\":[]}", not_ours, sentence);
  assert_refused ("{\"format\":\"keyrack-profiles\",\"profiles\":[]}", not_ours, sentence);
  assert_refused ("{\"format\":\"keyrack-profiles\",\"version\":\"1\",\"profiles\":[]}", not_ours, sentence);
  assert_refused ("{\"format\":\"keyrack-profiles\",\"version\":1,\n\"profiles\":[}", not_ours,
                  "This is not a file with connections of Keyrack. Line 2:");
  assert_refused (HEAD ("1") ROW ("") "],\"version\":1}", not_ours, sentence);
  assert_refused ("{\"format\":\"keyrack-profiles\",\"version\":1}", not_ours, "There are no connections");
  assert_refused (HEAD ("2") "]}", KEYRACK_PROFILE_DOCUMENT_ERROR_NEWER, "This file is of version 2;");
  assert_refused (large, KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE, "This file is too large.");

  for (guint i = 0; i < KEYRACK_PROFILE_DOCUMENT_MAX_PROFILES; i++)
    g_string_append (many, ",1");
  g_string_append (many, "]}");
  assert_refused (many->str, KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE, "There are more than 10000");
}

/* Each is the second row, and says why; those around it can be taken. */
static void
assert_row_refused (const char *row,
                    const char *problem)
{
  g_autofree char *text = g_strconcat (HEAD ("1"), ROW (",\"id\":\"first\""), ",", row, ",", ROW (""), "]}", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = read_text (text, &error);

  g_test_message ("%s", row);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_null (((KeyrackDocumentRow *) rows->pdata[0])->problem);
  g_assert_cmpstr (((KeyrackDocumentRow *) rows->pdata[1])->problem, ==, problem);
  g_assert_null (((KeyrackDocumentRow *) rows->pdata[1])->secret);
  g_assert_null (((KeyrackDocumentRow *) rows->pdata[2])->problem);
}

static void
test_hostile_rows (void)
{
  g_autofree char *endless = g_strnfill (101, 'x');
  g_autofree char *long_name = g_strdup_printf ("{\"name\":\"%s\"}", endless);

  assert_row_refused ("7", "It is no connection");
  assert_row_refused ("{\"name\":\"B\",\"instance\":\"evil.example/\",\"region\":\"eu\",\"client_id\":\"i\"}",
                      "Instance name “evil.example/” is not allowed");
  assert_row_refused ("{\"name\":\"B\",\"instance\":\"acme\",\"region\":\"eu.evil\",\"client_id\":\"i\"}",
                      "Region “eu.evil” is not allowed");
  assert_row_refused ("{\"name\":\"a\\u202eb\",\"instance\":\"acme\",\"region\":\"eu\",\"client_id\":\"i\"}",
                      "Its name is too long or has invisible characters");
  assert_row_refused (long_name, "Its name is too long or has invisible characters");
  assert_row_refused ("{}", "It has no name");
  assert_row_refused (ROW (",\"note\":\"a\\u0007\""), "Its note is too long or has invisible characters");
  assert_row_refused (ROW (",\"tags\":[\"a\\u200bb\"]"), "A tag is too long or has invisible characters");
  assert_row_refused (ROW (",\"tags\":\"a\""), "“tags” is not a list of at most 100 texts of at most 65536 bytes.");
  assert_row_refused (ROW (",\"id\":\"first\""), "Its ID stands in the file twice");
  assert_row_refused (ROW (",\"id\":\"a\\u202eb\""), "Its ID is too long or has invisible characters");
  assert_row_refused (ROW (",\"rotated_at\":\"yesterday\""),
                      "“rotated_at” is not a time such as 2026-01-31T09:30:00Z.");
  assert_row_refused (ROW (",\"rotate_every_days\":-1"),
                      "“rotate_every_days” is not a whole number from 0 to 2147483647.");
  assert_row_refused (ROW (",\"client_secret\":\"two words\""), "Its secret has characters that no client secret has");
  assert_row_refused (ROW (",\"client_secret\":\"\\u00e4\""), "Its secret has characters that no client secret has");
  assert_row_refused (ROW (",\"client_secret\":7"), "Its secret has characters that no client secret has");
  assert_row_refused (ROW (",\"client\\u005fsecret\":\"x\""), "Its secret has characters that no client secret has");
}

/* Wherever it stands and however it is written, it belongs to its row. */
static void
test_secrets (void)
{
  const char *text = " {\"x\":{\"profiles\":[{\"client_secret\":\"no\"}]},\"format\":\"keyrack-profiles\",\"version\":1,"
                     "\"profiles\" : [ " ROW (",\"more\":[\"}\\\"\",{\"client_secret\":\"no\"}]") " ,"
                     ROW (",\"client_secret\" : \"a\\u0022\\/\\\\z\"") "," ROW (",\"client_secret\":\"\"") ","
                     ROW (",\"client_secret\":null") "," ROW (",\"client_secret\":\"last\",\"b\":-1.5e3") "] }";
  static const char *expected[] = { NULL, "a\"/\\z", NULL, NULL, "last" };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = read_text (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];

      g_assert_null (row->problem);
      g_assert_cmpstr (row->secret != NULL ? keyrack_secret_peek (row->secret) : NULL, ==, expected[i]);
    }

  g_assert_cmpstr (((KeyrackDocumentRow *) rows->pdata[0])->unknown, ==,
                   "{\"more\":[\"}\\\"\",{\"client_secret\":\"no\"}]}");
}

static void
test_too_many (void)
{
  g_autoptr(GPtrArray) rows = new_rows ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i <= KEYRACK_PROFILE_DOCUMENT_MAX_PROFILES; i++)
    g_ptr_array_add (rows, make_row (NULL));

  g_assert_null (keyrack_profile_document_write (rows, CREATED, &error));
  g_assert_error (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-document/form", test_form);
  g_test_add_func ("/profile-document/round-trip", test_round_trip);
  g_test_add_func ("/profile-document/refused", test_refused);
  g_test_add_func ("/profile-document/hostile-rows", test_hostile_rows);
  g_test_add_func ("/profile-document/secrets", test_secrets);
  g_test_add_func ("/profile-document/too-many", test_too_many);

  return g_test_run ();
}
