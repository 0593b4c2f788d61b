/* keyrack-cli-rotate.c: rotate and restore
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib/gi18n.h>

#include "keyrack-cli-secret.h"
#include "keyrack-preferences.h"
#include "keyrack-rotation.h"
#include "keyrack-text.h"

typedef struct
{
  char     *client_id;
  int       secret_fd;
  int       keep_days;    /* -1 as in the preferences */
  gboolean  save_anyway;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options   *options,
               int       *argc,
               char    ***argv)
{
  const GOptionEntry entries[] = {
    { "client-id", 'c', 0, G_OPTION_ARG_FILENAME, &options->client_id,
      N_("The new client ID that Nexthink showed"), N_("ID") },
    { "secret-fd", 's', 0, G_OPTION_ARG_INT, &options->secret_fd,
      N_("Read the client secret from this file descriptor"), N_("N") },
    { "keep-days", 0, 0, G_OPTION_ARG_INT, &options->keep_days,
      N_("Keep the pair before for so many days, 0 until it is let go"), N_("N") },
    { "save-anyway", 0, 0, G_OPTION_ARG_NONE, &options->save_anyway,
      N_("Replace without a successful test; marked as unverified"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!keyrack_cli_parse (entries, _("PROFILE"), argc, argv))
    return FALSE;

  if (*argc != 2)
    keyrack_cli_usage ("%s", _("Name one connection whose credentials are to be replaced"));
  else if (options->client_id == NULL)
    keyrack_cli_usage ("%s", _("Give the new client ID with --client-id"));
  else if (options->keep_days < -1 || options->keep_days > KEYRACK_KEEP_PREVIOUS_MAX)
    /* Translators: the placeholder is a number */
    keyrack_cli_usage (_("--keep-days: a number of days from 0 to %d"), KEYRACK_KEEP_PREVIOUS_MAX);
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_pair (Options        *options,
           KeyrackSecret **secret)
{
  g_autofree char *client_id = keyrack_text_dup_clean (options->client_id);
  g_autoptr(GError) error = NULL;

  g_free (options->client_id);
  options->client_id = g_steal_pointer (&client_id);
  if (keyrack_text_check_word (options->client_id) != KEYRACK_TEXT_FINE)
    {
      keyrack_cli_usage ("%s", _("--client-id: no spaces, colons or special characters; copy it again"));
      return FALSE;
    }

  if (!keyrack_cli_read_secret (options->secret_fd, _("New client secret: "), secret, &error))
    keyrack_cli_usage ("%s", error->message);
  else if (*secret == NULL)
    keyrack_cli_usage ("%s", _("No secret was given; nothing was changed"));

  return *secret != NULL;
}

static guint
get_keep_days (const Options *options)
{
  g_autoptr(GSettings) preferences = keyrack_preferences_new ();

  if (options->keep_days >= 0)
    return (guint) options->keep_days;

  return keyrack_preferences_get_keep_days (preferences);
}

static void
say_state (KeyrackRotation *rotation)
{
  const char *headline = keyrack_rotation_get_headline (rotation);
  const char *advice = keyrack_rotation_get_advice (rotation);

  if (headline != NULL)
    keyrack_cli_say ("%s", headline);
  if (advice != NULL)
    keyrack_cli_say ("%s", advice);
}

/* Why it did not work, in the words of the test. */
static KeyrackCliStatus
say_result (KeyrackTestResult *result)
{
  KeyrackOutcome outcome = keyrack_test_result_get_outcome (result);

  if (outcome == KEYRACK_OUTCOME_OK)
    return KEYRACK_CLI_GOOD;

  keyrack_cli_say ("%s", keyrack_test_result_get_message (result));
  if (keyrack_test_result_get_advice (result) != NULL)
    keyrack_cli_say ("%s", keyrack_test_result_get_advice (result));

  return (KeyrackCliStatus) keyrack_outcome_get_exit_code (outcome);
}

static gboolean
check (KeyrackCli       *cli,
       KeyrackRotation  *rotation,
       const char       *client_id,
       KeyrackSecret    *secret,
       GError          **error)
{
  KeyrackCliWait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_rotation_check_async (rotation, client_id, secret, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);

  return keyrack_rotation_check_finish (rotation, result, error);
}

static gboolean
replace (KeyrackCli       *cli,
         KeyrackRotation  *rotation,
         const Options    *options,
         GError          **error)
{
  KeyrackReplaceFlags flags = options->save_anyway ? KEYRACK_REPLACE_UNVERIFIED : KEYRACK_REPLACE_VERIFIED;
  KeyrackCliWait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_rotation_replace_async (rotation, flags, get_keep_days (options),
                                  cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);

  return keyrack_rotation_replace_finish (rotation, result, error);
}

/* What the rotation noted is written before anything that is asked of the journal now. */
static void
wait_for_journal (KeyrackCli *cli)
{
  KeyrackCliWait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_journal_load_async (cli->journal, NULL, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  keyrack_journal_load_finish (cli->journal, result, NULL);
}

static KeyrackCliStatus
rotate (KeyrackCli      *cli,
        KeyrackRotation *rotation,
        const Options   *options,
        KeyrackSecret   *secret)
{
  g_autoptr(GError) error = NULL;

  if (!check (cli, rotation, options->client_id, secret, &error))
    return keyrack_cli_fail (error);

  if (replace (cli, rotation, options, &error))
    {
      say_state (rotation);
      return say_result (keyrack_rotation_get_new_result (rotation));
    }

  /* A second run of the same script finds its work done. */
  if (g_error_matches (error, KEYRACK_ROTATION_ERROR, KEYRACK_ROTATION_ERROR_SAME)
      || g_error_matches (error, KEYRACK_ROTATION_ERROR, KEYRACK_ROTATION_ERROR_UNVERIFIED))
    {
      say_state (rotation);
      return say_result (keyrack_rotation_get_new_result (rotation));
    }

  return keyrack_cli_fail (error);
}

KeyrackCliStatus
keyrack_cli_rotate (KeyrackCli  *cli,
                    int          argc,
                    char       **argv)
{
  g_auto(Options) options = { .secret_fd = -1, .keep_days = -1 };
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(KeyrackRotation) rotation = NULL;
  KeyrackProfile *profile = NULL;
  KeyrackCliStatus status = KEYRACK_CLI_GOOD;

  if (!parse_options (&options, &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profile = keyrack_cli_find (cli, argv[1]);
  if (profile == NULL || !read_pair (&options, &secret))
    return KEYRACK_CLI_USAGE;

  /* Nobody is asked anything from here on. */
  keyrack_cli_catch_signals (cli);
  keyrack_cli_apply_preferences (cli);
  rotation = keyrack_rotation_new (cli->client, cli->profiles, profile);
  keyrack_rotation_set_journal (rotation, cli->journal);
  status = rotate (cli, rotation, &options, secret);
  wait_for_journal (cli);

  return status;
}

KeyrackCliStatus
keyrack_cli_restore (KeyrackCli  *cli,
                     int          argc,
                     char       **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  KeyrackProfile *profile = NULL;
  KeyrackCliWait wait = { NULL };
  g_autoptr(KeyrackRotation) rotation = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (!keyrack_cli_parse (entries, _("PROFILE"), &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc != 2)
    return keyrack_cli_usage ("%s", _("Name one connection whose credentials before are to be restored"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profile = keyrack_cli_find (cli, argv[1]);
  if (profile == NULL)
    return KEYRACK_CLI_USAGE;

  keyrack_cli_apply_preferences (cli);
  rotation = keyrack_rotation_new (cli->client, cli->profiles, profile);
  keyrack_rotation_set_journal (rotation, cli->journal);
  keyrack_rotation_restore_async (rotation, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  if (!keyrack_rotation_restore_finish (rotation, result, &error))
    return keyrack_cli_fail (error);

  say_state (rotation);
  wait_for_journal (cli);

  return say_result (keyrack_rotation_get_old_result (rotation));
}
