/* keyrack-http-client.c: requests on one network thread
 *
 * What the caller sees of a request happens in the caller's main context, on
 * which the request is settled exactly once: by its answer, by its cancellable,
 * or by the end of the client. The network thread only sends messages there,
 * so whoever cancels does not wait for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client.h"

#include <string.h>

#include "keyrack-http-client-thread.h"
#include "keyrack-http-offline.h"
#include "keyrack-http-route.h"

struct _KeyrackHttpClient
{
  GObject              parent_instance;

  GMutex               mutex;    /* protects what follows: callers may be on several threads */
  KeyrackHttpSettings *settings;
  KeyrackHttpThread   *thread;   /* (nullable) until the first request with these settings */
  GHashTable          *pending;  /* a set of Requests that are not settled */
};

/* One request. But for the number of references, it belongs to the caller's context. */
typedef struct
{
  gatomicrefcount          refs;
  GTask                   *task;        /* (nullable) NULL once it is settled */
  KeyrackHttpRequest      *message;
  KeyrackHttpSettings     *settings;    /* as they were when it was sent */
  KeyrackHttpThread       *thread;      /* (nullable) NULL once it is settled */
  KeyrackHttpProgressFunc  progress;
  gpointer                 progress_data;
  gint64                   begin;       /* of the monotonic clock */
  KeyrackPhases            phases;
  GCancellable            *abort;       /* ours: stops what is under way */
  GSource                 *abort_source;
  GSource                 *cancel_source; /* (nullable) */
  KeyrackHttpRoute        *route;       /* (nullable) */
  KeyrackHttpTransfer     *transfer;    /* (nullable) */
} Request;

G_DEFINE_FINAL_TYPE (KeyrackHttpClient, keyrack_http_client, G_TYPE_OBJECT)

static Request *
request_ref (Request *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
request_unref (gpointer data)
{
  Request *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_assert (self->task == NULL);
  g_assert (self->thread == NULL);
  g_assert (self->transfer == NULL);

  keyrack_http_request_free (self->message);
  keyrack_http_settings_free (self->settings);
  g_clear_pointer (&self->route, keyrack_http_route_unref);
  g_object_unref (self->abort);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_unref)

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
admit (KeyrackHttpClient *self,
       Request           *request)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->thread == NULL)
    self->thread = keyrack_http_thread_new (self->settings->ca_file);

  request->settings = keyrack_http_settings_copy (self->settings);
  request->thread = keyrack_http_thread_ref (self->thread);
  g_hash_table_add (self->pending, request);
}

/* Takes the request out of everything that could settle it again, and stops what is under way. */
static GTask *
steal_task (Request *request)
{
  KeyrackHttpClient *self = g_task_get_source_object (request->task);

  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->pending, request);
  g_mutex_unlock (&self->mutex);

  clear_source (&request->cancel_source);
  clear_source (&request->abort_source);
  g_cancellable_cancel (request->abort);

  return g_steal_pointer (&request->task);
}

static void
settle (Request           *request,
        KeyrackHttpAnswer *answer)
{
  g_autoptr(GTask) task = steal_task (request);

  g_clear_pointer (&request->transfer, keyrack_http_transfer_unref);
  g_clear_pointer (&request->thread, keyrack_http_thread_unref);
  g_task_return_pointer (task,
                         keyrack_http_answer_ref (answer),
                         (GDestroyNotify) keyrack_http_answer_unref);
}

static void
settle_cancelled (Request *request)
{
  g_autoptr(Request) held = request_ref (request);
  g_autoptr(GTask) task = steal_task (request);

  if (request->transfer != NULL)
    keyrack_http_thread_abandon (request->thread, request->transfer);
  g_clear_pointer (&request->transfer, keyrack_http_transfer_unref);
  g_clear_pointer (&request->thread, keyrack_http_thread_unref);

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The request was cancelled");
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  settle_cancelled (user_data);

  return G_SOURCE_REMOVE;
}

static GSource *
watch_cancellable (Request      *request,
                   GCancellable *cancellable)
{
  GSource *source = g_cancellable_source_new (cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (cancelled_cb),
                         request_ref (request), request_unref);
  g_source_attach (source, g_task_get_context (request->task));

  return source;
}

