/* keyrack-import-columns.h: says what the columns of a table mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-import-file.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_IMPORT_COLUMNS (keyrack_import_columns_get_type ())

/* Properties: ready (boolean, read-only): there is something that can be imported. */
G_DECLARE_FINAL_TYPE (KeyrackImportColumns, keyrack_import_columns, KEYRACK, IMPORT_COLUMNS, AdwBin)

gboolean keyrack_import_columns_get_ready (KeyrackImportColumns *self);
void     keyrack_import_columns_set_file  (KeyrackImportColumns *self,
                                           KeyrackImportFile    *file);

G_END_DECLS
