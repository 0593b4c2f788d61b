/* keyrack-age-private.h: what the files of the age format share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-age.h"

G_BEGIN_DECLS

#define KEYRACK_AGE_KEY_SIZE       32
#define KEYRACK_AGE_TAG_SIZE       16
#define KEYRACK_AGE_FILE_KEY_SIZE  16
#define KEYRACK_AGE_NONCE_SIZE     12   /* of ChaCha20-Poly1305 */
#define KEYRACK_AGE_WRAPPED_SIZE   (KEYRACK_AGE_FILE_KEY_SIZE + KEYRACK_AGE_TAG_SIZE)

#define KEYRACK_AGE_SCRYPT_LOG_N   18
#define KEYRACK_AGE_SCRYPT_MAX     20   /* 1 GiB */

/* Primitives; only keyrack-age-crypto.c knows where they come from. */
gboolean keyrack_age_crypto_check  (GError        **error);
void     keyrack_age_randomize     (guint8         *bytes,
                                    gsize           length);
gboolean keyrack_age_scrypt        (KeyrackSecret  *passphrase,
                                    const guint8   *salt,
                                    gsize           salt_length,
                                    guint           log_n,
                                    guint8          key[KEYRACK_AGE_KEY_SIZE],
                                    GError        **error);
void     keyrack_age_hmac          (const guint8    key[KEYRACK_AGE_KEY_SIZE],
                                    const void     *data,
                                    gsize           length,
                                    guint8          mac[KEYRACK_AGE_KEY_SIZE]);
void     keyrack_age_hkdf          (const guint8   *secret,
                                    gsize           length,
                                    const guint8   *salt,
                                    gsize           salt_length,
                                    const char     *info,
                                    guint8          key[KEYRACK_AGE_KEY_SIZE]);
gboolean keyrack_age_x25519        (const guint8    scalar[KEYRACK_AGE_KEY_SIZE],
                                    const guint8   *point,
                                    guint8          result[KEYRACK_AGE_KEY_SIZE]);
void     keyrack_age_seal          (const guint8    key[KEYRACK_AGE_KEY_SIZE],
                                    const guint8    nonce[KEYRACK_AGE_NONCE_SIZE],
                                    const void     *plain,
                                    gsize           length,
                                    guint8         *sealed);
gboolean keyrack_age_open          (const guint8    key[KEYRACK_AGE_KEY_SIZE],
                                    const guint8    nonce[KEYRACK_AGE_NONCE_SIZE],
                                    const guint8   *sealed,
                                    gsize           length,
                                    void           *plain);

/* Text. */
void     keyrack_age_append_base64 (GString        *text,
                                    const void     *bytes,
                                    gsize           length);
gboolean keyrack_age_decode_base64 (const char     *text,
                                    gsize           length,
                                    gboolean        padded,
                                    GByteArray     *bytes);
char    *keyrack_age_armor         (const char     *data,
                                    gsize           length,
                                    gsize          *armored_length);
GByteArray *keyrack_age_unarmor    (const char     *text,
                                    gsize           length,
                                    GError        **error);

/* The header. */
typedef struct
{
  char       **arguments;  /* the first one says what it is */
  GByteArray  *body;
} KeyrackAgeStanza;

typedef struct
{
  GPtrArray *stanzas;      /* KeyrackAgeStanza */
  gsize      mac_end;      /* how much of the file the MAC is of */
  guint8     mac[KEYRACK_AGE_KEY_SIZE];
  gsize      length;       /* what follows is the payload */
} KeyrackAgeHeader;

KeyrackAgeHeader *keyrack_age_header_parse (const char        *data,
                                            gsize              length,
                                            GError           **error);
void              keyrack_age_header_free  (KeyrackAgeHeader  *self);
gboolean          keyrack_age_fail_header  (GError           **error);

/* Keys as text. */
gboolean keyrack_age_parse_recipient (const char     *text,
                                      guint8          key[KEYRACK_AGE_KEY_SIZE],
                                      GError        **error);
gboolean keyrack_age_parse_identity  (KeyrackSecret  *identity,
                                      guint8          key[KEYRACK_AGE_KEY_SIZE],
                                      GError        **error);

/* The file key under a passphrase or a key. */
gboolean keyrack_age_wrap_scrypt   (GString                *header,
                                    const guint8           *file_key,
                                    KeyrackSecret          *passphrase,
                                    guint                   log_n,
                                    GError                **error);
gboolean keyrack_age_wrap_x25519   (GString                *header,
                                    const guint8           *file_key,
                                    const char             *recipient,
                                    GError                **error);
gboolean keyrack_age_is_scrypt     (const KeyrackAgeHeader *header);
gboolean keyrack_age_unwrap        (const KeyrackAgeHeader *header,
                                    KeyrackSecret          *passphrase,
                                    KeyrackSecret          *identity,
                                    guint8                 *file_key,
                                    GError                **error);

/* With another cost, for tests. */
char    *keyrack_age_encrypt_with_cost (KeyrackSecret       *plain,
                                        KeyrackSecret       *passphrase,
                                        guint                log_n,
                                        const char * const  *recipients,
                                        KeyrackAgeForm       form,
                                        gsize               *length,
                                        GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackAgeHeader, keyrack_age_header_free)

G_END_DECLS
