/* keyrack-ca-file.h: a copy of the certificate authorities that the person trusts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *keyrack_ca_file_adopt        (const char           *source,
                                    const char           *folder,
                                    GError              **error);
void  keyrack_ca_file_adopt_async  (const char           *source,
                                    const char           *folder,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
char *keyrack_ca_file_adopt_finish (GAsyncResult         *result,
                                    GError              **error);
void  keyrack_ca_file_forget       (const char           *path,
                                    const char           *folder);

G_END_DECLS
