/* keyrack-row-table.h: a long list in which one row is selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-row-view.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROW_TABLE (keyrack_row_table_get_type ())

/* Who derives from it says how rows are made. Property:
 *   selected (GObject of the model, nullable): where the person is.
 * Signal activated: Enter or a double click on what is selected. */
G_DECLARE_DERIVABLE_TYPE (KeyrackRowTable, keyrack_row_table, KEYRACK, ROW_TABLE, KeyrackRowView)

struct _KeyrackRowTableClass
{
  KeyrackRowViewClass parent_class;
};

gpointer keyrack_row_table_get_selected (KeyrackRowTable *self);
void     keyrack_row_table_select       (KeyrackRowTable *self,
                                         guint            position);

G_END_DECLS
