/* keyrack-profile.c: one connection without its secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-private.h"

G_DEFINE_FINAL_TYPE (KeyrackProfile, keyrack_profile, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
keyrack_profile_constructed (GObject *object)
{
  KeyrackProfile *self = KEYRACK_PROFILE (object);

  G_OBJECT_CLASS (keyrack_profile_parent_class)->constructed (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
}

static void
keyrack_profile_dispose (GObject *object)
{
  KeyrackProfile *self = KEYRACK_PROFILE (object);

  g_clear_object (&self->last_result);

  G_OBJECT_CLASS (keyrack_profile_parent_class)->dispose (object);
}

static void
keyrack_profile_finalize (GObject *object)
{
  KeyrackProfile *self = KEYRACK_PROFILE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->instance);
  g_free (self->region);
  g_free (self->client_id);
  g_free (self->environment);
  g_free (self->note);
  g_strfreev (self->tags);
  g_free (self->secret_ref);
  g_clear_pointer (&self->previous, keyrack_previous_pair_free);
  g_clear_pointer (&self->permission_record, keyrack_permission_record_free);
  g_free (self->login_host);
  g_free (self->api_host);

  G_OBJECT_CLASS (keyrack_profile_parent_class)->finalize (object);
}

static void
keyrack_profile_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  KeyrackProfile *self = KEYRACK_PROFILE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_INSTANCE:
      g_value_set_string (value, self->instance);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    case PROP_ENVIRONMENT:
      g_value_set_string (value, self->environment);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, self->tags);
      break;
    case PROP_SECRET_REF:
      g_value_set_string (value, self->secret_ref);
      break;
    case PROP_FAVOURITE:
      g_value_set_boolean (value, self->favourite);
      break;
    case PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
      break;
    case PROP_SECRET_SAVED_AT:
      g_value_set_int64 (value, self->secret_saved_at);
      break;
    case PROP_ROTATED_AT:
      g_value_set_int64 (value, self->rotated_at);
      break;
    case PROP_TAG_INTERVAL:
      g_value_set_uint (value, self->tag_interval);
      break;
    case PROP_ROTATE_EVERY_DAYS:
      g_value_set_uint (value, self->rotate_every_days);
      break;
    case PROP_REVISION:
      g_value_set_uint64 (value, self->revision);
      break;
    case PROP_DELETED_AT:
      g_value_set_int64 (value, self->deleted_at);
      break;
    case PROP_PREVIOUS:
      g_value_set_boxed (value, self->previous);
      break;
    case PROP_INTENDED_PERMISSIONS:
      g_value_set_uint (value, self->intended_permissions);
      break;
    case PROP_PERMISSION_RECORD:
      g_value_set_boxed (value, self->permission_record);
      break;
    case PROP_LOGIN_HOST:
      g_value_set_string (value, self->login_host);
      break;
    case PROP_API_HOST:
      g_value_set_string (value, self->api_host);
      break;
    case PROP_LAST_RESULT:
      g_value_set_object (value, self->last_result);
      break;
    case PROP_TESTING:
      g_value_set_boolean (value, self->testing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  KeyrackProfile *self = KEYRACK_PROFILE (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_NAME:
      keyrack_profile_set_name (self, g_value_get_string (value));
      break;
    case PROP_INSTANCE:
      keyrack_profile_set_instance (self, g_value_get_string (value));
      break;
    case PROP_REGION:
      keyrack_profile_set_region (self, g_value_get_string (value));
      break;
    case PROP_CLIENT_ID:
      keyrack_profile_set_client_id (self, g_value_get_string (value));
      break;
    case PROP_ENVIRONMENT:
      keyrack_profile_set_environment (self, g_value_get_string (value));
      break;
    case PROP_NOTE:
      keyrack_profile_set_note (self, g_value_get_string (value));
      break;
    case PROP_TAGS:
      keyrack_profile_set_tags (self, g_value_get_boxed (value));
      break;
    case PROP_SECRET_REF:
      keyrack_profile_set_secret_ref (self, g_value_get_string (value));
      break;
    case PROP_FAVOURITE:
      keyrack_profile_set_favourite (self, g_value_get_boolean (value));
      break;
    case PROP_CREATED_AT:
      keyrack_profile_set_created_at (self, g_value_get_int64 (value));
      break;
    case PROP_SECRET_SAVED_AT:
      keyrack_profile_set_secret_saved_at (self, g_value_get_int64 (value));
      break;
    case PROP_ROTATED_AT:
      keyrack_profile_set_rotated_at (self, g_value_get_int64 (value));
      break;
    case PROP_TAG_INTERVAL:
      keyrack_profile_set_tag_interval (self, g_value_get_uint (value));
      break;
    case PROP_ROTATE_EVERY_DAYS:
      keyrack_profile_set_rotate_every_days (self, g_value_get_uint (value));
      break;
    case PROP_REVISION:
      keyrack_profile_set_revision (self, g_value_get_uint64 (value));
      break;
    case PROP_DELETED_AT:
      keyrack_profile_set_deleted_at (self, g_value_get_int64 (value));
      break;
    case PROP_INTENDED_PERMISSIONS:
      keyrack_profile_set_intended_permissions (self, g_value_get_uint (value));
      break;
    case PROP_LAST_RESULT:
      keyrack_profile_set_last_result (self, g_value_get_object (value));
      break;
    case PROP_TESTING:
      keyrack_profile_set_testing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_class_init (KeyrackProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = keyrack_profile_constructed;
  object_class->dispose = keyrack_profile_dispose;
  object_class->finalize = keyrack_profile_finalize;
  object_class->get_property = keyrack_profile_get_property;
  object_class->set_property = keyrack_profile_set_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", writable);
  properties[PROP_INSTANCE] = g_param_spec_string ("instance", NULL, NULL, "", writable);
  properties[PROP_REGION] = g_param_spec_string ("region", NULL, NULL, "", writable);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, "", writable);
  properties[PROP_ENVIRONMENT] = g_param_spec_string ("environment", NULL, NULL, "", writable);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, "", writable);
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, writable);
  properties[PROP_SECRET_REF] = g_param_spec_string ("secret-ref", NULL, NULL, "", writable);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, writable);
  properties[PROP_CREATED_AT] =
    g_param_spec_int64 ("created-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, writable);
  properties[PROP_SECRET_SAVED_AT] =
    g_param_spec_int64 ("secret-saved-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, writable);
  properties[PROP_ROTATED_AT] =
    g_param_spec_int64 ("rotated-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, writable);
  properties[PROP_ROTATE_EVERY_DAYS] =
    g_param_spec_uint ("rotate-every-days", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_TAG_INTERVAL] =
    g_param_spec_uint ("tag-interval", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_REVISION] =
    g_param_spec_uint64 ("revision", NULL, NULL, 0, G_MAXUINT64, 0, writable);
  properties[PROP_DELETED_AT] =
    g_param_spec_int64 ("deleted-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, writable);
  properties[PROP_PREVIOUS] =
    g_param_spec_boxed ("previous", NULL, NULL, KEYRACK_TYPE_PREVIOUS_PAIR, readable);
  properties[PROP_INTENDED_PERMISSIONS] =
    g_param_spec_uint ("intended-permissions", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_PERMISSION_RECORD] =
    g_param_spec_boxed ("permission-record", NULL, NULL, KEYRACK_TYPE_PERMISSION_RECORD, readable);
  properties[PROP_LOGIN_HOST] = g_param_spec_string ("login-host", NULL, NULL, NULL, readable);
  properties[PROP_API_HOST] = g_param_spec_string ("api-host", NULL, NULL, NULL, readable);
  properties[PROP_LAST_RESULT] =
    g_param_spec_object ("last-result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT, writable);
  properties[PROP_TESTING] = g_param_spec_boolean ("testing", NULL, NULL, FALSE, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_profile_init (KeyrackProfile *self)
{
  self->name = g_strdup ("");
  self->instance = g_strdup ("");
  self->region = g_strdup ("");
  self->client_id = g_strdup ("");
  self->environment = g_strdup ("");
  self->note = g_strdup ("");
  self->tags = g_new0 (char *, 1);
  self->secret_ref = g_strdup ("");
}

/**
 * keyrack_profile_new:
 *
 * Returns: (transfer full): a new, empty profile with an id of its own
 */
KeyrackProfile *
keyrack_profile_new (void)
{
  return keyrack_profile_new_with_id (NULL);
}

/**
 * keyrack_profile_new_with_id:
 * @id: (nullable): the id, or %NULL for a new one
 *
 * Returns: (transfer full): a new, empty profile
 */
KeyrackProfile *
keyrack_profile_new_with_id (const char *id)
{
  return g_object_new (KEYRACK_TYPE_PROFILE, "id", id, NULL);
}

/* Whoever changes a field tells it by this. */
void
keyrack_profile_notify (KeyrackProfile         *self,
                        KeyrackProfileProperty  property)
{
  g_assert (property > 0 && property < N_PROPS);

  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * keyrack_profile_get_unverified:
 * @self: a profile
 *
 * Returns: %TRUE if the secret in use took the place of another one without a test that worked
 */
gboolean
keyrack_profile_get_unverified (KeyrackProfile *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (self), FALSE);

  return self->unverified;
}

void
keyrack_profile_set_unverified (KeyrackProfile *self,
                                gboolean        unverified)
{
  g_return_if_fail (KEYRACK_IS_PROFILE (self));

  self->unverified = unverified;
}
