/* test-preferences.c: where connections go because of what the person set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-proxy.h"
#include "keyrack-preferences.h"

static GSettings *
new_preferences (void)
{
  GSettings *preferences = keyrack_preferences_new ();

  /* meson points to the schema of the build folder. */
  g_assert_nonnull (preferences);

  return preferences;
}

static void
test_nothing_set (void)
{
  g_autoptr(GSettings) preferences = new_preferences ();
  g_autoptr(KeyrackHttpSettings) usual = keyrack_http_settings_new ();
  g_autoptr(KeyrackHttpSettings) without_schema = keyrack_preferences_dup_http_settings (NULL);
  g_autoptr(KeyrackHttpSettings) settings = keyrack_preferences_dup_http_settings (preferences);

  for (guint i = 0; i < 2; i++)
    {
      const KeyrackHttpSettings *found = i == 0 ? settings : without_schema;

      g_assert_null (found->proxy);
      g_assert_null (found->proxy_user);
      g_assert_null (found->ca_file);
      g_assert_cmpuint (found->connect_limit, ==, usual->connect_limit);
      g_assert_cmpuint (found->total_limit, ==, usual->total_limit);
    }
}

static void
test_proxy (void)
{
  g_autoptr(GSettings) preferences = new_preferences ();
  g_autoptr(KeyrackHttpSettings) unfinished = NULL;
  g_autoptr(KeyrackHttpSettings) system = NULL;
  g_autoptr(KeyrackHttpSettings) none = NULL;
  g_autoptr(KeyrackHttpSettings) own = NULL;

  /* Neither a direct connection nor the system's proxy. */
  g_settings_set_enum (preferences, "proxy", KEYRACK_PROXY_OWN);
  unfinished = keyrack_preferences_dup_http_settings (preferences);
  g_assert_nonnull (unfinished->proxy);
  g_assert_cmpstr (unfinished->proxy, !=, "");
  g_assert_null (keyrack_http_proxy_parse (unfinished->proxy));

  g_settings_set_enum (preferences, "proxy", KEYRACK_PROXY_SYSTEM);
  g_settings_set_string (preferences, "proxy-address", "proxy.example:3128");
  g_settings_set_string (preferences, "proxy-user", "somebody");

  system = keyrack_preferences_dup_http_settings (preferences);
  g_assert_null (system->proxy);
  g_assert_null (system->proxy_user);

  g_settings_set_enum (preferences, "proxy", KEYRACK_PROXY_NONE);
  none = keyrack_preferences_dup_http_settings (preferences);
  g_assert_cmpstr (none->proxy, ==, "");
  g_assert_null (none->proxy_user);

  g_settings_set_enum (preferences, "proxy", KEYRACK_PROXY_OWN);
  own = keyrack_preferences_dup_http_settings (preferences);
  g_assert_cmpstr (own->proxy, ==, "proxy.example:3128");
  g_assert_cmpstr (own->proxy_user, ==, "somebody");
  g_assert_null (own->proxy_password);
}

static void
test_is_proxy (void)
{
  static const struct
  {
    const char *text;
    gboolean    expected;
  } cases[] = {
    { "proxy.example:3128", TRUE },
    { "http://proxy.example:3128", TRUE },
    { "socks5://10.0.0.1:1080", TRUE },
    { "[2001:db8::1]:3128", TRUE },
    { "", FALSE },
    { "proxy.example", FALSE },
    { "proxy.example:", FALSE },
    { "proxy.example:0", FALSE },
    { "proxy.example:65536", FALSE },
    { "proxy.example:port", FALSE },
    { ":3128", FALSE },
    { "two words:3128", FALSE },
    { "ftp://proxy.example:3128", FALSE },
    { "user:password@proxy.example:3128", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (keyrack_preferences_is_proxy (cases[i].text), ==, cases[i].expected);
    }
}

/* What the window's banner says is then also what happens. */
static void
test_environment_wins (void)
{
  g_autoptr(GSettings) preferences = new_preferences ();
  g_autoptr(KeyrackHttpSettings) set = NULL;
  g_autoptr(KeyrackHttpSettings) overridden = NULL;

  g_settings_set_string (preferences, "ca-file", "/one.pem");
  g_settings_set_int (preferences, "connect-limit", 3);
  g_settings_set_int (preferences, "total-limit", 7);

  set = keyrack_preferences_dup_http_settings (preferences);
  g_assert_cmpstr (set->ca_file, ==, "/one.pem");
  g_assert_cmpuint (set->connect_limit, ==, 3);
  g_assert_cmpuint (set->total_limit, ==, 7);

  g_setenv ("KEYRACK_CA_FILE", "/other.pem", TRUE);
  overridden = keyrack_preferences_dup_http_settings (preferences);
  g_unsetenv ("KEYRACK_CA_FILE");
  g_assert_cmpstr (overridden->ca_file, ==, "/other.pem");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preferences/nothing-set", test_nothing_set);
  g_test_add_func ("/preferences/proxy", test_proxy);
  g_test_add_func ("/preferences/is-proxy", test_is_proxy);
  g_test_add_func ("/preferences/environment-wins", test_environment_wins);

  return g_test_run ();
}
