/* test-profile-store-previous.c: a pair replaced, the one before kept, brought back, let go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-json.h"
#include "profile-store-fixture.h"

#define DAY (24 * 60 * 60)
#define ID  "one"

static KeyrackProfile *
add_one (Fixture *fixture)
{
  return add_named (fixture, ID, "first-id", "first");
}

static void
must_replace (Fixture             *fixture,
              const char          *client_id,
              const char          *secret,
              KeyrackReplaceFlags  flags,
              guint                keep_days)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile =
    profiles_replace (fixture->store, ID, client_id, secret, flags, keep_days, &error);

  g_assert_no_error (error);
  g_assert_true (profile == keyrack_profile_store_find (fixture->store, ID));
}

static void
must_restore (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile = profiles_restore_previous (fixture->store, ID, &error);

  g_assert_no_error (error);
  g_assert_true (profile == keyrack_profile_store_find (fixture->store, ID));
}

static void
must_let_go (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (profiles_let_go (fixture->store, ID, &error));
  g_assert_no_error (error);
}

static void
assert_secret_named (Fixture    *fixture,
                     const char *secret_ref,
                     const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->secrets, secret_ref, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

/* Both pairs, each with its own secret. */
static void
assert_pairs (Fixture        *fixture,
              KeyrackProfile *profile,
              const char     *client_id,
              const char     *secret,
              const char     *previous_id,
              const char     *previous_secret)
{
  const KeyrackPreviousPair *previous = keyrack_profile_get_previous (profile);

  g_assert_cmpstr (keyrack_profile_get_client_id (profile), ==, client_id);
  assert_secret_of (fixture, profile, secret);
  g_assert_nonnull (previous);
  g_assert_cmpstr (previous->client_id, ==, previous_id);
  assert_secret_named (fixture, previous->secret_ref, previous_secret);
  assert_nothing_pending (fixture);
}

static void
end_keeping (Fixture *fixture)
{
  g_autofree char *time = keyrack_json_dup_time (g_get_real_time () / G_USEC_PER_SEC - 1);

  set_in_file (fixture, "profiles", "previous", "keep_until", time);
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  guint64 revision = keyrack_profile_get_revision (profile);
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  const KeyrackPreviousPair *previous = NULL;

  g_assert_null (keyrack_profile_get_previous (profile));
  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  assert_pairs (fixture, profile, "second-id", "second", "first-id", "first");

  previous = keyrack_profile_get_previous (profile);
  g_assert_cmpstr (previous->secret_ref, ==, first_ref);
  g_assert_cmpint (previous->replaced_at, >=, before);
  g_assert_cmpint (previous->keep_until, ==, previous->replaced_at + 7 * DAY);
  g_assert_cmpuint (keyrack_profile_get_revision (profile), >, revision);

  start_another (fixture);
  assert_pairs (fixture, profile, "second-id", "second", "first-id", "first");
}

/* One pair is kept, the last one. */
static void
test_replace_again (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (profile));

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  must_replace (fixture, "third-id", "third", KEYRACK_REPLACE_VERIFIED, 7);

  assert_pairs (fixture, profile, "third-id", "third", "second-id", "second");
  assert_cleared (fixture, first_ref);
}

/* What nobody saw work does not drive out what worked, however often it is replaced. */
static void
test_unverified_again (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autofree char *second_ref = NULL;
  gint64 keep_until = 0;

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_UNVERIFIED, 7);
  g_assert_true (keyrack_profile_get_unverified (profile));
  second_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  keep_until = keyrack_profile_get_previous (profile)->keep_until;

  start_another (fixture);
  must_replace (fixture, "third-id", "third", KEYRACK_REPLACE_UNVERIFIED, 30);
  assert_pairs (fixture, profile, "third-id", "third", "first-id", "first");
  assert_cleared (fixture, second_ref);
  g_assert_cmpint (keyrack_profile_get_previous (profile)->keep_until, >=, keep_until + 23 * DAY);

  must_replace (fixture, "fourth-id", "fourth", KEYRACK_REPLACE_VERIFIED, 7);
  assert_pairs (fixture, profile, "fourth-id", "fourth", "first-id", "first");
  g_assert_false (keyrack_profile_get_unverified (profile));

  /* From now on there is a newer one that worked. */
  must_replace (fixture, "fifth-id", "fifth", KEYRACK_REPLACE_UNVERIFIED, 7);
  assert_pairs (fixture, profile, "fifth-id", "fifth", "fourth-id", "fourth");
}

