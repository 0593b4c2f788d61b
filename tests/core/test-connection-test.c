/* test-connection-test.c: one connection from its secret to its token
 *
 * The keyring is played here: what a real one does is tested with the secret store.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "keyrack-connection-test-rules.h"
#include "keyrack-connection-test.h"
#include "stand-in.h"

#define CANARY "canary-of-the-connection-test-42"
#define ENOUGH 40 /* seconds, after which a test is stuck */

/* --- A keyring that answers what it is told to, or never. --- */

struct _KeyrackSecretStore
{
  GObject  parent_instance;

  GTask   *waiting;
  gint     error;   /* -1: the secret; -2: no answer */
};

G_DEFINE_FINAL_TYPE (KeyrackSecretStore, keyrack_secret_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (keyrack-secret-store-error-quark, keyrack_secret_store_error)

#define ANSWERS -1
#define SILENT  -2

static void
keyrack_secret_store_dispose (GObject *object)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (object);

  g_clear_object (&self->waiting);

  G_OBJECT_CLASS (keyrack_secret_store_parent_class)->dispose (object);
}

static void
keyrack_secret_store_class_init (KeyrackSecretStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = keyrack_secret_store_dispose;
}

static void
keyrack_secret_store_init (KeyrackSecretStore *self)
{
  self->error = ANSWERS;
}

void
keyrack_secret_store_lookup_since_async (KeyrackSecretStore  *self,
                                         const char          *secret_ref,
                                         gint64               since,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_assert_cmpstr (secret_ref, ==, "the-ref");
  g_assert_cmpint (since, <=, g_get_monotonic_time ());
  g_assert_null (cancellable);

  if (self->error == SILENT)
    self->waiting = g_object_ref (task);
  else if (self->error == ANSWERS)
    g_task_return_pointer (task, keyrack_secret_new (CANARY, -1),
                           (GDestroyNotify) keyrack_secret_unref);
  else
    g_task_return_new_error (task, KEYRACK_SECRET_STORE_ERROR, self->error, "As told");
}

KeyrackSecret *
keyrack_secret_store_lookup_finish (KeyrackSecretStore  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- A name server that fails a number of times, or never answers. --- */

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())

G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver  parent_instance;

  gint       n_failures;  /* -1: no answer */
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
stop_cb (GCancellable *cancellable,
         gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);
}

static void
test_resolver_lookup_async (GResolver           *resolver,
                            const char          *hostname,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  TestResolver *self = TEST_RESOLVER (resolver);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GList *addresses = NULL;

  if (self->n_failures < 0)
    {
      g_cancellable_connect (cancellable, G_CALLBACK (stop_cb),
                             g_object_ref (task), g_object_unref);
    }
  else if (self->n_failures > 0)
    {
      self->n_failures--;
      g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                               "As told");
    }
  else
    {
      addresses = g_list_append (NULL, g_inet_address_new_from_string ("127.0.0.1"));
      g_task_return_pointer (task, addresses, NULL);
    }
}

