/* test-csv.c: tables as text, and the connections in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-csv-columns.h"
#include "keyrack-profile-document.h"

#define ID     "qh31k7m2p9x4c8v5b6n0t2d7r1s3f8zk"
#define SECRET "Canary9Qx2Lk7mW4vT8pZ3sN6bR1yH5jC0dF2gKa"

static KeyrackCsv *
read_csv (const char *text)
{
  g_autoptr(GError) error = NULL;
  KeyrackCsv *csv = keyrack_csv_read (text, strlen (text), '\0', &error);

  g_assert_no_error (error);

  return csv;
}

/* Cells between bars, rows between slashes: as no cell of these tests has them. */
static void
assert_cells (const char *text,
              const char *expected)
{
  g_autoptr(KeyrackCsv) csv = read_csv (text);
  g_autoptr(GString) cells = g_string_new (NULL);

  for (guint row = 0; row < keyrack_csv_get_n_rows (csv); row++)
    {
      g_string_append (cells, row > 0 ? "/" : "");
      for (guint column = 0; column < keyrack_csv_get_n_cells (csv, row); column++)
        g_string_append_printf (cells, "%s%s", column > 0 ? "|" : "", keyrack_csv_get_cell (csv, row, column));
    }

  g_assert_cmpstr (cells->str, ==, expected);
}

/* RFC 4180, section 2, and what programs make of it. */
static void
test_forms (void)
{
  assert_cells ("a,b,c\r\nd,e,f\r\n", "a|b|c/d|e|f");
  assert_cells ("a,b,c\nd,e,f", "a|b|c/d|e|f");
  assert_cells ("a,b\rc,d\r", "a|b/c|d");
  assert_cells ("\xef\xbb\xbf" "a,b\n", "a|b");
  assert_cells ("\"a\",\"b \"\"c\"\"\"\n", "a|b \"c\"");
  assert_cells ("\"a\r\nb\",c\n", "a\nb|c");
  assert_cells ("\"a,b\",c\n", "a,b|c");
  assert_cells ("a,,\n,\n", "a||/|");
  assert_cells ("\n\r\na,b\n\n\nc,d\n", "a|b/c|d");
  assert_cells ("a b\",5\" c\n", "a b\"|5\" c");
  assert_cells ("a", "a");
  assert_cells ("\"\"", "");
  assert_cells (" a , b \n", " a | b ");
  assert_cells ("größe,名\n", "größe|名");
}

static void
test_separators (void)
{
  assert_cells ("a;b\nc;d\n", "a|b/c|d");
  assert_cells ("a\tb\nc\td\n", "a|b/c|d");
  assert_cells ("a|b\nc|d\n", "a|b/c|d");
  assert_cells ("name;note\na;one, two, three\nb;four\n", "name|note/a|one, two, three/b|four");
  assert_cells ("name;note\r\na;\"one; two\r\nthree\"\r\n", "name|note/a|one; two\nthree");
  assert_cells ("sep=;\na,b;c\n", "a,b|c");
  assert_cells ("sep=,\r\na;b;c,d\r\n", "a;b;c|d");
  assert_cells ("sep=\n", "sep=");
  assert_cells ("\n\na;b\n", "a|b");
}

static void
test_separator_given (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackCsv) csv = keyrack_csv_read ("a;b,c", 5, ',', &error);

  g_assert_no_error (error);
  g_assert_cmpstr (keyrack_csv_get_cell (csv, 0, 0), ==, "a;b");
  g_assert_cmpint (keyrack_csv_get_separator (csv), ==, ',');
}

static void
test_lines (void)
{
  g_autoptr(KeyrackCsv) csv = read_csv ("a,b\r\n\r\n\"c\r\nd\",e\rf,g\n\nh\n");

  g_assert_cmpuint (keyrack_csv_get_n_rows (csv), ==, 4);
  g_assert_cmpuint (keyrack_csv_get_n_columns (csv), ==, 2);
  g_assert_cmpuint (keyrack_csv_get_line (csv, 0), ==, 1);
  g_assert_cmpuint (keyrack_csv_get_line (csv, 1), ==, 3);
  g_assert_cmpuint (keyrack_csv_get_line (csv, 2), ==, 5);
  g_assert_cmpuint (keyrack_csv_get_line (csv, 3), ==, 7);
  g_assert_cmpuint (keyrack_csv_get_n_cells (csv, 3), ==, 1);
  g_assert_cmpstr (keyrack_csv_get_cell (csv, 3, 1), ==, "");
}

