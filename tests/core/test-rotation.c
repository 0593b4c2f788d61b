/* test-rotation.c: a new pair beside the old one, put in its place, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-rotation.h"
#include "stand-in.h"
#include "store-steps.h"
#include "waiting.h"

#define ID   "one"
#define HOST "acme-login.eu.nexthink.cloud"

typedef struct
{
  Place               *place;
  KeyrackStandIn      *stand_in;
  KeyrackHttpClient   *client;
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *store;
  KeyrackProfile      *profile;
  KeyrackRotation     *rotation;
} Fixture;

static void
add_profile (Fixture    *fixture,
             const char *secret)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new_with_id (ID);
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_name (profile, "Acme");
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "old-id");

  fixture->profile = profiles_save (fixture->store, profile, secret, KEYRACK_SAVE_DEFAULT, &error);
  g_assert_no_error (error);
}

/* With @data (nullable) as the secret that is stored. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  fixture->place = place_new ();
  place_make_quick (fixture->place);
  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  add_profile (fixture, data);

  fixture->stand_in = keyrack_stand_in_start (NULL);
  keyrack_stand_in_add (fixture->stand_in, "acme", "eu", "old-id", "old-secret");
  settings->connect_to = g_strdup (keyrack_stand_in_get_address (fixture->stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  settings->proxy = g_strdup ("");
  fixture->client = keyrack_http_client_new (settings);
  fixture->rotation = keyrack_rotation_new (fixture->client, fixture->store, fixture->profile);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  assert_goes_away (g_steal_pointer (&fixture->rotation));
  secrets_drain (fixture->secrets);
  g_clear_object (&fixture->profile);
  assert_goes_away (g_steal_pointer (&fixture->client));
  assert_goes_away (g_steal_pointer (&fixture->store));
  assert_goes_away (g_steal_pointer (&fixture->secrets));
  g_clear_pointer (&fixture->stand_in, keyrack_stand_in_stop);
  g_clear_pointer (&fixture->place, place_free);
}

/* The server knows the new pair too, or only that. */
static void
make_new_pair (Fixture  *fixture,
               gboolean  keep_old)
{
  g_autofree char *json =
    g_strdup_printf ("{ \"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"new-id\","
                     "  \"secret\": \"new-secret\", \"keep_old\": %s }", keep_old ? "true" : "false");

  g_free (keyrack_stand_in_post (fixture->stand_in, "/rotate", json));
}

static gboolean
check (Fixture     *fixture,
       const char  *client_id,
       const char  *secret,
       GError     **error)
{
  g_autoptr(KeyrackSecret) owned = keyrack_secret_new (secret, -1);
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_rotation_check_async (fixture->rotation, client_id, owned, NULL, take_result_cb, &result);
  g_assert_true (keyrack_rotation_get_running (fixture->rotation));

  return keyrack_rotation_check_finish (fixture->rotation, wait_for_result (&result), error);
}

static void
must_check (Fixture    *fixture,
            const char *client_id,
            const char *secret)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (check (fixture, client_id, secret, &error));
  g_assert_no_error (error);
  g_assert_false (keyrack_rotation_get_running (fixture->rotation));
}

static gboolean
replace (Fixture              *fixture,
         KeyrackReplaceFlags   flags,
         GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_rotation_replace_async (fixture->rotation, flags, 7, NULL, take_result_cb, &result);

  return keyrack_rotation_replace_finish (fixture->rotation, wait_for_result (&result), error);
}

static void
must_replace (Fixture             *fixture,
              KeyrackReplaceFlags  flags)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (replace (fixture, flags, &error));
  g_assert_no_error (error);
  g_assert_true (keyrack_rotation_get_replaced (fixture->rotation));
}

static void
must_restore (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_rotation_restore_async (fixture->rotation, NULL, take_result_cb, &result);
  g_assert_true (keyrack_rotation_restore_finish (fixture->rotation, wait_for_result (&result), &error));
  g_assert_no_error (error);
  g_assert_false (keyrack_rotation_get_replaced (fixture->rotation));
}

