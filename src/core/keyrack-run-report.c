/* keyrack-run-report.c: the results of a run of many tests, for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-report.h"

#include <glib/gi18n-lib.h>

#include "keyrack-report-document.h"
#include "keyrack-report-table.h"

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

/* The outcome's id and the server's code are for programs, and not on the page. */
static const KeyrackReportColumn columns[] = {
  { "connection", N_("Connection") },
  { "instance", N_("Instance name") },
  { "region", N_("Region") },
  { "environment", N_("Environment") },
  { "outcome", NULL },
  { "result", N_("Result") },
  { "advice", N_("Advice") },
  { "http_status", N_("HTTP status") },
  { "error", NULL },
  { "error_description", N_("Server’s words") },
  { "elapsed_ms", N_("Time (ms)") },
  { "tested_at", N_("Tested") },
};

/* In the order of the columns. */
static const Cell cells[G_N_ELEMENTS (columns)] = {
  dup_name,
  dup_instance,
  dup_region,
  dup_environment,
  dup_outcome,
  dup_message,
  dup_advice,
  dup_status,
  dup_error,
  dup_description,
  dup_elapsed,
  dup_tested_at,
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

static KeyrackReportTable *
build_table (KeyrackTestRun *run)
{
  KeyrackReportTable *table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));

  for (guint position = 0; position < g_list_model_get_n_items (G_LIST_MODEL (run)); position++)
    {
      Row row = get_row (run, position);

      for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
        keyrack_report_table_take_cell (table, cells[i] (&row));
    }

  return table;
}

static char *
dup_html (KeyrackTestRun *run,
          const char     *answer)
{
  g_autoptr(KeyrackReportTable) table = build_table (run);
  g_autoptr(GDateTime) ended = g_date_time_new_from_unix_local (keyrack_test_run_get_ended_at (run));
  g_autofree char *when = ended != NULL ? g_date_time_format_iso8601 (ended) : g_strdup ("");

  return keyrack_report_table_dup_html (table, answer, when);
}

static char *
dup_csv (KeyrackTestRun *run)
{
  g_autoptr(KeyrackReportTable) table = build_table (run);

  return keyrack_report_table_dup_csv (table);
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
 *   see keyrack_report_save_async() for what people may have typed elsewhere.
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
