/* keyrack-journal-report.h: entries of the journal, for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

char *keyrack_journal_report_dup_file_name (KeyrackProfile *profile,
                                            gint64          now);
char *keyrack_journal_report_dup_csv       (GListModel     *entries);

G_END_DECLS
