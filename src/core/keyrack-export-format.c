/* keyrack-export-format.c: the forms in which connections leave, those without secrets written here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-address.h"
#include "keyrack-copy-text.h"
#include "keyrack-profile.h"
#include "keyrack-report-table.h"
#include "keyrack-tags.h"
#include "keyrack-text.h"

#define PREFIX "NEXTHINK"
#define SECRET "CLIENT_SECRET"

/* In a file for a shell and for Docker alike, what is made of these needs no quotes. */
#define PLAIN "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"

static const struct
{
  const char *id;
  const char *title;
  const char *suffix;
} formats[KEYRACK_N_EXPORT_FORMATS] = {
  [KEYRACK_EXPORT_DOCUMENT] = { "json", N_("Document of Keyrack"), "keyrack.json" },
  [KEYRACK_EXPORT_CSV] = { "csv", N_("Table (CSV)"), "csv" },
  [KEYRACK_EXPORT_ENVIRONMENT] = { "env", N_("Environment file"), "env" },
  [KEYRACK_EXPORT_CURL] = { "curl", N_("Commands for curl"), "sh" },
  [KEYRACK_EXPORT_POWERSHELL] = { "powershell", N_("Commands for PowerShell"), "ps1" },
};

/* Our own titles, which keyrack_csv_guess_columns() knows. */
static const KeyrackReportColumn columns[] = {
  { "name", NULL }, { "instance", NULL }, { "region", NULL }, { "client_id", NULL },
  { "client_secret", NULL }, { "tags", NULL }, { "environment", NULL }, { "note", NULL },
};

static char *
dup_csv (GPtrArray *profiles)
{
  g_autoptr(KeyrackReportTable) table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < profiles->len; i++)
    {
      KeyrackProfile *profile = profiles->pdata[i];

      keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_name (profile)));
      keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_instance (profile)));
      keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_region (profile)));
      keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_client_id (profile)));
      keyrack_report_table_take_cell (table, g_strdup (""));
      keyrack_report_table_take_cell (table, keyrack_tags_join (keyrack_profile_get_tags (profile)));
      keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_environment (profile)));
      keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_note (profile)));
    }

  return keyrack_report_table_dup_csv (table);
}

/* NEXTHINK, or where there are several connections NEXTHINK_ACME_NORTH. */
static char *
dup_prefix (KeyrackProfile *profile,
            GHashTable     *taken)
{
  g_autofree char *ascii = g_str_to_ascii (keyrack_profile_get_name (profile), "C");
  g_autoptr(GString) prefix = g_string_new (PREFIX "_");
  gsize length = 0;

  for (const char *c = ascii; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (prefix, g_ascii_toupper (*c));
      else if (prefix->str[prefix->len - 1] != '_')
        g_string_append_c (prefix, '_');
    }

  if (prefix->str[prefix->len - 1] == '_')
    g_string_truncate (prefix, prefix->len - 1);

  length = prefix->len;
  for (guint n = 2; !g_hash_table_add (taken, g_strdup (prefix->str)); n++)
    {
      g_string_truncate (prefix, length);
      g_string_append_printf (prefix, "_%u", n);
    }

  return g_string_free (g_steal_pointer (&prefix), FALSE);
}

static void
append_variable (GString    *text,
                 const char *prefix,
                 const char *name,
                 const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

  g_string_append_printf (text, "%s_%s=%s\n", prefix, name, value[strspn (value, PLAIN)] == '\0' ? value : quoted);
}

static void
append_environment (GString        *text,
                    const char     *prefix,
                    KeyrackProfile *profile)
{
  const char *instance = keyrack_profile_get_instance (profile);
  const char *region = keyrack_profile_get_region (profile);
  g_autofree char *login_host = keyrack_address_dup_login_host (instance, region);
  g_autofree char *api_host = keyrack_address_dup_api_host (instance, region);

  append_variable (text, prefix, "INSTANCE", instance);
  append_variable (text, prefix, "REGION", region);
  append_variable (text, prefix, "LOGIN_HOST", login_host != NULL ? login_host : "");
  append_variable (text, prefix, "API_HOST", api_host != NULL ? api_host : "");
  append_variable (text, prefix, "CLIENT_ID", keyrack_profile_get_client_id (profile));
  append_variable (text, prefix, SECRET, "");
}

static void
append_profile (GString             *text,
                KeyrackExportFormat  format,
                const char          *prefix,
                KeyrackProfile      *profile)
{
  g_autofree char *name = keyrack_text_dup_printable (keyrack_profile_get_name (profile), KEYRACK_TEXT_NAME_MAX);
  g_autofree char *variable = g_strconcat (prefix, "_" SECRET, NULL);
  g_autofree char *command = NULL;

  g_string_append_printf (text, "%s# %s\n", text->len > 0 ? "\n" : "", name);

  if (format == KEYRACK_EXPORT_ENVIRONMENT)
    append_environment (text, prefix, profile);
  else if (format == KEYRACK_EXPORT_CURL)
    command = keyrack_copy_text_dup_curl_with (profile, variable);
  else
    command = keyrack_copy_text_dup_powershell_with (profile, variable);

  g_string_append (text, command != NULL ? command : "");
}

/**
 * keyrack_export_format_get_id:
 * @self: a format
 *
 * Returns: what the command calls it
 */
const char *
keyrack_export_format_get_id (KeyrackExportFormat self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_EXPORT_FORMATS, NULL);

  return formats[self].id;
}

gboolean
keyrack_export_format_from_id (const char          *id,
                               KeyrackExportFormat *format)
{
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; i < KEYRACK_N_EXPORT_FORMATS; i++)
    {
      if (g_str_equal (id, formats[i].id))
        {
          *format = (KeyrackExportFormat) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * keyrack_export_format_get_title:
 * @self: a format
 *
 * Returns: what the window calls it, in the user's language
 */
const char *
keyrack_export_format_get_title (KeyrackExportFormat self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_EXPORT_FORMATS, NULL);

  return _(formats[self].title);
}

const char *
keyrack_export_format_get_suffix (KeyrackExportFormat self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_EXPORT_FORMATS, NULL);

  return formats[self].suffix;
}

/**
 * keyrack_export_format_dup_text:
 * @self: a format other than %KEYRACK_EXPORT_DOCUMENT
 * @profiles: (element-type KeyrackProfile): the connections
 *
 * Writes connections for scripts and for people. The secrets are left out: in a table and in an
 * environment file the place for them is empty, and commands take them from environment
 * variables, %KEYRACK_COPY_TEXT_VARIABLE or one for each connection if there are several.
 *
 * Returns: (transfer full): the text
 */
char *
keyrack_export_format_dup_text (KeyrackExportFormat  self,
                                GPtrArray           *profiles)
{
  g_autoptr(GHashTable) taken = NULL;
  g_autoptr(GString) text = NULL;

  g_return_val_if_fail ((guint) self < KEYRACK_N_EXPORT_FORMATS && self != KEYRACK_EXPORT_DOCUMENT, NULL);
  g_return_val_if_fail (profiles != NULL, NULL);

  if (self == KEYRACK_EXPORT_CSV)
    return dup_csv (profiles);

  taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  text = g_string_new (self == KEYRACK_EXPORT_CURL ? "#!/bin/sh\n" : NULL);
  for (guint i = 0; i < profiles->len; i++)
    {
      g_autofree char *prefix = profiles->len == 1 ? g_strdup (PREFIX) : dup_prefix (profiles->pdata[i], taken);

      append_profile (text, self, prefix, profiles->pdata[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
