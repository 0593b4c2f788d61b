/* keyrack-permission-cell.h: one permission of one connection, as an icon
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PERMISSION_CELL (keyrack_permission_cell_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackPermissionCell, keyrack_permission_cell, KEYRACK, PERMISSION_CELL, AdwBin)

GtkWidget *keyrack_permission_cell_new         (KeyrackPermission      permission);
void       keyrack_permission_cell_set_profile (KeyrackPermissionCell *self,
                                                KeyrackProfile        *profile);

G_END_DECLS
