/* keyrack-permission-record.c: what is known of the permissions of a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-record.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (KeyrackPermissionRecord, keyrack_permission_record,
                     keyrack_permission_record_copy, keyrack_permission_record_free)

static const struct
{
  const char *id;
  const char *word;
} states[KEYRACK_N_PERMISSION_STATES] = {
  [KEYRACK_PERMISSION_UNCHECKED] = { "not-checked", N_("not checked") },
  [KEYRACK_PERMISSION_GRANTED] = { "granted", N_("granted") },
  [KEYRACK_PERMISSION_REFUSED] = { "refused", N_("refused") },
  [KEYRACK_PERMISSION_MISSING] = { "missing", N_("missing") },
  [KEYRACK_PERMISSION_UNDECIDED] = { "undecided", N_("could not tell") },
  [KEYRACK_PERMISSION_UNCHECKABLE] = { "uncheckable", N_("can’t be checked") },
};

/**
 * keyrack_permission_record_new:
 * @before: (nullable): what was known before
 * @findings: what a check found
 *
 * What was granted once stays held: a credential that takes the place of another one begins
 * without any, and a forgotten one is to stand out, not to be forgotten here too.
 *
 * Returns: (transfer full): what is known now
 */
KeyrackPermissionRecord *
keyrack_permission_record_new (const KeyrackPermissionRecord   *before,
                               const KeyrackPermissionFindings *findings)
{
  KeyrackPermissionRecord *self = NULL;

  g_return_val_if_fail (findings != NULL, NULL);

  self = g_new0 (KeyrackPermissionRecord, 1);
  self->checked_at = findings->checked_at;
  self->granted = findings->granted;
  self->refused = findings->refused;
  self->held = keyrack_permission_record_get_known (before);
  if (before != NULL)
    self->held_at = self->held == before->granted ? before->checked_at : before->held_at;

  return self;
}

/**
 * keyrack_permission_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): a copy
 */
KeyrackPermissionRecord *
keyrack_permission_record_copy (const KeyrackPermissionRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_memdup2 (self, sizeof *self);
}

void
keyrack_permission_record_free (KeyrackPermissionRecord *self)
{
  g_free (self);
}

/**
 * keyrack_permission_record_get_known:
 * @self: (nullable): a record
 *
 * Returns: everything that was ever granted and not let go of since
 */
KeyrackPermissions
keyrack_permission_record_get_known (const KeyrackPermissionRecord *self)
{
  return self != NULL ? self->held | self->granted : 0;
}

/**
 * keyrack_permission_record_was_lost_by_rotation:
 * @self: a record
 * @rotated_at: when the credential was replaced last, 0 for never
 *
 * Returns: %TRUE if that was between the last check that saw everything granted and the one
 *   that did not
 */
gboolean
keyrack_permission_record_was_lost_by_rotation (const KeyrackPermissionRecord *self,
                                                gint64                         rotated_at)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->held & self->refused) != 0 && self->held_at > 0 &&
         rotated_at > self->held_at && rotated_at <= self->checked_at;
}

/**
 * keyrack_permission_record_equal:
 * @a: (nullable): a record
 * @b: (nullable): another one
 *
 * Returns: %TRUE if both say the same, or neither is there
 */
gboolean
keyrack_permission_record_equal (const KeyrackPermissionRecord *a,
                                 const KeyrackPermissionRecord *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->checked_at == b->checked_at
         && a->granted == b->granted
         && a->refused == b->refused
         && a->held == b->held
         && a->held_at == b->held_at;
}

/**
 * keyrack_permission_record_accept:
 * @self: a record
 *
 * What is refused is meant to be: it is let go of.
 */
void
keyrack_permission_record_accept (KeyrackPermissionRecord *self)
{
  g_return_if_fail (self != NULL);

  self->held &= ~self->refused;
}

/**
 * keyrack_permission_record_get_missing:
 * @self: (nullable): a record
 * @intended: what the person noted
 *
 * Returns: what is refused, though it was granted before or is intended
 */
KeyrackPermissions
keyrack_permission_record_get_missing (const KeyrackPermissionRecord *self,
                                       KeyrackPermissions             intended)
{
  return self != NULL ? self->refused & (self->held | intended) : 0;
}

/**
 * keyrack_permission_record_get_state:
 * @self: (nullable): a record, %NULL before the first check
 * @intended: what the person noted
 * @permission: one of them
 *
 * Returns: what is to be said of it
 */
KeyrackPermissionState
keyrack_permission_record_get_state (const KeyrackPermissionRecord *self,
                                     KeyrackPermissions             intended,
                                     KeyrackPermission              permission)
{
  KeyrackPermissions bit = KEYRACK_PERMISSION_BIT (permission);

  if ((bit & KEYRACK_PERMISSIONS_CHECKABLE) == 0)
    return KEYRACK_PERMISSION_UNCHECKABLE;

  if (self == NULL)
    return KEYRACK_PERMISSION_UNCHECKED;

  if (bit & self->granted)
    return KEYRACK_PERMISSION_GRANTED;

  if (bit & keyrack_permission_record_get_missing (self, intended))
    return KEYRACK_PERMISSION_MISSING;

  return bit & self->refused ? KEYRACK_PERMISSION_REFUSED : KEYRACK_PERMISSION_UNDECIDED;
}

/* How programs read it. */
const char *
keyrack_permission_state_get_id (KeyrackPermissionState self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_PERMISSION_STATES, NULL);

  return states[self].id;
}

/* A word for it, to follow the name of the permission. */
const char *
keyrack_permission_state_get_word (KeyrackPermissionState self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_PERMISSION_STATES, NULL);

  return _(states[self].word);
}
