/* keyrack-permission-record.h: what is known of the permissions of a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "keyrack-permission-check.h"
#include "keyrack-permission.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PERMISSION_RECORD (keyrack_permission_record_get_type ())

/* The last check, and what the ones before found. The times are seconds since the epoch. */
typedef struct
{
  gint64             checked_at;
  KeyrackPermissions granted;
  KeyrackPermissions refused;
  KeyrackPermissions held;     /* granted by an earlier check, and not let go of since */
  gint64             held_at;  /* when all of them were seen granted last, 0 for never */
} KeyrackPermissionRecord;

/* What is to be said of one permission. */
typedef enum
{
  KEYRACK_PERMISSION_UNCHECKED,    /* not looked at yet */
  KEYRACK_PERMISSION_GRANTED,
  KEYRACK_PERMISSION_REFUSED,      /* which may be meant */
  KEYRACK_PERMISSION_MISSING,      /* refused, though it was granted before or is intended */
  KEYRACK_PERMISSION_UNDECIDED,    /* could not tell */
  KEYRACK_PERMISSION_UNCHECKABLE,
} KeyrackPermissionState;

#define KEYRACK_N_PERMISSION_STATES (KEYRACK_PERMISSION_UNCHECKABLE + 1)

GType                    keyrack_permission_record_get_type     (void);
KeyrackPermissionRecord *keyrack_permission_record_new          (const KeyrackPermissionRecord   *before,
                                                                 const KeyrackPermissionFindings *findings);
KeyrackPermissionRecord *keyrack_permission_record_copy         (const KeyrackPermissionRecord   *self);
void                     keyrack_permission_record_free         (KeyrackPermissionRecord         *self);
KeyrackPermissions       keyrack_permission_record_get_known    (const KeyrackPermissionRecord   *self);
gboolean                 keyrack_permission_record_was_lost_by_rotation (const KeyrackPermissionRecord *self,
                                                                 gint64                           rotated_at);
gboolean                 keyrack_permission_record_equal        (const KeyrackPermissionRecord   *a,
                                                                 const KeyrackPermissionRecord   *b);
void                     keyrack_permission_record_accept       (KeyrackPermissionRecord         *self);
KeyrackPermissions       keyrack_permission_record_get_missing  (const KeyrackPermissionRecord   *self,
                                                                 KeyrackPermissions               intended);
KeyrackPermissionState   keyrack_permission_record_get_state    (const KeyrackPermissionRecord   *self,
                                                                 KeyrackPermissions               intended,
                                                                 KeyrackPermission                permission);
const char              *keyrack_permission_state_get_id        (KeyrackPermissionState           self);
const char              *keyrack_permission_state_get_word      (KeyrackPermissionState           self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackPermissionRecord, keyrack_permission_record_free)

G_END_DECLS
