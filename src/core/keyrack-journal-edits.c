/* keyrack-journal-edits.c: edits of connections find their way into the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-edits.h"

#include "keyrack-profile-edit.h"

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyrack_journal_note_finish (KEYRACK_JOURNAL (source), result, &error))
    g_debug ("The journal misses an edit: %s", error->message);
}

/* Which fields, never what stands in them. */
static void
edited_cb (KeyrackJournal *self,
           KeyrackProfile *profile,
           guint           edit)
{
  g_autofree char *ids = keyrack_profile_edit_dup_ids ((KeyrackProfileEdit) edit);
  g_autoptr(KeyrackJournalEntry) entry = keyrack_journal_entry_new_event (KEYRACK_JOURNAL_EDIT, profile, ids);

  g_assert (KEYRACK_IS_JOURNAL (self));

  keyrack_journal_note_async (self, entry, NULL, noted_cb, NULL);
}

/**
 * keyrack_journal_follow:
 * @self: a journal
 * @store: a store
 *
 * Notes from now on every edit that goes through @store: what is added, changed, deleted and
 * taken out of the bin. Replacements, imports and exports are noted by those who do them.
 */
void
keyrack_journal_follow (KeyrackJournal      *self,
                        KeyrackProfileStore *store)
{
  g_return_if_fail (KEYRACK_IS_JOURNAL (self));
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (store));

  g_signal_connect_object (store, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}
