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
gboolean       keyrack_keyring_store          (KeyrackKeyring  *self,
                                               KeyrackProfile  *profile,
                                               const char      *secret_ref,
                                               KeyrackSecret   *secret,
                                               GError         **error);
gboolean       keyrack_keyring_clear          (KeyrackKeyring  *self,
                                               const char      *secret_ref,
                                               GError         **error);

/* One thing asked of libsecret; the errors are its own. */
typedef gboolean (* KeyrackKeyringCall) (KeyrackKeyring  *self,
                                         gpointer         data,
                                         GError         **error);

/* What is stored or looked up. */
typedef struct
{
  KeyrackProfile *profile;     /* borrowed, NULL for a lookup */
  const char     *secret_ref;  /* borrowed */
  KeyrackSecret  *secret;      /* borrowed, owned after a lookup */
} KeyrackKeyringItem;

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
gboolean       keyrack_keyring_call_clear          (KeyrackKeyring  *self,
                                                    gpointer         secret_ref,
                                                    GError         **error);
gboolean       keyrack_keyring_call_check_gone     (KeyrackKeyring  *self,
                                                    gpointer         secret_ref,
                                                    GError         **error);

gboolean       keyrack_secret_store_unlock_sync (KeyrackSecretStore  *self,
                                                 GError             **error);
gboolean       keyrack_secret_store_was_silent_since (KeyrackSecretStore *self,
                                                      gint64              time);

void           keyrack_secret_store_set_error (GError                  **error,
                                               KeyrackSecretStoreError   code);
void           keyrack_secret_store_translate (GError                  **error,
                                               gboolean                  is_file);

G_END_DECLS
