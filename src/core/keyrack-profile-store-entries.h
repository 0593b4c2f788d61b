/* keyrack-profile-store-entries.h: an array of profiles in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-json.h"

G_BEGIN_DECLS

/* An element: its profile is NULL where there is none to be understood. */
typedef struct
{
  JsonNode       *node;
  KeyrackProfile *profile;
} KeyrackEntry;

KeyrackEntry *keyrack_entry_new            (KeyrackProfile *profile,
                                            JsonNode       *read);
void          keyrack_entry_free           (KeyrackEntry   *self);
void          keyrack_entry_set_profile    (KeyrackEntry   *self,
                                            KeyrackProfile *profile);
GPtrArray    *keyrack_entries_new          (void);
void          keyrack_entries_read         (GPtrArray      *self,
                                            JsonArray      *array);
JsonArray    *keyrack_entries_build        (GPtrArray      *self);
KeyrackEntry *keyrack_entries_find         (GPtrArray      *self,
                                            const char     *id,
                                            guint          *position);
GPtrArray    *keyrack_entries_dup_profiles (GPtrArray      *self);
void          keyrack_entries_collect_refs (GPtrArray      *self,
                                            GHashTable     *secret_refs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackEntry, keyrack_entry_free)

G_END_DECLS
