/* keyrack-connections.h: the list at the left, the connection at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-many-test.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_CONNECTIONS (keyrack_connections_get_type ())

/* Properties, construct-only: store, client, journal, many-test; warning (string, nullable), shown for ever.
 * Properties, read-only:
 *   composing (boolean): a new connection is being typed;
 *   occupied (boolean): that, or an old one was changed and is not saved.
 * Action, with an id: win.duplicate. */
G_DECLARE_FINAL_TYPE (KeyrackConnections, keyrack_connections, KEYRACK, CONNECTIONS, AdwBin)

GtkWidget *keyrack_connections_new          (KeyrackProfileStore  *store,
                                             KeyrackHttpClient    *client,
                                             KeyrackJournal       *journal,
                                             KeyrackManyTest      *many_test,
                                             const char           *warning);
gboolean   keyrack_connections_get_dirty    (KeyrackConnections   *self);
gboolean   keyrack_connections_get_occupied (KeyrackConnections   *self);
void       keyrack_connections_compose      (KeyrackConnections   *self);
void       keyrack_connections_duplicate    (KeyrackConnections   *self,
                                             const char           *id);
void       keyrack_connections_show         (KeyrackConnections   *self,
                                             const char           *id);
void       keyrack_connections_find_cause         (KeyrackConnections   *self,
                                             const char           *id);
void       keyrack_connections_search       (KeyrackConnections   *self);
void       keyrack_connections_delete       (KeyrackConnections   *self);
const char *keyrack_connections_get_shown   (KeyrackConnections   *self);
void       keyrack_connections_show_list    (KeyrackConnections   *self);
void       keyrack_connections_leave_async  (KeyrackConnections   *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   keyrack_connections_leave_finish (KeyrackConnections   *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
