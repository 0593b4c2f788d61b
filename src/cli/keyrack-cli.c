/* keyrack-cli.c: the verbs, their help, and what they share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "keyrack-journal-edits.h"
#include "keyrack-preferences.h"

static const struct
{
  const char     *name;
  const char     *arguments;
  const char     *description;
  KeyrackCliFunc  func;
  gboolean        winds_up;   /* a signal lets it come to an end and say so */
} verbs[] = {
  { "list", "[--json]",
    N_("List the connections"), keyrack_cli_list, FALSE },
  { "show", N_("PROFILE [--json]"),
    N_("Show one connection, without its secret"), keyrack_cli_show, FALSE },
  { "add", N_("--name NAME --instance INSTANCE --region REGION --client-id ID"),
    N_("Add a connection; the secret is asked for"), keyrack_cli_add, FALSE },
  { "edit", N_("PROFILE [--name NAME] [--instance INSTANCE] [--region REGION] [--client-id ID]"),
    N_("Change a connection"), keyrack_cli_edit, FALSE },
  { "remove", N_("PROFILE"),
    N_("Delete a connection and its secret"), keyrack_cli_remove, FALSE },
  { "test", N_("[PROFILE… | --all | --tag TAG] [--jobs N] [--permissions] [--json]"),
    N_("Ask for an access token and say what came of it"), keyrack_cli_test, TRUE },
  { "token", N_("PROFILE"),
    N_("Print an access token, and nothing else, for a script"), keyrack_cli_token, TRUE },
  { "rotate", N_("PROFILE --client-id ID [--keep-days N] [--save-anyway]"),
    N_("Test new credentials beside those in use, and replace them if they work"), keyrack_cli_rotate, FALSE },
  { "restore", N_("PROFILE"),
    N_("Bring the credentials before back, and test them"), keyrack_cli_restore, TRUE },
  { "export", N_("[PROFILE… | --all] --output FILE [--with-secrets] [--recipient AGE1…]"),
    N_("Write connections to a file for others; with secrets it is encrypted"), keyrack_cli_export, TRUE },
  { "import", N_("FILE [--on-conflict skip|update|keep-both] [--dry-run] [--json]"),
    N_("Take in connections of a file: a document, plain or encrypted, or a table"), keyrack_cli_import, TRUE },
};

static gboolean
refuse_client_secret_cb (const char  *option,
                         const char  *value,
                         gpointer     data,
                         GError     **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _("A secret on the command line can be read by every process of this "
                         "computer, so it is not taken from there. Type it when asked, or give "
                         "it on standard input or by --secret-fd. Treat the secret that was "
                         "just given as known to others."));
  return FALSE;
}

/* GLib leaves "--" in front of a name that begins with a hyphen. */
static void
drop_separator (int   *argc,
                char **argv)
{
  for (int i = 1; i < *argc; i++)
    {
      if (g_str_equal (argv[i], "--"))
        {
          memmove (&argv[i], &argv[i + 1], (gsize) (*argc - i) * sizeof *argv);
          (*argc)--;
          return;
        }
    }
}

/**
 * keyrack_cli_parse:
 * @entries: the options of the verb
 * @arguments: what follows them, for the help
 * @argc: (inout): number of words, the verb included
 * @argv: (inout): the words; options are taken out
 *
 * Returns: %TRUE if the options are good; otherwise it was said what is wrong
 */
gboolean
keyrack_cli_parse (const GOptionEntry   *entries,
                   const char           *arguments,
                   int                  *argc,
                   char               ***argv)
{
  const GOptionEntry refused[] = {
    { "client-secret", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK,
      refuse_client_secret_cb, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context = g_option_context_new (arguments);
  g_autoptr(GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("keyrack-cli %s", (*argv)[0]);

  g_set_prgname (program);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, refused, NULL);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      keyrack_cli_usage ("%s", error->message);
      return FALSE;
    }

  drop_separator (argc, *argv);

  return TRUE;
}

void
keyrack_cli_wait_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      wait)
{
  ((KeyrackCliWait *) wait)->result = g_object_ref (result);
}

/**
 * keyrack_cli_wait_take:
 * @wait: what was given to the call as user data
 *
 * Runs the main loop until the call has ended.
 *
 * Returns: (transfer full): its result
 */