static void
assert_says (Fixture                *fixture,
             KeyrackRotationVerdict  verdict,
             const char             *headline,
             const char             *advice)
{
  g_assert_cmpint (keyrack_rotation_get_verdict (fixture->rotation), ==, verdict);
  g_assert_cmpstr (keyrack_rotation_get_headline (fixture->rotation), ==, headline);
  g_assert_cmpstr (keyrack_rotation_get_advice (fixture->rotation), ==, advice);
}

static void
assert_pair (Fixture    *fixture,
             const char *client_id,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->secrets, keyrack_profile_get_secret_ref (fixture->profile), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  g_assert_cmpstr (keyrack_profile_get_client_id (fixture->profile), ==, client_id);
}

static void
assert_outcome (KeyrackTestResult *result,
                KeyrackOutcome     expected)
{
  g_assert_nonnull (result);
  g_assert_cmpint (keyrack_test_result_get_outcome (result), ==, expected);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_lifetime (Fixture       *fixture,
               gconstpointer  data)
{
  KeyrackRotation *rotation = keyrack_rotation_new (fixture->client, fixture->store, fixture->profile);

  g_assert_true (keyrack_rotation_get_profile (rotation) == fixture->profile);
  g_assert_cmpint (keyrack_rotation_get_verdict (rotation), ==, KEYRACK_ROTATION_UNKNOWN);
  g_assert_null (keyrack_rotation_get_headline (rotation));
  g_assert_null (keyrack_rotation_get_advice (rotation));
  g_assert_finalize_object (rotation);
}

/* The evening as it should be: checked, replaced, proven from the keyring, back and tested. */
static void
test_both_work (Fixture       *fixture,
                gconstpointer  data)
{
  guint n_verdicts = 0;

  g_signal_connect (fixture->rotation, "notify::verdict", G_CALLBACK (count_cb), &n_verdicts);
  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "new-secret");
  g_assert_cmpuint (n_verdicts, >, 0);
  assert_says (fixture, KEYRACK_ROTATION_BOTH_WORK, "New works · old still works",
               "You can delete the old credential in Nexthink once it is replaced.");
  assert_outcome (keyrack_rotation_get_new_result (fixture->rotation), KEYRACK_OUTCOME_OK);
  assert_outcome (keyrack_rotation_get_old_result (fixture->rotation), KEYRACK_OUTCOME_OK);
  assert_pair (fixture, "old-id", "old-secret");
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, HOST), ==, 2);
  g_assert_cmpuint (keyrack_stand_in_get_most_in_flight (fixture->stand_in), ==, 1);

  must_replace (fixture, KEYRACK_REPLACE_VERIFIED);
  g_assert_true (keyrack_rotation_get_stored (fixture->rotation));
  assert_says (fixture, KEYRACK_ROTATION_BOTH_WORK, "New works · old still works",
               "Replaced, and tested from the keyring. You can delete the old credential in Nexthink.");
  assert_pair (fixture, "new-id", "new-secret");
  g_assert_cmpint (keyrack_profile_get_rotated_at (fixture->profile), >, 0);
  g_assert_cmpint (keyrack_profile_get_outcome (fixture->profile), ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, HOST), ==, 3);

  must_restore (fixture);
  g_assert_false (keyrack_rotation_get_stored (fixture->rotation));
  assert_says (fixture, KEYRACK_ROTATION_BOTH_WORK, "The old pair is back and works",
               "Don’t delete its credential in Nexthink.");
  assert_pair (fixture, "old-id", "old-secret");
  g_assert_cmpint (keyrack_profile_get_outcome (fixture->profile), ==, KEYRACK_OUTCOME_OK);
}

static gboolean
has_three (gpointer data)
{
  return g_list_model_get_n_items (data) == 3;
}

