/* keyrack-details-merge.h: follows what was changed of a connection that is being edited
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"

G_BEGIN_DECLS

gboolean keyrack_details_can_merge (KeyrackProfile *base,
                                    KeyrackProfile *stored,
                                    KeyrackProfile *mine);
void     keyrack_details_merge     (KeyrackProfile *base,
                                    KeyrackProfile *stored,
                                    KeyrackProfile *mine);

G_END_DECLS
