/* keyrack-profile-store-file.h: what stands in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-edit.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_PROFILE_FILE_VERSION 1

/* Whatever is not understood, in the file or in a profile, is kept and written again. */
typedef struct _KeyrackProfileFile KeyrackProfileFile;

typedef struct
{
  KeyrackProfile     *profile;   /* as it is now */
  KeyrackProfileEdit  edit;
} KeyrackFileEdit;

KeyrackProfileFile *keyrack_profile_file_new            (void);
KeyrackProfileFile *keyrack_profile_file_parse          (const char          *text,
                                                         gsize                length,
                                                         GError             **error);
void                keyrack_profile_file_free           (KeyrackProfileFile  *self);
char               *keyrack_profile_file_to_text        (KeyrackProfileFile  *self,
                                                         gsize               *length);
gint64              keyrack_profile_file_get_version    (KeyrackProfileFile  *self);
void                keyrack_profile_file_succeed        (KeyrackProfileFile  *self,
                                                         KeyrackProfileFile  *other);
GPtrArray          *keyrack_profile_file_get_edits      (KeyrackProfileFile  *self);
GPtrArray          *keyrack_profile_file_dup_profiles   (KeyrackProfileFile  *self);
KeyrackProfile     *keyrack_profile_file_find           (KeyrackProfileFile  *self,
                                                         const char          *id);
void                keyrack_profile_file_put            (KeyrackProfileFile  *self,
                                                         KeyrackProfile      *profile);
KeyrackProfile     *keyrack_profile_file_find_in_bin    (KeyrackProfileFile  *self,
                                                         const char          *id);
GPtrArray          *keyrack_profile_file_dup_bin        (KeyrackProfileFile  *self);
gint64              keyrack_profile_file_get_due_at     (KeyrackProfileFile  *self,
                                                         gint64               now);
gboolean            keyrack_profile_file_bin            (KeyrackProfileFile  *self,
                                                         const char          *id,
                                                         gint64               now,
                                                         guint                hold_seconds);
void                keyrack_profile_file_restore        (KeyrackProfileFile  *self,
                                                         const char          *id);
gboolean            keyrack_profile_file_release        (KeyrackProfileFile  *self,
                                                         const char * const  *ids);
gboolean            keyrack_profile_file_erase          (KeyrackProfileFile  *self,
                                                         const char * const  *ids);
gboolean            keyrack_profile_file_note_permissions (KeyrackProfileFile *self,
                                                         KeyrackTestResult   *result);
gboolean            keyrack_profile_file_let_go         (KeyrackProfileFile  *self,
                                                         const char          *id);
gboolean            keyrack_profile_file_expire         (KeyrackProfileFile  *self,
                                                         gint64               now);
gboolean            keyrack_profile_file_drop_old       (KeyrackProfileFile  *self,
                                                         gint64               now);
void                keyrack_profile_file_begin_import   (KeyrackProfileFile  *self,
                                                         const char          *id,
                                                         gint64               now,
                                                         guint                hold_seconds);
void                keyrack_profile_file_import         (KeyrackProfileFile  *self,
                                                         KeyrackProfile      *profile,
                                                         const char          *unknown);
gboolean            keyrack_profile_file_undo_import    (KeyrackProfileFile  *self,
                                                         const char          *id,
                                                         GError             **error);
gboolean            keyrack_profile_file_drop_import    (KeyrackProfileFile  *self);
GHashTable         *keyrack_profile_file_dup_refs       (KeyrackProfileFile  *self);
gboolean            keyrack_profile_file_has_pending    (KeyrackProfileFile  *self);
GStrv               keyrack_profile_file_dup_pending    (KeyrackProfileFile  *self);
void                keyrack_profile_file_add_pending    (KeyrackProfileFile  *self,
                                                         const char          *secret_ref);
void                keyrack_profile_file_remove_pending (KeyrackProfileFile  *self,
                                                         const char          *secret_ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackProfileFile, keyrack_profile_file_free)

G_END_DECLS
