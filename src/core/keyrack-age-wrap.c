/* keyrack-age-wrap.c: the key of an age file under a passphrase or the keys of recipients
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-age-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCRYPT       "scrypt"
#define SCRYPT_LABEL "age-encryption.org/v1/scrypt"
#define SCRYPT_SALT  16
#define X25519       "X25519"
#define X25519_LABEL "age-encryption.org/v1/X25519"

/* Each key is used once. */
static const guint8 zero_nonce[KEYRACK_AGE_NONCE_SIZE];

static void
append_stanza (GString      *header,
               const char   *kind,
               const guint8 *argument,
               gsize         length,
               const char   *more,
               const guint8  key[KEYRACK_AGE_KEY_SIZE],
               const guint8 *file_key)
{
  guint8 wrapped[KEYRACK_AGE_WRAPPED_SIZE];

  keyrack_age_seal (key, zero_nonce, file_key, KEYRACK_AGE_FILE_KEY_SIZE, wrapped);
  g_string_append_printf (header, "-> %s ", kind);
  keyrack_age_append_base64 (header, argument, length);
  g_string_append_printf (header, "%s\n", more);
  keyrack_age_append_base64 (header, wrapped, sizeof (wrapped));
  g_string_append_c (header, '\n');
}

static gboolean
derive_scrypt (KeyrackSecret *passphrase,
               const guint8   salt[SCRYPT_SALT],
               guint          log_n,
               guint8         key[KEYRACK_AGE_KEY_SIZE],
               GError       **error)
{
  guint8 labelled[sizeof (SCRYPT_LABEL) - 1 + SCRYPT_SALT];

  memcpy (labelled, SCRYPT_LABEL, sizeof (SCRYPT_LABEL) - 1);
  memcpy (labelled + sizeof (SCRYPT_LABEL) - 1, salt, SCRYPT_SALT);

  return keyrack_age_scrypt (passphrase, labelled, sizeof (labelled), log_n, key, error);
}

gboolean
keyrack_age_wrap_scrypt (GString        *header,
                         const guint8   *file_key,
                         KeyrackSecret  *passphrase,
                         guint           log_n,
                         GError        **error)
{
  g_autofree char *cost = g_strdup_printf (" %u", log_n);
  guint8 salt[SCRYPT_SALT];
  guint8 key[KEYRACK_AGE_KEY_SIZE];

  keyrack_age_randomize (salt, sizeof (salt));
  if (!derive_scrypt (passphrase, salt, log_n, key, error))
    return FALSE;

  append_stanza (header, SCRYPT, salt, sizeof (salt), cost, key, file_key);
  keyrack_secret_wipe (key, sizeof (key));

  return TRUE;
}

/* FALSE: nothing can be kept secret with this share. */
static gboolean
derive_x25519 (const guint8  scalar[KEYRACK_AGE_KEY_SIZE],
               const guint8  point[KEYRACK_AGE_KEY_SIZE],
               const guint8  share[KEYRACK_AGE_KEY_SIZE],
               const guint8  recipient[KEYRACK_AGE_KEY_SIZE],
               guint8        key[KEYRACK_AGE_KEY_SIZE])
{
  guint8 shared[KEYRACK_AGE_KEY_SIZE];
  guint8 salt[2 * KEYRACK_AGE_KEY_SIZE];

  if (!keyrack_age_x25519 (scalar, point, shared))
    return FALSE;

  memcpy (salt, share, KEYRACK_AGE_KEY_SIZE);
  memcpy (salt + KEYRACK_AGE_KEY_SIZE, recipient, KEYRACK_AGE_KEY_SIZE);
  keyrack_age_hkdf (shared, sizeof (shared), salt, sizeof (salt), X25519_LABEL, key);
  keyrack_secret_wipe (shared, sizeof (shared));

  return TRUE;
}

gboolean
keyrack_age_wrap_x25519 (GString       *header,
                         const guint8  *file_key,
                         const char    *recipient,
                         GError       **error)
{
  guint8 point[KEYRACK_AGE_KEY_SIZE];
  guint8 scalar[KEYRACK_AGE_KEY_SIZE];
  guint8 share[KEYRACK_AGE_KEY_SIZE];
  guint8 key[KEYRACK_AGE_KEY_SIZE];
  gboolean good = FALSE;

  if (!keyrack_age_parse_recipient (recipient, point, error))
    return FALSE;

  keyrack_age_randomize (scalar, sizeof (scalar));
  keyrack_age_x25519 (scalar, NULL, share);
  good = derive_x25519 (scalar, point, share, point, key);
  keyrack_secret_wipe (scalar, sizeof (scalar));

  if (good)
    append_stanza (header, X25519, share, sizeof (share), "", key, file_key);
  else
    g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT,
                         _("This recipient’s key protects nothing; ask for another one."));

  keyrack_secret_wipe (key, sizeof (key));

  return good;
}

static gboolean
is_kind (const KeyrackAgeStanza *stanza,
         const char             *kind)
{
  return g_str_equal (stanza->arguments[0], kind);
}

gboolean
keyrack_age_is_scrypt (const KeyrackAgeHeader *header)
{
  return is_kind (header->stanzas->pdata[0], SCRYPT);
}

