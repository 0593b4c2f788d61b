/* keyrack-run-columns.h: where the columns of the table of tests are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_RUN_COLUMN_NAME,
  KEYRACK_RUN_COLUMN_PLACE,
  KEYRACK_RUN_COLUMN_RESULT,
  KEYRACK_RUN_COLUMN_TIME,
  KEYRACK_RUN_COLUMN_CHANGE,
  KEYRACK_N_RUN_COLUMNS
} KeyrackRunColumn;

#define KEYRACK_RUN_COLUMNS_INSET 18

/* All places are those of a language that is read from left to right. */
gboolean keyrack_run_columns_fit      (GtkWidget        *widget,
                                       int               width);
void     keyrack_run_columns_get      (GtkWidget        *widget,
                                       int               width,
                                       KeyrackRunColumn  column,
                                       int              *x,
                                       int              *column_width);
void     keyrack_run_columns_allocate (GtkWidget        *child,
                                       int               width,
                                       GtkAllocation     place);

G_END_DECLS
