/* keyrack-export.h: connections written to a file for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_EXPORT_ERROR (keyrack_export_error_quark ())

typedef enum
{
  KEYRACK_EXPORT_ERROR_LEAK,        /* a secret stands where everybody could read it */
  KEYRACK_EXPORT_ERROR_NOT_A_FILE,  /* a folder or a device is in the place of the file */
} KeyrackExportError;

GQuark    keyrack_export_error_quark    (void);
char     *keyrack_export_dup_file_name  (void);
void      keyrack_export_async          (KeyrackProfileStore  *store,
                                         GPtrArray            *profiles,
                                         const char           *path,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean  keyrack_export_finish         (KeyrackProfileStore  *store,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
