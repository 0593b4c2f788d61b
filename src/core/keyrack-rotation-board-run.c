/* keyrack-rotation-board-run.c: whose turn it is on a board, and what became of each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-board-private.h"

#include "keyrack-connection-test.h"
#include "keyrack-rotation.h"

#define MAX_IN_FLIGHT 16
#define MAX_FAILURES  3

/* One connection under way. */
typedef struct
{
  KeyrackRotationBoard *board;
  KeyrackRotationItem  *item;
  KeyrackRotation      *rotation;  /* (nullable) */
  char                 *host;      /* when it began */
} Job;

static void start_waiting (KeyrackRotationBoard *self);

static void
job_free (Job *job)
{
  g_object_unref (job->board);
  g_object_unref (job->item);
  g_clear_object (&job->rotation);
  g_free (job->host);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
is_cancelled (KeyrackRotationBoard *self)
{
  return self->failure != NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

static gboolean
works (KeyrackTestResult *result)
{
  return result != NULL && keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_OK;
}

/* Another refusal than this one does not speak of the credential itself. */
static gboolean
is_unknown_there (KeyrackTestResult *result)
{
  return result != NULL && keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_INVALID_CLIENT;
}

/* Where the network itself is at fault, the others would fare no better. */
static void
count_failure (KeyrackRotationBoard *self,
               KeyrackTestResult    *result)
{
  KeyrackOutcome outcome = keyrack_test_result_get_outcome (result);

  if (outcome != self->last_failure)
    self->n_failures = 0;

  self->last_failure = outcome;
  if (keyrack_outcome_is_of_network (outcome))
    self->n_failures++;

  if (self->n_failures >= MAX_FAILURES && !g_queue_is_empty (&self->waiting))
    g_set_object (&self->failure, result);
}

static void
end_job (Job *job)
{
  KeyrackRotationBoard *self = job->board;

  self->in_flight--;
  g_hash_table_remove (self->busy_hosts, job->host);
  job->item->work = KEYRACK_WORK_NONE;
  keyrack_rotation_item_changed (job->item);
  start_waiting (self);
}

/* The old pair */

static void
take_old_result (KeyrackRotationItem *item,
                 KeyrackTestResult   *result)
{
  gint64 tested_at = keyrack_test_result_get_facts (result)->tested_at;

  g_set_object (&item->old_result, result);

  if (is_unknown_there (result))
    {
      item->moments.old_refused_at = tested_at;
      item->stage = KEYRACK_STAGE_OLD_DELETED;
      if (item->trouble == KEYRACK_TROUBLE_OLD_WORKS)
        keyrack_rotation_item_set_trouble (item, KEYRACK_TROUBLE_NONE, NULL);
    }
  else if (works (result) && item->moments.old_marked_at > 0)
    {
      item->moments.old_marked_at = 0;
      item->stage = KEYRACK_STAGE_STORED;
      keyrack_rotation_item_set_trouble (item, KEYRACK_TROUBLE_OLD_WORKS, NULL);
    }
}

static void
old_tested_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(KeyrackTestResult) found =
    keyrack_connection_test_run_finish (KEYRACK_CONNECTION_TEST (source), result, NULL);

  if (keyrack_test_result_get_outcome (found) != KEYRACK_OUTCOME_CANCELLED)
    {
      take_old_result (job->item, found);
      count_failure (job->board, found);
    }

  end_job (job);
}

static void
test_old (Job *job)
{
  const KeyrackPreviousPair *previous = keyrack_profile_get_previous (job->item->profile);
  g_autoptr(KeyrackProfile) candidate = keyrack_profile_dup (job->item->profile);
  g_autoptr(KeyrackConnectionTest) test = NULL;

  keyrack_profile_set_client_id (candidate, previous->client_id);
  keyrack_profile_set_secret_ref (candidate, previous->secret_ref);
  test = keyrack_connection_test_new (job->board->client, keyrack_profile_store_get_secrets (job->board->store),
                                      candidate, NULL);
  keyrack_rotation_item_set_work (job->item, KEYRACK_WORK_TESTING_OLD);
  keyrack_connection_test_run_async (test, g_task_get_cancellable (job->board->task), old_tested_cb, job);
}

/* The new pair */

/* Stored, whatever the test from the keyring found. */
static void
take_replaced (Job *job)
{
  KeyrackRotationItem *item = job->item;
  const KeyrackPreviousPair *previous = keyrack_profile_get_previous (item->profile);

  if (previous != NULL)
    {
      g_free (item->old_client_id);
      item->old_client_id = g_strdup (previous->client_id);
    }

  item->stage = KEYRACK_STAGE_STORED;
  item->moments.stored_at = now ();
  g_set_object (&item->new_result, keyrack_rotation_get_new_result (job->rotation));
  g_clear_pointer (&item->secret, keyrack_secret_unref);

  if (keyrack_rotation_get_stored (job->rotation))
    {
      item->moments.verified_at = keyrack_test_result_get_facts (item->new_result)->tested_at;
      keyrack_rotation_item_set_trouble (item, KEYRACK_TROUBLE_NONE, NULL);
    }
  else
    {
      item->moments.verified_at = 0;
      keyrack_rotation_item_set_trouble (item, KEYRACK_TROUBLE_UNPROVEN, NULL);
    }

  /* What was refused before the new one took its place is deleted already. */
  if (is_unknown_there (item->old_result))
    take_old_result (item, item->old_result);
}

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_rotation_replace_finish (KEYRACK_ROTATION (source), result, &error))
    take_replaced (job);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_rotation_item_set_trouble (job->item, KEYRACK_TROUBLE_NOT_STORED, error->message);

  end_job (job);
}

