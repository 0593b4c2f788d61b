/* keyrack-import-row.h: a connection of a file, compared with ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-import-item.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_IMPORT_ROW (keyrack_import_row_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackImportRow, keyrack_import_row, KEYRACK, IMPORT_ROW, AdwBin)

GtkWidget *keyrack_import_row_new      (void);
void       keyrack_import_row_set_item (KeyrackImportRow  *self,
                                        KeyrackImportItem *item);

G_END_DECLS
