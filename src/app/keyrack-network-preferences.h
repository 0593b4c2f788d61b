/* keyrack-network-preferences.h: lets the network follow the preferences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_NETWORK_PREFERENCES (keyrack_network_preferences_get_type ())

/* Properties, construct-only: client, secrets. Works as long as it lives. */
G_DECLARE_FINAL_TYPE (KeyrackNetworkPreferences, keyrack_network_preferences, KEYRACK, NETWORK_PREFERENCES, GObject)

KeyrackNetworkPreferences *keyrack_network_preferences_new (KeyrackHttpClient  *client,
                                                            KeyrackSecretStore *secrets);

G_END_DECLS
