/* keyrack-age-crypto.c: the primitives of age, by libgcrypt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-age-private.h"

#include <gcrypt.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* libsecret may have been here before. */
static void
ensure_gcrypt (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;

  if (!gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P))
    {
      gcry_check_version (NULL);
      gcry_control (GCRYCTL_DISABLE_SECMEM, 0);
      gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
    }

  g_once_init_leave (&ready, 1);
}

/* A system with FIPS rules forbids ChaCha20. */
gboolean
keyrack_age_crypto_check (GError **error)
{
  ensure_gcrypt ();

  if (gcry_cipher_test_algo (GCRY_CIPHER_CHACHA20) == 0 && gcry_md_test_algo (GCRY_MD_SHA256) == 0)
    return TRUE;

  g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_UNAVAILABLE,
                       _("This computer’s rules for encryption (FIPS) do not allow what such files need."));

  return FALSE;
}

void
keyrack_age_randomize (guint8 *bytes,
                       gsize   length)
{
  ensure_gcrypt ();
  gcry_randomize (bytes, length, GCRY_STRONG_RANDOM);
}

/* RFC 7914 with r = 8 and p = 1, of which libgcrypt takes N as the "subalgorithm". It takes
 * 1 KiB of memory for each of N; that it can't be had is an answer. */
gboolean
keyrack_age_scrypt (KeyrackSecret *passphrase,
                    const guint8  *salt,
                    gsize          salt_length,
                    guint          log_n,
                    guint8         key[KEYRACK_AGE_KEY_SIZE],
                    GError       **error)
{
  gcry_error_t failed = 0;

  g_assert (log_n <= KEYRACK_AGE_SCRYPT_MAX);

  ensure_gcrypt ();
  failed = gcry_kdf_derive (keyrack_secret_peek (passphrase), keyrack_secret_get_length (passphrase),
                            GCRY_KDF_SCRYPT, 1 << log_n, salt, salt_length, 1, KEYRACK_AGE_KEY_SIZE, key);
  if (failed == 0)
    return TRUE;

  g_set_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_MEMORY,
               /* Translators: an amount of memory, such as 256 */
               _("The passphrase needs %u MiB of memory, which can’t be had now. Close other programs and try again."),
               1u << (log_n > 10 ? log_n - 10 : 0));

  return FALSE;
}

void
keyrack_age_hmac (const guint8  key[KEYRACK_AGE_KEY_SIZE],
                  const void   *data,
                  gsize         length,
                  guint8        mac[KEYRACK_AGE_KEY_SIZE])
{
  gcry_md_hd_t handle = NULL;

  if (gcry_md_open (&handle, GCRY_MD_SHA256, GCRY_MD_FLAG_HMAC) != 0 ||
      gcry_md_setkey (handle, key, KEYRACK_AGE_KEY_SIZE) != 0)
    g_error ("SHA-256 is not to be had");

  gcry_md_write (handle, data, length);
  memcpy (mac, gcry_md_read (handle, GCRY_MD_SHA256), KEYRACK_AGE_KEY_SIZE);
  gcry_md_close (handle);
}

/* RFC 5869 with SHA-256, for one block of output; a salt that is missing is zeros. */
void
keyrack_age_hkdf (const guint8 *secret,
                  gsize         length,
                  const guint8 *salt,
                  gsize         salt_length,
                  const char   *info,
                  guint8        key[KEYRACK_AGE_KEY_SIZE])
{
  guint8 salt_key[2 * KEYRACK_AGE_KEY_SIZE] = { 0 };
  guint8 extracted[KEYRACK_AGE_KEY_SIZE];
  g_autofree char *block = g_strconcat (info, "\001", NULL);
  gcry_md_hd_t handle = NULL;

  g_assert (salt_length <= sizeof (salt_key));

  /* HMAC fills a short key up with zeros itself. */
  if (salt_length > 0)
    memcpy (salt_key, salt, salt_length);

  if (gcry_md_open (&handle, GCRY_MD_SHA256, GCRY_MD_FLAG_HMAC) != 0 ||
      gcry_md_setkey (handle, salt_key, MAX (salt_length, KEYRACK_AGE_KEY_SIZE)) != 0)
    g_error ("SHA-256 is not to be had");

  gcry_md_write (handle, secret, length);
  memcpy (extracted, gcry_md_read (handle, GCRY_MD_SHA256), sizeof (extracted));
  gcry_md_close (handle);

  keyrack_age_hmac (extracted, block, strlen (block), key);
  keyrack_secret_wipe (extracted, sizeof (extracted));
}