static void
assert_entry (GListModel         *list,
              guint               position,
              KeyrackJournalKind  kind,
              const char         *client_id)
{
  g_autoptr(KeyrackJournalEntry) entry = g_list_model_get_item (list, position);

  g_assert_cmpint (keyrack_journal_entry_get_kind (entry), ==, kind);
  g_assert_cmpstr (keyrack_journal_entry_get_facts (entry)->values.client_id, ==, client_id);
  assert_outcome (keyrack_journal_entry_get_result (entry), KEYRACK_OUTCOME_OK);
}

/* What was done to the connection is noted, what was tried beside it is not. */
static void
test_journal (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("journal");
  g_autoptr(KeyrackJournal) journal = keyrack_journal_new (fixture->place->folder, worker);
  g_autoptr(GListModel) list = NULL;

  keyrack_rotation_set_journal (fixture->rotation, journal);
  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "new-secret");
  must_replace (fixture, KEYRACK_REPLACE_VERIFIED);
  must_restore (fixture);

  list = keyrack_journal_list (journal, ID);
  wait_until (has_three, list);
  assert_entry (list, 0, KEYRACK_JOURNAL_RESTORE, "old-id");
  assert_entry (list, 1, KEYRACK_JOURNAL_ROTATION, "new-id");
  assert_entry (list, 2, KEYRACK_JOURNAL_TEST, "old-id");
  keyrack_rotation_set_journal (fixture->rotation, NULL);
}

/* Deleted in Nexthink already; back to that pair is back to one that is refused, and said so. */
static void
test_only_new (Fixture       *fixture,
               gconstpointer  data)
{
  make_new_pair (fixture, FALSE);
  must_check (fixture, "new-id", "new-secret");
  assert_says (fixture, KEYRACK_ROTATION_ONLY_NEW, "New works · old refused", "Replace now.");

  must_replace (fixture, KEYRACK_REPLACE_VERIFIED);
  assert_says (fixture, KEYRACK_ROTATION_ONLY_NEW, "New works · old refused",
               "Replaced, and tested from the keyring. The old credential no longer works.");

  must_restore (fixture);
  assert_says (fixture, KEYRACK_ROTATION_ONLY_NEW, "The old pair is back, but was refused",
               "Restore once more brings the other pair back.");
  must_restore (fixture);
  assert_pair (fixture, "new-id", "new-secret");
}

static void
assert_refuses (Fixture              *fixture,
                KeyrackReplaceFlags   flags,
                KeyrackRotationError  code)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (replace (fixture, flags, &error));
  g_assert_error (error, KEYRACK_ROTATION_ERROR, (int) code);
  g_assert_false (keyrack_rotation_get_replaced (fixture->rotation));
  assert_pair (fixture, "old-id", "old-secret");
  g_assert_null (keyrack_profile_get_previous (fixture->profile));
}

static void
test_only_old (Fixture       *fixture,
               gconstpointer  data)
{
  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "cut-off");
  assert_says (fixture, KEYRACK_ROTATION_ONLY_OLD, "New refused · old still works",
               "Don’t delete the old credential. Nothing was changed.");
  assert_outcome (keyrack_rotation_get_new_result (fixture->rotation), KEYRACK_OUTCOME_INVALID_CLIENT);
  assert_refuses (fixture, KEYRACK_REPLACE_VERIFIED, KEYRACK_ROTATION_ERROR_UNVERIFIED);

  /* The person insists: it is done, nothing is claimed, and the old pair is one click away. */
  must_replace (fixture, KEYRACK_REPLACE_UNVERIFIED);
  g_assert_false (keyrack_rotation_get_stored (fixture->rotation));
  g_assert_cmpint (keyrack_profile_get_rotated_at (fixture->profile), <=,
                   keyrack_profile_get_previous (fixture->profile)->secret_saved_at);
  assert_pair (fixture, "new-id", "cut-off");
  assert_says (fixture, KEYRACK_ROTATION_ONLY_OLD, "New refused · old still works",
               "It is stored, but was refused when tested from the keyring. Restore brings the old pair back.");
  must_restore (fixture);
  assert_pair (fixture, "old-id", "old-secret");
}

