/* keyrack-private-file.h: files for the user alone, written whole, locked while they change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Held by the one process, and the one thread in it, that may write. */
typedef struct _KeyrackFolderLock KeyrackFolderLock;

/* Errors are of KEYRACK_PROFILE_STORE_ERROR: _DISK_FULL and _NOT_WRITABLE. */
KeyrackFolderLock *keyrack_folder_lock_new       (const char         *folder,
                                                  const char         *name,
                                                  GError            **error);
KeyrackFolderLock *keyrack_folder_lock_try       (const char         *folder,
                                                  const char         *name,
                                                  GError            **error);
void               keyrack_folder_lock_free      (KeyrackFolderLock  *self);
gboolean           keyrack_private_make_folder   (const char         *path,
                                                  GError            **error);
gboolean           keyrack_private_write         (const char         *path,
                                                  const char         *text,
                                                  gsize               length,
                                                  GError            **error);
gboolean           keyrack_private_fail_to_write (const char         *path,
                                                  int                 number,
                                                  GError            **error);
char              *keyrack_private_dup_aside     (const char         *folder,
                                                  const char         *format);
char              *keyrack_private_read          (const char         *path,
                                                  gsize               max_length,
                                                  gsize              *length);
char              *keyrack_private_dup_stamp     (const char         *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackFolderLock, keyrack_folder_lock_free)

G_END_DECLS
