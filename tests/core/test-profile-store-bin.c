/* test-profile-store-bin.c: deleted for a while, brought back, gone for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-json.h"
#include "keyrack-profile-store-folder.h"
#include "profile-store-fixture.h"

#define HOLD 600

/* Names by position, such as "One Two": what is shown, and in which order. */
static char *
dup_names (GListModel *model)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (model, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", keyrack_profile_get_name (profile));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_shown (KeyrackProfileStore *store,
              const char          *list,
              const char          *bin)
{
  g_autofree char *list_names = dup_names (G_LIST_MODEL (store));
  g_autofree char *bin_names = dup_names (keyrack_profile_store_get_bin (store));

  g_assert_cmpstr (list_names, ==, list);
  g_assert_cmpstr (bin_names, ==, bin);
}

#define IDS(...) ((const char * const[]) { __VA_ARGS__, NULL })

static void
must (gboolean  done,
      GError   *error)
{
  g_assert_no_error (error);
  g_assert_true (done);
}

static void
must_bin (KeyrackProfileStore *store,
          const char          *id,
          guint                hold_seconds)
{
  g_autoptr(GError) error = NULL;
  gboolean done = profiles_bin (store, IDS (id), hold_seconds, &error);

  must (done, error);
}

static void
must_restore (KeyrackProfileStore *store,
              const char          *id)
{
  g_autoptr(GError) error = NULL;
  gboolean done = profiles_restore (store, IDS (id), &error);

  must (done, error);
}

static char *
dup_time (gint64 seconds_from_now)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) time = g_date_time_add_seconds (now, (double) seconds_from_now);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
set_time_in_bin (Fixture    *fixture,
                 const char *member,
                 gint64      seconds_from_now)
{
  g_autofree char *time = dup_time (seconds_from_now);

  set_in_file (fixture, "bin", NULL, member, time);
}

/* Deleted and brought back: as before, with its secret, at the end of the list. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) two = add_named (fixture, "Two", "id-of-acme", "second");
  g_autoptr(KeyrackProfile) binned = NULL;
  KeyrackProfile *restored = NULL;
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;

  must_bin (fixture->store, "One", HOLD);
  assert_shown (fixture->store, "Two", "One");
  assert_nothing_pending (fixture);
  binned = g_list_model_get_item (keyrack_profile_store_get_bin (fixture->store), 0);
  g_assert_cmpint (keyrack_profile_get_deleted_at (binned), >=, before);
  assert_secret_of (fixture, binned, "first");

  must_restore (fixture->store, "One");
  assert_shown (fixture->store, "Two One", "");
  restored = keyrack_profile_store_find (fixture->store, "One");
  g_assert_true (keyrack_profile_equal (restored, one));
  g_assert_cmpint (keyrack_profile_get_deleted_at (restored), ==, 0);
  g_assert_cmpint (keyrack_profile_get_created_at (restored), ==, keyrack_profile_get_created_at (one));
  g_assert_cmpuint (keyrack_profile_get_revision (restored), >, keyrack_profile_get_revision (one));
  assert_secret_of (fixture, restored, "first");
  assert_nothing_pending (fixture);

  /* A second time, or by two windows at once: it is back already. */
  must_restore (fixture->store, "One");
  start_another (fixture);
  assert_secret_of (fixture, restored, "first");
}

