/* test-profile-store-permissions.c: what is intended, and what was seen, in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "profile-store-fixture.h"

#define ID "one"

#define REMOTE_ACTIONS KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS)
#define WORKFLOWS      KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_WORKFLOWS)
#define NQL            KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL)
#define SPARK          KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_SPARK)

static KeyrackProfile *
add_one (Fixture *fixture)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new_with_id (ID);

  keyrack_profile_set_name (profile, "One");
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");
  keyrack_profile_set_intended_permissions (profile, NQL | SPARK);

  return must_save (fixture->store, profile, "secret");
}

static KeyrackTestResult *
result_new (KeyrackProfile     *profile,
            gint64              checked_at,
            KeyrackPermissions  granted,
            KeyrackPermissions  refused)
{
  KeyrackPermissionFindings findings = { .checked_at = checked_at, .granted = granted, .refused = refused };
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_OK, .permissions = &findings };

  facts.values.profile_id = (char *) keyrack_profile_get_id (profile);
  facts.values.instance = (char *) keyrack_profile_get_instance (profile);
  facts.values.region = (char *) keyrack_profile_get_region (profile);
  facts.values.client_id = (char *) keyrack_profile_get_client_id (profile);
  facts.values.secret_ref = (char *) keyrack_profile_get_secret_ref (profile);

  return keyrack_test_result_new (&facts);
}

static void
note (Fixture           *fixture,
      KeyrackTestResult *found)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (results, found);
  keyrack_profile_store_note_permissions_async (fixture->store, results, NULL, take_result_cb, &result);
  wait_for_result (&result);
  g_assert_true (keyrack_profile_store_note_permissions_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static void
note_check (Fixture            *fixture,
            KeyrackProfile     *profile,
            gint64              checked_at,
            KeyrackPermissions  granted,
            KeyrackPermissions  refused)
{
  g_autoptr(KeyrackTestResult) result = result_new (profile, checked_at, granted, refused);

  note (fixture, result);
}

static gboolean
accept (Fixture     *fixture,
        const char  *id,
        GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_accept_permissions_async (fixture->store, id, NULL, take_result_cb, &result);
  wait_for_result (&result);

  return keyrack_profile_store_accept_permissions_finish (fixture->store, result, error);
}

/* As another process reads it. */
static KeyrackProfile *
load_again (Fixture *fixture)
{
  KeyrackSecretStore *secrets = keyrack_secret_store_new ();
  KeyrackProfileStore *store = keyrack_profile_store_new (fixture->place->folder, secrets);
  KeyrackProfile *profile = NULL;

  must_load (store);
  profile = g_object_ref (keyrack_profile_store_find (store, ID));
  secrets_drain (secrets);
  assert_goes_away (store);
  assert_goes_away (secrets);

  return profile;
}

static void
test_note (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(KeyrackProfile) again = NULL;
  guint64 revision = keyrack_profile_get_revision (profile);

  g_assert_null (keyrack_profile_get_permission_record (profile));
  note_check (fixture, profile, 1000, NQL | REMOTE_ACTIONS, WORKFLOWS);
  note_check (fixture, profile, 2000, NQL, REMOTE_ACTIONS);

  /* It comes twice, and an older one late. */
  note_check (fixture, profile, 2000, NQL, REMOTE_ACTIONS);
  note_check (fixture, profile, 1500, NQL | REMOTE_ACTIONS, WORKFLOWS);

  g_assert_cmphex (keyrack_profile_get_missing_permissions (profile), ==, REMOTE_ACTIONS);
  g_assert_cmpint (keyrack_profile_get_permission_state (profile, KEYRACK_PERMISSION_WORKFLOWS), ==,
                   KEYRACK_PERMISSION_UNDECIDED);
  g_assert_cmpuint (keyrack_profile_get_revision (profile), ==, revision);

  again = load_again (fixture);
  g_assert_cmphex (keyrack_profile_get_intended_permissions (again), ==, NQL | SPARK);
  g_assert_true (keyrack_permission_record_equal (keyrack_profile_get_permission_record (again),
                                                  keyrack_profile_get_permission_record (profile)));
}

/* What was tested may have been replaced or deleted since. */
static void
test_passed_over (Fixture       *fixture,
                  gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(KeyrackProfile) other = keyrack_profile_dup (profile);
  g_autoptr(KeyrackProfile) gone = keyrack_profile_new_with_id ("gone");
  g_autoptr(KeyrackTestResult) without = NULL;
  KeyrackTestFacts facts = { .values = { .profile_id = (char *) ID } };

  keyrack_profile_set_secret_ref (other, "another");
  note_check (fixture, other, 1000, NQL, 0);
  note_check (fixture, gone, 1000, NQL, 0);
  without = keyrack_test_result_new (&facts);
  note (fixture, without);
  g_assert_null (keyrack_profile_get_permission_record (profile));
}