static GList *
test_resolver_lookup_finish (GResolver     *resolver,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = test_resolver_lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = test_resolver_lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/* --- One test at a time. --- */

typedef struct
{
  KeyrackStandIn        *stand_in;
  KeyrackHttpSettings   *settings;
  KeyrackSecretStore    *secrets;
  KeyrackProfile        *profile;
  KeyrackSecret         *secret;       /* (nullable) */
  GCancellable          *cancellable;
  KeyrackConnectionTest *test;
  KeyrackHttpClient     *client;       /* weak */
  KeyrackTestResult     *result;
  GError                *error;
  GMainLoop             *loop;
  GArray                *phases;
  GArray                *waits;
  KeyrackPhase           awaited;
} Fixture;

static gboolean
stuck_cb (gpointer user_data)
{
  g_error ("No result within %d s", ENOUGH);

  return G_SOURCE_REMOVE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->stand_in = keyrack_stand_in_start (NULL);
  keyrack_stand_in_add (fixture->stand_in, "acme", "eu", "id", CANARY);

  fixture->settings = keyrack_http_settings_new ();
  fixture->settings->connect_to = g_strdup (keyrack_stand_in_get_address (fixture->stand_in));
  fixture->settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  fixture->settings->proxy = g_strdup ("");
  fixture->settings->connect_limit = 3;
  fixture->settings->total_limit = 5;

  fixture->secrets = g_object_new (KEYRACK_TYPE_SECRET_STORE, NULL);
  fixture->profile = keyrack_profile_new ();
  keyrack_profile_set_name (fixture->profile, "Acme");
  keyrack_profile_set_instance (fixture->profile, "acme");
  keyrack_profile_set_region (fixture->profile, "eu");
  keyrack_profile_set_client_id (fixture->profile, "id");
  keyrack_profile_set_secret_ref (fixture->profile, "the-ref");

  fixture->cancellable = g_cancellable_new ();
  fixture->loop = g_main_loop_new (NULL, FALSE);
  fixture->phases = g_array_new (FALSE, FALSE, sizeof (KeyrackPhase));
  fixture->waits = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->profile);
  g_clear_pointer (&fixture->secret, keyrack_secret_unref);
  g_clear_object (&fixture->secrets);
  g_clear_pointer (&fixture->settings, keyrack_http_settings_free);
  g_clear_pointer (&fixture->loop, g_main_loop_unref);
  g_clear_pointer (&fixture->phases, g_array_unref);
  g_clear_pointer (&fixture->waits, g_array_unref);
  g_clear_pointer (&fixture->stand_in, keyrack_stand_in_stop);
}

static void
phase_cb (KeyrackConnectionTest *test,
          GParamSpec            *pspec,
          Fixture               *fixture)
{
  KeyrackPhase phase = keyrack_connection_test_get_phase (test);

  g_array_append_val (fixture->phases, phase);
  if (phase == fixture->awaited && phase != KEYRACK_PHASE_RESOLVE)
    g_main_loop_quit (fixture->loop);
}

static void
next_try_in_cb (KeyrackConnectionTest *test,
                GParamSpec            *pspec,
                Fixture               *fixture)
{
  guint seconds = keyrack_connection_test_get_next_try_in (test);

  g_array_append_val (fixture->waits, seconds);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  g_assert_false (keyrack_connection_test_get_running (fixture->test));

  fixture->result = keyrack_connection_test_run_finish (KEYRACK_CONNECTION_TEST (source),
                                                        result, &fixture->error);
  g_main_loop_quit (fixture->loop);
}

static void
start (Fixture *fixture)
{
  g_autoptr(KeyrackHttpClient) client = keyrack_http_client_new (fixture->settings);

  g_set_weak_pointer (&fixture->client, client);
  fixture->test = keyrack_connection_test_new (client, fixture->secrets, fixture->profile,
                                               fixture->secret);
  g_signal_connect (fixture->test, "notify::phase", G_CALLBACK (phase_cb), fixture);
  g_signal_connect (fixture->test, "notify::next-try-in", G_CALLBACK (next_try_in_cb), fixture);

  g_assert_false (keyrack_connection_test_get_running (fixture->test));
  keyrack_connection_test_run_async (fixture->test, fixture->cancellable, result_cb, fixture);
  g_assert_true (keyrack_connection_test_get_running (fixture->test));
}

static void
spin (Fixture *fixture)
{
  guint guard = g_timeout_add_seconds (ENOUGH, stuck_cb, NULL);

  g_main_loop_run (fixture->loop);
  g_source_remove (guard);
}

/* What is still on its way holds the test, and comes too late to change anything. */
static void
end (Fixture *fixture)
{
  guint guard = g_timeout_add_seconds (ENOUGH, stuck_cb, NULL);
  gpointer test = fixture->test;

  g_object_add_weak_pointer (G_OBJECT (fixture->test), &test);
  if (fixture->secrets->waiting != NULL)
    g_task_return_pointer (fixture->secrets->waiting, keyrack_secret_new (CANARY, -1),
                           (GDestroyNotify) keyrack_secret_unref);
  g_clear_object (&fixture->secrets->waiting);
  g_object_unref (fixture->test);
  while (test != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

static const KeyrackTestFacts *
run (Fixture *fixture)
{
  start (fixture);
  spin (fixture);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (fixture->result);

  return keyrack_test_result_get_facts (fixture->result);
}

static void
play (Fixture    *fixture,
      const char *scenario,
      const char *options)
{
  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", scenario, options);
}

static void
test_life (void)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackHttpClient) client = keyrack_http_client_new (settings);
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  KeyrackConnectionTest *test = keyrack_connection_test_new (client, NULL, profile, NULL);

  g_assert_finalize_object (test);
}

