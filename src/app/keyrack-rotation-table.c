/* keyrack-rotation-table.c: the connections on the board of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-table.h"

#include "keyrack-rotation-row.h"

struct _KeyrackRotationTable
{
  KeyrackRowTable parent_instance;
};

G_DEFINE_FINAL_TYPE (KeyrackRotationTable, keyrack_rotation_table, KEYRACK_TYPE_ROW_TABLE)

static GtkWidget *
keyrack_rotation_table_create_row (KeyrackRowView *view,
                                   gboolean        header)
{
  return keyrack_rotation_row_new ();
}

static void
keyrack_rotation_table_bind_row (KeyrackRowView *view,
                                 GtkWidget      *row,
                                 GObject        *item)
{
  keyrack_rotation_row_set_item (KEYRACK_ROTATION_ROW (row), KEYRACK_ROTATION_ITEM (item));
}

static void
keyrack_rotation_table_class_init (KeyrackRotationTableClass *klass)
{
  KeyrackRowViewClass *view_class = KEYRACK_ROW_VIEW_CLASS (klass);

  view_class->create_row = keyrack_rotation_table_create_row;
  view_class->bind_row = keyrack_rotation_table_bind_row;
}

static void
keyrack_rotation_table_init (KeyrackRotationTable *self)
{
  keyrack_row_view_set_rulers (KEYRACK_ROW_VIEW (self), keyrack_rotation_row_new (), NULL);
}

GtkWidget *
keyrack_rotation_table_new (void)
{
  return g_object_new (KEYRACK_TYPE_ROTATION_TABLE, NULL);
}
