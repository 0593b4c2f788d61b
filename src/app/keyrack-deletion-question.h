/* keyrack-deletion-question.h: what is asked before connections are deleted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-connections.h"

G_BEGIN_DECLS

void     keyrack_deletion_question_async  (KeyrackConnections   *connections,
                                           const char           *name,
                                           const char * const   *ids,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean keyrack_deletion_question_finish (KeyrackConnections   *connections,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
