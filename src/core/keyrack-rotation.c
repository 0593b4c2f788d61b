/* keyrack-rotation.c: a new pair for one connection, beside the one in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-private.h"

G_DEFINE_FINAL_TYPE (KeyrackRotation, keyrack_rotation, G_TYPE_OBJECT)

G_DEFINE_QUARK (keyrack-rotation-error-quark, keyrack_rotation_error)

G_DEFINE_ENUM_TYPE (KeyrackRotationVerdict, keyrack_rotation_verdict,
                    G_DEFINE_ENUM_VALUE (KEYRACK_ROTATION_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_ROTATION_BOTH_WORK, "both-work"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_ROTATION_ONLY_NEW, "only-new"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_ROTATION_ONLY_OLD, "only-old"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_ROTATION_NEITHER, "neither"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_ROTATION_UNDECIDED, "undecided"))

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_VERDICT,
  PROP_NEW_RESULT,
  PROP_OLD_RESULT,
  PROP_REPLACED,
  PROP_STORED,
  PROP_HEADLINE,
  PROP_ADVICE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
keyrack_rotation_dispose (GObject *object)
{
  KeyrackRotation *self = KEYRACK_ROTATION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->profile);
  g_clear_object (&self->journal);
  g_clear_object (&self->new_result);
  g_clear_object (&self->old_result);
  keyrack_rotation_forget_pair (self);

  G_OBJECT_CLASS (keyrack_rotation_parent_class)->dispose (object);
}

static void
keyrack_rotation_finalize (GObject *object)
{
  KeyrackRotation *self = KEYRACK_ROTATION (object);

  g_free (self->headline);
  g_free (self->advice);

  G_OBJECT_CLASS (keyrack_rotation_parent_class)->finalize (object);
}

static void
keyrack_rotation_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  KeyrackRotation *self = KEYRACK_ROTATION (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, keyrack_rotation_get_running (self));
      break;
    case PROP_VERDICT:
      g_value_set_enum (value, (int) self->verdict);
      break;
    case PROP_NEW_RESULT:
      g_value_set_object (value, self->new_result);
      break;
    case PROP_OLD_RESULT:
      g_value_set_object (value, self->old_result);
      break;
    case PROP_REPLACED:
      g_value_set_boolean (value, keyrack_rotation_get_replaced (self));
      break;
    case PROP_STORED:
      g_value_set_boolean (value, self->stored);
      break;
    case PROP_HEADLINE:
      g_value_set_string (value, self->headline);
      break;
    case PROP_ADVICE:
      g_value_set_string (value, self->advice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_rotation_class_init (KeyrackRotationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_rotation_dispose;
  object_class->finalize = keyrack_rotation_finalize;
  object_class->get_property = keyrack_rotation_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_VERDICT] =
    g_param_spec_enum ("verdict", NULL, NULL, KEYRACK_TYPE_ROTATION_VERDICT, KEYRACK_ROTATION_UNKNOWN, flags);
  properties[PROP_NEW_RESULT] =
    g_param_spec_object ("new-result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT, flags);
  properties[PROP_OLD_RESULT] =
    g_param_spec_object ("old-result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT, flags);
  properties[PROP_REPLACED] = g_param_spec_boolean ("replaced", NULL, NULL, FALSE, flags);
  properties[PROP_STORED] = g_param_spec_boolean ("stored", NULL, NULL, FALSE, flags);
  properties[PROP_HEADLINE] = g_param_spec_string ("headline", NULL, NULL, NULL, flags);
  properties[PROP_ADVICE] = g_param_spec_string ("advice", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_rotation_init (KeyrackRotation *self)
{
}

/* The secret is not needed any longer than it takes. */
void
keyrack_rotation_forget_pair (KeyrackRotation *self)
{
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
}

/* Draws the conclusions and tells of everything at once. */
void
keyrack_rotation_notify (KeyrackRotation *self)
{
  GObject *object = G_OBJECT (self);

  self->verdict = keyrack_rotation_decide (self);
  g_free (self->headline);
  self->headline = keyrack_rotation_dup_headline (self);
  g_free (self->advice);
  self->advice = keyrack_rotation_dup_advice (self);

  g_object_freeze_notify (object);
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (object, properties[i]);
  g_object_thaw_notify (object);
}

