/* keyrack-secret-store-file.h: the keyring file of libsecret's file backend
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *keyrack_keyring_file_dup_path    (void);
gboolean  keyrack_keyring_file_is_sound    (const char  *data,
                                            gsize        length);
gboolean  keyrack_keyring_file_prepare     (const char  *path,
                                            GError     **error);
gboolean  keyrack_keyring_file_protect     (const char  *path,
                                            GError     **error);
gboolean  keyrack_keyring_file_settle      (const char  *path,
                                            GError     **error);
void      keyrack_keyring_file_await_write (const char  *path);

G_END_DECLS
