/* keyrack-interval-row.h: how often a credential is to be rotated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_INTERVAL_ROW (keyrack_interval_row_get_type ())

/* Properties:
 *   days (uint): the interval, 0 for never;
 *   other (boolean): Other… is chosen, or days is none of those offered. */
G_DECLARE_FINAL_TYPE (KeyrackIntervalRow, keyrack_interval_row, KEYRACK, INTERVAL_ROW, AdwComboRow)

G_END_DECLS
