/* keyrack-profile-store-json.h: one profile of profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

KeyrackProfile *keyrack_profile_from_json        (JsonNode           *node);
JsonNode       *keyrack_profile_to_json          (KeyrackProfile     *profile,
                                                  JsonNode           *read);
void            keyrack_profile_json_add_unknown (JsonObject         *object,
                                                  JsonNode           *read,
                                                  const char * const *known);
gboolean        keyrack_profile_json_refers_to   (JsonNode           *node,
                                                  const char         *secret_ref);

G_END_DECLS
