/* keyrack-run-report.c: the results of a run of many tests, for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-report.h"

#include <glib/gi18n-lib.h>

#include "keyrack-export.h"
#include "keyrack-leak-guard.h"
#include "keyrack-private-file.h"
#include "keyrack-report-document.h"

static const char * const suffixes[KEYRACK_N_RUN_REPORTS] = {
  [KEYRACK_RUN_REPORT_HTML] = "html",
  [KEYRACK_RUN_REPORT_CSV] = "csv",
  [KEYRACK_RUN_REPORT_JSON] = "json",
};

/* One line of the table. */
typedef struct
{
  KeyrackProfile         *profile;
  KeyrackTestResult      *result;   /* (nullable): it was not tested */
  const KeyrackTestFacts *facts;    /* (nullable) */
} Row;

/* Returns: (transfer full) (nullable): one cell; NULL for an empty one */
typedef char *(* Cell) (const Row *row);

static char *
dup_name (const Row *row)
{
  return g_strdup (keyrack_profile_get_name (row->profile));
}

static char *
dup_instance (const Row *row)
{
  return g_strdup (keyrack_profile_get_instance (row->profile));
}

static char *
dup_region (const Row *row)
{
  return g_strdup (keyrack_profile_get_region (row->profile));
}

static char *
dup_environment (const Row *row)
{
  return g_strdup (keyrack_profile_get_environment (row->profile));
}

static char *
dup_message (const Row *row)
{
  return g_strdup (row->result != NULL ? keyrack_test_result_get_message (row->result) : _("Not tested"));
}

static char *
dup_advice (const Row *row)
{
  return row->result != NULL ? g_strdup (keyrack_test_result_get_advice (row->result)) : NULL;
}

static char *
dup_outcome (const Row *row)
{
  return g_strdup (keyrack_outcome_get_id (row->facts != NULL ? row->facts->outcome : KEYRACK_OUTCOME_NOT_TESTED));
}

static char *
dup_status (const Row *row)
{
  return row->facts != NULL && row->facts->http_status > 0 ? g_strdup_printf ("%u", row->facts->http_status) : NULL;
}

static char *
dup_error (const Row *row)
{
  return row->facts != NULL ? g_strdup (row->facts->error) : NULL;
}

static char *
dup_description (const Row *row)
{
  return row->facts != NULL ? g_strdup (row->facts->error_description) : NULL;
}

static char *
dup_elapsed (const Row *row)
{
  gint64 elapsed = row->result != NULL ? keyrack_test_result_get_elapsed_ms (row->result) : -1;

  return elapsed >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, elapsed) : NULL;
}

static char *
dup_tested_at (const Row *row)
{
  g_autoptr(GDateTime) time = row->facts != NULL ? g_date_time_new_from_unix_utc (row->facts->tested_at) : NULL;

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

/* The names of the columns are read by programs: they are the same in every language. */
static const struct
{
  const char *name;
  const char *title;   /* (nullable): not on the page */
  Cell        cell;
} columns[] = {
  { "connection", N_("Connection"), dup_name },
  { "instance", N_("Instance name"), dup_instance },
  { "region", N_("Region"), dup_region },
  { "environment", N_("Environment"), dup_environment },
  { "outcome", NULL, dup_outcome },
  { "result", N_("Result"), dup_message },
  { "advice", N_("Advice"), dup_advice },
  { "http_status", N_("HTTP status"), dup_status },
  { "error", NULL, dup_error },
  { "error_description", N_("Server’s words"), dup_description },
  { "elapsed_ms", N_("Time (ms)"), dup_elapsed },
  { "tested_at", N_("Tested"), dup_tested_at },
};

static Row
get_row (KeyrackTestRun *run,
         guint           position)
{
  g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (run), position);
  Row row = { .profile = keyrack_test_item_get_profile (item), .result = keyrack_test_item_get_result (item) };

  row.facts = row.result != NULL ? keyrack_test_result_get_facts (row.result) : NULL;

  return row;
}

/* A table calculator takes what begins like this for a formula and runs it (CWE-1236). The
 * apostrophe makes it text. */
static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

/* RFC 4180, section 2: always in quotes, which are doubled inside. */
static void
append_csv (GString    *text,
            const char *cell)
{
  g_string_append_c (text, '"');
  if (is_formula (cell))
    g_string_append_c (text, '\'');

  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }

  g_string_append_c (text, '"');
}

static char *
dup_csv (KeyrackTestRun *run)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", columns[i].name);
  g_string_append (text, "\r\n");

  for (guint position = 0; position < g_list_model_get_n_items (G_LIST_MODEL (run)); position++)
    {
      Row row = get_row (run, position);

      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        {
          g_autofree char *cell = columns[i].cell (&row);

          if (i > 0)
            g_string_append_c (text, ',');
          append_csv (text, cell != NULL ? cell : "");
        }
      g_string_append (text, "\r\n");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_element (GString    *text,
                const char *element,
                const char *content)
{
  g_autofree char *escaped = g_markup_escape_text (content, -1);

  g_string_append_printf (text, "<%s>%s</%s>", element, escaped, element);
}

static void
append_html_row (GString   *text,
                 const Row *row)
{
  g_string_append (text, "<tr>");
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *cell = columns[i].title != NULL ? columns[i].cell (row) : NULL;

      if (columns[i].title != NULL)
        append_element (text, "td", cell != NULL ? cell : "");
    }
  g_string_append (text, "</tr>\n");
}

