/* test-import.c: connections of a file beside those that are here, and in their place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "keyrack-import.h"
#include "keyrack-json.h"
#include "profile-store-fixture.h"

#define N_MANY 100
#define HOLD   600 /* seconds */

/* Of a connection "Acme" of the fixture's own make. */
#define PLACE "\"name\": \"Acme\", \"instance\": \"acme\", \"region\": \"eu\""
#define OURS  "\"id\": \"Acme\", " PLACE ", \"client_id\": \"first-id\""

typedef struct
{
  KeyrackWorker  *worker;
  KeyrackJournal *journal;
  KeyrackImport  *import;
} Desk;

static void
desk_init (Desk    *desk,
           Fixture *fixture)
{
  desk->worker = keyrack_worker_new ("test");
  desk->journal = keyrack_journal_new (fixture->place->folder, desk->worker);
  desk->import = keyrack_import_new (fixture->store, desk->journal);
}

static void
desk_clear (Desk *desk)
{
  assert_goes_away (desk->import);
  assert_goes_away (desk->journal);
  assert_goes_away (desk->worker);
}

/* Compares with a document of these profiles, written at 20:00 on 2020-02-02. */
static void
compare (Fixture    *fixture,
         Desk       *desk,
         const char *profiles)
{
  g_autofree char *path = g_build_filename (fixture->place->root, "team.json", NULL);
  g_autofree char *text = g_strconcat ("{\"format\": \"keyrack-profiles\", \"version\": 1, "
                                       "\"created\": \"2020-02-02T20:00:00Z\", \"profiles\": [",
                                       profiles, "]}", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(KeyrackImportFile) opened = NULL;
  g_autoptr(GAsyncResult) opening = NULL;
  g_autoptr(GAsyncResult) comparing = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  keyrack_import_file_open_async (file, desk->worker, NULL, take_result_cb, &opening);
  opened = keyrack_import_file_open_finish (wait_for_result (&opening), &error);
  g_assert_no_error (error);

  keyrack_import_compare_async (desk->import, opened, NULL, take_result_cb, &comparing);
  g_assert_true (keyrack_import_compare_finish (desk->import, wait_for_result (&comparing), &error));
  g_assert_no_error (error);
}

static KeyrackImportItem *
get_item (Desk  *desk,
          guint  position)
{
  g_autoptr(KeyrackImportItem) item = g_list_model_get_item (G_LIST_MODEL (desk->import), position);

  g_assert_nonnull (item);

  return item;
}

static char *
apply (Fixture *fixture,
       Desk    *desk,
       GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  char *undo_id = NULL;

  keyrack_import_apply_async (desk->import, HOLD, NULL, NULL, NULL, take_result_cb, &result);
  if (!keyrack_import_apply_finish (desk->import, wait_for_result (&result), &undo_id, error))
    return NULL;

  return undo_id;
}

static char *
must_apply (Fixture *fixture,
            Desk    *desk)
{
  g_autoptr(GError) error = NULL;
  char *undo_id = apply (fixture, desk, &error);

  g_assert_no_error (error);

  return undo_id;
}

static void
must_undo (Fixture    *fixture,
           const char *undo_id)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (profiles_undo_import (fixture->store, undo_id, &error));
  g_assert_no_error (error);
}

static guint
count_secrets (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GHashTable) secrets = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_secret_store_lookup_all_async (fixture->secrets, NULL, take_result_cb, &result);
  secrets = keyrack_secret_store_lookup_all_finish (fixture->secrets, wait_for_result (&result), &error);
  g_assert_no_error (error);

  return g_hash_table_size (secrets);
}

static void
assert_item (KeyrackImportItem   *item,
             KeyrackImportState   state,
             KeyrackImportChoice  choice,
             const char          *comparison,
             const char          *remark)
{
  g_autofree char *text = keyrack_import_item_dup_comparison (item);

  g_assert_cmpint (keyrack_import_item_get_state (item), ==, state);
  g_assert_cmpint (keyrack_import_item_get_choice (item), ==, choice);
  g_assert_cmpstr (text, ==, comparison);
  g_assert_cmpstr (keyrack_import_item_get_remark (item), ==, remark);
}