static void
test_good (Fixture       *fixture,
           gconstpointer  data)
{
  const KeyrackTestFacts *facts = run (fixture);
  g_autoptr(KeyrackAccessToken) token = keyrack_connection_test_steal_token (fixture->test);

  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (facts->tries, ==, 1);
  g_assert_cmpuint (facts->http_status, ==, 200);
  g_assert_cmpuint (facts->token_expires_in, ==, 900);
  g_assert_cmpstr (facts->token_scope, ==, "service:integration");
  g_assert_cmpint (facts->clock_skew, ==, 0);
  g_assert_cmpint (facts->certificate_end, ==, 0);
  g_assert_cmpuint (facts->claims->len, >, 0);
  g_assert_true (keyrack_test_result_is_about (fixture->result, "acme", "eu", "id", "the-ref"));
  for (int i = 0; i < KEYRACK_N_PHASES; i++)
    g_assert_cmpint (facts->phases.spent[i], >=, 0);

  g_assert_cmpuint (fixture->phases->len, ==, KEYRACK_N_PHASES - 1);
  g_assert_cmpint (g_array_index (fixture->phases, KeyrackPhase, 2), ==, KEYRACK_PHASE_WAIT);
  g_assert_cmpuint (fixture->waits->len, ==, 0);

  g_assert_nonnull (token);
  g_assert_null (keyrack_connection_test_steal_token (fixture->test));
  end (fixture);
}

/* A typed secret goes before the stored one, and the result says that it is not stored. */
static void
test_typed_secret (Fixture       *fixture,
                   gconstpointer  data)
{
  const KeyrackTestFacts *facts = NULL;

  fixture->secrets->error = KEYRACK_SECRET_STORE_ERROR_LOCKED;
  fixture->secret = keyrack_secret_new ("wrong", -1);
  facts = run (fixture);

  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_INVALID_CLIENT);
  g_assert_cmpstr (facts->values.secret_ref, ==, "");
  g_assert_cmpuint (facts->tries, ==, 1);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, NULL), ==, 1);
  g_assert_null (keyrack_connection_test_steal_token (fixture->test));
  end (fixture);
}

static void
test_values_of_the_start (Fixture       *fixture,
                          gconstpointer  data)
{
  start (fixture);
  keyrack_profile_set_instance (fixture->profile, "elsewhere");
  spin (fixture);

  g_assert_cmpint (keyrack_test_result_get_outcome (fixture->result), ==, KEYRACK_OUTCOME_OK);
  g_assert_true (keyrack_test_result_is_about (fixture->result, "acme", "eu", "id", "the-ref"));
  end (fixture);
}

