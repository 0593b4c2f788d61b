/* keyrack-copy-text.c: a connection as a command for scripts, without its secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-copy-text.h"

#include "keyrack-address.h"

#define FLAWS_OF_REQUEST (KEYRACK_PROFILE_INSTANCE_MISSING | KEYRACK_PROFILE_INSTANCE_INVALID | \
                          KEYRACK_PROFILE_REGION_MISSING | KEYRACK_PROFILE_REGION_INVALID | \
                          KEYRACK_PROFILE_CLIENT_ID_MISSING | KEYRACK_PROFILE_CLIENT_ID_INVALID)

/* Printed by the shell itself and read from standard input, so that the secret is never an
 * argument that other programs of the machine can see. */
#define CURL_COMMAND \
  "printf 'Authorization: Basic %%s' \"$(printf '%%s:%%s' %s \"${%s:?}\" | base64 | tr -d '\\n')\" |\n" \
  "  curl --silent --show-error --header @- \\\n" \
  "    --data-urlencode 'grant_type=client_credentials' \\\n" \
  "    --data-urlencode 'scope=service:integration' \\\n" \
  "    %s\n"

#define POWERSHELL_COMMAND \
  "Invoke-RestMethod -Method Post -Uri %s `\n" \
  "  -Headers @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(%s + ':' + $env:%s)) } `\n" \
  "  -Body @{ grant_type = 'client_credentials'; scope = 'service:integration' }\n"

static char *
dup_token_url (KeyrackProfile *profile)
{
  if (keyrack_profile_validate (profile) & FLAWS_OF_REQUEST)
    return NULL;

  return keyrack_address_dup_token_url (keyrack_profile_get_instance (profile),
                                        keyrack_profile_get_region (profile),
                                        NULL);
}

/* Between single quotes only the quote itself means something, and is doubled
 * (about_Quoting_Rules); there are no others in what is ASCII. */
static char *
quote_for_powershell (const char *text)
{
  GString *quoted = g_string_new (text);

  g_string_replace (quoted, "'", "''", 0);
  g_string_prepend_c (quoted, '\'');
  g_string_append_c (quoted, '\'');

  return g_string_free (quoted, FALSE);
}

/**
 * keyrack_copy_text_dup_curl:
 * @profile: a profile
 *
 * Makes a command for a POSIX shell that asks for an access token. The secret is taken
 * from the environment variable %KEYRACK_COPY_TEXT_VARIABLE.
 *
 * Returns: (transfer full) (nullable): the command, %NULL while instance, region or client
 *   ID can't be used
 */
char *
keyrack_copy_text_dup_curl (KeyrackProfile *profile)
{
  return keyrack_copy_text_dup_curl_with (profile, KEYRACK_COPY_TEXT_VARIABLE);
}

/* The same with another variable, of letters, digits and underscores: for several connections. */
char *
keyrack_copy_text_dup_curl_with (KeyrackProfile *profile,
                                 const char     *variable)
{
  g_autofree char *url = NULL;
  g_autofree char *quoted_url = NULL;
  g_autofree char *client_id = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (variable != NULL, NULL);

  url = dup_token_url (profile);
  if (url == NULL)
    return NULL;

  quoted_url = g_shell_quote (url);
  client_id = g_shell_quote (keyrack_profile_get_client_id (profile));

  return g_strdup_printf (CURL_COMMAND, client_id, variable, quoted_url);
}

/**
 * keyrack_copy_text_dup_powershell:
 * @profile: a profile
 *
 * The same for PowerShell, since version 5.
 *
 * Returns: (transfer full) (nullable): the command, %NULL while instance, region or client
 *   ID can't be used
 */
char *
keyrack_copy_text_dup_powershell (KeyrackProfile *profile)
{
  return keyrack_copy_text_dup_powershell_with (profile, KEYRACK_COPY_TEXT_VARIABLE);
}

/* The same with another variable, as keyrack_copy_text_dup_curl_with(). */
char *
keyrack_copy_text_dup_powershell_with (KeyrackProfile *profile,
                                       const char     *variable)
{
  g_autofree char *url = NULL;
  g_autofree char *quoted_url = NULL;
  g_autofree char *client_id = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (variable != NULL, NULL);

  url = dup_token_url (profile);
  if (url == NULL)
    return NULL;

  quoted_url = quote_for_powershell (url);
  client_id = quote_for_powershell (keyrack_profile_get_client_id (profile));

  return g_strdup_printf (POWERSHELL_COMMAND, quoted_url, client_id, variable);
}
