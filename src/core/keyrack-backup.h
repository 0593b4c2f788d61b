/* keyrack-backup.h: an earlier copy of the connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_BACKUP (keyrack_backup_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackBackup, keyrack_backup, KEYRACK, BACKUP, GObject)

/* Properties, all construct-only: saved-at (int64, seconds since the epoch), n-profiles
 * (uint), path (string, in the encoding of file names). */
KeyrackBackup *keyrack_backup_new            (const char    *path,
                                              gint64         saved_at,
                                              guint          n_profiles);
const char    *keyrack_backup_get_path       (KeyrackBackup *self);
gint64         keyrack_backup_get_saved_at   (KeyrackBackup *self);
guint          keyrack_backup_get_n_profiles (KeyrackBackup *self);

G_END_DECLS
