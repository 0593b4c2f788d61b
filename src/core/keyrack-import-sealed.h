/* keyrack-import-sealed.h: a file as it lies on the disk, and what it takes to open it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-secret.h"

G_BEGIN_DECLS

/* All of these block; errors are of KEYRACK_IMPORT_FILE_ERROR. */
KeyrackSecret *keyrack_import_load         (GFile          *file,
                                            GError        **error);
gboolean       keyrack_import_check_sealed (KeyrackSecret  *sealed,
                                            gboolean       *wants_passphrase,
                                            GError        **error);
KeyrackSecret *keyrack_import_decrypt      (KeyrackSecret  *sealed,
                                            KeyrackSecret  *passphrase,
                                            GPtrArray      *identities,
                                            GError        **error);

G_END_DECLS
