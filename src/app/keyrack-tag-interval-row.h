/* keyrack-tag-interval-row.h: how often what has a tag is to be rotated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_TAG_INTERVAL_ROW (keyrack_tag_interval_row_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackTagIntervalRow, keyrack_tag_interval_row, KEYRACK, TAG_INTERVAL_ROW, AdwActionRow)

GtkWidget *keyrack_tag_interval_row_new (GSettings  *settings,
                                         const char *tag);

G_END_DECLS