static void
test_invalid_values (Fixture       *fixture,
                     gconstpointer  data)
{
  keyrack_profile_set_instance (fixture->profile, "evil.example/");
  start (fixture);
  spin (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpint (keyrack_test_result_get_outcome (fixture->result), ==,
                   KEYRACK_OUTCOME_NOT_TESTED);
  g_assert_cmpint (keyrack_test_result_get_facts (fixture->result)->reason, ==,
                   KEYRACK_REASON_UNTESTABLE);
  g_assert_cmpuint (keyrack_stand_in_count_connections (fixture->stand_in), ==, 0);
  end (fixture);
}

static const struct
{
  gint            error;
  KeyrackOutcome  outcome;
  KeyrackReason   reason;
} keyrings[] = {
  { KEYRACK_SECRET_STORE_ERROR_LOCKED, KEYRACK_OUTCOME_KEYRING_LOCKED, KEYRACK_REASON_NONE },
  { KEYRACK_SECRET_STORE_ERROR_DISMISSED, KEYRACK_OUTCOME_KEYRING_LOCKED,
    KEYRACK_REASON_DISMISSED },
  { KEYRACK_SECRET_STORE_ERROR_ABSENT, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_NONE },
  { KEYRACK_SECRET_STORE_ERROR_SILENT, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE,
    KEYRACK_REASON_SILENT },
  { KEYRACK_SECRET_STORE_ERROR_DIED, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_DIED },
  { KEYRACK_SECRET_STORE_ERROR_NOT_FOUND, KEYRACK_OUTCOME_NO_SECRET, KEYRACK_REASON_NONE },
  { KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH, KEYRACK_OUTCOME_NO_SECRET,
    KEYRACK_REASON_OUT_OF_REACH },
  { KEYRACK_SECRET_STORE_ERROR_DAMAGED, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE,
    KEYRACK_REASON_DAMAGED },
  { KEYRACK_SECRET_STORE_ERROR_FAILED, KEYRACK_OUTCOME_KEYRING_UNAVAILABLE,
    KEYRACK_REASON_FAILED },
};

/* What would help in a Flatpak is another thing, and only where nothing is found. */
static void
test_sandbox (void)
{
  g_autoptr(GError) absent = g_error_new_literal (KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT, "");
  g_autoptr(GError) silent = g_error_new_literal (KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_SILENT, "");
  KeyrackReason reason = KEYRACK_REASON_NONE;

  g_assert_cmpint (keyrack_outcome_from_keyring_error (absent, TRUE, &reason), ==,
                   KEYRACK_OUTCOME_KEYRING_UNAVAILABLE);
  g_assert_cmpint (reason, ==, KEYRACK_REASON_SANDBOXED);
  keyrack_outcome_from_keyring_error (silent, TRUE, &reason);
  g_assert_cmpint (reason, ==, KEYRACK_REASON_SILENT);
  keyrack_outcome_from_keyring_error (absent, FALSE, &reason);
  g_assert_cmpint (reason, ==, KEYRACK_REASON_NONE);
}

static void
test_keyrings (Fixture       *fixture,
               gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keyrings); i++)
    {
      const KeyrackTestFacts *facts = NULL;

      fixture->secrets->error = keyrings[i].error;
      facts = run (fixture);
      g_assert_cmpint (facts->outcome, ==, keyrings[i].outcome);
      g_assert_cmpint (facts->reason, ==, keyrings[i].reason);
      g_assert_cmpuint (facts->tries, ==, 0);
      g_clear_object (&fixture->result);
      end (fixture);
    }

  keyrack_profile_set_secret_ref (fixture->profile, "");
  g_assert_cmpint (run (fixture)->outcome, ==, KEYRACK_OUTCOME_NO_SECRET);
  end (fixture);
  g_assert_cmpuint (keyrack_stand_in_count_connections (fixture->stand_in), ==, 0);
}

/* The second try is the last one, and only what may pass gets it. */
static const struct
{
  const char     *scenario;
  KeyrackOutcome  outcome;
  guint           tries;
} repetitions[] = {
  { "server-error-then-good", KEYRACK_OUTCOME_OK, 2 },
  { "hang-then-good", KEYRACK_OUTCOME_OK, 2 },
  { "no-reply-then-good", KEYRACK_OUTCOME_OK, 2 },
  { "reset-then-good", KEYRACK_OUTCOME_OK, 2 },
  { "unavailable", KEYRACK_OUTCOME_SERVER_ERROR, 2 },
  { "reset-in-tls", KEYRACK_OUTCOME_CONNECTION_LOST, 2 },
  { "client-400", KEYRACK_OUTCOME_INVALID_CLIENT, 1 },
  { "policy-401", KEYRACK_OUTCOME_ACCESS_DENIED, 1 },
  { "html", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, 1 },
  { "expired", KEYRACK_OUTCOME_TLS_EXPIRED, 1 },
  { "redirect-host", KEYRACK_OUTCOME_REDIRECTED, 1 },
  { "rate-limited-bare", KEYRACK_OUTCOME_RATE_LIMITED, 1 },
};

static void
test_repetitions (Fixture       *fixture,
                  gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (repetitions); i++)
    {
      const KeyrackTestFacts *facts = NULL;

      play (fixture, repetitions[i].scenario, NULL);
      facts = run (fixture);
      g_test_message ("%s: %s after %u", repetitions[i].scenario,
                      keyrack_outcome_get_id (facts->outcome), facts->tries);
      g_assert_cmpint (facts->outcome, ==, repetitions[i].outcome);
      g_assert_cmpuint (facts->tries, ==, repetitions[i].tries);
      g_clear_object (&fixture->result);
      end (fixture);
    }
}

