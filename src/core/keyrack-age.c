/* keyrack-age.c: files that only a passphrase or a key opens, in the form of age v1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-age-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INTRO         "age-encryption.org/v1\n"
#define ANY_INTRO     "age-encryption.org/"
#define ARMOR_START   "begin age "
#define ARMOR_PLACE   1024    /* bytes, in which it begins */
#define PAYLOAD_NONCE 16
#define CHUNK_SIZE    65536
#define SEALED_CHUNK  (CHUNK_SIZE + KEYRACK_AGE_TAG_SIZE)

G_DEFINE_QUARK (keyrack-age-error-quark, keyrack_age_error)

/* Whatever wants to be text is judged as such: it may be damaged right there. */
static gboolean
is_armored (const char *data,
            gsize       length)
{
  g_autofree char *start = length > 0 ? g_ascii_strdown (data, (gssize) MIN (length, ARMOR_PLACE)) : NULL;

  return start != NULL && strstr (start, ARMOR_START) != NULL;
}

static gboolean
is_binary (const char *data,
           gsize       length)
{
  return length >= strlen (ANY_INTRO) && memcmp (data, ANY_INTRO, strlen (ANY_INTRO)) == 0;
}

/**
 * keyrack_age_is_age:
 * @data: (array length=length): what a file holds
 * @length: its length in bytes
 *
 * Returns: %TRUE if it claims to be encrypted in this form
 */
gboolean
keyrack_age_is_age (const char *data,
                    gsize       length)
{
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  return length > 0 && (is_binary (data, length) || is_armored (data, length));
}

/* The chunks are numbered, and the last one is known by its nonce. */
static void
set_chunk (guint8  nonce[KEYRACK_AGE_NONCE_SIZE],
           guint64 number,
           gboolean last)
{
  memset (nonce, 0, KEYRACK_AGE_NONCE_SIZE);
  for (guint i = 0; i < sizeof (number); i++)
    nonce[KEYRACK_AGE_NONCE_SIZE - 2 - i] = (guint8) (number >> (8 * i));
  nonce[KEYRACK_AGE_NONCE_SIZE - 1] = last;
}

static gsize
count_chunks (gsize length,
              gsize chunk)
{
  return length > chunk ? (length + chunk - 1) / chunk : 1;
}

static void
seal_payload (const guint8  key[KEYRACK_AGE_KEY_SIZE],
              const char   *plain,
              gsize         length,
              guint8       *sealed)
{
  gsize n_chunks = count_chunks (length, CHUNK_SIZE);
  guint8 nonce[KEYRACK_AGE_NONCE_SIZE];

  for (gsize i = 0; i < n_chunks; i++)
    {
      gsize size = MIN (CHUNK_SIZE, length - i * CHUNK_SIZE);

      set_chunk (nonce, i, i == n_chunks - 1);
      keyrack_age_seal (key, nonce, plain + i * CHUNK_SIZE, size, sealed + i * SEALED_CHUNK);
    }
}

/* Only an empty file has an empty last chunk. */
static gboolean
open_payload (const guint8  key[KEYRACK_AGE_KEY_SIZE],
              const guint8 *sealed,
              gsize         length,
              char         *plain)
{
  gsize n_chunks = count_chunks (length, SEALED_CHUNK);
  guint8 nonce[KEYRACK_AGE_NONCE_SIZE];

  for (gsize i = 0; i < n_chunks; i++)
    {
      gsize size = MIN (SEALED_CHUNK, length - i * SEALED_CHUNK);

      set_chunk (nonce, i, i == n_chunks - 1);
      if (size < KEYRACK_AGE_TAG_SIZE || (size == KEYRACK_AGE_TAG_SIZE && i > 0) ||
          !keyrack_age_open (key, nonce, sealed + i * SEALED_CHUNK, size, plain + i * CHUNK_SIZE))
        return FALSE;
    }

  return TRUE;
}

static void
derive_payload_key (const guint8 *file_key,
                    const guint8 *nonce,
                    guint8        key[KEYRACK_AGE_KEY_SIZE])
{
  keyrack_age_hkdf (file_key, KEYRACK_AGE_FILE_KEY_SIZE, nonce, PAYLOAD_NONCE, "payload", key);
}

static void
compute_mac (const guint8 *file_key,
             const char   *header,
             gsize         length,
             guint8        mac[KEYRACK_AGE_KEY_SIZE])
{
  guint8 key[KEYRACK_AGE_KEY_SIZE];

  keyrack_age_hkdf (file_key, KEYRACK_AGE_FILE_KEY_SIZE, NULL, 0, "header", key);
  keyrack_age_hmac (key, header, length, mac);
  keyrack_secret_wipe (key, sizeof (key));
}

