/* keyrack-bin-row.h: a deleted connection, with the way back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_BIN_ROW (keyrack_bin_row_get_type ())

/* Property: profile. Its buttons activate bin.restore and bin.erase with the profile's id. */
G_DECLARE_FINAL_TYPE (KeyrackBinRow, keyrack_bin_row, KEYRACK, BIN_ROW, AdwBin)

G_END_DECLS
