/* keyrack-profile-store-json.h: one profile of profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

typedef void (* KeyrackSecretRefFunc) (const char *secret_ref,
                                       gpointer    data);

KeyrackProfile *keyrack_profile_from_json           (JsonNode             *node);
JsonNode       *keyrack_profile_to_json             (KeyrackProfile       *profile,
                                                     JsonNode             *read);
void            keyrack_profile_json_add_unknown    (JsonObject           *object,
                                                     JsonNode             *read,
                                                     const char * const   *known);
void            keyrack_profile_json_add_text       (JsonNode             *node,
                                                     const char           *unknown);
gint64          keyrack_profile_json_get_held_until (JsonNode             *node);
void            keyrack_profile_json_set_held_until (JsonNode             *node,
                                                     gint64                held_until);
void            keyrack_profile_visit_refs          (KeyrackProfile       *profile,
                                                     KeyrackSecretRefFunc  func,
                                                     gpointer              data);
void            keyrack_profile_json_visit_refs     (JsonNode             *node,
                                                     KeyrackSecretRefFunc  func,
                                                     gpointer              data);

G_END_DECLS
