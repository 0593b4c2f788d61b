/* keyrack-cli-test.c: test and token
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "keyrack-connection-test.h"
#include "keyrack-permission-text.h"
#include "keyrack-report-document.h"
#include "keyrack-test-run.h"

/* What test was asked for, and what came of it so far. */
typedef struct
{
  KeyrackCli *cli;
  gboolean    all;
  gboolean    as_json;
  gboolean    permissions;
  char       *tag;
  int         jobs;
  GPtrArray  *profiles;    /* KeyrackProfile */
  GPtrArray  *not_tested;  /* names */
  GPtrArray  *checked;     /* KeyrackTestResult, with permissions */
  guint       counts[KEYRACK_VERDICT_NO_SECRET + 1];
  guint       done;
  guint       writing;     /* journal entries under way */
  gboolean    gave_up;
  int         status;
} Testing;

static void
testing_clear (Testing *testing)
{
  g_free (testing->tag);
  g_clear_pointer (&testing->profiles, g_ptr_array_unref);
  g_clear_pointer (&testing->not_tested, g_ptr_array_unref);
  g_clear_pointer (&testing->checked, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Testing, testing_clear)

/* The smallest that is not 0 stands for several. */
static void
note_status (Testing *testing,
             int      status)
{
  if (status != 0 && (testing->status == 0 || status < testing->status))
    testing->status = status;
}

static void
print_permissions (const KeyrackPermissionFindings *findings)
{
  g_autofree char *states = keyrack_permission_text_dup_states (findings);

  /* Translators: “NQL granted, Workflows refused” */
  keyrack_cli_put (_("    Permissions: %s\n"), states);
}

static void
print_words (KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts = keyrack_test_result_get_facts (result);
  const char *advice = keyrack_test_result_get_advice (result);
  gint64 elapsed = keyrack_test_result_get_elapsed_ms (result);
  g_autofree char *name = keyrack_cli_dup_safe (facts->values.profile_name);
  g_autofree char *message = keyrack_cli_dup_safe (keyrack_test_result_get_message (result));

  if (elapsed >= 0)
    /* Translators: a connection, what its test found, milliseconds */
    keyrack_cli_put (_("%s: %s (%lld ms)\n"), name, message, (long long) elapsed);
  else
    /* Translators: a connection, what its test found */
    keyrack_cli_put (_("%s: %s\n"), name, message);

  if (facts->permissions != NULL)
    print_permissions (facts->permissions);

  if (advice != NULL && *advice != '\0')
    keyrack_cli_put ("    %s\n", advice);
}

static void
print_result (Testing           *testing,
              KeyrackTestResult *result)
{
  if (testing->as_json)
    {
      g_autofree char *line = keyrack_report_dup_result (result);

      keyrack_cli_put ("%s\n", line);
    }
  else
    {
      print_words (result);
    }
}

static void
print_progress (Testing *testing)
{
  if (testing->profiles->len < 2 || !isatty (STDERR_FILENO) || isatty (STDOUT_FILENO))
    return;

  g_printerr ("\r");
  /* Translators: progress of a test of several connections: how many of how many */
  g_printerr (_("%u of %u tested"), testing->done, testing->profiles->len);
  if (testing->done == testing->profiles->len)
    g_printerr ("\n");
}

static void
journal_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Testing *testing = user_data;
  g_autoptr(GError) error = NULL;

  testing->writing--;

  if (!keyrack_journal_append_finish (KEYRACK_JOURNAL (object), result, &error))
    keyrack_cli_say ("keyrack-cli: %s", error->message);
}

static void
tested_cb (KeyrackTestRun    *run,
           KeyrackProfile    *profile,
           KeyrackTestResult *result,
           gpointer           user_data)
{
  Testing *testing = user_data;
  KeyrackOutcome outcome = keyrack_test_result_get_outcome (result);

  testing->done++;
  testing->counts[keyrack_outcome_get_verdict (outcome)]++;
  note_status (testing, keyrack_outcome_get_exit_code (outcome));
  print_result (testing, result);
  print_progress (testing);

  /* Whoever read it has gone, as “head” does. */
  if (ferror (stdout))
    g_cancellable_cancel (testing->cli->cancellable);

  if (outcome == KEYRACK_OUTCOME_CANCELLED)
    {
      g_ptr_array_add (testing->not_tested,
                       keyrack_cli_dup_safe (keyrack_profile_get_name (profile)));
      return;
    }

  if (keyrack_test_result_get_facts (result)->permissions != NULL)
    g_ptr_array_add (testing->checked, g_object_ref (result));

  testing->writing++;
  keyrack_journal_append_async (testing->cli->journal, result, NULL, journal_cb, testing);
}

static void
say_summary (Testing *testing)
{
  guint n_working = testing->counts[KEYRACK_VERDICT_WORKS];
  guint n_refused = testing->counts[KEYRACK_VERDICT_REFUSED];
  guint n_open = testing->done - n_working - n_refused - testing->not_tested->len;
  g_autofree char *works = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *open = NULL;

  if (testing->not_tested->len > 0)
    {
      g_autofree char *names = NULL;

      g_ptr_array_add (testing->not_tested, NULL);
      names = g_strjoinv (", ", (char **) testing->not_tested->pdata);
      if (testing->gave_up)
        /* Translators: the placeholder is a list of connections */
        keyrack_cli_say (_("Stopped after the same failure of the network three times in a row. Not tested: %s"),
                         names);
      else
        /* Translators: the placeholder is a list of connections */
        keyrack_cli_say (_("Cancelled. Not tested: %s"), names);
      g_ptr_array_set_size (testing->not_tested, testing->not_tested->len - 1);
    }

  if (testing->profiles->len < 2)
    return;

  /* Translators: a part of a summary: how many connections work */
  works = g_strdup_printf (ngettext ("%u works", "%u work", n_working), n_working);
  /* Translators: a part of a summary: how many connections the servers refused */
  refused = g_strdup_printf (ngettext ("%u refused", "%u refused", n_refused), n_refused);
  /* Translators: a part of a summary: of how many connections nothing is known */
  open = g_strdup_printf (ngettext ("%u could not tell", "%u could not tell", n_open), n_open);
  /* Translators: a summary: “57 work”, “2 refused”, “1 could not tell” */
  keyrack_cli_say (_("%s, %s, %s"), works, refused, open);
}