static void
assert_refused (const char      *text,
                gsize            length,
                KeyrackCsvError  code,
                const char      *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (keyrack_csv_read (text, length, '\0', &error));
  g_assert_error (error, KEYRACK_CSV_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_refused (void)
{
  assert_refused ("", 0, KEYRACK_CSV_ERROR_EMPTY, "nothing");
  assert_refused ("\n\r\n", 3, KEYRACK_CSV_ERROR_EMPTY, "nothing");
  assert_refused ("a,b\nc,\"d\n", 9, KEYRACK_CSV_ERROR_QUOTES, "Line 2");
  assert_refused ("a,b\n\"c\"d,e\n", 11, KEYRACK_CSV_ERROR_QUOTES, "Line 2");
  assert_refused ("a\r\nb\r\nc\0", 8, KEYRACK_CSV_ERROR_NOT_TEXT, "Line 3");
  assert_refused ("a\nM\xfcnchen", 9, KEYRACK_CSV_ERROR_NOT_TEXT, "Line 2");
  assert_refused ("\xff\xfe" "a\0", 4, KEYRACK_CSV_ERROR_NOT_TEXT, "Line 1");
}

static void
test_limits (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(KeyrackCsv) csv = NULL;
  g_autofree char *large = g_malloc (KEYRACK_CSV_MAX_LENGTH + 1);

  for (guint i = 0; i < KEYRACK_CSV_MAX_ROWS; i++)
    g_string_append (text, "a\n");
  csv = read_csv (text->str);
  g_assert_cmpuint (keyrack_csv_get_n_rows (csv), ==, KEYRACK_CSV_MAX_ROWS);
  g_string_append (text, "a\n");
  assert_refused (text->str, text->len, KEYRACK_CSV_ERROR_TOO_LARGE, "Line 10002");

  g_string_truncate (text, 0);
  for (guint i = 0; i < KEYRACK_CSV_MAX_COLUMNS; i++)
    g_string_append_c (text, ',');
  assert_refused (text->str, text->len, KEYRACK_CSV_ERROR_TOO_LARGE, "Line 1");

  memset (large, 'a', KEYRACK_CSV_MAX_LENGTH + 1);
  assert_refused (large, KEYRACK_CSV_MAX_LENGTH + 1, KEYRACK_CSV_ERROR_TOO_LARGE, "too large");
}

/* What is written is read the same, and is no formula to anybody (CWE-1236). */
static void
test_cells_written (void)
{
  static const char * const cells[][2] = {
    { "", "\"\"" }, { "a \"b\"\nc", "\"a \"\"b\"\"\nc\"" }, { "'tis", "\"'tis\"" },
    { "=1+1", "\"'=1+1\"" }, { "+1", "\"'+1\"" }, { "-1", "\"'-1\"" }, { "@A", "\"'@A\"" }, { "\tx", "\"'\tx\"" },
    { "'=1", "\"''=1\"" }, { "''@", "\"'''@\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(KeyrackCsv) csv = NULL;

      keyrack_csv_append_cell (text, cells[i][0]);
      g_assert_cmpstr (text->str, ==, cells[i][1]);
      csv = read_csv (text->str);
      g_assert_cmpstr (keyrack_csv_skip_guard (keyrack_csv_get_cell (csv, 0, 0)), ==, cells[i][0]);
    }
}

/* A letter for each column: Name, Instance, Region, client ID, Secret, Tags, Environment, nOte. */
static void
assert_columns (const char *text,
                const char *expected,
                gboolean    expected_header)
{
  static const char letters[] = { '-', 'N', 'I', 'R', 'C', 'S', 'T', 'E', 'O' };
  g_autoptr(KeyrackCsv) csv = read_csv (text);
  g_autoptr(GString) found = g_string_new (NULL);
  gboolean has_header = FALSE;
  g_autofree KeyrackCsvColumn *columns = keyrack_csv_guess_columns (csv, &has_header);

  for (guint i = 0; i < keyrack_csv_get_n_columns (csv); i++)
    g_string_append_c (found, letters[columns[i]]);

  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpint (has_header, ==, expected_header);
}

static void
test_titles (void)
{
  assert_columns ("name,instance,region,client_id,client_secret,tags,environment,note\n", "NIRCSTEO", TRUE);
  assert_columns ("Connection name;Instance name;Region;Client ID;Client secret\n", "NIRCS", TRUE);
  assert_columns ("Verbindung;Instanz;Region;Client-ID;Geheimer Schlüssel;SCHLAGWÖRTER;Umgebung;Notiz\n",
                  "NIRCSTEO", TRUE);
  assert_columns ("Secret key,Client ID,URL\n", "SCI", TRUE);
  assert_columns ("\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\"\n", "NCSIO", TRUE);
  assert_columns ("Name,Owner,Name,Client ID\n", "N--C", TRUE);
  assert_columns ("Name\nAcme\n", "N", TRUE);
  assert_columns ("Kunde,Portal,Wo,Client ID\nAcme,acme.eu.nexthink.cloud,eu,x\n", "NIRC", TRUE);
}

static void
test_contents (void)
{
  assert_columns ("Acme North,acme.eu.nexthink.cloud," ID "," SECRET "\n", "NICS", FALSE);
  assert_columns (SECRET "\t" ID "\thttps://acme-login.us.nexthink.cloud/\tAcme\n", "SCIN", FALSE);
  assert_columns ("acme,eu," ID "," SECRET "\nbeacon,us," ID "," SECRET "\n", "IRCS", FALSE);
  assert_columns ("north,acme,European Union," ID "," SECRET "\n", "NIRCS", FALSE);
  assert_columns ("North Sea,acme,meta," SECRET "\n", "NIR-", FALSE);
  assert_columns ("Name,acme," ID "," SECRET "\n", "NICS", FALSE);
}

static GPtrArray *
read_rows (const char *text)
{
  g_autoptr(KeyrackCsv) csv = read_csv (text);
  gboolean has_header = FALSE;
  g_autofree KeyrackCsvColumn *columns = keyrack_csv_guess_columns (csv, &has_header);

  return keyrack_csv_to_rows (csv, columns, has_header);
}

static void
test_rows (void)
{
  g_autoptr(GPtrArray) rows = read_rows ("Name,Address,Region,Client ID,Secret,Tags,Environment,Note\r\n"
                                         "Acme, HTTPS://acme.data.EU.nexthink.cloud/x , ,'-" ID ",'=" SECRET
                                         ",\"b , a\",Test,\"'=one\r\ntwo\"\r\n"
                                         ",beacon,Asia-Pacific,id2\r\n");
  KeyrackDocumentRow *row = rows->pdata[0];

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_null (row->problem);
  g_assert_cmpstr (keyrack_profile_get_name (row->profile), ==, "Acme");
  g_assert_cmpstr (keyrack_profile_get_instance (row->profile), ==, "acme");
  g_assert_cmpstr (keyrack_profile_get_region (row->profile), ==, "eu");
  g_assert_cmpstr (keyrack_profile_get_client_id (row->profile), ==, "-" ID);
  g_assert_cmpstr (keyrack_secret_peek (row->secret), ==, "'=" SECRET);
  g_assert_cmpstr (keyrack_profile_get_tags (row->profile)[0], ==, "b");
  g_assert_cmpstr (keyrack_profile_get_tags (row->profile)[1], ==, "a");
  g_assert_cmpstr (keyrack_profile_get_environment (row->profile), ==, "Test");
  g_assert_cmpstr (keyrack_profile_get_note (row->profile), ==, "=one\ntwo");

  row = rows->pdata[1];
  g_assert_null (row->problem);
  g_assert_null (row->secret);
  g_assert_cmpstr (keyrack_profile_get_name (row->profile), ==, "beacon");
  g_assert_cmpstr (keyrack_profile_get_region (row->profile), ==, "pac");
}

/* RELIABILITY: hostile rows are refused, each by itself. */
static void
test_hostile_rows (void)
{
  g_autofree char *long_name = g_strnfill (KEYRACK_PROFILE_NAME_MAX + 1, 'a');
  g_autofree char *long_row = g_strconcat (long_name, ",acme,eu,id,s\n", NULL);
  const char * const hostile[][2] = {
    { "A\u202eb,acme,eu,id,s\n", "name" },
    { "A\u200bb,acme,eu,id,s\n", "name" },
    { "A\x1b[31m,acme,eu,id,s\n", "name" },
    { long_row, "name" },
    { "A,evil.example/,eu,id,s\n", "evil.example/" },
    { "A,acme.eu.nexthink.cloud.evil.example,eu,id,s\n", "evil.example" },
    { "A,acme,eu/../,id,s\n", "eu/../" },
    { "A,acme.us.nexthink.cloud,eu,id,s\n", "another region" },
    { "A,acme,,id,s\n", "no region" },
    { "A,,eu,id,s\n", "no instance" },
    { "A,acme,eu,,s\n", "no client ID" },
    { "A,acme,eu,i:d,s\n", "client ID" },
    { "A,acme,eu,id,s s\n", "secret" },
    { "A,acme,eu,id,s\xc3\xbc\n", "secret" },
    { "A,acme,eu,id,s,t,u\n", "more cells" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *text = g_strconcat ("Name,Instance,Region,Client ID,Secret\n", hostile[i][0],
                                           "Good,acme,eu,id,s\n", NULL);
      g_autoptr(GPtrArray) rows = read_rows (text);
      KeyrackDocumentRow *row = rows->pdata[0];

      g_assert_cmpuint (rows->len, ==, 2);
      g_assert_nonnull (row->problem);
      g_assert_nonnull (strstr (row->problem, hostile[i][1]));
      g_assert_null (row->secret);
      g_assert_cmpstr (keyrack_profile_get_instance (row->profile), ==, "");
      g_assert_null (((KeyrackDocumentRow *) rows->pdata[1])->problem);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/forms", test_forms);
  g_test_add_func ("/csv/separators", test_separators);
  g_test_add_func ("/csv/separator-given", test_separator_given);
  g_test_add_func ("/csv/lines", test_lines);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/cells-written", test_cells_written);
  g_test_add_func ("/csv/titles", test_titles);
  g_test_add_func ("/csv/contents", test_contents);
  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/hostile-rows", test_hostile_rows);

  return g_test_run ();
}
