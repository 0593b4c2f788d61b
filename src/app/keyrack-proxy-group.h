/* keyrack-proxy-group.h: which proxy is used, and who asks it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROXY_GROUP (keyrack_proxy_group_get_type ())

/* Property: secrets, where the password is kept. What is typed counts with Enter, and when
 * its row is left.
 * Property, read-only: busy (boolean): a password is being stored. */
G_DECLARE_FINAL_TYPE (KeyrackProxyGroup, keyrack_proxy_group, KEYRACK, PROXY_GROUP, AdwPreferencesGroup)

void     keyrack_proxy_group_commit      (KeyrackProxyGroup *self);
gboolean keyrack_proxy_group_get_busy    (KeyrackProxyGroup *self);
gboolean keyrack_proxy_group_has_problem (KeyrackProxyGroup *self);

G_END_DECLS
