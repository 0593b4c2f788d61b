/* keyrack-csv-rows.c: the connections of a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-csv-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-address.h"
#include "keyrack-profile-document-private.h"
#include "keyrack-region.h"
#include "keyrack-tags.h"
#include "keyrack-text.h"

/* A row of a table, and what stands in it. */
typedef struct
{
  KeyrackCsv *csv;
  guint       row;
  int         places[KEYRACK_N_CSV_COLUMNS];  /* of the columns, -1 where there is none */
} Record;

static const char *
get_cell (const Record     *record,
          KeyrackCsvColumn  column)
{
  int place = record->places[column];

  return place >= 0 ? keyrack_csv_get_cell (record->csv, record->row, (guint) place) : "";
}

static char *
dup_value (const Record     *record,
           KeyrackCsvColumn  column)
{
  return keyrack_text_dup_clean (keyrack_csv_skip_guard (get_cell (record, column)));
}

/* For whom it is to be read, it is cleaned; what is in it without being seen is refused. */
static char *
dup_prose (const Record     *record,
           KeyrackCsvColumn  column)
{
  return g_strstrip (g_strdup (keyrack_csv_skip_guard (get_cell (record, column))));
}

/* An address can say the region too; two that differ are no guess of ours. */
static char *
read_place (const Record   *record,
            KeyrackProfile *profile)
{
  g_autofree char *text = dup_value (record, KEYRACK_CSV_COLUMN_INSTANCE);
  g_autofree char *region_text = dup_value (record, KEYRACK_CSV_COLUMN_REGION);
  const char *published = keyrack_region_find (region_text);
  g_autofree char *region = published != NULL ? g_strdup (published) : g_ascii_strdown (region_text, -1);
  g_autoptr(KeyrackAddress) address = keyrack_address_parse (text, NULL);

  if (address != NULL && address->region != NULL && *region != '\0' && !g_str_equal (address->region, region))
    return g_strdup (_("Its address is of another region than the one beside it"));

  keyrack_profile_set_instance (profile, address != NULL ? address->instance : text);
  keyrack_profile_set_region (profile, address != NULL && address->region != NULL ? address->region : region);

  return NULL;
}

/* A table of credentials often has no names of its own. */
static void
read_name (const Record   *record,
           KeyrackProfile *profile)
{
  g_autofree char *name = dup_prose (record, KEYRACK_CSV_COLUMN_NAME);

  keyrack_profile_set_name (profile, *name != '\0' ? name : keyrack_profile_get_instance (profile));
}

static void
read_details (const Record   *record,
              KeyrackProfile *profile)
{
  g_autofree char *client_id = dup_value (record, KEYRACK_CSV_COLUMN_CLIENT_ID);
  g_autofree char *environment = dup_prose (record, KEYRACK_CSV_COLUMN_ENVIRONMENT);
  g_autofree char *note = dup_prose (record, KEYRACK_CSV_COLUMN_NOTE);
  g_autofree char *tags_text = dup_prose (record, KEYRACK_CSV_COLUMN_TAGS);
  g_auto(GStrv) tags = keyrack_tags_parse (tags_text);

  keyrack_profile_set_client_id (profile, client_id);
  keyrack_profile_set_environment (profile, environment);
  keyrack_profile_set_note (profile, note);
  keyrack_profile_set_tags (profile, (const char * const *) tags);
}

/* The apostrophe before a formula may belong to a secret: none is ever written to a table. */
static KeyrackSecret *
read_secret (const Record *record)
{
  char *clean = keyrack_text_dup_clean (get_cell (record, KEYRACK_CSV_COLUMN_CLIENT_SECRET));
  gsize length = strlen (clean);
  KeyrackSecret *secret = length > 0 ? keyrack_secret_new (clean, (gssize) length) : NULL;

  keyrack_secret_wipe (clean, length);
  g_free (clean);

  return secret;
}

/* Most probably a separator without quotes, so that everything after it stands in a wrong column. */
static gboolean
is_too_long (const Record *record)
{
  for (guint i = keyrack_csv_get_n_cells (record->csv, 0); i < keyrack_csv_get_n_cells (record->csv, record->row); i++)
    {
      if (*keyrack_csv_get_cell (record->csv, record->row, i) != '\0')
        return TRUE;
    }

  return FALSE;
}

static char *
read_record (const Record       *record,
             KeyrackDocumentRow *row)
{
  char *problem = read_place (record, row->profile);

  if (is_too_long (record))
    problem = problem != NULL ? problem : g_strdup (_("It has more cells than the first row"));
  if (problem != NULL)
    return problem;

  read_name (record, row->profile);
  read_details (record, row->profile);
  row->secret = read_secret (record);

  if (row->secret != NULL && !keyrack_document_is_secret (row->secret))
    return g_strdup (keyrack_document_get_secret_flaw ());

  return keyrack_document_dup_flaw (row->profile);
}

/**
 * keyrack_csv_to_rows:
 * @csv: a table
 * @columns: (array): what each of its columns means
 * @has_header: whether its first row is none of a connection
 *
 * Makes connections of a table. Nothing in it is trusted.
 *
 * Returns: (transfer full) (element-type KeyrackDocumentRow): one for each row of the table, in
 *   its order; those that can't be taken say why, and have a name that can be shown
 */
GPtrArray *
keyrack_csv_to_rows (KeyrackCsv             *csv,
                     const KeyrackCsvColumn *columns,
                     gboolean                has_header)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);
  Record record = { .csv = csv };

  g_return_val_if_fail (csv != NULL, NULL);
  g_return_val_if_fail (columns != NULL, NULL);

  for (guint i = 0; i < KEYRACK_N_CSV_COLUMNS; i++)
    record.places[i] = -1;
  for (guint i = keyrack_csv_get_n_columns (csv); i-- > 0;)
    record.places[columns[i]] = (int) i;
  record.places[KEYRACK_CSV_COLUMN_NONE] = -1;

  for (record.row = has_header ? 1 : 0; record.row < keyrack_csv_get_n_rows (csv); record.row++)
    {
      g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
      KeyrackDocumentRow *row = keyrack_document_row_new (profile, NULL);
      char *problem = read_record (&record, row);

      if (problem != NULL)
        keyrack_document_row_take_problem (row, get_cell (&record, KEYRACK_CSV_COLUMN_NAME), problem);
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}
