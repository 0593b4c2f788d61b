/* fuzz-age.c: no file makes the reader of encrypted files stumble, and text leads back to bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"
#include "keyrack-age-private.h"

/* Nobody's own key: that of the specification's example. */
#define IDENTITY "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"

/* What is taken for Base64 is the one text for these bytes. */
static void
check_base64 (const char *data,
              gsize       size)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GString) again = g_string_new (NULL);

  if (!keyrack_age_decode_base64 (data, size, FALSE, bytes))
    return;

  keyrack_age_append_base64 (again, bytes->data, bytes->len);
  g_assert_cmpmem (again->str, again->len, data, size);
}

static void
check_header (const char *data,
              gsize       size)
{
  g_autoptr(KeyrackAgeHeader) header = keyrack_age_header_parse (data, size, NULL);

  if (header == NULL)
    return;

  g_assert_cmpuint (header->stanzas->len, >, 0);
  g_assert_cmpuint (header->mac_end, <, header->length);
  g_assert_cmpuint (header->length, <=, size);
  g_assert_cmpmem (data + header->mac_end - 3, 3, "---", 3);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = (const char *) data;
  g_autoptr(KeyrackSecret) identity = keyrack_secret_new (IDENTITY, -1);
  g_autoptr(KeyrackSecret) plain = NULL;
  g_autoptr(GError) error = NULL;

  /* Without a passphrase, which would take its time. */
  plain = keyrack_age_decrypt (text, size, NULL, identity, &error);
  g_assert_true ((plain != NULL) != (error != NULL));

  check_header (text, size);
  check_base64 (text, size);

  return 0;
}
