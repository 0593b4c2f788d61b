/* keyrack-report-document.h: connections and results as JSON for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-import-item.h"
#include "keyrack-profile.h"
#include "keyrack-test-result.h"
#include "keyrack-test-run.h"

G_BEGIN_DECLS

char *keyrack_report_dup_profiles (GPtrArray         *profiles);
char *keyrack_report_dup_profile  (KeyrackProfile    *profile);
char *keyrack_report_dup_result   (KeyrackTestResult *result);
char *keyrack_report_dup_run      (KeyrackTestRun    *run);
char *keyrack_report_dup_import   (KeyrackImportItem *item);

G_END_DECLS
