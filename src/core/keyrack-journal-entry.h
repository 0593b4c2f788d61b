/* keyrack-journal-entry.h: what was done to a connection, when, with what result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_JOURNAL_KIND (keyrack_journal_kind_get_type ())

typedef enum
{
  KEYRACK_JOURNAL_TEST,
  KEYRACK_JOURNAL_ROTATION,  /* another pair took the place of the one in use */
  KEYRACK_JOURNAL_RESTORE,   /* the pair before did */
  KEYRACK_JOURNAL_EDIT,
  KEYRACK_JOURNAL_EXPORT,
  KEYRACK_JOURNAL_IMPORT,
} KeyrackJournalKind;

#define KEYRACK_N_JOURNAL_KINDS (KEYRACK_JOURNAL_IMPORT + 1)

#define KEYRACK_JOURNAL_DETAIL_MAX 200 /* characters */

#define KEYRACK_TYPE_JOURNAL_ENTRY (keyrack_journal_entry_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackJournalEntry, keyrack_journal_entry, KEYRACK, JOURNAL_ENTRY, GObject)

/* Immutable. Read-only properties for the window:
 *   at: int64 seconds since the epoch; kind: KeyrackJournalKind;
 *   result: KeyrackTestResult, what the test found that it was, or that proved it; NULL for an
 *     edit, an export, an import;
 *   detail: string, nullable, such as the name of a file, or what was edited (see
 *     keyrack_profile_edit_dup_ids()); never a secret;
 *   text: string, all of it as one sentence. */
GType                keyrack_journal_kind_get_type     (void);
const char          *keyrack_journal_kind_get_id       (KeyrackJournalKind   self);
gboolean             keyrack_journal_kind_from_id      (const char          *id,
                                                        KeyrackJournalKind  *kind);
const char          *keyrack_journal_kind_get_title    (KeyrackJournalKind   self);
KeyrackJournalEntry *keyrack_journal_entry_new         (KeyrackJournalKind   kind,
                                                        KeyrackTestResult   *result,
                                                        const char          *detail);
KeyrackJournalEntry *keyrack_journal_entry_new_event   (KeyrackJournalKind   kind,
                                                        KeyrackProfile      *profile,
                                                        const char          *detail);
KeyrackJournalKind   keyrack_journal_entry_get_kind    (KeyrackJournalEntry *self);
gint64               keyrack_journal_entry_get_at      (KeyrackJournalEntry *self);
KeyrackTestResult   *keyrack_journal_entry_get_result  (KeyrackJournalEntry *self);
const KeyrackTestFacts *keyrack_journal_entry_get_facts (KeyrackJournalEntry *self);
const char          *keyrack_journal_entry_get_detail  (KeyrackJournalEntry *self);
char                *keyrack_journal_entry_dup_text    (KeyrackJournalEntry *self);

G_END_DECLS