static void
test_compared (Fixture       *fixture,
               gconstpointer  data)
{
  Desk desk = { 0 };
  g_autoptr(KeyrackProfile) ours = NULL;
  g_autofree char *summary = NULL;

  must_load (fixture->store);
  ours = add_named (fixture, "Acme", "first-id", "first");
  g_clear_object (&ours);
  ours = add_named (fixture, "Birch", "birch-id", "birch");
  g_clear_object (&ours);
  ours = add_named (fixture, "Cedar", "cedar-id", NULL);
  desk_init (&desk, fixture);
  compare (fixture, &desk,
           "{" OURS ", \"client_secret\": \"first\"},"
           "{\"name\": \"Birch\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"other-id\","
           " \"client_secret\": \"other\", \"tags\": [\"new\"]},"
           "{\"name\": \"Cedar\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"cedar-id\","
           " \"client_secret\": \"cedar\", \"rotate_every_days\": 30},"
           "{\"name\": \"Dogwood\", \"instance\": \"dog\", \"region\": \"us\", \"client_id\": \"x\"},"
           "{\"name\": \"Elm\", \"instance\": \"evil.example/\", \"region\": \"us\", \"client_id\": \"x\"}");

  assert_item (get_item (&desk, 0), KEYRACK_IMPORT_IDENTICAL, KEYRACK_IMPORT_SKIP, "Identical", NULL);
  assert_item (get_item (&desk, 1), KEYRACK_IMPORT_DIFFERS, KEYRACK_IMPORT_SKIP, "Differs: client ID, secret, tags",
               "Which of the secrets is newer is not known");
  assert_item (get_item (&desk, 2), KEYRACK_IMPORT_DIFFERS, KEYRACK_IMPORT_SKIP, "Differs: secret, rotation interval",
               "You have no secret for it");
  assert_item (get_item (&desk, 3), KEYRACK_IMPORT_NEW, KEYRACK_IMPORT_ADD, "New", NULL);
  assert_item (get_item (&desk, 4), KEYRACK_IMPORT_REFUSED, KEYRACK_IMPORT_SKIP, "Refused",
               "Instance name “evil.example/” is not allowed");
  g_assert_cmpuint (keyrack_import_item_get_number (get_item (&desk, 4)), ==, 5);

  summary = keyrack_import_dup_summary (desk.import);
  g_assert_cmpstr (summary, ==, "1 new, 1 identical, 2 differ, 1 refused");
  g_assert_cmpuint (keyrack_import_count_chosen (desk.import), ==, 1);

  keyrack_import_item_set_choice (get_item (&desk, 0), KEYRACK_IMPORT_UPDATE);
  keyrack_import_item_set_choice (get_item (&desk, 3), KEYRACK_IMPORT_KEEP_BOTH);
  keyrack_import_item_set_choice (get_item (&desk, 4), KEYRACK_IMPORT_ADD);
  g_assert_cmpuint (keyrack_import_count_chosen (desk.import), ==, 1);
  desk_clear (&desk);
}

/* Only what is certain is said of the age. */
static void
test_ages (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(KeyrackProfile) ours = NULL;
  g_autoptr(KeyrackProfile) replaced = NULL;
  g_autoptr(GError) error = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  ours = add_named (fixture, "Acme", "first-id", "first");
  desk_init (&desk, fixture);

  compare (fixture, &desk, "{" OURS ", \"client_secret\": \"x\", \"rotated_at\": \"2099-01-01T00:00:00Z\"}");
  g_assert_cmpint (keyrack_import_item_get_secret_relation (get_item (&desk, 0)), ==, KEYRACK_IMPORT_SECRET_NEWER);

  compare (fixture, &desk, "{" OURS ", \"client_secret\": \"x\", \"rotated_at\": \"2019-01-01T00:00:00Z\"}");
  g_assert_cmpint (keyrack_import_item_get_secret_relation (get_item (&desk, 0)), ==, KEYRACK_IMPORT_SECRET_ANOTHER);

  replaced = profiles_replace (fixture->store, "Acme", "first-id", "second", KEYRACK_REPLACE_VERIFIED, 7, &error);
  g_assert_no_error (error);
  compare (fixture, &desk, "{" OURS ", \"client_secret\": \"first\"}");
  assert_item (get_item (&desk, 0), KEYRACK_IMPORT_DIFFERS, KEYRACK_IMPORT_SKIP, "Differs: secret",
               "File’s secret is older than yours");

  compare (fixture, &desk, "{" OURS "}");
  assert_item (get_item (&desk, 0), KEYRACK_IMPORT_IDENTICAL, KEYRACK_IMPORT_SKIP, "Identical",
               "No secret in the file: yours is kept");
  desk_clear (&desk);
}

