/* keyrack-test-run-work.c: whose turn it is in a run of many tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-run-private.h"

#include "keyrack-connection-test.h"

#define MAX_FAILURES 3

/* One test under way. */
typedef struct
{
  KeyrackTestRun  *run;
  KeyrackTestItem *item;
  gboolean         waited;   /* for its server, before this try */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->run);
  g_object_unref (job->item);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* A login host that asked for time. */
typedef struct
{
  char            *host;
  KeyrackTestItem *item;     /* (nullable): what is tried again afterwards; owned */
  gint64           until;    /* of the monotonic clock */
} Pause;

static void
pause_clear (gpointer data)
{
  Pause *pause = data;

  g_clear_object (&pause->item);
  g_clear_pointer (&pause->host, g_free);
}

static KeyrackTestItem *
take_next (KeyrackTestRun *self)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      if (!g_hash_table_contains (self->busy_hosts, keyrack_test_item_get_host (link->data)))
        {
          KeyrackTestItem *item = link->data;

          g_queue_delete_link (&self->waiting, link);
          return item;
        }
    }

  return NULL;
}

static gboolean
is_cancelled (KeyrackTestRun *self)
{
  return g_cancellable_is_cancelled (self->gave_up) ||
         g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

static void
count_failure (KeyrackTestRun    *self,
               KeyrackTestResult *result)
{
  KeyrackOutcome outcome = keyrack_test_result_get_outcome (result);

  if (outcome != self->last_failure)
    self->n_failures = 0;

  self->last_failure = outcome;
  if (keyrack_outcome_is_of_network (outcome))
    self->n_failures++;

  if (self->n_failures < MAX_FAILURES || outcome == self->tolerated || g_queue_is_empty (&self->waiting) || is_cancelled (self))
    return;

  if (!self->asks)
    g_cancellable_cancel (self->gave_up);
  else if (self->failure == NULL)
    keyrack_test_run_set_failure (self, result);
}

/* Pauses */

static Pause *
get_pause (KeyrackTestRun *self,
           guint           index)
{
  return &g_array_index (self->pauses, Pause, index);
}

static void
end_pause (KeyrackTestRun *self,
           guint           index)
{
  Pause *pause = get_pause (self, index);

  g_hash_table_remove (self->busy_hosts, pause->host);
  if (pause->item != NULL)
    {
      keyrack_test_item_set_next_try_in (pause->item, 0);
      g_queue_push_head (&self->waiting, pause->item);
    }

  g_array_remove_index (self->pauses, index);
}

static gboolean
clock_cb (gpointer user_data)
{
  KeyrackTestRun *self = KEYRACK_TEST_RUN (user_data);
  g_autoptr(KeyrackTestRun) alive = g_object_ref (self);
  gint64 now = g_get_monotonic_time ();

  for (guint i = self->pauses->len; i > 0; i--)
    {
      Pause *pause = get_pause (self, i - 1);
      gint64 left = pause->until - now;

      if (left <= 0)
        end_pause (self, i - 1);
      else if (pause->item != NULL)
        keyrack_test_item_set_next_try_in (pause->item, (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC));
    }

  keyrack_test_run_start_waiting (alive);

  /* Whoever was told may have ended the run. */
  if (self->pauses->len > 0)
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->clock, g_source_unref);

  return G_SOURCE_REMOVE;
}

/* The host stays busy for so long; the item, if there is one, keeps its place at the front. */
static void
begin_pause (KeyrackTestRun  *self,
             KeyrackTestItem *item,
             const char      *host,
             guint            seconds)
{
  Pause pause = { .host = g_strdup (host), .until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC };

  g_set_object (&pause.item, item);
  g_array_append_val (self->pauses, pause);

  if (self->clock == NULL)
    {
      self->clock = g_timeout_source_new (1000);
      g_source_set_callback (self->clock, clock_cb, self, NULL);
      g_source_attach (self->clock, g_task_get_context (self->task));
    }

  if (item == NULL)
    return;

  keyrack_test_run_set_item (self, item, KEYRACK_TEST_ITEM_PAUSED, NULL);
  keyrack_test_item_set_next_try_in (item, seconds);
}

void
keyrack_test_run_init_pauses (KeyrackTestRun *self)
{
  self->pauses = g_array_new (FALSE, FALSE, sizeof (Pause));
  g_array_set_clear_func (self->pauses, pause_clear);
}

void
keyrack_test_run_clear_pauses (KeyrackTestRun *self)
{
  while (self->pauses->len > 0)
    end_pause (self, self->pauses->len - 1);
}

/* Tests */

/* How long its server wants to be left alone; 0 when it did not say, or for longer than
 * anybody waits. */
static guint
find_pause (KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts = keyrack_test_result_get_facts (result);

  if (facts->outcome != KEYRACK_OUTCOME_RATE_LIMITED || facts->seconds > KEYRACK_CONNECTION_TEST_LONGEST_WAIT)
    return 0;

  return facts->seconds;
}

