/* keyrack-export-row.h: a connection that can be chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-choice.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_EXPORT_ROW (keyrack_export_row_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackExportRow, keyrack_export_row, KEYRACK, EXPORT_ROW, AdwBin)

GtkWidget *keyrack_export_row_new         (KeyrackChoice    *choice);
void       keyrack_export_row_set_profile (KeyrackExportRow *self,
                                           KeyrackProfile   *profile);

G_END_DECLS
