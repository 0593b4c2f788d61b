/* test-report-table.c: tables for programs and for paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-report-table.h"

static const KeyrackReportColumn columns[] = {
  { "name", "Name" },
  { "id", NULL },
  { NULL, "Sentence" },
};

static void
take_row (KeyrackReportTable *table,
          const char         *name,
          const char         *id,
          const char         *sentence)
{
  keyrack_report_table_take_cell (table, g_strdup (name));
  keyrack_report_table_take_cell (table, g_strdup (id));
  keyrack_report_table_take_cell (table, g_strdup (sentence));
}

static void
test_empty (void)
{
  g_autoptr(KeyrackReportTable) table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *csv = keyrack_report_table_dup_csv (table);
  g_autofree char *html = keyrack_report_table_dup_html (table, "Nothing", "");

  g_assert_cmpstr (csv, ==, "name,id\r\n");
  g_assert_nonnull (strstr (html, "<thead><tr><th>Name</th><th>Sentence</th></tr></thead>\n<tbody>\n</tbody>"));
}

static void
test_csv (void)
{
  g_autoptr(KeyrackReportTable) table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *csv = NULL;

  take_row (table, "Acme \"eu\", 2", "=1+1", "not here");
  take_row (table, NULL, "b\nc", NULL);
  csv = keyrack_report_table_dup_csv (table);

  g_assert_cmpstr (csv, ==,
                   "name,id\r\n"
                   "\"Acme \"\"eu\"\", 2\",\"'=1+1\"\r\n"
                   "\"\",\"b\nc\"\r\n");
}

/* Each column where it belongs, and nobody's words taken for markup. */
static void
test_html (void)
{
  g_autoptr(KeyrackReportTable) table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *html = NULL;

  take_row (table, "<b>&", "not here", "=1+1");
  keyrack_report_table_take_cell (table, g_strdup ("cut off"));
  html = keyrack_report_table_dup_html (table, "A & B", "<now>");

  g_assert_nonnull (strstr (html, "<title>A &amp; B</title>"));
  g_assert_nonnull (strstr (html, "<p>&lt;now&gt;</p>"));
  g_assert_nonnull (strstr (html, "<tr><td>&lt;b&gt;&amp;</td><td>=1+1</td></tr>\n"
                                  "<tr><td>cut off</td><td></td></tr>\n"));
  g_assert_null (strstr (html, "not here"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report-table/empty", test_empty);
  g_test_add_func ("/report-table/csv", test_csv);
  g_test_add_func ("/report-table/html", test_html);

  return g_test_run ();
}