/* Several at once are one change; what is not there does not matter. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) two = add_named (fixture, "Two", "id-of-acme", "second");
  g_autoptr(KeyrackProfile) three = add_named (fixture, "Three", "id-of-acme", NULL);
  g_autoptr(GError) error = NULL;
  gboolean done = profiles_bin (fixture->store, IDS ("One", "gone", "Three"), HOLD, &error);

  must (done, error);
  assert_shown (fixture->store, "Two", "Three One");

  g_assert_false (profiles_restore (fixture->store, IDS ("One", "gone"), &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  g_clear_error (&error);
  assert_shown (fixture->store, "Two", "Three One");

  done = profiles_restore (fixture->store, IDS ("One", "Three"), &error);
  must (done, error);
  assert_shown (fixture->store, "Two One Three", "");
  assert_secret_of (fixture, keyrack_profile_store_find (fixture->store, "One"), "first");
}

/* Nobody will undo it: the secret goes, the profile stays in the bin. */
static void
test_release (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) two = add_named (fixture, "Two", "id-of-acme", "second");
  g_autoptr(GError) error = NULL;
  KeyrackProfile *restored = NULL;
  gboolean done = profiles_bin (fixture->store, IDS ("One", "Two"), HOLD, &error);

  must (done, error);
  done = profiles_release (fixture->store, IDS ("One"), &error);
  must (done, error);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
  assert_secret_of (fixture, two, "second");
  assert_nothing_pending (fixture);

  must_restore (fixture->store, "One");
  restored = keyrack_profile_store_find (fixture->store, "One");
  g_assert_cmpstr (keyrack_profile_get_secret_ref (restored), ==, "");
  g_assert_cmpint (keyrack_profile_get_secret_saved_at (restored), ==, 0);

  done = profiles_release (fixture->store, NULL, &error);
  must (done, error);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (two));
  assert_shown (fixture->store, "One", "Two");
}

static void
test_erase (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) two = add_named (fixture, "Two", "id-of-acme", "second");
  g_autoptr(KeyrackProfile) three = add_named (fixture, "Three", "id-of-acme", "third");
  g_autoptr(GError) error = NULL;
  gboolean done = profiles_bin (fixture->store, IDS ("One", "Two"), HOLD, &error);

  must (done, error);
  done = profiles_erase (fixture->store, IDS ("One", "Three", "gone"), &error);
  must (done, error);
  assert_shown (fixture->store, "Three", "Two");
  assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
  assert_secret_of (fixture, two, "second");
  assert_secret_of (fixture, three, "third");

  done = profiles_erase (fixture->store, NULL, &error);
  must (done, error);
  assert_shown (fixture->store, "Three", "");
  assert_cleared (fixture, keyrack_profile_get_secret_ref (two));
  assert_nothing_pending (fixture);

  g_assert_false (profiles_restore (fixture->store, IDS ("One"), &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
}

static gboolean
holds_nothing (gpointer data)
{
  g_autoptr(KeyrackProfile) first = g_list_model_get_item (keyrack_profile_store_get_bin (data), 0);

  return first != NULL && *keyrack_profile_get_secret_ref (first) == '\0';
}

/* The time for an undo runs out while the program runs. */
static void
test_timer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");

  must_load (fixture->store);
  must_bin (fixture->store, "One", 1);
  g_assert_false (holds_nothing (fixture->store));
  wait_until (holds_nothing, fixture->store);

  secrets_drain (fixture->secrets);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
  assert_nothing_pending (fixture);
}

static void
count_refusals_cb (const char     *domain,
                   GLogLevelFlags  level,
                   const char     *message,
                   gpointer        data)
{
  if (strstr (message, "Another Keyrack is saving") != NULL)
    g_atomic_int_inc ((int *) data);
}

static gboolean
was_refused (gpointer data)
{
  return g_atomic_int_get ((int *) data) > 0;
}

/* Another process saves just when the time is over. */
static void
test_timer_while_locked (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  KeyrackFolderLock *lock = NULL;
  int n_refusals = 0;
  guint handler = g_log_set_handler ("keyrack", G_LOG_LEVEL_DEBUG, count_refusals_cb, &n_refusals);
  g_autoptr(GError) error = NULL;

  must_load (fixture->store);
  must_bin (fixture->store, "One", 1);
  secrets_drain (fixture->secrets);
  lock = keyrack_profile_folder_lock (fixture->place->folder, &error);
  g_assert_no_error (error);

  wait_until (was_refused, &n_refusals);
  g_assert_false (holds_nothing (fixture->store));
  keyrack_folder_lock_free (lock);
  wait_until (holds_nothing, fixture->store);

  secrets_drain (fixture->secrets);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
  g_log_remove_handler ("keyrack", handler);
}

static gboolean
file_holds_nothing (gpointer data)
{
  g_autofree char *text = read_file (data);

  return strstr (text, "held_until") == NULL;
}

/* It runs out all the same when something else was cleared meanwhile, or could not be; and
 * where nobody watches the file. */
