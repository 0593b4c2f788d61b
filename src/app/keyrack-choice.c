/* keyrack-choice.c: the connections chosen to do something with all of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-choice.h"

/* Not positions: what is chosen stays so while one searches for the next. */
struct _KeyrackChoice
{
  GObject     parent_instance;

  GHashTable *profiles;
  gboolean    active;
};

G_DEFINE_FINAL_TYPE (KeyrackChoice, keyrack_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_COUNT,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void
tell (KeyrackChoice *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
keyrack_choice_finalize (GObject *object)
{
  KeyrackChoice *self = KEYRACK_CHOICE (object);

  g_hash_table_unref (self->profiles);

  G_OBJECT_CLASS (keyrack_choice_parent_class)->finalize (object);
}

static void
keyrack_choice_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  KeyrackChoice *self = KEYRACK_CHOICE (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;

    case PROP_COUNT:
      g_value_set_uint (value, keyrack_choice_get_count (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_choice_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  KeyrackChoice *self = KEYRACK_CHOICE (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      keyrack_choice_set_active (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_choice_class_init (KeyrackChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = keyrack_choice_finalize;
  object_class->get_property = keyrack_choice_get_property;
  object_class->set_property = keyrack_choice_set_property;

  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] =
    g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] =
    g_signal_new ("changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE, 0);
}

static void
keyrack_choice_init (KeyrackChoice *self)
{
  self->profiles = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

KeyrackChoice *
keyrack_choice_new (void)
{
  return g_object_new (KEYRACK_TYPE_CHOICE, NULL);
}

gboolean
keyrack_choice_get_active (KeyrackChoice *self)
{
  g_return_val_if_fail (KEYRACK_IS_CHOICE (self), FALSE);

  return self->active;
}

void
keyrack_choice_set_active (KeyrackChoice *self,
                           gboolean       active)
{
  g_return_if_fail (KEYRACK_IS_CHOICE (self));

  active = !!active;
  if (self->active == active)
    return;

  self->active = active;
  g_hash_table_remove_all (self->profiles);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  tell (self);
}

guint
keyrack_choice_get_count (KeyrackChoice *self)
{
  g_return_val_if_fail (KEYRACK_IS_CHOICE (self), 0);

  return g_hash_table_size (self->profiles);
}

gboolean
keyrack_choice_contains (KeyrackChoice  *self,
                         KeyrackProfile *profile)
{
  g_return_val_if_fail (KEYRACK_IS_CHOICE (self), FALSE);

  return g_hash_table_contains (self->profiles, profile);
}

void
keyrack_choice_set (KeyrackChoice  *self,
                    KeyrackProfile *profile,
                    gboolean        chosen)
{
  g_return_if_fail (KEYRACK_IS_CHOICE (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  if (keyrack_choice_contains (self, profile) == !!chosen)
    return;

  if (chosen)
    g_hash_table_add (self->profiles, g_object_ref (profile));
  else
    g_hash_table_remove (self->profiles, profile);

  tell (self);
}

/* Chooses these and no others. */
void
keyrack_choice_replace (KeyrackChoice *self,
                        GPtrArray     *profiles)
{
  g_return_if_fail (KEYRACK_IS_CHOICE (self));
  g_return_if_fail (profiles != NULL);

  g_hash_table_remove_all (self->profiles);

  for (guint i = 0; i < profiles->len; i++)
    g_hash_table_add (self->profiles, g_object_ref (profiles->pdata[i]));

  tell (self);
}

/* Lets go of those that are not in a list any more. */
void
keyrack_choice_keep (KeyrackChoice *self,
                     GListModel    *profiles)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_profiles = 0;

  g_return_if_fail (KEYRACK_IS_CHOICE (self));
  g_return_if_fail (G_IS_LIST_MODEL (profiles));

  if (keyrack_choice_get_count (self) == 0)
    return;

  n_profiles = g_list_model_get_n_items (profiles);
  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);

      if (keyrack_choice_contains (self, profile))
        g_ptr_array_add (kept, g_steal_pointer (&profile));
    }

  if (kept->len < keyrack_choice_get_count (self))
    keyrack_choice_replace (self, kept);
}

/* Returns: (transfer full) (element-type KeyrackProfile): in no order */
GPtrArray *
keyrack_choice_dup_profiles (KeyrackChoice *self)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer profile = NULL;

  g_return_val_if_fail (KEYRACK_IS_CHOICE (self), NULL);

  g_hash_table_iter_init (&iter, self->profiles);
  while (g_hash_table_iter_next (&iter, &profile, NULL))
    g_ptr_array_add (profiles, g_object_ref (profile));

  return profiles;
}