static void
test_neither (Fixture       *fixture,
              gconstpointer  data)
{
  make_new_pair (fixture, FALSE);
  must_check (fixture, "new-id", "cut-off");
  assert_says (fixture, KEYRACK_ROTATION_NEITHER, "New refused · old refused",
               "Copy both values once more, or create another credential in Nexthink. Nothing was changed.");
  assert_refuses (fixture, KEYRACK_REPLACE_VERIFIED, KEYRACK_ROTATION_ERROR_UNVERIFIED);
}

typedef struct
{
  KeyrackStandIn *stand_in;
  const char     *scenario;
} Next;

/* The new pair has been tested, the old one not yet. */
static void
new_result_cb (KeyrackRotation *rotation,
               GParamSpec      *pspec,
               Next            *next)
{
  if (keyrack_rotation_get_new_result (rotation) != NULL && keyrack_rotation_get_old_result (rotation) == NULL)
    keyrack_stand_in_set_scenario (next->stand_in, "acme", "eu", next->scenario, NULL);
}

/* What could not be tested proves nothing, in either place. */
static void
test_undecided (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct { const char *first; const char *second; const char *headline; const char *advice; } cases[] = {
    { "html", "good", "New could not be tested · old still works",
      "Don’t delete the old credential. Nothing was changed." },
    { "good", "html", "New works · old could not be tested",
      "You can replace it. Don’t delete the old credential in Nexthink yet." },
    { "html", "html", "New could not be tested · old could not be tested",
      "Don’t delete the old credential. Nothing was changed." },
  };
  Next next = { fixture->stand_in, NULL };

  make_new_pair (fixture, TRUE);
  g_signal_connect (fixture->rotation, "notify::new-result", G_CALLBACK (new_result_cb), &next);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      next.scenario = cases[i].second;
      keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", cases[i].first, NULL);
      must_check (fixture, "new-id", "new-secret");
      assert_says (fixture, KEYRACK_ROTATION_UNDECIDED, cases[i].headline, cases[i].advice);
    }

  assert_refuses (fixture, KEYRACK_REPLACE_VERIFIED, KEYRACK_ROTATION_ERROR_UNVERIFIED);
  g_signal_handlers_disconnect_by_data (fixture->rotation, &next);
}

/* Whoever pastes what is in use already must not be told to delete it. */
static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  must_check (fixture, "old-id", "old-secret");
  g_assert_cmpint (keyrack_rotation_get_sameness (fixture->rotation), ==,
                   KEYRACK_ROTATION_SAME_ID | KEYRACK_ROTATION_SAME_SECRET);
  assert_says (fixture, KEYRACK_ROTATION_BOTH_WORK, "This is the pair in use",
               "There is nothing to replace. Copy the client ID and the secret of the new credential.");
  assert_refuses (fixture, KEYRACK_REPLACE_UNVERIFIED, KEYRACK_ROTATION_ERROR_SAME);

  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "old-secret");
  g_assert_cmpint (keyrack_rotation_get_sameness (fixture->rotation), ==, KEYRACK_ROTATION_SAME_SECRET);
  assert_says (fixture, KEYRACK_ROTATION_ONLY_OLD, "New refused · old still works",
               "This is the same secret as now: copy the new one. Nothing was changed.");

  keyrack_stand_in_rotate (fixture->stand_in, "acme", "eu", "old-id", "new-secret");
  must_check (fixture, "old-id", "new-secret");
  g_assert_cmpint (keyrack_rotation_get_sameness (fixture->rotation), ==, KEYRACK_ROTATION_SAME_ID);
  assert_says (fixture, KEYRACK_ROTATION_ONLY_NEW, "New works · old refused",
               "Replace now. Both have the same client ID: don’t delete it in Nexthink.");
  must_replace (fixture, KEYRACK_REPLACE_VERIFIED);
  assert_says (fixture, KEYRACK_ROTATION_ONLY_NEW, "New works · old refused",
               "Replaced, and tested from the keyring. Both have the same client ID: don’t delete it in Nexthink.");
}

