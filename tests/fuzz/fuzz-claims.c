/* fuzz-claims.c: whatever a token holds, its claims are few, short and printable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "keyrack-access-token.h"

static void
check_text (const char *text,
            glong       max_characters)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, max_characters);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (text)));
}

static void
check_claims (const char *text)
{
  g_autoptr(KeyrackAccessToken) token = keyrack_access_token_new (text, "Bearer", 900, NULL);
  g_autoptr(GPtrArray) claims = keyrack_access_token_dup_claims (token);

  g_assert_cmpuint (claims->len, <=, 32);

  for (guint i = 0; i < claims->len; i++)
    {
      KeyrackClaim *claim = g_ptr_array_index (claims, i);

      check_text (claim->name, 40);
      check_text (claim->value, 200);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *base64 = g_base64_encode (data, size);
  g_autofree char *token = NULL;

  /* As the token, and as what stands in it. */
  if (keyrack_access_token_is_sound (text))
    check_claims (text);

  base64[strcspn (base64, "=")] = '\0';
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  token = g_strconcat ("e30.", base64, ".e30", NULL);
  check_claims (token);

  return 0;
}
