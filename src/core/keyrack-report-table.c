/* keyrack-report-table.c: a table for others to read, as CSV or as a page to print
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-report-table.h"

#include <glib/gi18n-lib.h>

#include "keyrack-csv.h"

struct _KeyrackReportTable
{
  const KeyrackReportColumn *columns;
  gsize                      n_columns;
  GPtrArray                 *cells;     /* of all rows, one after the other */
};

static void
append_element (GString    *text,
                const char *element,
                const char *content)
{
  g_autofree char *escaped = g_markup_escape_text (content, -1);

  g_string_append_printf (text, "<%s>%s</%s>", element, escaped, element);
}

/* The n-th cell of all; what is left out at the end is empty. */
static const char *
get_cell (KeyrackReportTable *self,
          gsize               row,
          gsize               column)
{
  gsize position = row * self->n_columns + column;
  const char *cell = position < self->cells->len ? self->cells->pdata[position] : NULL;

  return cell != NULL ? cell : "";
}

static gsize
count_rows (KeyrackReportTable *self)
{
  return (self->cells->len + self->n_columns - 1) / self->n_columns;
}

static void
append_csv_row (GString            *text,
                KeyrackReportTable *self,
                gsize               row)
{
  const char *separator = "";

  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (self->columns[i].name == NULL)
        continue;

      g_string_append (text, separator);
      keyrack_csv_append_cell (text, get_cell (self, row, i));
      separator = ",";
    }
  g_string_append (text, "\r\n");
}

static void
append_html_row (GString            *text,
                 KeyrackReportTable *self,
                 gsize               row)
{
  g_string_append (text, "<tr>");
  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (self->columns[i].title != NULL)
        append_element (text, "td", get_cell (self, row, i));
    }
  g_string_append (text, "</tr>\n");
}

/**
 * keyrack_report_table_new:
 * @columns: (array length=n_columns): the columns, which outlive the table
 * @n_columns: how many there are
 *
 * Returns: (transfer full): a table without rows
 */
KeyrackReportTable *
keyrack_report_table_new (const KeyrackReportColumn *columns,
                          gsize                      n_columns)
{
  KeyrackReportTable *self = NULL;

  g_return_val_if_fail (columns != NULL, NULL);
  g_return_val_if_fail (n_columns > 0, NULL);

  self = g_new0 (KeyrackReportTable, 1);
  self->columns = columns;
  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
keyrack_report_table_free (KeyrackReportTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * keyrack_report_table_take_cell:
 * @self: a table
 * @cell: (transfer full) (nullable): the next cell, from the first column of the first row to
 *   the last one of the last; %NULL for an empty one
 */
void
keyrack_report_table_take_cell (KeyrackReportTable *self,
                                char               *cell)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_add (self->cells, cell);
}

/**
 * keyrack_report_table_dup_csv:
 * @self: a table
 *
 * Returns: (transfer full): the names of the columns, then all rows (RFC 4180), so that no
 *   cell is taken for a formula
 */
char *
keyrack_report_table_dup_csv (KeyrackReportTable *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (self->columns[i].name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", self->columns[i].name);
    }
  g_string_append (text, "\r\n");

  for (gsize row = 0; row < count_rows (self); row++)
    append_csv_row (text, self, row);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * keyrack_report_table_dup_html:
 * @self: a table
 * @heading: the title of the page
 * @remark: a line below it
 *
 * Returns: (transfer full): a page that loads nothing from anywhere, and has no program in it
 */
char *
keyrack_report_table_dup_html (KeyrackReportTable *self,
                               const char         *heading,
                               const char         *remark)
{
  g_autoptr(GString) text = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (heading != NULL, NULL);
  g_return_val_if_fail (remark != NULL, NULL);

  append_element (text, "title", heading);
  g_string_append (text,
                   "\n<style>\n"
                   "body { font-family: sans-serif; margin: 2em; }\n"
                   "table { border-collapse: collapse; width: 100%; font-size: 9pt; }\n"
                   "th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid #bbb; }\n"
                   "tr { break-inside: avoid; }\n"
                   "thead { display: table-header-group; }\n"
                   "</style>\n</head>\n<body>\n");
  append_element (text, "h1", heading);
  append_element (text, "p", remark);
  g_string_append (text, "\n<table>\n<thead><tr>");
  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (self->columns[i].title != NULL)
        append_element (text, "th", _(self->columns[i].title));
    }
  g_string_append (text, "</tr></thead>\n<tbody>\n");

  for (gsize row = 0; row < count_rows (self); row++)
    append_html_row (text, self, row);

  g_string_append (text, "</tbody>\n</table>\n</body>\n</html>\n");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
