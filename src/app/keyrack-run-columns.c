/* keyrack-run-columns.c: where the columns of the table of tests are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-columns.h"

#define GAP        12
#define TIME_WIDTH 68
#define FIT_WIDTH  660
#define NORMAL_DPI (96 * PANGO_SCALE)

/* Of the width that the time and the gaps leave; in hundredths. */
static const int shares[KEYRACK_N_RUN_COLUMNS] = {
  [KEYRACK_RUN_COLUMN_NAME] = 22,
  [KEYRACK_RUN_COLUMN_PLACE] = 20,
  [KEYRACK_RUN_COLUMN_RESULT] = 33,
  [KEYRACK_RUN_COLUMN_CHANGE] = 25,
};

static double
text_scale (GtkWidget *widget)
{
  int dpi = NORMAL_DPI;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? (double) dpi / NORMAL_DPI : 1.0;
}

/* Whether there is room for columns; else all goes into one. */
gboolean
keyrack_run_columns_fit (GtkWidget *widget,
                         int        width)
{
  return width >= FIT_WIDTH * text_scale (widget);
}

void
keyrack_run_columns_get (GtkWidget        *widget,
                         int               width,
                         KeyrackRunColumn  column,
                         int              *x,
                         int              *column_width)
{
  int time_width = (int) (TIME_WIDTH * text_scale (widget));
  int rest = MAX (width - 2 * KEYRACK_RUN_COLUMNS_INSET - time_width - (KEYRACK_N_RUN_COLUMNS - 1) * GAP, 0);
  int share = 0;

  *x = KEYRACK_RUN_COLUMNS_INSET;

  for (int i = 0; i < (int) column; i++)
    {
      share += shares[i];
      *x += GAP + (i == KEYRACK_RUN_COLUMN_TIME ? time_width : 0);
    }

  *x += rest * share / 100;
  *column_width = column == KEYRACK_RUN_COLUMN_TIME
                ? time_width
                : rest * (share + shares[column]) / 100 - rest * share / 100;
}

/* Allocates @child at @place, or at its mirror image within @width. */
void
keyrack_run_columns_allocate (GtkWidget     *child,
                              int            width,
                              GtkAllocation  place)
{
  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    place.x = width - place.x - place.width;

  gtk_widget_size_allocate (child, &place, -1);
}