static void
test_name_server (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GResolver) real = g_resolver_get_default ();
  g_autoptr(TestResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  const char *address = keyrack_stand_in_get_address (fixture->stand_in);
  const KeyrackTestFacts *facts = NULL;

  g_resolver_set_default (G_RESOLVER (resolver));
  g_free (fixture->settings->connect_to);
  fixture->settings->connect_to = g_strconcat ("stand-in.test", strrchr (address, ':'), NULL);

  resolver->n_failures = 1;
  facts = run (fixture);
  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (facts->tries, ==, 2);
  g_clear_object (&fixture->result);
  end (fixture);

  resolver->n_failures = 2;
  facts = run (fixture);
  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED);
  g_assert_cmpuint (facts->tries, ==, 2);
  g_clear_object (&fixture->result);
  end (fixture);

  /* No answer: twice the limit. */
  fixture->settings->connect_limit = 1;
  resolver->n_failures = -1;
  facts = run (fixture);
  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED);
  g_assert_cmpint (facts->phases.spent[KEYRACK_PHASE_RESOLVE], >=, G_USEC_PER_SEC * 9 / 10);
  g_assert_cmpint (facts->phases.spent[KEYRACK_PHASE_CONNECT], ==, -1);
  end (fixture);

  g_resolver_set_default (real);
}

static void
test_busy_server (Fixture       *fixture,
                  gconstpointer  data)
{
  const KeyrackTestFacts *facts = NULL;

  play (fixture, "rate-limited-then-good", "{\"seconds\": 2}");
  facts = run (fixture);

  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (facts->tries, ==, 2);
  g_assert_cmpuint (fixture->waits->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (g_array_index (fixture->waits, guint, i), ==, 2 - i);
  g_clear_object (&fixture->result);
  end (fixture);

  /* Nobody waits two minutes before a window. */
  play (fixture, "rate-limited-seconds", "{\"seconds\": 120}");
  facts = run (fixture);
  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_RATE_LIMITED);
  g_assert_cmpuint (facts->seconds, ==, 120);
  g_assert_cmpuint (facts->tries, ==, 1);
  end (fixture);
}

static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  const KeyrackTestFacts *facts = NULL;

  play (fixture, "skewed-date", NULL);
  facts = run (fixture);

  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpint (ABS (facts->clock_skew), >, 6 * 60);
  g_assert_cmpint (ABS (facts->clock_skew), <, 8 * 60);
  end (fixture);
}

static void
test_certificate_end (Fixture       *fixture,
                      gconstpointer  data)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const KeyrackTestFacts *facts = NULL;

  play (fixture, "ending", NULL);
  facts = run (fixture);
  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpint (facts->certificate_end, >, now + 9 * 24 * 60 * 60);
  g_assert_cmpint (facts->certificate_end, <, now + 11 * 24 * 60 * 60);
  end (fixture);
}

/* Whatever still holds the test, such as a silent keyring, does not hold the client: who ends
 * the process waits for that. */
