/* keyrack-identity.h: the keys of one's own that open files from others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-age.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

void       keyrack_identity_load_async    (GSettings            *preferences,
                                           KeyrackSecretStore   *secrets,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *keyrack_identity_load_finish   (KeyrackSecretStore   *secrets,
                                           GAsyncResult         *result,
                                           GError              **error);
void       keyrack_identity_make_async    (GSettings            *preferences,
                                           KeyrackSecretStore   *secrets,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
char      *keyrack_identity_make_finish   (KeyrackSecretStore   *secrets,
                                           GAsyncResult         *result,
                                           GError              **error);
void       keyrack_identity_import_async  (GSettings            *preferences,
                                           KeyrackSecretStore   *secrets,
                                           KeyrackSecret        *text,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
char      *keyrack_identity_import_finish (KeyrackSecretStore   *secrets,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
