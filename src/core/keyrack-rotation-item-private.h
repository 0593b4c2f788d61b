/* keyrack-rotation-item-private.h: what the board does to one of its connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-rotation-item.h"

#include "keyrack-secret.h"

G_BEGIN_DECLS

struct _KeyrackRotationItem
{
  GObject                 parent_instance;

  /* Owned references */
  KeyrackProfile         *profile;
  KeyrackSecret          *secret;         /* (nullable): of the new pair, until it is stored */
  KeyrackTestResult      *new_result;     /* (nullable) */
  KeyrackTestResult      *old_result;     /* (nullable) */

  char                   *client_id;      /* of the new pair; "" when there is none */
  char                   *old_client_id;  /* of the one in use when the new one was entered; or "" */
  char                   *detail;         /* (nullable): of the trouble: a place, or an error's words */
  KeyrackRotationMoments  moments;
  KeyrackRotationStage    stage;
  KeyrackRotationWork     work;
  KeyrackRotationTrouble  trouble;
};

KeyrackRotationItem *keyrack_rotation_item_new         (KeyrackProfile         *profile);
void                 keyrack_rotation_item_changed     (KeyrackRotationItem    *self);
void                 keyrack_rotation_item_set_work    (KeyrackRotationItem    *self,
                                                        KeyrackRotationWork     work);
void                 keyrack_rotation_item_set_trouble (KeyrackRotationItem    *self,
                                                        KeyrackRotationTrouble  trouble,
                                                        const char             *detail);
void                 keyrack_rotation_item_enter       (KeyrackRotationItem    *self,
                                                        const char             *client_id,
                                                        KeyrackSecret          *secret);
void                 keyrack_rotation_item_reset       (KeyrackRotationItem    *self);
void                 keyrack_rotation_item_reconcile   (KeyrackRotationItem    *self);
const char          *keyrack_rotation_item_get_host    (KeyrackRotationItem    *self);

G_END_DECLS
