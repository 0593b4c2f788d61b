/* keyrack-deletion.h: deleting connections, and taking it back while a toast is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-connections.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_DELETION (keyrack_deletion_get_type ())

/* Property, read-only: can-undo (boolean): the toast is there.
 * Signal restored (id): what was deleted last is back. */
G_DECLARE_FINAL_TYPE (KeyrackDeletion, keyrack_deletion, KEYRACK, DELETION, GObject)

KeyrackDeletion *keyrack_deletion_new          (AdwToastOverlay     *overlay,
                                                KeyrackProfileStore *store);
gboolean         keyrack_deletion_get_can_undo (KeyrackDeletion     *self);
void             keyrack_deletion_start        (KeyrackDeletion     *self,
                                                KeyrackConnections  *connections,
                                                const char * const  *ids);
void             keyrack_deletion_undo         (KeyrackDeletion     *self);
void             keyrack_deletion_release      (KeyrackDeletion     *self);

G_END_DECLS
