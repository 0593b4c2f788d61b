/* test-worker.c: one thread that does tasks one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-worker.h"
#include "waiting.h"

#define N_TASKS 200

typedef struct
{
  KeyrackWorker *worker;
  GThread       *thread;
  int            in_flight;
  int            most_in_flight;
  GString       *order;
} Log;

static void
note (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  Log *log = g_object_get_data (source, "log");
  int in_flight = g_atomic_int_add (&log->in_flight, 1) + 1;

  g_assert_true (keyrack_worker_is_current (log->worker));
  log->most_in_flight = MAX (log->most_in_flight, in_flight);
  log->thread = g_thread_self ();
  g_string_append_printf (log->order, "%d ", GPOINTER_TO_INT (task_data));

  /* Gives a second thread, if there were one, the chance to be seen. */
  g_thread_yield ();
  g_atomic_int_add (&log->in_flight, -1);
  g_task_return_int (task, GPOINTER_TO_INT (task_data));
}

static void
test_drop (void)
{
  KeyrackWorker *worker = keyrack_worker_new ("test");

  g_assert_false (keyrack_worker_is_current (worker));
  g_assert_finalize_object (worker);
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  int *n_done = data;

  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, *n_done);
  *n_done += 1;
}

static gboolean
all_done (gpointer data)
{
  return *(int *) data == N_TASKS;
}

static void
test_order (void)
{
  KeyrackWorker *worker = keyrack_worker_new ("test");
  g_autoptr(GObject) source = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GString) order = g_string_new (NULL);
  g_autoptr(GString) expected = g_string_new (NULL);
  Log log = { worker, NULL, 0, 0, order };
  int n_done = 0;

  g_object_set_data (source, "log", &log);

  for (int i = 0; i < N_TASKS; i++)
    {
      g_autoptr(GTask) task = g_task_new (source, NULL, count_cb, &n_done);

      g_task_set_task_data (task, GINT_TO_POINTER (i), NULL);
      keyrack_worker_run (worker, task, note);
      g_string_append_printf (expected, "%d ", i);
    }

  wait_until (all_done, &n_done);

  g_assert_cmpstr (order->str, ==, expected->str);
  g_assert_cmpint (log.most_in_flight, ==, 1);
  g_assert_true (log.thread != g_thread_self ());
  assert_goes_away (worker);
}

/* Holds the worker until it is told to go on. */
static void
wait_for_mutex (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_mutex_lock (task_data);
  g_mutex_unlock (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
never (GTask        *task,
       gpointer      source,
       gpointer      task_data,
       GCancellable *cancellable)
{
  g_assert_not_reached ();
}

static void
test_cancelled_before_its_turn (void)
{
  KeyrackWorker *worker = keyrack_worker_new ("test");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GTask) task = g_task_new (NULL, NULL, take_result_cb, &first);
  g_autoptr(GTask) cancelled = g_task_new (NULL, cancellable, take_result_cb, &second);
  g_autoptr(GError) error = NULL;
  GMutex mutex;

  g_mutex_init (&mutex);
  g_mutex_lock (&mutex);
  g_task_set_task_data (task, &mutex, NULL);

  keyrack_worker_run (worker, task, wait_for_mutex);
  keyrack_worker_run (worker, cancelled, never);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&mutex);

  g_assert_true (g_task_propagate_boolean (G_TASK (wait_for_result (&first)), NULL));
  g_assert_false (g_task_propagate_boolean (G_TASK (wait_for_result (&second)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  assert_goes_away (worker);
  g_mutex_clear (&mutex);
}

/* The worker is dropped while it works: the task is finished, then the thread. */
static void
test_dropped_at_work (void)
{
  KeyrackWorker *worker = keyrack_worker_new ("test");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GTask) task = g_task_new (NULL, NULL, take_result_cb, &result);
  gpointer pointer = worker;
  GMutex mutex;

  g_object_add_weak_pointer (G_OBJECT (worker), &pointer);
  g_mutex_init (&mutex);
  g_mutex_lock (&mutex);
  g_task_set_task_data (task, &mutex, NULL);

  keyrack_worker_run (worker, task, wait_for_mutex);
  g_object_unref (worker);
  g_assert_nonnull (pointer);
  g_mutex_unlock (&mutex);

  g_assert_true (g_task_propagate_boolean (G_TASK (wait_for_result (&result)), NULL));
  while (pointer != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_mutex_clear (&mutex);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker/drop", test_drop);
  g_test_add_func ("/worker/order", test_order);
  g_test_add_func ("/worker/cancelled-before-its-turn", test_cancelled_before_its_turn);
  g_test_add_func ("/worker/dropped-at-work", test_dropped_at_work);

  return g_test_run ();
}
