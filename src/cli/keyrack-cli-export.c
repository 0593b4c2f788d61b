/* keyrack-cli-export.c: export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib/gi18n.h>

#include "keyrack-export.h"

static KeyrackCliStatus
export (KeyrackCli *cli,
        GPtrArray  *profiles,
        const char *path)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  keyrack_export_async (cli->profiles, profiles, path, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  if (!keyrack_export_finish (cli->profiles, result, &error))
    return keyrack_cli_fail (error);

  /* Translators: how many connections, and the name of a file */
  keyrack_cli_say (ngettext ("%u connection is in %s, without its secret.",
                             "%u connections are in %s, without their secrets.",
                             profiles->len),
                   profiles->len, path);

  return KEYRACK_CLI_GOOD;
}

KeyrackCliStatus
keyrack_cli_export (KeyrackCli  *cli,
                    int          argc,
                    char       **argv)
{
  gboolean all = FALSE;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &all, N_("Export every connection"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_("The file; one that is there already is replaced"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GPtrArray) profiles = NULL;

  if (!keyrack_cli_parse (entries, _("[PROFILE…]"), &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if ((argc > 1) + all != 1)
    return keyrack_cli_usage ("%s", _("Name connections, or say --all"));

  if (output == NULL || *output == '\0')
    return keyrack_cli_usage ("%s", _("Name the file with --output"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profiles = keyrack_cli_choose (cli, all, NULL, argv + 1);
  if (profiles == NULL)
    return KEYRACK_CLI_USAGE;

  if (profiles->len == 0)
    return keyrack_cli_usage ("%s", _("There is no connection to export"));

  return export (cli, profiles, output);
}
