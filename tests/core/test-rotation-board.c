/* test-rotation-board.c: new pairs for many connections, from To Do to the old one deleted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "keyrack-rotation-board.h"
#include "stand-in.h"
#include "store-steps.h"
#include "waiting.h"

#define N_CONNECTIONS 5

typedef struct
{
  Place                *place;
  KeyrackStandIn       *stand_in;
  KeyrackSecretStore   *secrets;
  KeyrackProfileStore  *store;
  KeyrackHttpClient    *client;
  KeyrackRotationBoard *board;
  GPtrArray            *profiles;
} Fixture;

/* Of connection @number: "two" for the second word of it. */
static char *
word (const char *what,
      guint       number)
{
  return g_strdup_printf ("%s-%u", what, number);
}

static KeyrackProfile *
make_numbered (guint number)
{
  g_autofree char *id = word ("id", number);
  g_autofree char *instance = word ("acme", number);
  g_autofree char *client_id = word ("old-id", number);
  KeyrackProfile *profile = keyrack_profile_new_with_id (id);

  keyrack_profile_set_name (profile, instance);
  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, client_id);

  return profile;
}

static void
add_profile (Fixture *fixture,
             guint    number)
{
  g_autofree char *secret = word ("old-secret", number);
  g_autoptr(KeyrackProfile) profile = make_numbered (number);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (fixture->profiles, profiles_save (fixture->store, profile, secret, KEYRACK_SAVE_DEFAULT, &error));
  g_assert_no_error (error);
  keyrack_stand_in_add (fixture->stand_in, keyrack_profile_get_instance (profile), "eu",
                        keyrack_profile_get_client_id (profile), secret);
}

static KeyrackRotationBoard *
make_board (Fixture *fixture)
{
  return keyrack_rotation_board_new (fixture->client, fixture->store, NULL, fixture->place->folder);
}

static void
make_client (Fixture    *fixture,
             const char *address)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  settings->connect_to = g_strdup (address);
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  settings->proxy = g_strdup ("");
  g_clear_object (&fixture->client);
  fixture->client = keyrack_http_client_new (settings);
}

/* With as many connections as @data says. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  guint n_connections = GPOINTER_TO_UINT (data);

  fixture->place = place_new ();
  place_make_quick (fixture->place);
  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  fixture->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->stand_in = keyrack_stand_in_start (NULL);
  make_client (fixture, keyrack_stand_in_get_address (fixture->stand_in));
  for (guint i = 0; i < n_connections; i++)
    add_profile (fixture, i);

  fixture->board = make_board (fixture);
  keyrack_rotation_board_add (fixture->board, fixture->profiles);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  assert_goes_away (g_steal_pointer (&fixture->board));
  secrets_drain (fixture->secrets);
  g_clear_pointer (&fixture->profiles, g_ptr_array_unref);
  assert_goes_away (g_steal_pointer (&fixture->client));
  assert_goes_away (g_steal_pointer (&fixture->store));
  assert_goes_away (g_steal_pointer (&fixture->secrets));
  g_clear_pointer (&fixture->stand_in, keyrack_stand_in_stop);
  g_clear_pointer (&fixture->place, place_free);
}

static KeyrackRotationItem *
find (Fixture *fixture,
      guint    number)
{
  g_autofree char *id = word ("id", number);
  KeyrackRotationItem *item = keyrack_rotation_board_find (fixture->board, id);

  g_assert_nonnull (item);

  return item;
}

/* The server of the connection has a new credential, beside the old one or in its place. */
static void
make_new_pair (Fixture  *fixture,
               guint     number,
               gboolean  keep_old)
{
  g_autofree char *json =
    g_strdup_printf ("{ \"instance\": \"acme-%u\", \"region\": \"eu\", \"client_id\": \"new-id-%u\","
                     "  \"secret\": \"new-secret-%u\", \"keep_old\": %s }",
                     number, number, number, keep_old ? "true" : "false");

  g_free (keyrack_stand_in_post (fixture->stand_in, "/rotate", json));
}

static void
enter (Fixture    *fixture,
       guint       number,
       const char *client_id,
       const char *secret)
{
  g_autoptr(KeyrackSecret) owned = keyrack_secret_new (secret, -1);

  g_assert_true (keyrack_rotation_board_enter (fixture->board, find (fixture, number), client_id, owned, NULL));
}

