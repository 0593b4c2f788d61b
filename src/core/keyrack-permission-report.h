/* keyrack-permission-report.h: the permissions of connections as a table for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *keyrack_permission_report_dup_file_name (gint64      now);
char *keyrack_permission_report_dup_csv       (GListModel *profiles);

G_END_DECLS
