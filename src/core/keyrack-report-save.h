/* keyrack-report-save.h: what others get to read, written to a file without a secret in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

void     keyrack_report_save_async  (KeyrackSecretStore   *secrets,
                                     const char           *text,
                                     const char           *path,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean keyrack_report_save_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
