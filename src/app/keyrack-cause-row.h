/* keyrack-cause-row.h: the row of a result that says where it is probably wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-cause.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_CAUSE_ROW (keyrack_cause_row_get_type ())

/* Property: cause (KeyrackCause, nullable): NULL as long as nobody asked.
 * Its button activates page.find-cause, or page.mend when something was found. */
G_DECLARE_FINAL_TYPE (KeyrackCauseRow, keyrack_cause_row, KEYRACK, CAUSE_ROW, AdwPreferencesRow)

void keyrack_cause_row_bind_closures (GtkWidgetClass *widget_class);

G_END_DECLS
