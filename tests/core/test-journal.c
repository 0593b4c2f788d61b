/* test-journal.c: what is kept of tests, and what becomes of a damaged journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "keyrack-journal-entry.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"
#include "waiting.h"

typedef struct
{
  char           *folder;
  char           *path;
  KeyrackWorker  *worker;
  KeyrackJournal *journal;
} Fixture;

static gboolean
load (Fixture  *fixture,
      GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_journal_load_async (fixture->journal, NULL, take_result_cb, &result);
  wait_for_result (&result);

  return keyrack_journal_load_finish (fixture->journal, result, error);
}

static void
append (Fixture           *fixture,
        KeyrackTestResult *found)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_journal_append_async (fixture->journal, found, NULL, take_result_cb, &result);
  wait_for_result (&result);

  g_assert_true (keyrack_journal_append_finish (fixture->journal, result, &error));
  g_assert_no_error (error);
}

/* As after the next start of the program. */
static void
start_again (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  assert_goes_away (g_steal_pointer (&fixture->journal));
  fixture->journal = keyrack_journal_new (fixture->folder, fixture->worker);

  g_assert_true (load (fixture, &error));
  g_assert_no_error (error);
}

static KeyrackTestResult *
make_result (const char     *profile_id,
             KeyrackOutcome  outcome,
             gint64          tested_at)
{
  KeyrackTestFacts facts = {
    .values = { (char *) profile_id, (char *) "Acme ☃", (char *) "acme", (char *) "eu",
                (char *) "id", (char *) "ref" },
    .outcome = outcome,
    .phases = { { 1, 2, 3, -1 }, 6 },
    .tested_at = tested_at,
    .tries = 2,
  };

  if (outcome == KEYRACK_OUTCOME_INVALID_CLIENT)
    {
      facts.reason = KEYRACK_REASON_CLIENT_SECRET;
      facts.http_status = 401;
      facts.error = "invalid_client";
      facts.error_description = "The “secret”\n is invalid.";
      facts.error_id = "oae1";
      facts.clock_skew = -420;
    }

  return keyrack_test_result_new (&facts);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.jsonl", NULL);
  fixture->worker = keyrack_worker_new ("test");
  fixture->journal = keyrack_journal_new (fixture->folder, fixture->worker);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *lock = g_build_filename (fixture->folder, "journal.lock", NULL);

  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->worker);
  g_remove (fixture->path);
  g_remove (lock);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (load (fixture, &error));
  g_assert_no_error (error);
  g_assert_null (keyrack_journal_get_last (fixture->journal, "a"));
  g_assert_cmpint (keyrack_journal_get_last_success (fixture->journal, "a"), ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* What is not for the next start is remembered till then. */
static void
test_paused (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackTestResult) kept = make_result ("a", KEYRACK_OUTCOME_INVALID_CLIENT, 1000);
  g_autoptr(KeyrackTestResult) passing = make_result ("a", KEYRACK_OUTCOME_OK, 2000);

  append (fixture, kept);
  keyrack_journal_set_paused (fixture->journal, TRUE);
  append (fixture, passing);
  g_assert_true (keyrack_journal_get_last (fixture->journal, "a") == passing);

  start_again (fixture);
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_journal_get_last (fixture->journal, "a")), ==,
                   KEYRACK_OUTCOME_INVALID_CLIENT);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(KeyrackTestResult) good = make_result ("a", KEYRACK_OUTCOME_OK, 1700000000);
  g_autoptr(KeyrackTestResult) bad = make_result ("a", KEYRACK_OUTCOME_INVALID_CLIENT, 1700000100);
  const KeyrackTestFacts *before = keyrack_test_result_get_facts (bad);
  const KeyrackTestFacts *after = NULL;
  struct stat info;

  append (fixture, good);
  append (fixture, bad);
  g_assert_true (keyrack_journal_get_last (fixture->journal, "a") == bad);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  start_again (fixture);
  after = keyrack_test_result_get_facts (keyrack_journal_get_last (fixture->journal, "a"));

  g_assert_cmpint (after->outcome, ==, before->outcome);
  g_assert_cmpint (after->reason, ==, before->reason);
  g_assert_cmpstr (after->values.profile_name, ==, before->values.profile_name);
  g_assert_cmpstr (after->values.secret_ref, ==, before->values.secret_ref);
  g_assert_cmpuint (after->http_status, ==, 401);
  g_assert_cmpstr (after->error_description, ==, before->error_description);
  g_assert_cmpstr (after->error_id, ==, "oae1");
  g_assert_cmpint (after->clock_skew, ==, -420);
  g_assert_cmpint (after->tested_at, ==, 1700000100);
  g_assert_cmpint (after->phases.spent[KEYRACK_PHASE_TLS], ==, 3);
  g_assert_cmpint (after->phases.spent[KEYRACK_PHASE_WAIT], ==, -1);
  g_assert_cmpint (keyrack_journal_get_last_success (fixture->journal, "a"), ==, 1700000000);
  g_assert_cmpstr (keyrack_test_result_get_message (keyrack_journal_get_last (fixture->journal, "a")),
                   ==, keyrack_test_result_get_message (bad));
}

