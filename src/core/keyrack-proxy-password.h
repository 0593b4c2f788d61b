/* keyrack-proxy-password.h: which item of the keyring is the proxy's password
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

void keyrack_proxy_password_begin   (GSettings          *preferences,
                                     const char         *secret_ref);
void keyrack_proxy_password_commit  (GSettings          *preferences,
                                     const char         *secret_ref);
void keyrack_proxy_password_abandon (GSettings          *preferences);
void keyrack_proxy_password_forget  (GSettings          *preferences);
void keyrack_proxy_password_settle  (GSettings          *preferences,
                                     KeyrackSecretStore *secrets);

G_END_DECLS
