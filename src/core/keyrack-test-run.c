/* keyrack-test-run.c: testing many connections, a few at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-run.h"

#include "keyrack-connection-test.h"

#define MAX_FAILURES 3

struct _KeyrackTestRun
{
  GObject             parent_instance;

  /* Owned references */
  KeyrackHttpClient  *client;
  KeyrackSecretStore *secrets;
  GQueue              waiting;        /* KeyrackProfile */
  GHashTable         *busy_hosts;     /* login hosts that are asked at this moment */
  GTask              *task;
  GCancellable       *gave_up;        /* cancelled once there is no use in asking */

  gint64              began_at;       /* of the monotonic clock */
  KeyrackOutcome      last_failure;
  guint               n_failures;     /* of that kind, in a row */
  guint               jobs;
  guint               in_flight;
  guint               most_in_flight;
};

G_DEFINE_FINAL_TYPE (KeyrackTestRun, keyrack_test_run, G_TYPE_OBJECT)

enum
{
  TESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One test under way. */
typedef struct
{
  KeyrackTestRun *run;
  KeyrackProfile *profile;
  char           *host;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->run);
  g_object_unref (job->profile);
  g_free (job->host);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Connections without a valid host are not asked for anything, so they need no turn. */
static char *
dup_host (KeyrackProfile *profile)
{
  const char *host = keyrack_profile_get_login_host (profile);

  return host != NULL ? g_strdup (host) : g_strdup (keyrack_profile_get_id (profile));
}

static KeyrackProfile *
take_next (KeyrackTestRun *self)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      g_autofree char *host = dup_host (link->data);

      if (!g_hash_table_contains (self->busy_hosts, host))
        {
          KeyrackProfile *profile = link->data;

          g_queue_delete_link (&self->waiting, link);
          return profile;
        }
    }

  return NULL;
}

/* Whether another server would be no better off. */
static gboolean
is_failure_of_network (KeyrackOutcome outcome)
{
  static const KeyrackOutcome failures[] = {
    KEYRACK_OUTCOME_NAME_LOOKUP_FAILED, KEYRACK_OUTCOME_CONNECTION_REFUSED,
    KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_OUTCOME_TIMEOUT, KEYRACK_OUTCOME_TLS_UNTRUSTED,
    KEYRACK_OUTCOME_CA_FILE_UNREADABLE, KEYRACK_OUTCOME_PROXY_UNREACHABLE,
    KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, KEYRACK_OUTCOME_PROXY_FAILED, KEYRACK_OUTCOME_OFFLINE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      if (failures[i] == outcome)
        return TRUE;
    }

  return FALSE;
}

static void
count_failure (KeyrackTestRun *self,
               KeyrackOutcome  outcome)
{
  if (outcome != self->last_failure)
    self->n_failures = 0;

  self->last_failure = outcome;
  if (is_failure_of_network (outcome))
    self->n_failures++;

  if (self->n_failures >= MAX_FAILURES && !g_queue_is_empty (&self->waiting))
    g_cancellable_cancel (self->gave_up);
}

static void start_waiting (KeyrackTestRun *self);

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  KeyrackConnectionTest *test = KEYRACK_CONNECTION_TEST (object);
  g_autoptr(Job) job = user_data;
  g_autoptr(KeyrackTestResult) found = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackTestRun *self = job->run;

  found = keyrack_connection_test_run_finish (test, result, &error);

  if (found == NULL)
    g_error ("A test ended without a result: %s", error->message);

  self->in_flight--;
  g_hash_table_remove (self->busy_hosts, job->host);
  g_signal_emit (self, signals[TESTED], 0, job->profile, found);
  count_failure (self, keyrack_test_result_get_outcome (found));

  start_waiting (self);
}

static void
start_one (KeyrackTestRun *self,
           KeyrackProfile *profile)
{
  g_autoptr(KeyrackConnectionTest) test = NULL;
  Job *job = g_new0 (Job, 1);

  job->run = g_object_ref (self);
  job->profile = g_object_ref (profile);
  job->host = dup_host (profile);

  g_hash_table_add (self->busy_hosts, g_strdup (job->host));
  self->in_flight++;
  self->most_in_flight = MAX (self->most_in_flight, self->in_flight);

  test = keyrack_connection_test_new (self->client, self->secrets, profile, NULL);
  keyrack_connection_test_set_began_at (test, self->began_at);
  keyrack_connection_test_run_async (test,
                                     keyrack_test_run_get_gave_up (self) ? self->gave_up
                                                                         : g_task_get_cancellable (self->task),
                                     tested_cb,
                                     job);
}

