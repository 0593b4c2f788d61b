/* keyrack-run-report.h: the results of a run of many tests, for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-test-run.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_RUN_REPORT_HTML,   /* a page to print */
  KEYRACK_RUN_REPORT_CSV,
  KEYRACK_RUN_REPORT_JSON,
  KEYRACK_N_RUN_REPORTS
} KeyrackRunReportForm;

char *keyrack_run_report_dup_file_name (KeyrackRunReportForm  form,
                                        gint64                now);
char *keyrack_run_report_dup_text      (KeyrackTestRun       *run,
                                        KeyrackRunReportForm  form,
                                        const char           *answer);

G_END_DECLS
