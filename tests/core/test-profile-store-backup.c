/* test-profile-store-backup.c: the copies of profiles.json, and back to one of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "profile-store-fixture.h"

static const char earlier[] =
  "{ \"version\": 1, \"rev\": 4, \"profiles\": ["
  "  { \"id\": \"one\", \"name\": \"Earlier\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"x\","
  "    \"secret_ref\": \"of-earlier\", \"rev\": 3 } ],"
  " \"bin\": [ { \"id\": \"two\", \"name\": \"Held\", \"secret_ref\": \"held-earlier\","
  "              \"held_until\": \"2026-01-01T00:00:00Z\" } ],"
  " \"pending\": [ \"of-later\" ] }";

static const char later[] =
  "{ \"version\": 1, \"rev\": 9, \"profiles\": ["
  "  { \"id\": \"one\", \"name\": \"Later\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"x\","
  "    \"secret_ref\": \"of-later\", \"rev\": 8 },"
  "  { \"id\": \"two\", \"name\": \"Undone\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"x\","
  "    \"secret_ref\": \"held-earlier\", \"rev\": 9 } ],"
  " \"bin\": [ { \"id\": \"three\", \"name\": \"Deleted\", \"secret_ref\": \"held-later\" } ],"
  " \"pending\": [ \"of-later\", \"of-earlier\", \"orphan\" ] }";

static char *
dup_folder (Fixture *fixture)
{
  return g_build_filename (fixture->place->folder, "backups", NULL);
}

static char *
write_copy (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *folder = dup_folder (fixture);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

/* When the copies were made and what they hold, the first one first: "TIME COUNT; ". */
static char *
describe (GListModel *model)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(KeyrackBackup) backup = g_list_model_get_item (model, i);
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (keyrack_backup_get_saved_at (backup));
      g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");

      g_string_append_printf (text, "%s %u; ", when, keyrack_backup_get_n_profiles (backup));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GListModel *