static void
enter_new (Fixture *fixture,
           guint    number)
{
  g_autofree char *client_id = word ("new-id", number);
  g_autofree char *secret = word ("new-secret", number);

  enter (fixture, number, client_id, secret);
}

static void
run_one (Fixture             *fixture,
         KeyrackBoardTask     task,
         KeyrackRotationItem *item)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_rotation_board_run_async (fixture->board, task, item, 7, NULL, take_result_cb, &result);
  g_assert_true (keyrack_rotation_board_run_finish (fixture->board, wait_for_result (&result), NULL));
  g_assert_false (keyrack_rotation_board_get_running (fixture->board));
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_working, ==, 0);
}

static void
run (Fixture          *fixture,
     KeyrackBoardTask  task)
{
  run_one (fixture, task, NULL);
}

static void
assert_item (Fixture                *fixture,
             guint                   number,
             KeyrackRotationStage    stage,
             KeyrackRotationTrouble  trouble,
             const char             *next_step)
{
  KeyrackRotationItem *item = find (fixture, number);
  g_autofree char *step = keyrack_rotation_item_dup_next_step (item);

  g_assert_cmpint (keyrack_rotation_item_get_stage (item), ==, stage);
  g_assert_cmpint (keyrack_rotation_item_get_trouble (item), ==, trouble);
  g_assert_cmpstr (step, ==, next_step);
}

/* Which pair the connection has, in the list and in the keyring. */
static void
assert_pair (Fixture    *fixture,
             guint       number,
             const char *which)
{
  KeyrackProfile *profile = fixture->profiles->pdata[number];
  g_autofree char *client_id = g_strdup_printf ("%s-id-%u", which, number);
  g_autofree char *expected = g_strdup_printf ("%s-secret-%u", which, number);
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->secrets, keyrack_profile_get_secret_ref (profile), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  g_assert_cmpstr (keyrack_profile_get_client_id (profile), ==, client_id);
}

static void
test_lifetime (Fixture       *fixture,
               gconstpointer  data)
{
  KeyrackRotationBoard *board = make_board (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (board)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (board)) == KEYRACK_TYPE_ROTATION_ITEM);
  g_assert_cmpint (keyrack_rotation_board_get_started_at (board), ==, 0);
  g_assert_finalize_object (board);
}

