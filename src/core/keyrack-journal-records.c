/* keyrack-journal-records.c: what is known of each connection without looking at its entries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-records.h"

#include "keyrack-journal-file.h"

/* The file is shortened when somebody's tests, or other entries, are more than these. */
#define MANY_TESTS  (2 * KEYRACK_JOURNAL_KEPT_TESTS)
#define MANY_OTHERS (2 * KEYRACK_JOURNAL_KEPT_OTHERS)

static void
record_free (gpointer data)
{
  KeyrackJournalRecord *record = data;

  g_clear_object (&record->last);
  keyrack_usual_phases_free (record->usual);
  g_free (record);
}

GHashTable *
keyrack_journal_records_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, record_free);
}

/* The entries come from the oldest to the newest. */
void
keyrack_journal_records_note (GHashTable          *records,
                              KeyrackJournalEntry *entry)
{
  const KeyrackTestFacts *facts = keyrack_journal_entry_get_facts (entry);
  KeyrackTestResult *result = keyrack_journal_entry_get_result (entry);
  KeyrackJournalRecord *record = NULL;

  if (facts->values.profile_id == NULL)
    return;

  record = g_hash_table_lookup (records, facts->values.profile_id);
  if (record == NULL)
    {
      record = g_new0 (KeyrackJournalRecord, 1);
      record->usual = keyrack_usual_phases_new ();
      g_hash_table_insert (records, g_strdup (facts->values.profile_id), record);
    }

  if (keyrack_journal_entry_get_kind (entry) == KEYRACK_JOURNAL_TEST)
    record->n_tests++;
  else
    record->n_others++;

  if (result == NULL || facts->outcome == KEYRACK_OUTCOME_CANCELLED)
    return;

  keyrack_test_result_take_remark (result, keyrack_usual_phases_dup_remark (record->usual, result));
  keyrack_usual_phases_add (record->usual, result);
  g_set_object (&record->last, result);
  if (facts->outcome == KEYRACK_OUTCOME_OK)
    record->last_success = facts->tested_at;
}

/* Whether somebody's are so many that the file is to be shortened. */
gboolean
keyrack_journal_records_are_many (GHashTable *records)
{
  GHashTableIter iter;
  gpointer record = NULL;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    {
      const KeyrackJournalRecord *known = record;

      if (known->n_tests > MANY_TESTS || known->n_others > MANY_OTHERS)
        return TRUE;
    }

  return FALSE;
}
