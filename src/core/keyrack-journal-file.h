/* keyrack-journal-file.h: the lines of the journal on the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-journal-entry.h"

G_BEGIN_DECLS

/* Of each connection. Everything but tests is rare, and worth more in a year. */
#define KEYRACK_JOURNAL_KEPT_TESTS  100
#define KEYRACK_JOURNAL_KEPT_OTHERS 500

guint      keyrack_journal_get_n_kept   (KeyrackJournalEntry  *entry);
GPtrArray *keyrack_journal_file_read    (const char           *folder,
                                         GError              **error);
gboolean   keyrack_journal_file_append  (const char           *folder,
                                         const char           *line,
                                         GError              **error);
gboolean   keyrack_journal_file_shorten (const char           *folder,
                                         GError              **error);

G_END_DECLS
