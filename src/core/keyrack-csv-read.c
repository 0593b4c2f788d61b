/* keyrack-csv-read.c: reads a table, in whatever way it was written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define HINT            "sep=" /* a first line of Excel's own */
#define GUESSED_ROWS    20

static const char separators[] = { ',', ';', '\t', '|' };

/* Reads the text of the table and writes its cells over it: they are never longer. */
typedef struct
{
  KeyrackCsv *table;
  const char *from;
  const char *end;
  char       *to;
  guint       line;
} Reader;

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

/* CR, LF or both. */
static const char *
skip_line_end (const char *from,
               const char *end)
{
  return from + (end - from >= 2 && from[0] == '\r' && from[1] == '\n' ? 2 : 1);
}

static guint
count_lines (const char *from,
             const char *end)
{
  guint n_lines = 0;

  while (from < end)
    {
      n_lines += is_line_end (*from);
      from = is_line_end (*from) ? skip_line_end (from, end) : from + 1;
    }

  return n_lines;
}

static gboolean
check_text (const char  *text,
            gsize        length,
            GError     **error)
{
  const char *end = NULL;

  if (length > KEYRACK_CSV_MAX_LENGTH)
    {
      g_set_error_literal (error, KEYRACK_CSV_ERROR, KEYRACK_CSV_ERROR_TOO_LARGE, _("This file is too large."));
      return FALSE;
    }

  if (length == 0 || g_utf8_validate_len (text, length, &end))
    return TRUE;

  g_set_error (error, KEYRACK_CSV_ERROR, KEYRACK_CSV_ERROR_NOT_TEXT,
               /* Translators: the number of a line in a file */
               _("Line %u: This is not text in UTF-8. Save the table as “CSV UTF-8”."), count_lines (text, end) + 1);

  return FALSE;
}

static gboolean
is_separator (char c)
{
  return c != '\0' && memchr (separators, c, sizeof separators) != NULL;
}

/* "sep=;": nobody else writes that. */
static void
take_hint (Reader *reader)
{
  const char *sign = reader->from + strlen (HINT);

  if (reader->end - reader->from <= (gssize) strlen (HINT) ||
      memcmp (reader->from, HINT, strlen (HINT)) != 0 ||
      !is_separator (*sign) || (sign + 1 < reader->end && !is_line_end (sign[1])))
    return;

  if (reader->table->separator == '\0')
    reader->table->separator = *sign;

  reader->from = sign + 1 < reader->end ? skip_line_end (sign + 1, reader->end) : reader->end;
  reader->line++;
}

/* The more cells there are in the first row, and the more rows have as many, the better. */
static guint
rate_separator (const Reader *reader,
                char          separator)
{
  gboolean quoted = FALSE;
  guint n_rows = 0;
  guint n_alike = 0;
  guint n_first = 0;
  guint n = 0;

  for (const char *c = reader->from; c < reader->end && n_rows < GUESSED_ROWS; c++)
    {
      gboolean ends = !quoted && is_line_end (*c);

      quoted ^= *c == '"';
      n += !quoted && *c == separator;

      if (ends ? c == reader->from || is_line_end (c[-1]) : c + 1 < reader->end)
        continue;

      n_first = n_rows == 0 ? n : n_first;
      n_alike += n == n_first;
      n_rows++;
      n = 0;
    }

  return n_first * n_alike;
}

static char
guess_separator (const Reader *reader)
{
  char best = separators[0];
  guint best_rate = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint rate = rate_separator (reader, separators[i]);

      if (rate > best_rate)
        {
          best = separators[i];
          best_rate = rate;
        }
    }

  return best;
}

static gboolean
ends_cell (const Reader *reader)
{
  return reader->from == reader->end || *reader->from == reader->table->separator || is_line_end (*reader->from);
}

static gboolean
fail_quotes (guint    line,
             GError **error)
{
  g_set_error (error, KEYRACK_CSV_ERROR, KEYRACK_CSV_ERROR_QUOTES,
               /* Translators: the number of a line in a file */
               _("Line %u: The quotation marks of a cell do not match."), line);

  return FALSE;
}

/* RFC 4180, section 2: quotes are doubled inside of quotes. */
static gboolean
read_quoted (Reader  *reader,
             GError **error)
{
  guint line = reader->line;

  for (reader->from++; reader->from < reader->end; )
    {
      char c = *reader->from;

      if (is_line_end (c))
        {
          reader->from = skip_line_end (reader->from, reader->end);
          reader->line++;
          *reader->to++ = '\n';
          continue;
        }

      reader->from++;
      if (c == '"' && (reader->from == reader->end || *reader->from != '"'))
        return ends_cell (reader) || fail_quotes (line, error);

      reader->from += c == '"';
      *reader->to++ = c;
    }

  return fail_quotes (line, error);
}