/* The evening as it is: some work, one was copied wrongly, one is not there yet. */
static void
test_evening (Fixture       *fixture,
              gconstpointer  data)
{
  const KeyrackRotationCounts *counts = keyrack_rotation_board_get_counts (fixture->board);

  g_assert_cmpuint (counts->n_to_do, ==, N_CONNECTIONS);
  g_assert_cmpuint (keyrack_rotation_board_add (fixture->board, fixture->profiles), ==, 0);
  assert_item (fixture, 0, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_NONE, "To do: enter the new pair");

  for (guint i = 0; i < 4; i++)
    make_new_pair (fixture, i, i != 2);
  enter_new (fixture, 0);
  enter_new (fixture, 1);
  enter_new (fixture, 2);
  enter (fixture, 3, "new-id-3", "cut-off");
  assert_item (fixture, 0, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_NONE, "Ready to test");
  g_assert_cmpuint (counts->n_ready, ==, 4);
  g_assert_cmpuint (counts->n_in_progress, ==, 4);

  run (fixture, KEYRACK_BOARD_STORE);
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
  assert_item (fixture, 1, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
  assert_item (fixture, 2, KEYRACK_STAGE_OLD_DELETED, KEYRACK_TROUBLE_NONE, "Done");
  assert_item (fixture, 3, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_REFUSED, "Client ID or secret was refused");
  assert_item (fixture, 4, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_NONE, "To do: enter the new pair");
  for (guint i = 0; i < N_CONNECTIONS; i++)
    assert_pair (fixture, i, i < 3 ? "new" : "old");
  g_assert_cmpuint (counts->n_stored, ==, 3);
  g_assert_cmpuint (counts->n_attention, ==, 1);
  g_assert_cmpuint (counts->n_done, ==, 1);
  g_assert_cmpuint (counts->n_ready, ==, 0);
  g_assert_cmpuint (counts->n_testable, ==, 2);
}

static void
store_new (Fixture *fixture,
           guint    number)
{
  make_new_pair (fixture, number, TRUE);
  enter_new (fixture, number);
  run (fixture, KEYRACK_BOARD_STORE);
  assert_item (fixture, number, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
}

/* Tested whether it is refused, or said by the person: the two are told apart. */
static void
test_old (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *reason = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *marked = NULL;

  store_new (fixture, 0);
  store_new (fixture, 1);
  store_new (fixture, 2);

  run (fixture, KEYRACK_BOARD_TEST_OLD);
  reason = keyrack_rotation_item_dup_reason (find (fixture, 0));
  g_assert_cmpstr (reason, ==, "The old one still works");
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");

  make_new_pair (fixture, 0, FALSE);
  keyrack_rotation_board_mark (fixture->board, find (fixture, 1), TRUE);
  keyrack_rotation_board_mark (fixture->board, find (fixture, 2), TRUE);
  keyrack_rotation_board_mark (fixture->board, find (fixture, 2), FALSE);
  assert_item (fixture, 1, KEYRACK_STAGE_OLD_DELETED, KEYRACK_TROUBLE_NONE, "Done");
  assert_item (fixture, 2, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
  marked = keyrack_rotation_item_dup_reason (find (fixture, 1));
  g_assert_cmpstr (marked, ==, "Stored and tested; you said that the old one is deleted");
  g_assert_cmpint (keyrack_rotation_item_get_moments (find (fixture, 1))->old_marked_at, >, 0);

  run (fixture, KEYRACK_BOARD_TEST_OLD);
  assert_item (fixture, 0, KEYRACK_STAGE_OLD_DELETED, KEYRACK_TROUBLE_NONE, "Done");
  refused = keyrack_rotation_item_dup_reason (find (fixture, 0));
  g_assert_cmpstr (refused, ==, "Stored and tested; the old one is refused");
  g_assert_cmpint (keyrack_rotation_item_get_moments (find (fixture, 0))->old_refused_at, >, 0);
  g_assert_false (keyrack_rotation_item_can_mark (find (fixture, 0)));

  /* It was said to be deleted, and is not. */
  assert_item (fixture, 1, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_OLD_WORKS, "The old one still works");
  make_new_pair (fixture, 1, FALSE);
  run (fixture, KEYRACK_BOARD_TEST_OLD);
  assert_item (fixture, 1, KEYRACK_STAGE_OLD_DELETED, KEYRACK_TROUBLE_NONE, "Done");
  for (guint i = 0; i < 3; i++)
    assert_pair (fixture, i, "new");
}

/* Once it is let go there is nothing to test; the person's word is all there is. */
static void
test_old_let_go (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *advice = NULL;

  store_new (fixture, 0);
  g_assert_true (profiles_let_go (fixture->store, "id-0", &error));
  g_assert_no_error (error);
  g_assert_false (keyrack_rotation_item_can_test_old (find (fixture, 0)));
  g_assert_true (keyrack_rotation_item_can_mark (find (fixture, 0)));
  advice = keyrack_rotation_item_dup_advice (find (fixture, 0));
  g_assert_cmpstr (advice, ==,
                   "Delete old-id-0 in Nexthink and mark it here: it is no longer kept, so it can’t be tested.");
  run (fixture, KEYRACK_BOARD_TEST_OLD);
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
}

/* A pair of another instance stays where it is with the reason: nothing is sent. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("new-secret-0", -1);
  g_autofree char *region = keyrack_rotation_item_dup_elsewhere (find (fixture, 0), "acme-0", "us");
  g_autofree char *here = keyrack_rotation_item_dup_elsewhere (find (fixture, 0), "", "eu");

  g_assert_cmpstr (region, ==, "Pair is for region us, not eu");
  g_assert_null (here);

  enter (fixture, 0, "old-id-1", "old-secret-1");
  assert_item (fixture, 0, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_ELSEWHERE, "Pair is for acme-1, not acme-0");
  g_assert_true (keyrack_rotation_board_enter (fixture->board, find (fixture, 1), "new-id-1", secret, region));
  assert_item (fixture, 1, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_ELSEWHERE, "Pair is for region us, not eu");
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_attention, ==, 2);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_ready, ==, 0);

  keyrack_stand_in_reset_counts (fixture->stand_in);
  run (fixture, KEYRACK_BOARD_STORE);
  run_one (fixture, KEYRACK_BOARD_STORE, find (fixture, 0));
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, "acme-0-login.eu.nexthink.cloud"), ==, 0);
  assert_pair (fixture, 0, "old");

  keyrack_rotation_board_take_back (fixture->board, find (fixture, 0));
  assert_item (fixture, 0, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_NONE, "To do: enter the new pair");
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  enter (fixture, 0, "old-id-0", "old-secret-0");
  run (fixture, KEYRACK_BOARD_STORE);
  assert_item (fixture, 0, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_SAME, "This is the pair in use");
  g_assert_false (keyrack_rotation_item_can_store_anyway (find (fixture, 0)));
  g_assert_null (keyrack_profile_get_previous (fixture->profiles->pdata[0]));
}

/* Nothing is stored for a row whose test fails unless asked; then nothing is claimed. */
static void
test_anyway (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(KeyrackTestResult) good = NULL;
  KeyrackProfile *profile = fixture->profiles->pdata[0];

  enter (fixture, 0, "new-id-0", "new-secret-0");
  run (fixture, KEYRACK_BOARD_STORE);
  assert_item (fixture, 0, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_REFUSED, "Client ID or secret was refused");

  /* With all the others it is not asked again, by itself it is. */
  keyrack_stand_in_reset_counts (fixture->stand_in);
  run (fixture, KEYRACK_BOARD_STORE);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, "acme-0-login.eu.nexthink.cloud"), ==, 0);
  run_one (fixture, KEYRACK_BOARD_STORE, find (fixture, 0));
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, "acme-0-login.eu.nexthink.cloud"), ==, 2);
  assert_pair (fixture, 0, "old");

  run_one (fixture, KEYRACK_BOARD_STORE_ANYWAY, find (fixture, 0));
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_UNPROVEN, "Stored, but not proven to work");
  assert_pair (fixture, 0, "new");
  g_assert_cmpint (keyrack_rotation_item_get_moments (find (fixture, 0))->verified_at, ==, 0);
  g_assert_true (keyrack_rotation_item_can_test_old (find (fixture, 0)));

  /* A test of the connection proves it. */
  make_new_pair (fixture, 0, TRUE);
  good = keyrack_test_result_new (&(KeyrackTestFacts) {
    .values = {
      .profile_id = (char *) "id-0",
      .instance = (char *) "acme-0",
      .region = (char *) "eu",
      .client_id = (char *) "new-id-0",
      .secret_ref = (char *) keyrack_profile_get_secret_ref (profile),
    },
    .outcome = KEYRACK_OUTCOME_OK,
    .phases = KEYRACK_PHASES_INIT,
    .tested_at = 1700000000,
  });
  keyrack_profile_set_last_result (profile, good);
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
  g_assert_cmpint (keyrack_rotation_item_get_moments (find (fixture, 0))->verified_at, ==, 1700000000);
}