static void
test_timer_goes_on (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) two = add_named (fixture, "Two", "id-of-acme", "second");

  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  must_bin (fixture->store, "One", 0);
  must_bin (fixture->store, "Two", 1);
  assert_in_file (fixture, keyrack_profile_get_secret_ref (one));

  /* The keyring seems to be back, so what is pending is tried again. */
  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  wait_until (file_holds_nothing, fixture);

  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  start_another (fixture);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
  assert_cleared (fixture, keyrack_profile_get_secret_ref (two));
  assert_nothing_pending (fixture);
}

/* What an earlier process held is let go of at a start when its time is over, and also
 * when it never would be: a clock that was wrong, or nothing that can be understood. */
static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { gint64 held_until; const char *text; gboolean kept; } cases[] = {
    { HOLD, NULL, TRUE }, { -1, NULL, FALSE }, { 3 * 60 * 60, NULL, FALSE }, { 0, "soon", FALSE }, { 0, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
      g_autoptr(GError) error = NULL;

      must_bin (fixture->store, "One", HOLD);
      if (cases[i].held_until != 0)
        set_time_in_bin (fixture, "held_until", cases[i].held_until);
      else
        set_in_file (fixture, "bin", NULL, "held_until", cases[i].text);

      start_another (fixture);
      if (cases[i].kept)
        assert_secret_of (fixture, one, "first");
      else
        assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
      assert_nothing_pending (fixture);

      g_assert_true (profiles_erase (fixture->store, NULL, &error));
      g_assert_no_error (error);
      assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
    }
}

/* After thirty days it is gone: at the next start, or with the next change. */
static void
test_old (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) two = NULL;
  g_autoptr(KeyrackProfile) three = NULL;

  must_bin (fixture->store, "One", HOLD);
  set_time_in_bin (fixture, "deleted_at", -(KEYRACK_BIN_DAYS - 1) * 24 * 60 * 60);
  two = add_named (fixture, "Two", "id-of-acme", NULL);
  assert_shown (fixture->store, "Two", "One");

  /* Along with a secret that was not let go of. */
  set_time_in_bin (fixture, "deleted_at", -KEYRACK_BIN_DAYS * 24 * 60 * 60);
  set_time_in_bin (fixture, "held_until", -KEYRACK_BIN_DAYS * 24 * 60 * 60);
  start_another (fixture);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
  assert_nothing_pending (fixture);

  must_bin (fixture->store, "Two", 0);
  assert_shown (fixture->store, "", "Two");
  set_time_in_bin (fixture, "deleted_at", -KEYRACK_BIN_DAYS * 24 * 60 * 60);
  three = add_named (fixture, "Three", "id-of-acme", NULL);
  assert_shown (fixture->store, "Three", "");
}

/* Without a password store nothing is claimed and nothing lost: the secret stays pending. */
static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autofree char *pending = g_strdup_printf ("\"pending\": [\n    \"%s\"\n  ]", keyrack_profile_get_secret_ref (one));

  g_unsetenv ("SECRET_BACKEND");
  must_bin (fixture->store, "One", 0);
  assert_shown (fixture->store, "", "One");
  assert_in_file (fixture, pending);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  assert_secret_of (fixture, one, "first");
  start_another (fixture);
  assert_cleared (fixture, keyrack_profile_get_secret_ref (one));
  assert_nothing_pending (fixture);
}

static const char twice[] =
  "{ \"version\": 1, \"rev\": 7, \"profiles\": ["
  "  { \"id\": \"one\", \"name\": \"One\", \"deleted_at\": \"2026-01-01T00:00:00Z\" } ],"
  " \"bin\": ["
  "  { \"id\": \"one\", \"name\": \"Before\", \"colour\": \"red\" }, \"no profile\","
  "  { \"id\": \"two\", \"name\": \"Two\", \"colour\": \"blue\", \"spare\": { \"secret_ref\": \"kept-ref\" } } ],"
  " \"pending\": [ \"kept-ref\" ] }";

