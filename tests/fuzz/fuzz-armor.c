/* fuzz-armor.c: text leads back to bytes, and no other text to the same ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"
#include "keyrack-age-private.h"

/* Any bytes, as text and back. */
static void
check_bytes (const char *data,
             gsize       size)
{
  gsize length = 0;
  g_autofree char *text = keyrack_age_armor (data, size, &length);
  g_autoptr(GByteArray) bytes = keyrack_age_unarmor (text, length, NULL);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (bytes->data, bytes->len, data, size);
}

/* Without what may stand at the end of a line or between lines. */
static void
assert_same_lines (const char *given,
                   const char *expected)
{
  g_auto(GStrv) lines = g_strsplit (expected, "\n", -1);
  g_auto(GStrv) given_lines = g_strsplit (given, "\n", -1);
  guint found = 0;

  for (guint i = 0; given_lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (given_lines[i]);

      if (*line != '\0')
        g_assert_cmpstr (line, ==, lines[found++]);
    }

  g_assert_cmpstr (lines[found], ==, "");
}

/* What is taken for armor is, but for blank lines around it and the ends of its lines, the
 * text that its bytes make. */
static void
check_text (const char *data,
            gsize       size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) bytes = keyrack_age_unarmor (data, size, &error);
  g_autofree char *text = NULL;
  g_autofree char *given = NULL;
  gsize length = 0;

  g_assert_true ((bytes != NULL) != (error != NULL));
  if (bytes == NULL)
    return;

  text = keyrack_age_armor ((const char *) bytes->data, bytes->len, &length);
  given = g_strndup (data, size);
  g_strdelimit (given, "\r", '\n');
  assert_same_lines (given, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  check_bytes ((const char *) data, size);
  check_text ((const char *) data, size);

  return 0;
}
