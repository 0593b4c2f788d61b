/* keyrack-details-merge.c: follows what was changed of a connection that is being edited
 *
 * What a connection is filed under is changed for many at once, also for one
 * with unsaved edits. Each of these fields stands for itself, other than
 * instance, region, client ID and secret: half of a credential that was
 * replaced must never be put beside half of another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-details-merge.h"

typedef void (*Copy) (KeyrackProfile *from,
                      KeyrackProfile *to);

static void
copy_environment (KeyrackProfile *from,
                  KeyrackProfile *to)
{
  keyrack_profile_set_environment (to, keyrack_profile_get_environment (from));
}

static void
copy_tags (KeyrackProfile *from,
           KeyrackProfile *to)
{
  keyrack_profile_set_tags (to, keyrack_profile_get_tags (from));
}

static void
copy_note (KeyrackProfile *from,
           KeyrackProfile *to)
{
  keyrack_profile_set_note (to, keyrack_profile_get_note (from));
}

static void
copy_interval (KeyrackProfile *from,
               KeyrackProfile *to)
{
  keyrack_profile_set_rotate_every_days (to, keyrack_profile_get_rotate_every_days (from));
}

static void
copy_permissions (KeyrackProfile *from,
                  KeyrackProfile *to)
{
  keyrack_profile_set_intended_permissions (to, keyrack_profile_get_intended_permissions (from));
}

static const Copy details[] = { copy_environment, copy_tags, copy_note, copy_interval, copy_permissions };

static gboolean
is_same (Copy            detail,
         KeyrackProfile *a,
         KeyrackProfile *b)
{
  g_autoptr(KeyrackProfile) changed = keyrack_profile_dup (a);

  detail (b, changed);

  return keyrack_profile_equal (a, changed);
}

static gboolean
is_same_credential (KeyrackProfile *a,
                    KeyrackProfile *b)
{
  g_autoptr(KeyrackProfile) changed = keyrack_profile_dup (a);

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    details[i] (b, changed);

  return keyrack_profile_equal (changed, b) &&
         g_str_equal (keyrack_profile_get_secret_ref (a), keyrack_profile_get_secret_ref (b));
}

/**
 * keyrack_details_can_merge:
 * @base: a connection as it was when its edits began
 * @stored: as it is now
 * @mine: with the edits
 *
 * Returns: %TRUE if nobody's edits are in the way of another's: all that was changed in
 *   @stored is environment, tags, note, interval and intended permissions, and what was not changed in @mine
 */
gboolean
keyrack_details_can_merge (KeyrackProfile *base,
                           KeyrackProfile *stored,
                           KeyrackProfile *mine)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (base), FALSE);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (stored), FALSE);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (mine), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    {
      if (!is_same (details[i], stored, base) &&
          !is_same (details[i], mine, base) &&
          !is_same (details[i], mine, stored))
        return FALSE;
    }

  return is_same_credential (base, stored);
}

/**
 * keyrack_details_merge:
 * @base: a connection as it was when its edits began
 * @stored: as it is now
 * @mine: with the edits
 *
 * Puts what was not changed in @mine on the state of @stored.
 */
void
keyrack_details_merge (KeyrackProfile *base,
                       KeyrackProfile *stored,
                       KeyrackProfile *mine)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (base));
  g_return_if_fail (KEYRACK_IS_PROFILE (stored));
  g_return_if_fail (KEYRACK_IS_PROFILE (mine));

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    {
      if (is_same (details[i], mine, base))
        details[i] (stored, mine);
    }
}
