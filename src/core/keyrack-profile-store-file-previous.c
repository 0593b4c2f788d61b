/* keyrack-profile-store-file-previous.c: pairs that were replaced, in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-file-private.h"

/* The secret of a previous pair is named in the file, so nobody clears it. Let go, it becomes a
 * pending one. The profile's revision stays: whoever edits it has nothing to decide about. */
static void
let_go (KeyrackProfileFile *self,
        KeyrackEntry       *entry)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_dup (entry->profile);

  keyrack_profile_file_add_pending (self, keyrack_profile_get_previous (profile)->secret_ref);
  keyrack_profile_set_previous (profile, NULL);
  keyrack_entry_set_profile (entry, profile);
}

static const KeyrackPreviousPair *
get_previous (KeyrackEntry *entry)
{
  return entry->profile != NULL ? keyrack_profile_get_previous (entry->profile) : NULL;
}

/* Lets go of the pair before the one in use, if there is one. */
gboolean
keyrack_profile_file_let_go (KeyrackProfileFile *self,
                             const char         *id)
{
  KeyrackEntry *entry = keyrack_entries_find (self->entries, id, NULL);

  if (entry == NULL || get_previous (entry) == NULL)
    return FALSE;

  let_go (self, entry);

  return TRUE;
}

/* Lets go of the pairs that were kept long enough. */
gboolean
keyrack_profile_file_expire_previous (KeyrackProfileFile *self,
                                      gint64              now)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self->entries, i);
      const KeyrackPreviousPair *previous = get_previous (entry);

      if (previous == NULL || previous->keep_until == 0 || previous->keep_until > now)
        continue;

      let_go (self, entry);
      changed = TRUE;
    }

  return changed;
}

/* When keyrack_profile_file_expire_previous() has something to do next, G_MAXINT64 for never. */
gint64
keyrack_profile_file_get_previous_due_at (KeyrackProfileFile *self)
{
  gint64 due_at = G_MAXINT64;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const KeyrackPreviousPair *previous = get_previous (g_ptr_array_index (self->entries, i));

      if (previous != NULL && previous->keep_until > 0)
        due_at = MIN (due_at, previous->keep_until);
    }

  return due_at;
}
