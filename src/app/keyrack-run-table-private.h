/* keyrack-run-table-private.h: what the files of the table of tests share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-run-table.h"

G_BEGIN_DECLS

/* One row that exists. */
typedef struct
{
  guint            position;
  KeyrackTestItem *item;     /* owned */
  GtkWidget       *row;
} KeyrackRunSlot;

struct _KeyrackRunTable
{
  GtkWidget        parent_instance;

  GtkWidget       *ruler;        /* child that is never shown: as tall as every row */

  /* Owned references */
  GListModel      *model;
  KeyrackJournal  *journal;
  KeyrackTestItem *selected;
  GtkAdjustment   *hadjustment;
  GtkAdjustment   *vadjustment;
  GArray          *slots;        /* KeyrackRunSlot, in order */
  GPtrArray       *spare;        /* hidden rows */

  guint            cursor;       /* where the selected one is */
  int              row_height;
};

guint keyrack_run_table_get_n_items   (KeyrackRunTable *self);
guint keyrack_run_table_find          (KeyrackRunTable *self,
                                       KeyrackTestItem *item);
void  keyrack_run_table_mark          (KeyrackRunTable *self);
void  keyrack_run_table_update        (KeyrackRunTable *self);
void  keyrack_run_table_configure     (KeyrackRunTable *self,
                                       int              height);
void  keyrack_run_table_scroll_to     (KeyrackRunTable *self,
                                       guint            position);
void  keyrack_run_table_measure       (GtkWidget       *widget,
                                       GtkOrientation   orientation,
                                       int              for_size,
                                       int             *minimum,
                                       int             *natural,
                                       int             *minimum_baseline,
                                       int             *natural_baseline);
void  keyrack_run_table_size_allocate (GtkWidget       *widget,
                                       int              width,
                                       int              height,
                                       int              baseline);

G_END_DECLS
