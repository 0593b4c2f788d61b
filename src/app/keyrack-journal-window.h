/* keyrack-journal-window.h: what was tested of one connection and done to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-journal.h"
#include "keyrack-profile.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_JOURNAL_WINDOW (keyrack_journal_window_get_type ())

/* Properties, construct-only: profile, entries (GListModel of KeyrackJournalEntry), secrets
 *   (KeyrackSecretStore: none of them gets into a report).
 * Properties: filter (string): "all", "tests", "failures" or "changes".
 * Actions: journal.filter (a filter), journal.save. */
G_DECLARE_FINAL_TYPE (KeyrackJournalWindow, keyrack_journal_window, KEYRACK, JOURNAL_WINDOW, AdwWindow)

GtkWidget *keyrack_journal_window_new (KeyrackProfile     *profile,
                                       KeyrackJournal     *journal,
                                       KeyrackSecretStore *secrets);

G_END_DECLS