GAsyncResult *
keyrack_cli_wait_take (KeyrackCliWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&wait->result);
}

static void
set_last_results (KeyrackCli *cli)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cli->profiles));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (cli->profiles), i);

      keyrack_profile_set_last_result (profile,
                                       keyrack_journal_get_last (cli->journal,
                                                                 keyrack_profile_get_id (profile)));
    }
}

/**
 * keyrack_cli_load:
 * @cli: the program
 *
 * Reads the connections and what is known of their last tests.
 *
 * Returns: %TRUE if they were read; otherwise it was said why not
 */
gboolean
keyrack_cli_load (KeyrackCli *cli)
{
  KeyrackCliWait wait = { NULL };
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GAsyncResult) journal_loaded = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) journal_error = NULL;

  keyrack_profile_store_load_async (cli->profiles, NULL, keyrack_cli_wait_cb, &wait);
  loaded = keyrack_cli_wait_take (&wait);
  if (!keyrack_profile_store_load_finish (cli->profiles, loaded, &error))
    {
      keyrack_cli_fail (error);

      /* What a newer version wrote can be read and tested, only not changed. */
      if (!g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NEWER))
        return FALSE;
    }

  keyrack_journal_load_async (cli->journal, NULL, keyrack_cli_wait_cb, &wait);
  journal_loaded = keyrack_cli_wait_take (&wait);
  if (!keyrack_journal_load_finish (cli->journal, journal_loaded, &journal_error))
    keyrack_cli_say ("keyrack-cli: %s", journal_error->message);

  set_last_results (cli);

  return TRUE;
}

static void
say_ambiguous (const char *name,
               GPtrArray  *profiles)
{
  /* Translators: the placeholder is the name of several connections */
  keyrack_cli_usage (_("Several connections are named “%s”. Use one of their IDs:"), name);

  for (guint i = 0; i < profiles->len; i++)
    {
      KeyrackProfile *profile = profiles->pdata[i];

      keyrack_cli_say ("%s: %s · %s",
                       keyrack_profile_get_id (profile),
                       keyrack_profile_get_instance (profile),
                       keyrack_profile_get_region (profile));
    }
}

/**
 * keyrack_cli_find:
 * @cli: the program, loaded
 * @name_or_id: what the person called the connection
 *
 * Returns: (transfer none) (nullable): the one connection of that ID or name;
 *   otherwise it was said why there is none
 */
KeyrackProfile *
keyrack_cli_find (KeyrackCli *cli,
                  const char *name_or_id)
{
  KeyrackProfile *profile = keyrack_profile_store_find (cli->profiles, name_or_id);
  g_autoptr(GPtrArray) named = NULL;

  if (profile != NULL)
    return profile;

  named = keyrack_profile_store_find_by_name (cli->profiles, name_or_id);

  if (named->len == 1)
    return named->pdata[0];

  if (named->len == 0)
    /* Translators: the placeholder is what the person typed; “keyrack-cli list” is a command */
    keyrack_cli_usage (_("There is no connection “%s”. “keyrack-cli list” shows them all."),
                       name_or_id);
  else
    say_ambiguous (name_or_id, named);

  return NULL;
}

static void
release_signals (KeyrackCli *cli)
{
  g_clear_handle_id (&cli->interrupt, g_source_remove);
  g_clear_handle_id (&cli->terminate, g_source_remove);
}

/* The second one ends the process as if nobody had caught the first. */
static gboolean
interrupted_cb (gpointer user_data)
{
  KeyrackCli *cli = user_data;

  release_signals (cli);
  g_cancellable_cancel (cli->cancellable);

  return G_SOURCE_REMOVE;
}

/* What waits for input or for a keyring is left to be killed: whatever it has begun is put
 * right at the next start. */
void
keyrack_cli_catch_signals (KeyrackCli *cli)
{
  cli->interrupt = g_unix_signal_add (SIGINT, interrupted_cb, cli);
  cli->terminate = g_unix_signal_add (SIGTERM, interrupted_cb, cli);
}