static gboolean
read_argument (const KeyrackAgeStanza *stanza,
               guint                   n_arguments,
               guint8                 *bytes,
               gsize                   length)
{
  g_autoptr(GByteArray) argument = g_byte_array_new ();
  gboolean good = g_strv_length (stanza->arguments) == n_arguments &&
                  keyrack_age_decode_base64 (stanza->arguments[1], strlen (stanza->arguments[1]), FALSE, argument) &&
                  argument->len == length && stanza->body->len == KEYRACK_AGE_WRAPPED_SIZE;

  if (good)
    memcpy (bytes, argument->data, length);

  return good;
}

static gboolean
fail_to_match (GError    **error,
               const char *sentence)
{
  g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_NO_MATCH, sentence);

  return FALSE;
}

/* Without a sign, a space or a zero in front. */
static gboolean
read_cost (const char *text,
           guint      *log_n)
{
  guint64 number = 0;

  if (*text < '1' || *text > '9' || strlen (text) > 2 ||
      !g_ascii_string_to_unsigned (text, 10, 1, 99, &number, NULL))
    return FALSE;

  *log_n = (guint) number;

  return TRUE;
}

/* Refused before anything is allocated. */
static gboolean
check_cost (guint    log_n,
            GError **error)
{
  if (log_n <= KEYRACK_AGE_SCRYPT_MAX)
    return TRUE;

  g_set_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_TOO_COSTLY,
               /* Translators: how costly the passphrase of a file is, and how costly it may be: 23 and 20 */
               _("To open this file would take too much memory (work factor %u, at most %d is allowed)."),
               log_n, KEYRACK_AGE_SCRYPT_MAX);

  return FALSE;
}

static gboolean
unwrap_scrypt (const KeyrackAgeStanza *stanza,
               KeyrackSecret          *passphrase,
               guint8                 *file_key,
               GError                **error)
{
  guint8 salt[SCRYPT_SALT];
  guint8 key[KEYRACK_AGE_KEY_SIZE];
  gboolean genuine = FALSE;
  guint log_n = 0;

  if (!read_argument (stanza, 3, salt, sizeof (salt)) || !read_cost (stanza->arguments[2], &log_n))
    return keyrack_age_fail_header (error);

  if (!check_cost (log_n, error))
    return FALSE;

  if (passphrase == NULL)
    return fail_to_match (error, _("A passphrase opens this file, no key."));

  if (!derive_scrypt (passphrase, salt, log_n, key, error))
    return FALSE;

  genuine = keyrack_age_open (key, zero_nonce, stanza->body->data, stanza->body->len, file_key);
  keyrack_secret_wipe (key, sizeof (key));

  return genuine || fail_to_match (error, _("This is not the passphrase of the file."));
}

typedef enum
{
  UNWRAPPED,
  NOT_FOR_US,
  DAMAGED,
} Unwrapped;

static Unwrapped
unwrap_x25519 (const KeyrackAgeStanza *stanza,
               const guint8            scalar[KEYRACK_AGE_KEY_SIZE],
               guint8                 *file_key)
{
  guint8 share[KEYRACK_AGE_KEY_SIZE];
  guint8 point[KEYRACK_AGE_KEY_SIZE];
  guint8 key[KEYRACK_AGE_KEY_SIZE];
  gboolean genuine = FALSE;

  if (!read_argument (stanza, 2, share, sizeof (share)) || !keyrack_age_x25519 (scalar, NULL, point) ||
      !derive_x25519 (scalar, share, share, point, key))
    return DAMAGED;

  genuine = keyrack_age_open (key, zero_nonce, stanza->body->data, stanza->body->len, file_key);
  keyrack_secret_wipe (key, sizeof (key));

  return genuine ? UNWRAPPED : NOT_FOR_US;
}

static gboolean
unwrap_any (const KeyrackAgeHeader *header,
            const guint8            scalar[KEYRACK_AGE_KEY_SIZE],
            guint8                 *file_key,
            GError                **error)
{
  for (guint i = 0; i < header->stanzas->len; i++)
    {
      const KeyrackAgeStanza *stanza = header->stanzas->pdata[i];
      Unwrapped unwrapped = is_kind (stanza, X25519) ? unwrap_x25519 (stanza, scalar, file_key) : NOT_FOR_US;

      if (unwrapped == UNWRAPPED)
        return TRUE;

      if (unwrapped == DAMAGED)
        return keyrack_age_fail_header (error);
    }

  return fail_to_match (error, _("This file was encrypted for other keys than yours."));
}

/* Whoever knows a passphrase has made the whole file, so nothing else stands beside it. */
gboolean
keyrack_age_unwrap (const KeyrackAgeHeader *header,
                    KeyrackSecret          *passphrase,
                    KeyrackSecret          *identity,
                    guint8                 *file_key,
                    GError                **error)
{
  guint8 scalar[KEYRACK_AGE_KEY_SIZE];
  gboolean found = FALSE;

  for (guint i = 0; header->stanzas->len > 1 && i < header->stanzas->len; i++)
    {
      if (is_kind (header->stanzas->pdata[i], SCRYPT))
        return keyrack_age_fail_header (error);
    }

  if (keyrack_age_is_scrypt (header))
    return unwrap_scrypt (header->stanzas->pdata[0], passphrase, file_key, error);

  if (identity == NULL)
    return fail_to_match (error, _("A key opens this file, no passphrase."));

  found = keyrack_age_parse_identity (identity, scalar, error) && unwrap_any (header, scalar, file_key, error);
  keyrack_secret_wipe (scalar, sizeof (scalar));

  return found;
}
