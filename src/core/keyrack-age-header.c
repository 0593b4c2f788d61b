/* keyrack-age-header.c: the header of an age file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-age-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INTRO        "age-encryption.org/v1"
#define ANY_INTRO    "age-encryption.org/"
#define BODY_COLUMNS 64

typedef struct
{
  const char *start;
  const char *cursor;
  const char *end;
} Reader;

static void
stanza_free (gpointer data)
{
  KeyrackAgeStanza *stanza = data;

  g_strfreev (stanza->arguments);
  g_byte_array_unref (stanza->body);
  g_free (stanza);
}

void
keyrack_age_header_free (KeyrackAgeHeader *self)
{
  g_ptr_array_unref (self->stanzas);
  g_free (self);
}

gboolean
keyrack_age_fail_header (GError **error)
{
  g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_HEADER,
                       _("The encrypted file is damaged at its beginning."));

  return FALSE;
}

/* Without its end; every line of a header has one. */
static gboolean
next_line (Reader      *reader,
           const char **line,
           gsize       *length)
{
  const char *feed = memchr (reader->cursor, '\n', (gsize) (reader->end - reader->cursor));

  if (feed == NULL)
    return FALSE;

  *line = reader->cursor;
  *length = (gsize) (feed - reader->cursor);
  reader->cursor = feed + 1;

  return TRUE;
}

static gboolean
starts_with (const char *line,
             gsize       length,
             const char *start)
{
  return length >= strlen (start) && memcmp (line, start, strlen (start)) == 0;
}

/* Visible ASCII between single spaces. */
static char **
dup_arguments (const char *line,
               gsize       length)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) arguments = NULL;

  for (gsize i = 0; i < length; i++)
    {
      if (line[i] < ' ' || line[i] > '~')
        return NULL;
    }

  text = g_strndup (line, length);
  arguments = g_strsplit (text, " ", -1);
  for (gsize i = 0; arguments[i] != NULL; i++)
    {
      if (*arguments[i] == '\0')
        return NULL;
    }

  return arguments[0] != NULL ? g_steal_pointer (&arguments) : NULL;
}

/* Full lines, and a shorter one, which may be empty. */
static gboolean
read_body (Reader     *reader,
           GByteArray *body)
{
  const char *line = NULL;
  gsize length = 0;

  do
    {
      if (!next_line (reader, &line, &length) || length > BODY_COLUMNS ||
          !keyrack_age_decode_base64 (line, length, FALSE, body))
        return FALSE;
    }
  while (length == BODY_COLUMNS);

  return TRUE;
}

static gboolean
read_stanza (Reader           *reader,
             const char       *line,
             gsize             length,
             KeyrackAgeHeader *header)
{
  KeyrackAgeStanza *stanza = NULL;
  char **arguments = dup_arguments (line + 3, length - 3);

  if (arguments == NULL)
    return FALSE;

  stanza = g_new0 (KeyrackAgeStanza, 1);
  stanza->arguments = arguments;
  stanza->body = g_byte_array_new ();
  g_ptr_array_add (header->stanzas, stanza);

  return read_body (reader, stanza->body);
}

static gboolean
read_mac (const char       *line,
          gsize             length,
          KeyrackAgeHeader *header)
{
  g_autoptr(GByteArray) mac = g_byte_array_new ();

  if (!starts_with (line, length, "--- ") || !keyrack_age_decode_base64 (line + 4, length - 4, FALSE, mac) ||
      mac->len != sizeof (header->mac))
    return FALSE;

  memcpy (header->mac, mac->data, mac->len);

  return TRUE;
}

static gboolean
read_header (Reader           *reader,
             KeyrackAgeHeader *header)
{
  const char *line = NULL;
  gsize length = 0;

  while (next_line (reader, &line, &length))
    {
      if (starts_with (line, length, "---"))
        {
          header->mac_end = (gsize) (line - reader->start) + 3;
          header->length = (gsize) (reader->cursor - reader->start);

          return header->stanzas->len > 0 && read_mac (line, length, header);
        }

      if (!starts_with (line, length, "-> ") || !read_stanza (reader, line, length, header))
        return FALSE;
    }

  return FALSE;
}

/**
 * keyrack_age_header_parse:
 * @data: (array length=length): a file in the binary form
 * @length: its length in bytes
 * @error: return location for %KEYRACK_AGE_ERROR_NOT_AGE or _HEADER
 *
 * Reads a header as strictly as the specification demands (C2SP, age v1): there is only
 * one way to write each.
 *
 * Returns: (transfer full): the header, whose MAC is not looked at yet
 */
KeyrackAgeHeader *
keyrack_age_header_parse (const char  *data,
                          gsize        length,
                          GError     **error)
{
  g_autoptr(KeyrackAgeHeader) header = g_new0 (KeyrackAgeHeader, 1);
  Reader reader = { data, data, data + length };
  const char *line = NULL;
  gsize line_length = 0;

  header->stanzas = g_ptr_array_new_with_free_func (stanza_free);

  if (!starts_with (data, length, ANY_INTRO))
    {
      g_set_error_literal (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_NOT_AGE,
                           _("This is not an encrypted file that Keyrack can open."));
      return NULL;
    }

  if (next_line (&reader, &line, &line_length) && line_length == strlen (INTRO) &&
      starts_with (line, line_length, INTRO) && read_header (&reader, header))
    return g_steal_pointer (&header);

  keyrack_age_fail_header (error);

  return NULL;
}