static void
cli_init (KeyrackCli *cli)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new_from_environment ();
  g_autofree char *warning = keyrack_http_settings_dup_warning (settings);
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("journal");
  g_autofree char *folder = keyrack_profile_store_dup_default_folder ();

  if (warning != NULL)
    keyrack_cli_say ("%s", warning);

  cli->cancellable = g_cancellable_new ();
  cli->client = keyrack_http_client_new (settings);
  cli->secrets = keyrack_secret_store_new ();
  cli->profiles = keyrack_profile_store_new (folder, cli->secrets);
  cli->journal = keyrack_journal_new (folder, worker);
  keyrack_journal_follow (cli->journal, cli->profiles);
}

/* The same proxy, authorities and limits as in the window. */
void
keyrack_cli_apply_preferences (KeyrackCli *cli)
{
  g_autoptr(GSettings) preferences = keyrack_preferences_new ();
  g_autoptr(KeyrackHttpSettings) settings = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  KeyrackCliWait wait = { NULL };

  keyrack_preferences_load_async (preferences, cli->secrets, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  settings = keyrack_preferences_load_finish (result, NULL);

  if (settings != NULL)
    keyrack_http_client_set_settings (cli->client, settings);
}

/* Until what it has begun is done. */
static void
close_down (gpointer *object)
{
  g_object_add_weak_pointer (*object, object);
  g_object_unref (*object);

  while (*object != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
cli_clear (KeyrackCli *cli)
{
  /* The network thread has to end: exit() takes the TLS library away beneath it. */
  close_down ((gpointer *) &cli->client);
  /* And the last entry has to be written. */
  close_down ((gpointer *) &cli->journal);
  g_clear_object (&cli->profiles);
  g_clear_object (&cli->secrets);
  g_clear_object (&cli->cancellable);
}

static int
run_verb (KeyrackCliFunc   func,
          gboolean         winds_up,
          int              argc,
          char           **argv)
{
  KeyrackCli cli = { 0 };
  int status = 0;

  cli_init (&cli);
  if (winds_up)
    keyrack_cli_catch_signals (&cli);

  status = func (&cli, argc, argv);

  release_signals (&cli);
  cli_clear (&cli);

  return status;
}

static void
print_help (void)
{
  keyrack_cli_put ("%s\n\n", _("Usage: keyrack-cli VERB [OPTION…]"));
  keyrack_cli_put ("%s\n\n", _("Keeps and tests the API connections of Nexthink instances."));

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    keyrack_cli_put ("  %s %s\n      %s\n",
                     verbs[i].name, _(verbs[i].arguments), _(verbs[i].description));

  keyrack_cli_put ("\n%s\n%s\n",
                   _("PROFILE is the name or the ID of a connection; INSTANCE takes any pasted address."),
                   _("Secrets are asked for without echo, or read from standard input or --secret-fd N."));
  keyrack_cli_put ("%s\n",
                   _("Exit status: 0 all good, 1 refused by the server, 2 usage, 3 could not be "
                     "decided, 4 secret or profile store."));
}

static int
run (int    argc,
     char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;

  if (name == NULL)
    return keyrack_cli_usage ("%s", _("Say what to do; “keyrack-cli --help” lists the verbs."));

  if (g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help"))
    {
      print_help ();
      return KEYRACK_CLI_GOOD;
    }

  if (g_str_equal (name, "--version"))
    {
      keyrack_cli_put ("keyrack-cli %s\n", KEYRACK_VERSION);
      return KEYRACK_CLI_GOOD;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (g_str_equal (name, verbs[i].name))
        return run_verb (verbs[i].func, verbs[i].winds_up, argc - 1, argv + 1);
    }

  /* Translators: the placeholder is what the person typed */
  return keyrack_cli_usage (_("There is no verb “%s”; “keyrack-cli --help” lists them."), name);
}

/**
 * keyrack_cli_run:
 * @argc: number of words of the command line
 * @argv: the words
 *
 * Returns: the exit status of the process, see %KeyrackCliStatus
 */
int
keyrack_cli_run (int    argc,
                 char **argv)
{
  int status = run (argc, argv);

  /* A script must not take half of a list for the whole. */
  if (ferror (stdout))
    {
      keyrack_cli_say ("keyrack-cli: %s", _("The output could not be written"));
      status = status == KEYRACK_CLI_GOOD ? KEYRACK_CLI_UNDECIDED : status;
    }

  return status;
}
