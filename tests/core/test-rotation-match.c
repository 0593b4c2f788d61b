/* test-rotation-match.c: which pair of a file is for which connection of a board
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-match.h"
#include "keyrack-rotation-pairs.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place                *place;
  KeyrackSecretStore   *secrets;
  KeyrackProfileStore  *store;
  KeyrackHttpClient    *client;
  KeyrackRotationBoard *board;
  GPtrArray            *rows;
} Fixture;

static KeyrackProfile *
make (const char *name,
      const char *instance,
      const char *region,
      const char *client_id)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, region);
  keyrack_profile_set_client_id (profile, client_id);

  return profile;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  fixture->client = keyrack_http_client_new (settings);
  fixture->board = keyrack_rotation_board_new (fixture->client, fixture->store, NULL, fixture->place->folder);
  fixture->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);

  g_ptr_array_add (profiles, make ("Alder", "alder", "eu", "old-1"));
  g_ptr_array_add (profiles, make ("Elm", "elm", "eu", "old-2"));
  g_ptr_array_add (profiles, make ("Elm", "elm", "us", "old-3"));
  g_ptr_array_add (profiles, make ("Iris one", "iris", "eu", "old-4"));
  g_ptr_array_add (profiles, make ("Iris two", "iris", "eu", "old-5"));
  keyrack_profile_set_secret_ref (profiles->pdata[0], "ref");
  g_assert_true (secrets_store (fixture->secrets, profiles->pdata[0], "ref", "secret-1", &error));
  g_assert_no_error (error);
  keyrack_rotation_board_add (fixture->board, profiles);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->rows);
  assert_goes_away (fixture->board);
  secrets_drain (fixture->secrets);
  assert_goes_away (fixture->client);
  assert_goes_away (fixture->store);
  assert_goes_away (fixture->secrets);
  place_free (fixture->place);
}

static void
add_row (Fixture    *fixture,
         const char *name,
         const char *instance,
         const char *region,
         const char *client_id,
         const char *secret)
{
  g_autoptr(KeyrackProfile) profile = make (name, instance, region, client_id);
  g_autoptr(KeyrackSecret) owned = secret != NULL ? keyrack_secret_new (secret, -1) : NULL;

  g_ptr_array_add (fixture->rows, keyrack_document_row_new (profile, owned));
}

static GListModel *
match (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *matches = NULL;

  keyrack_rotation_match_rows_async (fixture->board, fixture->rows, NULL, take_result_cb, &result);
  matches = keyrack_rotation_match_rows_finish (fixture->board, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (matches), ==, fixture->rows->len);

  return matches;
}

static void
assert_match (GListModel       *matches,
              guint             position,
              KeyrackMatchKind  kind,
              const char       *region,
              const char       *expected)
{
  g_autoptr(KeyrackRotationMatch) found = g_list_model_get_item (matches, position);
  KeyrackRotationItem *item = keyrack_rotation_match_get_item (found);
  g_autofree char *text = keyrack_rotation_match_dup_text (found);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (keyrack_rotation_match_get_kind (found), ==, kind);
  if (region != NULL)
    g_assert_cmpstr (keyrack_profile_get_region (keyrack_rotation_item_get_profile (item)), ==, region);
}

/* By name, by name and place, by place; capitals do not matter. */
static void
test_found (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GListModel) matches = NULL;
  g_autofree char *source = NULL;
  g_autoptr(KeyrackRotationMatch) first = NULL;

  add_row (fixture, "ALDER", "", "", "new-1", "s1");
  add_row (fixture, "Elm", "elm", "us", "new-2", "s2");
  add_row (fixture, "", "elm", "eu", "new-3", "s3");
  add_row (fixture, "iris ONE", "iris", "eu", "new-4", "s4");
  matches = match (fixture);

  assert_match (matches, 0, KEYRACK_MATCH_READY, "eu", "For “Alder”");
  assert_match (matches, 1, KEYRACK_MATCH_READY, "us", "For “Elm”");
  assert_match (matches, 2, KEYRACK_MATCH_READY, "eu", "For “Elm”");
  assert_match (matches, 3, KEYRACK_MATCH_READY, "eu", "For “Iris one”");
  g_assert_cmpuint (keyrack_rotation_match_count (matches), ==, 4);
  first = g_list_model_get_item (matches, 2);
  source = keyrack_rotation_match_dup_source (first);
  g_assert_cmpstr (source, ==, "elm");
  g_assert_cmpstr (keyrack_rotation_match_get_client_id (first), ==, "new-3");

  g_assert_cmpuint (keyrack_rotation_match_enter (fixture->board, matches), ==, 4);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_ready, ==, 4);
}

