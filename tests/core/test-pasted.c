/* test-pasted.c: client ID and secret that were copied as one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pasted.h"

static void
assert_read (const char *text,
             const char *client_id,
             const char *secret)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read (text);

  g_assert_nonnull (pasted);
  g_assert_cmpstr (pasted->client_id, ==, client_id);
  g_assert_cmpstr (keyrack_secret_peek (pasted->secret), ==, secret);
}

static void
test_header (void)
{
  /* "id:s3:cret" */
  assert_read ("Authorization: Basic aWQ6czM6Y3JldA==", "id", "s3:cret");
  assert_read ("  authorization:basic aWQ6czM6Y3JldA==\n", "id", "s3:cret");
  assert_read ("BASIC aWQ6czM6Y3JldA", "id", "s3:cret");
  assert_read (" aWQ6czM6Y3JldA==\n", "id", "s3:cret");
}

static void
test_json (void)
{
  assert_read ("{\"client_id\":\"id\",\"client_secret\":\"s3\"}", "id", "s3");
  assert_read ("{ \"x\": [1], \"clientSecret\": \"s3\", \"clientId\": \"id\" }", "id", "s3");
}

static void
test_nothing (void)
{
  static const char *texts[] = {
    "", "id", "basic", "aWQ6czM=",      /* too short to be sure */
    "nxdocs1234567890abcdefghijklmnopqrs", "aWQ6czM6Y3JldA== aWQ6", "Basic ", "Basic !!", "Basics", "Bearer aWQ6czM6Y3JldA==",
    "Basic aWQ=",                        /* no colon */
    "Basic aWQ6",                        /* no secret */
    "Basic OnM=",                        /* no ID */
    "Basic aWQ6cwBj",                    /* a zero byte */
    "Basic aWQ6cyBj",                    /* a space */
    "{", "{}", "[]", "{\"client_id\":\"id\"}", "{\"client_id\":\"id\",\"client_secret\":7}",
    "{\"client_id\":\"a:b\",\"client_secret\":\"s\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (keyrack_pasted_read (texts[i]));
}

static void
assert_lines (const char *text,
              const char *client_id,
              const char *secret)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read_lines (text);

  g_assert_nonnull (pasted);
  g_assert_cmpstr (pasted->client_id, ==, client_id);
  g_assert_cmpstr (pasted->secret != NULL ? keyrack_secret_peek (pasted->secret) : NULL, ==, secret);
  g_assert_false (pasted->guessed);
}

static void
test_lines (void)
{
  assert_read ("Client ID: id\nSecret key: s3:cret\n", "id", "s3:cret");
  assert_read ("  secret key = \"s3\"\r\nCLIENT ID\t'id'\r\n", "id", "s3");
  assert_read ("Name\nKeyrack\nClient ID\nid\nCopy\n\nSecret key\n\ns3\nCopy\n", "id", "s3");
  assert_read ("client_id=id\nclient_secret=s3", "id", "s3");
  assert_read ("abcdefgh\nSecret key: s3", "abcdefgh", "s3");

  assert_lines ("Client ID: id", "id", NULL);
  assert_lines ("Secret key:\n\u200bs3", NULL, "s3");
}

/* In either order: the vendor's examples have the shorter ID. */
static void
test_words (void)
{
  static const char *texts[] = { "12345678\nabcdefghij", "abcdefghij\r\n\r\n12345678\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read_lines (texts[i]);

      g_assert_cmpstr (pasted->client_id, ==, "12345678");
      g_assert_cmpstr (keyrack_secret_peek (pasted->secret), ==, "abcdefghij");
      g_assert_true (pasted->guessed);
    }

  g_assert_null (keyrack_pasted_read_lines ("12345678"));
  g_assert_null (keyrack_pasted_read_lines ("12345678\nabcdefghij\nABCDEFGHIJ"));
  g_assert_null (keyrack_pasted_read_lines ("short\nabcdefghij"));
  g_assert_null (keyrack_pasted_read_lines ("Client ID: two words"));
  g_assert_null (keyrack_pasted_read_lines ("Secretary\nClient ideas"));
  g_assert_null (keyrack_pasted_read_lines ("Client ID: \xff"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pasted/header", test_header);
  g_test_add_func ("/pasted/json", test_json);
  g_test_add_func ("/pasted/lines", test_lines);
  g_test_add_func ("/pasted/nothing", test_nothing);
  g_test_add_func ("/pasted/words", test_words);

  return g_test_run ();
}
