/* test-due.c: days of rotation, told once and written for a calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-calendar.h"
#include "keyrack-due.h"

#define DAY (24 * 60 * 60)
#define NOW G_GINT64_CONSTANT (1790000000)

/* Due that many days from now; its interval is 90 days. */
static KeyrackProfile *
profile_new (const char *name,
             int         days)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "canary-client-id");
  keyrack_profile_set_rotate_every_days (profile, 90);
  keyrack_profile_set_rotated_at (profile, NOW + (gint64) (days - 90) * DAY);

  return profile;
}

static GListModel *
profiles_new (void)
{
  static const struct { const char *name; int days; } samples[] = {
    { "Late", -1 }, { "Today", 0 }, { "Week", 7 }, { "Month", 8 }, { "Far", 31 },
  };
  GListStore *store = g_list_store_new (KEYRACK_TYPE_PROFILE);
  g_autoptr(KeyrackProfile) without = keyrack_profile_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr(KeyrackProfile) profile = profile_new (samples[i].name, samples[i].days);

      g_list_store_append (store, profile);
    }
  g_list_store_append (store, without);

  return G_LIST_MODEL (store);
}

static void
assert_news (GListModel *profiles,
             GVariant   *told,
             gint64      now,
             KeyrackDue  due,
             const char *names)
{
  g_autoptr(GPtrArray) news = keyrack_due_find_news (profiles, due, told, now);
  g_autofree char *found = keyrack_due_dup_names (news);

  g_assert_cmpstr (found, ==, names);
}

static void
test_news (void)
{
  g_autoptr(GListModel) profiles = profiles_new ();
  g_autoptr(GVariant) nothing = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{s(xy)}"), NULL, 0));
  g_autoptr(GVariant) told = NULL;
  g_autoptr(KeyrackProfile) late = g_list_model_get_item (profiles, 0);

  assert_news (profiles, nothing, NOW, KEYRACK_DUE_NOW, "Late, Today");
  assert_news (profiles, nothing, NOW, KEYRACK_DUE_IN_7_DAYS, "Week");
  assert_news (profiles, nothing, NOW, KEYRACK_DUE_IN_30_DAYS, "Month");

  /* Said once… */
  told = g_variant_ref_sink (keyrack_due_tell (profiles, NOW));
  for (KeyrackDue due = KEYRACK_DUE_IN_30_DAYS; due <= KEYRACK_DUE_LAST; due++)
    assert_news (profiles, told, NOW, due, "");

  /* …until it comes nearer… */
  assert_news (profiles, told, NOW + DAY, KEYRACK_DUE_IN_30_DAYS, "Far");
  assert_news (profiles, told, NOW + DAY, KEYRACK_DUE_IN_7_DAYS, "Month");
  assert_news (profiles, told, NOW + 7 * DAY, KEYRACK_DUE_NOW, "Week");

  /* …or there is another date. */
  keyrack_profile_set_rotate_every_days (late, 60);
  assert_news (profiles, told, NOW, KEYRACK_DUE_NOW, "Late");
}

static void
test_tags (void)
{
  static const char * const none[] = { NULL };
  static const char * const tags[] = { "slow", "unknown", "never", "quick", NULL };
  g_autoptr(GVariant) intervals =
    g_variant_ref_sink (g_variant_new_parsed ("{'slow': uint32 90, 'never': 0, 'quick': 30, 'other': 1}"));
  g_autoptr(KeyrackProfile) profile = profile_new ("Acme", 60);
  g_autoptr(KeyrackProfile) copy = NULL;
  gint64 own = keyrack_profile_get_rotation_due_at (profile);

  g_assert_cmpuint (keyrack_due_find_interval (intervals, none), ==, 0);
  g_assert_cmpuint (keyrack_due_find_interval (intervals, tags), ==, 30);

  /* An interval of its own is stronger, even a longer one. */
  keyrack_profile_set_tag_interval (profile, 30);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, own);

  keyrack_profile_set_rotate_every_days (profile, 0);
  copy = keyrack_profile_dup (profile);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, own - 60 * DAY);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (copy), ==, own - 60 * DAY);
}

static void
test_words (void)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  static const char *names[] = { "A", "A, B", "A, B, C", "A, B, C and 1 more", "A, B, C and 2 more" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char name[] = { (char) ('A' + i), '\0' };
      g_autofree char *found = NULL;

      g_ptr_array_add (profiles, profile_new (name, 0));
      found = keyrack_due_dup_names (profiles);
      g_assert_cmpstr (found, ==, names[i]);
    }

  for (KeyrackDue due = KEYRACK_DUE_IN_30_DAYS; due <= KEYRACK_DUE_LAST; due++)
    {
      g_autofree char *title = keyrack_due_dup_title (due, profiles);

      g_assert_true (g_str_has_prefix (title, "5 credentials are due"));
      g_assert_true ((strstr (title, "7") != NULL) == (due == KEYRACK_DUE_IN_7_DAYS));
      g_assert_true ((strstr (title, "30") != NULL) == (due == KEYRACK_DUE_IN_30_DAYS));
    }
}

static void
test_calendar (void)
{
  g_autoptr(GListModel) profiles = profiles_new ();
  g_autoptr(KeyrackProfile) first = g_list_model_get_item (profiles, 0);
  g_autofree char *id = g_strconcat ("\r\nUID:", keyrack_profile_get_id (first), "@" KEYRACK_APP_ID "\r\n", NULL);
  g_autofree char *text = NULL;
  guint n_events = 0;

  text = keyrack_calendar_dup_text (profiles, NOW, &n_events);

  g_assert_cmpuint (n_events, ==, 5);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (text, id));
  g_assert_nonnull (strstr (text, "\r\nSUMMARY:Rotate the credential of Late\r\n"));
  g_assert_nonnull (strstr (text, "\r\nDTSTAMP:20260921T141320Z\r\n"));
  g_assert_nonnull (strstr (text, "\r\nDTSTART;VALUE=DATE:20260920\r\n"));
  g_assert_null (strstr (text, "canary"));
}

/* What is long or means something in the format comes back as it was. */
static void
test_calendar_text (void)
{
  g_autoptr(GListStore) profiles = g_list_store_new (KEYRACK_TYPE_PROFILE);
  g_autoptr(KeyrackProfile) profile =
    profile_new ("a;b,c\\n Größe 東京都 🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑", 3);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *unfolded = NULL;

  g_list_store_append (profiles, profile);
  text = keyrack_calendar_dup_text (G_LIST_MODEL (profiles), NOW, NULL);

  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strchr (lines[i], '\n'));
    }

  parts = g_strsplit (text, "\r\n ", -1);
  unfolded = g_strjoinv ("", parts);
  g_assert_nonnull (strstr (unfolded, "SUMMARY:Rotate the credential of a\\;b\\,c\\\\n Größe 東京都 🔑🔑"));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/due/news", test_news);
  g_test_add_func ("/due/tags", test_tags);
  g_test_add_func ("/due/words", test_words);
  g_test_add_func ("/calendar/events", test_calendar);
  g_test_add_func ("/calendar/text", test_calendar_text);

  return g_test_run ();
}