static void
add_text (Fixture    *fixture,
          const char *text)
{
  FILE *file = g_fopen (fixture->path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackTestResult) first = make_result ("a", KEYRACK_OUTCOME_OK, 1);
  g_autoptr(KeyrackTestResult) second = make_result ("b", KEYRACK_OUTCOME_TIMEOUT, 2);

  append (fixture, first);
  add_text (fixture, "\n\n[]\nnot JSON\n{\"outcome\":\"from-the-future\",\"profile_id\":\"a\"}\n");
  add_text (fixture, "{\"outcome\":\"ok\",\"phases\n{\"profile_id\":\"a\",\"outc");
  append (fixture, second);

  start_again (fixture);
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_journal_get_last (fixture->journal, "a")),
                   ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_journal_get_last (fixture->journal, "b")),
                   ==, KEYRACK_OUTCOME_TIMEOUT);
}

static void
test_stays_short (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(KeyrackTestResult) rare = make_result ("rare", KEYRACK_OUTCOME_OK, 1);
  g_autofree char *text = NULL;
  guint n_lines = 0;

  append (fixture, rare);
  for (guint i = 0; i <= 200; i++)
    {
      g_autoptr(KeyrackTestResult) often = make_result ("often", KEYRACK_OUTCOME_TIMEOUT, 2 + i);

      append (fixture, often);
    }

  start_again (fixture);
  g_assert_cmpint (keyrack_test_result_get_facts (keyrack_journal_get_last (fixture->journal, "often"))
                     ->tested_at, ==, 202);
  g_assert_nonnull (keyrack_journal_get_last (fixture->journal, "rare"));

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  for (const char *p = text; *p != '\0'; p++)
    n_lines += *p == '\n';
  g_assert_cmpuint (n_lines, ==, 101);
}

static void
note (Fixture             *fixture,
      KeyrackJournalEntry *entry)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_journal_note_async (fixture->journal, entry, NULL, take_result_cb, &result);
  g_assert_true (keyrack_journal_note_finish (fixture->journal, wait_for_result (&result), &error));
  g_assert_no_error (error);
}

static void
note_rotation (Fixture            *fixture,
               KeyrackJournalKind  kind,
               KeyrackOutcome      outcome,
               gint64              at)
{
  g_autoptr(KeyrackTestResult) result = make_result ("a", outcome, at);
  g_autoptr(KeyrackJournalEntry) entry = keyrack_journal_entry_new (kind, result, NULL);

  note (fixture, entry);
}

typedef struct
{
  GListModel *list;
  guint       n_items;
} Expected;

static gboolean
has_items (gpointer data)
{
  Expected *expected = data;

  return g_list_model_get_n_items (expected->list) == expected->n_items;
}

/* What the list says, the newest first: "TIME KIND TEXT" each. */
static char *
describe (GListModel *list,
          guint       n_items)
{
  g_autoptr(GString) text = g_string_new (NULL);
  Expected expected = { list, n_items };

  wait_until (has_items, &expected);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(KeyrackJournalEntry) entry = g_list_model_get_item (list, i);
      g_autofree char *sentence = keyrack_journal_entry_dup_text (entry);

      g_string_append_printf (text, "%d %s %s\n", (int) keyrack_journal_entry_get_at (entry),
                              keyrack_journal_kind_get_id (keyrack_journal_entry_get_kind (entry)), sentence);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackTestResult) tested = make_result ("a", KEYRACK_OUTCOME_INVALID_CLIENT, 1000);
  g_autoptr(KeyrackTestResult) other = make_result ("b", KEYRACK_OUTCOME_OK, 1500);
  g_autoptr(GListModel) list = NULL;
  g_autofree char *text = NULL;

  append (fixture, tested);
  append (fixture, other);
  note_rotation (fixture, KEYRACK_JOURNAL_ROTATION, KEYRACK_OUTCOME_OK, 2000);
  note_rotation (fixture, KEYRACK_JOURNAL_RESTORE, KEYRACK_OUTCOME_INVALID_CLIENT, 3000);

  start_again (fixture);
  list = keyrack_journal_list (fixture->journal, "a");
  text = describe (list, 3);
  g_assert_cmpstr (text, ==,
                   "3000 restore The credentials before restored, not verified: The client secret was refused\n"
                   "2000 rotation Credentials replaced; the new ones work\n"
                   "1000 test The client secret was refused\n");
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_journal_get_last (fixture->journal, "a")), ==,
                   KEYRACK_OUTCOME_INVALID_CLIENT);
  g_assert_cmpint (keyrack_journal_get_last_success (fixture->journal, "a"), ==, 2000);
}

