/* keyrack-details-text.h: what the card “More” says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

/* Times are seconds since the epoch, 0 when unknown; now is the moment of reading. */
char      *keyrack_details_text_dup_date    (gint64              time);
char      *keyrack_details_text_dup_essence (KeyrackProfile     *draft,
                                             gint64              now);
char      *keyrack_details_text_dup_overdue (KeyrackProfile     *draft,
                                             gint64              now);
GPtrArray *keyrack_details_text_list_dates  (KeyrackProfile     *profile,
                                             guint               rotate_every_days,
                                             gint64              last_success,
                                             gint64              now);

G_END_DECLS
