/* keyrack-permissions-detail.h: the permissions of one connection in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PERMISSIONS_DETAIL (keyrack_permissions_detail_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackPermissionsDetail, keyrack_permissions_detail, KEYRACK, PERMISSIONS_DETAIL, AdwBin)

void keyrack_permissions_detail_set_profile (KeyrackPermissionsDetail *self,
                                             KeyrackProfile           *profile);

G_END_DECLS
