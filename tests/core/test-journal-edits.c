/* test-journal-edits.c: what is done to a connection is noted, and no value of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-edits.h"
#include "keyrack-profile-edit.h"
#include "profile-store-fixture.h"

#define SECRET "canary-of-the-journal-42"

typedef struct
{
  Fixture         store;
  KeyrackJournal *journal;
  KeyrackProfile *profile;   /* saved once */
} EditFixture;

static void
set_up_edits (EditFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("test");
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");

  set_up (&fixture->store, data);
  must_load (fixture->store.store);
  fixture->journal = keyrack_journal_new (fixture->store.place->folder, worker);
  keyrack_journal_follow (fixture->journal, fixture->store.store);
  fixture->profile = must_save (fixture->store.store, profile, SECRET);
}

static void
tear_down_edits (EditFixture   *fixture,
                 gconstpointer  data)
{
  g_clear_object (&fixture->profile);
  assert_goes_away (g_steal_pointer (&fixture->journal));
  tear_down (&fixture->store, data);
}

typedef struct
{
  GListModel *entries;
  guint       n_expected;
} Expected;

static gboolean
has_entries (gpointer data)
{
  Expected *expected = data;

  return g_list_model_get_n_items (expected->entries) >= expected->n_expected;
}

/* What the file has, the newest first. */
static char *
read_journal (EditFixture *fixture,
              guint        n_expected)
{
  g_autoptr(GListModel) entries = keyrack_journal_list (fixture->journal, keyrack_profile_get_id (fixture->profile));
  g_autoptr(GString) text = g_string_new (NULL);

  wait_until (has_entries, &(Expected) { entries, n_expected });
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, n_expected);

  for (guint i = 0; i < n_expected; i++)
    {
      g_autoptr(KeyrackJournalEntry) entry = g_list_model_get_item (entries, i);
      g_autofree char *sentence = keyrack_journal_entry_dup_text (entry);

      g_assert_cmpint (keyrack_journal_entry_get_kind (entry), ==, KEYRACK_JOURNAL_EDIT);
      g_string_append_printf (text, "%s\n", sentence);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_saved (EditFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackProfile) edited = keyrack_profile_dup (fixture->profile);
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(KeyrackProfile) again = NULL;
  g_autoptr(KeyrackProfile) same = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;

  keyrack_profile_set_region (edited, "us");
  keyrack_profile_set_note (edited, "Words of the note");
  saved = must_save (fixture->store.store, edited, NULL);
  again = must_save (fixture->store.store, saved, SECRET);
  same = must_save (fixture->store.store, again, NULL);

  text = read_journal (fixture, 3);
  g_assert_cmpstr (text, ==, "Changed: Client secret\nChanged: Region, Note\nAdded\n");

  path = g_build_filename (fixture->store.place->folder, "journal.jsonl", NULL);
  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  g_assert_nonnull (strstr (file, "\"region note\""));
  g_assert_null (strstr (file, SECRET));
  g_assert_null (strstr (file, "Words of the note"));
}

/* As tagging and dragging do. */
static void
test_saved_many (EditFixture   *fixture,
                 gconstpointer  data)
{
  const char * const tags[] = { "quarterly", NULL };
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  KeyrackProfile *edited = keyrack_profile_dup (fixture->profile);

  keyrack_profile_set_tags (edited, tags);
  keyrack_profile_set_environment (edited, "Test");
  keyrack_profile_set_favourite (edited, TRUE);
  g_ptr_array_add (profiles, edited);
  g_ptr_array_add (profiles, make_profile ("Another"));
  g_assert_true (profiles_save_many (fixture->store.store, profiles, KEYRACK_SAVE_DEFAULT, &error));
  g_assert_no_error (error);

  text = read_journal (fixture, 2);
  g_assert_cmpstr (text, ==, "Changed: Environment, Tags, Favourite\nAdded\n");
}

static void
test_deleted (EditFixture   *fixture,
              gconstpointer  data)
{
  const char * const ids[] = { keyrack_profile_get_id (fixture->profile), NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (profiles_bin (fixture->store.store, ids, 60, &error));
  g_assert_true (profiles_restore (fixture->store.store, ids, &error));
  g_assert_true (profiles_remove (fixture->store.store, ids[0], &error));
  g_assert_no_error (error);

  text = read_journal (fixture, 4);
  g_assert_cmpstr (text, ==, "Deleted\nRestored from the bin\nDeleted\nAdded\n");
}

/* Whoever replaces a pair says so, with what the test of it found; and what another process
 * did is noted there. */
static void
test_not_ours (EditFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(KeyrackProfileStore) other = keyrack_profile_store_new (fixture->store.place->folder,
                                                                    fixture->store.secrets);
  g_autoptr(KeyrackProfile) replaced = NULL;
  g_autoptr(KeyrackProfile) edited = NULL;
  g_autoptr(KeyrackProfile) elsewhere = NULL;
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  replaced = profiles_replace (fixture->store.store, keyrack_profile_get_id (fixture->profile), "new-id", "new",
                               KEYRACK_REPLACE_VERIFIED, 7, &error);
  g_assert_no_error (error);

  must_load (other);
  edited = keyrack_profile_dup (replaced);
  keyrack_profile_set_name (edited, "Renamed");
  elsewhere = must_save (other, edited, NULL);
  must_load (fixture->store.store);
  edited = (g_object_unref (edited), keyrack_profile_dup (elsewhere));
  keyrack_profile_set_note (edited, "A note");
  saved = must_save (fixture->store.store, edited, NULL);

  text = read_journal (fixture, 2);
  g_assert_cmpstr (text, ==, "Changed: Note\nAdded\n");

  assert_goes_away (g_steal_pointer (&other));
}

/* All of it, and back from the file; what a newer version writes is no edit of this one. */
static void
test_words (void)
{
  KeyrackProfileEdit all = (1 << KEYRACK_N_PROFILE_EDITS) - 1;
  g_autofree char *ids = keyrack_profile_edit_dup_ids (all);
  g_autofree char *text = keyrack_profile_edit_dup_text (all);
  g_autofree char *nothing = keyrack_profile_edit_dup_ids (KEYRACK_PROFILE_EDIT_NOTHING);

  g_assert_cmpint (keyrack_profile_edit_from_ids (ids), ==, all);
  g_assert_cmpstr (text, ==,
                   "Added, Deleted, Restored from the bin, Changed: Connection name, Instance name, Region, "
                   "Client ID, Client secret, Environment, Tags, Days between rotations, Note, Favourite, "
                   "Intended permissions");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpint (keyrack_profile_edit_from_ids (""), ==, KEYRACK_PROFILE_EDIT_NOTHING);
  g_assert_cmpint (keyrack_profile_edit_from_ids ("region colour"), ==, KEYRACK_PROFILE_EDIT_NOTHING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD_EDIT(path, func) g_test_add (path, EditFixture, NULL, set_up_edits, func, tear_down_edits)
  ADD_EDIT ("/journal-edits/saved", test_saved);
  ADD_EDIT ("/journal-edits/saved-many", test_saved_many);
  ADD_EDIT ("/journal-edits/deleted", test_deleted);
  ADD_EDIT ("/journal-edits/not-ours", test_not_ours);
#undef ADD_EDIT
  g_test_add_func ("/journal-edits/words", test_words);

  return g_test_run ();
}