/* For the next time, when a difference is to stand out. */
static void
note_permissions (Testing *testing)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  if (testing->checked->len == 0)
    return;

  keyrack_profile_store_note_permissions_async (testing->cli->profiles, testing->checked, NULL,
                                                keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  if (!keyrack_profile_store_note_permissions_finish (testing->cli->profiles, result, &error))
    keyrack_cli_say ("keyrack-cli: %s", error->message);
}

static int
run_tests (Testing *testing)
{
  g_autoptr(KeyrackTestRun) run = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  KeyrackCliWait wait = { NULL };

  run = keyrack_test_run_new (testing->cli->client, testing->cli->secrets,
                              testing->profiles, testing->jobs);
  keyrack_test_run_set_checks_permissions (run, testing->permissions);
  g_signal_connect (run, "tested", G_CALLBACK (tested_cb), testing);
  keyrack_test_run_start_async (run, testing->cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  keyrack_test_run_start_finish (run, result, NULL);
  testing->gave_up = keyrack_test_run_get_gave_up (run);

  while (testing->writing > 0)
    g_main_context_iteration (NULL, TRUE);

  note_permissions (testing);
  say_summary (testing);

  return testing->status;
}

KeyrackCliStatus
keyrack_cli_test (KeyrackCli  *cli,
                  int          argc,
                  char       **argv)
{
  g_auto(Testing) testing = { .cli = cli, .jobs = KEYRACK_TEST_RUN_DEFAULT_JOBS };
  const GOptionEntry entries[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &testing.all, N_("Test every connection"), NULL },
    /* As a file name, so that its bytes are taken as UTF-8 without a locale too. */
    { "tag", 't', 0, G_OPTION_ARG_FILENAME, &testing.tag,
      N_("Test the connections with this tag"), N_("TAG") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &testing.jobs,
      N_("How many at once, 1 to 50"), N_("N") },
    { "permissions", 0, 0, G_OPTION_ARG_NONE, &testing.permissions,
      N_("Check permissions too, by read-only requests; the one for NQL can count toward a daily limit"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &testing.as_json,
      N_("Print a JSON object a line as each finishes"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  testing.not_tested = g_ptr_array_new_with_free_func (g_free);
  testing.checked = g_ptr_array_new_with_free_func (g_object_unref);

  if (!keyrack_cli_parse (entries, _("[PROFILE…]"), &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (testing.jobs < 1 || testing.jobs > KEYRACK_TEST_RUN_MAX_JOBS)
    return keyrack_cli_usage ("%s", _("--jobs takes a number from 1 to 50"));

  if ((argc > 1) + testing.all + (testing.tag != NULL) != 1)
    return keyrack_cli_usage ("%s", _("Name connections, or say --all, or --tag TAG"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  testing.profiles = keyrack_cli_choose (cli, testing.all, testing.tag, argv + 1);
  if (testing.profiles == NULL)
    return KEYRACK_CLI_USAGE;

  if (testing.profiles->len == 0)
    return keyrack_cli_usage ("%s", testing.all ? _("There is no connection to test")
                                                : _("No connection has this tag"));

  keyrack_cli_apply_preferences (cli);

  return run_tests (&testing);
}

static KeyrackCliStatus
print_token (KeyrackConnectionTest *test,
             KeyrackTestResult     *result)
{
  KeyrackOutcome outcome = keyrack_test_result_get_outcome (result);
  g_autoptr(KeyrackAccessToken) token = keyrack_connection_test_steal_token (test);
  const char *advice = keyrack_test_result_get_advice (result);

  if (token != NULL)
    {
      /* Not by a format: printf() would keep a copy in memory that is not wiped. */
      fwrite (keyrack_secret_peek (token->token), 1, keyrack_secret_get_length (token->token), stdout);
      fputc ('\n', stdout);
      fflush (stdout);

      return KEYRACK_CLI_GOOD;
    }

  keyrack_cli_say ("keyrack-cli: %s", keyrack_test_result_get_message (result));
  if (advice != NULL && *advice != '\0')
    keyrack_cli_say ("%s", advice);

  return keyrack_outcome_get_exit_code (outcome);
}

KeyrackCliStatus
keyrack_cli_token (KeyrackCli  *cli,
                   int          argc,
                   char       **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  KeyrackProfile *profile = NULL;
  g_autoptr(KeyrackConnectionTest) test = NULL;
  g_autoptr(KeyrackTestResult) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  if (!keyrack_cli_parse (entries, _("PROFILE"), &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc != 2)
    return keyrack_cli_usage ("%s", _("Name one connection"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profile = keyrack_cli_find (cli, argv[1]);
  if (profile == NULL)
    return KEYRACK_CLI_USAGE;

  keyrack_cli_apply_preferences (cli);

  test = keyrack_connection_test_new (cli->client, cli->secrets, profile, NULL);
  keyrack_connection_test_run_async (test, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  found = keyrack_connection_test_run_finish (test, result, &error);

  return found != NULL ? print_token (test, found) : keyrack_cli_fail (error);
}
