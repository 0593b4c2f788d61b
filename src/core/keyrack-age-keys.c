/* keyrack-age-keys.c: keys of age as text, in Bech32 (BIP 173)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-age-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RECIPIENT "age"
#define IDENTITY  "age-secret-key-"

#define CHECKSUM_LENGTH 6
#define N_GROUPS        52  /* of five bits, for 32 bytes */

static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static guint32
add_to_checksum (guint32 checksum,
                 guint   group)
{
  static const guint32 generator[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
  guint32 top = checksum >> 25;

  checksum = (checksum & 0x1ffffff) << 5 ^ group;
  for (guint i = 0; i < G_N_ELEMENTS (generator); i++)
    checksum ^= (top >> i & 1) != 0 ? generator[i] : 0;

  return checksum;
}

static guint32
checksum_of (const char   *prefix,
             const guint8 *groups,
             gsize         n_groups)
{
  guint32 checksum = 1;

  for (const char *c = prefix; *c != '\0'; c++)
    checksum = add_to_checksum (checksum, (guint) *c >> 5);
  checksum = add_to_checksum (checksum, 0);
  for (const char *c = prefix; *c != '\0'; c++)
    checksum = add_to_checksum (checksum, (guint) *c & 31);
  for (gsize i = 0; i < n_groups; i++)
    checksum = add_to_checksum (checksum, groups[i]);

  return checksum;
}

/* Into @text, which has room for the prefix, a 1, the groups and the checksum. */
static void
encode (const char   *prefix,
        const guint8  key[KEYRACK_AGE_KEY_SIZE],
        char         *text)
{
  guint8 groups[N_GROUPS + CHECKSUM_LENGTH] = { 0 };
  guint32 checksum = 0;

  for (guint bit = 0; bit < KEYRACK_AGE_KEY_SIZE * 8; bit++)
    groups[bit / 5] |= (guint8) ((key[bit / 8] >> (7 - bit % 8) & 1) << (4 - bit % 5));

  checksum = checksum_of (prefix, groups, sizeof (groups)) ^ 1;
  for (guint i = 0; i < CHECKSUM_LENGTH; i++)
    groups[N_GROUPS + i] = (guint8) (checksum >> (5 * (CHECKSUM_LENGTH - 1 - i)) & 31);

  text = g_stpcpy (text, prefix);
  *text++ = '1';
  for (guint i = 0; i < sizeof (groups); i++)
    *text++ = alphabet[groups[i]];
  *text = '\0';

  keyrack_secret_wipe (groups, sizeof (groups));
}

/* All letters are of one case. */
static gboolean
decode (const char *prefix,
        gboolean    upper,
        const char *text,
        gsize       length,
        guint8      key[KEYRACK_AGE_KEY_SIZE])
{
  guint8 groups[N_GROUPS + CHECKSUM_LENGTH];
  gsize prefix_length = strlen (prefix);
  gboolean good = length == prefix_length + 1 + sizeof (groups) && text[prefix_length] == '1';

  for (gsize i = 0; good && i < length; i++)
    {
      char c = upper ? g_ascii_tolower (text[i]) : text[i];
      const char *place = c != '\0' ? strchr (alphabet, c) : NULL;

      good = !upper || !g_ascii_islower (text[i]);
      if (i < prefix_length)
        good = good && c == prefix[i];
      else if (i > prefix_length)
        good = good && place != NULL;

      if (i > prefix_length && place != NULL)
        groups[i - prefix_length - 1] = (guint8) (place - alphabet);
    }

  /* The last group has four bits that belong to no byte. */
  good = good && checksum_of (prefix, groups, sizeof (groups)) == 1 && (groups[N_GROUPS - 1] & 15) == 0;

  memset (key, 0, KEYRACK_AGE_KEY_SIZE);
  for (guint bit = 0; good && bit < KEYRACK_AGE_KEY_SIZE * 8; bit++)
    key[bit / 8] |= (guint8) ((groups[bit / 5] >> (4 - bit % 5) & 1) << (7 - bit % 8));

  keyrack_secret_wipe (groups, sizeof (groups));

  return good;
}

gboolean
keyrack_age_parse_recipient (const char *text,
                             guint8      key[KEYRACK_AGE_KEY_SIZE],
                             GError    **error)
{
  if (decode (RECIPIENT, FALSE, text, strlen (text), key))
    return TRUE;

  g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT,
                       _("A recipient is a key that begins with age1; copy it again, whole."));

  return FALSE;
}

gboolean
keyrack_age_parse_identity (KeyrackSecret *identity,
                            guint8         key[KEYRACK_AGE_KEY_SIZE],
                            GError       **error)
{
  if (decode (IDENTITY, TRUE, keyrack_secret_peek (identity), keyrack_secret_get_length (identity), key))
    return TRUE;

  g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT,
                       _("An own key begins with AGE-SECRET-KEY-1; copy it again, whole."));

  return FALSE;
}

/**
 * keyrack_age_check_recipient:
 * @recipient: what was typed or pasted
 * @error: return location for %KEYRACK_AGE_ERROR_RECIPIENT
 *
 * Returns: %TRUE if it is a key to encrypt for
 */
gboolean
keyrack_age_check_recipient (const char *recipient,
                             GError    **error)
{
  guint8 key[KEYRACK_AGE_KEY_SIZE];

  g_return_val_if_fail (recipient != NULL, FALSE);

  return keyrack_age_parse_recipient (recipient, key, error);
}

/**
 * keyrack_age_create_identity:
 *
 * Returns: (transfer full): a new key of one's own, AGE-SECRET-KEY-1…
 */
KeyrackSecret *
keyrack_age_create_identity (void)
{
  char text[sizeof (IDENTITY) + 1 + N_GROUPS + CHECKSUM_LENGTH];
  guint8 key[KEYRACK_AGE_KEY_SIZE];
  KeyrackSecret *identity = NULL;

  keyrack_age_randomize (key, sizeof (key));
  encode (IDENTITY, key, text);
  for (char *c = text; *c != '\0'; c++)
    *c = g_ascii_toupper (*c);

  identity = keyrack_secret_new (text, -1);
  keyrack_secret_wipe (key, sizeof (key));
  keyrack_secret_wipe (text, sizeof (text));

  return identity;
}

/**
 * keyrack_age_dup_recipient:
 * @identity: a key of one's own
 * @error: return location for %KEYRACK_AGE_ERROR_RECIPIENT
 *
 * Returns: (transfer full): what others encrypt for, age1…, or %NULL
 */
char *
keyrack_age_dup_recipient (KeyrackSecret *identity,
                           GError       **error)
{
  char text[sizeof (RECIPIENT) + 1 + N_GROUPS + CHECKSUM_LENGTH];
  guint8 key[KEYRACK_AGE_KEY_SIZE];
  guint8 point[KEYRACK_AGE_KEY_SIZE];

  g_return_val_if_fail (identity != NULL, NULL);

  if (!keyrack_age_parse_identity (identity, key, error))
    return NULL;

  keyrack_age_x25519 (key, NULL, point);
  keyrack_secret_wipe (key, sizeof (key));
  encode (RECIPIENT, point, text);

  return g_strdup (text);
}
