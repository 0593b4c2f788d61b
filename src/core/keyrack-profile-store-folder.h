/* keyrack-profile-store-folder.h: profiles.json on the disk, its lock and its backups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-file.h"

G_BEGIN_DECLS

/* Held by the one process, and the one thread in it, that may write. */
typedef struct _KeyrackFolderLock KeyrackFolderLock;

char               *keyrack_profile_folder_dup_path     (const char          *folder);
char               *keyrack_profile_folder_dup_stamp    (const char          *folder);
gboolean            keyrack_profile_folder_make         (const char          *folder,
                                                         GError             **error);
KeyrackFolderLock  *keyrack_profile_folder_lock         (const char          *folder,
                                                         GError             **error);
void                keyrack_folder_lock_free            (KeyrackFolderLock   *self);
gboolean            keyrack_profile_folder_read         (const char          *folder,
                                                         KeyrackProfileFile **file,
                                                         GError             **error);
gboolean            keyrack_profile_folder_write        (const char          *folder,
                                                         KeyrackProfileFile  *file,
                                                         GError             **error);
gboolean            keyrack_profile_folder_back_up      (const char          *folder,
                                                         GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackFolderLock, keyrack_folder_lock_free)

G_END_DECLS
