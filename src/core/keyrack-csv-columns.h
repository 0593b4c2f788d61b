/* keyrack-csv-columns.h: what the columns of a table mean, and the connections in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-csv.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_CSV_COLUMN_NONE,
  KEYRACK_CSV_COLUMN_NAME,
  KEYRACK_CSV_COLUMN_INSTANCE,       /* or any address of it */
  KEYRACK_CSV_COLUMN_REGION,
  KEYRACK_CSV_COLUMN_CLIENT_ID,
  KEYRACK_CSV_COLUMN_CLIENT_SECRET,
  KEYRACK_CSV_COLUMN_TAGS,
  KEYRACK_CSV_COLUMN_ENVIRONMENT,
  KEYRACK_CSV_COLUMN_NOTE,
  KEYRACK_N_CSV_COLUMNS,
} KeyrackCsvColumn;

KeyrackCsvColumn *keyrack_csv_guess_columns (KeyrackCsv             *csv,
                                             gboolean               *has_header);
GPtrArray        *keyrack_csv_to_rows       (KeyrackCsv             *csv,
                                             const KeyrackCsvColumn *columns,
                                             gboolean                has_header);

G_END_DECLS
