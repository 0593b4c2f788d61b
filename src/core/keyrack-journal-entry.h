/* keyrack-journal-entry.h: one test as a line of the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_JOURNAL_LINE_MAX (16 * 1024) /* bytes */

char              *keyrack_journal_entry_dup_line (KeyrackTestResult  *result);
KeyrackTestResult *keyrack_journal_entry_read     (const char         *line,
                                                   gsize               length,
                                                   GError            **error);

G_END_DECLS
