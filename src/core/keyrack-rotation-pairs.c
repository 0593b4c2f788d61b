/* keyrack-rotation-pairs.c: the new pairs in a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-pairs.h"

#include <string.h>

#include "keyrack-address.h"
#include "keyrack-profile-document.h"
#include "keyrack-text.h"

/* One record, and where the columns are. */
typedef struct
{
  KeyrackCsv *csv;
  guint       row;
  int         places[KEYRACK_N_CSV_COLUMNS];  /* -1 where there is none */
} Record;

/* (transfer full): its memory is to be wiped if it may be a secret */
static char *
dup_cell (const Record     *record,
          KeyrackCsvColumn  column)
{
  int place = record->places[column];

  return keyrack_text_dup_clean (place >= 0 ? keyrack_csv_get_cell (record->csv, record->row, (guint) place) : "");
}

static KeyrackSecret *
read_secret (const Record *record)
{
  char *text = dup_cell (record, KEYRACK_CSV_COLUMN_CLIENT_SECRET);
  gsize length = strlen (text);
  KeyrackSecret *secret = length > 0 ? keyrack_secret_new (text, (gssize) length) : NULL;

  keyrack_secret_wipe (text, length);
  g_free (text);

  return secret;
}

/* A connection that is known already needs no whole address: its name or its instance says
 * which it is. NULL when the record says more than that, or less. */
static KeyrackDocumentRow *
read_known (const Record *record)
{
  g_autofree char *name = dup_cell (record, KEYRACK_CSV_COLUMN_NAME);
  g_autofree char *instance = dup_cell (record, KEYRACK_CSV_COLUMN_INSTANCE);
  g_autofree char *region = dup_cell (record, KEYRACK_CSV_COLUMN_REGION);
  g_autofree char *client_id = dup_cell (record, KEYRACK_CSV_COLUMN_CLIENT_ID);
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(KeyrackProfile) profile = NULL;

  if ((*instance == '\0' && *name == '\0') || *region != '\0' ||
      (*instance != '\0' && !keyrack_instance_is_valid (instance)))
    return NULL;

  secret = read_secret (record);
  profile = keyrack_profile_new ();
  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_client_id (profile, client_id);

  return keyrack_document_row_new (profile, secret);
}

/**
 * keyrack_rotation_pairs_from_csv:
 * @csv: a table
 * @columns: (array): what each of its columns means
 * @has_header: whether its first row is none of a connection
 *
 * Like keyrack_csv_to_rows(), but a row that has a name or an instance alone is taken, too.
 *
 * Returns: (transfer full) (element-type KeyrackDocumentRow): one for each row of the table
 */
GPtrArray *
keyrack_rotation_pairs_from_csv (KeyrackCsv             *csv,
                                 const KeyrackCsvColumn *columns,
                                 gboolean                has_header)
{
  GPtrArray *rows = NULL;
  Record record = { .csv = csv };

  g_return_val_if_fail (csv != NULL && columns != NULL, NULL);

  rows = keyrack_csv_to_rows (csv, columns, has_header);
  for (int i = 0; i < KEYRACK_N_CSV_COLUMNS; i++)
    record.places[i] = -1;
  for (guint i = 0; i < keyrack_csv_get_n_columns (csv); i++)
    record.places[columns[i]] = (int) i;

  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *known = NULL;

      record.row = i + (has_header ? 1 : 0);
      known = read_known (&record);
      if (known == NULL)
        continue;

      keyrack_document_row_free (rows->pdata[i]);
      rows->pdata[i] = known;
    }

  return rows;
}

/**
 * keyrack_rotation_pairs_from_text:
 * @text: what was copied from a table
 * @error: return location for a %KEYRACK_CSV_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type KeyrackDocumentRow): one for each row
 */
GPtrArray *
keyrack_rotation_pairs_from_text (const char  *text,
                                  GError     **error)
{
  g_autoptr(KeyrackCsv) csv = NULL;
  g_autofree KeyrackCsvColumn *columns = NULL;
  gboolean has_header = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  csv = keyrack_csv_read (text, strlen (text), '\0', error);
  if (csv == NULL)
    return NULL;

  columns = keyrack_csv_guess_columns (csv, &has_header);

  return keyrack_rotation_pairs_from_csv (csv, columns, has_header);
}