/* What the file has not is not wiped, and the pair that was replaced is kept. */
static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackProfile) ours = NULL;
  g_autoptr(KeyrackProfile) noted = NULL;
  g_autofree char *old_ref = NULL;
  g_autofree char *first_undo = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(GListModel) entries = NULL;
  g_autoptr(KeyrackJournalEntry) entry = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  ours = add_named (fixture, "Acme", "first-id", "first");
  old_ref = g_strdup (keyrack_profile_get_secret_ref (ours));
  noted = keyrack_profile_dup (ours);
  keyrack_profile_set_note (noted, "mine");
  g_clear_object (&ours);
  ours = must_save (fixture->store, noted, NULL);
  desk_init (&desk, fixture);
  entries = keyrack_journal_list (desk.journal, "Acme");

  compare (fixture, &desk, "{" OURS ", \"tags\": [\"prod\"], \"later\": [1]}");
  keyrack_import_item_set_choice (get_item (&desk, 0), KEYRACK_IMPORT_UPDATE);
  first_undo = must_apply (fixture, &desk);
  g_assert_cmpstr (keyrack_profile_get_tags (ours)[0], ==, "prod");
  g_assert_cmpstr (keyrack_profile_get_note (ours), ==, "mine");
  assert_secret_of (fixture, ours, "first");
  assert_in_file (fixture, "\"later\"");

  compare (fixture, &desk, "{\"id\": \"Acme\", \"name\": \"Acme\", \"instance\": \"acme\", \"region\": \"eu\","
                           " \"client_id\": \"second-id\", \"client_secret\": \"second\"}");
  keyrack_import_item_set_choice (get_item (&desk, 0), KEYRACK_IMPORT_UPDATE);
  undo_id = must_apply (fixture, &desk);
  g_assert_cmpstr (keyrack_profile_get_client_id (ours), ==, "second-id");
  assert_secret_of (fixture, ours, "second");
  g_assert_cmpstr (keyrack_profile_get_previous (ours)->client_id, ==, "first-id");
  g_assert_cmpstr (keyrack_profile_get_previous (ours)->secret_ref, ==, old_ref);
  g_assert_cmpuint (count_secrets (fixture), ==, 2);

  entry = g_list_model_get_item (entries, 0);
  g_assert_cmpint (keyrack_journal_entry_get_kind (entry), ==, KEYRACK_JOURNAL_IMPORT);
  g_assert_cmpstr (keyrack_journal_entry_get_detail (entry), ==, "team.json");

  must_undo (fixture, undo_id);
  g_assert_cmpstr (keyrack_profile_get_client_id (ours), ==, "first-id");
  g_assert_null (keyrack_profile_get_previous (ours));
  assert_secret_of (fixture, ours, "first");
  g_assert_cmpuint (count_secrets (fixture), ==, 1);
  assert_nothing_pending (fixture);
  assert_in_file (fixture, "\"later\"");
  desk_clear (&desk);
}

/* An ID without its secret does not break the pair that is here. */
static void
test_other_id_alone (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char remark[] = "The file has another client ID but no secret: yours are kept";
  g_autoptr(KeyrackProfile) ours = NULL;
  g_autoptr(KeyrackProfile) without = NULL;
  g_autofree char *undo_id = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  ours = add_named (fixture, "Acme", "first-id", "first");
  without = add_named (fixture, "Birch", "birch-id", NULL);
  desk_init (&desk, fixture);

  compare (fixture, &desk, "{\"id\": \"Acme\", \"client_id\": \"other-id\", " PLACE "}");
  keyrack_import_item_set_choice (get_item (&desk, 0), KEYRACK_IMPORT_UPDATE);
  assert_item (get_item (&desk, 0), KEYRACK_IMPORT_DIFFERS, KEYRACK_IMPORT_SKIP, "Differs: client ID", remark);

  compare (fixture, &desk, "{\"id\": \"Acme\", \"client_id\": \"other-id\", \"note\": \"new\", " PLACE "},"
                           "{\"id\": \"Birch\", \"client_id\": \"other-id\", \"name\": \"Birch\","
                           " \"instance\": \"acme\", \"region\": \"eu\"}");
  for (guint i = 0; i < 2; i++)
    keyrack_import_item_set_choice (get_item (&desk, i), KEYRACK_IMPORT_UPDATE);
  assert_item (get_item (&desk, 0), KEYRACK_IMPORT_DIFFERS, KEYRACK_IMPORT_UPDATE, "Differs: client ID, note", remark);
  undo_id = must_apply (fixture, &desk);
  g_assert_cmpstr (keyrack_profile_get_note (ours), ==, "new");
  g_assert_cmpstr (keyrack_profile_get_client_id (ours), ==, "first-id");
  g_assert_null (keyrack_profile_get_previous (ours));
  assert_secret_of (fixture, ours, "first");
  g_assert_cmpstr (keyrack_profile_get_client_id (without), ==, "other-id");
  desk_clear (&desk);
}

