/* test-profile-store.c: connections on the disk, and secrets that belong to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyrack-profile-store.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place               *place;
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  secrets_drain (fixture->secrets);
  assert_goes_away (fixture->store);
  assert_goes_away (fixture->secrets);
  place_free (fixture->place);
}

static char *
dup_path (Fixture *fixture)
{
  return g_build_filename (fixture->place->folder, "profiles.json", NULL);
}

static char *
read_file (Fixture *fixture)
{
  g_autofree char *path = dup_path (fixture);
  char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
write_file (Fixture    *fixture,
            const char *text)
{
  g_autofree char *path = dup_path (fixture);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (fixture->place->folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
must_load (KeyrackProfileStore *store)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (profiles_load (store, &error));
  g_assert_no_error (error);
  g_assert_true (keyrack_profile_store_get_loaded (store));
  g_assert_false (keyrack_profile_store_get_read_only (store));
}

static KeyrackProfile *
must_save (KeyrackProfileStore *store,
           KeyrackProfile      *profile,
           const char          *secret)
{
  g_autoptr(GError) error = NULL;
  KeyrackProfile *saved = profiles_save (store, profile, secret, KEYRACK_SAVE_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (KEYRACK_IS_PROFILE (saved));

  return saved;
}

static void
assert_secret_of (Fixture        *fixture,
                  KeyrackProfile *profile,
                  const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->secrets, keyrack_profile_get_secret_ref (profile), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

static void
assert_cleared (Fixture    *fixture,
                const char *secret_ref)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (secrets_lookup (fixture->secrets, secret_ref, &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
}

static void
assert_in_file (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *text = read_file (fixture);

  if (strstr (text, expected) == NULL)
    g_error ("%s is not in %s", expected, text);
}

static void
assert_nothing_pending (Fixture *fixture)
{
  assert_in_file (fixture, "\"pending\": []");
}

static void
assert_mode (const char *path,
             mode_t      expected)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode, ==, expected);
}

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

typedef struct
{
  GListModel *model;
  GString    *changes;
} Changes;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Changes    *changes)
{
  g_string_append_printf (changes->changes, "%u-%u+%u ", position, removed, added);
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

static const char unknown_members[] =
  "{\n"
  "  \"version\": 1,\n"
  "  \"rev\": 7,\n"
  "  \"future\": { \"a\": [1, 2.5, null], \"b\": \"text\" },\n"
  "  \"profiles\": [\n"
  "    { \"id\": \"one\", \"name\": \"One\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"x\",\n"
  "      \"previous\": { \"secret_ref\": \"kept-ref\" }, \"colour\": \"red\", \"rev\": 3 },\n"
  "    { \"id\": \"two\", \"name\": 5, \"instance\": \"evil.example/\", \"region\": \"eu\" },\n"
  "    \"neither a profile\",\n"
  "    { \"name\": \"without an id\" },\n"
  "    { \"id\": \"one\", \"name\": \"Twin\" }\n"
  "  ],\n"
  "  \"pending\": [\"kept-ref\"]\n"
  "}\n";

/* What is not understood is neither shown nor lost, and what is hostile is shown as such. */
static void
test_unknown_members (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(KeyrackProfile) draft = NULL;
  g_autoptr(KeyrackProfile) saved = NULL;
  KeyrackProfile *hostile = NULL;

  write_file (fixture, unknown_members);
  must_load (fixture->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);

  hostile = keyrack_profile_store_find (fixture->store, "two");
  g_assert_nonnull (hostile);
  g_assert_true (keyrack_profile_validate (hostile) & KEYRACK_PROFILE_INSTANCE_INVALID);
  g_assert_true (keyrack_profile_validate (hostile) & KEYRACK_PROFILE_NAME_MISSING);
  g_assert_cmpstr (keyrack_profile_get_instance (hostile), ==, "evil.example/");

  draft = keyrack_profile_dup (keyrack_profile_store_find (fixture->store, "one"));
  keyrack_profile_set_name (draft, "Renamed");
  saved = must_save (fixture->store, draft, "s3cret");
  g_assert_cmpuint (keyrack_profile_get_revision (saved), ==, 8);

  assert_in_file (fixture, "\"colour\": \"red\"");
  assert_in_file (fixture, "\"secret_ref\": \"kept-ref\"");
  assert_in_file (fixture, "2.5");
  assert_in_file (fixture, "\"neither a profile\"");
  assert_in_file (fixture, "\"without an id\"");
  assert_in_file (fixture, "\"Twin\"");
  assert_in_file (fixture, "\"name\": 5");
  assert_in_file (fixture, "\"rev\": 8");
}

