/* keyrack-run-text.h: a run of many tests in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-test-run.h"

G_BEGIN_DECLS

char *keyrack_run_text_dup_answer  (KeyrackTestRun    *run);
char *keyrack_run_text_dup_remark  (KeyrackTestRun    *run,
                                    gint64             now);
char *keyrack_run_text_dup_state   (KeyrackTestItem   *item);
char *keyrack_run_text_dup_detail  (KeyrackTestItem   *item);
char *keyrack_run_text_dup_time    (KeyrackTestItem   *item);
char *keyrack_run_text_dup_change  (KeyrackTestItem   *item,
                                    gint64             worked_until,
                                    gint64             now);
char *keyrack_run_text_dup_server  (KeyrackTestResult *result);
char *keyrack_run_text_dup_question (KeyrackTestResult *failure);

G_END_DECLS