static void
replace (Job                 *job,
         KeyrackReplaceFlags  flags)
{
  keyrack_rotation_item_set_work (job->item, KEYRACK_WORK_STORING);
  keyrack_rotation_replace_async (job->rotation, flags, job->board->keep_days,
                                  g_task_get_cancellable (job->board->task), replaced_cb, job);
}

/* What the tests of both found; the trouble with the new one, if there is any. */
static KeyrackRotationTrouble
take_checked (Job *job)
{
  KeyrackRotationItem *item = job->item;
  KeyrackRotationSameness same_pair = KEYRACK_ROTATION_SAME_ID | KEYRACK_ROTATION_SAME_SECRET;

  g_set_object (&item->new_result, keyrack_rotation_get_new_result (job->rotation));
  g_set_object (&item->old_result, keyrack_rotation_get_old_result (job->rotation));
  item->stage = KEYRACK_STAGE_ENTERED;
  item->moments.verified_at = 0;
  count_failure (job->board, item->new_result);

  if (keyrack_rotation_get_sameness (job->rotation) == same_pair)
    return KEYRACK_TROUBLE_SAME;

  if (works (item->new_result))
    {
      item->stage = KEYRACK_STAGE_VERIFIED;
      item->moments.verified_at = keyrack_test_result_get_facts (item->new_result)->tested_at;
      return KEYRACK_TROUBLE_NONE;
    }

  return keyrack_test_result_get_verdict (item->new_result) == KEYRACK_VERDICT_REFUSED ? KEYRACK_TROUBLE_REFUSED
                                                                                      : KEYRACK_TROUBLE_UNDECIDED;
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  KeyrackRotationTrouble trouble = KEYRACK_TROUBLE_NONE;
  gboolean anyway = job->board->kind == KEYRACK_BOARD_STORE_ANYWAY;

  if (!keyrack_rotation_check_finish (KEYRACK_ROTATION (source), result, NULL))
    {
      end_job (job);
      return;
    }

  trouble = take_checked (job);
  keyrack_rotation_item_set_trouble (job->item, trouble, NULL);
  keyrack_rotation_item_changed (job->item);

  if (trouble == KEYRACK_TROUBLE_NONE && !is_cancelled (job->board))
    replace (g_steal_pointer (&job), KEYRACK_REPLACE_VERIFIED);
  else if (anyway && trouble != KEYRACK_TROUBLE_SAME && !is_cancelled (job->board))
    replace (g_steal_pointer (&job), KEYRACK_REPLACE_UNVERIFIED);
  else
    end_job (job);
}

static void
check (Job *job)
{
  KeyrackRotationBoard *self = job->board;

  job->rotation = keyrack_rotation_new (self->client, self->store, job->item->profile);
  keyrack_rotation_set_journal (job->rotation, self->journal);
  keyrack_rotation_item_set_work (job->item, KEYRACK_WORK_TESTING);
  keyrack_rotation_check_async (job->rotation, job->item->client_id, job->item->secret,
                                g_task_get_cancellable (self->task), checked_cb, job);
}

/* Turns */

static KeyrackRotationItem *
take_next (KeyrackRotationBoard *self)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      KeyrackRotationItem *item = link->data;

      if (g_hash_table_contains (self->busy_hosts, keyrack_rotation_item_get_host (item)))
        continue;

      g_queue_delete_link (&self->waiting, link);

      return item;
    }

  return NULL;
}