/* A file that can't be used is left as it is, whatever is tried. */
static void
assert_left_alone (Fixture                  *fixture,
                   const char               *text,
                   KeyrackProfileStoreError  code,
                   guint                     n_shown)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;

  write_file (fixture, text);
  g_assert_false (profiles_load (fixture->store, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, (int) code);
  g_assert_true (keyrack_profile_store_get_loaded (fixture->store));
  g_assert_true (keyrack_profile_store_get_read_only (fixture->store));
  g_assert_cmpstr (keyrack_profile_store_get_problem (fixture->store), ==, error->message);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, n_shown);
  g_clear_error (&error);

  g_assert_null (profiles_save (fixture->store, profile, "s3cret", KEYRACK_SAVE_KEEP_MINE, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (profiles_remove (fixture->store, "one", &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, (int) code);

  after = read_file (fixture);
  g_assert_cmpstr (after, ==, text);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  assert_left_alone (fixture,
                     "{\"version\": 2, \"rev\": 1, \"pending\": [\"x\"], \"profiles\": ["
                     "{\"id\": \"one\", \"name\": \"One\", \"new\": true}]}",
                     KEYRACK_PROFILE_STORE_ERROR_NEWER, 1);
}

static void
test_newer_of_another_shape (Fixture       *fixture,
                             gconstpointer  data)
{
  assert_left_alone (fixture, "{\"version\": 7, \"vaults\": {\"profiles\": []}}",
                     KEYRACK_PROFILE_STORE_ERROR_NEWER, 0);
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *texts[] = {
    "", "{", "[]", "{}", "{\"version\": 1}", "{\"version\": \"1\", \"profiles\": []}",
    "{\"version\": 0, \"profiles\": []}", "{\"version\": 1, \"profiles\": {}}",
    "{\"version\": 1, \"rev\": -1, \"profiles\": []}",
    "{\"version\": 1, \"profiles\": [], \"pending\": [1]}",
    "{\"version\": 1, \"profiles\": [{\"id\": \"a\", \"id\": \"b\"}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_left_alone (fixture, texts[i], KEYRACK_PROFILE_STORE_ERROR_UNREADABLE, 0);
}

static void
test_no_file_at_all (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (path, 0700);
  g_assert_false (profiles_load (fixture->store, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_UNREADABLE);
}

static gboolean
is_writable (gpointer data)
{
  return !keyrack_profile_store_get_read_only (data);
}

/* A file that is mended while the program runs is taken up. */
static void
test_mended (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  write_file (fixture, "{");
  g_assert_false (profiles_load (fixture->store, &error));
  write_file (fixture, unknown_members);
  wait_until (is_writable, fixture->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
}

static void
test_symlink (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autofree char *path = dup_path (fixture);
  g_autofree char *target = g_build_filename (fixture->place->root, "target.json", NULL);
  g_autofree char *text = NULL;

  g_mkdir_with_parents (fixture->place->folder, 0700);
  g_assert_true (g_file_set_contents (target, unknown_members, -1, NULL));
  g_assert_cmpint (symlink (target, path), ==, 0);

  must_load (fixture->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);

  saved = must_save (fixture->store, profile, NULL);
  assert_mode (path, S_IFREG | 0600);
  assert_in_file (fixture, "\"colour\": \"red\"");
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, unknown_members);
}

static void
test_private (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autofree char *path = dup_path (fixture);

  write_file (fixture, unknown_members);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_cmpint (g_chmod (fixture->place->folder, 0755), ==, 0);

  saved = must_save (fixture->store, profile, NULL);
  assert_mode (path, S_IFREG | 0600);
  assert_mode (fixture->place->folder, S_IFDIR | 0700);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_backups (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = make_profile ("One");
  g_autoptr(KeyrackProfile) two = make_profile ("Two");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) saved_too = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "profiles-%Y-%m-%d.json");
  g_autofree char *backups = g_build_filename (fixture->place->folder, "backups", NULL);
  g_autofree char *today = g_build_filename (backups, name, NULL);
  g_autofree char *oldest = g_build_filename (backups, "profiles-2020-01-01.json", NULL);
  g_autofree char *foreign = g_build_filename (backups, "notes.txt", NULL);
  g_autofree char *text = NULL;

  write_file (fixture, unknown_members);
  g_mkdir_with_parents (backups, 0700);
  g_assert_true (g_file_set_contents (foreign, "mine", -1, NULL));
  for (int day = 1; day <= 12; day++)
    {
      g_autofree char *path = g_strdup_printf ("%s/profiles-2020-01-%02d.json", backups, day);

      g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
    }

  saved = must_save (fixture->store, one, NULL);
  saved_too = must_save (fixture->store, two, NULL);

  g_assert_true (g_file_get_contents (today, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, unknown_members);
  assert_mode (today, S_IFREG | 0600);
  g_assert_cmpuint (count_files (backups), ==, 11);
  g_assert_false (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

/* What an earlier process left behind: of the pending secrets only those that no profile
 * names are cleared, and nothing else is. */
static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *foreign = NULL;

  write_file (fixture, unknown_members);
  g_assert_true (secrets_store (fixture->secrets, profile, "kept-ref", "kept", &error));
  g_assert_true (secrets_store (fixture->secrets, profile, "orphan", "orphan", &error));
  g_assert_true (secrets_store (fixture->secrets, profile, "foreign", "foreign", &error));
  g_assert_no_error (error);
  text = g_strdup (unknown_members);
  memcpy (strstr (text, "[\"kept-ref\"]"), "[\"orphan\"]  ", 12);
  write_file (fixture, text);

  must_load (fixture->store);
  secrets_drain (fixture->secrets);

  assert_cleared (fixture, "orphan");
  assert_nothing_pending (fixture);
  kept = secrets_lookup (fixture->secrets, "kept-ref", &error);
  g_assert_cmpstr (kept, ==, "kept");
  foreign = secrets_lookup (fixture->secrets, "foreign", &error);
  g_assert_cmpstr (foreign, ==, "foreign");

  write_file (fixture, unknown_members);
  must_load (fixture->store);
  secrets_drain (fixture->secrets);
  assert_nothing_pending (fixture);
  g_clear_pointer (&kept, g_free);
  kept = secrets_lookup (fixture->secrets, "kept-ref", &error);
  g_assert_cmpstr (kept, ==, "kept");
}

typedef struct
{
  gint64 last;
  gint64 longest;
} Gap;

static gboolean
measure_gap_cb (gpointer data)
{
  Gap *gap = data;
  gint64 now = g_get_monotonic_time ();

  if (gap->last != 0)
    gap->longest = MAX (gap->longest, now - gap->last);
  gap->last = now;

  return G_SOURCE_CONTINUE;
}

/* A thousand connections: one signal, and a main thread that is never held up for long. The
 * bound is gross, the numbers are reported. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("{\"version\": 1, \"rev\": 1, \"profiles\": [");
  g_autoptr(GString) signals = g_string_new (NULL);
  Changes changes = { G_LIST_MODEL (fixture->store), signals };
  g_autoptr(KeyrackProfile) draft = NULL;
  g_autoptr(KeyrackProfile) saved = NULL;
  Gap gap = { 0 };
  gint64 start = 0;
  gint64 loaded = 0;
  guint source = 0;

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text,
                            "%s{\"id\": \"id-%d\", \"name\": \"Connection %d\", \"instance\": \"acme%d\","
                            " \"region\": \"eu\", \"client_id\": \"client-%d\", \"tags\": [\"a\", \"b\"], \"rev\": 1}",
                            i > 0 ? ", " : "", i, i, i, i);
  g_string_append (text, "], \"pending\": []}");
  write_file (fixture, text->str);

  g_signal_connect (fixture->store, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  source = g_timeout_add (1, measure_gap_cb, &gap);

  start = g_get_monotonic_time ();
  must_load (fixture->store);
  loaded = g_get_monotonic_time () - start;
  g_assert_cmpstr (signals->str, ==, "0-0+1000 ");

  draft = keyrack_profile_dup (keyrack_profile_store_find (fixture->store, "id-500"));
  keyrack_profile_set_name (draft, "Renamed");
  saved = must_save (fixture->store, draft, NULL);
  g_assert_cmpstr (signals->str, ==, "0-0+1000 ");
  g_source_remove (source);

  g_test_message ("1,000 profiles: loaded in %.1f ms, the main thread was held up for at most %.1f ms",
                  (double) loaded / 1000, (double) gap.longest / 1000);
  g_assert_cmpint (gap.longest, <, 500 * 1000);
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

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

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
  ADD ("/profile-store/unknown-members", test_unknown_members);
  ADD ("/profile-store/newer", test_newer);
  ADD ("/profile-store/newer-of-another-shape", test_newer_of_another_shape);
  ADD ("/profile-store/unreadable", test_unreadable);
  ADD ("/profile-store/no-file-at-all", test_no_file_at_all);
  ADD ("/profile-store/mended", test_mended);
  ADD ("/profile-store/symlink", test_symlink);
  ADD ("/profile-store/private", test_private);
  ADD ("/profile-store/backups", test_backups);
  ADD ("/profile-store/start", test_start);
  ADD ("/profile-store/many", test_many);
  ADD ("/profile-store/absent", test_absent);

  return g_test_run ();
}
