/* keyrack-cli-import.c: import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "keyrack-cli-secret.h"
#include "keyrack-identity.h"
#include "keyrack-import.h"
#include "keyrack-preferences.h"
#include "keyrack-report-document.h"

#define MAX_TRIES 3

/* What the words of the command line say. */
typedef struct
{
  KeyrackImportChoice  on_conflict;
  gboolean             dry_run;
  gboolean             as_json;
  int                  passphrase_fd;
} Options;

static gboolean
read_choice (const char          *word,
             KeyrackImportChoice *choice)
{
  g_autoptr(GEnumClass) choices = g_type_class_ref (KEYRACK_TYPE_IMPORT_CHOICE);
  const GEnumValue *value = g_enum_get_value_by_nick (choices, word);

  if (value == NULL || value->value == KEYRACK_IMPORT_ADD)
    {
      /* Translators: what the person typed; the other words are what can be typed */
      keyrack_cli_usage (_("--on-conflict takes skip, update or keep-both, not “%s”"), word);
      return FALSE;
    }

  *choice = (KeyrackImportChoice) value->value;

  return TRUE;
}

static gboolean
parse_options (Options   *options,
               int       *argc,
               char    ***argv)
{
  g_autofree char *conflict = NULL;
  const GOptionEntry entries[] = {
    { "on-conflict", 'c', 0, G_OPTION_ARG_STRING, &conflict,
      N_("What becomes of those that differ here: skip (the default), update or keep-both"), N_("CHOICE") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->dry_run, N_("Compare only; change nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->as_json, N_("Print a JSON object for each connection"), NULL },
    { "passphrase-fd", 'p', 0, G_OPTION_ARG_INT, &options->passphrase_fd,
      N_("Read the passphrase from this file descriptor"), N_("N") },
    G_OPTION_ENTRY_NULL,
  };

  return keyrack_cli_parse (entries, _("FILE"), argc, argv) &&
         (conflict == NULL || read_choice (conflict, &options->on_conflict));
}

/* What is wrong with the file is wrong with the command. */
static KeyrackCliStatus
fail_to_open (const GError *error)
{
  keyrack_cli_usage ("%s", error->message);

  switch (error->domain == KEYRACK_IMPORT_FILE_ERROR ? error->code : -1)
    {
    case -1:
    case KEYRACK_IMPORT_FILE_ERROR_MEMORY:
    case KEYRACK_IMPORT_FILE_ERROR_UNAVAILABLE:
      return KEYRACK_CLI_UNDECIDED;

    default:
      return KEYRACK_CLI_USAGE;
    }
}

static gboolean
unlock (KeyrackCli         *cli,
        KeyrackImportFile  *file,
        KeyrackSecret      *passphrase,
        GPtrArray          *identities,
        GError            **error)
{
  KeyrackCliWait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_import_file_unlock_async (file, passphrase, identities, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);

  return keyrack_import_file_unlock_finish (file, result, error);
}

/* At a terminal a passphrase can be mistyped. */
static KeyrackCliStatus
unlock_by_passphrase (KeyrackCli        *cli,
                      KeyrackImportFile *file,
                      int                passphrase_fd)
{
  guint n_tries = passphrase_fd < 0 && isatty (STDIN_FILENO) ? MAX_TRIES : 1;

  for (guint i = 1;; i++)
    {
      g_autoptr(KeyrackSecret) passphrase = NULL;
      g_autoptr(GError) error = NULL;

      if (!keyrack_cli_read_passphrase (passphrase_fd, _("Passphrase: "), &passphrase, &error))
        return keyrack_cli_usage ("%s", error->message);

      if (unlock (cli, file, passphrase, NULL, &error))
        return KEYRACK_CLI_GOOD;

      if (i == n_tries || !g_error_matches (error, KEYRACK_IMPORT_FILE_ERROR,
                                            KEYRACK_IMPORT_FILE_ERROR_WRONG_PASSPHRASE))
        return fail_to_open (error);

      keyrack_cli_say ("%s", error->message);
    }
}

static KeyrackCliStatus
unlock_by_key (KeyrackCli        *cli,
               KeyrackImportFile *file)
{
  g_autoptr(GSettings) preferences = keyrack_preferences_new ();
  g_autoptr(GPtrArray) identities = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  keyrack_identity_load_async (preferences, cli->secrets, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  identities = keyrack_identity_load_finish (cli->secrets, result, &error);
  if (identities == NULL)
    return keyrack_cli_fail (error);

  return unlock (cli, file, NULL, identities, &error) ? KEYRACK_CLI_GOOD : fail_to_open (error);
}

static KeyrackImportFile *
open_file (KeyrackCli       *cli,
           const char       *path,
           const Options    *options,
           KeyrackCliStatus *status)
{
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("import");
  g_autoptr(GFile) place = g_file_new_for_commandline_arg (path);
  g_autoptr(KeyrackImportFile) file = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  keyrack_import_file_open_async (place, worker, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  file = keyrack_import_file_open_finish (result, &error);

  if (file == NULL)
    *status = fail_to_open (error);
  else if (!keyrack_import_file_is_locked (file))
    *status = KEYRACK_CLI_GOOD;
  else if (keyrack_import_file_wants_passphrase (file))
    *status = unlock_by_passphrase (cli, file, options->passphrase_fd);
  else
    *status = unlock_by_key (cli, file);

  return *status == KEYRACK_CLI_GOOD ? g_steal_pointer (&file) : NULL;
}

static void
print_item (KeyrackImportItem *item,
            gboolean           as_json)
{
  g_autofree char *comparison = keyrack_import_item_dup_comparison (item);
  g_autofree char *name = keyrack_cli_dup_safe (keyrack_profile_get_name (keyrack_import_item_get_profile (item)));
  g_autofree char *json = as_json ? keyrack_report_dup_import (item) : NULL;
  const char *remark = keyrack_import_item_get_remark (item);

  if (as_json)
    keyrack_cli_put ("%s\n", json);
  else if (remark != NULL)
    keyrack_cli_put ("%s\t%s (%s)\t%s\n", name, comparison, remark,
                     keyrack_import_choice_get_title (keyrack_import_item_get_choice (item)));
  else
    keyrack_cli_put ("%s\t%s\t%s\n", name, comparison,
                     keyrack_import_choice_get_title (keyrack_import_item_get_choice (item)));
}

static void
say_refused (KeyrackImportItem *item)
{
  /* Translators: the number of a row in a file, the name of a connection, why it is refused */
  keyrack_cli_say (_("Row %u, “%s”: %s"), keyrack_import_item_get_number (item),
                   keyrack_profile_get_name (keyrack_import_item_get_profile (item)),
                   keyrack_import_item_get_problem (item));
}

/* Returns how many are refused. */
static guint
choose (KeyrackImport *import,
        const Options *options)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr(KeyrackImportItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (keyrack_import_item_get_state (item) == KEYRACK_IMPORT_DIFFERS)
        keyrack_import_item_set_choice (item, options->on_conflict);
      else if (keyrack_import_item_get_state (item) == KEYRACK_IMPORT_REFUSED)
        say_refused (item);
      print_item (item, options->as_json);
    }

  return keyrack_import_count (import, KEYRACK_IMPORT_REFUSED);
}

static gboolean
compare (KeyrackCli        *cli,
         KeyrackImport     *import,
         KeyrackImportFile *file)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  keyrack_import_compare_async (import, file, cli->cancellable, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  if (keyrack_import_compare_finish (import, result, &error))
    return TRUE;

  keyrack_cli_fail (error);

  return FALSE;
}

static void
progress_cb (guint    n_done,
             guint    n_all,
             gpointer user_data)
{
  if (n_all < 2 || !isatty (STDERR_FILENO))
    return;

  g_printerr ("\r");
  /* Translators: progress of an import: how many of how many */
  g_printerr (_("%u of %u imported"), n_done, n_all);
  if (n_done == n_all)
    g_printerr ("\n");
}

static KeyrackCliStatus
apply (KeyrackCli    *cli,
       KeyrackImport *import)
{
  guint n_chosen = keyrack_import_count_chosen (import);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliWait wait = { NULL };

  if (n_chosen > 0)
    {
      keyrack_import_apply_async (import, 0, progress_cb, NULL, cli->cancellable, keyrack_cli_wait_cb, &wait);
      result = keyrack_cli_wait_take (&wait);
      if (!keyrack_import_apply_finish (import, result, NULL, &error))
        return keyrack_cli_fail (error);
    }

  /* Translators: how many connections */
  keyrack_cli_say (ngettext ("%u connection was imported.", "%u connections were imported.", n_chosen), n_chosen);

  return KEYRACK_CLI_GOOD;
}

/* A script gets all of a file or nothing. */
static KeyrackCliStatus
import_file (KeyrackCli    *cli,
             const char    *path,
             const Options *options)
{
  KeyrackCliStatus status = KEYRACK_CLI_GOOD;
  g_autoptr(KeyrackImport) import = keyrack_import_new (cli->profiles, cli->journal);
  g_autoptr(KeyrackImportFile) file = open_file (cli, path, options, &status);
  g_autofree char *summary = NULL;
  guint n_refused = 0;

  if (file == NULL)
    return status;

  if (!compare (cli, import, file))
    return KEYRACK_CLI_UNDECIDED;

  n_refused = choose (import, options);
  summary = keyrack_import_dup_summary (import);
  keyrack_cli_say ("%s", summary);

  if (n_refused > 0)
    {
      /* Translators: how many rows of a file */
      keyrack_cli_say (ngettext ("%u row is refused; nothing was imported.",
                                 "%u rows are refused; nothing was imported.", n_refused), n_refused);
      return KEYRACK_CLI_USAGE;
    }

  return options->dry_run ? KEYRACK_CLI_GOOD : apply (cli, import);
}

KeyrackCliStatus
keyrack_cli_import (KeyrackCli  *cli,
                    int          argc,
                    char       **argv)
{
  Options options = { .on_conflict = KEYRACK_IMPORT_SKIP, .passphrase_fd = -1 };

  if (!parse_options (&options, &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc != 2)
    return keyrack_cli_usage ("%s", _("Name one file"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  return import_file (cli, argv[1], &options);
}
