/* test-cancels.c: cancelled at random moments, nothing is left over and nobody is told twice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "keyrack-connection-test.h"
#include "keyrack-rotation.h"
#include "keyrack-test-run.h"
#include "keyrack-token-request.h"
#include "stand-in.h"
#include "store-steps.h"
#include "waiting.h"

/* KEYRACK_TEST_CANCELS=10000 is what is to be tried by hand now and then. */
#define N_ROUNDS       400
#define N_AT_ONCE      16
#define LONGEST_WAIT   30 /* milliseconds, of most */
#define TOO_LATE       400
#define DESCRIPTORS    "/proc/self/fd"

static const char * const scenarios[] = {
  "good", "delay", "drip", "drip-headers", "hang-after-headers", "hang-after-tls", "hang-before-tls", "hang-in-body",
  "hang-in-tls", "no-reply-then-good", "unavailable",
};

typedef struct
{
  Place               *place;
  KeyrackStandIn      *stand_in;
  KeyrackHttpClient   *client;
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *store;
  KeyrackSecret       *secret;
  GPtrArray           *profiles;   /* one of each scenario */
  GPtrArray           *rounds;
  guint                n_rounds;
  guint                n_ended;
  guint                n_cancelled;
} Fixture;

/* One operation that is cancelled, before it begins, in the middle, or too late. */
typedef struct
{
  Fixture      *fixture;
  GCancellable *cancellable;
  guint         n_answers;
} Round;

typedef void (* Start) (Round          *round,
                        KeyrackProfile *profile);

static void begin_rounds (Fixture *fixture);

static void
round_free (gpointer data)
{
  Round *round = data;

  g_clear_object (&round->cancellable);
  g_free (round);
}

static guint
get_n_rounds (void)
{
  const char *number = g_getenv ("KEYRACK_TEST_CANCELS");

  return number != NULL ? (guint) g_ascii_strtoull (number, NULL, 10) : N_ROUNDS;
}

