/* test-address.c: from anything pasted to instance and region, and back to hosts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "keyrack-address.h"

#define LETTERS_57 "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstu"
#define LETTERS_64 LETTERS_57 "abcdefg"

/* Each of these in place of an instance name would lead a pasted URL elsewhere, or nowhere. */
static const char *hostile[] = {
  "evil.example/",
  "evil.example#",
  "evil.example?",
  "evil.example:443/",
  "evil.example\\",
  "evil.example/acme.eu.nexthink.cloud",
  "https://evil.example/",
  "//evil.example",
  "a@b",
  "user:word@evil.example",
  "acme.eu.nexthink.cloud@evil.example",
  "acme.eu.nexthink.cloud.evil.example",
  "acme.eu.nexthink.cloud:443@evil.example",
  "x#",
  "x?",
  "x/..",
  "..",
  "acme.",
  "ac me",
  "acme\nHost: evil.example",
  "acme\tx",
  "[::1]",
  "127.0.0.1",
  "acme%2eevil",
  "%2e",
  "\xd0\xb0" "cme",                       /* a Cyrillic a */
  "acm\xc3\xa9",
  "\xef\xbd\x81\xef\xbd\x83\xef\xbd\x8d\xef\xbd\x85",  /* full width */
  "acme\xe3\x80\x82" "evil",              /* an ideographic full stop */
  "\xe2\x80\xae" "acme",                  /* right-to-left override */
  "ac\xe2\x80\x8b" "me",                  /* a zero-width space */
  "xn--acme-xyz",
  "XN--80AK6AA92E",
  "-acme",
  "acme-",
  "_acme",
  "ac_me",
  "acme\x7f",
  "acme\xff",
  "$(id)",
  "javascript:alert(1)",
  LETTERS_57 "v",
  LETTERS_64,
};

