/* keyrack-profile-values.c: the values of a profile taken together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile.h"

#include "keyrack-address.h"
#include "keyrack-region.h"
#include "keyrack-text.h"

#define SECONDS_A_DAY (24 * 60 * 60)

G_STATIC_ASSERT (KEYRACK_PROFILE_NAME_MAX == KEYRACK_TEXT_NAME_MAX);
G_STATIC_ASSERT (KEYRACK_PROFILE_NOTE_MAX == KEYRACK_TEXT_NOTE_MAX);

/**
 * keyrack_profile_dup:
 * @self: a profile
 *
 * Returns: (transfer full): a profile of the same id, values and last result, to
 *   be edited
 */
KeyrackProfile *
keyrack_profile_dup (KeyrackProfile *self)
{
  g_autoptr(KeyrackProfile) copy = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  copy = keyrack_profile_new_with_id (keyrack_profile_get_id (self));
  keyrack_profile_assign (copy, self);
  keyrack_profile_set_last_result (copy, keyrack_profile_get_last_result (self));
  keyrack_profile_set_tag_interval (copy, keyrack_profile_get_tag_interval (self));

  return g_steal_pointer (&copy);
}

/**
 * keyrack_profile_assign:
 * @self: a profile
 * @other: the profile to take the values from
 *
 * Takes over everything of @other that a file holds, except its id. The last
 * result stays: it says itself which values it speaks for.
 */
void
keyrack_profile_assign (KeyrackProfile *self,
                        KeyrackProfile *other)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (other));

  g_object_freeze_notify (G_OBJECT (self));

  keyrack_profile_set_name (self, keyrack_profile_get_name (other));
  keyrack_profile_set_instance (self, keyrack_profile_get_instance (other));
  keyrack_profile_set_region (self, keyrack_profile_get_region (other));
  keyrack_profile_set_client_id (self, keyrack_profile_get_client_id (other));
  keyrack_profile_set_environment (self, keyrack_profile_get_environment (other));
  keyrack_profile_set_note (self, keyrack_profile_get_note (other));
  keyrack_profile_set_tags (self, keyrack_profile_get_tags (other));
  keyrack_profile_set_secret_ref (self, keyrack_profile_get_secret_ref (other));
  keyrack_profile_set_favourite (self, keyrack_profile_get_favourite (other));
  keyrack_profile_set_unverified (self, keyrack_profile_get_unverified (other));
  keyrack_profile_set_created_at (self, keyrack_profile_get_created_at (other));
  keyrack_profile_set_secret_saved_at (self, keyrack_profile_get_secret_saved_at (other));
  keyrack_profile_set_rotated_at (self, keyrack_profile_get_rotated_at (other));
  keyrack_profile_set_rotate_every_days (self, keyrack_profile_get_rotate_every_days (other));
  keyrack_profile_set_revision (self, keyrack_profile_get_revision (other));
  keyrack_profile_set_deleted_at (self, keyrack_profile_get_deleted_at (other));
  keyrack_profile_set_previous (self, keyrack_profile_get_previous (other));
  keyrack_profile_set_intended_permissions (self, keyrack_profile_get_intended_permissions (other));
  keyrack_profile_set_permission_record (self, keyrack_profile_get_permission_record (other));

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * keyrack_profile_equal:
 * @self: a profile
 * @other: another one
 *
 * Compares what a person edits in a form: name, instance, region, client ID,
 * environment, note, tags, interval of rotation and intended permissions. Ids, dates,
 * results and whether it is a favourite do not count.
 *
 * Returns: %TRUE if there is nothing to save
 */
gboolean
keyrack_profile_equal (KeyrackProfile *self,
                       KeyrackProfile *other)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (other), FALSE);

  return g_str_equal (keyrack_profile_get_name (self), keyrack_profile_get_name (other)) &&
         g_str_equal (keyrack_profile_get_instance (self), keyrack_profile_get_instance (other)) &&
         g_str_equal (keyrack_profile_get_region (self), keyrack_profile_get_region (other)) &&
         g_str_equal (keyrack_profile_get_client_id (self), keyrack_profile_get_client_id (other)) &&
         g_str_equal (keyrack_profile_get_environment (self), keyrack_profile_get_environment (other)) &&
         g_str_equal (keyrack_profile_get_note (self), keyrack_profile_get_note (other)) &&
         g_strv_equal (keyrack_profile_get_tags (self), keyrack_profile_get_tags (other)) &&
         keyrack_profile_get_rotate_every_days (self) == keyrack_profile_get_rotate_every_days (other) &&
         keyrack_profile_get_intended_permissions (self) == keyrack_profile_get_intended_permissions (other);
}

