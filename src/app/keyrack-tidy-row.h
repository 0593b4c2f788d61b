/* keyrack-tidy-row.h: an entry row that tidies what is pasted into it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_TIDY_ROW (keyrack_tidy_row_get_type ())

/* Properties:
 *   takes-address (boolean): an address becomes the instance name and the region;
 *   region (string): the other half of what an address says;
 *   notice (string, read-only): what was made of the text, NULL when nothing was;
 *   undoable (boolean, read-only). */
G_DECLARE_FINAL_TYPE (KeyrackTidyRow, keyrack_tidy_row, KEYRACK, TIDY_ROW, AdwEntryRow)

void keyrack_tidy_row_undo       (KeyrackTidyRow *self);
void keyrack_tidy_row_set_paused (KeyrackTidyRow *self,
                                  gboolean        paused);

G_END_DECLS
