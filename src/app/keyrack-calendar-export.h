/* keyrack-calendar-export.h: asks for a file and writes the days of rotation to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile-store.h"

G_BEGIN_DECLS

void keyrack_calendar_export_ask (GtkWidget           *parent,
                                  KeyrackProfileStore *store,
                                  AdwToastOverlay     *toasts);

G_END_DECLS
