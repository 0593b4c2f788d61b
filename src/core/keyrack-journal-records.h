/* keyrack-journal-records.h: what is known of each connection without looking at its entries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-journal-entry.h"
#include "keyrack-usual-phases.h"

G_BEGIN_DECLS

typedef struct
{
  KeyrackTestResult  *last;
  gint64              last_success;
  KeyrackUsualPhases *usual;
  guint               n_tests;
  guint               n_others;
} KeyrackJournalRecord;

/* Profile ID → KeyrackJournalRecord. */
GHashTable *keyrack_journal_records_new      (void);
void        keyrack_journal_records_note     (GHashTable          *records,
                                              KeyrackJournalEntry *entry);
gboolean    keyrack_journal_records_are_many (GHashTable          *records);

G_END_DECLS