must_list (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GListModel *model = profiles_list_backups (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_true (g_list_model_get_item_type (model) == KEYRACK_TYPE_BACKUP);

  return model;
}

/* The newest one. */
static KeyrackBackup *
take_first (Fixture *fixture)
{
  g_autoptr(GListModel) model = must_list (fixture);
  KeyrackBackup *backup = g_list_model_get_item (model, 0);

  g_assert_true (KEYRACK_IS_BACKUP (backup));

  return backup;
}

static void
must_restore_first (Fixture *fixture)
{
  g_autoptr(KeyrackBackup) backup = take_first (fixture);
  g_autoptr(GError) error = NULL;
  gboolean done = profiles_restore_backup (fixture->store, backup, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_false (keyrack_profile_store_get_read_only (fixture->store));
}

static void
assert_name (Fixture    *fixture,
             const char *id,
             const char *expected)
{
  KeyrackProfile *profile = keyrack_profile_store_find (fixture->store, id);

  g_assert_cmpstr (profile != NULL ? keyrack_profile_get_name (profile) : NULL, ==, expected);
}

static void
test_drop (void)
{
  KeyrackBackup *backup = keyrack_backup_new ("/some/where", 7, 3);

  g_assert_cmpstr (keyrack_backup_get_path (backup), ==, "/some/where");
  g_assert_cmpint (keyrack_backup_get_saved_at (backup), ==, 7);
  g_assert_cmpuint (keyrack_backup_get_n_profiles (backup), ==, 3);
  g_assert_finalize_object (backup);
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GListModel) model = must_list (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *others[] = { "notes.txt", "profiles.json", "profiles-2020-13-01.json", "profiles-2020-01-01.json~",
                                  "profiles-2020-01-01-1.json" };
  g_autoptr(GDateTime) noon = g_date_time_new_local (2020, 1, 3, 12, 0, 0);
  struct utimbuf times = { g_date_time_to_unix (noon), g_date_time_to_unix (noon) };
  g_autofree char *moved = write_copy (fixture, "profiles-2020-01-02.json", later);
  g_autofree char *dated = write_copy (fixture, "profiles-2020-01-03.json", earlier);
  g_autofree char *aside = write_copy (fixture, "profiles-2020-01-03-130501.json", earlier);
  g_autofree char *damaged = write_copy (fixture, "profiles-2020-01-04.json", "{");
  g_autofree char *newer = write_copy (fixture, "profiles-2020-01-05.json", "{ \"version\": 2, \"profiles\": [] }");
  g_autoptr(GListModel) model = NULL;
  g_autofree char *description = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_free (write_copy (fixture, others[i], earlier));

  /* A copy of the folder can have lost when its files were written; their names stay. */
  g_assert_cmpint (utime (moved, &times), ==, 0);
  g_assert_cmpint (utime (dated, &times), ==, 0);

  model = must_list (fixture);
  description = describe (model);
  g_assert_cmpstr (description, ==, "2020-01-03 13:05:01 1; 2020-01-03 12:00:00 1; 2020-01-02 00:00:00 2; ");
}

/* What the daily copy keeps can be brought back. */
static void
test_daily (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;

  write_file (fixture, later);
  must_load (fixture->store);
  saved = must_save (fixture->store, profile, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 3);

  must_restore_first (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
  assert_name (fixture, "one", "Later");
}

/* Whatever stands in the way is put aside as it is, and the store can be used again. */
static void
assert_replaced (Fixture                  *fixture,
                 const char               *text,
                 KeyrackProfileStoreError  code)
{
  g_autofree char *copy = write_copy (fixture, "profiles-2020-01-03.json", earlier);
  g_autofree char *folder = dup_folder (fixture);
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *kept = NULL;

  write_file (fixture, text);
  g_assert_false (profiles_load (fixture->store, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, (int) code);
  g_clear_error (&error);

  must_restore_first (fixture);
  assert_name (fixture, "one", "Earlier");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  saved = must_save (fixture->store, profile, NULL);

  dir = g_dir_open (folder, 0, NULL);
  for (const char *name = NULL; (name = g_dir_read_name (dir)) != NULL;)
    {
      if (strlen (name) == strlen ("profiles-2020-01-03-120000.json"))
        aside = g_build_filename (folder, name, NULL);
    }
  g_assert_nonnull (aside);
  assert_mode (aside, S_IFREG | 0600);
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, text);
  g_assert_cmpint (g_unlink (aside), ==, 0);
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_replaced (fixture, "{ \"version\": 1, \"rev\": 20, \"profiles\": [", KEYRACK_PROFILE_STORE_ERROR_UNREADABLE);
  assert_replaced (fixture, "", KEYRACK_PROFILE_STORE_ERROR_UNREADABLE);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  assert_replaced (fixture, "{ \"version\": 2, \"rev\": 20, \"profiles\": [], \"pending\": [ \"of-earlier\" ] }",
                   KEYRACK_PROFILE_STORE_ERROR_NEWER);
  assert_in_file (fixture, "\"rev\": 22");
}

/* It can't even be copied. */
static void
test_no_file_at_all (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *copy = write_copy (fixture, "profiles-2020-01-03.json", earlier);
  g_autofree char *path = dup_path (fixture);

  g_mkdir_with_parents (path, 0700);
  g_assert_false (profiles_load (fixture->store, NULL));
  must_restore_first (fixture);
  assert_name (fixture, "one", "Earlier");
}

static void
store_secret (Fixture    *fixture,
              const char *secret_ref)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(GError) error = NULL;

  g_assert_true (secrets_store (fixture->secrets, profile, secret_ref, secret_ref, &error));
  g_assert_no_error (error);
}

static void
assert_kept (Fixture    *fixture,
             const char *secret_ref)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->secrets, secret_ref, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, secret_ref);
}

/* Between two states: no secret that one of them uses is cleared, whatever was pending in the
 * other one; what neither would keep still is. */