/* What can't be stored waits where it is, with the words of the error. */
static void
test_not_stored (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *advice = NULL;

  make_new_pair (fixture, 0, TRUE);
  enter_new (fixture, 0);
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  run (fixture, KEYRACK_BOARD_STORE);
  assert_item (fixture, 0, KEYRACK_STAGE_VERIFIED, KEYRACK_TROUBLE_NOT_STORED, "Not stored");
  advice = keyrack_rotation_item_dup_advice (find (fixture, 0));
  g_assert_nonnull (advice);

  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  g_assert_true (keyrack_rotation_item_can_store (find (fixture, 0)));
  run (fixture, KEYRACK_BOARD_STORE);
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
}

/* Never two at once against one login host, several at once against several. */
static void
test_turns (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      keyrack_profile_set_instance (fixture->profiles->pdata[i], "acme-0");
      enter_new (fixture, i);
    }

  keyrack_stand_in_set_scenario (fixture->stand_in, "acme-0", "eu", "html", "{ \"delay\": 0.02 }");
  keyrack_stand_in_reset_counts (fixture->stand_in);
  run (fixture, KEYRACK_BOARD_STORE);
  g_assert_cmpuint (keyrack_stand_in_get_most_in_flight (fixture->stand_in), ==, 1);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_attention, ==, 3);
  assert_item (fixture, 2, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_UNDECIDED, "A web page came instead of a token");
  g_assert_true (keyrack_rotation_item_can_store (find (fixture, 2)));
}

