/* keyrack-run-table.h: the tests of many connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-journal.h"
#include "keyrack-row-view.h"
#include "keyrack-test-item.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_RUN_TABLE (keyrack_run_table_get_type ())

/* Its model is of KeyrackTestItem. Properties:
 *   journal (KeyrackJournal, nullable): knows when a connection worked last;
 *   selected (KeyrackTestItem, nullable): where the person is.
 * Signal activated: Enter or a double click on what is selected. */
G_DECLARE_FINAL_TYPE (KeyrackRunTable, keyrack_run_table, KEYRACK, RUN_TABLE, KeyrackRowView)

GtkWidget       *keyrack_run_table_new          (void);
KeyrackTestItem *keyrack_run_table_get_selected (KeyrackRunTable *self);
void             keyrack_run_table_select       (KeyrackRunTable *self,
                                                 guint            position);

G_END_DECLS
