/* keyrack-profile-permissions.c: what a credential is meant to do, and what was seen of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-private.h"

/**
 * keyrack_profile_get_intended_permissions:
 * @self: a profile
 *
 * Returns: what its credential is meant to be allowed; 0 if nothing was noted
 */
KeyrackPermissions
keyrack_profile_get_intended_permissions (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->intended_permissions;
}

void
keyrack_profile_set_intended_permissions (KeyrackProfile     *self,
                                          KeyrackPermissions  intended)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  if (self->intended_permissions == intended)
    return;

  self->intended_permissions = intended;
  keyrack_profile_notify (self, PROP_INTENDED_PERMISSIONS);
}

/**
 * keyrack_profile_get_permission_record:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): what is known of its permissions, %NULL before they
 *   were checked for the first time
 */
const KeyrackPermissionRecord *
keyrack_profile_get_permission_record (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->permission_record;
}

/* The profile store's to set. */
void
keyrack_profile_set_permission_record (KeyrackProfile                *self,
                                       const KeyrackPermissionRecord *record)
{
  KeyrackPermissionRecord *before = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  if (keyrack_permission_record_equal (self->permission_record, record))
    return;

  before = g_steal_pointer (&self->permission_record);
  self->permission_record = record != NULL ? keyrack_permission_record_copy (record) : NULL;
  g_clear_pointer (&before, keyrack_permission_record_free);
  keyrack_profile_notify (self, PROP_PERMISSION_RECORD);
}

/**
 * keyrack_profile_get_missing_permissions:
 * @self: a profile
 *
 * Returns: what its credential was refused at the last check, though it was granted before or
 *   is intended
 */
KeyrackPermissions
keyrack_profile_get_missing_permissions (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return keyrack_permission_record_get_missing (self->permission_record, self->intended_permissions);
}

/**
 * keyrack_profile_get_permission_state:
 * @self: a profile
 * @permission: one of the permissions
 *
 * Returns: what is to be said of it
 */
KeyrackPermissionState
keyrack_profile_get_permission_state (KeyrackProfile    *self,
                                      KeyrackPermission  permission)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), KEYRACK_PERMISSION_UNCHECKED);

  return keyrack_permission_record_get_state (self->permission_record, self->intended_permissions, permission);
}