/* What was imported and nobody saw work does not drive out the pair that was verified. */
static void
test_keeps_verified (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(KeyrackProfile) ours = NULL;
  g_autoptr(KeyrackProfile) verified = NULL;
  g_autoptr(GError) error = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  ours = add_named (fixture, "Acme", "first-id", NULL);
  verified = profiles_save (fixture->store, ours, "first", KEYRACK_SAVE_VERIFIED, &error);
  g_assert_no_error (error);
  desk_init (&desk, fixture);

  for (const char *number = "23"; *number != '\0'; number++)
    {
      g_autofree char *row =
        g_strdup_printf ("{\"id\": \"Acme\", \"name\": \"Acme\", \"instance\": \"acme\", \"region\": \"eu\","
                         " \"client_id\": \"id-%c\", \"client_secret\": \"secret-%c\"}", *number, *number);
      g_autofree char *undo_id = NULL;

      compare (fixture, &desk, row);
      keyrack_import_item_set_choice (get_item (&desk, 0), KEYRACK_IMPORT_UPDATE);
      undo_id = must_apply (fixture, &desk);
    }

  g_assert_cmpstr (keyrack_profile_get_client_id (verified), ==, "id-3");
  g_assert_cmpstr (keyrack_profile_get_previous (verified)->client_id, ==, "first-id");
  desk_clear (&desk);
}