/* It loads nothing from anywhere, and has no program in it. */
static char *
dup_html (KeyrackTestRun *run,
          const char     *answer)
{
  g_autoptr(GString) text = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
  g_autoptr(GDateTime) ended = g_date_time_new_from_unix_local (keyrack_test_run_get_ended_at (run));
  g_autofree char *when = ended != NULL ? g_date_time_format_iso8601 (ended) : g_strdup ("");

  append_element (text, "title", answer);
  g_string_append (text,
                   "\n<style>\n"
                   "body { font-family: sans-serif; margin: 2em; }\n"
                   "table { border-collapse: collapse; width: 100%; font-size: 9pt; }\n"
                   "th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid #bbb; }\n"
                   "tr { break-inside: avoid; }\n"
                   "thead { display: table-header-group; }\n"
                   "</style>\n</head>\n<body>\n");
  append_element (text, "h1", answer);
  append_element (text, "p", when);
  g_string_append (text, "\n<table>\n<thead><tr>");
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (columns[i].title != NULL)
        append_element (text, "th", _(columns[i].title));
    }
  g_string_append (text, "</tr></thead>\n<tbody>\n");

  for (guint position = 0; position < g_list_model_get_n_items (G_LIST_MODEL (run)); position++)
    {
      Row row = get_row (run, position);

      append_html_row (text, &row);
    }

  g_string_append (text, "</tbody>\n</table>\n</body>\n</html>\n");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * keyrack_run_report_dup_file_name:
 * @form: what is written
 * @now: the moment, seconds since the epoch
 *
 * Returns: (transfer full): a name for the file: "keyrack-test-2026-11-23.html"
 */
char *
keyrack_run_report_dup_file_name (KeyrackRunReportForm form,
                                  gint64               now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *date = NULL;

  g_return_val_if_fail (form < KEYRACK_N_RUN_REPORTS, NULL);
  g_return_val_if_fail (time != NULL, NULL);

  date = g_date_time_format (time, "%Y-%m-%d");

  return g_strdup_printf ("keyrack-test-%s.%s", date, suffixes[form]);
}

/**
 * keyrack_run_report_dup_text:
 * @run: a run that ended
 * @form: how it is written
 * @answer: what it comes to, in one line, for the page
 *
 * Returns: (transfer full): all results, in the order of the run. Results know no secrets;
 *   see keyrack_run_report_save_async() for what people may have typed elsewhere.
 */
char *
keyrack_run_report_dup_text (KeyrackTestRun       *run,
                             KeyrackRunReportForm  form,
                             const char           *answer)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (run), NULL);
  g_return_val_if_fail (answer != NULL, NULL);

  switch (form)
    {
    case KEYRACK_RUN_REPORT_CSV:
      return dup_csv (run);

    case KEYRACK_RUN_REPORT_JSON:
      return keyrack_report_dup_run (run);

    case KEYRACK_RUN_REPORT_HTML:
    case KEYRACK_N_RUN_REPORTS:
    default:
      return dup_html (run, answer);
    }
}

/* Saving */

typedef struct
{
  char       *text;
  char       *path;
  GHashTable *secrets;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->text);
  g_free (save->path);
  g_clear_pointer (&save->secrets, g_hash_table_unref);
  g_free (save);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  if (keyrack_leak_guard_check_text (save->text, save->secrets) != KEYRACK_LEAK_NONE)
    g_task_return_new_error (task, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_LEAK, "%s",
                             _("A stored secret stands in the report, perhaps in the name of a connection. Nothing was written."));
  else if (keyrack_private_write (save->path, save->text, strlen (save->text), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
secrets_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  save->secrets = keyrack_secret_store_lookup_all_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (save->secrets != NULL)
    g_task_run_in_thread (task, write_in_thread);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_run_report_save_async:
 * @run: a run that ended
 * @secrets: where the secrets are that must not stand in the report
 * @form: how it is written
 * @answer: what it comes to, in one line
 * @path: the file, which is replaced as a whole and can be read by its owner alone
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is written
 * @user_data: for @callback
 */
void
keyrack_run_report_save_async (KeyrackTestRun       *run,
                               KeyrackSecretStore   *secrets,
                               KeyrackRunReportForm  form,
                               const char           *answer,
                               const char           *path,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  GTask *task = NULL;
  Save *save = NULL;

  g_return_if_fail (KEYRACK_IS_TEST_RUN (run));
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));
  g_return_if_fail (path != NULL);

  save = g_new0 (Save, 1);
  save->text = keyrack_run_report_dup_text (run, form, answer);
  save->path = g_strdup (path);

  task = g_task_new (run, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_run_report_save_async);
  g_task_set_task_data (task, save, save_free);
  keyrack_secret_store_lookup_all_async (secrets, cancellable, secrets_cb, task);
}

/**
 * keyrack_run_report_save_finish:
 * @run: a run
 * @result: what the callback was given
 * @error: a %KEYRACK_EXPORT_ERROR_LEAK, a %KEYRACK_SECRET_STORE_ERROR when the secrets can't
 *   be looked at, a %KEYRACK_PROFILE_STORE_ERROR when the file can't be written, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if it was written
 */
gboolean
keyrack_run_report_save_finish (KeyrackTestRun  *run,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, run), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
