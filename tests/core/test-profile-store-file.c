/* test-profile-store-file.c: what can stand in profiles.json, or in its place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "profile-store-fixture.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/profile-store-file/unknown-members", test_unknown_members);
  ADD ("/profile-store-file/newer", test_newer);
  ADD ("/profile-store-file/newer-of-another-shape", test_newer_of_another_shape);
  ADD ("/profile-store-file/unreadable", test_unreadable);
  ADD ("/profile-store-file/no-file-at-all", test_no_file_at_all);
  ADD ("/profile-store-file/mended", test_mended);
  ADD ("/profile-store-file/symlink", test_symlink);
  ADD ("/profile-store-file/private", test_private);
  ADD ("/profile-store-file/backups", test_backups);
  ADD ("/profile-store-file/many", test_many);

  return g_test_run ();
}
