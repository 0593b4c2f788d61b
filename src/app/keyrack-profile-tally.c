/* keyrack-profile-tally.c: how many connections there are, and how many work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-tally.h"

#include "keyrack-profile-watch.h"
#include "keyrack-profile.h"

struct _KeyrackProfileTally
{
  GObject              parent_instance;

  /* Owned references */
  GListModel          *profiles;
  KeyrackProfileWatch *watch;

  guint                counts[3];
  guint                count_id;
};

G_DEFINE_FINAL_TYPE (KeyrackProfileTally, keyrack_profile_tally, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROFILES,
  PROP_N_PROFILES,
  PROP_N_TESTED,
  PROP_N_WORKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static KeyrackVerdict
get_verdict (KeyrackProfile *profile)
{
  KeyrackTestResult *result = keyrack_profile_get_last_result (profile);

  if (result == NULL ||
      keyrack_profile_get_testing (profile) ||
      !keyrack_test_result_is_about (result,
                                     keyrack_profile_get_instance (profile),
                                     keyrack_profile_get_region (profile),
                                     keyrack_profile_get_client_id (profile),
                                     keyrack_profile_get_secret_ref (profile)))
    return KEYRACK_VERDICT_NOT_TESTED;

  return keyrack_test_result_get_verdict (result);
}

static void
set_count (KeyrackProfileTally *self,
           guint                prop_id,
           guint                count)
{
  if (self->counts[prop_id - PROP_N_PROFILES] == count)
    return;

  self->counts[prop_id - PROP_N_PROFILES] = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
count_profiles (KeyrackProfileTally *self)
{
  guint n_profiles = self->profiles != NULL ? g_list_model_get_n_items (self->profiles) : 0;
  guint n_tested = 0;
  guint n_working = 0;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (self->profiles, i);
      KeyrackVerdict verdict = get_verdict (profile);

      if (verdict != KEYRACK_VERDICT_NOT_TESTED)
        n_tested++;

      if (verdict == KEYRACK_VERDICT_WORKS)
        n_working++;
    }

  set_count (self, PROP_N_PROFILES, n_profiles);
  set_count (self, PROP_N_TESTED, n_tested);
  set_count (self, PROP_N_WORKING, n_working);
}

static gboolean
count_cb (gpointer user_data)
{
  KeyrackProfileTally *self = KEYRACK_PROFILE_TALLY (user_data);

  self->count_id = 0;
  count_profiles (self);

  return G_SOURCE_REMOVE;
}

/* Loading and saving change many properties at once. */
static void
item_notify_cb (KeyrackProfileTally *self)
{
  g_assert (KEYRACK_IS_PROFILE_TALLY (self));

  if (self->count_id == 0)
    self->count_id = g_idle_add (count_cb, self);
}

static void
set_profiles (KeyrackProfileTally *self,
              GListModel          *profiles)
{
  if (self->profiles == profiles)
    return;

  if (self->profiles != NULL)
    g_signal_handlers_disconnect_by_func (self->profiles, count_profiles, self);

  g_set_object (&self->profiles, profiles);
  keyrack_profile_watch_set_model (self->watch, profiles);

  if (profiles != NULL)
    g_signal_connect_object (profiles, "items-changed", G_CALLBACK (count_profiles), self, G_CONNECT_SWAPPED);

  count_profiles (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILES]);
}

static void
keyrack_profile_tally_dispose (GObject *object)
{
  KeyrackProfileTally *self = KEYRACK_PROFILE_TALLY (object);

  g_clear_handle_id (&self->count_id, g_source_remove);
  set_profiles (self, NULL);

  G_OBJECT_CLASS (keyrack_profile_tally_parent_class)->dispose (object);
}

static void
keyrack_profile_tally_finalize (GObject *object)
{
  KeyrackProfileTally *self = KEYRACK_PROFILE_TALLY (object);

  g_object_unref (self->watch);

  G_OBJECT_CLASS (keyrack_profile_tally_parent_class)->finalize (object);
}

static void
keyrack_profile_tally_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  KeyrackProfileTally *self = KEYRACK_PROFILE_TALLY (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;

    case PROP_N_PROFILES:
    case PROP_N_TESTED:
    case PROP_N_WORKING:
      g_value_set_uint (value, self->counts[prop_id - PROP_N_PROFILES]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_tally_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  KeyrackProfileTally *self = KEYRACK_PROFILE_TALLY (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      set_profiles (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_tally_class_init (KeyrackProfileTallyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_profile_tally_dispose;
  object_class->finalize = keyrack_profile_tally_finalize;
  object_class->get_property = keyrack_profile_tally_get_property;
  object_class->set_property = keyrack_profile_tally_set_property;

  properties[PROP_PROFILES] =
    g_param_spec_object ("profiles", NULL, NULL,
                         G_TYPE_LIST_MODEL,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  properties[PROP_N_PROFILES] = g_param_spec_uint ("n-profiles", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_TESTED] = g_param_spec_uint ("n-tested", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_WORKING] = g_param_spec_uint ("n-working", NULL, NULL, 0, G_MAXUINT, 0, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_profile_tally_init (KeyrackProfileTally *self)
{
  self->watch = keyrack_profile_watch_new ();

  g_signal_connect_object (self->watch, "item-notify", G_CALLBACK (item_notify_cb), self, G_CONNECT_SWAPPED);
}

KeyrackProfileTally *
keyrack_profile_tally_new (GListModel *profiles)
{
  g_return_val_if_fail (profiles == NULL || G_IS_LIST_MODEL (profiles), NULL);

  return g_object_new (KEYRACK_TYPE_PROFILE_TALLY,
                       "profiles", profiles,
                       NULL);
}
