/* keyrack-secret-store-private.h: what the files of the secret store share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

/* The keyring through libsecret: a service on the session bus, or a file. Its functions
 * block; they are called in the secret store's worker only. */
typedef struct
{
  char     *path;       /* the keyring file, NULL when a service has the secrets */
  char     *stamp;      /* of the file as libsecret knows it */
  gboolean  was_ready;  /* a service that is missing now was there before */
} KeyrackKeyring;

void           keyrack_keyring_finish         (KeyrackKeyring  *self);
gboolean       keyrack_keyring_check_unlocked (KeyrackKeyring  *self,
                                               GError         **error);
gboolean       keyrack_keyring_unlock         (KeyrackKeyring  *self,
                                               GError         **error);
KeyrackSecret *keyrack_keyring_lookup         (KeyrackKeyring  *self,
                                               const char      *secret_ref,
                                               GError         **error);

struct _KeyrackSecretStore
{
  GObject parent_instance;

  /* Owned references */
  KeyrackWorker *worker;
  GMainContext  *context;

  /* The worker's own */
  KeyrackKeyring keyring;
  GHashTable    *session;    /* secrets of this session by their names */
  GHashTable    *covered;    /* names of those that a keyring may have another secret for */
  gint64         silent_at;  /* of the monotonic clock: when a call came back unanswered */

  /* Shared by the threads, under the lock */
  GMutex                   lock;
  KeyrackSecretStoreState  state;
  GSource                 *patience;
  gboolean                 session_only;
};

void           keyrack_secret_store_begin_call (KeyrackSecretStore  *self);
void           keyrack_secret_store_end_call   (KeyrackSecretStore  *self,
                                                GError              *problem,
                                                GError             **error);

/* One thing asked of libsecret; the errors are its own. */
typedef gboolean (* KeyrackKeyringCall) (KeyrackKeyring  *self,
                                         gpointer         data,
                                         GError         **error);

/* What is stored or looked up. */
typedef struct
{
  KeyrackProfile *profile;     /* borrowed, NULL for a lookup and for what is of no connection */
  const char     *secret_ref;  /* borrowed */
  KeyrackSecret  *secret;      /* borrowed, owned after a lookup */
  const char     *label;       /* borrowed, of what is of no connection */
  const char     *purpose;     /* static, likewise: "proxy", "identity" */
} KeyrackKeyringItem;

gboolean       keyrack_keyring_store          (KeyrackKeyring      *self,
                                               KeyrackKeyringItem  *item,
                                               GError             **error);
gboolean       keyrack_keyring_gather         (KeyrackKeyring      *self,
                                               GHashTable          *secrets,
                                               GError             **error);
gboolean       keyrack_keyring_clear          (KeyrackKeyring      *self,
                                               const char          *secret_ref,
                                               GError             **error);

gboolean       keyrack_keyring_call_check_unlocked (KeyrackKeyring  *self,
                                                    gpointer         unused,
                                                    GError         **error);
gboolean       keyrack_keyring_call_unlock         (KeyrackKeyring  *self,
                                                    gpointer         unused,
                                                    GError         **error);
gboolean       keyrack_keyring_call_lookup         (KeyrackKeyring  *self,
                                                    gpointer         item,
                                                    GError         **error);
gboolean       keyrack_keyring_call_store          (KeyrackKeyring  *self,
                                                    gpointer         item,
                                                    GError         **error);
gboolean       keyrack_keyring_call_gather         (KeyrackKeyring  *self,
                                                    gpointer         secrets,
                                                    GError         **error);
gboolean       keyrack_keyring_call_clear          (KeyrackKeyring  *self,
                                                    gpointer         secret_ref,
                                                    GError         **error);
gboolean       keyrack_keyring_call_check_gone     (KeyrackKeyring  *self,
                                                    gpointer         secret_ref,
                                                    GError         **error);

/* What is asked of the store from another thread. */
typedef struct
{
  char           *secret_ref;
  char          **secret_refs;
  char           *label;
  const char     *purpose;
  KeyrackSecret  *secret;
  gint64          asked_at;   /* of the monotonic clock */
} KeyrackQuery;

KeyrackQuery  *keyrack_query_new                (const char          *secret_ref,
                                                 KeyrackSecret       *secret);
void           keyrack_query_free               (KeyrackQuery        *self);
void           keyrack_query_run                (KeyrackQuery        *self,
                                                 KeyrackSecretStore  *store,
                                                 GTaskThreadFunc      func,
                                                 GDestroyNotify       free_answer,
                                                 gpointer             source_tag,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);

gboolean       keyrack_secret_store_store_item_sync (KeyrackSecretStore  *self,
                                                     KeyrackKeyringItem  *item,
                                                     GError             **error);
char          *keyrack_secret_store_find_same_sync  (KeyrackSecretStore  *self,
                                                     KeyrackSecret       *secret,
                                                     const char * const  *secret_refs,
                                                     GError             **error);
gboolean       keyrack_secret_store_unlock_sync (KeyrackSecretStore  *self,
                                                 GError             **error);
gboolean       keyrack_secret_store_was_silent_since (KeyrackSecretStore *self,
                                                      gint64              time);

void           keyrack_secret_store_set_error (GError                  **error,
                                               KeyrackSecretStoreError   code);
void           keyrack_secret_store_translate (GError                  **error,
                                               gboolean                  is_file);

G_END_DECLS
