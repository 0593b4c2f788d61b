/* keyrack-key-group.h: the key that colleagues encrypt files for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_KEY_GROUP (keyrack_key_group_get_type ())

/* Property: secrets (KeyrackSecretStore): where keys are kept. */
G_DECLARE_FINAL_TYPE (KeyrackKeyGroup, keyrack_key_group, KEYRACK, KEY_GROUP, AdwPreferencesGroup)

G_END_DECLS
