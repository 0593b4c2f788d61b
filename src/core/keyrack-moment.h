/* keyrack-moment.h: when something was, as people say it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *keyrack_moment_dup_text  (gint64 time,
                                    gint64 now);
char     *keyrack_moment_dup_clock (gint64 time);
gboolean  keyrack_moment_same_day  (gint64 time,
                                    gint64 other);

G_END_DECLS