static void
test_not_found (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GListModel) matches = NULL;
  KeyrackDocumentRow *broken = NULL;

  add_row (fixture, "Elm", "", "", "new-2", "s2");
  add_row (fixture, "", "iris", "eu", "new-4", "s4");
  add_row (fixture, "Nobody", "", "", "new-5", "s5");
  add_row (fixture, "", "", "", "new-6", "s6");
  add_row (fixture, "Nobody", "nowhere", "eu", "new-7", "s7");
  add_row (fixture, "Alder", "", "", "new-1", NULL);
  add_row (fixture, "Alder", "", "", "two words", "s1");
  add_row (fixture, "Alder", "", "", "new-1", "s1");
  broken = fixture->rows->pdata[7];
  broken->problem = g_strdup ("Line 8: no");
  matches = match (fixture);

  assert_match (matches, 0, KEYRACK_MATCH_AMBIGUOUS, NULL, "Several connections could be meant");
  assert_match (matches, 1, KEYRACK_MATCH_AMBIGUOUS, NULL, "Several connections could be meant");
  for (guint i = 2; i < 5; i++)
    assert_match (matches, i, KEYRACK_MATCH_UNKNOWN, NULL, "No connection of this rotation has this name or instance");
  assert_match (matches, 5, KEYRACK_MATCH_NO_PAIR, NULL, "No client ID and secret that can be sent");
  assert_match (matches, 6, KEYRACK_MATCH_NO_PAIR, NULL, "No client ID and secret that can be sent");
  assert_match (matches, 7, KEYRACK_MATCH_NO_PAIR, NULL, "Line 8: no");
  g_assert_cmpuint (keyrack_rotation_match_enter (fixture->board, matches), ==, 0);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_to_do, ==, 5);
}

/* The name says one thing, the place another: kept with the reason. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GListModel) matches = NULL;

  add_row (fixture, "Alder", "alder-test", "eu", "new-1", "s1");
  add_row (fixture, "Iris one", "", "us", "new-4", "s4");
  matches = match (fixture);

  assert_match (matches, 0, KEYRACK_MATCH_ELSEWHERE, "eu", "Pair is for alder-test, not alder");
  assert_match (matches, 1, KEYRACK_MATCH_ELSEWHERE, "eu", "Pair is for region us, not eu");
  g_assert_cmpuint (keyrack_rotation_match_enter (fixture->board, matches), ==, 2);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_attention, ==, 2);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_ready, ==, 0);
}

/* The pair in use is seen before anything is sent; the same ID with another secret is not it. */
static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GListModel) matches = NULL;
  g_autoptr(GListModel) others = NULL;

  add_row (fixture, "Alder", "", "", "old-1", "secret-1");
  matches = match (fixture);
  assert_match (matches, 0, KEYRACK_MATCH_SAME, "eu", "This is the pair in use");
  g_assert_cmpuint (keyrack_rotation_match_enter (fixture->board, matches), ==, 0);

  g_ptr_array_set_size (fixture->rows, 0);
  add_row (fixture, "Alder", "", "", "old-1", "secret-2");
  add_row (fixture, "Alder", "", "", "new-1", "secret-2");
  others = match (fixture);
  assert_match (others, 0, KEYRACK_MATCH_READY, "eu", "For “Alder”");
  assert_match (others, 1, KEYRACK_MATCH_TWICE, "eu", "“Alder” was meant before");
}

static void
add_table (Fixture    *fixture,
           const char *text)
{
  g_autoptr(GError) error = NULL;

  g_ptr_array_unref (fixture->rows);
  fixture->rows = keyrack_rotation_pairs_from_text (text, &error);
  g_assert_no_error (error);
}

/* As it comes out of a table: a name is enough, and so is an address. */
static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GListModel) matches = NULL;
  g_autoptr(GListModel) others = NULL;
  g_autoptr(GError) error = NULL;

  add_table (fixture, "Name\tInstance\tRegion\tClient ID\tClient secret\n"
                      "Alder\t\t\tnew-1\ts1\n"
                      "\thttps://elm-login.us.nexthink.cloud\t\tnew-2\ts2\n"
                      "Iris one\tiris\teu\tnew-4\ts4\n"
                      "Iris two\t\t\tnew-5\t\n");
  matches = match (fixture);
  assert_match (matches, 0, KEYRACK_MATCH_READY, "eu", "For “Alder”");
  assert_match (matches, 1, KEYRACK_MATCH_READY, "us", "For “Elm”");
  assert_match (matches, 2, KEYRACK_MATCH_READY, "eu", "For “Iris one”");
  assert_match (matches, 3, KEYRACK_MATCH_NO_PAIR, NULL, "No client ID and secret that can be sent");

  g_clear_object (&matches);
  add_table (fixture, "Name,Instance,Client ID,Client secret\nAlder,alder-test,new-1,s1\n,alder,new-2,s2\n");
  matches = match (fixture);
  assert_match (matches, 0, KEYRACK_MATCH_ELSEWHERE, "eu", "Pair is for alder-test, not alder");
  assert_match (matches, 1, KEYRACK_MATCH_TWICE, "eu", "“Alder” was meant before");

  add_table (fixture, "Name,Client ID,Client secret\nAlder,new-1,\"s,1\"\nNobody,new-2,s2\n");
  others = match (fixture);
  assert_match (others, 0, KEYRACK_MATCH_READY, "eu", "For “Alder”");
  assert_match (others, 1, KEYRACK_MATCH_UNKNOWN, NULL, "No connection of this rotation has this name or instance");

  g_assert_null (keyrack_rotation_pairs_from_text ("", &error));
  g_assert_error (error, KEYRACK_CSV_ERROR, KEYRACK_CSV_ERROR_EMPTY);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  keyrack_rotation_match_rows_async (fixture->board, fixture->rows, cancellable, take_result_cb, &result);
  g_assert_null (keyrack_rotation_match_rows_finish (fixture->board, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/rotation-match/found", test_found);
  TEST ("/rotation-match/not-found", test_not_found);
  TEST ("/rotation-match/elsewhere", test_elsewhere);
  TEST ("/rotation-match/same", test_same);
  TEST ("/rotation-match/table", test_table);
  TEST ("/rotation-match/cancel", test_cancel);

  return g_test_run ();
}