static gboolean
read_cell (Reader  *reader,
           GError **error)
{
  guint32 start = (guint32) (reader->to - reader->table->text);

  g_array_append_val (reader->table->cells, start);

  if (reader->from < reader->end && *reader->from == '"')
    {
      if (!read_quoted (reader, error))
        return FALSE;
    }
  else
    {
      while (!ends_cell (reader))
        *reader->to++ = *reader->from++;
    }

  return TRUE;
}

static gboolean
fail_too_large (guint    line,
                GError **error)
{
  g_set_error (error, KEYRACK_CSV_ERROR, KEYRACK_CSV_ERROR_TOO_LARGE,
               /* Translators: the number of a line in a file, then numbers such as 10000 and 256 */
               _("Line %u: A table may have %d rows and %d columns."),
               line, KEYRACK_CSV_MAX_ROWS - 1, KEYRACK_CSV_MAX_COLUMNS);

  return FALSE;
}

/* An empty line is no row. */
static gboolean
read_row (Reader  *reader,
          GError **error)
{
  KeyrackCsv *table = reader->table;
  KeyrackCsvRow row = { .first_cell = table->cells->len, .line = reader->line };
  gboolean more = TRUE;

  while (more)
    {
      if (++row.n_cells > KEYRACK_CSV_MAX_COLUMNS || table->rows->len == KEYRACK_CSV_MAX_ROWS)
        return fail_too_large (row.line, error);

      if (!read_cell (reader, error))
        return FALSE;

      more = reader->from < reader->end && *reader->from == table->separator;
      /* What stands there has been read: only now its place may be taken. */
      reader->from += more;
      if (!more && reader->from < reader->end)
        {
          reader->from = skip_line_end (reader->from, reader->end);
          reader->line++;
        }
      *reader->to++ = '\0';
    }

  table->n_columns = MAX (table->n_columns, row.n_cells);
  g_array_append_val (table->rows, row);

  return TRUE;
}

static gboolean
read_rows (Reader  *reader,
           GError **error)
{
  while (reader->from < reader->end)
    {
      if (is_line_end (*reader->from))
        {
          reader->from = skip_line_end (reader->from, reader->end);
          reader->line++;
        }
      else if (!read_row (reader, error))
        return FALSE;
    }

  if (reader->table->rows->len > 0)
    return TRUE;

  g_set_error_literal (error, KEYRACK_CSV_ERROR, KEYRACK_CSV_ERROR_EMPTY, _("There is nothing in this file."));

  return FALSE;
}

/**
 * keyrack_csv_read:
 * @text: (array length=length): what a file holds, with or without a byte order mark
 * @length: its length in bytes
 * @separator: what stands between cells; NUL to find out: a comma, a semicolon, a tab or |
 * @error: return location for an error of %KEYRACK_CSV_ERROR, with the line if there is one
 *
 * Reads a table as RFC 4180 and Excel have it: lines may end in CR, LF or both, empty lines
 * are left out, and a line break in a cell becomes LF. Nothing is said about what the cells
 * mean; see keyrack_csv_guess_columns().
 *
 * Returns: (transfer full): the table, which has a row at least
 */
KeyrackCsv *
keyrack_csv_read (const char  *text,
                  gsize        length,
                  char         separator,
                  GError     **error)
{
  g_autoptr(KeyrackCsv) self = NULL;
  Reader reader = { .line = 1 };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!check_text (text, length, error))
    return NULL;

  self = g_new0 (KeyrackCsv, 1);
  self->size = length + 1;
  self->text = g_malloc (self->size);
  if (length > 0)
    memcpy (self->text, text, length);
  self->text[length] = '\0';
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (KeyrackCsvRow));
  self->separator = separator;

  reader.table = self;
  reader.from = self->text + (g_str_has_prefix (self->text, BYTE_ORDER_MARK) ? strlen (BYTE_ORDER_MARK) : 0);
  reader.to = self->text;
  reader.end = self->text + length;

  take_hint (&reader);
  if (self->separator == '\0')
    self->separator = guess_separator (&reader);

  return read_rows (&reader, error) ? g_steal_pointer (&self) : NULL;
}