/**
 * keyrack_rotation_new:
 * @client: the client to ask with
 * @store: where the connection and its secrets are kept
 * @profile: the connection
 *
 * Returns: (transfer full): a rotation in which nothing was checked yet
 */
KeyrackRotation *
keyrack_rotation_new (KeyrackHttpClient   *client,
                      KeyrackProfileStore *store,
                      KeyrackProfile      *profile)
{
  KeyrackRotation *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  self = g_object_new (KEYRACK_TYPE_ROTATION, NULL);
  self->client = g_object_ref (client);
  self->store = g_object_ref (store);
  self->profile = g_object_ref (profile);

  return self;
}

/**
 * keyrack_rotation_set_journal:
 * @self: a rotation
 * @journal: (nullable): where to note the replacement and the restoration, and the tests of
 *   what is in use
 */
void
keyrack_rotation_set_journal (KeyrackRotation *self,
                              KeyrackJournal  *journal)
{
  g_return_if_fail (KEYRACK_IS_ROTATION (self));
  g_return_if_fail (journal == NULL || KEYRACK_IS_JOURNAL (journal));

  g_set_object (&self->journal, journal);
}

/**
 * keyrack_rotation_get_profile:
 * @self: a rotation
 *
 * Returns: (transfer none): the connection
 */
KeyrackProfile *
keyrack_rotation_get_profile (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), NULL);

  return self->profile;
}

/**
 * keyrack_rotation_get_running:
 * @self: a rotation
 *
 * Returns: %TRUE while a check, a replacement or a restoration is under way
 */
gboolean
keyrack_rotation_get_running (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), FALSE);

  return self->task != NULL;
}

/**
 * keyrack_rotation_get_verdict:
 * @self: a rotation
 *
 * Returns: what both results together say
 */
KeyrackRotationVerdict
keyrack_rotation_get_verdict (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), KEYRACK_ROTATION_UNKNOWN);

  return self->verdict;
}

/**
 * keyrack_rotation_get_sameness:
 * @self: a rotation
 *
 * Returns: what the pair that was checked last has in common with the one that was in use then
 */
KeyrackRotationSameness
keyrack_rotation_get_sameness (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), KEYRACK_ROTATION_DIFFERENT);

  return self->sameness;
}

/**
 * keyrack_rotation_get_new_result:
 * @self: a rotation
 *
 * Returns: (nullable) (transfer none): what the last test of the new pair found; after
 *   keyrack_rotation_replace_async() that is the test from the keyring
 */
KeyrackTestResult *
keyrack_rotation_get_new_result (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), NULL);

  return self->new_result;
}

/**
 * keyrack_rotation_get_old_result:
 * @self: a rotation
 *
 * Returns: (nullable) (transfer none): what the last test of the old pair found
 */
KeyrackTestResult *
keyrack_rotation_get_old_result (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), NULL);

  return self->old_result;
}

/**
 * keyrack_rotation_get_replaced:
 * @self: a rotation
 *
 * Returns: %TRUE if the pair that was checked is the connection's now, and the old one kept
 */
gboolean
keyrack_rotation_get_replaced (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), FALSE);

  return self->change == KEYRACK_ROTATION_REPLACED;
}

/**
 * keyrack_rotation_get_stored:
 * @self: a rotation
 *
 * Returns: %TRUE if it is replaced, and the new pair worked when tested from the keyring
 */
gboolean
keyrack_rotation_get_stored (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), FALSE);

  return self->stored;
}

/**
 * keyrack_rotation_get_headline:
 * @self: a rotation
 *
 * Returns: (nullable) (transfer none): what was found, in a few words: “New works · old still
 *   works”
 */
const char *
keyrack_rotation_get_headline (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), NULL);

  return self->headline;
}

/**
 * keyrack_rotation_get_advice:
 * @self: a rotation
 *
 * Returns: (nullable) (transfer none): what to do next, and whether anything was changed
 */
const char *
keyrack_rotation_get_advice (KeyrackRotation *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), NULL);

  return self->advice;
}
