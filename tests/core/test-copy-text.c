/* test-copy-text.c: commands and diagnostics that are safe to hand on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-copy-text.h"
#include "keyrack-diagnostics.h"
#include "keyrack-leak-guard.h"

#define SECRET "Canary+One/7Qx2=Lk9%Vb4"

static KeyrackProfile *
profile_new (const char *client_id)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, "Acme'; rm -rf ~ #");
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, client_id);

  return profile;
}

/* Runs the command with a curl that says what it was given. */
static char *
run_shell (const char *command,
           const char *secret)
{
  g_autofree char *script =
    g_strconcat ("curl () { for word; do printf '[%s]' \"$word\"; done; cat; }\n", command, NULL);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr(GError) error = NULL;
  const char *argv[] = { "/bin/sh", "-c", script, NULL };
  g_auto(GStrv) environment = g_environ_setenv (g_get_environ (), KEYRACK_COPY_TEXT_VARIABLE, secret, TRUE);
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (errors, ==, "");

  return g_steal_pointer (&output);
}

/* A real shell reads what we quoted; the secret is no argument of curl. */
static void
test_curl (void)
{
  static const char *client_ids[] = {
    "e7a4k2m9q1x8", "it's", "$(id)`id`", "\"x\"\\", "%s%n!#&;|", "-n", "''",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (client_ids); i++)
    {
      g_autoptr(KeyrackProfile) profile = profile_new (client_ids[i]);
      g_autofree char *command = keyrack_copy_text_dup_curl (profile);
      g_autofree char *output = run_shell (command, SECRET);
      g_autofree char *pair = g_strconcat (client_ids[i], ":" SECRET, NULL);
      g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
      g_autofree char *expected =
        g_strconcat ("[--silent][--show-error][--header][@-]"
                     "[--data-urlencode][grant_type=client_credentials]"
                     "[--data-urlencode][scope=service:integration]"
                     "[https://acme-login.eu.nexthink.cloud/oauth2/default/v1/token]"
                     "Authorization: Basic ", encoded, NULL);

      g_assert_cmpstr (output, ==, expected);
      g_assert_null (strstr (command, "rm -rf"));
    }
}

static void
test_powershell (void)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("it's$(x)`n\"");
  g_autofree char *command = keyrack_copy_text_dup_powershell (profile);

  g_assert_nonnull (strstr (command, "GetBytes('it''s$(x)`n\"' + ':' + $env:NEXTHINK_CLIENT_SECRET)"));
  g_assert_nonnull (strstr (command, "-Uri 'https://acme-login.eu.nexthink.cloud/oauth2/default/v1/token' `\n"));
  g_assert_null (strstr (command, "rm -rf"));
}

/* Nothing is made of what can't be sent. */
static void
test_refused (void)
{
  static const char *client_ids[] = { "", "a b", "a\nb", "a:b", "‘x’" };
  g_autoptr(KeyrackProfile) elsewhere = profile_new ("id");

  for (gsize i = 0; i < G_N_ELEMENTS (client_ids); i++)
    {
      g_autoptr(KeyrackProfile) profile = profile_new (client_ids[i]);

      g_assert_null (keyrack_copy_text_dup_curl (profile));
      g_assert_null (keyrack_copy_text_dup_powershell (profile));
    }

  keyrack_profile_set_instance (elsewhere, "evil.example/");
  g_assert_null (keyrack_copy_text_dup_curl (elsewhere));
}

static KeyrackTestResult *
result_new (void)
{
  KeyrackClaim claim = { .name = (char *) "sub", .value = (char *) "claim-canary" };
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  KeyrackTestFacts facts = {
    .outcome = KEYRACK_OUTCOME_INVALID_CLIENT,
    .http_status = 401,
    .error = "invalid_client",
    .error_description = "Unknown client, ask kim.doe@example.com or <ops@nexthink.example>",
    .phases = KEYRACK_PHASES_INIT,
    .tested_at = 1773158400,
    .tries = 2,
    .claims = claims,
  };

  g_ptr_array_add (claims, &claim);
  facts.phases.spent[KEYRACK_PHASE_CONNECT] = 31400;

  return keyrack_test_result_new (&facts);
}

static void
test_diagnostics (void)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("the-client-id");
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autoptr(KeyrackTestResult) result = result_new ();
  g_autofree char *text = NULL;

  keyrack_profile_set_name (profile, "Acme of kim@example.com");
  keyrack_profile_set_note (profile, "note-canary");
  text = keyrack_diagnostics_dup_text (profile, result, secrets, "GTK 4.8.3");

  g_assert_nonnull (strstr (text, "Keyrack: " KEYRACK_VERSION "\n"));
  g_assert_nonnull (strstr (text, "Libraries: GTK 4.8.3\n"));
  g_assert_nonnull (strstr (text, "State of the password store: "));
  g_assert_nonnull (strstr (text, "Connection: Acme of •••\n"));
  g_assert_nonnull (strstr (text, "Login address: acme-login.eu.nexthink.cloud\n"));
  g_assert_nonnull (strstr (text, "Client ID: the-client-id\n"));
  g_assert_nonnull (strstr (text, "Credential stored: no\n"));
  g_assert_nonnull (strstr (text, "Outcome: invalid-client\n"));
  g_assert_nonnull (strstr (text, "HTTP status: 401\n"));
  g_assert_nonnull (strstr (text, "Server’s words: Unknown client, ask ••• or <•••>\n"));
  g_assert_nonnull (strstr (text, " 31 ms\n"));
  g_assert_null (strstr (text, "@"));
  g_assert_null (strstr (text, "canary"));
}

static void
test_untested (void)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("the-client-id");
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autofree char *text = keyrack_diagnostics_dup_text (profile, NULL, secrets, NULL);

  g_assert_null (strstr (text, "Outcome"));
  g_assert_null (strstr (text, "Libraries"));
}

/* What must stop a text from leaving. */
static void
test_scan (void)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (SECRET, -1);
  g_autoptr(KeyrackSecret) tiny = keyrack_secret_new ("on", -1);
  g_autofree char *encoded = g_base64_encode ((const guchar *) "id:" SECRET, strlen ("id:" SECRET));
  g_autofree char *header = g_strconcat ("Client ID: x\nError: Basic ", encoded, "\n", NULL);

  g_assert_false (keyrack_leak_guard_has_secret ("Connection: Acme\nClient ID: id\n", secret));
  g_assert_true (keyrack_leak_guard_has_secret ("Connection: Acme " SECRET "\n", secret));
  g_assert_true (keyrack_leak_guard_has_secret ("x=Canary%2BOne%2F7Qx2%3DLk9%25Vb4&", secret));
  g_assert_true (keyrack_leak_guard_has_secret (header, secret));

  /* It stands in “Connection” by chance. */
  g_assert_false (keyrack_leak_guard_has_secret ("Connection: Acme\n", tiny));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/copy-text/curl", test_curl);
  g_test_add_func ("/copy-text/powershell", test_powershell);
  g_test_add_func ("/copy-text/refused", test_refused);
  g_test_add_func ("/copy-text/diagnostics", test_diagnostics);
  g_test_add_func ("/copy-text/untested", test_untested);
  g_test_add_func ("/copy-text/scan", test_scan);

  return g_test_run ();
}