static guint
count_descriptors (void)
{
  g_autoptr(GDir) dir = g_dir_open (DESCRIPTORS, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
add_profile (Fixture    *fixture,
             const char *scenario)
{
  g_autofree char *instance = g_strdup_printf ("i%u", fixture->profiles->len);
  g_autoptr(KeyrackProfile) profile = make_profile (scenario);
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_instance (profile, instance);
  keyrack_stand_in_add (fixture->stand_in, instance, "eu", "id-of-acme", "secret");
  keyrack_stand_in_set_scenario (fixture->stand_in, instance, "eu", scenario, NULL);
  g_ptr_array_add (fixture->profiles,
                   profiles_save (fixture->store, profile, "secret", KEYRACK_SAVE_DEFAULT, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->place = place_new ();
  place_make_quick (fixture->place);
  fixture->secrets = keyrack_secret_store_new ();
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  fixture->stand_in = keyrack_stand_in_start (NULL);
  fixture->secret = keyrack_secret_new ("secret", -1);
  fixture->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->rounds = g_ptr_array_new_with_free_func (round_free);

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    add_profile (fixture, scenarios[i]);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->rounds, g_ptr_array_unref);
  g_clear_pointer (&fixture->profiles, g_ptr_array_unref);
  g_clear_pointer (&fixture->secret, keyrack_secret_unref);
  assert_goes_away (g_steal_pointer (&fixture->store));
  assert_goes_away (g_steal_pointer (&fixture->secrets));
  g_clear_pointer (&fixture->stand_in, keyrack_stand_in_stop);
  g_clear_pointer (&fixture->place, place_free);
}

static void
end_round (Round    *round,
           gboolean  cancelled)
{
  g_assert_cmpuint (round->n_answers, ==, 0);
  round->n_answers++;
  round->fixture->n_ended++;
  round->fixture->n_cancelled += cancelled;

  begin_rounds (round->fixture);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackHttpAnswer) answer = keyrack_token_request_send_finish (result, &error);

  if (answer == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  end_round (user_data, answer == NULL);
}

/* The HTTP client by itself. */
static void
start_request (Round          *round,
               KeyrackProfile *profile)
{
  keyrack_token_request_send_async (round->fixture->client, profile, round->fixture->secret, NULL, NULL,
                                    round->cancellable, sent_cb, round);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackTestResult) found =
    keyrack_connection_test_run_finish (KEYRACK_CONNECTION_TEST (source), result, &error);

  g_assert_no_error (error);
  g_assert_false (keyrack_connection_test_get_running (KEYRACK_CONNECTION_TEST (source)));
  end_round (user_data, keyrack_test_result_get_outcome (found) == KEYRACK_OUTCOME_CANCELLED);
}

/* With the secret from the keyring, and dropped by whoever started it. */
static void
start_test (Round          *round,
            KeyrackProfile *profile)
{
  g_autoptr(KeyrackConnectionTest) test =
    keyrack_connection_test_new (round->fixture->client, round->fixture->secrets, profile, NULL);

  keyrack_connection_test_run_async (test, round->cancellable, tested_cb, round);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  const KeyrackTestCounts *counts = keyrack_test_run_get_counts (KEYRACK_TEST_RUN (source));
  g_autoptr(GError) error = NULL;

  keyrack_test_run_start_finish (KEYRACK_TEST_RUN (source), result, &error);
  g_assert_cmpuint (counts->n_waiting + counts->n_testing + counts->n_paused, ==, 0);
  end_round (user_data, counts->n_not_tested > 0);
}

static void
start_run (Round          *round,
           KeyrackProfile *profile)
{
  g_autoptr(KeyrackTestRun) run =
    keyrack_test_run_new (round->fixture->client, round->fixture->secrets, round->fixture->profiles, 4);

  keyrack_test_run_start_async (run, round->cancellable, run_cb, round);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean checked = keyrack_rotation_check_finish (KEYRACK_ROTATION (source), result, &error);

  if (!checked)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (keyrack_rotation_get_running (KEYRACK_ROTATION (source)));
  end_round (user_data, !checked);
}

static void
start_rotation (Round          *round,
                KeyrackProfile *profile)
{
  g_autoptr(KeyrackRotation) rotation =
    keyrack_rotation_new (round->fixture->client, round->fixture->store, profile);

  keyrack_rotation_check_async (rotation, "new-id", round->fixture->secret, round->cancellable, checked_cb, round);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* In milliseconds; zero: before anything was done; less: before it began. */
static int
choose_wait (void)
{
  return g_test_rand_int_range (-1, g_test_rand_int_range (0, 4) == 0 ? TOO_LATE : LONGEST_WAIT);
}

static void
begin_round (Fixture *fixture)
{
  static const Start starts[] = { start_request, start_test, start_run, start_rotation };
  guint scenario = (guint) g_test_rand_int_range (0, (gint32) fixture->profiles->len);
  int wait = choose_wait ();
  Round *round = g_new0 (Round, 1);

  round->fixture = fixture;
  round->cancellable = g_cancellable_new ();
  g_ptr_array_add (fixture->rounds, round);

  if (wait < 0)
    g_cancellable_cancel (round->cancellable);

  starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))] (round, fixture->profiles->pdata[scenario]);

  if (wait >= 0)
    g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) wait, cancel_cb, g_object_ref (round->cancellable), g_object_unref);
}

static void
begin_rounds (Fixture *fixture)
{
  while (fixture->rounds->len < fixture->n_rounds && fixture->rounds->len < fixture->n_ended + N_AT_ONCE)
    begin_round (fixture);
}

static gboolean
have_ended (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_ended == fixture->n_rounds;
}