static void
wait_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  while (!keyrack_stand_in_wait_for_requests (task_data, "acme-0-login.eu.nexthink.cloud", 1))
    g_test_message ("The request has not come yet");

  g_task_return_boolean (task, TRUE);
}

/* Cancelled in the middle: who was asked and who waited keep their pairs, nothing is changed. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) asked = NULL;
  g_autoptr(GTask) task = g_task_new (NULL, NULL, take_result_cb, &asked);

  keyrack_profile_set_instance (fixture->profiles->pdata[1], "acme-0");
  keyrack_stand_in_set_scenario (fixture->stand_in, "acme-0", "eu", "hang-after-tls", NULL);
  keyrack_stand_in_reset_counts (fixture->stand_in);
  enter_new (fixture, 0);
  enter_new (fixture, 1);
  keyrack_rotation_board_run_async (fixture->board, KEYRACK_BOARD_STORE, NULL, 7, cancellable, take_result_cb, &result);
  g_task_set_task_data (task, fixture->stand_in, NULL);
  g_task_run_in_thread (task, wait_in_thread);
  wait_for_result (&asked);
  assert_item (fixture, 0, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_NONE, "Testing…");
  assert_item (fixture, 1, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_NONE, "Waiting");
  g_assert_false (keyrack_rotation_item_can_enter (find (fixture, 1)));

  keyrack_rotation_board_cancel (fixture->board);
  g_assert_true (keyrack_rotation_board_run_finish (fixture->board, wait_for_result (&result), NULL));
  assert_item (fixture, 0, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_NONE, "Ready to test");
  assert_item (fixture, 1, KEYRACK_STAGE_ENTERED, KEYRACK_TROUBLE_NONE, "Ready to test");
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_ready, ==, 2);
  g_assert_null (keyrack_rotation_board_get_failure (fixture->board));
}

/* Where the network is at fault, those after the third are left as they are. */
static void
test_network (Fixture       *fixture,
              gconstpointer  data)
{
  assert_goes_away (g_steal_pointer (&fixture->board));
  make_client (fixture, keyrack_stand_in_get_refusing_address (fixture->stand_in));
  fixture->board = make_board (fixture);
  for (guint i = 0; i < 24; i++)
    g_ptr_array_add (fixture->profiles, make_numbered (i));
  keyrack_rotation_board_add (fixture->board, fixture->profiles);
  for (guint i = 0; i < 24; i++)
    enter_new (fixture, i);

  run (fixture, KEYRACK_BOARD_STORE);
  g_assert_cmpint (keyrack_test_result_get_outcome (keyrack_rotation_board_get_failure (fixture->board)), ==,
                   KEYRACK_OUTCOME_CONNECTION_REFUSED);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_attention, >=, 3);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_attention, <, 24);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_ready, ==, 24);
}

static void
load_again (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_rotation_board_load_async (fixture->board, NULL, take_result_cb, &result);
  g_assert_true (keyrack_rotation_board_load_finish (fixture->board, wait_for_result (&result), &error));
  g_assert_no_error (error);
}

static void
load (Fixture *fixture)
{
  fixture->board = make_board (fixture);
  load_again (fixture);
}

static char *
dup_path (Fixture *fixture)
{
  return g_build_filename (fixture->place->folder, "rotation-board.json", NULL);
}

