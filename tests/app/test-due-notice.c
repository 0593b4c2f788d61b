/* test-due-notice.c: that a rotation is due is said once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-due-notice.h"
#include "keyrack-due.h"
#include "store-steps.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  Place               *place;
  KeyrackProfileStore *store;
  GSettings           *settings;
  KeyrackDueNotice    *notice;
  GString             *said;    /* what was said since the last look at it */
} Fixture;

static void
news_cb (Fixture    *fixture,
         guint       due,
         const char *title,
         const char *names)
{
  g_assert_nonnull (strstr (title, "due for rotation"));
  g_string_append_printf (fixture->said, "[%u %s]", due, names);
}

static void
start (Fixture *fixture)
{
  fixture->notice = keyrack_due_notice_new (fixture->store, fixture->settings);
  g_signal_connect_swapped (fixture->notice, "news", G_CALLBACK (news_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();

  fixture->place = place_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, secrets);
  fixture->settings = g_settings_new (KEYRACK_APP_ID);
  fixture->said = g_string_new (NULL);
  g_settings_reset (fixture->settings, "due-told");
  start (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->notice);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->settings);
  g_string_free (fixture->said, TRUE);
  place_free (fixture->place);
}

static KeyrackProfile *
save (Fixture        *fixture,
      KeyrackProfile *profile,
      int             days)
{
  g_autoptr(GError) error = NULL;
  KeyrackProfile *saved = NULL;

  keyrack_profile_set_rotate_every_days (profile, 90);
  keyrack_profile_set_rotated_at (profile, g_get_real_time () / G_USEC_PER_SEC + (gint64) (days - 90) * DAY);
  saved = profiles_save (fixture->store, profile, NULL, KEYRACK_SAVE_DEFAULT, &error);
  g_assert_no_error (error);

  return saved;
}

/* The next time the program is started. */
static void
restart (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();

  g_assert_finalize_object (fixture->notice);
  g_object_unref (fixture->store);
  fixture->store = keyrack_profile_store_new (fixture->place->folder, secrets);
  start (fixture);
  profiles_load (fixture->store, &error);
  g_assert_no_error (error);
}

static void
assert_said (Fixture    *fixture,
             const char *said)
{
  app_test_settle ();
  g_assert_cmpstr (fixture->said->str, ==, said);
  g_string_truncate (fixture->said, 0);
}

static void
test_once (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) late = make_profile ("Late");
  g_autoptr(KeyrackProfile) week = make_profile ("Week");
  g_autoptr(KeyrackProfile) far = make_profile ("Far");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) first = NULL;
  g_autoptr(KeyrackProfile) second = NULL;
  g_autoptr(KeyrackProfile) nearer = NULL;
  g_autoptr(GError) error = NULL;

  profiles_load (fixture->store, &error);
  g_assert_no_error (error);
  assert_said (fixture, "");

  first = save (fixture, late, -2);
  assert_said (fixture, "[3 Late]");
  second = save (fixture, week, 5);
  saved = save (fixture, far, 60);
  assert_said (fixture, "[2 Week]");

  /* Another start has nothing new to say, until a day comes nearer. */
  nearer = save (fixture, saved, 20);
  restart (fixture);
  assert_said (fixture, "[1 Far]");
  restart (fixture);
  assert_said (fixture, "");
}

/* What could not be read is not gone, so it is not news when it can be read again. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) late = make_profile ("Late");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autofree char *path = g_build_filename (fixture->place->folder, "profiles.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  profiles_load (fixture->store, &error);
  saved = save (fixture, late, -2);
  assert_said (fixture, "[3 Late]");

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, "damaged", -1, NULL));
  g_assert_false (profiles_load (fixture->store, NULL));
  assert_said (fixture, "");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (profiles_load (fixture->store, NULL));
  assert_said (fixture, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/due-notice/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/due-notice/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);

  return g_test_run ();
}
