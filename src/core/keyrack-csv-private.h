/* keyrack-csv-private.h: what a table is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-csv.h"

G_BEGIN_DECLS

typedef struct
{
  guint first_cell;
  guint n_cells;
  guint line;
} KeyrackCsvRow;

struct _KeyrackCsv
{
  char   *text;     /* the cells one after the other, each ended by a NUL */
  gsize   size;
  GArray *cells;    /* of guint32: where they begin */
  GArray *rows;
  guint   n_columns;
  char    separator;
};

G_END_DECLS