static void
start_one (KeyrackRotationBoard *self,
           KeyrackRotationItem  *item)
{
  Job *job = g_new0 (Job, 1);

  job->board = g_object_ref (self);
  job->item = g_object_ref (item);
  job->host = g_strdup (keyrack_rotation_item_get_host (item));
  g_hash_table_add (self->busy_hosts, g_strdup (job->host));
  self->in_flight++;

  if (self->kind == KEYRACK_BOARD_TEST_OLD)
    test_old (job);
  else
    check (job);
}

static void
leave_out_waiting (KeyrackRotationBoard *self)
{
  KeyrackRotationItem *item = NULL;

  while ((item = g_queue_pop_head (&self->waiting)) != NULL)
    keyrack_rotation_item_set_work (item, KEYRACK_WORK_NONE);
}

static void
start_waiting (KeyrackRotationBoard *self)
{
  KeyrackRotationItem *item = NULL;

  if (is_cancelled (self))
    leave_out_waiting (self);

  while (self->in_flight < MAX_IN_FLIGHT && (item = take_next (self)) != NULL)
    {
      /* It can have been let go while it waited. */
      if (self->kind == KEYRACK_BOARD_TEST_OLD && keyrack_profile_get_previous (item->profile) == NULL)
        keyrack_rotation_item_set_work (item, KEYRACK_WORK_NONE);
      else
        start_one (self, item);
    }

  if (self->in_flight == 0)
    keyrack_rotation_board_end (self);
}

/* Everything that waits is begun, as many at once as may be. */
static void
begin (KeyrackRotationBoard *self)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    keyrack_rotation_item_set_work (link->data, KEYRACK_WORK_WAITING);

  start_waiting (self);
}

/* What was refused is tried again only where it is meant by itself. */
static gboolean
can_do (KeyrackRotationItem *item,
        KeyrackBoardTask     task,
        gboolean             alone)
{
  switch (task)
    {
    case KEYRACK_BOARD_STORE_ANYWAY:
      return keyrack_rotation_item_can_store_anyway (item);

    case KEYRACK_BOARD_TEST_OLD:
      return keyrack_rotation_item_can_test_old (item);

    case KEYRACK_BOARD_STORE:
    default:
      return alone ? keyrack_rotation_item_can_test (item) : keyrack_rotation_item_can_store (item);
    }
}

/**
 * keyrack_rotation_board_run_async:
 * @self: a board that does not run
 * @task: what is done
 * @item: (nullable): with this item alone, if keyrack_rotation_item_can_test() is true; %NULL
 *   for all of which keyrack_rotation_item_can_store() or keyrack_rotation_item_can_test_old() is
 * @keep_days: for how long the old pairs are kept; see keyrack_profile_store_replace_async()
 * @cancellable: (nullable): ends the tests; what is being stored is stored all the same
 * @callback: called when it came to its end
 * @user_data: for @callback
 *
 * A few at a time, never two at once against the same login host. The outcome of each stands
 * in its item. When three in a row could not be reached for one reason, the others are left
 * as they are, see keyrack_rotation_board_get_failure().
 */
void
keyrack_rotation_board_run_async (KeyrackRotationBoard *self,
                                  KeyrackBoardTask      task,
                                  KeyrackRotationItem  *item,
                                  guint                 keep_days,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));
  g_return_if_fail (item != NULL || task != KEYRACK_BOARD_STORE_ANYWAY);
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, keyrack_rotation_board_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  self->kind = task;
  self->keep_days = keep_days;
  self->last_failure = KEYRACK_OUTCOME_NOT_TESTED;
  self->n_failures = 0;
  g_clear_object (&self->failure);

  for (guint i = 0; i < self->items->len; i++)
    {
      if ((item == NULL || item == self->items->pdata[i]) && can_do (self->items->pdata[i], task, item != NULL))
        g_queue_push_tail (&self->waiting, self->items->pdata[i]);
    }

  begin (self);
}

/**
 * keyrack_rotation_board_run_finish:
 * @self: a board
 * @result: what the callback was given
 * @error: never set: a fault stands in its item
 *
 * Returns: %TRUE
 */
gboolean
keyrack_rotation_board_run_finish (KeyrackRotationBoard  *self,
                                   GAsyncResult          *result,
                                   GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Ends the tests that run, if there are any; what is being stored is stored all the same. */
void
keyrack_rotation_board_cancel (KeyrackRotationBoard *self)
{
  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));

  if (self->task != NULL)
    g_cancellable_cancel (g_task_get_cancellable (self->task));
}