static char *
read_file (Fixture *fixture)
{
  g_autofree char *path = dup_path (fixture);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  keyrack_rotation_board_settle (fixture->board);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* The program comes back: what is stored stands, what was only entered has to be entered again,
 * and no secret was in the file at any time, not even one that was typed as a client ID. */
static void
test_restart (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture);
  g_autofree char *text = NULL;
  g_autofree char *advice = NULL;
  gint64 started_at = keyrack_rotation_board_get_started_at (fixture->board);
  GStatBuf info;

  store_new (fixture, 0);
  make_new_pair (fixture, 1, FALSE);
  enter_new (fixture, 1);
  run (fixture, KEYRACK_BOARD_STORE);
  enter (fixture, 2, "new-secret-2", "new-id-2");
  enter (fixture, 3, "old-id-1", "new-secret-3");

  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "\"new-id-0\""));
  g_assert_null (strstr (text, "-secret-"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);

  assert_goes_away (g_steal_pointer (&fixture->board));
  load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->board)), ==, N_CONNECTIONS);
  g_assert_cmpint (keyrack_rotation_board_get_started_at (fixture->board), ==, started_at);
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
  assert_item (fixture, 1, KEYRACK_STAGE_OLD_DELETED, KEYRACK_TROUBLE_NONE, "Done");
  assert_item (fixture, 2, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_NONE, "Enter the new pair again");
  assert_item (fixture, 3, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_NONE, "Enter the new pair again");
  assert_item (fixture, 4, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_NONE, "To do: enter the new pair");
  g_assert_cmpstr (keyrack_rotation_item_get_client_id (find (fixture, 0)), ==, "new-id-0");
  g_assert_cmpstr (keyrack_rotation_item_get_client_id (find (fixture, 2)), ==, "");
  g_assert_true (keyrack_rotation_item_is_forgotten (find (fixture, 2)));
  advice = keyrack_rotation_item_dup_advice (find (fixture, 2));
  g_assert_cmpstr (advice, ==,
                   "A new pair that is not stored is not kept when the program ends. The old pair is still in use.");
  g_assert_true (keyrack_rotation_item_can_test_old (find (fixture, 0)));
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_ready, ==, 0);
}

/* Ended between any two steps: the file is as old as it can be, the connections are right. */
static void
test_old_file (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture);
  g_autofree char *entered = NULL;
  g_autofree char *stored = NULL;
  g_autoptr(GError) error = NULL;

  make_new_pair (fixture, 0, TRUE);
  make_new_pair (fixture, 1, TRUE);
  enter_new (fixture, 0);
  enter_new (fixture, 1);
  entered = read_file (fixture);
  run_one (fixture, KEYRACK_BOARD_STORE, find (fixture, 0));
  stored = read_file (fixture);

  /* The last word of the file was "entered", but it was stored. */
  assert_goes_away (g_steal_pointer (&fixture->board));
  g_assert_true (g_file_set_contents (path, entered, -1, &error));
  load (fixture);
  assert_item (fixture, 0, KEYRACK_STAGE_STORED, KEYRACK_TROUBLE_NONE, "Delete the old one in Nexthink");
  g_assert_cmpint (keyrack_rotation_item_get_moments (find (fixture, 0))->verified_at, >, 0);
  assert_item (fixture, 1, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_NONE, "Enter the new pair again");
  assert_pair (fixture, 0, "new");
  assert_pair (fixture, 1, "old");

  /* The last word was "stored", but the old pair was brought back since. */
  assert_goes_away (g_steal_pointer (&fixture->board));
  g_assert_true (g_file_set_contents (path, stored, -1, &error));
  g_clear_object (&fixture->profiles->pdata[0]);
  fixture->profiles->pdata[0] = profiles_restore_previous (fixture->store, "id-0", &error);
  g_assert_no_error (error);
  load (fixture);
  assert_item (fixture, 0, KEYRACK_STAGE_TO_DO, KEYRACK_TROUBLE_REPLACED, "Another pair is in use by now");
  assert_pair (fixture, 0, "old");
}

