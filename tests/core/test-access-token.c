/* test-access-token.c: access tokens and their claims
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "keyrack-access-token.h"

/* A token with this text as its payload. */
static KeyrackAccessToken *
new_token (const char *payload,
           gsize       length)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) payload, length);
  g_autofree char *token = NULL;

  base64[strcspn (base64, "=")] = '\0';
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  token = g_strconcat ("eyJhbGciOiJSUzI1NiJ9.", base64, ".c2lnbmF0dXJl", NULL);

  return keyrack_access_token_new (token, "Bearer", 900, "service:integration");
}

static GPtrArray *
dup_claims (const char *payload)
{
  g_autoptr(KeyrackAccessToken) token = new_token (payload, strlen (payload));

  return keyrack_access_token_dup_claims (token);
}

static void
assert_claim (GPtrArray  *claims,
              guint       i,
              const char *name,
              const char *value)
{
  KeyrackClaim *claim;

  g_assert_cmpuint (i, <, claims->len);
  claim = g_ptr_array_index (claims, i);
  g_assert_cmpstr (claim->name, ==, name);
  g_assert_cmpstr (claim->value, ==, value);
}

static void
test_values (void)
{
  g_autoptr(KeyrackAccessToken) token = keyrack_access_token_new ("abc", "bearer", 900, NULL);
  g_autoptr(KeyrackAccessToken) same = keyrack_access_token_ref (token);

  g_assert_true (same == token);
  g_assert_cmpstr (keyrack_secret_peek (token->token), ==, "abc");
  g_assert_cmpstr (token->type, ==, "bearer");
  g_assert_cmpuint (token->expires_in, ==, 900);
  g_assert_null (token->scope);
}

static void
test_is_sound (void)
{
  static const char *refused[] = { NULL, "", "a b", "a\nb", "a\r\nX: y", "a\"", "a,b", "a:b", "\xc3\xa9", "a\x7f", "a%20" };
  g_autofree char *longest = g_strnfill (KEYRACK_ACCESS_TOKEN_MAX_LENGTH, 'x');
  g_autofree char *longer = g_strnfill (KEYRACK_ACCESS_TOKEN_MAX_LENGTH + 1, 'x');

  g_assert_true (keyrack_access_token_is_sound ("a"));
  g_assert_true (keyrack_access_token_is_sound ("AZaz09._~+/=-"));
  g_assert_true (keyrack_access_token_is_sound (longest));
  g_assert_false (keyrack_access_token_is_sound (longer));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (keyrack_access_token_is_sound (refused[i]));
}

static void
test_claims (void)
{
  g_autoptr(GPtrArray) claims =
    dup_claims ("{\"iss\":\"https://acme-login.eu.nexthink.cloud/oauth2/default\",\"ver\":1,"
                "\"iat\":1700000000,\"exp\":1700000900,\"scp\":[\"service:integration\",\"more\"],"
                "\"admin\":false,\"none\":null,\"what\":{\"a\":[1,2.5]},\"mixed\":[\"a\",1],"
                "\"nbf\":\"soon\",\"auth_time\":1.5}");

  g_assert_cmpuint (claims->len, ==, 11);
  assert_claim (claims, 0, "iss", "https://acme-login.eu.nexthink.cloud/oauth2/default");
  assert_claim (claims, 1, "ver", "1");
  assert_claim (claims, 2, "iat", "2023-11-14 22:13:20 +0000");
  assert_claim (claims, 3, "exp", "2023-11-14 22:28:20 +0000");
  assert_claim (claims, 4, "scp", "service:integration, more");
  assert_claim (claims, 5, "admin", "false");
  assert_claim (claims, 6, "none", "null");
  assert_claim (claims, 7, "what", "{\"a\":[1,2.5]}");
  assert_claim (claims, 8, "mixed", "[\"a\",1]");
  assert_claim (claims, 9, "nbf", "soon");
  assert_claim (claims, 10, "auth_time", "1.5");
}

static void
test_claims_are_harmless (void)
{
  g_autoptr(GPtrArray) claims =
    dup_claims ("{\"sub\":\"a\\u001b[31m\\n\xe2\x80\xae<b>b</b>\",\"\\u0007\":\"bell\",\"iat\":9223372036854775807}");

  g_assert_cmpuint (claims->len, ==, 3);
  assert_claim (claims, 0, "sub", "a\xef\xbf\xbd[31m \xef\xbf\xbd<b>b</b>");
  assert_claim (claims, 1, "\xef\xbf\xbd", "bell");
  assert_claim (claims, 2, "iat", "9223372036854775807");
}

static void
test_claims_are_bounded (void)
{
  g_autoptr(GString) payload = g_string_new ("{\"long\":\"");
  g_autoptr(GPtrArray) claims = NULL;
  KeyrackClaim *first;

  for (gsize i = 0; i < 500; i++)
    g_string_append (payload, "東");

  g_string_append_c (payload, '"');
  for (gsize i = 0; i < 100; i++)
    g_string_append_printf (payload, ",\"%zu\":0", i);
  g_string_append_c (payload, '}');

  claims = dup_claims (payload->str);
  g_assert_cmpuint (claims->len, ==, 32);
  first = g_ptr_array_index (claims, 0);
  g_assert_cmpuint (g_utf8_strlen (first->value, -1), ==, 200);
  g_assert_true (g_str_has_suffix (first->value, "…"));
}

/* Every length of the payload, so that each padding occurs. */
static void
test_paddings (void)
{
  for (int length = 1; length < 20; length++)
    {
      g_autofree char *value = g_strnfill ((gsize) length, '?');
      g_autofree char *payload = g_strdup_printf ("{\"a\":\"%s\"}", value);
      g_autoptr(GPtrArray) claims = dup_claims (payload);

      g_assert_cmpuint (claims->len, ==, 1);
      assert_claim (claims, 0, "a", value);
    }
}

static void
test_no_claims (void)
{
  static const char *tokens[] = {
    "opaque", ".", "..", "...", "a.b", "a..c", "a.b.c", "a.b.c.d", "a.e30.c.d", "a.e3.c", "a.e.c",
    "a.e30=.c", "a.e+0.c", "a.W10.c" /* [] */, "a.bnVsbA.c" /* null */, "a._____w.c", "a.AAAA.c",
    "a.eyJhIjoxLCJhIjoyfQ.c" /* a name twice */,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr(KeyrackAccessToken) token = keyrack_access_token_new (tokens[i], "Bearer", 900, NULL);
      g_autoptr(GPtrArray) claims = keyrack_access_token_dup_claims (token);

      g_assert_cmpuint (claims->len, ==, 0);
    }
}

static void
test_claim_copy (void)
{
  g_autoptr(GPtrArray) claims = dup_claims ("{\"cid\":\"abc\"}");
  g_autoptr(KeyrackClaim) copy = keyrack_claim_copy (g_ptr_array_index (claims, 0));

  g_ptr_array_set_size (claims, 0);
  g_assert_cmpstr (copy->name, ==, "cid");
  g_assert_cmpstr (copy->value, ==, "abc");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/access-token/values", test_values);
  g_test_add_func ("/access-token/is-sound", test_is_sound);
  g_test_add_func ("/access-token/claims", test_claims);
  g_test_add_func ("/access-token/claims-are-harmless", test_claims_are_harmless);
  g_test_add_func ("/access-token/claims-are-bounded", test_claims_are_bounded);
  g_test_add_func ("/access-token/paddings", test_paddings);
  g_test_add_func ("/access-token/no-claims", test_no_claims);
  g_test_add_func ("/access-token/claim-copy", test_claim_copy);

  return g_test_run ();
}