/* It was stored unverified, and worked since. */
static void
test_unverified_worked (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_UNVERIFIED, 7);
  must_replace (fixture, "third-id", "third", KEYRACK_REPLACE_UNVERIFIED | KEYRACK_REPLACE_OLD_WORKED, 7);
  assert_pairs (fixture, profile, "third-id", "third", "second-id", "second");
}

/* Each pair takes along whether it was verified. */
static void
test_unverified_restored (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_UNVERIFIED, 7);
  must_restore (fixture);
  g_assert_false (keyrack_profile_get_unverified (profile));
  must_replace (fixture, "third-id", "third", KEYRACK_REPLACE_UNVERIFIED, 7);
  assert_pairs (fixture, profile, "third-id", "third", "first-id", "first");

  must_restore (fixture);
  must_restore (fixture);
  g_assert_true (keyrack_profile_get_unverified (profile));
  must_replace (fixture, "fourth-id", "fourth", KEYRACK_REPLACE_UNVERIFIED, 7);
  assert_pairs (fixture, profile, "fourth-id", "fourth", "first-id", "first");
}

/* Back and forth, each pair with its dates. */
static void
test_restore (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(KeyrackProfile) dated = keyrack_profile_dup (profile);
  g_autoptr(KeyrackProfile) saved = NULL;
  gint64 saved_at = keyrack_profile_get_secret_saved_at (profile);
  const KeyrackPreviousPair *previous = NULL;

  keyrack_profile_set_rotated_at (dated, 1700000000);
  saved = must_save (fixture->store, dated, NULL);

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 3);
  g_assert_cmpint (keyrack_profile_get_rotated_at (profile), >, 1700000000);

  must_restore (fixture);
  assert_pairs (fixture, profile, "first-id", "first", "second-id", "second");
  g_assert_cmpint (keyrack_profile_get_rotated_at (profile), ==, 1700000000);
  g_assert_cmpint (keyrack_profile_get_secret_saved_at (profile), ==, saved_at);
  previous = keyrack_profile_get_previous (profile);
  g_assert_cmpint (previous->keep_until, ==, previous->replaced_at + 3 * DAY);

  must_restore (fixture);
  assert_pairs (fixture, profile, "second-id", "second", "first-id", "first");
  g_assert_cmpint (keyrack_profile_get_rotated_at (profile), >, 1700000000);
}

/* Whoever edits the profile meanwhile may save it. */
static void
test_let_go (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(KeyrackProfile) draft = NULL;
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  g_autoptr(GError) error = NULL;

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 0);
  g_assert_cmpint (keyrack_profile_get_previous (profile)->keep_until, ==, 0);
  start_another (fixture);
  draft = keyrack_profile_dup (profile);

  must_let_go (fixture);
  g_assert_null (keyrack_profile_get_previous (profile));
  assert_cleared (fixture, first_ref);
  assert_secret_of (fixture, profile, "second");
  assert_nothing_pending (fixture);
  must_let_go (fixture);

  saved = must_save (fixture->store, draft, NULL);
  g_assert_null (keyrack_profile_get_previous (saved));

  g_assert_null (profiles_restore_previous (fixture->store, ID, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
}

static gboolean
keeps_nothing (gpointer data)
{
  KeyrackProfile *profile = keyrack_profile_store_find (data, ID);

  return keyrack_profile_get_previous (profile) == NULL;
}

/* The time runs out while the program runs, or before the next one starts. */
static void
test_time (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  g_autofree char *second_ref = NULL;

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  end_keeping (fixture);
  start_another (fixture);
  assert_cleared (fixture, first_ref);
  assert_nothing_pending (fixture);

  must_load (fixture->store);
  g_assert_null (keyrack_profile_get_previous (profile));
  second_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  must_replace (fixture, "third-id", "third", KEYRACK_REPLACE_VERIFIED, 7);
  end_keeping (fixture);
  wait_until (keeps_nothing, fixture->store);
  secrets_drain (fixture->secrets);
  assert_cleared (fixture, second_ref);
  assert_secret_of (fixture, profile, "third");
  assert_nothing_pending (fixture);
}

/* What can't be read of a pair never costs a secret. */
static void
test_strange (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  set_in_file (fixture, "profiles", "previous", "keep_until", "soon");
  set_in_file (fixture, "profiles", "previous", "colour", "red");
  set_in_file (fixture, "profiles", "previous", "client_id", NULL);
  start_another (fixture);
  assert_pairs (fixture, profile, "second-id", "second", "first-id", "first");

  must_load (fixture->store);
  g_assert_cmpstr (keyrack_profile_get_previous (profile)->client_id, ==, "");
  g_object_unref (must_save (fixture->store, profile, NULL));
  assert_in_file (fixture, "\"colour\": \"red\"");
}

/* Only a verified pair makes a profile less due. */
static void
test_due (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(KeyrackProfile) dated = keyrack_profile_dup (profile);
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) again = NULL;
  gint64 due_at = 0;

  keyrack_profile_set_rotate_every_days (dated, 90);
  keyrack_profile_set_rotated_at (dated, 1700000000);
  saved = must_save (fixture->store, dated, NULL);
  due_at = keyrack_profile_get_rotation_due_at (profile);
  g_assert_cmpint (due_at, ==, 1700000000 + 90 * DAY);

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_UNVERIFIED, 7);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, due_at);
  again = must_save (fixture->store, profile, "third");
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, due_at);

  must_replace (fixture, "fourth-id", "fourth", KEYRACK_REPLACE_VERIFIED, 7);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), >, due_at);
}