/* There is no old secret, so there is nothing to keep, and nothing to bring back. */
static void
test_no_old (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "new-secret");
  assert_says (fixture, KEYRACK_ROTATION_ONLY_NEW, "New works · no old secret", "Replace now.");
  must_replace (fixture, KEYRACK_REPLACE_VERIFIED);
  assert_says (fixture, KEYRACK_ROTATION_ONLY_NEW, "New works · no old secret",
               "Replaced, and tested from the keyring.");
  assert_pair (fixture, "new-id", "new-secret");

  keyrack_rotation_restore_async (fixture->rotation, NULL, take_result_cb, &result);
  g_assert_false (keyrack_rotation_restore_finish (fixture->rotation, wait_for_result (&result), &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  assert_pair (fixture, "new-id", "new-secret");
}

/* What can't be sent is not sent, and not stored by insisting. */
static void
test_untestable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  assert_refuses (fixture, KEYRACK_REPLACE_UNVERIFIED, KEYRACK_ROTATION_ERROR_UNCHECKED);

  must_check (fixture, "new:id", "new-secret");
  assert_outcome (keyrack_rotation_get_new_result (fixture->rotation), KEYRACK_OUTCOME_NOT_TESTED);
  assert_refuses (fixture, KEYRACK_REPLACE_UNVERIFIED, KEYRACK_ROTATION_ERROR_INVALID);

  must_check (fixture, "new-id", "two words");
  assert_outcome (keyrack_rotation_get_new_result (fixture->rotation), KEYRACK_OUTCOME_NOT_TESTED);
  assert_refuses (fixture, KEYRACK_REPLACE_UNVERIFIED, KEYRACK_ROTATION_ERROR_INVALID);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, HOST), ==, 2);
}

/* Deleted by another program meanwhile: said, and nothing comes back by itself. */
static void
test_deleted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "new-secret");
  g_assert_true (profiles_remove (fixture->store, ID, &error));
  g_assert_no_error (error);

  g_assert_false (replace (fixture, KEYRACK_REPLACE_VERIFIED, &error));
  g_assert_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE);
  g_assert_null (keyrack_profile_store_find (fixture->store, ID));
}

/* The server refuses what it accepted a moment ago: replaced, but not proven. */
static void
test_not_proven (Fixture       *fixture,
                 gconstpointer  data)
{
  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "new-secret");
  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", "html", NULL);

  must_replace (fixture, KEYRACK_REPLACE_VERIFIED);
  g_assert_false (keyrack_rotation_get_stored (fixture->rotation));
  assert_pair (fixture, "new-id", "new-secret");
  g_assert_nonnull (keyrack_profile_get_previous (fixture->profile));
  assert_says (fixture, KEYRACK_ROTATION_UNDECIDED, "New could not be tested · old still works",
               "It is stored, but not proven from the keyring. Test it, or bring the old pair back with Restore.");
}

/* Nothing is stored where it could not be kept. */
static void
test_session_only (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "new-secret");
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  g_assert_false (replace (fixture, KEYRACK_REPLACE_VERIFIED, &error));
  g_assert_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT);
  g_assert_false (keyrack_rotation_get_replaced (fixture->rotation));

  /* Once it can be, the same pair may be replaced without another check. */
  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  must_replace (fixture, KEYRACK_REPLACE_VERIFIED);
  assert_pair (fixture, "new-id", "new-secret");
}

static void
wait_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Fixture *fixture = task_data;

  while (!keyrack_stand_in_wait_for_requests (fixture->stand_in, HOST, 1))
    g_test_message ("The request has not come yet");

  g_task_return_boolean (task, TRUE);
}