static void
report_progress (Request      *request,
                 KeyrackPhase  phase)
{
  if (request->progress != NULL)
    request->progress (phase, &request->phases, request->progress_data);
}

static void
check_offline_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(KeyrackHttpAnswer) answer = keyrack_http_offline_check_finish (result);

  if (request->task != NULL)
    settle (request, answer);
}

static void
finish (Request           *request,
        KeyrackHttpAnswer *answer)
{
  if (!keyrack_http_offline_may_explain (answer) || keyrack_http_route_is_local (request->route))
    settle (request, answer);
  else
    keyrack_http_offline_check_async (answer, request->abort, check_offline_cb, request_ref (request));
}

static void
transfer_cb (KeyrackPhase         phase,
             const KeyrackPhases *phases,
             KeyrackHttpAnswer   *answer,
             gpointer             user_data)
{
  g_autoptr(Request) request = request_ref (user_data);

  /* Cancelled while the message was on its way. */
  if (request->task == NULL)
    return;

  request->phases = *phases;

  if (answer != NULL)
    finish (request, answer);
  else
    report_progress (request, phase);
}

static void
start_transfer (Request *request)
{
  request->transfer = keyrack_http_transfer_new (request->message,
                                                 request->settings,
                                                 request->route,
                                                 request->phases.spent[KEYRACK_PHASE_RESOLVE],
                                                 g_task_get_context (request->task),
                                                 transfer_cb,
                                                 request_ref (request),
                                                 request_unref);

  keyrack_http_thread_start (request->thread, request->transfer);
}

static void
finish_without_route (Request *request)
{
  g_autoptr(KeyrackHttpAnswer) answer = keyrack_http_answer_new ();

  answer->failure = request->route->failure;
  answer->subject = g_strdup (request->route->subject);
  answer->seconds = request->settings->connect_limit;
  answer->phases = request->phases;

  finish (request, answer);
}

static void
find_route_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GError) error = NULL;

  request->route = keyrack_http_route_find_finish (result, &error);

  if (request->task == NULL)
    return;

  g_assert (request->route != NULL);

  request->phases.total = g_get_monotonic_time () - request->begin;
  request->phases.spent[KEYRACK_PHASE_RESOLVE] = request->phases.total;

  if (request->route->failure == KEYRACK_OUTCOME_OK)
    start_transfer (request);
  else
    finish_without_route (request);
}

static gboolean
begin_cb (gpointer user_data)
{
  Request *request = user_data;

  if (request->task == NULL)
    return G_SOURCE_REMOVE;

  report_progress (request, KEYRACK_PHASE_RESOLVE);

  /* The caller may have cancelled, and settled, in there. */
  if (request->task != NULL)
    keyrack_http_route_find_async (request->settings,
                                   request->message->host,
                                   request->abort,
                                   find_route_cb,
                                   request_ref (request));

  return G_SOURCE_REMOVE;
}

/* From the loop, so that no callback is ever called before keyrack_http_client_send_async()
 * has returned. */
static void
begin_later (Request *request)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, begin_cb, request_ref (request), request_unref);
  g_source_attach (source, g_task_get_context (request->task));
}

static void
keyrack_http_client_dispose (GObject *object)
{
  KeyrackHttpClient *self = KEYRACK_HTTP_CLIENT (object);
  GHashTableIter iter;
  gpointer request;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &request, NULL))
    g_cancellable_cancel (((Request *) request)->abort);
  g_mutex_unlock (&self->mutex);

  G_OBJECT_CLASS (keyrack_http_client_parent_class)->dispose (object);
}

