/* keyrack-profile-store-folder.h: profiles.json on the disk, its lock and its backups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-private-file.h"
#include "keyrack-profile-store-file.h"

G_BEGIN_DECLS

char               *keyrack_profile_folder_dup_path     (const char          *folder);
char               *keyrack_profile_folder_dup_backups  (const char          *folder);
char               *keyrack_profile_folder_dup_stamp    (const char          *folder);
KeyrackFolderLock  *keyrack_profile_folder_lock         (const char          *folder,
                                                         GError             **error);
KeyrackFolderLock  *keyrack_profile_folder_try_lock     (const char          *folder,
                                                         GError             **error);
gboolean            keyrack_profile_folder_read         (const char          *folder,
                                                         KeyrackProfileFile **file,
                                                         GError             **error);
gboolean            keyrack_profile_folder_write        (const char          *folder,
                                                         KeyrackProfileFile  *file,
                                                         GError             **error);
void                keyrack_profile_folder_drop_old     (const char          *backups,
                                                         const char          *pattern);
gboolean            keyrack_profile_folder_back_up      (const char          *folder,
                                                         GError             **error);

G_END_DECLS
