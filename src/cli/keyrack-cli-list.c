/* keyrack-cli-list.c: list and show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib/gi18n.h>

#include "keyrack-region.h"
#include "keyrack-report-document.h"
#include "keyrack-text.h"

/* Columns are as wide as their widest cell, counted in characters. */
static void
print_table (GPtrArray *rows)
{
  int widths[4] = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      for (guint column = 0; column < 4; column++)
        widths[column] = MAX (widths[column],
                              (int) g_utf8_strlen (((char **) rows->pdata[i])[column], -1));
    }

  for (guint i = 0; i < rows->len; i++)
    {
      const char * const *cells = rows->pdata[i];
      g_autoptr(GString) line = g_string_new (NULL);

      for (guint column = 0; column < 4; column++)
        {
          g_string_append (line, cells[column]);
          for (int gap = g_utf8_strlen (cells[column], -1); gap < widths[column] + 2; gap++)
            g_string_append_c (line, ' ');
        }

      keyrack_cli_put ("%s\n", g_strchomp (line->str));
    }
}

static char **
dup_row (KeyrackProfile *profile)
{
  char **cells = g_new0 (char *, 5);

  cells[0] = keyrack_cli_dup_safe (keyrack_profile_get_name (profile));
  cells[1] = keyrack_cli_dup_safe (keyrack_profile_get_instance (profile));
  cells[2] = keyrack_cli_dup_safe (keyrack_profile_get_region (profile));
  cells[3] = g_strdup (keyrack_outcome_get_word (keyrack_profile_get_outcome (profile)));

  return cells;
}

static GPtrArray *
dup_profiles (KeyrackCli *cli)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cli->profiles));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (profiles, g_list_model_get_item (G_LIST_MODEL (cli->profiles), i));

  return profiles;
}

KeyrackCliStatus
keyrack_cli_list (KeyrackCli  *cli,
                  int          argc,
                  char       **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a JSON array"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (!keyrack_cli_parse (entries, NULL, &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc > 1)
    return keyrack_cli_usage ("%s", _("“list” takes no names"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profiles = dup_profiles (cli);

  if (as_json)
    {
      g_autofree char *text = keyrack_report_dup_profiles (profiles);

      keyrack_cli_put ("%s\n", text);
      return KEYRACK_CLI_GOOD;
    }

  if (profiles->len == 0)
    keyrack_cli_say ("%s", _("No connections yet; “keyrack-cli add” makes one."));

  for (guint i = 0; i < profiles->len; i++)
    g_ptr_array_add (rows, dup_row (profiles->pdata[i]));

  print_table (rows);

  return KEYRACK_CLI_GOOD;
}

static void
print_fact (const char *title,
            const char *value)
{
  g_autofree char *safe = keyrack_cli_dup_safe (value);

  if (*safe != '\0')
    keyrack_cli_put ("%s: %s\n", title, safe);
}

static char *
dup_date (gint64 time)
{
  g_autoptr(GDateTime) date = time > 0 ? g_date_time_new_from_unix_local (time) : NULL;

  return date != NULL ? g_date_time_format (date, "%F %R") : NULL;
}

static void
print_time (const char *title,
            gint64      time)
{
  g_autofree char *text = dup_date (time);

  if (text != NULL)
    print_fact (title, text);
}

static void
print_previous (const KeyrackPreviousPair *previous)
{
  g_autofree char *client_id = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (previous == NULL)
    return;

  client_id = keyrack_text_dup_short (previous->client_id);
  date = dup_date (previous->keep_until);
  /* Translators: a shortened client ID, a date */
  text = date != NULL ? g_strdup_printf (_("%s, kept until %s"), client_id, date)
                      /* Translators: a shortened client ID */
                      : g_strdup_printf (_("%s, kept until it is let go"), client_id);
  print_fact (_("Pair before"), text);
}

static void
print_profile (KeyrackProfile *profile)
{
  KeyrackTestResult *result = keyrack_profile_get_last_result (profile);
  const char *login_host = keyrack_profile_get_login_host (profile);
  const char *api_host = keyrack_profile_get_api_host (profile);
  g_autofree char *region = keyrack_region_dup_title (keyrack_profile_get_region (profile));
  g_autofree char *tags = g_strjoinv (", ", (char **) keyrack_profile_get_tags (profile));

  print_fact (_("Connection name"), keyrack_profile_get_name (profile));
  print_fact (_("ID"), keyrack_profile_get_id (profile));
  print_fact (_("Instance name"), keyrack_profile_get_instance (profile));
  print_fact (_("Region"), region);
  print_fact (_("Login address"), login_host != NULL ? login_host : "");
  print_fact (_("API address"), api_host != NULL ? api_host : "");
  print_fact (_("Client ID"), keyrack_profile_get_client_id (profile));
  print_fact (_("Environment"), keyrack_profile_get_environment (profile));
  print_fact (_("Tags"), tags);
  print_fact (_("Note"), keyrack_profile_get_note (profile));
  print_time (_("Secret saved"), keyrack_profile_get_secret_saved_at (profile));
  print_previous (keyrack_profile_get_previous (profile));

  if (keyrack_profile_get_outcome (profile) == KEYRACK_OUTCOME_NOT_TESTED)
    return;

  print_time (_("Last test"), keyrack_test_result_get_facts (result)->tested_at);
  print_fact (_("Result"), keyrack_test_result_get_message (result));
}

KeyrackCliStatus
keyrack_cli_show (KeyrackCli  *cli,
                  int          argc,
                  char       **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a JSON object"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  KeyrackProfile *profile = NULL;

  if (!keyrack_cli_parse (entries, _("PROFILE"), &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc != 2)
    return keyrack_cli_usage ("%s", _("Name one connection to show"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profile = keyrack_cli_find (cli, argv[1]);
  if (profile == NULL)
    return KEYRACK_CLI_USAGE;

  if (as_json)
    {
      g_autofree char *text = keyrack_report_dup_profile (profile);

      keyrack_cli_put ("%s\n", text);
    }
  else
    {
      print_profile (profile);
    }

  return KEYRACK_CLI_GOOD;
}
