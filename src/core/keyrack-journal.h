/* keyrack-journal.h: what was tested and done, when, with what result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-journal-entry.h"
#include "keyrack-test-result.h"
#include "keyrack-worker.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_JOURNAL (keyrack_journal_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackJournal, keyrack_journal, KEYRACK, JOURNAL, GObject)

/* One JSON object a line in journal.jsonl, appended whole; never a secret, never a token. */
KeyrackJournal    *keyrack_journal_new           (const char           *folder,
                                                  KeyrackWorker        *worker);
void               keyrack_journal_load_async    (KeyrackJournal       *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean           keyrack_journal_load_finish   (KeyrackJournal       *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
KeyrackTestResult *keyrack_journal_get_last      (KeyrackJournal       *self,
                                                  const char           *profile_id);
gint64             keyrack_journal_get_last_success (KeyrackJournal    *self,
                                                  const char           *profile_id);
GListModel        *keyrack_journal_list          (KeyrackJournal       *self,
                                                  const char           *profile_id);
gboolean           keyrack_journal_list_is_read  (GListModel           *list,
                                                  const char          **problem);
void               keyrack_journal_set_paused    (KeyrackJournal       *self,
                                                  gboolean              paused);
void               keyrack_journal_append_async  (KeyrackJournal       *self,
                                                  KeyrackTestResult    *result,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean           keyrack_journal_append_finish (KeyrackJournal       *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void               keyrack_journal_note_async    (KeyrackJournal       *self,
                                                  KeyrackJournalEntry  *entry,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean           keyrack_journal_note_finish   (KeyrackJournal       *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
