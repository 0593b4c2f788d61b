/* keyrack-csv.c: tables as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-csv-private.h"

#include <string.h>

#include "keyrack-secret.h"

#define FORMULA_STARTS "=+-@\t\r\n"

G_DEFINE_QUARK (keyrack-csv-error-quark, keyrack_csv_error)

void
keyrack_csv_free (KeyrackCsv *self)
{
  g_return_if_fail (self != NULL);

  keyrack_secret_wipe (self->text, self->size);
  g_free (self->text);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self);
}

guint
keyrack_csv_get_n_rows (KeyrackCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * keyrack_csv_get_n_columns:
 * @self: a table
 *
 * Returns: how many cells its longest row has
 */
guint
keyrack_csv_get_n_columns (KeyrackCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

guint
keyrack_csv_get_n_cells (KeyrackCsv *self,
                         guint       row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, 0);

  return g_array_index (self->rows, KeyrackCsvRow, row).n_cells;
}

/**
 * keyrack_csv_get_cell:
 * @self: a table
 * @row: which row, from 0
 * @column: which column, from 0
 *
 * Returns: (transfer none): what stands there, "" where the row is shorter
 */
const char *
keyrack_csv_get_cell (KeyrackCsv *self,
                      guint       row,
                      guint       column)
{
  const KeyrackCsvRow *found = NULL;

  g_return_val_if_fail (self != NULL && row < self->rows->len && column < self->n_columns, NULL);

  found = &g_array_index (self->rows, KeyrackCsvRow, row);

  return column < found->n_cells ? self->text + g_array_index (self->cells, guint32, found->first_cell + column) : "";
}

/**
 * keyrack_csv_get_line:
 * @self: a table
 * @row: which row, from 0
 *
 * Returns: the number of the line in the file with which the row begins, from 1
 */
guint
keyrack_csv_get_line (KeyrackCsv *self,
                      guint       row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, 0);

  return g_array_index (self->rows, KeyrackCsvRow, row).line;
}

char
keyrack_csv_get_separator (KeyrackCsv *self)
{
  g_return_val_if_fail (self != NULL, '\0');

  return self->separator;
}

/* Table calculators take what begins like this for a formula and run it (CWE-1236). */
static gboolean
is_formula (const char *cell)
{
  return *cell != '\0' && strchr (FORMULA_STARTS, *cell) != NULL;
}

/**
 * keyrack_csv_append_cell:
 * @text: a table to be written
 * @cell: what is to stand in it, never a secret
 *
 * Appends a cell in quotes. An apostrophe makes text of what a table calculator would take
 * for a formula; keyrack_csv_skip_guard() takes it away again.
 */
void
keyrack_csv_append_cell (GString    *text,
                         const char *cell)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (cell != NULL);

  g_string_append_c (text, '"');
  if (is_formula (cell + strspn (cell, "'")))
    g_string_append_c (text, '\'');

  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }

  g_string_append_c (text, '"');
}

/**
 * keyrack_csv_skip_guard:
 * @cell: a cell
 *
 * Returns: (transfer none): @cell without the apostrophe of keyrack_csv_append_cell()
 */
const char *
keyrack_csv_skip_guard (const char *cell)
{
  g_return_val_if_fail (cell != NULL, NULL);

  return *cell == '\'' && is_formula (cell + strspn (cell, "'")) ? cell + 1 : cell;
}
