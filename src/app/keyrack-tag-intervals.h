/* keyrack-tag-intervals.h: lets connections follow the intervals of their tags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_TAG_INTERVALS (keyrack_tag_intervals_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackTagIntervals, keyrack_tag_intervals, KEYRACK, TAG_INTERVALS, GObject)

KeyrackTagIntervals *keyrack_tag_intervals_new (GListModel *profiles,
                                                GSettings  *settings);

G_END_DECLS
