/* keyrack-due.c: when a credential is to be rotated, and what to say of it once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-due.h"

#include <glib/gi18n-lib.h>

#define SECONDS_A_DAY (24 * 60 * 60)
#define MAX_NAMES     3

/**
 * keyrack_due_find_interval:
 * @intervals: how often what has a tag is to be rotated, of type %KEYRACK_DUE_INTERVALS
 * @tags: the tags of a profile
 *
 * Returns: the shortest interval of these tags in days, 0 when none has one
 */
guint
keyrack_due_find_interval (GVariant           *intervals,
                           const char * const *tags)
{
  guint shortest = 0;

  g_return_val_if_fail (g_variant_is_of_type (intervals, G_VARIANT_TYPE (KEYRACK_DUE_INTERVALS)), 0);
  g_return_val_if_fail (tags != NULL, 0);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      guint days = 0;

      if (g_variant_lookup (intervals, tags[i], "u", &days) && days > 0 && (shortest == 0 || days < shortest))
        shortest = days;
    }

  return shortest;
}

/**
 * keyrack_due_from_profile:
 * @profile: a profile
 * @now: seconds since the epoch
 *
 * Returns: how near the day is on which its credential is to be rotated
 */
KeyrackDue
keyrack_due_from_profile (KeyrackProfile *profile,
                          gint64          now)
{
  gint64 due_at;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), KEYRACK_DUE_LATER);

  due_at = keyrack_profile_get_rotation_due_at (profile);
  if (due_at == 0 || due_at > now + 30 * SECONDS_A_DAY)
    return KEYRACK_DUE_LATER;

  if (due_at > now + 7 * SECONDS_A_DAY)
    return KEYRACK_DUE_IN_30_DAYS;

  return due_at > now ? KEYRACK_DUE_IN_7_DAYS : KEYRACK_DUE_NOW;
}

/* How near it was when it was last told of; another date was not told of at all. */
static KeyrackDue
get_told (GVariant       *told,
          KeyrackProfile *profile)
{
  gint64 due_at = 0;
  guint8 due = KEYRACK_DUE_LATER;

  if (!g_variant_lookup (told, keyrack_profile_get_id (profile), "(xy)", &due_at, &due) ||
      due_at != keyrack_profile_get_rotation_due_at (profile))
    return KEYRACK_DUE_LATER;

  return (KeyrackDue) due;
}

/**
 * keyrack_due_find_news:
 * @profiles: of #KeyrackProfile
 * @due: how near
 * @told: what keyrack_due_tell() returned the last time, of type %KEYRACK_DUE_TOLD
 * @now: seconds since the epoch
 *
 * Returns: (transfer full) (element-type KeyrackProfile): those that are that near, which
 *   was not told yet
 */
GPtrArray *
keyrack_due_find_news (GListModel *profiles,
                       KeyrackDue  due,
                       GVariant   *told,
                       gint64      now)
{
  g_autoptr(GPtrArray) news = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);
  g_return_val_if_fail (g_variant_is_of_type (told, G_VARIANT_TYPE (KEYRACK_DUE_TOLD)), NULL);

  news = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);

      if (keyrack_due_from_profile (profile, now) == due && get_told (told, profile) < due)
        g_ptr_array_add (news, g_steal_pointer (&profile));
    }

  return g_steal_pointer (&news);
}

/**
 * keyrack_due_tell:
 * @profiles: of #KeyrackProfile
 * @now: seconds since the epoch
 *
 * Returns: (transfer floating): what is told of when all news of now are, of type
 *   %KEYRACK_DUE_TOLD
 */
GVariant *
keyrack_due_tell (GListModel *profiles,
                  gint64      now)
{
  GVariantBuilder told;

  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);

  g_variant_builder_init (&told, G_VARIANT_TYPE (KEYRACK_DUE_TOLD));
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);
      KeyrackDue due = keyrack_due_from_profile (profile, now);

      if (due != KEYRACK_DUE_LATER)
        g_variant_builder_add (&told, "{s(xy)}", keyrack_profile_get_id (profile),
                               keyrack_profile_get_rotation_due_at (profile), (guint8) due);
    }

  return g_variant_builder_end (&told);
}

/**
 * keyrack_due_dup_title:
 * @due: how near, not %KEYRACK_DUE_LATER
 * @profiles: (element-type KeyrackProfile): those that are that near
 *
 * Returns: (transfer full): a sentence
 */
char *
keyrack_due_dup_title (KeyrackDue  due,
                       GPtrArray  *profiles)
{
  g_return_val_if_fail (due > KEYRACK_DUE_LATER && due <= KEYRACK_DUE_LAST, NULL);
  g_return_val_if_fail (profiles != NULL, NULL);

  if (due == KEYRACK_DUE_NOW)
    {
      return g_strdup_printf (
        /* Translators: a number of credentials */
        ngettext ("%u credential is due for rotation", "%u credentials are due for rotation", profiles->len),
        profiles->len);
    }

  if (due == KEYRACK_DUE_IN_7_DAYS)
    {
      return g_strdup_printf (
        /* Translators: a number of credentials */
        ngettext ("%u credential is due for rotation within 7 days",
                  "%u credentials are due for rotation within 7 days", profiles->len),
        profiles->len);
    }

  return g_strdup_printf (
    /* Translators: a number of credentials */
    ngettext ("%u credential is due for rotation within 30 days",
              "%u credentials are due for rotation within 30 days", profiles->len),
    profiles->len);
}

/**
 * keyrack_due_dup_names:
 * @profiles: (element-type KeyrackProfile): some profiles
 *
 * Returns: (transfer full): the names of the first few, and how many more there are
 */
char *
keyrack_due_dup_names (GPtrArray *profiles)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  g_autofree char *joined = NULL;
  g_auto(GStrv) names = NULL;
  guint more;

  g_return_val_if_fail (profiles != NULL, NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < MIN (profiles->len, MAX_NAMES); i++)
    g_strv_builder_add (builder, keyrack_profile_get_name (g_ptr_array_index (profiles, i)));

  names = g_strv_builder_end (builder);
  joined = g_strjoinv (", ", names);
  if (profiles->len <= MAX_NAMES)
    return g_steal_pointer (&joined);

  more = profiles->len - MAX_NAMES;

  /* Translators: names of connections, and the number of others */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", more), joined, more);
}
