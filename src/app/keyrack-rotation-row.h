/* keyrack-rotation-row.h: one connection on the board of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-rotation-item.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROTATION_ROW (keyrack_rotation_row_get_type ())

/* In columns, or in three lines when it is narrow. */
G_DECLARE_FINAL_TYPE (KeyrackRotationRow, keyrack_rotation_row, KEYRACK, ROTATION_ROW, GtkWidget)

GtkWidget *keyrack_rotation_row_new       (void);
void       keyrack_rotation_row_set_item  (KeyrackRotationRow  *self,
                                           KeyrackRotationItem *item);
char      *keyrack_rotation_row_dup_label (KeyrackRotationRow  *self);

G_END_DECLS
