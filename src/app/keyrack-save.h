/* keyrack-save.h: saving a connection, with the questions that can come up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-profile-store.h"

G_BEGIN_DECLS

/* When the connection was changed or deleted elsewhere the person is asked. The answer
 * "Keep Mine" saves after all; the answer "Reload" fails with the store's error
 * CHANGED_ELSEWHERE or GONE; no answer fails with G_IO_ERROR_CANCELLED. */
void            keyrack_save_async  (GtkWidget            *parent,
                                     KeyrackProfileStore  *store,
                                     KeyrackProfile       *candidate,
                                     KeyrackSecret        *secret,
                                     KeyrackSaveFlags      flags,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
KeyrackProfile *keyrack_save_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