static void
take_result (KeyrackTestRun    *self,
             Job               *job,
             KeyrackTestResult *result)
{
  const char *host = keyrack_test_item_get_host (job->item);
  guint seconds = is_cancelled (self) ? 0 : find_pause (result);

  if (seconds == 0)
    g_hash_table_remove (self->busy_hosts, host);
  else
    begin_pause (self, job->waited ? NULL : job->item, host, seconds);

  if (seconds > 0 && !job->waited)
    return;

  if (keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_CANCELLED)
    keyrack_test_run_set_item (self, job->item, KEYRACK_TEST_ITEM_NOT_TESTED, NULL);
  else
    keyrack_test_run_set_item (self, job->item, KEYRACK_TEST_ITEM_DONE, result);

  keyrack_test_run_emit_tested (self, job->item, result);
  count_failure (self, result);
}

static void
tested_cb (GObject      *object,
           GAsyncResult *async_result,
           gpointer      user_data)
{
  KeyrackConnectionTest *test = KEYRACK_CONNECTION_TEST (object);
  g_autoptr(Job) job = user_data;
  g_autoptr(KeyrackTestResult) result = NULL;
  g_autoptr(GError) error = NULL;

  result = keyrack_connection_test_run_finish (test, async_result, &error);

  if (result == NULL)
    g_error ("A test ended without a result: %s", error->message);

  job->run->in_flight--;
  take_result (job->run, job, result);
  keyrack_test_run_start_waiting (job->run);
}

static void
phase_cb (KeyrackTestItem       *item,
          GParamSpec            *pspec,
          KeyrackConnectionTest *test)
{
  g_assert (KEYRACK_IS_TEST_ITEM (item));

  if (keyrack_test_item_get_state (item) == KEYRACK_TEST_ITEM_TESTING)
    keyrack_test_item_set_phase (item, keyrack_connection_test_get_phase (test));
}

static void
start_one (KeyrackTestRun  *self,
           KeyrackTestItem *item)
{
  g_autoptr(KeyrackConnectionTest) test = NULL;
  KeyrackSecret *secret = NULL;
  Job *job = g_new0 (Job, 1);

  job->run = g_object_ref (self);
  job->item = g_object_ref (item);
  job->waited = keyrack_test_item_get_state (item) == KEYRACK_TEST_ITEM_PAUSED;

  g_hash_table_add (self->busy_hosts, g_strdup (keyrack_test_item_get_host (item)));
  self->in_flight++;
  self->most_in_flight = MAX (self->most_in_flight, self->in_flight);
  keyrack_test_run_set_item (self, item, KEYRACK_TEST_ITEM_TESTING, NULL);

  if (self->given != NULL)
    secret = g_hash_table_lookup (self->given, keyrack_test_item_get_profile (item));
  test = keyrack_connection_test_new (self->client, self->secrets, keyrack_test_item_get_profile (item), secret);
  keyrack_connection_test_set_began_at (test, self->began_at);
  keyrack_connection_test_set_patient (test, FALSE, job->waited ? 1 : 0);
  keyrack_connection_test_set_checks_permissions (test, self->checks_permissions);
  g_signal_connect_object (test, "notify::phase", G_CALLBACK (phase_cb), item, G_CONNECT_SWAPPED);
  keyrack_connection_test_run_async (test,
                                     keyrack_test_run_get_gave_up (self) ? self->gave_up
                                                                         : g_task_get_cancellable (self->task),
                                     tested_cb,
                                     job);
}

/* Nothing is begun while the person is asked, unless to be told that it is cancelled. */
void
keyrack_test_run_start_waiting (KeyrackTestRun *self)
{
  while (self->task != NULL && self->in_flight < self->jobs && self->failure == NULL)
    {
      KeyrackTestItem *item = take_next (self);

      if (item == NULL)
        break;

      start_one (self, item);
    }

  if (self->task != NULL && self->in_flight == 0 && g_queue_is_empty (&self->waiting) && self->counts.n_paused == 0)
    keyrack_test_run_end (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(KeyrackTestRun) self = g_object_ref (KEYRACK_TEST_RUN (user_data));

  g_clear_pointer (&self->cancel_source, g_source_unref);
  keyrack_test_run_clear_pauses (self);
  keyrack_test_run_set_failure (self, NULL);
  keyrack_test_run_start_waiting (self);

  return G_SOURCE_REMOVE;
}

/* Everything that waits is begun, as many at once as may be. */
void
keyrack_test_run_begin (KeyrackTestRun *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (keyrack_test_item_get_state (self->items->pdata[i]) == KEYRACK_TEST_ITEM_WAITING)
        g_queue_push_tail (&self->waiting, self->items->pdata[i]);
    }

  if (cancellable != NULL)
    {
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_priority (self->cancel_source, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancel_source, g_task_get_context (self->task));
    }

  keyrack_test_run_start_waiting (self);
}

/**
 * keyrack_test_run_set_secrets:
 * @self: a run that has not begun
 * @given: (element-type KeyrackProfile KeyrackSecret): secrets that are not stored, by the
 *   profiles of the run
 *
 * These are used for those profiles instead of the stored ones.
 */
void
keyrack_test_run_set_secrets (KeyrackTestRun *self,
                              GHashTable     *given)
{
  g_return_if_fail (KEYRACK_IS_TEST_RUN (self));
  g_return_if_fail (given != NULL);

  g_clear_pointer (&self->given, g_hash_table_unref);
  self->given = g_hash_table_ref (given);
}
