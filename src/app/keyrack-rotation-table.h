/* keyrack-rotation-table.h: the connections on the board of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-row-table.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROTATION_TABLE (keyrack_rotation_table_get_type ())

/* Its model is of KeyrackRotationItem. */
G_DECLARE_FINAL_TYPE (KeyrackRotationTable, keyrack_rotation_table, KEYRACK, ROTATION_TABLE, KeyrackRowTable)

GtkWidget *keyrack_rotation_table_new (void);

G_END_DECLS