static gboolean
write_header (GString             *header,
              const guint8        *file_key,
              KeyrackSecret       *passphrase,
              guint                log_n,
              const char * const  *recipients,
              GError             **error)
{
  guint8 mac[KEYRACK_AGE_KEY_SIZE];

  if (passphrase != NULL && !keyrack_age_wrap_scrypt (header, file_key, passphrase, log_n, error))
    return FALSE;

  for (gsize i = 0; passphrase == NULL && recipients[i] != NULL; i++)
    {
      if (!keyrack_age_wrap_x25519 (header, file_key, recipients[i], error))
        return FALSE;
    }

  g_string_append (header, "---");
  compute_mac (file_key, header->str, header->len, mac);
  g_string_append_c (header, ' ');
  keyrack_age_append_base64 (header, mac, sizeof (mac));
  g_string_append_c (header, '\n');

  return TRUE;
}

static char *
join_payload (GString       *header,
              const guint8  *file_key,
              KeyrackSecret *plain,
              gsize         *length)
{
  gsize plain_length = keyrack_secret_get_length (plain);
  gsize sealed_length = plain_length + count_chunks (plain_length, CHUNK_SIZE) * KEYRACK_AGE_TAG_SIZE;
  guint8 nonce[PAYLOAD_NONCE];
  guint8 key[KEYRACK_AGE_KEY_SIZE];
  char *data = NULL;

  keyrack_age_randomize (nonce, sizeof (nonce));
  derive_payload_key (file_key, nonce, key);

  *length = header->len + sizeof (nonce) + sealed_length;
  data = g_malloc (*length);
  memcpy (data, header->str, header->len);
  memcpy (data + header->len, nonce, sizeof (nonce));
  seal_payload (key, keyrack_secret_peek (plain), plain_length, (guint8 *) data + header->len + sizeof (nonce));
  keyrack_secret_wipe (key, sizeof (key));

  return data;
}

char *
keyrack_age_encrypt_with_cost (KeyrackSecret       *plain,
                               KeyrackSecret       *passphrase,
                               guint                log_n,
                               const char * const  *recipients,
                               KeyrackAgeForm       form,
                               gsize               *length,
                               GError             **error)
{
  g_autoptr(GString) header = g_string_new (INTRO);
  g_autofree char *data = NULL;
  guint8 file_key[KEYRACK_AGE_FILE_KEY_SIZE];
  gsize data_length = 0;

  if (!keyrack_age_crypto_check (error))
    return NULL;

  keyrack_age_randomize (file_key, sizeof (file_key));
  if (write_header (header, file_key, passphrase, log_n, recipients, error))
    data = join_payload (header, file_key, plain, &data_length);
  keyrack_secret_wipe (file_key, sizeof (file_key));

  if (data != NULL && form == KEYRACK_AGE_ARMORED)
    return keyrack_age_armor (data, data_length, length);

  *length = data_length;

  return g_steal_pointer (&data);
}

/**
 * keyrack_age_encrypt:
 * @plain: what only those who are meant may read
 * @passphrase: (nullable): what opens the file; then there are no recipients
 * @recipients: (nullable) (array zero-terminated=1): the keys it is encrypted for
 * @form: bytes, or text
 * @length: (out): the length of the file
 * @error: return location for %KEYRACK_AGE_ERROR_RECIPIENT, _MEMORY or _UNAVAILABLE
 *
 * Makes a file in the form of age v1 (C2SP), which the program of that name opens too. With
 * a passphrase it takes a second and 256 MiB, so it is a matter for a thread of its own.
 *
 * Returns: (transfer full) (array length=length): the file, or %NULL
 */
char *
keyrack_age_encrypt (KeyrackSecret       *plain,
                     KeyrackSecret       *passphrase,
                     const char * const  *recipients,
                     KeyrackAgeForm       form,
                     gsize               *length,
                     GError             **error)
{
  g_return_val_if_fail (plain != NULL, NULL);
  g_return_val_if_fail ((passphrase == NULL) != (recipients == NULL || *recipients == NULL), NULL);
  g_return_val_if_fail (length != NULL, NULL);

  return keyrack_age_encrypt_with_cost (plain, passphrase, KEYRACK_AGE_SCRYPT_LOG_N, recipients, form, length, error);
}