/* Not ours, cut off, of another version: the board begins anew, and its file is taken. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture);
  g_autofree char *whole = read_file (fixture);
  g_autofree char *half = g_strndup (whole, strlen (whole) / 2);
  g_auto(GStrv) parts = g_strsplit (whole, "\"version\": 1", 2);
  g_autofree char *newer = g_strjoinv ("\"version\": 2", parts);
  const char *texts[] = {
    "", "{}", "[]", half, newer, "{ \"version\": 1, \"connections\": {} }",
    "{ \"version\": 1, \"connections\": [ 1, { \"id\": 1 }, { \"id\": \"id-0\" }, { \"id\": \"gone\", \"stage\": \"stored\" },"
    " { \"id\": \"id-0\", \"stage\": \"nonsense\" }, { \"id\": \"id-0\", \"stage\": \"stored\", \"stored_at\": 1 } ] }",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *again = NULL;

      assert_goes_away (g_steal_pointer (&fixture->board));
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      load (fixture);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->board)), ==, 0);
      keyrack_rotation_board_add (fixture->board, fixture->profiles);
      again = read_file (fixture);
      g_assert_nonnull (strstr (again, "id-0"));
    }
}

static guint
count_newer (Fixture    *fixture,
             const char *newer)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->place->folder, 0, NULL);
  const char *name = NULL;
  guint n_newer = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->place->folder, name, NULL);
      g_autofree char *text = NULL;

      if (g_str_has_prefix (name, "rotation-board") && g_file_get_contents (path, &text, NULL, NULL))
        n_newer += g_str_equal (text, newer);
    }

  return n_newer;
}

/* What a newer Keyrack left is neither written over nor deleted, however often it happens. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  const char *newer = "{ \"version\": 2, \"connections\": \"of another shape\" }";
  g_autofree char *path = dup_path (fixture);

  keyrack_rotation_board_settle (fixture->board);

  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *again = NULL;

      assert_goes_away (g_steal_pointer (&fixture->board));
      g_assert_true (g_file_set_contents (path, newer, -1, NULL));
      load (fixture);
      keyrack_rotation_board_add (fixture->board, fixture->profiles);
      again = read_file (fixture);
      g_assert_nonnull (strstr (again, "id-0"));
      g_assert_cmpuint (count_newer (fixture, newer), ==, i);
    }

  assert_goes_away (g_steal_pointer (&fixture->board));
  g_assert_true (g_file_set_contents (path, newer, -1, NULL));
  load (fixture);
  keyrack_rotation_board_clear (fixture->board);
  keyrack_rotation_board_settle (fixture->board);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_newer (fixture, newer), ==, 3);
}

static gboolean
has_problem (gpointer board)
{
  return keyrack_rotation_board_get_problem (board) != NULL;
}

static gboolean
has_no_problem (gpointer board)
{
  return keyrack_rotation_board_get_problem (board) == NULL;
}

/* What can't be written is said; the work goes on. */
static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture);

  keyrack_rotation_board_settle (fixture->board);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  enter_new (fixture, 0);
  wait_until (has_problem, fixture->board);

  g_assert_cmpint (g_rmdir (path), ==, 0);
  enter_new (fixture, 1);
  wait_until (has_no_problem, fixture->board);
}

/* An empty board leaves nothing behind. */
static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture);
  g_autofree char *text = NULL;

  keyrack_rotation_board_remove (fixture->board, find (fixture, 0));
  g_assert_null (keyrack_rotation_board_find (fixture->board, "id-0"));
  text = read_file (fixture);
  g_assert_null (strstr (text, "id-0"));

  keyrack_rotation_board_clear (fixture->board);
  load_again (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->board)), ==, 0);
}

#define TEST(path, n, func) g_test_add (path, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/rotation-board/lifetime", 0, test_lifetime);
  TEST ("/rotation-board/evening", N_CONNECTIONS, test_evening);
  TEST ("/rotation-board/old", 3, test_old);
  TEST ("/rotation-board/old-let-go", 1, test_old_let_go);
  TEST ("/rotation-board/elsewhere", 2, test_elsewhere);
  TEST ("/rotation-board/same", 1, test_same);
  TEST ("/rotation-board/anyway", 1, test_anyway);
  TEST ("/rotation-board/not-stored", 1, test_not_stored);
  TEST ("/rotation-board/turns", 3, test_turns);
  TEST ("/rotation-board/cancel", 2, test_cancel);
  TEST ("/rotation-board/network", 0, test_network);
  TEST ("/rotation-board/restart", N_CONNECTIONS, test_restart);
  TEST ("/rotation-board/old-file", 2, test_old_file);
  TEST ("/rotation-board/unreadable", 1, test_unreadable);
  TEST ("/rotation-board/newer", 1, test_newer);
  TEST ("/rotation-board/unwritable", 2, test_unwritable);
  TEST ("/rotation-board/clear", 2, test_clear);

  return g_test_run ();
}