/* With a client of its own, which goes away with all of its connections. */
static void
run_rounds (Fixture *fixture,
            guint    n_rounds)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  settings->connect_to = g_strdup (keyrack_stand_in_get_address (fixture->stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  settings->proxy = g_strdup ("");
  fixture->client = keyrack_http_client_new (settings);

  g_ptr_array_set_size (fixture->rounds, 0);
  fixture->n_rounds = n_rounds;
  fixture->n_ended = 0;
  begin_rounds (fixture);
  wait_until (have_ended, fixture);

  assert_goes_away (g_steal_pointer (&fixture->client));
  secrets_drain (fixture->secrets);

  /* Nobody was told a second time until now. */
  for (guint i = 0; i < fixture->rounds->len; i++)
    g_assert_cmpuint (((Round *) fixture->rounds->pdata[i])->n_answers, ==, 1);
}

static void
test_cancels (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_left = get_n_rounds ();
  guint n_descriptors = 0;

  /* Whatever is opened once and kept is open then. */
  run_rounds (fixture, N_AT_ONCE);
  n_descriptors = count_descriptors ();

  fixture->n_cancelled = 0;
  for (guint n_done = 0; n_left > 0; n_left -= n_done)
    {
      n_done = MIN (n_left, N_ROUNDS);
      run_rounds (fixture, n_done);
    }

  g_assert_cmpuint (count_descriptors (), ==, n_descriptors);
  g_assert_cmpuint (fixture->n_cancelled, >, get_n_rounds () / 2);
  g_test_message ("%u rounds, %u of them cancelled before they ended", get_n_rounds (), fixture->n_cancelled);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

static gboolean
is_taken (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
assert_one_works (Fixture        *fixture,
                  KeyrackProfile *profile)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (fixture->secrets, keyrack_profile_get_secret_ref (profile), &error);
  const char *client_id = keyrack_profile_get_client_id (profile);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "secret");
  g_assert_true (g_str_equal (client_id, "id-of-acme") || g_str_equal (client_id, "new-id"));
}

/* Whatever is cancelled of a rotation that stores, the connection has one whole pair. */
static void
cancel_replacement (Fixture        *fixture,
                    KeyrackProfile *profile)
{
  g_autoptr(KeyrackRotation) rotation = keyrack_rotation_new (fixture->client, fixture->store, profile);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean is_new = g_str_equal (keyrack_profile_get_client_id (profile), "new-id");
  g_autoptr(GAsyncResult) checked = NULL;
  g_autoptr(GAsyncResult) replaced = NULL;

  keyrack_rotation_check_async (rotation, is_new ? "id-of-acme" : "new-id", fixture->secret, NULL, taken_cb, &checked);
  wait_until (is_taken, &checked);
  keyrack_rotation_replace_async (rotation, KEYRACK_REPLACE_UNVERIFIED, 7, cancellable, taken_cb, &replaced);
  g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) g_test_rand_int_range (0, LONGEST_WAIT), cancel_cb,
                      g_object_ref (cancellable), g_object_unref);
  wait_until (is_taken, &replaced);

  g_assert_true (keyrack_rotation_replace_finish (rotation, replaced, NULL) == keyrack_rotation_get_replaced (rotation));
  g_assert_true (keyrack_rotation_get_replaced (rotation)
                 == (is_new != g_str_equal (keyrack_profile_get_client_id (profile), "new-id")));
  assert_one_works (fixture, profile);
}

static void
test_replacements (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  settings->connect_to = g_strdup (keyrack_stand_in_get_address (fixture->stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  settings->proxy = g_strdup ("");
  fixture->client = keyrack_http_client_new (settings);

  for (guint i = 0; i < get_n_rounds () / 20; i++)
    cancel_replacement (fixture, fixture->profiles->pdata[0]);

  assert_goes_away (g_steal_pointer (&fixture->client));
  secrets_drain (fixture->secrets);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cancels/random", Fixture, NULL, set_up, test_cancels, tear_down);
  g_test_add ("/cancels/replacements", Fixture, NULL, set_up, test_replacements, tear_down);

  return g_test_run ();
}
