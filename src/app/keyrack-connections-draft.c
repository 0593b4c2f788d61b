/* keyrack-connections-draft.c: shows again what a crash took away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connections-private.h"

/* As a new one when there is nothing left that it could be an edit of. A new one that was
 * saved just before the crash is stored under its id already. */
static void
bring_back (KeyrackConnections *self,
            const KeyrackDraft *draft)
{
  const char *id = keyrack_profile_get_id (draft->values);

  if (keyrack_profile_store_find (self->store, id) != NULL)
    keyrack_connections_show (self, id);
  else
    keyrack_connections_compose (self);

  keyrack_profile_page_bring_back (self->page, draft);
}

/* Whoever is quicker than the disk keeps what they began; the draft is then theirs. */
static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackConnections) self = user_data;
  g_autoptr(KeyrackDraft) draft = keyrack_profile_page_recall_finish (result, NULL);

  if (draft != NULL && self->page != NULL && !keyrack_connections_get_occupied (self))
    bring_back (self, draft);
}

/* At the start of the program. */
void
keyrack_connections_recall (KeyrackConnections *self)
{
  keyrack_profile_page_recall_async (self->page, self->cancellable, recalled_cb, g_object_ref (self));
}
