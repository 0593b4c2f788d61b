/* test-server-words.c: what may be shown of what a server says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "keyrack-server-words.h"

#define SECRET "Canary+One/7Qx2=Lk9%Vb4"

static char *
clean (const char *text)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (SECRET, -1);

  return keyrack_server_words_dup_clean (text, 300, secret);
}

static void
test_harmless (void)
{
  static const char *words[] = {
    "Invalid value for 'client_id' parameter.",
    "The client secret supplied for a confidential client is invalid.",
    "oaeT4mZr0wQRXGn1bVd8uLk7A",
    "Q2FuYXJ5IGlzIGEgYmlyZA==",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *cleaned = clean (words[i]);

      g_assert_cmpstr (cleaned, ==, words[i]);
    }
}

/* However a careless server repeats it. */
static void
test_secret (void)
{
  static const char *prefixes[] = { "", "x", "id:", "some:id:" };
  g_autofree char *plain = clean ("No client with " SECRET ", sorry");
  g_autofree char *encoded = clean ("secret=Canary%2BOne%2F7Qx2%3DLk9%25Vb4&x");

  g_assert_cmpstr (plain, ==, "No client with •••, sorry");
  g_assert_cmpstr (encoded, ==, "secret=•••&x");

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *pair = g_strconcat (prefixes[i], SECRET, NULL);
      g_autofree char *base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
      g_autofree char *url_safe = g_strdelimit (g_strdelimit (g_strdup (base64), "+", '-'), "/", '_');
      g_autofree char *header = g_strdup_printf ("Basic %s, auth=%s; AB%s", base64, url_safe, base64);
      g_autofree char *cleaned = clean (header);

      g_assert_true (g_str_has_prefix (cleaned, "Basic •••"));
      g_assert_null (strstr (cleaned, "Q2Fu"));
      g_assert_nonnull (strstr (cleaned, "auth=•••"));
      g_assert_nonnull (strstr (cleaned, "; •••"));
    }
}

static void
test_form (void)
{
  g_autofree char *lines = clean ("  one\r\n\ttwo\xE2\x80\xAE three \x01");
  g_autofree char *nothing = clean (" \n ");
  g_autofree char *broken = clean ("a\xFFz");
  g_autofree char *cut = keyrack_server_words_dup_clean ("äöü äöü", 5, NULL);

  g_assert_cmpstr (lines, ==, "one two three");
  g_assert_null (nothing);
  g_assert_cmpstr (broken, ==, "a\xEF\xBF\xBDz");
  g_assert_cmpstr (cut, ==, "äöü…");
  g_assert_null (keyrack_server_words_dup_clean (NULL, 5, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server-words/harmless", test_harmless);
  g_test_add_func ("/server-words/secret", test_secret);
  g_test_add_func ("/server-words/form", test_form);

  return g_test_run ();
}
