/* keyrack-profile-store-list.h: turns the list that is shown into the one that was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void keyrack_profile_list_update (GListModel *model,
                                  GPtrArray  *shown,
                                  GPtrArray  *wanted);

G_END_DECLS
