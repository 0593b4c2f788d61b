/* keyrack-journal-report.c: entries of the journal, for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-report.h"

#include "keyrack-journal-entry.h"
#include "keyrack-report-table.h"
#include "keyrack-text.h"

#define N_WORDS 11

/* The phases stand after the words, in their order. */
static const KeyrackReportColumn columns[N_WORDS + KEYRACK_N_PHASES + 1] = {
  { "at", NULL },
  { "kind", NULL },
  { "connection", NULL },
  { "instance", NULL },
  { "region", NULL },
  { "client_id", NULL },
  { "outcome", NULL },
  { "text", NULL },
  { "http_status", NULL },
  { "error", NULL },
  { "error_description", NULL },
  { "resolve_ms", NULL },
  { "connect_ms", NULL },
  { "tls_ms", NULL },
  { "wait_ms", NULL },
  { "elapsed_ms", NULL },
};

static void
take_time (KeyrackReportTable *table,
           gint64              microseconds)
{
  keyrack_report_table_take_cell (table, microseconds < 0
                                         ? NULL
                                         : g_strdup_printf ("%" G_GINT64_FORMAT, (microseconds + 500) / 1000));
}

static void
take_values (KeyrackReportTable        *table,
             const KeyrackTestedValues *values)
{
  keyrack_report_table_take_cell (table, g_strdup (values->profile_name));
  keyrack_report_table_take_cell (table, g_strdup (values->instance));
  keyrack_report_table_take_cell (table, g_strdup (values->region));
  keyrack_report_table_take_cell (table, values->client_id != NULL ? keyrack_text_dup_short (values->client_id) : NULL);
}

static void
take_entry (KeyrackReportTable  *table,
            KeyrackJournalEntry *entry)
{
  const KeyrackTestFacts *facts = keyrack_journal_entry_get_facts (entry);
  gboolean has_result = keyrack_journal_entry_get_result (entry) != NULL;
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc (facts->tested_at);

  keyrack_report_table_take_cell (table, at != NULL ? g_date_time_format_iso8601 (at) : NULL);
  keyrack_report_table_take_cell (table, g_strdup (keyrack_journal_kind_get_id (keyrack_journal_entry_get_kind (entry))));
  take_values (table, &facts->values);
  keyrack_report_table_take_cell (table, has_result ? g_strdup (keyrack_outcome_get_id (facts->outcome)) : NULL);
  keyrack_report_table_take_cell (table, keyrack_journal_entry_dup_text (entry));
  keyrack_report_table_take_cell (table, facts->http_status > 0 ? g_strdup_printf ("%u", facts->http_status) : NULL);
  keyrack_report_table_take_cell (table, g_strdup (facts->error));
  keyrack_report_table_take_cell (table, g_strdup (facts->error_description));

  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    take_time (table, facts->phases.spent[i]);
  take_time (table, facts->phases.total);
}

/**
 * keyrack_journal_report_dup_file_name:
 * @profile: whose journal it is
 * @now: the moment, seconds since the epoch
 *
 * Returns: (transfer full): a name for the file: "keyrack-journal-acme-2026-11-23.csv"
 */
char *
keyrack_journal_report_dup_file_name (KeyrackProfile *profile,
                                      gint64          now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *instance = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (time != NULL, NULL);

  instance = g_strcanon (g_strdup (keyrack_profile_get_instance (profile)), G_CSET_a_2_z G_CSET_DIGITS "-", '-');
  date = g_date_time_format (time, "%Y-%m-%d");

  return g_strdup_printf ("keyrack-journal-%s-%s.csv", instance, date);
}

/**
 * keyrack_journal_report_dup_csv:
 * @entries: (element-type KeyrackJournalEntry): what is to be in it
 *
 * Returns: (transfer full): the entries in their order, client IDs shortened. The journal
 *   knows no secrets; see keyrack_report_save_async() for what people may have typed elsewhere.
 */
char *
keyrack_journal_report_dup_csv (GListModel *entries)
{
  g_autoptr(KeyrackReportTable) table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));

  g_return_val_if_fail (G_IS_LIST_MODEL (entries), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr(KeyrackJournalEntry) entry = g_list_model_get_item (entries, i);

      take_entry (table, entry);
    }

  return keyrack_report_table_dup_csv (table);
}
