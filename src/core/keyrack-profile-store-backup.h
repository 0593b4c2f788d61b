/* keyrack-profile-store-backup.h: the copies of profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-file.h"

G_BEGIN_DECLS

/* All of these block. */
GPtrArray *keyrack_profile_list_backups_sync   (const char          *folder,
                                                GError             **error);
gboolean   keyrack_profile_keep_copy_sync      (const char          *folder,
                                                GError             **error);
gboolean   keyrack_profile_restore_backup_sync (const char          *folder,
                                                KeyrackSecretStore  *secrets,
                                                const char          *path,
                                                KeyrackProfileFile **file,
                                                GError             **error);

G_END_DECLS