static void
test_secrets (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *used[] = { "of-earlier", "of-later", "held-earlier" };
  g_autofree char *copy = write_copy (fixture, "profiles-2020-01-03.json", earlier);
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (used); i++)
    store_secret (fixture, used[i]);
  store_secret (fixture, "orphan");
  store_secret (fixture, "held-later");
  write_file (fixture, later);

  must_restore_first (fixture);
  secrets_drain (fixture->secrets);
  assert_name (fixture, "one", "Earlier");
  assert_nothing_pending (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (used); i++)
    assert_kept (fixture, used[i]);
  assert_cleared (fixture, "orphan");
  assert_cleared (fixture, "held-later");

  /* And back again: what was put aside is the newest copy. */
  must_restore_first (fixture);
  secrets_drain (fixture->secrets);
  assert_name (fixture, "one", "Later");
  assert_name (fixture, "two", "Undone");
  for (gsize i = 0; i < G_N_ELEMENTS (used); i++)
    assert_kept (fixture, used[i]);
}

static gboolean
is_there (Fixture    *fixture,
          const char *name)
{
  g_autofree char *folder = dup_folder (fixture);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Going back and forth does not fill the disk: the newest ten stay, and the copies of days. */
static void
test_many_aside (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *of_day = write_copy (fixture, "profiles-2026-02-01.json", earlier);

  for (guint second = 0; second < 12; second++)
    {
      g_autofree char *name = g_strdup_printf ("profiles-2020-01-03-1200%02u.json", second);
      g_autofree char *path = write_copy (fixture, name, earlier);
    }
  write_file (fixture, later);

  must_restore_first (fixture);
  g_assert_true (is_there (fixture, "profiles-2026-02-01.json"));
  g_assert_true (is_there (fixture, "profiles-2020-01-03-120011.json"));
  g_assert_true (is_there (fixture, "profiles-2020-01-03-120003.json"));
  g_assert_false (is_there (fixture, "profiles-2020-01-03-120002.json"));
}

/* Who has edited the later one is told. */
static void
test_revisions (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *copy = write_copy (fixture, "profiles-2020-01-03.json", earlier);
  g_autoptr(KeyrackProfile) draft = NULL;
  g_autoptr(GError) error = NULL;

  write_file (fixture, later);
  must_load (fixture->store);
  draft = keyrack_profile_dup (keyrack_profile_store_find (fixture->store, "one"));

  must_restore_first (fixture);
  assert_in_file (fixture, "\"rev\": 10");
  g_assert_null (profiles_save (fixture->store, draft, NULL, KEYRACK_SAVE_DEFAULT, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE);
}

/* A copy that was damaged after it was listed changes nothing. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *copy = write_copy (fixture, "profiles-2020-01-03.json", earlier);
  g_autoptr(KeyrackBackup) backup = take_first (fixture);
  g_autofree char *folder = dup_folder (fixture);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  write_file (fixture, later);
  g_free (write_copy (fixture, "profiles-2020-01-03.json", "{ \"version\": 1 }"));
  g_assert_false (profiles_restore_backup (fixture->store, backup, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_UNREADABLE);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (copy), ==, 0);
  g_assert_false (profiles_restore_backup (fixture->store, backup, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_UNREADABLE);

  after = read_file (fixture);
  g_assert_cmpstr (after, ==, later);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-store-backup/drop", test_drop);
  ADD ("/profile-store-backup/none", test_none);
  ADD ("/profile-store-backup/list", test_list);
  ADD ("/profile-store-backup/daily", test_daily);
  ADD ("/profile-store-backup/unreadable", test_unreadable);
  ADD ("/profile-store-backup/newer", test_newer);
  ADD ("/profile-store-backup/no-file-at-all", test_no_file_at_all);
  ADD ("/profile-store-backup/secrets", test_secrets);
  ADD ("/profile-store-backup/many-aside", test_many_aside);
  ADD ("/profile-store-backup/revisions", test_revisions);
  ADD ("/profile-store-backup/damaged", test_damaged);

  return g_test_run ();
}
