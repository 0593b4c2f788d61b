/* keyrack-run-row.h: one connection in the table of tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-journal.h"
#include "keyrack-test-item.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_RUN_ROW (keyrack_run_row_get_type ())

/* In columns, or in three lines when it is narrow. */
G_DECLARE_FINAL_TYPE (KeyrackRunRow, keyrack_run_row, KEYRACK, RUN_ROW, GtkWidget)

GtkWidget *keyrack_run_row_new       (KeyrackJournal  *journal);
GtkWidget *keyrack_run_row_new_ruler (void);
void       keyrack_run_row_set_item  (KeyrackRunRow   *self,
                                      KeyrackTestItem *item);
char      *keyrack_run_row_dup_label (KeyrackRunRow   *self);

G_END_DECLS
