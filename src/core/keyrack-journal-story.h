/* keyrack-journal-story.h: since when a connection works, or does not, in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *keyrack_journal_dup_story (GListModel *entries,
                                 gint64      now);

G_END_DECLS