/* A profile that never was rotated is due by its first secret. */
static void
test_due_of_first (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char old[] =
    "{ \"version\": 1, \"rev\": 1, \"profiles\": ["
    "  { \"id\": \"" ID "\", \"name\": \"One\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"x\","
    "    \"rotate_every_days\": 90, \"secret_saved_at\": \"2025-01-01T00:00:00Z\","
    "    \"secret_ref\": \"old-ref\", \"rev\": 1 } ], \"pending\": [] }";
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("third", -1);
  g_autoptr(KeyrackProfile) saved = NULL;
  KeyrackProfile *profile = NULL;
  gint64 due_at = 0;

  write_file (fixture, old);
  must_load (fixture->store);
  profile = keyrack_profile_store_find (fixture->store, ID);
  due_at = keyrack_profile_get_rotation_due_at (profile);
  g_assert_cmpint (due_at, >, 0);

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_UNVERIFIED, 7);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, due_at);

  keyrack_profile_store_save_async (fixture->store, profile, secret, KEYRACK_SAVE_VERIFIED, NULL, take_result_cb, &result);
  saved = keyrack_profile_store_save_finish (fixture->store, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), >, due_at);
}

/* A form that knows nothing of the pair before neither loses it nor brings it back. */
static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(KeyrackProfile) early = keyrack_profile_dup (profile);
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) typed = NULL;
  g_autoptr(KeyrackProfile) mine = NULL;
  g_autofree char *second_ref = NULL;
  g_autoptr(GError) error = NULL;

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  second_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  saved = must_save (fixture->store, profile, NULL);
  assert_pairs (fixture, profile, "second-id", "second", "first-id", "first");

  typed = must_save (fixture->store, profile, "typed");
  assert_pairs (fixture, profile, "second-id", "typed", "first-id", "first");
  assert_cleared (fixture, second_ref);

  mine = profiles_save (fixture->store, early, "mine", KEYRACK_SAVE_KEEP_MINE, &error);
  g_assert_no_error (error);
  assert_pairs (fixture, profile, "first-id", "mine", "first-id", "first");
}

#define IDS ((const char * const[]) { ID, NULL })

static void
must (gboolean  done,
      GError   *error)
{
  g_assert_no_error (error);
  g_assert_true (done);
}

/* Both secrets go the way of the profile. */
static void
test_bin (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  g_autofree char *second_ref = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackProfile *restored = NULL;

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  second_ref = g_strdup (keyrack_profile_get_secret_ref (profile));

  must (profiles_bin (fixture->store, IDS, 600, &error), error);
  start_another (fixture);
  must (profiles_restore (fixture->store, IDS, &error), error);
  restored = keyrack_profile_store_find (fixture->store, ID);
  assert_pairs (fixture, restored, "second-id", "second", "first-id", "first");

  must (profiles_bin (fixture->store, IDS, 600, &error), error);
  must (profiles_release (fixture->store, IDS, &error), error);
  assert_cleared (fixture, first_ref);
  assert_cleared (fixture, second_ref);
  assert_nothing_pending (fixture);

  must (profiles_restore (fixture->store, IDS, &error), error);
  g_assert_null (keyrack_profile_get_previous (keyrack_profile_store_find (fixture->store, ID)));
}

