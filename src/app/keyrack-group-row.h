/* keyrack-group-row.h: the header of a group in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-group.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_GROUP_ROW (keyrack_group_row_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackGroupRow, keyrack_group_row, KEYRACK, GROUP_ROW, AdwBin)

GtkWidget *keyrack_group_row_new       (void);
GtkWidget *keyrack_group_row_new_ruler (void);
void       keyrack_group_row_set_group (KeyrackGroupRow *self,
                                        KeyrackGroup    *group);

G_END_DECLS
