/* keyrack-rotation-columns.c: where the columns of the board of a rotation are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-columns.h"

#define GAP         12
#define NAME_SHARE  22 /* hundredths of what the inset leaves */
#define STEPS_SHARE 47

/* For a table of @width that is wide enough, see keyrack_run_columns_fit(). */
KeyrackRotationColumns
keyrack_rotation_columns_get (int width)
{
  int rest = MAX (width - 2 * KEYRACK_RUN_COLUMNS_INSET, 0);
  KeyrackRotationColumns columns = {
    .name_x = KEYRACK_RUN_COLUMNS_INSET,
    .name_width = rest * NAME_SHARE / 100,
    .steps_width = rest * STEPS_SHARE / 100,
  };

  columns.steps_x = columns.name_x + columns.name_width;
  columns.next_x = columns.steps_x + columns.steps_width + GAP;
  columns.next_width = MAX (width - KEYRACK_RUN_COLUMNS_INSET - columns.next_x, 0);

  return columns;
}
