/* keyrack-journal-lists.h: the entries of some connections, for whoever looks at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-journal-entry.h"
#include "keyrack-worker.h"

G_BEGIN_DECLS

/* Profile ID → the list, for as long as somebody has it. */
GHashTable *keyrack_journal_lists_new  (void);
GListModel *keyrack_journal_lists_get  (GHashTable          *lists,
                                        const char          *profile_id,
                                        const char          *folder,
                                        KeyrackWorker       *worker);
void        keyrack_journal_lists_note (GHashTable          *lists,
                                        KeyrackJournalEntry *entry);

G_END_DECLS