/**
 * keyrack_profile_get_rotation_due_at:
 * @self: a profile
 *
 * The interval, its own or else that of its tags, runs from the last verified rotation, without one from the day the secret was
 * saved: a secret that nobody tested makes nothing less due.
 *
 * Returns: seconds since the epoch, 0 when there is no interval or nothing to count from
 */
gint64
keyrack_profile_get_rotation_due_at (KeyrackProfile *self)
{
  gint64 since = 0;
  guint days = 0;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  since = keyrack_profile_get_rotated_at (self);
  if (since == 0)
    since = keyrack_profile_get_secret_saved_at (self);
  days = keyrack_profile_get_rotate_every_days (self);
  if (days == 0)
    days = keyrack_profile_get_tag_interval (self);

  return since > 0 && days > 0 ? since + (gint64) days * SECONDS_A_DAY : 0;
}

static KeyrackProfileFlaws
flaw_of (KeyrackTextFlaws    flaws,
         KeyrackProfileFlaws missing,
         KeyrackProfileFlaws invalid)
{
  if (flaws & KEYRACK_TEXT_EMPTY)
    return missing;

  return flaws != KEYRACK_TEXT_FINE ? invalid : KEYRACK_PROFILE_FLAWLESS;
}

static KeyrackProfileFlaws
check_tags (const char * const *tags)
{
  if (g_strv_length ((char **) tags) > KEYRACK_PROFILE_TAGS_MAX)
    return KEYRACK_PROFILE_TAGS_INVALID;

  for (gsize i = 0; tags[i] != NULL; i++)
    {
      if (keyrack_text_check_name (tags[i]) != KEYRACK_TEXT_FINE)
        return KEYRACK_PROFILE_TAGS_INVALID;
    }

  return KEYRACK_PROFILE_FLAWLESS;
}

/**
 * keyrack_profile_validate:
 * @self: a profile
 *
 * Returns: everything that keeps @self from being saved
 */
KeyrackProfileFlaws
keyrack_profile_validate (KeyrackProfile *self)
{
  KeyrackProfileFlaws flaws = KEYRACK_PROFILE_FLAWLESS;
  const char *instance;
  const char *region;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), KEYRACK_PROFILE_FLAWLESS);

  flaws |= flaw_of (keyrack_text_check_name (keyrack_profile_get_name (self)),
                    KEYRACK_PROFILE_NAME_MISSING, KEYRACK_PROFILE_NAME_INVALID);

  instance = keyrack_profile_get_instance (self);
  if (*instance == '\0')
    flaws |= KEYRACK_PROFILE_INSTANCE_MISSING;
  else if (!keyrack_instance_is_valid (instance))
    flaws |= KEYRACK_PROFILE_INSTANCE_INVALID;

  region = keyrack_profile_get_region (self);
  if (*region == '\0')
    flaws |= KEYRACK_PROFILE_REGION_MISSING;
  else if (!keyrack_region_label_is_valid (region))
    flaws |= KEYRACK_PROFILE_REGION_INVALID;

  flaws |= flaw_of (keyrack_text_check_word (keyrack_profile_get_client_id (self)),
                    KEYRACK_PROFILE_CLIENT_ID_MISSING, KEYRACK_PROFILE_CLIENT_ID_INVALID);
  flaws |= flaw_of (keyrack_text_check_note (keyrack_profile_get_note (self)),
                    KEYRACK_PROFILE_FLAWLESS, KEYRACK_PROFILE_NOTE_INVALID);
  flaws |= flaw_of (keyrack_text_check_name (keyrack_profile_get_environment (self)),
                    KEYRACK_PROFILE_FLAWLESS, KEYRACK_PROFILE_ENVIRONMENT_INVALID);
  flaws |= check_tags (keyrack_profile_get_tags (self));

  return flaws;
}

/**
 * keyrack_profile_get_outcome:
 * @self: a profile
 *
 * Returns: what the last test found, if it was a test of the values that
 *   @self has now; otherwise nothing is known: %KEYRACK_OUTCOME_NOT_TESTED
 */
KeyrackOutcome
keyrack_profile_get_outcome (KeyrackProfile *self)
{
  KeyrackTestResult *result = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), KEYRACK_OUTCOME_NOT_TESTED);

  result = keyrack_profile_get_last_result (self);

  if (result == NULL ||
      !keyrack_test_result_is_about (result,
                                     keyrack_profile_get_instance (self),
                                     keyrack_profile_get_region (self),
                                     keyrack_profile_get_client_id (self),
                                     keyrack_profile_get_secret_ref (self)))
    return KEYRACK_OUTCOME_NOT_TESTED;

  return keyrack_test_result_get_outcome (result);
}