/* All of it, in the place where it was, the bin included. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  const char * const binned[] = { "Birch", NULL };
  g_autoptr(KeyrackProfile) first = NULL;
  g_autoptr(KeyrackProfile) second = NULL;
  g_autoptr(KeyrackProfile) last = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *bin = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  first = add_named (fixture, "Acme", "first-id", "first");
  second = add_named (fixture, "Birch", "birch-id", "birch");
  last = add_named (fixture, "Cedar", "cedar-id", "cedar");
  g_assert_true (profiles_bin (fixture->store, binned, HOLD, &error));
  desk_init (&desk, fixture);
  compare (fixture, &desk,
           "{" OURS ", \"client_secret\": \"newer\"},"
           "{\"id\": \"Birch\", \"name\": \"Birch\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"b\","
           " \"client_secret\": \"other\"},"
           "{\"name\": \"Cedar\", \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"cedar-id\","
           " \"client_secret\": \"third\"}");
  keyrack_import_item_set_choice (get_item (&desk, 0), KEYRACK_IMPORT_UPDATE);
  keyrack_import_item_set_choice (get_item (&desk, 2), KEYRACK_IMPORT_KEEP_BOTH);
  undo_id = must_apply (fixture, &desk);

  bin = keyrack_profile_store_get_bin (fixture->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (bin), ==, 0);
  {
    g_autoptr(GPtrArray) copies = keyrack_profile_store_find_by_name (fixture->store, "Cedar (imported)");

    g_assert_cmpuint (copies->len, ==, 1);
    assert_secret_of (fixture, copies->pdata[0], "third");
  }
  assert_secret_of (fixture, last, "cedar");
  /* Three of ours and three that came. */
  g_assert_cmpuint (count_secrets (fixture), ==, 6);

  must_undo (fixture, undo_id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (bin), ==, 1);
  assert_secret_of (fixture, first, "first");
  g_assert_true (profiles_restore (fixture->store, binned, &error));
  assert_secret_of (fixture, keyrack_profile_store_find (fixture->store, "Birch"), "birch");
  g_assert_cmpuint (count_secrets (fixture), ==, 3);

  g_assert_false (profiles_undo_import (fixture->store, undo_id, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  desk_clear (&desk);
}

/* Whoever went on working with what was imported does not lose that. */
static void
test_undo_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(KeyrackProfile) edited = NULL;
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(GError) error = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  desk_init (&desk, fixture);
  compare (fixture, &desk, "{" OURS "}");
  undo_id = must_apply (fixture, &desk);
  edited = keyrack_profile_dup (keyrack_profile_store_find (fixture->store, "Acme"));
  keyrack_profile_set_note (edited, "mine");
  saved = must_save (fixture->store, edited, NULL);

  g_assert_false (profiles_undo_import (fixture->store, undo_id, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE);
  g_assert_nonnull (strstr (error->message, "“Acme”"));
  g_assert_cmpstr (keyrack_profile_get_note (saved), ==, "mine");
  desk_clear (&desk);
}

/* What was compared is no longer there: nothing of the import is. */
static void
test_changed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(KeyrackProfile) ours = NULL;
  g_autoptr(KeyrackProfile) edited = NULL;
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  ours = add_named (fixture, "Acme", "first-id", "first");
  desk_init (&desk, fixture);
  compare (fixture, &desk, "{\"name\": \"New\", \"instance\": \"a\", \"region\": \"eu\", \"client_id\": \"x\","
                           " \"client_secret\": \"y\"},"
                           "{" OURS ", \"client_secret\": \"z\"}");
  keyrack_import_item_set_choice (get_item (&desk, 1), KEYRACK_IMPORT_UPDATE);
  edited = keyrack_profile_dup (ours);
  keyrack_profile_set_note (edited, "mine");
  saved = must_save (fixture->store, edited, NULL);

  g_assert_null (apply (fixture, &desk, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  g_assert_cmpuint (count_secrets (fixture), ==, 1);
  desk_clear (&desk);
}

static GPtrArray *
make_many (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Many %u", i);
      g_autoptr(KeyrackProfile) profile = make_profile (name);
      g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("many", -1);

      g_ptr_array_add (rows, keyrack_document_row_new (profile, secret));
    }

  return rows;
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) rows = make_many ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  place_make_quick (fixture->place);
  must_load (fixture->store);
  g_assert_null (profiles_import (fixture->store, rows, HOLD, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
  g_assert_cmpuint (count_secrets (fixture), ==, 0);
  assert_nothing_pending (fixture);
}

/* A file that can hardly be read again must not become ours. */
static void
test_too_much_unknown (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("{" OURS);
  g_autofree char *undo_id = NULL;
  g_autoptr(KeyrackProfileStore) again = NULL;
  Desk desk = { 0 };

  for (guint i = 0; i < 990; i++)
    g_string_append_printf (text, ", \"m%u\": 1", i);
  g_string_append (text, "}");

  must_load (fixture->store);
  desk_init (&desk, fixture);
  compare (fixture, &desk, text->str);
  undo_id = must_apply (fixture, &desk);
  desk_clear (&desk);

  again = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  must_load (again);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);
}

/* Its time is over when another program looks, too: then its secrets go. */
static void
test_undo_over (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(KeyrackProfile) ours = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GRegex) until = g_regex_new ("\"until\": \"[^\"]*\"", 0, 0, NULL);
  g_autofree char *old_text = NULL;
  g_autoptr(KeyrackProfileStore) again = NULL;
  Desk desk = { 0 };

  must_load (fixture->store);
  ours = add_named (fixture, "Acme", "first-id", "first");
  desk_init (&desk, fixture);
  compare (fixture, &desk, "{" OURS ", \"note\": \"theirs\"}");
  keyrack_import_item_set_choice (get_item (&desk, 0), KEYRACK_IMPORT_UPDATE);
  undo_id = must_apply (fixture, &desk);
  desk_clear (&desk);

  text = read_file (fixture);
  old_text = g_regex_replace_literal (until, text, -1, 0, "\"until\": \"2020-02-02T20:00:00Z\"", 0, NULL);
  write_file (fixture, old_text);
  again = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  must_load (again);
  g_assert_false (profiles_undo_import (again, undo_id, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  g_assert_cmpuint (count_secrets (fixture), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/import/compared", test_compared);
  ADD ("/import/ages", test_ages);
  ADD ("/import/update", test_update);
  ADD ("/import/keeps-verified", test_keeps_verified);
  ADD ("/import/other-id-alone", test_other_id_alone);
  ADD ("/import/undo", test_undo);
  ADD ("/import/undo-refused", test_undo_refused);
  ADD ("/import/undo-over", test_undo_over);
  ADD ("/import/changed-elsewhere", test_changed_elsewhere);
  ADD ("/import/stopped", test_stopped);
  ADD ("/import/too-much-unknown", test_too_much_unknown);

  return g_test_run ();
}
