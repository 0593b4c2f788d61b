/* keyrack-profile-store-file-private.h: what the two files of profiles.json's contents share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-entries.h"
#include "keyrack-profile-store-file.h"

G_BEGIN_DECLS

/* What can be taken back of the last import. */
typedef struct _KeyrackImportRecord KeyrackImportRecord;

struct _KeyrackProfileFile
{
  gint64     version;
  gint64     revision;
  GPtrArray *entries;  /* (element-type KeyrackEntry) */
  GPtrArray *bin;      /* (element-type KeyrackEntry), the last deleted one last */
  GPtrArray *pending;  /* (element-type utf8) */
  JsonNode  *read;     /* the file as it was read, NULL for a new one */
  GPtrArray *edits;    /* (element-type KeyrackFileEdit) since then */

  KeyrackImportRecord *import;  /* (nullable) */
};

#define KEYRACK_IMPORT_RECORD "import"
#define KEYRACK_IMPORT_BEFORE "import_before"

void          keyrack_profile_file_note_edit           (KeyrackProfileFile *self,
                                                        KeyrackProfile     *profile,
                                                        KeyrackProfileEdit  edit);
KeyrackEntry *keyrack_profile_file_take_from_bin       (KeyrackProfileFile *self,
                                                        const char         *id);
gboolean      keyrack_profile_file_expire_previous     (KeyrackProfileFile *self,
                                                        gint64              now);
gint64        keyrack_profile_file_get_previous_due_at (KeyrackProfileFile *self);

gboolean             keyrack_profile_file_expire_import (KeyrackProfileFile  *self,
                                                         gint64               now);
KeyrackImportRecord *keyrack_import_record_read         (JsonObject          *root);
void                 keyrack_import_record_free         (KeyrackImportRecord *self);
void                 keyrack_import_record_build        (KeyrackImportRecord *self,
                                                         JsonObject          *root);
gint64               keyrack_import_record_get_until    (KeyrackImportRecord *self);
void                 keyrack_import_record_collect_refs (KeyrackImportRecord *self,
                                                         GHashTable          *secret_refs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackImportRecord, keyrack_import_record_free)

G_END_DECLS
