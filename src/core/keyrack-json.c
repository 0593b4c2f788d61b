/* keyrack-json.c: strict check of JSON text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* json-glib 1.6 recurses without a bound, takes what is not JSON, keeps the last of two
 * equal names and wraps integers around. Nothing reaches it that was not checked here. */

typedef struct
{
  gsize offset;
  gsize length;
} Name;

typedef struct
{
  const char *start;
  const char *cursor;
  const char *end;
  guint       depth;
  GArray     *names;       /* of the objects that are open, innermost last */
  GString    *characters;  /* of these names, without escapes */
} Checker;

G_DEFINE_QUARK (keyrack-json-error-quark, keyrack_json_error)

static gboolean check_value (Checker  *self,
                             GError  **error);

/* The sentence must not have a placeholder: it says where, with the line's number. */
static gboolean
fail (Checker           *self,
      KeyrackJsonError   code,
      const char        *sentence,
      GError           **error)
{
  guint line = 1;

  for (const char *c = self->start; c < self->cursor; c++)
    line += *c == '\n';

  /* Translators: the number of a line, then what is wrong there, as a sentence */
  g_set_error (error, KEYRACK_JSON_ERROR, (int) code, _("Line %u: %s"), line, sentence);

  return FALSE;
}

static gboolean
fail_syntax (Checker  *self,
             GError  **error)
{
  return fail (self, KEYRACK_JSON_ERROR_SYNTAX, _("This is not JSON."), error);
}

static gboolean
take (Checker *self,
      char     c)
{
  if (self->cursor == self->end || *self->cursor != c)
    return FALSE;

  self->cursor++;

  return TRUE;
}

static gboolean
take_literal (Checker    *self,
              const char *literal)
{
  gsize length = strlen (literal);

  if ((gsize) (self->end - self->cursor) < length || memcmp (self->cursor, literal, length) != 0)
    return FALSE;

  self->cursor += length;

  return TRUE;
}

static gsize
take_digits (Checker *self)
{
  const char *first = self->cursor;

  while (self->cursor < self->end && g_ascii_isdigit (*self->cursor))
    self->cursor++;

  return (gsize) (self->cursor - first);
}

static void
skip_space (Checker *self)
{
  while (take (self, ' ') || take (self, '\n') || take (self, '\r') || take (self, '\t'))
    ;
}

static gboolean
is_whole_number_in_range (const char *digits)
{
  gint64 number;

  if (digits[0] == '-')
    return g_ascii_string_to_signed (digits, 10, G_MININT64, 0, &number, NULL);

  return g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, &number, NULL);
}

static gboolean
check_number (Checker  *self,
              GError  **error)
{
  g_autofree char *number = NULL;
  const char *first = self->cursor;
  gboolean whole = TRUE;

  take (self, '-');

  if (!take (self, '0') && take_digits (self) == 0)
    return fail_syntax (self, error);

  if (take (self, '.'))
    {
      whole = FALSE;
      if (take_digits (self) == 0)
        return fail_syntax (self, error);
    }

  if (take (self, 'e') || take (self, 'E'))
    {
      whole = FALSE;
      if (!take (self, '+'))
        take (self, '-');
      if (take_digits (self) == 0)
        return fail_syntax (self, error);
    }

  number = g_strndup (first, (gsize) (self->cursor - first));

  if (whole ? !is_whole_number_in_range (number) : !isfinite (g_ascii_strtod (number, NULL)))
    return fail (self, KEYRACK_JSON_ERROR_NUMBER, _("A number is too large."), error);

  return TRUE;
}

static gboolean
take_code_unit (Checker  *self,
                gunichar *unit)
{
  *unit = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = self->cursor < self->end ? g_ascii_xdigit_value (*self->cursor) : -1;

      if (digit < 0)
        return FALSE;

      *unit = *unit * 16 + (gunichar) digit;
      self->cursor++;
    }

  return TRUE;
}

static gboolean
check_unicode_escape (Checker  *self,
                      GString  *name,
                      GError  **error)
{
  gunichar unit;
  gunichar low;

  if (!take_code_unit (self, &unit))
    return fail_syntax (self, error);

  if (unit == 0)
    return fail (self, KEYRACK_JSON_ERROR_ENCODING, _("A text holds a NUL character."), error);

  if (unit >= 0xd800 && unit <= 0xdfff)
    {
      if (unit >= 0xdc00 || !take_literal (self, "\\u") || !take_code_unit (self, &low) ||
          low < 0xdc00 || low > 0xdfff)
        return fail (self, KEYRACK_JSON_ERROR_ENCODING, _("A text holds half a character."), error);

      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }

  if (name != NULL)
    g_string_append_unichar (name, unit);

  return TRUE;
}

static gboolean
check_escape (Checker  *self,
              GString  *name,
              GError  **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (take (self, 'u'))
    return check_unicode_escape (self, name, error);

  letter = self->cursor < self->end ? strchr (letters, *self->cursor) : NULL;
  if (letter == NULL || *letter == '\0')
    return fail_syntax (self, error);

  self->cursor++;
  if (name != NULL)
    g_string_append_c (name, meanings[letter - letters]);

  return TRUE;
}