static void
keyrack_http_client_finalize (GObject *object)
{
  KeyrackHttpClient *self = KEYRACK_HTTP_CLIENT (object);

  g_clear_pointer (&self->thread, keyrack_http_thread_unref);
  g_hash_table_unref (self->pending);
  g_clear_pointer (&self->settings, keyrack_http_settings_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (keyrack_http_client_parent_class)->finalize (object);
}

static void
keyrack_http_client_class_init (KeyrackHttpClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_http_client_dispose;
  object_class->finalize = keyrack_http_client_finalize;
}

static void
keyrack_http_client_init (KeyrackHttpClient *self)
{
  keyrack_http_client_init_process ();

  g_mutex_init (&self->mutex);
  self->pending = g_hash_table_new (NULL, NULL);
}

/**
 * keyrack_http_client_new:
 * @settings: where connections go; copied
 *
 * Creates a client. Each request holds a reference to it, so it lives until the
 * last one is settled; g_object_run_dispose() cancels them all.
 *
 * Returns: (transfer full): a client
 */
KeyrackHttpClient *
keyrack_http_client_new (const KeyrackHttpSettings *settings)
{
  KeyrackHttpClient *self = NULL;

  g_return_val_if_fail (settings != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_HTTP_CLIENT, NULL);
  self->settings = keyrack_http_settings_copy (settings);

  return self;
}

/**
 * keyrack_http_client_set_settings:
 * @self: a client
 * @settings: where connections go from now on; copied
 *
 * Holds for what is sent after it; what is under way goes on as it began. The
 * file of authorities is read anew, even if its name is the same. From any
 * thread.
 */
void
keyrack_http_client_set_settings (KeyrackHttpClient         *self,
                                  const KeyrackHttpSettings *settings)
{
  KeyrackHttpSettings *former = NULL;
  KeyrackHttpThread *thread = NULL;

  g_return_if_fail (KEYRACK_IS_HTTP_CLIENT (self));
  g_return_if_fail (settings != NULL);

  g_mutex_lock (&self->mutex);
  former = self->settings;
  self->settings = keyrack_http_settings_copy (settings);
  thread = g_steal_pointer (&self->thread);
  g_mutex_unlock (&self->mutex);

  keyrack_http_settings_free (former);
  g_clear_pointer (&thread, keyrack_http_thread_unref);
}

static gboolean
is_host (const char *host)
{
  gsize length = host != NULL ? strlen (host) : 0;

  return length > 0 && length <= 253 &&
         strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-.") == length;
}

/**
 * keyrack_http_client_send_async:
 * @self: a client
 * @request: what to ask; copied
 * @progress: (nullable) (scope notified): called when a phase begins, never
 *   after @callback
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Sends a request over TLS to port 443 of its host. A fault on the way is an
 * answer with its failure, not an error; so is every status. Cancelling settles
 * the request with the next iteration of the main context, whatever is under
 * way; the connection is torn down behind the scenes.
 */
void
keyrack_http_client_send_async (KeyrackHttpClient        *self,
                                const KeyrackHttpRequest *request,
                                KeyrackHttpProgressFunc   progress,
                                gpointer                  progress_data,
                                GCancellable             *cancellable,
                                GAsyncReadyCallback       callback,
                                gpointer                  user_data)
{
  g_autoptr(Request) pending = NULL;

  g_return_if_fail (KEYRACK_IS_HTTP_CLIENT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (is_host (request->host));
  g_return_if_fail (request->path != NULL && *request->path == '/');
  g_return_if_fail (request->secret == NULL || request->client_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  pending = g_new0 (Request, 1);
  g_atomic_ref_count_init (&pending->refs);
  pending->message = keyrack_http_request_copy (request);
  pending->progress = progress;
  pending->progress_data = progress_data;
  pending->begin = g_get_monotonic_time ();
  pending->phases = (KeyrackPhases) KEYRACK_PHASES_INIT;
  pending->abort = g_cancellable_new ();

  pending->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (pending->task, keyrack_http_client_send_async);

  admit (self, pending);

  pending->abort_source = watch_cancellable (pending, pending->abort);
  if (cancellable != NULL)
    pending->cancel_source = watch_cancellable (pending, cancellable);

  begin_later (pending);
}

/**
 * keyrack_http_client_send_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the answer or the fault, or %NULL with
 *   %G_IO_ERROR_CANCELLED, which is the only error
 */
KeyrackHttpAnswer *
keyrack_http_client_send_finish (KeyrackHttpClient  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
