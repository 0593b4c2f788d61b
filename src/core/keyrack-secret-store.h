/* keyrack-secret-store.h: secrets in the keyring, by libsecret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-profile.h"
#include "keyrack-secret.h"
#include "keyrack-worker.h"

G_BEGIN_DECLS

#define KEYRACK_SECRET_STORE_ERROR (keyrack_secret_store_error_quark ())

typedef enum
{
  KEYRACK_SECRET_STORE_ERROR_LOCKED,     /* locked, and not asked to unlock */
  KEYRACK_SECRET_STORE_ERROR_DISMISSED,  /* the person closed the prompt */
  KEYRACK_SECRET_STORE_ERROR_ABSENT,     /* no password store on this system */
  KEYRACK_SECRET_STORE_ERROR_SILENT,     /* does not answer */
  KEYRACK_SECRET_STORE_ERROR_DIED,       /* stopped working, a second try included */
  KEYRACK_SECRET_STORE_ERROR_NOT_FOUND,  /* unlocked, and really not there */
  KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH, /* not of this session; perhaps in a keyring */
  KEYRACK_SECRET_STORE_ERROR_NOT_KEPT,   /* stored, but reads back differently or not at all */
  KEYRACK_SECRET_STORE_ERROR_DAMAGED,    /* the keyring file is not sound; it was not opened */
  KEYRACK_SECRET_STORE_ERROR_DISK_FULL,
  KEYRACK_SECRET_STORE_ERROR_FAILED,
} KeyrackSecretStoreError;

#define KEYRACK_TYPE_SECRET_STORE_STATE (keyrack_secret_store_state_get_type ())

typedef enum
{
  KEYRACK_SECRET_STORE_UNKNOWN,
  KEYRACK_SECRET_STORE_READY,
  KEYRACK_SECRET_STORE_LOCKED,
  KEYRACK_SECRET_STORE_ABSENT,
  KEYRACK_SECRET_STORE_SILENT,
  KEYRACK_SECRET_STORE_DIED,
  KEYRACK_SECRET_STORE_DAMAGED,
} KeyrackSecretStoreState;

#define KEYRACK_TYPE_SECRET_STORE (keyrack_secret_store_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackSecretStore, keyrack_secret_store, KEYRACK, SECRET_STORE, GObject)

/* Properties: state (KeyrackSecretStoreState): what the last call found, notified in the
 * main context that created the store; session-only (boolean, writable): secrets are kept
 * in the memory of this process only.
 *
 * The _sync functions run on the store's worker thread only (keyrack_secret_store_get_worker());
 * the _async ones put themselves there. */
GQuark                   keyrack_secret_store_error_quark   (void);
GType                    keyrack_secret_store_state_get_type (void);
KeyrackSecretStore      *keyrack_secret_store_new           (void);
KeyrackWorker           *keyrack_secret_store_get_worker    (KeyrackSecretStore      *self);
KeyrackSecretStoreState  keyrack_secret_store_get_state     (KeyrackSecretStore      *self);
gboolean                 keyrack_secret_store_get_session_only (KeyrackSecretStore   *self);
void                     keyrack_secret_store_set_session_only (KeyrackSecretStore   *self,
                                                             gboolean                 session_only);
void                     keyrack_secret_store_probe_async   (KeyrackSecretStore      *self,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
KeyrackSecretStoreState  keyrack_secret_store_probe_finish  (KeyrackSecretStore      *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
void                     keyrack_secret_store_unlock_async  (KeyrackSecretStore      *self,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
gboolean                 keyrack_secret_store_unlock_finish (KeyrackSecretStore      *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
void                     keyrack_secret_store_lookup_async  (KeyrackSecretStore      *self,
                                                             const char              *secret_ref,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
void                     keyrack_secret_store_lookup_since_async (KeyrackSecretStore *self,
                                                             const char              *secret_ref,
                                                             gint64                   since,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
KeyrackSecret           *keyrack_secret_store_lookup_finish (KeyrackSecretStore      *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
void                     keyrack_secret_store_clear_async   (KeyrackSecretStore      *self,
                                                             const char              *secret_ref,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
gboolean                 keyrack_secret_store_clear_finish  (KeyrackSecretStore      *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
void                     keyrack_secret_store_find_same_async (KeyrackSecretStore    *self,
                                                             KeyrackSecret           *secret,
                                                             const char * const      *secret_refs,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
char                    *keyrack_secret_store_find_same_finish (KeyrackSecretStore   *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
void                     keyrack_secret_store_lookup_all_async (KeyrackSecretStore   *self,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
GHashTable              *keyrack_secret_store_lookup_all_finish (KeyrackSecretStore  *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
void                     keyrack_secret_store_save_proxy_async (KeyrackSecretStore   *self,
                                                             const char              *secret_ref,
                                                             const char              *label,
                                                             KeyrackSecret           *password,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
gboolean                 keyrack_secret_store_save_proxy_finish (KeyrackSecretStore  *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
void                     keyrack_secret_store_save_identity_async (KeyrackSecretStore *self,
                                                             const char              *secret_ref,
                                                             const char              *label,
                                                             KeyrackSecret           *identity,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
gboolean                 keyrack_secret_store_save_identity_finish (KeyrackSecretStore *self,
                                                             GAsyncResult            *result,
                                                             GError                 **error);
gboolean                 keyrack_secret_store_check_unlocked_sync (KeyrackSecretStore  *self,
                                                             GError                 **error);
KeyrackSecret           *keyrack_secret_store_lookup_sync   (KeyrackSecretStore      *self,
                                                             const char              *secret_ref,
                                                             GError                 **error);
GHashTable              *keyrack_secret_store_lookup_all_sync (KeyrackSecretStore    *self,
                                                             GError                 **error);
gboolean                 keyrack_secret_store_store_sync    (KeyrackSecretStore      *self,
                                                             KeyrackProfile          *profile,
                                                             const char              *secret_ref,
                                                             KeyrackSecret           *secret,
                                                             GError                 **error);
void                     keyrack_secret_store_cover_sync    (KeyrackSecretStore      *self,
                                                             const char              *secret_ref,
                                                             KeyrackSecret           *secret);
gboolean                 keyrack_secret_store_clear_sync    (KeyrackSecretStore      *self,
                                                             const char              *secret_ref,
                                                             GError                 **error);

G_END_DECLS