static void
start_waiting (KeyrackTestRun *self)
{
  while (self->in_flight < self->jobs)
    {
      g_autoptr(KeyrackProfile) profile = take_next (self);

      if (profile == NULL)
        break;

      start_one (self, profile);
    }

  if (self->in_flight == 0 && self->task != NULL)
    {
      g_autoptr(GTask) task = g_steal_pointer (&self->task);

      g_task_return_boolean (task, TRUE);
    }
}

static void
keyrack_test_run_dispose (GObject *object)
{
  KeyrackTestRun *self = KEYRACK_TEST_RUN (object);

  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_object (&self->gave_up);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_pointer (&self->busy_hosts, g_hash_table_unref);

  G_OBJECT_CLASS (keyrack_test_run_parent_class)->dispose (object);
}

static void
keyrack_test_run_class_init (KeyrackTestRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_test_run_dispose;

  /**
   * KeyrackTestRun::tested:
   * @profile: the connection
   * @result: what its test found
   */
  signals[TESTED] =
    g_signal_new ("tested",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  2, KEYRACK_TYPE_PROFILE, KEYRACK_TYPE_TEST_RESULT);
}

static void
keyrack_test_run_init (KeyrackTestRun *self)
{
  g_queue_init (&self->waiting);
  self->gave_up = g_cancellable_new ();
  self->busy_hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * keyrack_test_run_new:
 * @client: sends the requests
 * @secrets: holds the secrets
 * @profiles: (element-type KeyrackProfile): what is tested, in this order
 * @jobs: how many tests run at once, 1 to %KEYRACK_TEST_RUN_MAX_JOBS
 *
 * Returns: (transfer full): a run that has not begun
 */
KeyrackTestRun *
keyrack_test_run_new (KeyrackHttpClient  *client,
                      KeyrackSecretStore *secrets,
                      GPtrArray          *profiles,
                      guint               jobs)
{
  KeyrackTestRun *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (secrets), NULL);
  g_return_val_if_fail (profiles != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_TEST_RUN, NULL);
  self->client = g_object_ref (client);
  self->secrets = g_object_ref (secrets);
  self->jobs = CLAMP (jobs, 1, KEYRACK_TEST_RUN_MAX_JOBS);

  for (guint i = 0; i < profiles->len; i++)
    g_queue_push_tail (&self->waiting, g_object_ref (profiles->pdata[i]));

  return self;
}

/**
 * keyrack_test_run_get_most_in_flight:
 * @self: a run
 *
 * Returns: the greatest number of tests that were under way at once
 */
guint
keyrack_test_run_get_most_in_flight (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), 0);

  return self->most_in_flight;
}

/**
 * keyrack_test_run_get_gave_up:
 * @self: a run
 *
 * Returns: %TRUE if connections were left out because those before failed for one reason
 *   that is the network's
 */
gboolean
keyrack_test_run_get_gave_up (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), FALSE);

  return g_cancellable_is_cancelled (self->gave_up);
}

/**
 * keyrack_test_run_start_async:
 * @self: a run that has not begun
 * @cancellable: (nullable): ends every test with the outcome "cancelled"
 * @callback: called when each profile has its result
 * @user_data: for @callback
 *
 * Tests the profiles, never two at once against the same login host: its
 * rate limit counts for all of them. A keyring that does not answer is waited for once.
 * When three of them in a row could not be reached for the same reason, the others are
 * not asked and have the outcome "cancelled"; see keyrack_test_run_get_gave_up().
 */
void
keyrack_test_run_start_async (KeyrackTestRun      *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_TEST_RUN (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, keyrack_test_run_start_async);
  g_task_set_check_cancellable (self->task, FALSE);
  self->began_at = g_get_monotonic_time ();

  start_waiting (self);
}

/**
 * keyrack_test_run_start_finish:
 * @self: a run
 * @result: what the callback was given
 * @error: never set: a fault is the result of its test
 *
 * Returns: %TRUE
 */
gboolean
keyrack_test_run_start_finish (KeyrackTestRun  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
