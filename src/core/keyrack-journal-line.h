/* keyrack-journal-line.h: an entry of the journal as a line of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-journal-entry.h"

G_BEGIN_DECLS

#define KEYRACK_JOURNAL_LINE_MAX (16 * 1024) /* bytes */

char                *keyrack_journal_line_new  (KeyrackJournalEntry  *entry);
KeyrackJournalEntry *keyrack_journal_line_read (const char           *line,
                                                gsize                 length,
                                                GError              **error);

G_END_DECLS
