/* keyrack-import-contents.c: what is in a file that brings connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-contents.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-import-file.h"

/* What the editors of one system put in front of every text. */
static const char *
skip_mark (const char *text)
{
  return g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
}

static gboolean
is_json (const char *text)
{
  text += strspn (text, " \t\r\n");

  return *text == '{' || *text == '[';
}

/* A table of one column can't bring a connection; any text would be one. */
static gboolean
is_table (KeyrackCsv *csv)
{
  return keyrack_csv_get_n_rows (csv) > 0 && keyrack_csv_get_n_columns (csv) > 1;
}

static void
fail (GError                 **error,
      KeyrackImportFileError   code,
      const char              *sentence)
{
  g_set_error_literal (error, KEYRACK_IMPORT_FILE_ERROR, (int) code, sentence);
}

static KeyrackCsv *
parse_table (KeyrackSecret  *text,
             char            separator,
             GError        **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(KeyrackCsv) csv = keyrack_csv_read (keyrack_secret_peek (text), keyrack_secret_get_length (text),
                                                separator, &problem);

  if (g_error_matches (problem, KEYRACK_CSV_ERROR, KEYRACK_CSV_ERROR_TOO_LARGE))
    {
      fail (error, KEYRACK_IMPORT_FILE_ERROR_TOO_LARGE, problem->message);
      return NULL;
    }

  if (csv == NULL || !is_table (csv))
    {
      fail (error, KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT,
            _("There are no connections in this file that Keyrack can read."));
      return NULL;
    }

  return g_steal_pointer (&csv);
}

/* Takes the table. */
static void
set_table (KeyrackImportContents *self,
           KeyrackCsv            *csv)
{
  g_clear_pointer (&self->csv, keyrack_csv_free);
  self->csv = csv;
  g_free (self->columns);
  self->columns = keyrack_csv_guess_columns (csv, &self->has_header);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = keyrack_csv_to_rows (csv, self->columns, self->has_header);
}

static KeyrackImportContents *
read_table (KeyrackSecret  *text,
            GError        **error)
{
  KeyrackCsv *csv = parse_table (text, '\0', error);
  KeyrackImportContents *self = NULL;

  if (csv == NULL)
    return NULL;

  self = g_new0 (KeyrackImportContents, 1);
  self->text = keyrack_secret_ref (text);
  set_table (self, csv);

  return self;
}

static KeyrackImportFileError
translate_code (int code)
{
  switch ((KeyrackProfileDocumentError) code)
    {
    case KEYRACK_PROFILE_DOCUMENT_ERROR_NEWER:
      return KEYRACK_IMPORT_FILE_ERROR_NEWER;

    case KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE:
      return KEYRACK_IMPORT_FILE_ERROR_TOO_LARGE;

    case KEYRACK_PROFILE_DOCUMENT_ERROR_NOT_OURS:
    default:
      return KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT;
    }
}

/* The reader blanks the secrets out where they stand: in memory that is wiped anyway. */
static KeyrackImportContents *
read_document (KeyrackSecret  *text,
               GError        **error)
{
  char *start = (char *) skip_mark (keyrack_secret_peek (text));
  g_autoptr(GError) problem = NULL;
  GPtrArray *rows = keyrack_profile_document_read (start, strlen (start), &problem);
  KeyrackImportContents *self = NULL;

  if (rows == NULL)
    {
      fail (error, translate_code (problem->code), problem->message);
      return NULL;
    }

  self = g_new0 (KeyrackImportContents, 1);
  self->rows = rows;

  return self;
}

/* Whatever is no document may be a table. */
KeyrackImportContents *
keyrack_import_contents_read (KeyrackSecret  *text,
                              GError        **error)
{
  const char *start = keyrack_secret_peek (text);

  if (strlen (start) == keyrack_secret_get_length (text) && is_json (skip_mark (start)))
    return read_document (text, error);

  return read_table (text, error);
}

void
keyrack_import_contents_free (KeyrackImportContents *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->csv, keyrack_csv_free);
  g_clear_pointer (&self->text, keyrack_secret_unref);
  g_free (self->columns);
  g_free (self);
}

/* Reads the table once more, with columns as they are guessed then. */
gboolean
keyrack_import_contents_set_separator (KeyrackImportContents  *self,
                                       char                    separator,
                                       GError                **error)
{
  KeyrackCsv *csv = parse_table (self->text, separator, error);

  if (csv == NULL)
    return FALSE;

  set_table (self, csv);

  return TRUE;
}

void
keyrack_import_contents_set_columns (KeyrackImportContents  *self,
                                     const KeyrackCsvColumn *columns,
                                     gboolean                has_header)
{
  guint n_columns = keyrack_csv_get_n_columns (self->csv);

  for (guint i = 0; i < n_columns; i++)
    self->columns[i] = columns[i];

  self->has_header = has_header;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = keyrack_csv_to_rows (self->csv, self->columns, has_header);
}
