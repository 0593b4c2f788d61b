/* keyrack-calendar.h: the days of rotation for a calendar program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *keyrack_calendar_dup_text (GListModel *profiles,
                                 gint64      now,
                                 guint      *n_events);

G_END_DECLS