static KeyrackSecret *
open_file (const KeyrackAgeHeader *header,
           const guint8           *file_key,
           const char             *data,
           gsize                   length,
           GError                **error)
{
  const guint8 *nonce = (const guint8 *) data + header->length;
  gsize sealed_length = length - header->length - PAYLOAD_NONCE;
  guint8 key[KEYRACK_AGE_KEY_SIZE];
  KeyrackSecret *plain = NULL;
  char *buffer = g_malloc (sealed_length + 1);
  gsize n_tags = count_chunks (sealed_length, SEALED_CHUNK);

  derive_payload_key (file_key, nonce, key);
  if (open_payload (key, nonce + PAYLOAD_NONCE, sealed_length, buffer))
    plain = keyrack_secret_new (buffer, (gssize) (sealed_length - n_tags * KEYRACK_AGE_TAG_SIZE));
  else
    g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_PAYLOAD,
                         _("The encrypted file is damaged or was cut off."));

  keyrack_secret_wipe (key, sizeof (key));
  keyrack_secret_wipe (buffer, sealed_length);
  g_free (buffer);

  return plain;
}

static gboolean
check_mac (const KeyrackAgeHeader *header,
           const guint8           *file_key,
           const char             *data,
           GError                **error)
{
  guint8 mac[KEYRACK_AGE_KEY_SIZE];
  guint8 difference = 0;

  compute_mac (file_key, data, header->mac_end, mac);
  for (gsize i = 0; i < sizeof (mac); i++)
    difference |= mac[i] ^ header->mac[i];

  if (difference == 0)
    return TRUE;

  g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_HMAC,
                       _("The beginning of the encrypted file was changed."));

  return FALSE;
}

static KeyrackSecret *
decrypt_binary (const char    *data,
                gsize          length,
                KeyrackSecret *passphrase,
                KeyrackSecret *identity,
                GError       **error)
{
  g_autoptr(KeyrackAgeHeader) header = keyrack_age_header_parse (data, length, error);
  guint8 file_key[KEYRACK_AGE_FILE_KEY_SIZE];
  KeyrackSecret *plain = NULL;

  if (header == NULL || !keyrack_age_crypto_check (error) ||
      !keyrack_age_unwrap (header, passphrase, identity, file_key, error))
    return NULL;

  if (check_mac (header, file_key, data, error))
    {
      if (length - header->length < PAYLOAD_NONCE)
        keyrack_age_fail_header (error);
      else
        plain = open_file (header, file_key, data, length, error);
    }

  keyrack_secret_wipe (file_key, sizeof (file_key));

  return plain;
}

/* Calls for what is inside the text form, if it is one. */
static GByteArray *
dup_binary (const char *data,
            gsize       length,
            GError    **error)
{
  if (is_armored (data, length) && !is_binary (data, length))
    return keyrack_age_unarmor (data, length, error);

  return g_byte_array_append (g_byte_array_new (), (const guint8 *) data, (guint) length);
}

/**
 * keyrack_age_has_passphrase:
 * @data: (array length=length): a file in the form of age
 * @length: its length in bytes
 * @has_passphrase: (out): a passphrase opens it, no key
 * @error: return location for an error of %KEYRACK_AGE_ERROR
 *
 * Returns: %FALSE if nothing can open it
 */
gboolean
keyrack_age_has_passphrase (const char *data,
                            gsize       length,
                            gboolean   *has_passphrase,
                            GError    **error)
{
  g_autoptr(GByteArray) bytes = NULL;
  g_autoptr(KeyrackAgeHeader) header = NULL;

  g_return_val_if_fail (data != NULL && has_passphrase != NULL, FALSE);

  bytes = dup_binary (data, length, error);
  if (bytes != NULL)
    header = keyrack_age_header_parse ((const char *) bytes->data, bytes->len, error);

  *has_passphrase = header != NULL && keyrack_age_is_scrypt (header);

  return header != NULL;
}

/**
 * keyrack_age_decrypt:
 * @data: (array length=length): a file in the form of age, as bytes or as text
 * @length: its length in bytes
 * @passphrase: (nullable): opens a file with a passphrase
 * @identity: (nullable): AGE-SECRET-KEY-1…, opens a file for recipients
 * @error: return location for an error of %KEYRACK_AGE_ERROR
 *
 * Opens a file of age v1. Nothing of it is given out before all of it is proven genuine.
 * What a passphrase may cost is bounded before anything is allocated.
 *
 * Returns: (transfer full): what it holds, or %NULL
 */
KeyrackSecret *
keyrack_age_decrypt (const char    *data,
                     gsize          length,
                     KeyrackSecret *passphrase,
                     KeyrackSecret *identity,
                     GError       **error)
{
  g_autoptr(GByteArray) bytes = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  bytes = dup_binary (data, length, error);
  if (bytes == NULL)
    return NULL;

  return decrypt_binary (bytes->len > 0 ? (const char *) bytes->data : "", bytes->len, passphrase, identity, error);
}
