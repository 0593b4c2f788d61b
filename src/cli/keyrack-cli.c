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

static const struct
{
  const char     *name;
  const char     *arguments;
  const char     *description;
  KeyrackCliFunc  func;
} verbs[] = {
  { "list", "[--json]",
    N_("List the connections"), keyrack_cli_list },
  { "show", N_("PROFILE [--json]"),
    N_("Show one connection, without its secret"), keyrack_cli_show },
  { "add", N_("--name NAME --instance INSTANCE --region REGION --client-id ID"),
    N_("Add a connection; the secret is asked for"), keyrack_cli_add },
  { "edit", N_("PROFILE [--name NAME] [--instance INSTANCE] [--region REGION] [--client-id ID]"),
    N_("Change a connection"), keyrack_cli_edit },
  { "remove", N_("PROFILE"),
    N_("Delete a connection and its secret"), keyrack_cli_remove },
  { "test", N_("[PROFILE… | --all | --tag TAG] [--jobs N] [--json]"),
    N_("Ask for an access token and say what came of it"), keyrack_cli_test },
  { "token", N_("PROFILE"),
    N_("Print an access token, and nothing else, for a script"), keyrack_cli_token },
};

/**
 * keyrack_cli_say:
 * @format: printf() format of a sentence
 *
 * Words go to standard error, so that standard output holds data alone.
 */
void
keyrack_cli_say (const char *format,
                 ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_printerr ("%s\n", text);
}

/**
 * keyrack_cli_put:
 * @format: printf() format of data
 *
 * Data go to standard output as they are, in UTF-8 whatever the locale: a
 * script that runs without one must get the same names as a person.
 */
void
keyrack_cli_put (const char *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
  fflush (stdout);
}

/**
 * keyrack_cli_usage:
 * @format: printf() format of what is wrong with the command line
 *
 * Returns: %KEYRACK_CLI_USAGE, after the sentence was said
 */
KeyrackCliStatus
keyrack_cli_usage (const char *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  keyrack_cli_say ("keyrack-cli: %s", text);

  return KEYRACK_CLI_USAGE;
}

/**
 * keyrack_cli_fail:
 * @error: why a verb could not do its work
 *
 * Says @error, and tells the exit status that belongs to it.
 *
 * Returns: the exit status
 */
KeyrackCliStatus
keyrack_cli_fail (const GError *error)
{
  keyrack_cli_say ("keyrack-cli: %s", error->message);

  if (error->domain == KEYRACK_SECRET_STORE_ERROR)
    return KEYRACK_CLI_SECRET_STORE;

  if (g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID))
    return KEYRACK_CLI_USAGE;

  if (error->domain == KEYRACK_PROFILE_STORE_ERROR)
    return KEYRACK_CLI_SECRET_STORE;

  return KEYRACK_CLI_UNDECIDED;
}

/**
 * keyrack_cli_dup_safe:
 * @text: text from a file or a server
 *
 * Returns: (transfer full): @text without anything that could steer a terminal
 */
char *
keyrack_cli_dup_safe (const char *text)
{
  g_autoptr(GString) safe = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        g_string_append_unichar (safe, 0xFFFD);
      else
        g_string_append_unichar (safe, c);
    }

  return g_string_free (g_steal_pointer (&safe), FALSE);
}

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

  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  keyrack_cli_usage ("%s", error->message);

  return FALSE;
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

  keyrack_profile_store_load_async (cli->profiles, cli->cancellable, keyrack_cli_wait_cb, &wait);
  loaded = keyrack_cli_wait_take (&wait);
  if (!keyrack_profile_store_load_finish (cli->profiles, loaded, &error))
    {
      keyrack_cli_fail (error);

      /* What a newer version wrote can be read and tested, only not changed. */
      if (!g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NEWER))
        return FALSE;
    }

  keyrack_journal_load_async (cli->journal, cli->cancellable, keyrack_cli_wait_cb, &wait);
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
      g_autofree char *instance = keyrack_cli_dup_safe (keyrack_profile_get_instance (profiles->pdata[i]));
      g_autofree char *region = keyrack_cli_dup_safe (keyrack_profile_get_region (profiles->pdata[i]));

      keyrack_cli_say ("  %s  %s · %s",
                       keyrack_profile_get_id (profiles->pdata[i]), instance, region);
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

static gboolean
interrupted_cb (gpointer user_data)
{
  KeyrackCli *cli = user_data;

  g_cancellable_cancel (cli->cancellable);

  return G_SOURCE_CONTINUE;
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
}

static void
cli_clear (KeyrackCli *cli)
{
  g_clear_object (&cli->journal);
  g_clear_object (&cli->profiles);
  g_clear_object (&cli->secrets);
  g_clear_object (&cli->client);
  g_clear_object (&cli->cancellable);
}

static int
run_verb (KeyrackCliFunc   func,
          int              argc,
          char           **argv)
{
  KeyrackCli cli = { 0 };
  guint interrupt = 0;
  guint terminate = 0;
  int status = 0;

  cli_init (&cli);
  interrupt = g_unix_signal_add (SIGINT, interrupted_cb, &cli);
  terminate = g_unix_signal_add (SIGTERM, interrupted_cb, &cli);

  status = func (&cli, argc, argv);

  g_source_remove (interrupt);
  g_source_remove (terminate);
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
        return run_verb (verbs[i].func, argc - 1, argv + 1);
    }

  /* Translators: the placeholder is what the person typed */
  return keyrack_cli_usage (_("There is no verb “%s”; “keyrack-cli --help” lists them."), name);
}
