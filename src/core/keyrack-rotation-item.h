/* keyrack-rotation-item.h: one connection in a rotation of many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

/* How far it is. */
typedef enum
{
  KEYRACK_STAGE_TO_DO,
  KEYRACK_STAGE_ENTERED,
  KEYRACK_STAGE_VERIFIED,
  KEYRACK_STAGE_STORED,
  KEYRACK_STAGE_OLD_DELETED,
} KeyrackRotationStage;

#define KEYRACK_N_STAGES (KEYRACK_STAGE_OLD_DELETED + 1)

/* What is done with it at this moment. */
typedef enum
{
  KEYRACK_WORK_NONE,
  KEYRACK_WORK_WAITING,
  KEYRACK_WORK_TESTING,
  KEYRACK_WORK_STORING,
  KEYRACK_WORK_TESTING_OLD,
} KeyrackRotationWork;

/* Why it needs attention. */
typedef enum
{
  KEYRACK_TROUBLE_NONE,
  KEYRACK_TROUBLE_ELSEWHERE,   /* the new pair belongs to another instance */
  KEYRACK_TROUBLE_SAME,        /* the new pair is the one in use */
  KEYRACK_TROUBLE_REFUSED,
  KEYRACK_TROUBLE_UNDECIDED,   /* the new pair could not be tested */
  KEYRACK_TROUBLE_NOT_STORED,
  KEYRACK_TROUBLE_UNPROVEN,    /* stored, but it did not work from the keyring */
  KEYRACK_TROUBLE_OLD_WORKS,   /* it was said to be deleted, but was accepted */
  KEYRACK_TROUBLE_REPLACED,    /* another pair than this one is in use by now */
} KeyrackRotationTrouble;

#define KEYRACK_TYPE_ROTATION_ITEM (keyrack_rotation_item_get_type ())

/* Signal changed: any of its values. There is no way to read its secret. */
G_DECLARE_FINAL_TYPE (KeyrackRotationItem, keyrack_rotation_item, KEYRACK, ROTATION_ITEM, GObject)

/* When each stage was reached: seconds since the epoch, 0 when it was not. */
typedef struct
{
  gint64 entered_at;
  gint64 verified_at;
  gint64 stored_at;
  gint64 old_refused_at;  /* a test found that the old pair no longer works */
  gint64 old_marked_at;   /* a person said that the old one is deleted */
} KeyrackRotationMoments;

KeyrackProfile               *keyrack_rotation_item_get_profile       (KeyrackRotationItem *self);
KeyrackRotationStage          keyrack_rotation_item_get_stage         (KeyrackRotationItem *self);
KeyrackRotationWork           keyrack_rotation_item_get_work          (KeyrackRotationItem *self);
KeyrackRotationTrouble        keyrack_rotation_item_get_trouble       (KeyrackRotationItem *self);
const char                   *keyrack_rotation_item_get_client_id     (KeyrackRotationItem *self);
const char                   *keyrack_rotation_item_get_old_client_id (KeyrackRotationItem *self);
const KeyrackRotationMoments *keyrack_rotation_item_get_moments       (KeyrackRotationItem *self);
KeyrackTestResult            *keyrack_rotation_item_get_new_result    (KeyrackRotationItem *self);
KeyrackTestResult            *keyrack_rotation_item_get_old_result    (KeyrackRotationItem *self);
gboolean                      keyrack_rotation_item_is_forgotten      (KeyrackRotationItem *self);
gboolean                      keyrack_rotation_item_can_enter         (KeyrackRotationItem *self);
gboolean                      keyrack_rotation_item_can_test          (KeyrackRotationItem *self);
gboolean                      keyrack_rotation_item_can_store         (KeyrackRotationItem *self);
gboolean                      keyrack_rotation_item_can_store_anyway  (KeyrackRotationItem *self);
gboolean                      keyrack_rotation_item_can_test_old      (KeyrackRotationItem *self);
gboolean                      keyrack_rotation_item_can_mark          (KeyrackRotationItem *self);
char                         *keyrack_rotation_item_dup_elsewhere     (KeyrackRotationItem *self,
                                                                       const char          *instance,
                                                                       const char          *region);
char                         *keyrack_rotation_item_dup_next_step     (KeyrackRotationItem *self);
char                         *keyrack_rotation_item_dup_reason        (KeyrackRotationItem *self);
char                         *keyrack_rotation_item_dup_advice        (KeyrackRotationItem *self);

G_END_DECLS
