/* keyrack-run-table.h: the tests of many connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-journal.h"
#include "keyrack-row-table.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_RUN_TABLE (keyrack_run_table_get_type ())

/* Its model is of KeyrackTestItem. Property:
 *   journal (KeyrackJournal, nullable): knows when a connection worked last. */
G_DECLARE_FINAL_TYPE (KeyrackRunTable, keyrack_run_table, KEYRACK, RUN_TABLE, KeyrackRowTable)

GtkWidget *keyrack_run_table_new (void);

G_END_DECLS
