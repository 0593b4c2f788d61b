/* keyrack-worker.c: one thread that does tasks one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-worker.h"

struct _KeyrackWorker
{
  GObject parent_instance;

  GThread     *thread;
  GAsyncQueue *jobs;
};

G_DEFINE_FINAL_TYPE (KeyrackWorker, keyrack_worker, G_TYPE_OBJECT)

/* A job holds the worker, so the thread has nothing to do when the worker goes. */
typedef struct
{
  KeyrackWorker   *worker;
  GTask           *task;
  GTaskThreadFunc  func;
} Job;

/* Tells the thread to end. */
static Job last_job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_clear_object (&job->worker);
  g_free (job);
}

static gboolean
discard_job_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* What a job holds is let go where it came from: a list model whose last reference
 * was the task's must not be finalized in this thread. */
static void
discard_job (Job *job)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "[keyrack] discard_job_cb");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, discard_job_cb, job, job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

/* The thread has a context of its own: what a library watches on behalf of a job (libsecret
 * the name of its service) must not be told to the main thread while the next job runs. */
static gpointer
do_jobs (gpointer data)
{
  g_autoptr(GAsyncQueue) jobs = data;
  g_autoptr(GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);

  for (Job *job = g_async_queue_pop (jobs); job != &last_job; job = g_async_queue_pop (jobs))
    {
      while (g_main_context_iteration (context, FALSE))
        ;

      if (!g_task_return_error_if_cancelled (job->task))
        job->func (job->task,
                   g_task_get_source_object (job->task),
                   g_task_get_task_data (job->task),
                   g_task_get_cancellable (job->task));

      discard_job (job);
    }

  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
keyrack_worker_finalize (GObject *object)
{
  KeyrackWorker *self = KEYRACK_WORKER (object);

  g_async_queue_push (self->jobs, &last_job);
  g_thread_join (self->thread);
  g_clear_pointer (&self->jobs, g_async_queue_unref);

  G_OBJECT_CLASS (keyrack_worker_parent_class)->finalize (object);
}

static void
keyrack_worker_class_init (KeyrackWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = keyrack_worker_finalize;
}

static void
keyrack_worker_init (KeyrackWorker *self)
{
  self->jobs = g_async_queue_new ();
}

/**
 * keyrack_worker_new:
 * @name: the thread's name, for debuggers
 *
 * Starts a thread that does what keyrack_worker_run() gives it, in that order.
 *
 * Returns: (transfer full): a new worker
 */
KeyrackWorker *
keyrack_worker_new (const char *name)
{
  KeyrackWorker *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_WORKER, NULL);
  self->thread = g_thread_new (name, do_jobs, g_async_queue_ref (self->jobs));

  return self;
}

/**
 * keyrack_worker_run:
 * @self: a worker
 * @task: what is to be done; returned by @func
 * @func: does it, in the worker's thread
 *
 * Does @task after everything that @self was given before. A task that is cancelled
 * before its turn comes is returned with %G_IO_ERROR_CANCELLED and @func is not called;
 * what happens on a later cancellation is up to @func. The worker lives until its last
 * task was done.
 */
void
keyrack_worker_run (KeyrackWorker   *self,
                    GTask           *task,
                    GTaskThreadFunc  func)
{
  Job *job = NULL;

  g_return_if_fail (KEYRACK_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->worker = g_object_ref (self);
  job->task = g_object_ref (task);
  job->func = func;

  g_async_queue_push (self->jobs, job);
}

/**
 * keyrack_worker_is_current:
 * @self: a worker
 *
 * Returns: %TRUE in the worker's own thread
 */
gboolean
keyrack_worker_is_current (KeyrackWorker *self)
{
  g_return_val_if_fail (KEYRACK_IS_WORKER (self), FALSE);

  return g_thread_self () == self->thread;
}