/* With a name, its characters are kept to be compared. */
static gboolean
check_string (Checker  *self,
              GString  *name,
              GError  **error)
{
  if (!take (self, '"'))
    return fail_syntax (self, error);

  while (!take (self, '"'))
    {
      if (self->cursor == self->end || (guchar) *self->cursor < 0x20)
        return fail_syntax (self, error);

      if (take (self, '\\'))
        {
          if (!check_escape (self, name, error))
            return FALSE;
          continue;
        }

      if (name != NULL)
        g_string_append_c (name, *self->cursor);
      self->cursor++;
    }

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const Name *one = a;
  const Name *other = b;
  const GString *characters = user_data;
  int order = memcmp (characters->str + one->offset, characters->str + other->offset,
                      MIN (one->length, other->length));

  if (order != 0)
    return order;

  return (one->length > other->length) - (one->length < other->length);
}

/* By sorting, not by hashing: nobody can make it slow with names that collide. */
static gboolean
has_equal_names (Checker *self,
                 guint    first)
{
  guint n_names = self->names->len - first;
  Name *names;

  if (n_names < 2)
    return FALSE;

  names = &g_array_index (self->names, Name, first);
  g_qsort_with_data (names, (int) n_names, sizeof (Name), compare_names, self->characters);

  for (guint i = 1; i < n_names; i++)
    {
      if (compare_names (&names[i - 1], &names[i], self->characters) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_member (Checker  *self,
              GError  **error)
{
  Name name = { self->characters->len, 0 };

  skip_space (self);
  if (!check_string (self, self->characters, error))
    return FALSE;

  name.length = self->characters->len - name.offset;
  g_array_append_val (self->names, name);

  skip_space (self);
  if (!take (self, ':'))
    return fail_syntax (self, error);

  return check_value (self, error);
}

static gboolean
check_object (Checker  *self,
              GError  **error)
{
  gsize n_characters = self->characters->len;
  guint first = self->names->len;

  skip_space (self);
  if (take (self, '}'))
    return TRUE;

  do
    {
      if (self->names->len - first >= KEYRACK_JSON_MAX_MEMBERS)
        return fail (self, KEYRACK_JSON_ERROR_TOO_LARGE, _("There is too much in one object."), error);

      if (!check_member (self, error))
        return FALSE;
    }
  while (take (self, ','));

  if (!take (self, '}'))
    return fail_syntax (self, error);

  if (has_equal_names (self, first))
    return fail (self, KEYRACK_JSON_ERROR_DUPLICATE_KEY, _("A name stands twice in one object."), error);

  g_array_set_size (self->names, first);
  g_string_truncate (self->characters, n_characters);

  return TRUE;
}

static gboolean
check_array (Checker  *self,
             GError  **error)
{
  skip_space (self);
  if (take (self, ']'))
    return TRUE;

  do
    {
      if (!check_value (self, error))
        return FALSE;
    }
  while (take (self, ','));

  return take (self, ']') || fail_syntax (self, error);
}

static gboolean
check_container (Checker  *self,
                 GError  **error)
{
  gboolean sound;

  if (self->depth == KEYRACK_JSON_MAX_DEPTH)
    return fail (self, KEYRACK_JSON_ERROR_DEPTH, _("It is nested too deeply."), error);

  self->depth++;
  sound = take (self, '{') ? check_object (self, error)
                           : take (self, '[') && check_array (self, error);
  self->depth--;

  return sound;
}

/* White space on both sides belongs to the value. */
static gboolean
check_value (Checker  *self,
             GError  **error)
{
  gboolean sound;

  skip_space (self);
  if (self->cursor == self->end)
    return fail_syntax (self, error);

  if (*self->cursor == '{' || *self->cursor == '[')
    sound = check_container (self, error);
  else if (*self->cursor == '"')
    sound = check_string (self, NULL, error);
  else if (*self->cursor == '-' || g_ascii_isdigit (*self->cursor))
    sound = check_number (self, error);
  else
    sound = take_literal (self, "true") || take_literal (self, "false") ||
            take_literal (self, "null") || fail_syntax (self, error);

  skip_space (self);

  return sound;
}

/**
 * keyrack_json_check:
 * @text: (array length=length): what came from a server or a file
 * @length: its length in bytes
 * @max_length: how many bytes are allowed, such as %KEYRACK_JSON_MAX_ANSWER
 * @error: return location for an error of %KEYRACK_JSON_ERROR
 *
 * Checks that @text is one JSON value by RFC 8259, and within our bounds:
 * UTF-8, %KEYRACK_JSON_MAX_DEPTH levels, %KEYRACK_JSON_MAX_MEMBERS members in an
 * object with no name twice, no NUL and no half of a surrogate pair, whole
 * numbers that fit into 64 bits with a sign, others finite. A byte order mark is
 * refused. The time it takes grows as n log n.
 *
 * Returns: %TRUE if @text can be given to json-glib
 */
gboolean
keyrack_json_check (const char  *text,
                    gsize        length,
                    gsize        max_length,
                    GError     **error)
{
  g_autoptr(GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autoptr(GString) characters = g_string_new (NULL);
  Checker self = { text, text, NULL, 0, names, characters };

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length > max_length)
    return fail (&self, KEYRACK_JSON_ERROR_TOO_LARGE, _("It is too large."), error);

  if (length == 0)
    return fail_syntax (&self, error);

  self.end = text + length;
  if (!g_utf8_validate_len (text, length, &self.cursor))
    return fail (&self, KEYRACK_JSON_ERROR_ENCODING, _("It is not text in UTF-8."), error);

  self.cursor = text;

  return check_value (&self, error) && (self.cursor == self.end || fail_syntax (&self, error));
}