static void
test_every_form (void)
{
  static const struct
  {
    const char         *text;
    KeyrackAddressKind  kind;
    const char         *instance;
    const char         *region;
  } cases[] = {
    { "acme", KEYRACK_ADDRESS_NAME, "acme", NULL },
    { "ACME-Test-2", KEYRACK_ADDRESS_NAME, "acme-test-2", NULL },
    { " acme \n", KEYRACK_ADDRESS_NAME, "acme", NULL },
    { "a", KEYRACK_ADDRESS_NAME, "a", NULL },
    { "acme-login", KEYRACK_ADDRESS_NAME, "acme-login", NULL },
    { LETTERS_57, KEYRACK_ADDRESS_NAME, LETTERS_57, NULL },
    { "acme-login.eu.nexthink.cloud", KEYRACK_ADDRESS_LOGIN, "acme", "eu" },
    { "acme-login-login.eu.nexthink.cloud", KEYRACK_ADDRESS_LOGIN, "acme-login", "eu" },
    { LETTERS_57 "-login.eu.nexthink.cloud", KEYRACK_ADDRESS_LOGIN, LETTERS_57, "eu" },
    { "https://acme-login.us.nexthink.cloud/oauth2/default/v1/token", KEYRACK_ADDRESS_LOGIN, "acme", "us" },
    { "acme.api.pac.nexthink.cloud", KEYRACK_ADDRESS_API, "acme", "pac" },
    { "https://acme.api.pac.nexthink.cloud/api/v1/act/execute", KEYRACK_ADDRESS_API, "acme", "pac" },
    { "https://acme.api.eu.nexthink.cloud/api/v1/tokens", KEYRACK_ADDRESS_API, "acme", "eu" },
    { "https://acme.api.eu.nexthink.cloud/api/v1/token", KEYRACK_ADDRESS_OLD_TOKEN, "acme", "eu" },
    { "acme.api.eu.nexthink.cloud/api/v1/token/", KEYRACK_ADDRESS_OLD_TOKEN, "acme", "eu" },
    { "acme.api.eu.nexthink.cloud/api/v1/token?x=1", KEYRACK_ADDRESS_OLD_TOKEN, "acme", "eu" },
    { "acme.meta.nexthink.cloud", KEYRACK_ADDRESS_CLASSIC, "acme", "meta" },
    { "nxdocs.data.eu.nexthink.cloud", KEYRACK_ADDRESS_DATA, "nxdocs", "eu" },
    { "https://nxdocs.data.eu.nexthink.cloud/", KEYRACK_ADDRESS_DATA, "nxdocs", "eu" },
    { "http://acme.eu.nexthink.cloud", KEYRACK_ADDRESS_CLASSIC, "acme", "eu" },
    { "HTTPS://Acme.Data.EU.Nexthink.Cloud/Some/Path", KEYRACK_ADDRESS_DATA, "acme", "eu" },
    { "https://acme.eu.nexthink.cloud:443/a/b?c=d@e#f:g", KEYRACK_ADDRESS_CLASSIC, "acme", "eu" },
    { "acme.eu.nexthink.cloud:8443", KEYRACK_ADDRESS_CLASSIC, "acme", "eu" },
    { "acme.eu.nexthink.cloud.", KEYRACK_ADDRESS_CLASSIC, "acme", "eu" },
    { "acme.eu.nexthink.cloud?x", KEYRACK_ADDRESS_CLASSIC, "acme", "eu" },
    { "acme.eu.nexthink.cloud#x", KEYRACK_ADDRESS_CLASSIC, "acme", "eu" },
    { "\xef\xbb\xbf\xc2\xa0" "acme.eu.nexthink.cloud\xe2\x80\x8b", KEYRACK_ADDRESS_CLASSIC, "acme", "eu" },
    { "data.data.eu.nexthink.cloud", KEYRACK_ADDRESS_DATA, "data", "eu" },
    { "acme.future.nexthink.cloud", KEYRACK_ADDRESS_CLASSIC, "acme", "future" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(KeyrackAddress) address = keyrack_address_parse (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpint (address->kind, ==, cases[i].kind);
      g_assert_cmpstr (address->instance, ==, cases[i].instance);
      g_assert_cmpstr (address->region, ==, cases[i].region);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char          *text;
    KeyrackAddressError  code;
  } cases[] = {
    { NULL, KEYRACK_ADDRESS_ERROR_EMPTY },
    { "", KEYRACK_ADDRESS_ERROR_EMPTY },
    { " \t\n", KEYRACK_ADDRESS_ERROR_EMPTY },
    { "acme.eu", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "https://acme", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "https://", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "ftp://acme.eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "https://docs.nexthink.com/", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "nexthink.cloud", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.eu.evilnexthink.cloud", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.eu.nexthink.cloud..", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme..eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "a.b.c.eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.web.eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.eu.nexthink.cloud:", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.eu.nexthink.cloud:0", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.eu.nexthink.cloud:65536", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.eu.nexthink.cloud:+1", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme.eu.nexthink.cloud:4:4", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "acme:443", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "https://user:word@acme.eu.nexthink.cloud/", KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK },
    { "https://user@acme.eu.nexthink.cloud/", KEYRACK_ADDRESS_ERROR_INSTANCE },
    { "eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_INSTANCE },
    { ".eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_INSTANCE },
    { "-login.eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_INSTANCE },
    { "api.eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_INSTANCE },
    { LETTERS_57 "v.eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_INSTANCE },
    { "xn--acme.eu.nexthink.cloud", KEYRACK_ADDRESS_ERROR_INSTANCE },
    { "acme.e.nexthink.cloud", KEYRACK_ADDRESS_ERROR_REGION },
    { "acme.eu1.nexthink.cloud", KEYRACK_ADDRESS_ERROR_REGION },
    { "acme.api.nexthink.cloud", KEYRACK_ADDRESS_ERROR_REGION },
    { "acme.data.nexthink.cloud", KEYRACK_ADDRESS_ERROR_REGION },
    { ".nexthink.cloud", KEYRACK_ADDRESS_ERROR_REGION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (keyrack_address_parse (cases[i].text, &error));
      g_assert_error (error, KEYRACK_ADDRESS_ERROR, (int) cases[i].code);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

/* Refused whole, and as the name in front of an address. */
static void
test_hostile (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (hostile), >=, 30);

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      static const char *endings[] = {
        "", ".eu.nexthink.cloud", "-login.eu.nexthink.cloud/", ".data.eu.nexthink.cloud",
      };

      g_assert_false (keyrack_instance_is_valid (hostile[i]));
      g_assert_null (keyrack_address_dup_login_host (hostile[i], "eu"));
      g_assert_null (keyrack_address_dup_api_host (hostile[i], "eu"));
      g_assert_null (keyrack_address_dup_token_url (hostile[i], "eu", NULL));
      g_assert_null (keyrack_address_dup_login_host ("acme", hostile[i]));
      g_assert_null (keyrack_address_dup_token_url ("acme", hostile[i], NULL));

      for (gsize j = 0; j < G_N_ELEMENTS (endings); j++)
        {
          g_autofree char *text = g_strconcat (hostile[i], endings[j], NULL);
          g_autoptr(KeyrackAddress) address = keyrack_address_parse (text, NULL);

          g_assert_null (address);
        }
    }
}

static void
test_too_long (void)
{
  g_autofree char *path = g_strnfill (1000 * 1000, 'x');
  g_autofree char *text = g_strconcat ("https://acme.eu.nexthink.cloud/", path, NULL);

  g_assert_null (keyrack_address_parse (text, NULL));
}

static void
test_instance (void)
{
  static const char *valid[] = { "a", "0", "acme", "a-b", "a--b", "ac-login", "x-n--a", LETTERS_57 };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (keyrack_instance_is_valid (valid[i]));

  g_assert_false (keyrack_instance_is_valid (NULL));
  g_assert_false (keyrack_instance_is_valid (""));
  g_assert_false (keyrack_instance_is_valid ("Acme"));
  g_assert_false (keyrack_instance_is_valid ("acme.eu"));
  g_assert_false (keyrack_instance_is_valid ("acme\n"));
}

static void
test_hosts (void)
{
  g_autofree char *login_host = keyrack_address_dup_login_host ("acme", "eu");
  g_autofree char *api_host = keyrack_address_dup_api_host ("acme", "eu");

  g_assert_cmpstr (login_host, ==, "acme-login.eu.nexthink.cloud");
  g_assert_cmpstr (api_host, ==, "acme.api.eu.nexthink.cloud");
  g_assert_null (keyrack_address_dup_login_host ("acme", NULL));
  g_assert_null (keyrack_address_dup_login_host (NULL, "eu"));
  g_assert_null (keyrack_address_dup_api_host ("acme", "EU"));
}

static void
test_token_url (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *url = keyrack_address_dup_token_url (LETTERS_57, "eu", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (url, ==, "https://" LETTERS_57 "-login.eu.nexthink.cloud/oauth2/default/v1/token");

  g_assert_null (keyrack_address_dup_token_url ("evil.example/", "eu", &error));
  g_assert_error (error, KEYRACK_ADDRESS_ERROR, KEYRACK_ADDRESS_ERROR_INSTANCE);
  g_clear_error (&error);

  g_assert_null (keyrack_address_dup_token_url ("acme", "eu/", &error));
  g_assert_error (error, KEYRACK_ADDRESS_ERROR, KEYRACK_ADDRESS_ERROR_REGION);
}

static void
test_looks_like_one (void)
{
  g_assert_true (keyrack_address_looks_like_one ("acme.eu.nexthink.cloud"));
  g_assert_true (keyrack_address_looks_like_one ("https://acme"));
  g_assert_false (keyrack_address_looks_like_one ("acme"));
  g_assert_false (keyrack_address_looks_like_one (""));
  g_assert_false (keyrack_address_looks_like_one (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/every-form", test_every_form);
  g_test_add_func ("/address/refused", test_refused);
  g_test_add_func ("/address/hostile", test_hostile);
  g_test_add_func ("/address/too-long", test_too_long);
  g_test_add_func ("/address/instance", test_instance);
  g_test_add_func ("/address/hosts", test_hosts);
  g_test_add_func ("/address/token-url", test_token_url);
  g_test_add_func ("/address/looks-like-one", test_looks_like_one);

  return g_test_run ();
}