/* What was not tested is not the last result, and says no more than it is told. */
static void
test_event (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new_with_id ("a");
  g_autoptr(KeyrackJournalEntry) edit =
    keyrack_journal_entry_new_event (KEYRACK_JOURNAL_EDIT, profile, "Note,\nRegion");
  g_autoptr(KeyrackJournalEntry) export = keyrack_journal_entry_new_event (KEYRACK_JOURNAL_EXPORT, profile, NULL);
  g_autoptr(KeyrackJournalEntry) read = NULL;
  g_autoptr(GListModel) list = NULL;
  Expected expected = { NULL, 2 };

  g_assert_null (keyrack_journal_entry_get_result (edit));
  note (fixture, export);
  note (fixture, edit);

  start_again (fixture);
  g_assert_null (keyrack_journal_get_last (fixture->journal, "a"));
  list = keyrack_journal_list (fixture->journal, "a");
  expected.list = list;
  wait_until (has_items, &expected);
  read = g_list_model_get_item (list, 0);
  g_assert_cmpint (keyrack_journal_entry_get_at (read), ==, keyrack_journal_entry_get_at (edit));
  g_assert_cmpstr (keyrack_journal_entry_get_detail (read), ==, "Note, Region");
  g_clear_object (&profile);
}

/* It stays with whoever looks at it, and nobody else pays for it. */
static void
test_list_goes_on (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(KeyrackTestResult) first = make_result ("a", KEYRACK_OUTCOME_OK, 1);
  g_autoptr(KeyrackTestResult) second = make_result ("a", KEYRACK_OUTCOME_OK, 2);
  g_autoptr(KeyrackTestResult) third = make_result ("b", KEYRACK_OUTCOME_OK, 3);
  g_autoptr(GListModel) list = NULL;
  g_autoptr(GListModel) same = NULL;
  g_autofree char *text = NULL;

  append (fixture, first);
  list = keyrack_journal_list (fixture->journal, "a");
  same = keyrack_journal_list (fixture->journal, "a");
  g_assert_true (same == list);

  /* Noted before it is read. */
  append (fixture, second);
  append (fixture, third);
  text = describe (list, 2);
  g_assert_true (g_str_has_prefix (text, "2 test "));

  g_clear_object (&same);
  assert_goes_away (g_steal_pointer (&list));
  list = keyrack_journal_list (fixture->journal, "b");
  g_free (describe (list, 1));
}

/* A hundred tests do not drive a rotation out. */
static void
test_keeps_rotations (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GListModel) list = NULL;
  g_autofree char *text = NULL;

  note_rotation (fixture, KEYRACK_JOURNAL_ROTATION, KEYRACK_OUTCOME_OK, 1);
  for (guint i = 0; i <= 200; i++)
    {
      g_autoptr(KeyrackTestResult) often = make_result ("a", KEYRACK_OUTCOME_TIMEOUT, 2 + i);

      append (fixture, often);
    }

  start_again (fixture);
  list = keyrack_journal_list (fixture->journal, "a");
  text = describe (list, 101);
  g_assert_nonnull (strstr (text, "\n1 rotation "));
}

static void
test_not_usable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackTestResult) found = make_result ("a", KEYRACK_OUTCOME_OK, 1);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);

  g_assert_false (load (fixture, &error));
  g_assert_nonnull (strstr (error->message, "journal.jsonl"));
  g_clear_error (&error);

  keyrack_journal_append_async (fixture->journal, found, NULL, take_result_cb, &result);
  wait_for_result (&result);
  g_assert_false (keyrack_journal_append_finish (fixture->journal, result, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE);
  g_assert_true (keyrack_journal_get_last (fixture->journal, "a") == found);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  keyrack_journal_load_async (fixture->journal, cancellable, take_result_cb, &result);
  wait_for_result (&result);
  g_assert_false (keyrack_journal_load_finish (fixture->journal, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/empty", test_empty);
  ADD ("/journal/paused", test_paused);
  ADD ("/journal/round-trip", test_round_trip);
  ADD ("/journal/damaged", test_damaged);
  ADD ("/journal/stays-short", test_stays_short);
  ADD ("/journal/kinds", test_kinds);
  ADD ("/journal/event", test_event);
  ADD ("/journal/list-goes-on", test_list_goes_on);
  ADD ("/journal/keeps-rotations", test_keeps_rotations);
  ADD ("/journal/not-usable", test_not_usable);
  ADD ("/journal/cancelled", test_cancelled);
#undef ADD

  return g_test_run ();
}
