/* keyrack-test-run.c: testing many connections, a few at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-run-private.h"

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackTestRun, keyrack_test_run, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  TESTED,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where an item is counted. */
static guint *
find_count (KeyrackTestRun  *self,
            KeyrackTestItem *item)
{
  switch (keyrack_test_item_get_state (item))
    {
    case KEYRACK_TEST_ITEM_TESTING:
      return &self->counts.n_testing;

    case KEYRACK_TEST_ITEM_PAUSED:
      return &self->counts.n_paused;

    case KEYRACK_TEST_ITEM_NOT_TESTED:
      return &self->counts.n_not_tested;

    case KEYRACK_TEST_ITEM_DONE:
      if (keyrack_test_item_get_class (item) == KEYRACK_TEST_CLASS_WORKS)
        return &self->counts.n_working;
      if (keyrack_test_item_get_class (item) == KEYRACK_TEST_CLASS_REFUSED)
        return &self->counts.n_refused;
      return &self->counts.n_undecided;

    case KEYRACK_TEST_ITEM_WAITING:
    default:
      return &self->counts.n_waiting;
    }
}

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GType
keyrack_test_run_get_item_type (GListModel *model)
{
  return KEYRACK_TYPE_TEST_ITEM;
}

static guint
keyrack_test_run_get_n_items (GListModel *model)
{
  return KEYRACK_TEST_RUN (model)->items->len;
}

static gpointer
keyrack_test_run_get_item (GListModel *model,
                           guint       position)
{
  KeyrackTestRun *self = KEYRACK_TEST_RUN (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = keyrack_test_run_get_item_type;
  iface->get_n_items = keyrack_test_run_get_n_items;
  iface->get_item = keyrack_test_run_get_item;
}

static void
keyrack_test_run_dispose (GObject *object)
{
  KeyrackTestRun *self = KEYRACK_TEST_RUN (object);

  clear_source (&self->cancel_source);
  clear_source (&self->clock);
  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_object (&self->failure);
  g_clear_object (&self->gave_up);
  g_queue_clear (&self->waiting);
  g_clear_pointer (&self->busy_hosts, g_hash_table_unref);

  G_OBJECT_CLASS (keyrack_test_run_parent_class)->dispose (object);
}

static void
keyrack_test_run_finalize (GObject *object)
{
  KeyrackTestRun *self = KEYRACK_TEST_RUN (object);

  g_array_unref (self->pauses);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (keyrack_test_run_parent_class)->finalize (object);
}

static void
keyrack_test_run_class_init (KeyrackTestRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_test_run_dispose;
  object_class->finalize = keyrack_test_run_finalize;

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

  /**
   * KeyrackTestRun::changed:
   *
   * The counts, whether it runs, or whether it asks.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
keyrack_test_run_init (KeyrackTestRun *self)
{
  g_queue_init (&self->waiting);
  keyrack_test_run_init_pauses (self);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
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
    g_ptr_array_add (self->items, keyrack_test_item_new (profiles->pdata[i]));

  self->counts.n_waiting = profiles->len;

  return self;
}

/**
 * keyrack_test_run_set_asks:
 * @self: a run
 * @asks: %TRUE: somebody is there who answers; %FALSE, which is the default: it gives up
 *
 * What becomes of the rest when three tests in a row failed for the same reason of the
 * network. A run that asks begins no test while keyrack_test_run_get_failure() is set;
 * the answer is keyrack_test_run_go_on(), or to cancel.
 */
void
keyrack_test_run_set_asks (KeyrackTestRun *self,
                           gboolean        asks)
{
  g_return_if_fail (KEYRACK_IS_TEST_RUN (self));

  self->asks = asks;
}

/* Whether the permissions of what works are looked at too; see keyrack_permission_check_async(). */
void
keyrack_test_run_set_checks_permissions (KeyrackTestRun *self,
                                         gboolean        checks)
{
  g_return_if_fail (KEYRACK_IS_TEST_RUN (self));

  self->checks_permissions = checks;
}

gboolean
keyrack_test_run_get_checks_permissions (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), FALSE);

  return self->checks_permissions;
}

const KeyrackTestCounts *
keyrack_test_run_get_counts (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), NULL);

  return &self->counts;
}

/* How many have a result. */
guint
keyrack_test_run_get_n_tested (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), 0);

  return self->counts.n_working + self->counts.n_refused + self->counts.n_undecided;
}

/* Microseconds since it began, until it ended. */
gint64
keyrack_test_run_get_elapsed (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), 0);

  return self->task != NULL ? g_get_monotonic_time () - self->began_at : self->elapsed;
}

