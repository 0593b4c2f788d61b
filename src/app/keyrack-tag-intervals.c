/* keyrack-tag-intervals.c: lets connections follow the intervals of their tags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-tag-intervals.h"

#include "keyrack-due.h"
#include "keyrack-profile-watch.h"

#define KEY "tag-intervals"

struct _KeyrackTagIntervals
{
  GObject              parent_instance;

  /* Owned references */
  GListModel          *profiles;
  GSettings           *settings;
  KeyrackProfileWatch *watch;       /* looks at nothing while no tag has an interval */
  GVariant            *intervals;
};

G_DEFINE_FINAL_TYPE (KeyrackTagIntervals, keyrack_tag_intervals, G_TYPE_OBJECT)

static void
apply (KeyrackTagIntervals *self,
       KeyrackProfile      *profile)
{
  guint days = keyrack_due_find_interval (self->intervals, keyrack_profile_get_tags (profile));

  keyrack_profile_set_tag_interval (profile, days);
}

static void
apply_range (KeyrackTagIntervals *self,
             guint                position,
             guint                n_profiles)
{
  for (guint i = position; i < position + n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (self->profiles, i);

      apply (self, profile);
    }
}

static void
items_changed_cb (KeyrackTagIntervals *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  g_assert (KEYRACK_IS_TAG_INTERVALS (self));

  if (g_variant_n_children (self->intervals) > 0)
    apply_range (self, position, added);
}

static void
tags_changed_cb (KeyrackTagIntervals *self,
                 KeyrackProfile      *profile)
{
  g_assert (KEYRACK_IS_TAG_INTERVALS (self));

  apply (self, profile);
}

static void
settings_changed_cb (KeyrackTagIntervals *self)
{
  g_assert (KEYRACK_IS_TAG_INTERVALS (self));

  g_clear_pointer (&self->intervals, g_variant_unref);
  self->intervals = g_settings_get_value (self->settings, KEY);
  keyrack_profile_watch_set_model (self->watch, g_variant_n_children (self->intervals) > 0 ? self->profiles : NULL);
  apply_range (self, 0, g_list_model_get_n_items (self->profiles));
}

static void
keyrack_tag_intervals_dispose (GObject *object)
{
  KeyrackTagIntervals *self = KEYRACK_TAG_INTERVALS (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->profiles);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->intervals, g_variant_unref);

  G_OBJECT_CLASS (keyrack_tag_intervals_parent_class)->dispose (object);
}

static void
keyrack_tag_intervals_class_init (KeyrackTagIntervalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = keyrack_tag_intervals_dispose;
}

static void
keyrack_tag_intervals_init (KeyrackTagIntervals *self)
{
  self->watch = keyrack_profile_watch_new ();
  g_signal_connect_object (self->watch, "item-notify::tags", G_CALLBACK (tags_changed_cb), self, G_CONNECT_SWAPPED);
}

KeyrackTagIntervals *
keyrack_tag_intervals_new (GListModel *profiles,
                           GSettings  *settings)
{
  KeyrackTagIntervals *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (KEYRACK_TYPE_TAG_INTERVALS, NULL);
  self->profiles = g_object_ref (profiles);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (profiles, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  settings_changed_cb (self);

  return self;
}
