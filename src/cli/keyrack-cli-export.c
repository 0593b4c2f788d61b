/* keyrack-cli-export.c: export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "keyrack-cli-secret.h"
#include "keyrack-export.h"

/* What the words of the command line say. */
typedef struct
{
  gboolean   all;
  gboolean   armor;
  gboolean   with_secrets;
  char      *format_id;
  char      *output;
  char     **recipients;
  int        passphrase_fd;

  KeyrackExportFormat format;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->format_id);
  g_free (options->output);
  g_strfreev (options->recipients);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options   *options,
               int       *argc,
               char    ***argv)
{
  const GOptionEntry entries[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options->all, N_("Export every connection"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_("The file; one that is there already is replaced"), N_("FILE") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options->format_id,
      N_("What to write: json, csv, env, curl or powershell; those after json have no secrets"), N_("FORMAT") },
    { "with-secrets", 's', 0, G_OPTION_ARG_NONE, &options->with_secrets,
      N_("With the secrets, encrypted with a passphrase or for recipients"), NULL },
    { "recipient", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->recipients,
      N_("Who can open the file: a key; can be given several times"), N_("AGE1…") },
    { "passphrase-fd", 'p', 0, G_OPTION_ARG_INT, &options->passphrase_fd,
      N_("Read the passphrase from this file descriptor"), N_("N") },
    { "armor", 0, 0, G_OPTION_ARG_NONE, &options->armor, N_("Encrypt to text instead of bytes"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return keyrack_cli_parse (entries, _("[PROFILE…]"), argc, argv);
}

static gboolean
check_options (Options *options,
               int      argc)
{
  gboolean protects = options->recipients != NULL || options->passphrase_fd >= 0 || options->armor;

  if ((argc > 1) + options->all != 1)
    keyrack_cli_usage ("%s", _("Name connections, or say --all"));
  else if (options->output == NULL || *options->output == '\0')
    keyrack_cli_usage ("%s", _("Name the file with --output"));
  else if (options->format_id != NULL && !keyrack_export_format_from_id (options->format_id, &options->format))
    keyrack_cli_usage ("%s", _("A --format is json, csv, env, curl or powershell"));
  else if (options->with_secrets && options->format != KEYRACK_EXPORT_DOCUMENT)
    keyrack_cli_usage ("%s", _("Secrets leave only in an encrypted document: leave out --format"));
  else if (protects && !options->with_secrets)
    keyrack_cli_usage ("%s", _("Only a file --with-secrets is encrypted"));
  else if (options->recipients != NULL && options->passphrase_fd >= 0)
    keyrack_cli_usage ("%s", _("Either a passphrase or recipients, not both"));
  else
    return TRUE;

  return FALSE;
}

/* At a terminal twice: a passphrase that was mistyped opens nothing. */
static KeyrackSecret *
read_passphrase (int passphrase_fd)
{
  gboolean prompted = passphrase_fd < 0 && isatty (STDIN_FILENO);
  g_autoptr(KeyrackSecret) passphrase = NULL;
  g_autoptr(KeyrackSecret) again = NULL;
  g_autoptr(GError) error = NULL;

  if (!keyrack_cli_read_passphrase (passphrase_fd, _("Passphrase: "), &passphrase, &error) ||
      (prompted && !keyrack_cli_read_passphrase (-1, _("The same again: "), &again, &error)))
    keyrack_cli_usage ("%s", error->message);
  else if (prompted && !keyrack_secret_equal (passphrase, again))
    keyrack_cli_usage ("%s", _("These are two different passphrases; nothing was written"));
  else if (g_utf8_strlen (keyrack_secret_peek (passphrase), -1) < KEYRACK_EXPORT_PASSPHRASE_MIN)
    /* Translators: a number of characters */
    keyrack_cli_usage (_("A passphrase has at least %d characters; nothing was written"),
                       KEYRACK_EXPORT_PASSPHRASE_MIN);
  else
    return g_steal_pointer (&passphrase);

  return NULL;
}

static KeyrackProtection *
read_protection (const Options *options)
{
  KeyrackAgeForm form = options->armor ? KEYRACK_AGE_ARMORED : KEYRACK_AGE_BINARY;
  g_autoptr(KeyrackSecret) passphrase = NULL;

  if (options->recipients == NULL)
    {
      passphrase = read_passphrase (options->passphrase_fd);
      if (passphrase == NULL)
        return NULL;
    }

  for (gsize i = 0; options->recipients != NULL && options->recipients[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;

      if (!keyrack_age_check_recipient (options->recipients[i], &error))
        {
          keyrack_cli_usage ("--recipient: %s", error->message);
          return NULL;
        }
    }

  return keyrack_protection_new (passphrase, (const char * const *) options->recipients, form);
}

static void
say_exported (GPtrArray     *profiles,
              const Options *options)
{
  if (options->with_secrets)
    /* Translators: how many connections, and the name of a file */
    keyrack_cli_say (ngettext ("%u connection is in %s, with its secret, encrypted.",
                               "%u connections are in %s, with their secrets, encrypted.",
                               profiles->len),
                     profiles->len, options->output);
  else
    /* Translators: how many connections, and the name of a file */
    keyrack_cli_say (ngettext ("%u connection is in %s, without its secret.",
                               "%u connections are in %s, without their secrets.",
                               profiles->len),
                     profiles->len, options->output);
}

static KeyrackCliStatus
export (KeyrackCli    *cli,
        GPtrArray     *profiles,
        const Options *options)
{
  g_autoptr(KeyrackProtection) protection = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  if (options->with_secrets)
    {
      protection = read_protection (options);
      if (protection == NULL)
        return KEYRACK_CLI_USAGE;
    }

  keyrack_export_async (cli->profiles, profiles, options->format, protection, options->output,
                        cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  if (!keyrack_export_finish (cli->profiles, result, &error))
    return keyrack_cli_fail (error);

  keyrack_export_note (cli->journal, profiles, options->output);
  say_exported (profiles, options);

  return KEYRACK_CLI_GOOD;
}

KeyrackCliStatus
keyrack_cli_export (KeyrackCli  *cli,
                    int          argc,
                    char       **argv)
{
  g_auto(Options) options = { .passphrase_fd = -1 };
  g_autoptr(GPtrArray) profiles = NULL;

  if (!parse_options (&options, &argc, &argv) || !check_options (&options, argc))
    return KEYRACK_CLI_USAGE;

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profiles = keyrack_cli_choose (cli, options.all, NULL, argv + 1);
  if (profiles == NULL)
    return KEYRACK_CLI_USAGE;

  if (profiles->len == 0)
    return keyrack_cli_usage ("%s", _("There is no connection to export"));

  return export (cli, profiles, &options);
}
