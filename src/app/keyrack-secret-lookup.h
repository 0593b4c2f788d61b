/* keyrack-secret-lookup.h: a stored secret, unlocked first if need be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

void           keyrack_secret_lookup_async  (KeyrackSecretStore   *store,
                                             const char           *secret_ref,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
KeyrackSecret *keyrack_secret_lookup_finish (GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
