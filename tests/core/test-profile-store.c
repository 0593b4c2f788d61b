/* test-profile-store.c: connections on the disk, and secrets that belong to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "keyrack-private-file.h"
#include "profile-store-fixture.h"

static void
test_drop (void)
{
  KeyrackSecretStore *secrets = keyrack_secret_store_new ();
  KeyrackProfileStore *store = keyrack_profile_store_new ("/nowhere", secrets);

  g_assert_true (keyrack_profile_store_get_secrets (store) == secrets);
  g_assert_false (keyrack_profile_store_get_loaded (store));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (store)) == KEYRACK_TYPE_PROFILE);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (store), 0));

  g_assert_finalize_object (store);
  g_assert_finalize_object (secrets);
}

static void
test_default_folder (void)
{
  g_autofree char *folder = keyrack_profile_store_dup_default_folder ();

  g_assert_true (g_str_has_prefix (folder, g_get_user_data_dir ()));
  g_assert_true (g_str_has_suffix (folder, "/keyrack"));
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *path = dup_path (fixture);

  must_load (fixture->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);

  saved = must_save (fixture->store, profile, "s3cret");
  g_assert_true (saved == keyrack_profile_store_find (fixture->store, keyrack_profile_get_id (profile)));
  g_assert_true (saved != profile);
  g_assert_cmpuint (keyrack_profile_get_revision (saved), ==, 1);
  g_assert_cmpint (keyrack_profile_get_created_at (saved), >, 0);
  g_assert_cmpint (keyrack_profile_get_secret_saved_at (saved), >, 0);
  g_assert_cmpuint (keyrack_profile_get_revision (profile), ==, 0);
  assert_secret_of (fixture, saved, "s3cret");
  assert_nothing_pending (fixture);
  assert_mode (path, S_IFREG | 0600);
  assert_mode (fixture->place->folder, S_IFDIR | 0700);

  found = keyrack_profile_store_find_by_name (fixture->store, "Acme");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_null (keyrack_profile_store_find (fixture->store, "no such id"));
}

/* Everything that a profile says comes back from the disk. */
static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Ünï “quoted” \\ name");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) read = NULL;
  KeyrackProfileStore *second = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);

  keyrack_profile_set_environment (profile, "Production");
  keyrack_profile_set_rotate_every_days (profile, 90);
  keyrack_profile_set_rotated_at (profile, 1700000000);

  saved = must_save (fixture->store, profile, "s3cret");
  must_load (second);
  read = g_list_model_get_item (G_LIST_MODEL (second), 0);

  g_assert_true (keyrack_profile_equal (read, saved));
  g_assert_cmpstr (keyrack_profile_get_name (read), ==, "Ünï “quoted” \\ name");
  g_assert_cmpstr (keyrack_profile_get_environment (read), ==, "Production");
  g_assert_cmpstr (keyrack_profile_get_note (read), ==, keyrack_profile_get_note (profile));
  g_assert_cmpuint (keyrack_profile_get_rotate_every_days (read), ==, 90);
  g_assert_cmpint (keyrack_profile_get_rotated_at (read), ==, 1700000000);
  g_assert_cmpint (keyrack_profile_get_created_at (read), ==, keyrack_profile_get_created_at (saved));
  g_assert_cmpint (keyrack_profile_get_secret_saved_at (read), ==, keyrack_profile_get_secret_saved_at (saved));
  g_assert_cmpstr (keyrack_profile_get_secret_ref (read), ==, keyrack_profile_get_secret_ref (saved));
  g_assert_cmpuint (keyrack_profile_get_revision (read), ==, keyrack_profile_get_revision (saved));
  g_assert_cmpstr (keyrack_profile_get_tags (read)[1], ==, "Zürich");

  assert_goes_away (second);
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = must_save (fixture->store, profile, "one");
  g_autoptr(KeyrackProfile) draft = keyrack_profile_dup (saved);
  g_autoptr(KeyrackProfile) again = NULL;
  g_autoptr(KeyrackProfile) third = NULL;
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (saved));

  /* Without a new secret the keyring is not touched. */
  keyrack_profile_set_client_id (draft, "new-id");
  again = must_save (fixture->store, draft, NULL);
  g_assert_true (again == saved);
  g_assert_cmpstr (keyrack_profile_get_client_id (saved), ==, "new-id");
  g_assert_cmpstr (keyrack_profile_get_secret_ref (saved), ==, first_ref);
  g_assert_cmpuint (keyrack_profile_get_revision (saved), ==, 2);
  assert_secret_of (fixture, saved, "one");

  keyrack_profile_assign (draft, saved);
  third = must_save (fixture->store, draft, "two");
  g_assert_cmpstr (keyrack_profile_get_secret_ref (saved), !=, first_ref);
  assert_secret_of (fixture, saved, "two");
  assert_cleared (fixture, first_ref);
  assert_nothing_pending (fixture);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = make_profile ("One");
  g_autoptr(KeyrackProfile) two = make_profile ("Two");
  g_autoptr(KeyrackProfile) first = must_save (fixture->store, one, "one");
  g_autoptr(KeyrackProfile) second = must_save (fixture->store, two, "two");
  g_autoptr(GError) error = NULL;

  g_assert_true (profiles_remove (fixture->store, keyrack_profile_get_id (one), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  g_assert_null (keyrack_profile_store_find (fixture->store, keyrack_profile_get_id (one)));
  assert_cleared (fixture, keyrack_profile_get_secret_ref (first));
  assert_secret_of (fixture, second, "two");
  assert_nothing_pending (fixture);

  /* What is not there is removed already. */
  g_assert_true (profiles_remove (fixture->store, keyrack_profile_get_id (one), &error));
  g_assert_no_error (error);
}

static void
test_invalid (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(GError) error = NULL;
  g_autofree char *path = dup_path (fixture);

  keyrack_profile_set_instance (profile, "evil.example/");
  g_assert_null (profiles_save (fixture->store, profile, "s3cret", KEYRACK_SAVE_DEFAULT, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = dup_path (fixture);

  g_cancellable_cancel (cancellable);
  keyrack_profile_store_save_async (fixture->store, profile, NULL, KEYRACK_SAVE_DEFAULT, cancellable,
                                    take_result_cb, &result);
  g_assert_null (keyrack_profile_store_save_finish (fixture->store, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_changed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  KeyrackProfileStore *other = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = must_save (fixture->store, profile, "one");
  g_autoptr(KeyrackProfile) mine = keyrack_profile_dup (saved);
  g_autoptr(KeyrackProfile) theirs = keyrack_profile_dup (saved);
  g_autoptr(KeyrackProfile) kept = NULL;
  g_autoptr(KeyrackProfile) back = NULL;
  g_autoptr(KeyrackProfile) their_result = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_name (theirs, "Theirs");
  their_result = must_save (other, theirs, "two");

  keyrack_profile_set_name (mine, "Mine");
  g_assert_null (profiles_save (fixture->store, mine, "three", KEYRACK_SAVE_DEFAULT, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE);
  g_clear_error (&error);
  assert_in_file (fixture, "Theirs");

  kept = profiles_save (fixture->store, mine, "three", KEYRACK_SAVE_KEEP_MINE, &error);
  g_assert_no_error (error);
  assert_in_file (fixture, "Mine");
  assert_secret_of (fixture, kept, "three");
  assert_cleared (fixture, keyrack_profile_get_secret_ref (their_result));

  g_assert_true (profiles_remove (other, keyrack_profile_get_id (saved), &error));
  g_assert_null (profiles_save (fixture->store, kept, NULL, KEYRACK_SAVE_DEFAULT, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  g_clear_error (&error);

  back = profiles_save (fixture->store, mine, "four", KEYRACK_SAVE_KEEP_MINE, &error);
  g_assert_no_error (error);
  assert_secret_of (fixture, back, "four");
  assert_nothing_pending (fixture);

  assert_goes_away (other);
}

/* My client ID is not put together with their secret, not even when I insist. */
static void
test_never_mixed (Fixture       *fixture,
                  gconstpointer  data)
{
  KeyrackProfileStore *other = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = must_save (fixture->store, profile, "one");
  g_autoptr(KeyrackProfile) mine = keyrack_profile_dup (saved);
  g_autoptr(KeyrackProfile) theirs = keyrack_profile_dup (saved);
  g_autoptr(KeyrackProfile) their_result = NULL;
  g_autoptr(KeyrackProfile) kept = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_client_id (theirs, "their-id");
  their_result = must_save (other, theirs, "two");

  keyrack_profile_set_name (mine, "Mine");
  g_assert_null (profiles_save (fixture->store, mine, NULL, KEYRACK_SAVE_KEEP_MINE, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE);
  g_clear_error (&error);
  assert_in_file (fixture, "their-id");

  keyrack_profile_set_client_id (mine, "their-id");
  kept = profiles_save (fixture->store, mine, NULL, KEYRACK_SAVE_KEEP_MINE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (keyrack_profile_get_name (kept), ==, "Mine");
  assert_secret_of (fixture, kept, "two");

  assert_goes_away (other);
}

static gboolean
shows_what_is_expected (gpointer data)
{
  GListModel *model = data;
  g_autoptr(KeyrackProfile) first = g_list_model_get_item (model, 0);

  return g_list_model_get_n_items (model) == 4
         && g_str_equal (keyrack_profile_get_name (first), "Renamed");
}

/* What another process does arrives by itself, in the objects that are there. */
static void
test_watched (Fixture       *fixture,
              gconstpointer  data)
{
  KeyrackSecretStore *other_secrets = keyrack_secret_store_new ();
  KeyrackProfileStore *other = keyrack_profile_store_new (fixture->place->folder, other_secrets);
  const char *names[] = { "A", "B", "C", "D" };
  g_autoptr(KeyrackProfile) first = NULL;
  g_autoptr(KeyrackProfile) renamed = NULL;
  g_autoptr(KeyrackProfile) renamed_result = NULL;
  g_autoptr(KeyrackProfile) added = make_profile ("E");
  g_autoptr(KeyrackProfile) added_result = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  Changes changes = { G_LIST_MODEL (fixture->store), text };
  KeyrackProfile *third = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(KeyrackProfile) profile = make_profile (names[i]);
      g_autoptr(KeyrackProfile) saved = must_save (other, profile, NULL);
    }

  must_load (fixture->store);
  must_load (other);
  g_signal_connect (fixture->store, "items-changed", G_CALLBACK (items_changed_cb), &changes);

  first = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  renamed = keyrack_profile_dup (first);
  keyrack_profile_set_name (renamed, "Renamed");
  renamed_result = must_save (other, renamed, NULL);
  third = g_list_model_get_item (G_LIST_MODEL (other), 2);
  g_assert_true (profiles_remove (other, keyrack_profile_get_id (third), NULL));
  g_object_unref (third);
  added_result = must_save (other, added, NULL);

  wait_until (shows_what_is_expected, fixture->store);
  g_assert_cmpstr (keyrack_profile_get_name (first), ==, "Renamed");
  g_assert_cmpstr (text->str, ==, "2-1+0 3-0+1 ");

  secrets_drain (other_secrets);
  assert_goes_away (other);
  assert_goes_away (other_secrets);
}

static const char with_orphan[] =
  "{\"version\": 1, \"rev\": 7, \"profiles\": ["
  "{\"id\": \"one\", \"name\": \"One\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"x\","
  " \"previous\": {\"secret_ref\": \"kept-ref\"}}],"
  " \"pending\": [\"kept-ref\", \"orphan\", \"never-stored\"]}";

/* What an earlier process left behind: of the pending secrets only those that no profile
 * names are cleared, and nothing else is. */
static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *foreign = NULL;

  g_assert_true (secrets_store (fixture->secrets, profile, "kept-ref", "kept", &error));
  g_assert_true (secrets_store (fixture->secrets, profile, "orphan", "orphan", &error));
  g_assert_true (secrets_store (fixture->secrets, profile, "foreign", "foreign", &error));
  g_assert_no_error (error);
  write_file (fixture, with_orphan);

  must_load (fixture->store);
  secrets_drain (fixture->secrets);

  assert_cleared (fixture, "orphan");
  assert_nothing_pending (fixture);
  kept = secrets_lookup (fixture->secrets, "kept-ref", &error);
  g_assert_cmpstr (kept, ==, "kept");
  foreign = secrets_lookup (fixture->secrets, "foreign", &error);
  g_assert_cmpstr (foreign, ==, "foreign");
}

/* Another process that saves is not waited for at a start; it clears what is pending itself. */
static void
test_start_while_locked (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  KeyrackFolderLock *lock = NULL;
  gint64 start = g_get_monotonic_time ();

  write_file (fixture, with_orphan);
  lock = keyrack_folder_lock_new (fixture->place->folder, "profiles.lock", &error);
  g_assert_no_error (error);
  g_assert_null (keyrack_folder_lock_try (fixture->place->folder, "profiles.lock", &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE);

  must_load (fixture->store);
  secrets_drain (fixture->secrets);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);
  assert_in_file (fixture, "never-stored");

  keyrack_folder_lock_free (lock);
}

/* Without a password store: no secret can be saved, everything else can. */
static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = dup_path (fixture);

  g_unsetenv ("SECRET_BACKEND");

  g_assert_null (profiles_save (fixture->store, profile, "s3cret", KEYRACK_SAVE_DEFAULT, &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  saved = must_save (fixture->store, profile, NULL);
  g_clear_error (&error);
  g_assert_true (profiles_remove (fixture->store, keyrack_profile_get_id (saved), &error));
  g_assert_no_error (error);
}

/* For this session only: everything works as with a keyring, and the next session finds what
 * was in the keyring before, and new connections without their secrets. */
static void
test_session_only (Fixture       *fixture,
                   gconstpointer  data)
{
  KeyrackSecretStore *next_secrets = keyrack_secret_store_new ();
  KeyrackProfileStore *next = keyrack_profile_store_new (fixture->place->folder, next_secrets);
  g_autoptr(KeyrackProfile) one = make_profile ("One");
  g_autoptr(KeyrackProfile) two = make_profile ("Two");
  g_autoptr(KeyrackProfile) saved = must_save (fixture->store, one, "in the keyring");
  g_autoptr(KeyrackProfile) again = NULL;
  g_autoptr(KeyrackProfile) second = NULL;
  g_autoptr(KeyrackProfile) draft = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (saved));

  g_unsetenv ("SECRET_BACKEND");
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  again = must_save (fixture->store, saved, "for now");
  second = must_save (fixture->store, two, "second");
  draft = keyrack_profile_dup (second);
  g_clear_object (&second);
  second = must_save (fixture->store, draft, "third");
  assert_secret_of (fixture, again, "for now");
  assert_secret_of (fixture, second, "third");
  g_assert_cmpstr (keyrack_profile_get_secret_ref (again), ==, first_ref);

  g_assert_true (profiles_remove (fixture->store, keyrack_profile_get_id (second), &error));
  g_assert_no_error (error);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (second));

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  must_load (next);
  secrets_drain (next_secrets);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (next)), ==, 1);
  assert_nothing_pending (fixture);
  kept = secrets_lookup (next_secrets, first_ref, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, "in the keyring");

  /* Which harms nobody whose session goes on. */
  assert_secret_of (fixture, again, "for now");

  /* With a keyring again, deleting clears both: the one of this session and the one before it. */
  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  g_assert_true (profiles_remove (fixture->store, keyrack_profile_get_id (again), &error));
  g_assert_no_error (error);
  assert_cleared (fixture, first_ref);

  assert_goes_away (next);
  assert_goes_away (next_secrets);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-store/drop", test_drop);
  g_test_add_func ("/profile-store/default-folder", test_default_folder);
  ADD ("/profile-store/add", test_add);
  ADD ("/profile-store/round-trip", test_round_trip);
  ADD ("/profile-store/edit", test_edit);
  ADD ("/profile-store/remove", test_remove);
  ADD ("/profile-store/invalid", test_invalid);
  ADD ("/profile-store/cancelled", test_cancelled);
  ADD ("/profile-store/changed-elsewhere", test_changed_elsewhere);
  ADD ("/profile-store/never-mixed", test_never_mixed);
  ADD ("/profile-store/watched", test_watched);
  ADD ("/profile-store/start", test_start);
  ADD ("/profile-store/start-while-locked", test_start_while_locked);
  ADD ("/profile-store/absent", test_absent);
  ADD ("/profile-store/session-only", test_session_only);

  return g_test_run ();
}
