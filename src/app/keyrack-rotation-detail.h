/* keyrack-rotation-detail.h: one connection of a rotation: what is wrong, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-pair-form.h"
#include "keyrack-rotation-item.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROTATION_DETAIL (keyrack_rotation_detail_get_type ())

/* Its buttons are actions of the page around it. */
G_DECLARE_FINAL_TYPE (KeyrackRotationDetail, keyrack_rotation_detail, KEYRACK, ROTATION_DETAIL, AdwBin)

void             keyrack_rotation_detail_set_item (KeyrackRotationDetail *self,
                                                   KeyrackRotationItem   *item,
                                                   GListModel            *profiles);
void             keyrack_rotation_detail_set_idle (KeyrackRotationDetail *self,
                                                   gboolean               idle);
KeyrackPairForm *keyrack_rotation_detail_get_form (KeyrackRotationDetail *self);

G_END_DECLS
