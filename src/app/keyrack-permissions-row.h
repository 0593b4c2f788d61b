/* keyrack-permissions-row.h: which permissions a credential is meant to have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_PERMISSIONS_ROW (keyrack_permissions_row_get_type ())

/* Property: intended (uint): KeyrackPermissions. */
G_DECLARE_FINAL_TYPE (KeyrackPermissionsRow, keyrack_permissions_row, KEYRACK, PERMISSIONS_ROW, AdwExpanderRow)

G_END_DECLS
