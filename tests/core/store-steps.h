/* store-steps.h: the calls of the stores, each waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

/* A folder, gone with everything in it afterwards, and the environment of the file backend. */
typedef struct
{
  char *root;
  char *keyring;
  char *folder;   /* for a profile store; not made yet */
} Place;

Place                   *place_new              (void);
void                     place_free             (Place                *self);
void                     place_make_quick       (Place                *self);

KeyrackProfile          *make_profile           (const char           *name);

KeyrackSecretStoreState  secrets_probe          (KeyrackSecretStore   *store);
gboolean                 secrets_unlock         (KeyrackSecretStore   *store,
                                                 GError              **error);
char                    *secrets_lookup         (KeyrackSecretStore   *store,
                                                 const char           *secret_ref,
                                                 GError              **error);
gboolean                 secrets_store          (KeyrackSecretStore   *store,
                                                 KeyrackProfile       *profile,
                                                 const char           *secret_ref,
                                                 const char           *secret,
                                                 GError              **error);
gboolean                 secrets_clear          (KeyrackSecretStore   *store,
                                                 const char           *secret_ref,
                                                 GError              **error);
char                    *secrets_find_same       (KeyrackSecretStore   *store,
                                                  const char           *secret,
                                                  const char * const   *secret_refs,
                                                  GError              **error);
gboolean                 secrets_save_proxy      (KeyrackSecretStore   *store,
                                                  const char           *secret_ref,
                                                  const char           *label,
                                                  const char           *password,
                                                  GError              **error);
void                     secrets_drain          (KeyrackSecretStore   *store);

gboolean                 profiles_load          (KeyrackProfileStore  *store,
                                                 GError              **error);
KeyrackProfile          *profiles_save          (KeyrackProfileStore  *store,
                                                 KeyrackProfile       *profile,
                                                 const char           *secret,
                                                 KeyrackSaveFlags      flags,
                                                 GError              **error);
gboolean                 profiles_remove        (KeyrackProfileStore  *store,
                                                 const char           *id,
                                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)
gboolean                 profiles_save_many      (KeyrackProfileStore  *store,
                                                  GPtrArray            *profiles,
                                                  KeyrackSaveFlags      flags,
                                                  GError              **error);
char                    *profiles_import         (KeyrackProfileStore  *store,
                                                  GPtrArray            *rows,
                                                  guint                 hold_seconds,
                                                  GCancellable         *cancellable,
                                                  GError              **error);
gboolean                 profiles_undo_import    (KeyrackProfileStore  *store,
                                                  const char           *id,
                                                  GError              **error);
gboolean                 profiles_bin            (KeyrackProfileStore  *store,
                                                  const char * const   *ids,
                                                  guint                 hold_seconds,
                                                  GError              **error);
gboolean                 profiles_restore        (KeyrackProfileStore  *store,
                                                  const char * const   *ids,
                                                  GError              **error);
gboolean                 profiles_release        (KeyrackProfileStore  *store,
                                                  const char * const   *ids,
                                                  GError              **error);
gboolean                 profiles_erase          (KeyrackProfileStore  *store,
                                                  const char * const   *ids,
                                                  GError              **error);
KeyrackProfile          *profiles_replace         (KeyrackProfileStore  *store,
                                                  const char           *id,
                                                  const char           *client_id,
                                                  const char           *secret,
                                                  KeyrackReplaceFlags   flags,
                                                  guint                 keep_days,
                                                  GError              **error);
KeyrackProfile          *profiles_restore_previous (KeyrackProfileStore  *store,
                                                  const char           *id,
                                                  GError              **error);
gboolean                 profiles_let_go         (KeyrackProfileStore  *store,
                                                  const char           *id,
                                                  GError              **error);
GListModel              *profiles_list_backups   (KeyrackProfileStore  *store,
                                                  GError              **error);
gboolean                 profiles_restore_backup (KeyrackProfileStore  *store,
                                                  KeyrackBackup        *backup,
                                                  GError              **error);

G_END_DECLS
