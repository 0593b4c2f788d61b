/* keyrack-permission-keeper.h: keeps what tests see of the permissions of stored connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PERMISSION_KEEPER (keyrack_permission_keeper_get_type ())

/* Whoever tests a connection gives it its last result; what that saw is noted in the store. */
G_DECLARE_FINAL_TYPE (KeyrackPermissionKeeper, keyrack_permission_keeper, KEYRACK, PERMISSION_KEEPER, GObject)

KeyrackPermissionKeeper *keyrack_permission_keeper_new (KeyrackProfileStore *store);

G_END_DECLS
