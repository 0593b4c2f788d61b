/* keyrack-journal-row.h: one entry of a connection's journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-journal-entry.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_JOURNAL_ROW (keyrack_journal_row_get_type ())

/* Property: entry (KeyrackJournalEntry, nullable). */
G_DECLARE_FINAL_TYPE (KeyrackJournalRow, keyrack_journal_row, KEYRACK, JOURNAL_ROW, AdwBin)

G_END_DECLS