/* In a thread, because the rotation needs the main loop to send it. */
static void
wait_for_request (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GTask) task = g_task_new (NULL, NULL, take_result_cb, &result);

  g_task_set_task_data (task, fixture, NULL);
  g_task_run_in_thread (task, wait_in_thread);
  wait_for_result (&result);
}

static void
cancel_check (Fixture *fixture,
              gboolean once_asked)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("new-secret", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_stand_in_reset_counts (fixture->stand_in);
  keyrack_rotation_check_async (fixture->rotation, "new-id", secret, cancellable, take_result_cb, &result);
  if (once_asked)
    wait_for_request (fixture);
  g_cancellable_cancel (cancellable);

  g_assert_false (keyrack_rotation_check_finish (fixture->rotation, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (keyrack_rotation_get_running (fixture->rotation));
  g_assert_cmpint (keyrack_rotation_get_verdict (fixture->rotation), ==, KEYRACK_ROTATION_UNKNOWN);
  assert_refuses (fixture, KEYRACK_REPLACE_VERIFIED, KEYRACK_ROTATION_ERROR_UNCHECKED);
}

/* Before anything is sent, and while the new pair is tested. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  make_new_pair (fixture, TRUE);
  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", "hang-after-tls", NULL);
  cancel_check (fixture, FALSE);
  cancel_check (fixture, TRUE);
}

/* A dialog that closes: the rotation ends by itself, and the callback still comes, once. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("new-secret", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  KeyrackRotation *rotation = keyrack_rotation_new (fixture->client, fixture->store, fixture->profile);

  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", "hang-after-tls", NULL);
  keyrack_rotation_check_async (rotation, "new-id", secret, cancellable, take_result_cb, &result);
  g_object_unref (rotation);
  g_cancellable_cancel (cancellable);
  wait_for_result (&result);
  g_assert_false (keyrack_rotation_check_finish (rotation, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Cancelled while it is stored: what has begun is finished, and nothing is claimed of it. */
static void
test_cancel_replace (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean replaced = FALSE;

  make_new_pair (fixture, TRUE);
  must_check (fixture, "new-id", "new-secret");
  keyrack_rotation_replace_async (fixture->rotation, KEYRACK_REPLACE_VERIFIED, 7, cancellable, take_result_cb, &result);
  g_cancellable_cancel (cancellable);
  replaced = keyrack_rotation_replace_finish (fixture->rotation, wait_for_result (&result), &error);

  g_assert_true (replaced == keyrack_rotation_get_replaced (fixture->rotation));
  g_assert_false (keyrack_rotation_get_stored (fixture->rotation));
  if (replaced)
    assert_pair (fixture, "new-id", "new-secret");
  else
    assert_pair (fixture, "old-id", "old-secret");
}

#define OLD "old-secret"
#define TEST(path, secret, func) g_test_add (path, Fixture, secret, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/rotation/lifetime", OLD, test_lifetime);
  TEST ("/rotation/both-work", OLD, test_both_work);
  TEST ("/rotation/journal", OLD, test_journal);
  TEST ("/rotation/only-new", OLD, test_only_new);
  TEST ("/rotation/only-old", OLD, test_only_old);
  TEST ("/rotation/neither", OLD, test_neither);
  TEST ("/rotation/undecided", OLD, test_undecided);
  TEST ("/rotation/same", OLD, test_same);
  TEST ("/rotation/no-old", NULL, test_no_old);
  TEST ("/rotation/untestable", OLD, test_untestable);
  TEST ("/rotation/deleted", OLD, test_deleted);
  TEST ("/rotation/not-proven", OLD, test_not_proven);
  TEST ("/rotation/session-only", OLD, test_session_only);
  TEST ("/rotation/cancel", OLD, test_cancel);
  TEST ("/rotation/dropped", OLD, test_dropped);
  TEST ("/rotation/cancel-replace", OLD, test_cancel_replace);

  return g_test_run ();
}
