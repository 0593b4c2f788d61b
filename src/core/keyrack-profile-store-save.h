/* keyrack-profile-store-save.h: the changes of file and keyring that belong together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-file.h"

G_BEGIN_DECLS

/* All of these block, and run on the secret store's worker only. On success @file is
 * what stands on the disk afterwards. */
gboolean keyrack_profile_save_sync   (const char          *folder,
                                      KeyrackSecretStore  *secrets,
                                      KeyrackProfile      *profile,
                                      KeyrackSecret       *secret,
                                      KeyrackSaveFlags     flags,
                                      KeyrackProfileFile **file,
                                      GError             **error);
gboolean keyrack_profile_remove_sync (const char          *folder,
                                      KeyrackSecretStore  *secrets,
                                      const char          *id,
                                      KeyrackProfileFile **file,
                                      GError             **error);
gboolean keyrack_profile_settle_sync (const char          *folder,
                                      KeyrackSecretStore  *secrets,
                                      GError             **error);

G_END_DECLS
