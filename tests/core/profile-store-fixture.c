/* profile-store-fixture.c: a profile store in a folder of its own, for each test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profile-store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "keyrack-json.h"

void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
}

void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  secrets_drain (fixture->secrets);
  assert_goes_away (fixture->store);
  assert_goes_away (fixture->secrets);
  place_free (fixture->place);
}

char *
dup_path (Fixture *fixture)
{
  return g_build_filename (fixture->place->folder, "profiles.json", NULL);
}

char *
read_file (Fixture *fixture)
{
  g_autofree char *path = dup_path (fixture);
  char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

void
write_file (Fixture    *fixture,
            const char *text)
{
  g_autofree char *path = dup_path (fixture);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (fixture->place->folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* Sets what the file says of the first one in @list, or of the object @inside (nullable) of
 * it; a NULL @value takes the member away. */
void
set_in_file (Fixture    *fixture,
             const char *list,
             const char *inside,
             const char *member,
             const char *value)
{
  g_autofree char *path = dup_path (fixture);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  JsonObject *object = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  object = json_array_get_object_element (json_object_get_array_member (object, list), 0);

  if (inside != NULL)
    object = json_object_get_object_member (object, inside);

  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    json_object_remove_member (object, member);

  text = keyrack_json_dup_text (json_parser_get_root (parser), 2);
  write_file (fixture, text);
}

/* Its ID is its name. */
KeyrackProfile *
add_named (Fixture    *fixture,
           const char *name,
           const char *client_id,
           const char *secret)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new_with_id (name);

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, client_id);

  return must_save (fixture->store, profile, secret);
}

/* A new process: another pair of stores for the same folder, loaded, and what it had to do done. */
void
start_another (Fixture *fixture)
{
  KeyrackSecretStore *secrets = keyrack_secret_store_new ();
  KeyrackProfileStore *store = keyrack_profile_store_new (fixture->place->folder, secrets);

  must_load (store);
  secrets_drain (secrets);
  assert_goes_away (store);
  assert_goes_away (secrets);
}

void
must_load (KeyrackProfileStore *store)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (profiles_load (store, &error));
  g_assert_no_error (error);
  g_assert_true (keyrack_profile_store_get_loaded (store));
  g_assert_false (keyrack_profile_store_get_read_only (store));
}

KeyrackProfile *
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

void
assert_secret_of (Fixture        *fixture,
                  KeyrackProfile *profile,
                  const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->secrets, keyrack_profile_get_secret_ref (profile), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

void
assert_cleared (Fixture    *fixture,
                const char *secret_ref)
{
  gboolean for_session = keyrack_secret_store_get_session_only (fixture->secrets);
  int expected = for_session ? KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH : KEYRACK_SECRET_STORE_ERROR_NOT_FOUND;
  g_autoptr(GError) error = NULL;

  g_assert_null (secrets_lookup (fixture->secrets, secret_ref, &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, expected);
}

void
assert_in_file (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *text = read_file (fixture);

  if (strstr (text, expected) == NULL)
    g_error ("%s is not in %s", expected, text);
}

void
assert_nothing_pending (Fixture *fixture)
{
  assert_in_file (fixture, "\"pending\": []");
}

void
assert_mode (const char *path,
             mode_t      expected)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode, ==, expected);
}

void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Changes    *changes)
{
  g_string_append_printf (changes->changes, "%u-%u+%u ", position, removed, added);
}