/* RFC 7748; @point is the base when it is NULL. FALSE: all zeros came out, which says
 * nothing of the scalar (section 6.1). */
gboolean
keyrack_age_x25519 (const guint8  scalar[KEYRACK_AGE_KEY_SIZE],
                    const guint8 *point,
                    guint8        result[KEYRACK_AGE_KEY_SIZE])
{
  guint8 clamped[KEYRACK_AGE_KEY_SIZE];
  guint8 any = 0;
  gcry_error_t failed = 0;

  ensure_gcrypt ();
  memcpy (clamped, scalar, sizeof (clamped));
  clamped[0] &= 248;
  clamped[31] = (guint8) ((clamped[31] & 127) | 64);

  memset (result, 0, KEYRACK_AGE_KEY_SIZE);
  failed = gcry_ecc_mul_point (GCRY_ECC_CURVE25519, result, clamped, point);
  keyrack_secret_wipe (clamped, sizeof (clamped));

  for (gsize i = 0; i < KEYRACK_AGE_KEY_SIZE; i++)
    any |= result[i];

  return failed == 0 && any != 0;
}

static gcry_cipher_hd_t
open_cipher (const guint8 key[KEYRACK_AGE_KEY_SIZE],
             const guint8 nonce[KEYRACK_AGE_NONCE_SIZE])
{
  gcry_cipher_hd_t handle = NULL;

  if (gcry_cipher_open (&handle, GCRY_CIPHER_CHACHA20, GCRY_CIPHER_MODE_POLY1305, 0) != 0 ||
      gcry_cipher_setkey (handle, key, KEYRACK_AGE_KEY_SIZE) != 0 ||
      gcry_cipher_setiv (handle, nonce, KEYRACK_AGE_NONCE_SIZE) != 0)
    g_error ("ChaCha20-Poly1305 is not to be had");

  gcry_cipher_final (handle);

  return handle;
}

/* RFC 8439, section 2.8. @sealed has room for the tag too. */
void
keyrack_age_seal (const guint8  key[KEYRACK_AGE_KEY_SIZE],
                  const guint8  nonce[KEYRACK_AGE_NONCE_SIZE],
                  const void   *plain,
                  gsize         length,
                  guint8       *sealed)
{
  gcry_cipher_hd_t handle = open_cipher (key, nonce);

  if (gcry_cipher_encrypt (handle, sealed, length, plain, length) != 0 ||
      gcry_cipher_gettag (handle, sealed + length, KEYRACK_AGE_TAG_SIZE) != 0)
    g_error ("ChaCha20-Poly1305 failed");

  gcry_cipher_close (handle);
}

/* Nothing is left in @plain, which is shorter by the tag, unless it is genuine. */
gboolean
keyrack_age_open (const guint8  key[KEYRACK_AGE_KEY_SIZE],
                  const guint8  nonce[KEYRACK_AGE_NONCE_SIZE],
                  const guint8 *sealed,
                  gsize         length,
                  void         *plain)
{
  gcry_cipher_hd_t handle = NULL;
  gboolean genuine = FALSE;
  gsize plain_length = length - KEYRACK_AGE_TAG_SIZE;

  g_assert (length >= KEYRACK_AGE_TAG_SIZE);

  handle = open_cipher (key, nonce);
  genuine = gcry_cipher_decrypt (handle, plain, plain_length, sealed, plain_length) == 0 &&
            gcry_cipher_checktag (handle, sealed + plain_length, KEYRACK_AGE_TAG_SIZE) == 0;
  gcry_cipher_close (handle);

  if (!genuine)
    keyrack_secret_wipe (plain, plain_length);

  return genuine;
}