/* What can only be made elsewhere: an id in the list and in the bin, and what is not understood. */
static void
test_strange (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(GError) error = NULL;

  g_assert_true (secrets_store (fixture->secrets, profile, "kept-ref", "kept", &error));
  write_file (fixture, twice);
  must_load (fixture->store);
  assert_shown (fixture->store, "One", "Two Before");
  g_assert_cmpint (keyrack_profile_get_deleted_at (keyrack_profile_store_find (fixture->store, "one")), ==, 0);

  g_assert_false (profiles_restore (fixture->store, IDS ("two", "one"), &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_shown (fixture->store, "One", "Two Before");

  must_restore (fixture->store, "two");
  must_bin (fixture->store, "two", HOLD);
  assert_in_file (fixture, "blue");
  assert_in_file (fixture, "no profile");
  assert_in_file (fixture, "red");

  /* Of two that were deleted under one id the last one stays. */
  must_bin (fixture->store, "one", HOLD);
  assert_shown (fixture->store, "", "One Two");

  /* Out of the bin, every secret that it names goes with it, and not before. */
  secrets_drain (fixture->secrets);
  g_free (secrets_lookup (fixture->secrets, "kept-ref", &error));
  g_assert_no_error (error);
  g_assert_true (profiles_erase (fixture->store, NULL, &error));
  assert_cleared (fixture, "kept-ref");
  assert_nothing_pending (fixture);
}

/* Deleted elsewhere, and kept here: out of the bin again, with its secret or without. */
static void
test_keep_mine (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) draft = keyrack_profile_dup (one);
  g_autoptr(KeyrackProfile) kept = NULL;
  g_autoptr(KeyrackProfile) again = NULL;
  g_autoptr(KeyrackProfile) mixed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first_ref = g_strdup (keyrack_profile_get_secret_ref (one));

  must_bin (fixture->store, "One", HOLD);
  g_assert_null (profiles_save (fixture->store, draft, NULL, KEYRACK_SAVE_DEFAULT, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  g_clear_error (&error);

  keyrack_profile_set_note (draft, "Mine");
  kept = profiles_save (fixture->store, draft, NULL, KEYRACK_SAVE_KEEP_MINE, &error);
  g_assert_no_error (error);
  assert_shown (fixture->store, "One", "");
  assert_secret_of (fixture, kept, "first");
  assert_nothing_pending (fixture);

  /* With another secret the one that was held is too much. */
  must_bin (fixture->store, "One", HOLD);
  again = profiles_save (fixture->store, draft, "second", KEYRACK_SAVE_KEEP_MINE, &error);
  g_assert_no_error (error);
  assert_shown (fixture->store, "One", "");
  assert_secret_of (fixture, again, "second");
  assert_cleared (fixture, first_ref);
  assert_nothing_pending (fixture);

  /* My client ID does not come together with the secret that is held for another one. */
  must_bin (fixture->store, "One", HOLD);
  keyrack_profile_set_client_id (draft, "mine");
  g_assert_null (profiles_save (fixture->store, draft, NULL, KEYRACK_SAVE_KEEP_MINE, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE);
  g_clear_error (&error);

  /* Once that is cleared, there is nothing to be mixed. */
  g_assert_true (profiles_release (fixture->store, NULL, &error));
  mixed = profiles_save (fixture->store, draft, NULL, KEYRACK_SAVE_KEEP_MINE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (keyrack_profile_get_client_id (mixed), ==, "mine");
  g_assert_cmpstr (keyrack_profile_get_secret_ref (mixed), ==, "");
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  const char *text = "{ \"version\": 2, \"profiles\": [ { \"id\": \"a\" } ], \"bin\": [ { \"id\": \"b\" } ], \"pending\": [] }";
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;

  write_file (fixture, text);
  g_assert_false (profiles_load (fixture->store, NULL));
  g_assert_false (profiles_bin (fixture->store, IDS ("a"), 0, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (profiles_restore (fixture->store, IDS ("b"), &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (profiles_release (fixture->store, NULL, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (profiles_erase (fixture->store, NULL, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NEWER);

  after = read_file (fixture);
  g_assert_cmpstr (after, ==, text);
}

static gboolean
bin_is_empty (gpointer data)
{
  return g_list_model_get_n_items (keyrack_profile_store_get_bin (data)) == 0;
}

/* Two processes: what one deletes and brings back the other one sees. */
static void
test_two (Fixture       *fixture,
          gconstpointer  data)
{
  KeyrackSecretStore *other_secrets = keyrack_secret_store_new ();
  KeyrackProfileStore *other = keyrack_profile_store_new (fixture->place->folder, other_secrets);
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");

  must_load (fixture->store);
  must_load (other);
  must_bin (other, "One", HOLD);
  must_restore (fixture->store, "One");
  assert_shown (fixture->store, "One", "");
  wait_until (bin_is_empty, other);
  assert_shown (other, "One", "");
  assert_secret_of (fixture, one, "first");

  secrets_drain (other_secrets);
  assert_goes_away (other);
  assert_goes_away (other_secrets);
}

static GPtrArray *
dup_with_note (KeyrackProfile *one,
               KeyrackProfile *two,
               const char     *note)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (drafts, keyrack_profile_dup (one));
  g_ptr_array_add (drafts, keyrack_profile_dup (two));
  for (guint i = 0; i < drafts->len; i++)
    {
      keyrack_profile_set_note (g_ptr_array_index (drafts, i), note);
      keyrack_profile_set_favourite (g_ptr_array_index (drafts, i), TRUE);
    }

  return drafts;
}

/* Many edits are one change, or none; secrets are not touched. */
static void
test_save_many (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(KeyrackProfile) one = add_named (fixture, "One", "id-of-acme", "first");
  g_autoptr(KeyrackProfile) two = add_named (fixture, "Two", "id-of-acme", "second");
  g_autoptr(GPtrArray) drafts = dup_with_note (one, two, "both");
  g_autoptr(GPtrArray) late = dup_with_note (two, one, "late");
  g_autoptr(GError) error = NULL;
  gboolean done = profiles_save_many (fixture->store, drafts, KEYRACK_SAVE_DEFAULT, &error);

  must (done, error);
  g_assert_cmpstr (keyrack_profile_get_note (one), ==, "both");
  g_assert_true (keyrack_profile_get_favourite (two));
  assert_in_file (fixture, "\"favourite\": true");
  assert_secret_of (fixture, one, "first");
  assert_secret_of (fixture, two, "second");

  g_assert_false (profiles_save_many (fixture->store, late, KEYRACK_SAVE_DEFAULT, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE);
  g_assert_nonnull (strstr (error->message, "Two"));
  g_clear_error (&error);
  g_assert_cmpstr (keyrack_profile_get_note (one), ==, "both");

  keyrack_profile_set_name (g_ptr_array_index (late, 1), "");
  g_assert_false (profiles_save_many (fixture->store, late, KEYRACK_SAVE_KEEP_MINE, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID);
  g_clear_error (&error);

  keyrack_profile_set_name (g_ptr_array_index (late, 1), "One");
  done = profiles_save_many (fixture->store, late, KEYRACK_SAVE_KEEP_MINE, &error);
  must (done, error);
  assert_shown (fixture->store, "One Two", "");
  g_assert_cmpstr (keyrack_profile_get_note (one), ==, "late");
  assert_secret_of (fixture, one, "first");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/profile-store-bin/undo", test_undo);
  ADD ("/profile-store-bin/several", test_several);
  ADD ("/profile-store-bin/release", test_release);
  ADD ("/profile-store-bin/erase", test_erase);
  ADD ("/profile-store-bin/timer", test_timer);
  ADD ("/profile-store-bin/timer-goes-on", test_timer_goes_on);
  ADD ("/profile-store-bin/timer-while-locked", test_timer_while_locked);
  ADD ("/profile-store-bin/start", test_start);
  ADD ("/profile-store-bin/old", test_old);
  ADD ("/profile-store-bin/absent", test_absent);
  ADD ("/profile-store-bin/strange", test_strange);
  ADD ("/profile-store-bin/keep-mine", test_keep_mine);
  ADD ("/profile-store-bin/read-only", test_read_only);
  ADD ("/profile-store-bin/two", test_two);
  ADD ("/profile-store-bin/save-many", test_save_many);

  return g_test_run ();
}
