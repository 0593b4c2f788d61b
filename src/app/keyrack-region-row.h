/* keyrack-region-row.h: the published regions, and Other… for an expert
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_REGION_ROW (keyrack_region_row_get_type ())

/* Properties: region (string): a label, "" for none; other (boolean): Other… is chosen, so
 * the label is typed elsewhere. */
G_DECLARE_FINAL_TYPE (KeyrackRegionRow, keyrack_region_row, KEYRACK, REGION_ROW, AdwComboRow)

G_END_DECLS
