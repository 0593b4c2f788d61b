/* keyrack-rotation-columns.h: where the columns of the board of a rotation are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-run-columns.h"

G_BEGIN_DECLS

/* A column for the name, one for each step, one for what is next; as keyrack-run-columns.h has
 * it for the table of tests. */
typedef struct
{
  int name_x;
  int name_width;
  int steps_x;
  int steps_width;
  int next_x;
  int next_width;
} KeyrackRotationColumns;

KeyrackRotationColumns keyrack_rotation_columns_get (int width);

G_END_DECLS
