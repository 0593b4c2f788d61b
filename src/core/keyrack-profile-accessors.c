/* keyrack-profile-accessors.c: reading and setting the values of a profile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-private.h"

#include "keyrack-address.h"

static gboolean
set_string (KeyrackProfile          *self,
            char                   **field,
            const char              *value,
            KeyrackProfileProperty   property)
{
  char *before = *field;

  if (value == NULL)
    value = "";

  if (g_str_equal (before, value))
    return FALSE;

  /* Freed last: the new value can be a part of the old one. */
  *field = g_strdup (value);
  g_free (before);
  keyrack_profile_notify (self, property);

  return TRUE;
}

static void
set_time (KeyrackProfile         *self,
          gint64                 *field,
          gint64                  value,
          KeyrackProfileProperty  property)
{
  if (*field == value)
    return;

  *field = value;
  keyrack_profile_notify (self, property);
}

static void
set_flag (KeyrackProfile         *self,
          gboolean               *field,
          gboolean                value,
          KeyrackProfileProperty  property)
{
  value = !!value;
  if (*field == value)
    return;

  *field = value;
  keyrack_profile_notify (self, property);
}

static void
take_host (KeyrackProfile          *self,
           char                   **field,
           char                    *host,
           KeyrackProfileProperty   property)
{
  if (g_strcmp0 (*field, host) == 0)
    {
      g_free (host);
      return;
    }

  g_free (*field);
  *field = host;
  keyrack_profile_notify (self, property);
}

static void
set_label (KeyrackProfile          *self,
           char                   **field,
           const char              *value,
           KeyrackProfileProperty   property)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (set_string (self, field, value, property))
    {
      take_host (self, &self->login_host,
                 keyrack_address_dup_login_host (self->instance, self->region), PROP_LOGIN_HOST);
      take_host (self, &self->api_host,
                 keyrack_address_dup_api_host (self->instance, self->region), PROP_API_HOST);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

/* What these give and take stands with the properties in the header: what a getter returns
 * is borrowed; a setter takes %NULL for "" or none, and notifies only of what changed. */

const char *
keyrack_profile_get_id (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->id;
}

const char *
keyrack_profile_get_name (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->name;
}

void
keyrack_profile_set_name (KeyrackProfile *self,
                          const char     *name)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_string (self, &self->name, name, PROP_NAME);
}

const char *
keyrack_profile_get_instance (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->instance;
}

void
keyrack_profile_set_instance (KeyrackProfile *self,
                              const char     *instance)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_label (self, &self->instance, instance, PROP_INSTANCE);
}

const char *
keyrack_profile_get_region (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->region;
}

void
keyrack_profile_set_region (KeyrackProfile *self,
                            const char     *region)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_label (self, &self->region, region, PROP_REGION);
}

const char *
keyrack_profile_get_client_id (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->client_id;
}

void
keyrack_profile_set_client_id (KeyrackProfile *self,
                               const char     *client_id)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_string (self, &self->client_id, client_id, PROP_CLIENT_ID);
}

const char *
keyrack_profile_get_environment (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->environment;
}

void
keyrack_profile_set_environment (KeyrackProfile *self,
                                 const char     *environment)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_string (self, &self->environment, environment, PROP_ENVIRONMENT);
}

const char *
keyrack_profile_get_note (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->note;
}

void
keyrack_profile_set_note (KeyrackProfile *self,
                          const char     *note)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_string (self, &self->note, note, PROP_NOTE);
}

const char * const *
keyrack_profile_get_tags (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return (const char * const *) self->tags;
}

void
keyrack_profile_set_tags (KeyrackProfile     *self,
                          const char * const *tags)
{
  static const char * const none[] = { NULL };
  char **before;

  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  if (tags == NULL)
    tags = none;

  if (g_strv_equal ((const char * const *) self->tags, tags))
    return;

  before = self->tags;
  self->tags = g_strdupv ((char **) tags);
  g_strfreev (before);
  keyrack_profile_notify (self, PROP_TAGS);
}

const char *
keyrack_profile_get_secret_ref (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->secret_ref;
}

void
keyrack_profile_set_secret_ref (KeyrackProfile *self,
                                const char     *secret_ref)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_string (self, &self->secret_ref, secret_ref, PROP_SECRET_REF);
}

