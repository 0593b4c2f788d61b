/* keyrack-diagnostics.c: what somebody who helps has to know of a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-diagnostics.h"

#include <sys/utsname.h>

#include "keyrack-json.h"
#include "keyrack-process.h"

#define ADDRESS_PATTERN "[^\\s@<>\"'(),;:]+@[^\\s@<>\"'(),;:]+"

static void
append (GString    *text,
        const char *title,
        const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", title, value);
}

static void
append_number (GString    *text,
               const char *title,
               gint64      number)
{
  if (number != 0)
    g_string_append_printf (text, "%s: %" G_GINT64_FORMAT "\n", title, number);
}

static void
append_time (GString    *text,
             const char *title,
             gint64      time)
{
  g_autofree char *value = time > 0 ? keyrack_json_dup_time (time) : NULL;

  append (text, title, value);
}

static void
append_platform (GString    *text,
                 const char *libraries)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *kernel = NULL;
  struct utsname name;

  if (uname (&name) == 0)
    kernel = g_strdup_printf ("%s %s %s", name.sysname, name.release, name.machine);

  append (text, "Keyrack", KEYRACK_VERSION);
  append (text, "System", system);
  append (text, "Kernel", kernel);
  append (text, "Flatpak", keyrack_process_is_sandboxed () ? "yes" : "no");
  append (text, "Libraries", libraries);
}

static const char *
get_store_kind (void)
{
  if (g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0)
    return "file";

  return keyrack_process_is_sandboxed () ? "as libsecret chooses in Flatpak" : "Secret Service";
}

static void
append_store (GString            *text,
              KeyrackSecretStore *secrets)
{
  g_autoptr(GEnumClass) states = g_type_class_ref (KEYRACK_TYPE_SECRET_STORE_STATE);
  GEnumValue *state = g_enum_get_value (states, keyrack_secret_store_get_state (secrets));

  append (text, "Password store", get_store_kind ());
  append (text, "State of the password store", state->value_nick);
}

static void
append_profile (GString        *text,
                KeyrackProfile *profile)
{
  append (text, "Connection", keyrack_profile_get_name (profile));
  append (text, "Instance", keyrack_profile_get_instance (profile));
  append (text, "Region", keyrack_profile_get_region (profile));
  append (text, "Login address", keyrack_profile_get_login_host (profile));
  append (text, "Client ID", keyrack_profile_get_client_id (profile));
  append (text, "Credential stored", *keyrack_profile_get_secret_ref (profile) != '\0' ? "yes" : "no");
  append_time (text, "Credential saved", keyrack_profile_get_secret_saved_at (profile));
}

static void
append_phases (GString             *text,
               const KeyrackPhases *phases)
{
  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      if (phases->spent[i] >= 0)
        g_string_append_printf (text, "%s: %" G_GINT64_FORMAT " ms\n",
                                keyrack_phase_get_title (i), (phases->spent[i] + 500) / 1000);
    }
}

static void
append_result (GString           *text,
               KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts = keyrack_test_result_get_facts (result);

  append (text, "Outcome", keyrack_outcome_get_id (facts->outcome));
  append (text, "Message", keyrack_test_result_get_message (result));
  append_time (text, "Tested", facts->tested_at);
  append_number (text, "HTTP status", facts->http_status);
  append (text, "Error", facts->error);
  append (text, "Server’s words", facts->error_description);
  append (text, "Error ID", facts->error_id);
  append_number (text, "Tries", facts->tries);
  append_number (text, "Clock ahead by seconds", facts->clock_skew);
  append_number (text, "Token lifetime in seconds", facts->token_expires_in);
  append_phases (text, &facts->phases);
}

/* People write their address into names, and servers repeat it. */
static char *
dup_without_addresses (const char *text)
{
  g_autoptr(GRegex) address = g_regex_new (ADDRESS_PATTERN, G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_replace_literal (address, text, -1, 0, "•••", 0, NULL);
}

/**
 * keyrack_diagnostics_dup_text:
 * @profile: a connection
 * @result: (nullable): its last result
 * @secrets: where its secret is
 * @libraries: (nullable): versions that the caller knows of
 *
 * Makes a text to be sent to somebody who can help: program, system, connection, result.
 * Neither a token nor the claims of one, neither the note nor an e-mail address is in it.
 * Whether a secret was written into a name the caller has to find out, see
 * keyrack_leak_guard_has_secret().
 *
 * Returns: (transfer full): the text, in English
 */
char *
keyrack_diagnostics_dup_text (KeyrackProfile     *profile,
                              KeyrackTestResult  *result,
                              KeyrackSecretStore *secrets,
                              const char         *libraries)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (secrets), NULL);

  append_platform (text, libraries);
  append_store (text, secrets);
  g_string_append_c (text, '\n');
  append_profile (text, profile);
  if (result != NULL)
    {
      g_string_append_c (text, '\n');
      append_result (text, result);
    }

  return dup_without_addresses (text->str);
}