typedef gboolean (* Deletion) (Fixture  *fixture,
                               GError  **error);

static gboolean
delete_at_once (Fixture  *fixture,
                GError  **error)
{
  return profiles_remove (fixture->store, ID, error);
}

static gboolean
delete_for_good (Fixture  *fixture,
                 GError  **error)
{
  return profiles_bin (fixture->store, IDS, 600, error) && profiles_erase (fixture->store, IDS, error);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  static const Deletion deletions[] = { delete_at_once, delete_for_good };

  for (gsize i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      g_autoptr(KeyrackProfile) profile = add_one (fixture);
      g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
      g_autofree char *second_ref = NULL;
      g_autoptr(GError) error = NULL;

      must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
      second_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
      must (deletions[i] (fixture, &error), error);
      assert_cleared (fixture, first_ref);
      assert_cleared (fixture, second_ref);
      assert_nothing_pending (fixture);
    }
}

/* A copy of the file from before finds its secret for as long as the pair is kept. */
static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autofree char *second_ref = NULL;
  g_autoptr(GListModel) backups = NULL;
  g_autoptr(KeyrackBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  second_ref = g_strdup (keyrack_profile_get_secret_ref (profile));
  backups = profiles_list_backups (fixture->store, &error);
  g_assert_no_error (error);
  backup = g_list_model_get_item (backups, 0);
  g_assert_nonnull (backup);

  must (profiles_restore_backup (fixture->store, backup, &error), error);
  g_assert_cmpstr (keyrack_profile_get_client_id (profile), ==, "first-id");
  g_assert_null (keyrack_profile_get_previous (profile));
  assert_secret_of (fixture, profile, "first");
  assert_secret_named (fixture, second_ref, "second");
}

static void
assert_refused (Fixture    *fixture,
                const char *id,
                const char *client_id,
                GQuark      domain,
                int         code)
{
  g_autofree char *before = read_file (fixture);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (profiles_replace (fixture->store, id, client_id, "second", KEYRACK_REPLACE_VERIFIED, 7, &error));
  g_assert_error (error, domain, code);
  after = read_file (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);

  assert_refused (fixture, "two", "second-id", KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  assert_refused (fixture, ID, "", KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID);
  assert_refused (fixture, ID, "sec:ond", KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID);

  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  assert_refused (fixture, ID, "second-id", KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT);
  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);

  assert_secret_of (fixture, profile, "first");
}

/* What can't be brought back is not, and the pair in use stays. */
static void
test_not_there (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(GError) error = NULL;

  must_replace (fixture, "second-id", "second", KEYRACK_REPLACE_VERIFIED, 7);
  g_assert_true (secrets_clear (fixture->secrets, keyrack_profile_get_previous (profile)->secret_ref, &error));
  g_assert_no_error (error);

  g_assert_null (profiles_restore_previous (fixture->store, ID, &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
  g_assert_cmpstr (keyrack_profile_get_client_id (profile), ==, "second-id");
  assert_secret_of (fixture, profile, "second");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/profile-store-previous/replace", test_replace);
  ADD ("/profile-store-previous/replace-again", test_replace_again);
  ADD ("/profile-store-previous/unverified-again", test_unverified_again);
  ADD ("/profile-store-previous/unverified-worked", test_unverified_worked);
  ADD ("/profile-store-previous/unverified-restored", test_unverified_restored);
  ADD ("/profile-store-previous/restore", test_restore);
  ADD ("/profile-store-previous/let-go", test_let_go);
  ADD ("/profile-store-previous/time", test_time);
  ADD ("/profile-store-previous/strange", test_strange);
  ADD ("/profile-store-previous/due", test_due);
  ADD ("/profile-store-previous/due-of-first", test_due_of_first);
  ADD ("/profile-store-previous/save", test_save);
  ADD ("/profile-store-previous/bin", test_bin);
  ADD ("/profile-store-previous/delete", test_delete);
  ADD ("/profile-store-previous/backup", test_backup);
  ADD ("/profile-store-previous/refused", test_refused);
  ADD ("/profile-store-previous/not-there", test_not_there);

  return g_test_run ();
}
