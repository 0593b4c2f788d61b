/* keyrack-http-offline.h: whether a fault only means that this machine is offline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"

G_BEGIN_DECLS

gboolean           keyrack_http_offline_may_explain  (const KeyrackHttpAnswer *answer);
void               keyrack_http_offline_check_async  (KeyrackHttpAnswer       *answer,
                                                      GCancellable            *cancellable,
                                                      GAsyncReadyCallback      callback,
                                                      gpointer                 user_data);
KeyrackHttpAnswer *keyrack_http_offline_check_finish (GAsyncResult            *result);

G_END_DECLS
