/* keyrack-report-target.h: asks where a report is to go, and writes it there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

void keyrack_report_target_ask (GtkWidget          *parent,
                                const char         *name,
                                const char         *text,
                                KeyrackSecretStore *secrets,
                                GCancellable       *cancellable);

G_END_DECLS