gboolean
keyrack_profile_get_favourite (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), FALSE);

  return self->favourite;
}

void
keyrack_profile_set_favourite (KeyrackProfile *self,
                               gboolean        favourite)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_flag (self, &self->favourite, favourite, PROP_FAVOURITE);
}

gint64
keyrack_profile_get_created_at (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->created_at;
}

void
keyrack_profile_set_created_at (KeyrackProfile *self,
                                gint64          created_at)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_time (self, &self->created_at, created_at, PROP_CREATED_AT);
}

gint64
keyrack_profile_get_secret_saved_at (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->secret_saved_at;
}

void
keyrack_profile_set_secret_saved_at (KeyrackProfile *self,
                                     gint64          secret_saved_at)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_time (self, &self->secret_saved_at, secret_saved_at, PROP_SECRET_SAVED_AT);
}

gint64
keyrack_profile_get_rotated_at (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->rotated_at;
}

void
keyrack_profile_set_rotated_at (KeyrackProfile *self,
                                gint64          rotated_at)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_time (self, &self->rotated_at, rotated_at, PROP_ROTATED_AT);
}

guint
keyrack_profile_get_tag_interval (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->tag_interval;
}

/**
 * keyrack_profile_set_tag_interval:
 * @self: a profile
 * @days: how often its tags want its credential rotated, 0 for never
 *
 * Counts while the profile has no interval of its own. It is a preference, and not stored
 * with the profile.
 */
void
keyrack_profile_set_tag_interval (KeyrackProfile *self,
                                  guint           days)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  if (self->tag_interval == days)
    return;

  self->tag_interval = days;
  keyrack_profile_notify (self, PROP_TAG_INTERVAL);
}

guint
keyrack_profile_get_rotate_every_days (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->rotate_every_days;
}

void
keyrack_profile_set_rotate_every_days (KeyrackProfile *self,
                                       guint           days)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  if (self->rotate_every_days == days)
    return;

  self->rotate_every_days = days;
  keyrack_profile_notify (self, PROP_ROTATE_EVERY_DAYS);
}

guint64
keyrack_profile_get_revision (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->revision;
}

void
keyrack_profile_set_revision (KeyrackProfile *self,
                              guint64         revision)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  if (self->revision == revision)
    return;

  self->revision = revision;
  keyrack_profile_notify (self, PROP_REVISION);
}

gint64
keyrack_profile_get_deleted_at (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), 0);

  return self->deleted_at;
}

void
keyrack_profile_set_deleted_at (KeyrackProfile *self,
                                gint64          deleted_at)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_time (self, &self->deleted_at, deleted_at, PROP_DELETED_AT);
}

/**
 * keyrack_profile_get_previous:
 * @self: a profile
 *
 * Returns: (nullable) (transfer none): the pair that was in use before a replacement, while
 *   it is kept
 */
const KeyrackPreviousPair *
keyrack_profile_get_previous (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->previous;
}

/* For the profile store. */
void
keyrack_profile_set_previous (KeyrackProfile            *self,
                              const KeyrackPreviousPair *previous)
{
  KeyrackPreviousPair *before = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  if (keyrack_previous_pair_equal (self->previous, previous))
    return;

  before = g_steal_pointer (&self->previous);
  self->previous = previous != NULL ? keyrack_previous_pair_copy (previous) : NULL;
  g_clear_pointer (&before, keyrack_previous_pair_free);
  keyrack_profile_notify (self, PROP_PREVIOUS);
}

const char *
keyrack_profile_get_login_host (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->login_host;
}

const char *
keyrack_profile_get_api_host (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->api_host;
}

KeyrackTestResult *
keyrack_profile_get_last_result (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), NULL);

  return self->last_result;
}

void
keyrack_profile_set_last_result (KeyrackProfile    *self,
                                 KeyrackTestResult *result)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));
  g_return_if_fail (result == NULL || KEYRACK_IS_TEST_RESULT (result));

  if (g_set_object (&self->last_result, result))
    keyrack_profile_notify (self, PROP_LAST_RESULT);
}

gboolean
keyrack_profile_get_testing (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), FALSE);

  return self->testing;
}

void
keyrack_profile_set_testing (KeyrackProfile *self,
                             gboolean        testing)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  set_flag (self, &self->testing, testing, PROP_TESTING);
}
