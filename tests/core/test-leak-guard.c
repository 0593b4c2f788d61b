/* test-leak-guard.c: no secret leaves the program in a name or a note
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-leak-guard.h"

#define SECRET "Canary/Seven+7Qx2=Lk9:Vb4"
#define TOKEN  "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl"

static GHashTable *
make_secrets (void)
{
  GHashTable *secrets =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) keyrack_secret_unref);

  g_hash_table_insert (secrets, g_strdup ("one"), keyrack_secret_new ("another-secret", -1));
  g_hash_table_insert (secrets, g_strdup ("two"), keyrack_secret_new (SECRET, -1));
  g_hash_table_insert (secrets, g_strdup ("short"), keyrack_secret_new ("key", -1));

  return secrets;
}

static void
assert_leak (const char  *text,
             KeyrackLeak  expected)
{
  g_autoptr(GHashTable) secrets = make_secrets ();

  g_test_message ("%s", text);
  g_assert_cmpint (keyrack_leak_guard_check_text (text, secrets), ==, expected);
}

static void
test_harmless (void)
{
  assert_leak ("", KEYRACK_LEAK_NONE);
  assert_leak ("Acme, the monkey's key: 100 % sure, 50%zz", KEYRACK_LEAK_NONE);
  assert_leak ("Authorization is done by Jane, see basic setup", KEYRACK_LEAK_NONE);
  assert_leak ("https://docs.example/a/very/long/address/with/many/parts?x=eyJ", KEYRACK_LEAK_NONE);
  assert_leak ("Canary/Seven+7Qx2=Lk9:Vb", KEYRACK_LEAK_NONE);
}

static void
test_secret (void)
{
  g_autofree char *escaped = g_uri_escape_string (SECRET, NULL, FALSE);
  g_autofree char *query = g_strconcat ("client_secret=", escaped, "&x=1", NULL);

  assert_leak (SECRET, KEYRACK_LEAK_SECRET);
  assert_leak ("the secret is " SECRET ".", KEYRACK_LEAK_SECRET);
  assert_leak (query, KEYRACK_LEAK_SECRET);
}

/* As it stands in a header, wherever the group of four begins. */
static void
test_base64 (void)
{
  static const char *prefixes[] = { "", "i", "id", "id:", "client:" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *pair = g_strconcat (prefixes[i], SECRET, NULL);
      g_autofree char *base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
      g_autofree char *url_safe = g_strdelimit (g_strdelimit (g_strdup (base64), "+", '-'), "/", '_');
      g_autofree char *inside = g_strconcat ("(X", base64, ")", NULL);

      assert_leak (base64, KEYRACK_LEAK_SECRET);
      assert_leak (url_safe, KEYRACK_LEAK_SECRET);
      assert_leak (inside, KEYRACK_LEAK_SECRET);
    }
}

static void
test_shapes (void)
{
  assert_leak ("token " TOKEN, KEYRACK_LEAK_TOKEN);
  assert_leak ("Bearer " TOKEN, KEYRACK_LEAK_AUTHORIZATION);
  assert_leak ("authorization:  x", KEYRACK_LEAK_AUTHORIZATION);
  assert_leak ("-H 'Authorization: Basic Zm9v'", KEYRACK_LEAK_AUTHORIZATION);
  assert_leak ("{\"Authorization\": \"Zm9v\"}", KEYRACK_LEAK_AUTHORIZATION);
  assert_leak ("basic Zm9vOmJhcmJhemZvbw==", KEYRACK_LEAK_AUTHORIZATION);
}

static KeyrackProfile *
make_profile (const char *name)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");

  return profile;
}

/* It is said where, never what. */
static void
assert_problem (KeyrackProfile *profile,
                const char     *expected)
{
  g_autoptr(GHashTable) secrets = make_secrets ();
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *problem = NULL;

  g_ptr_array_add (profiles, make_profile ("Beta"));
  g_ptr_array_add (profiles, g_object_ref (profile));
  g_ptr_array_add (profiles, make_profile ("Coda"));
  problem = keyrack_leak_guard_dup_problem (profiles, secrets);

  g_assert_cmpstr (problem, ==, expected);
}

static void
test_places (void)
{
  static const char * const tags[] = { "good", "x" SECRET, NULL };
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");

  assert_problem (profile, NULL);

  keyrack_profile_set_note (profile, "old: " SECRET);
  assert_problem (profile, "A stored secret stands in “Acme” under “Note”. Take it out there first.");
  keyrack_profile_set_environment (profile, SECRET);
  assert_problem (profile, "A stored secret stands in “Acme” under “Environment”. Take it out there first.");
  keyrack_profile_set_tags (profile, tags);
  assert_problem (profile, "A stored secret stands in “Acme” under “Tags”. Take it out there first.");
  keyrack_profile_set_client_id (profile, SECRET);
  assert_problem (profile, "A stored secret stands in “Acme” under “Client ID”. Take it out there first.");
  keyrack_profile_set_name (profile, "Acme " SECRET);
  assert_problem (profile, "A stored secret stands in “acme” under “Connection name”. Take it out there first.");
  keyrack_profile_set_instance (profile, SECRET);
  assert_problem (profile, "A stored secret stands in “Connection 2” under “Connection name”. Take it out there first.");
}

static void
test_shapes_in_places (void)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");

  keyrack_profile_set_note (profile, "curl -H \"authorization: Bearer x\"");
  assert_problem (profile, "The credential of a request stands in “Acme” under “Note”. Take it out there first.");
  keyrack_profile_set_note (profile, "yesterday: " TOKEN);
  assert_problem (profile, "An access token stands in “Acme” under “Note”. Take it out there first.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/leak-guard/harmless", test_harmless);
  g_test_add_func ("/leak-guard/secret", test_secret);
  g_test_add_func ("/leak-guard/base64", test_base64);
  g_test_add_func ("/leak-guard/shapes", test_shapes);
  g_test_add_func ("/leak-guard/places", test_places);
  g_test_add_func ("/leak-guard/shapes-in-places", test_shapes_in_places);

  return g_test_run ();
}