/* An edit leaves it as it is, whatever stands in the form; another instance is another matter. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(KeyrackProfile) edited = keyrack_profile_dup (profile);
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) moved = NULL;
  g_autoptr(KeyrackProfile) saved_again = NULL;

  note_check (fixture, profile, 1000, NQL, REMOTE_ACTIONS);
  keyrack_profile_set_intended_permissions (edited, REMOTE_ACTIONS);
  g_assert_false (keyrack_profile_equal (edited, profile));
  saved = must_save (fixture->store, edited, NULL);
  g_assert_cmphex (keyrack_profile_get_missing_permissions (saved), ==, REMOTE_ACTIONS);

  moved = keyrack_profile_dup (saved);
  keyrack_profile_set_region (moved, "us");
  saved_again = must_save (fixture->store, moved, NULL);
  g_assert_null (keyrack_profile_get_permission_record (saved_again));
}

static void
test_accept (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = add_one (fixture);
  g_autoptr(GError) error = NULL;
  guint64 revision = keyrack_profile_get_revision (profile);

  note_check (fixture, profile, 1000, REMOTE_ACTIONS, 0);
  note_check (fixture, profile, 2000, WORKFLOWS, REMOTE_ACTIONS | NQL);
  g_assert_cmphex (keyrack_profile_get_missing_permissions (profile), ==, REMOTE_ACTIONS | NQL);

  g_assert_true (accept (fixture, ID, &error));
  g_assert_no_error (error);
  g_assert_cmphex (keyrack_profile_get_missing_permissions (profile), ==, 0);
  g_assert_cmphex (keyrack_profile_get_intended_permissions (profile), ==, SPARK);
  g_assert_cmpuint (keyrack_profile_get_revision (profile), >, revision);

  g_assert_false (accept (fixture, "gone", &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
}

/* Of a version that knows more; and damaged in each way. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = NULL;

  write_file (fixture,
              "{\"version\": 1, \"rev\": 1, \"profiles\": ["
              "{\"id\": \"one\", \"name\": \"One\", \"instance\": \"acme\", \"region\": \"eu\","
              " \"client_id\": \"id\", \"secret_ref\": \"ref\", \"rev\": 1,"
              " \"intended_permissions\": [\"nql\", \"eighth\"],"
              " \"permissions\": {\"checked_at\": \"2026-01-01T00:00:00Z\", \"granted\": [\"nql\", \"spark\"],"
              "   \"refused\": [\"nql\", \"workflows\"], \"held\": [\"nql\", \"ninth\"], \"extra\": 7}},"
              "{\"id\": \"two\", \"name\": \"Two\", \"intended_permissions\": \"nql\", \"permissions\": [1]},"
              "{\"id\": \"three\", \"name\": \"Three\", \"permissions\": {\"granted\": [\"nql\"]}}"
              "], \"pending\": []}");
  must_load (fixture->store);
  profile = g_object_ref (keyrack_profile_store_find (fixture->store, ID));
  g_assert_cmphex (keyrack_profile_get_intended_permissions (profile), ==, NQL);
  g_assert_cmphex (keyrack_profile_get_permission_record (profile)->granted, ==, NQL);
  g_assert_cmphex (keyrack_profile_get_permission_record (profile)->refused, ==, WORKFLOWS);
  g_assert_null (keyrack_profile_get_permission_record (keyrack_profile_store_find (fixture->store, "two")));
  g_assert_null (keyrack_profile_get_permission_record (keyrack_profile_store_find (fixture->store, "three")));

  note_check (fixture, profile, 1900000000, NQL, 0);
  assert_in_file (fixture, "\"eighth\"");
  assert_in_file (fixture, "\"ninth\"");
  assert_in_file (fixture, "\"extra\": 7");
  assert_in_file (fixture, "\"intended_permissions\": \"nql\"");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/profile-store/permissions/note", test_note);
  ADD ("/profile-store/permissions/passed-over", test_passed_over);
  ADD ("/profile-store/permissions/edit", test_edit);
  ADD ("/profile-store/permissions/accept", test_accept);
  ADD ("/profile-store/permissions/unknown", test_unknown);

  return g_test_run ();
}
