/* keyrack-journal-edits.h: edits of connections find their way into the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

void keyrack_journal_follow (KeyrackJournal      *self,
                             KeyrackProfileStore *store);

G_END_DECLS
