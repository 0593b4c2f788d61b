/* fuzz-csv.c: whatever is taken from a table is harmless, and a table is written again without loss
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "keyrack-csv-columns.h"
#include "keyrack-profile-document.h"

static char *
write_table (KeyrackCsv *csv)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint row = 0; row < keyrack_csv_get_n_rows (csv); row++)
    {
      for (guint column = 0; column < keyrack_csv_get_n_cells (csv, row); column++)
        {
          if (column > 0)
            g_string_append_c (text, ',');
          keyrack_csv_append_cell (text, keyrack_csv_get_cell (csv, row, column));
        }
      g_string_append (text, "\r\n");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_same (KeyrackCsv *csv,
             KeyrackCsv *again)
{
  g_assert_nonnull (again);
  g_assert_cmpuint (keyrack_csv_get_n_rows (again), ==, keyrack_csv_get_n_rows (csv));
  g_assert_cmpuint (keyrack_csv_get_n_columns (again), ==, keyrack_csv_get_n_columns (csv));

  for (guint row = 0; row < keyrack_csv_get_n_rows (csv); row++)
    {
      g_assert_cmpuint (keyrack_csv_get_n_cells (again, row), ==, keyrack_csv_get_n_cells (csv, row));
      for (guint column = 0; column < keyrack_csv_get_n_columns (csv); column++)
        g_assert_cmpstr (keyrack_csv_skip_guard (keyrack_csv_get_cell (again, row, column)), ==,
                         keyrack_csv_get_cell (csv, row, column));
    }
}

/* However hostile the file: what may be sent is sent to Nexthink, and what is refused can be shown. */
static void
assert_harmless (KeyrackDocumentRow *row)
{
  if (row->problem != NULL)
    {
      g_assert_null (row->secret);
      g_assert_true (g_utf8_validate (row->problem, -1, NULL));
      g_assert_true (g_utf8_validate (keyrack_profile_get_name (row->profile), -1, NULL));
      return;
    }

  g_assert_cmpint (keyrack_profile_validate (row->profile), ==, KEYRACK_PROFILE_FLAWLESS);
  g_assert_true (g_str_has_suffix (keyrack_profile_get_login_host (row->profile), ".nexthink.cloud"));
}

/* Rows know nothing of each other: more of them only take their time. */
#define FEW_ROWS 4

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(KeyrackCsv) csv = keyrack_csv_read ((const char *) data, size, '\0', NULL);
  g_autoptr(KeyrackCsv) again = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree KeyrackCsvColumn *columns = NULL;
  g_autofree char *text = NULL;
  gboolean has_header = FALSE;

  if (csv == NULL)
    return 0;

  text = write_table (csv);
  again = keyrack_csv_read (text, strlen (text), ',', NULL);
  assert_same (csv, again);

  if (keyrack_csv_get_n_rows (csv) > FEW_ROWS)
    return 0;

  columns = keyrack_csv_guess_columns (csv, &has_header);
  rows = keyrack_csv_to_rows (csv, columns, has_header);
  g_assert_cmpuint (rows->len, ==, keyrack_csv_get_n_rows (csv) - (guint) has_header);
  for (guint i = 0; i < rows->len; i++)
    assert_harmless (rows->pdata[i]);

  return 0;
}
