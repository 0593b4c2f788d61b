/* keyrack-profile-store.h: the connections of this user: a file, and a keyring item per secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-backup.h"
#include "keyrack-profile.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_PROFILE_STORE_ERROR (keyrack_profile_store_error_quark ())

typedef enum
{
  KEYRACK_PROFILE_STORE_ERROR_UNREADABLE,        /* the file is there but can't be read or understood */
  KEYRACK_PROFILE_STORE_ERROR_NEWER,             /* written by a newer version; opened read-only */
  KEYRACK_PROFILE_STORE_ERROR_INVALID,           /* the profile has flaws */
  KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE, /* the profile's revision moved */
  KEYRACK_PROFILE_STORE_ERROR_GONE,              /* the profile was deleted elsewhere */
  KEYRACK_PROFILE_STORE_ERROR_DISK_FULL,
  KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE,
  KEYRACK_PROFILE_STORE_ERROR_EXISTS,            /* to be brought back, but there is one of its id */
  KEYRACK_PROFILE_STORE_ERROR_FAILED,
} KeyrackProfileStoreError;

typedef enum
{
  KEYRACK_SAVE_DEFAULT   = 0,
  KEYRACK_SAVE_KEEP_MINE = 1 << 0,  /* overwrite what another process changed, or bring back what it deleted */
  KEYRACK_SAVE_VERIFIED  = 1 << 1,  /* the new secret was tested and works */
} KeyrackSaveFlags;

typedef enum
{
  KEYRACK_REPLACE_UNVERIFIED = 0,
  KEYRACK_REPLACE_VERIFIED   = 1 << 0,  /* the new pair was tested and works */
  KEYRACK_REPLACE_OLD_WORKED = 1 << 1,  /* so does, or did, the one in use, however it was stored */
} KeyrackReplaceFlags;

/* How far something is that takes long. */
typedef void (* KeyrackProgressFunc) (guint    n_done,
                                      guint    n_all,
                                      gpointer user_data);

#define KEYRACK_BIN_DAYS           30
#define KEYRACK_KEEP_PREVIOUS_DAYS 7     /* unless the person says otherwise */
#define KEYRACK_KEEP_PREVIOUS_MAX  3650

#define KEYRACK_TYPE_PROFILE_STORE (keyrack_profile_store_get_type ())

/* A GListModel of KeyrackProfile in the order of the file. */
G_DECLARE_FINAL_TYPE (KeyrackProfileStore, keyrack_profile_store, KEYRACK, PROFILE_STORE, GObject)

/* Properties: loaded (boolean), read-only (boolean), problem (string, nullable: why it is
 * read-only, in the user's words), secrets (KeyrackSecretStore). Changes by other processes
 * arrive by themselves: existing profile objects are assigned, not replaced.
 * Signal: edited (KeyrackProfile, KeyrackProfileEdit as uint), for each connection that was saved,
 * deleted or restored from the bin through this object; not for replacements of its pair. */
GQuark               keyrack_profile_store_error_quark   (void);
KeyrackProfileStore *keyrack_profile_store_new           (const char           *folder,
                                                          KeyrackSecretStore   *secrets);
char                *keyrack_profile_store_dup_default_folder (void);
KeyrackSecretStore  *keyrack_profile_store_get_secrets   (KeyrackProfileStore  *self);
gboolean             keyrack_profile_store_get_loaded    (KeyrackProfileStore  *self);
gboolean             keyrack_profile_store_get_read_only (KeyrackProfileStore  *self);
const char          *keyrack_profile_store_get_problem   (KeyrackProfileStore  *self);
GListModel          *keyrack_profile_store_get_bin       (KeyrackProfileStore  *self);
KeyrackProfile      *keyrack_profile_store_find          (KeyrackProfileStore  *self,
                                                          const char           *id);
GPtrArray           *keyrack_profile_store_find_by_name  (KeyrackProfileStore  *self,
                                                          const char           *name);
void                 keyrack_profile_store_load_async    (KeyrackProfileStore  *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_load_finish   (KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_save_async    (KeyrackProfileStore  *self,
                                                          KeyrackProfile       *profile,
                                                          KeyrackSecret        *secret,
                                                          KeyrackSaveFlags      flags,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
KeyrackProfile      *keyrack_profile_store_save_finish   (KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_save_many_async  (KeyrackProfileStore  *self,
                                                          GPtrArray            *profiles,
                                                          KeyrackSaveFlags      flags,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_save_many_finish (KeyrackProfileStore *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_bin_async     (KeyrackProfileStore  *self,
                                                          const char * const   *ids,
                                                          guint                 hold_seconds,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_bin_finish    (KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_remove_async  (KeyrackProfileStore  *self,
                                                          const char           *id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_remove_finish (KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_restore_async (KeyrackProfileStore  *self,
                                                          const char * const   *ids,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_restore_finish(KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_release_async (KeyrackProfileStore  *self,
                                                          const char * const   *ids,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_release_finish(KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_erase_async   (KeyrackProfileStore  *self,
                                                          const char * const   *ids,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_erase_finish  (KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_replace_async (KeyrackProfileStore  *self,
                                                          const char           *id,
                                                          const char           *client_id,
                                                          KeyrackSecret        *secret,
                                                          KeyrackReplaceFlags   flags,
                                                          guint                 keep_days,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
KeyrackProfile      *keyrack_profile_store_replace_finish(KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_restore_previous_async (KeyrackProfileStore *self,
                                                          const char           *id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
KeyrackProfile      *keyrack_profile_store_restore_previous_finish (KeyrackProfileStore *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_let_go_async  (KeyrackProfileStore  *self,
                                                          const char           *id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_let_go_finish (KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_import_async  (KeyrackProfileStore  *self,
                                                          GPtrArray            *rows,
                                                          guint                 hold_seconds,
                                                          KeyrackProgressFunc   progress,
                                                          gpointer              progress_data,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
char                *keyrack_profile_store_import_finish (KeyrackProfileStore  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_undo_import_async (KeyrackProfileStore *self,
                                                          const char           *id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_undo_import_finish (KeyrackProfileStore *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_note_permissions_async (KeyrackProfileStore *self,
                                                          GPtrArray            *results,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_note_permissions_finish (KeyrackProfileStore *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_accept_permissions_async (KeyrackProfileStore *self,
                                                          const char           *id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_accept_permissions_finish (KeyrackProfileStore *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_list_backups_async (KeyrackProfileStore *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
GListModel          *keyrack_profile_store_list_backups_finish (KeyrackProfileStore *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                 keyrack_profile_store_restore_backup_async (KeyrackProfileStore *self,
                                                          KeyrackBackup        *backup,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             keyrack_profile_store_restore_backup_finish (KeyrackProfileStore *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);

G_END_DECLS