static void
wait_for_client (Fixture *fixture)
{
  guint guard = g_timeout_add_seconds (ENOUGH, stuck_cb, NULL);

  while (fixture->client != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

/* The result has to be there without waiting for anything: not for the network thread, not for
 * the keyring. */
static void
cancel (Fixture    *fixture,
        const char *state)
{
  gint64 begin = g_get_monotonic_time ();
  guint n_iterations = 0;

  g_assert_null (fixture->result);
  g_cancellable_cancel (fixture->cancellable);
  while (fixture->result == NULL)
    {
      g_assert_cmpuint (n_iterations++, <, 5);
      g_main_context_iteration (NULL, FALSE);
    }

  g_test_message ("Cancelled in %s: %" G_GINT64_FORMAT " µs, %u iterations",
                  state, g_get_monotonic_time () - begin, n_iterations);
  g_assert_cmpint (keyrack_test_result_get_outcome (fixture->result), ==,
                   KEYRACK_OUTCOME_CANCELLED);
  g_assert_cmpuint (keyrack_connection_test_get_next_try_in (fixture->test), ==, 0);
  wait_for_client (fixture);

  g_clear_object (&fixture->result);
  g_cancellable_reset (fixture->cancellable);
  end (fixture);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

/* Everything that is ready has happened. */
static void
settle (Fixture *fixture)
{
  g_idle_add (quit_cb, fixture->loop);
  spin (fixture);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char   *scenario;
    KeyrackPhase  phase;
  } states[] = {
    { "hang-in-tls", KEYRACK_PHASE_TLS },
    { "hang-after-tls", KEYRACK_PHASE_WAIT },
    { "hang-in-body", KEYRACK_PHASE_WAIT },
    { "endless-body", KEYRACK_PHASE_WAIT },
  };
  g_autoptr(GResolver) real = g_resolver_get_default ();
  g_autoptr(TestResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  const char *silent = keyrack_stand_in_get_silent_address (fixture->stand_in);

  start (fixture);
  cancel (fixture, "the beginning");

  fixture->secrets->error = SILENT;
  start (fixture);
  settle (fixture);
  g_assert_nonnull (fixture->secrets->waiting);
  cancel (fixture, "the keyring");
  fixture->secrets->error = ANSWERS;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      play (fixture, states[i].scenario, NULL);
      fixture->awaited = states[i].phase;
      start (fixture);
      spin (fixture);
      cancel (fixture, states[i].scenario);
    }

  play (fixture, "rate-limited-seconds", "{\"seconds\": 30}");
  fixture->awaited = KEYRACK_PHASE_RESOLVE;
  start (fixture);
  g_signal_connect_swapped (fixture->test, "notify::next-try-in",
                            G_CALLBACK (g_main_loop_quit), fixture->loop);
  spin (fixture);
  g_assert_cmpuint (keyrack_connection_test_get_next_try_in (fixture->test), ==, 30);
  cancel (fixture, "the countdown");

  if (silent != NULL)
    {
      g_free (fixture->settings->connect_to);
      fixture->settings->connect_to = g_strdup (silent);
      fixture->awaited = KEYRACK_PHASE_CONNECT;
      start (fixture);
      spin (fixture);
      cancel (fixture, "connecting");
    }

  g_resolver_set_default (G_RESOLVER (resolver));
  resolver->n_failures = -1;
  g_free (fixture->settings->connect_to);
  fixture->settings->connect_to = g_strdup ("stand-in.test:1");
  start (fixture);
  settle (fixture);
  cancel (fixture, "the name server");
  g_resolver_set_default (real);
}

static void
test_tries (void)
{
  for (int outcome = 0; outcome < KEYRACK_N_OUTCOMES; outcome++)
    {
      KeyrackTries tries = { 0 };
      KeyrackTokenAnswer answer = { .outcome = (KeyrackOutcome) outcome };
      gboolean passing = outcome == KEYRACK_OUTCOME_TIMEOUT ||
                         outcome == KEYRACK_OUTCOME_CONNECTION_LOST ||
                         outcome == KEYRACK_OUTCOME_NAME_LOOKUP_FAILED ||
                         outcome == KEYRACK_OUTCOME_SERVER_ERROR;
      guint seconds = 99;

      g_assert_true (keyrack_tries_allow_another (&tries, &answer, &seconds) == passing);
      g_assert_cmpuint (seconds, ==, outcome == KEYRACK_OUTCOME_SERVER_ERROR ? 1 : 0);
      g_assert_false (keyrack_tries_allow_another (&tries, &answer, &seconds));
    }
}

int
main (int   argc,
      char *argv[])
{
  /* Whether this machine is online is not the question. */
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);
  keyrack_http_client_init_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection-test/life", test_life);
  g_test_add_func ("/connection-test/tries", test_tries);
  g_test_add_func ("/connection-test/sandbox", test_sandbox);

#define ADD(name, function) \
  g_test_add ("/connection-test/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("good", test_good);
  ADD ("typed-secret", test_typed_secret);
  ADD ("values-of-the-start", test_values_of_the_start);
  ADD ("invalid-values", test_invalid_values);
  ADD ("keyrings", test_keyrings);
  ADD ("repetitions", test_repetitions);
  ADD ("name-server", test_name_server);
  ADD ("busy-server", test_busy_server);
  ADD ("clock", test_clock);
  ADD ("certificate-end", test_certificate_end);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