/* Seconds since the epoch, UTC; 0 before its first end. */
gint64
keyrack_test_run_get_ended_at (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), 0);

  return self->ended_at;
}

gboolean
keyrack_test_run_get_running (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), FALSE);

  return self->task != NULL;
}

/**
 * keyrack_test_run_get_failure:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what three tests in a row failed with, while the run
 *   asks whether to go on; see keyrack_test_run_set_asks()
 */
KeyrackTestResult *
keyrack_test_run_get_failure (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), NULL);

  return self->failure;
}

/* It asks no more about the same failure. */
void
keyrack_test_run_go_on (KeyrackTestRun *self)
{
  g_return_if_fail (KEYRACK_IS_TEST_RUN (self));

  if (self->failure == NULL)
    return;

  self->tolerated = keyrack_test_result_get_outcome (self->failure);
  keyrack_test_run_set_failure (self, NULL);
  keyrack_test_run_start_waiting (self);
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

static gboolean
has_failed (KeyrackTestItem *item)
{
  return keyrack_test_item_get_state (item) == KEYRACK_TEST_ITEM_DONE &&
         keyrack_test_item_get_class (item) != KEYRACK_TEST_CLASS_WORKS;
}

static gboolean
was_left_out (KeyrackTestItem *item)
{
  return keyrack_test_item_get_state (item) == KEYRACK_TEST_ITEM_NOT_TESTED;
}

static guint
renew (KeyrackTestRun  *self,
       gboolean       (*is_meant) (KeyrackTestItem *item))
{
  guint n_renewed = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      if (!is_meant (self->items->pdata[i]))
        continue;

      keyrack_test_run_set_item (self, self->items->pdata[i], KEYRACK_TEST_ITEM_WAITING, NULL);
      n_renewed++;
    }

  return n_renewed;
}

/**
 * keyrack_test_run_renew_failed:
 * @self: a run that does not run
 *
 * Lets those that have a result but do not work wait to be tested again; see
 * keyrack_test_run_start_async().
 *
 * Returns: how many there are
 */
guint
keyrack_test_run_renew_failed (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), 0);
  g_return_val_if_fail (self->task == NULL, 0);

  return renew (self, has_failed);
}

/* The same for those that were left out when it was cancelled. */
guint
keyrack_test_run_renew_rest (KeyrackTestRun *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (self), 0);
  g_return_val_if_fail (self->task == NULL, 0);

  return renew (self, was_left_out);
}

/**
 * keyrack_test_run_start_async:
 * @self: a run that does not run
 * @cancellable: (nullable): ends every test with the outcome "cancelled"
 * @callback: called when each profile has its result
 * @user_data: for @callback
 *
 * Tests the profiles that wait, never two at once against the same login host: its
 * rate limit counts for all of them. A host that asks for time is left alone for so long,
 * and what it was asked for is tried once more. A keyring that does not answer is waited
 * for once. When three of them in a row could not be reached for the same reason, the
 * others are not asked and have the outcome "cancelled", see keyrack_test_run_get_gave_up();
 * or the person is asked, see keyrack_test_run_set_asks().
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
  self->last_failure = KEYRACK_OUTCOME_NOT_TESTED;
  self->tolerated = KEYRACK_OUTCOME_NOT_TESTED;
  self->n_failures = 0;
  g_cancellable_reset (self->gave_up);

  g_signal_emit (self, signals[CHANGED], 0);
  keyrack_test_run_begin (self);
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

/* For the other files */

void
keyrack_test_run_set_item (KeyrackTestRun       *self,
                           KeyrackTestItem      *item,
                           KeyrackTestItemState  state,
                           KeyrackTestResult    *result)
{
  (*find_count (self, item))--;
  keyrack_test_item_set_state (item, state, result);
  (*find_count (self, item))++;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
keyrack_test_run_set_failure (KeyrackTestRun    *self,
                              KeyrackTestResult *failure)
{
  if (g_set_object (&self->failure, failure))
    g_signal_emit (self, signals[CHANGED], 0);
}

void
keyrack_test_run_emit_tested (KeyrackTestRun    *self,
                              KeyrackTestItem   *item,
                              KeyrackTestResult *result)
{
  g_signal_emit (self, signals[TESTED], 0, keyrack_test_item_get_profile (item), result);
}

void
keyrack_test_run_end (KeyrackTestRun *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  self->elapsed = g_get_monotonic_time () - self->began_at;
  self->ended_at = g_get_real_time () / G_USEC_PER_SEC;
  clear_source (&self->cancel_source);
  clear_source (&self->clock);
  keyrack_test_run_clear_pauses (self);

  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}
