/* keyrack-rotation-report.h: a rotation of many for the change ticket
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-rotation-board.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_ROTATION_REPORT_HTML,   /* a page to print */
  KEYRACK_ROTATION_REPORT_CSV,
  KEYRACK_N_ROTATION_REPORTS
} KeyrackRotationReportForm;

char *keyrack_rotation_report_dup_headline  (KeyrackRotationBoard      *board);
char *keyrack_rotation_report_dup_file_name (KeyrackRotationReportForm  form,
                                             gint64                     now);
char *keyrack_rotation_report_dup_text      (KeyrackRotationBoard      *board,
                                             KeyrackRotationReportForm  form,
                                             const char                *who,
                                             gint64                     now);

G_END_DECLS
