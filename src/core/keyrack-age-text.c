/* keyrack-age-text.c: Base64 and the text form of age files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-age-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BEGIN_LINE  "-----BEGIN AGE ENCRYPTED FILE-----"
#define END_LINE    "-----END AGE ENCRYPTED FILE-----"
#define LINE_LENGTH 64
#define LINE_BYTES  48
#define BLANKS      " \t\r\n"

/* Without the padding, as headers have it. */
void
keyrack_age_append_base64 (GString    *text,
                           const void *bytes,
                           gsize       length)
{
  g_autofree char *encoded = g_base64_encode (bytes, length);

  g_string_append_len (text, encoded, (gssize) strcspn (encoded, "="));
}

static int
value_of (char c)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *place = c != '\0' ? strchr (alphabet, c) : NULL;

  return place != NULL ? (int) (place - alphabet) : -1;
}

static gsize
count_padding (const char *text,
               gsize       length)
{
  gsize n_padding = 0;

  while (n_padding < 2 && n_padding < length && text[length - n_padding - 1] == '=')
    n_padding++;

  return n_padding;
}

/* Only the one text that encodes these bytes (RFC 4648, section 3.5). */
gboolean
keyrack_age_decode_base64 (const char *text,
                           gsize       length,
                           gboolean    padded,
                           GByteArray *bytes)
{
  gsize n_padding = padded ? count_padding (text, length) : 0;
  guint32 bits = 0;
  guint n_bits = 0;

  if (padded && length % 4 != 0)
    return FALSE;

  for (gsize i = 0; i < length - n_padding; i++)
    {
      int value = value_of (text[i]);

      if (value < 0)
        return FALSE;

      bits = bits << 6 | (guint32) value;
      n_bits += 6;
      if (n_bits >= 8)
        {
          guint8 byte = (guint8) (bits >> (n_bits -= 8));

          g_byte_array_append (bytes, &byte, 1);
        }
    }

  /* What is left of the last character: no whole one, and nothing in it. */
  return n_bits < 6 && (bits & ((1u << n_bits) - 1)) == 0 && (!padded || n_padding == n_bits / 2);
}

/* Text for e-mail and the like, as the age specification has it. */
char *
keyrack_age_armor (const char *data,
                   gsize       length,
                   gsize      *armored_length)
{
  g_autoptr(GString) text = g_string_new (BEGIN_LINE "\n");

  for (gsize i = 0; i < length; i += LINE_BYTES)
    {
      g_autofree char *line = g_base64_encode ((const guchar *) data + i, MIN (LINE_BYTES, length - i));

      g_string_append (text, line);
      g_string_append_c (text, '\n');
    }

  g_string_append (text, END_LINE "\n");
  *armored_length = text->len;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Without its end, which may be that of Windows; NULL after the last one. */
static const char *
next_line (const char **cursor,
           const char  *end,
           gsize       *length)
{
  const char *line = *cursor;
  const char *feed = NULL;

  if (line == end)
    return NULL;

  feed = memchr (line, '\n', (gsize) (end - line));
  *cursor = feed != NULL ? feed + 1 : end;
  *length = (gsize) ((feed != NULL ? feed : end) - line);
  if (feed != NULL && *length > 0 && line[*length - 1] == '\r')
    *length -= 1;

  return line;
}

static gboolean
is_line (const char *line,
         gsize       length,
         const char *expected)
{
  return length == strlen (expected) && memcmp (line, expected, length) == 0;
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\0' || strchr (BLANKS, text[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_lines (const char *cursor,
            const char *end,
            GByteArray *bytes)
{
  const char *line = NULL;
  gsize length = 0;
  gboolean last = FALSE;

  do
    line = next_line (&cursor, end, &length);
  while (line != NULL && is_blank (line, length));

  if (line == NULL || !is_line (line, length, BEGIN_LINE))
    return FALSE;

  while ((line = next_line (&cursor, end, &length)) != NULL && !is_line (line, length, END_LINE))
    {
      if (last || length == 0 || length > LINE_LENGTH || !keyrack_age_decode_base64 (line, length, TRUE, bytes))
        return FALSE;

      last = length < LINE_LENGTH || line[length - 1] == '=';
    }

  return line != NULL && is_blank (cursor, (gsize) (end - cursor));
}

/* Every line but the last is full, and nothing but blank lines stands around them. */
GByteArray *
keyrack_age_unarmor (const char  *text,
                     gsize        length,
                     GError     **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  if (read_lines (text, text + length, bytes))
    return g_steal_pointer (&bytes);

  g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_ARMOR,
                       _("The encrypted text is damaged. Copy it whole, from the BEGIN line to the END line."));

  return NULL;
}
