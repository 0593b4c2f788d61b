/* keyrack-http-client-transfer.c: one request while it is under way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-transfer.h"

#include <curl/curl.h>

#include "keyrack-http-client-clock.h"
#include "keyrack-http-client-fault.h"
#include "keyrack-http-client-inspection.h"
#include "keyrack-http-client-options.h"
#include "keyrack-http-client-reply.h"

struct _KeyrackHttpTransfer
{
  gatomicrefcount          refs;
  gint                     abandoned;   /* atomic */

  /* Set once, before the network thread sees it */
  KeyrackHttpRequest      *request;
  KeyrackHttpSettings     *settings;
  KeyrackHttpRoute        *route;
  GMainContext            *context;
  KeyrackHttpTransferFunc  func;
  gpointer                 user_data;
  GDestroyNotify           destroy;

  /* Owned by the network thread */
  CURL                    *handle;
  KeyrackHttpLists         lists;
  char                     words[CURL_ERROR_SIZE];
  KeyrackHttpClock         clock;
  KeyrackHttpReply         reply;
  KeyrackPhase             phase;
  KeyrackPhases            phases;
  const KeyrackCaBundle   *authorities;
  KeyrackHttpAnswer       *answer;      /* (nullable) while the certificate is inspected */
};

/* On its way to the caller's context. */
typedef struct
{
  KeyrackHttpTransfer *transfer;
  KeyrackPhase         phase;
  KeyrackPhases        phases;
  KeyrackHttpAnswer   *answer;
} Event;

static void
event_free (gpointer data)
{
  Event *self = data;

  g_clear_pointer (&self->answer, keyrack_http_answer_unref);
  keyrack_http_transfer_unref (self->transfer);
  g_free (self);
}

static gboolean
event_cb (gpointer data)
{
  Event *self = data;
  KeyrackHttpTransfer *transfer = self->transfer;

  transfer->func (self->phase, &self->phases, self->answer, transfer->user_data);

  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(): when nobody iterates the context at this moment, that would
 * run the caller's function here. */
static void
post (KeyrackHttpTransfer *self,
      KeyrackHttpAnswer   *answer)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  g_autofree Event *event = g_new0 (Event, 1);

  event->transfer = keyrack_http_transfer_ref (self);
  event->phase = self->phase;
  event->phases = self->phases;
  event->answer = answer;

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, event_cb, g_steal_pointer (&event), event_free);
  g_source_attach (source, self->context);
}

/* Called by libcurl whenever something moved, and once a second. */
static int
progress_cb (void       *user_data,
             curl_off_t  download_total,
             curl_off_t  downloaded,
             curl_off_t  upload_total,
             curl_off_t  uploaded)
{
  KeyrackHttpTransfer *self = user_data;
  KeyrackPhase phase = keyrack_http_clock_get_phase (&self->clock);

  while (self->phase < phase)
    {
      self->phase++;
      keyrack_http_clock_read (&self->clock, &self->phases);
      post (self, NULL);
    }

  return 0;
}

static void
describe_fault (KeyrackHttpTransfer *self,
                int                  code,
                KeyrackHttpFault    *fault)
{
  const KeyrackHttpProxy *proxy = self->route->proxy;

  fault->code = code;
  fault->words = self->words;
  fault->proxied = proxy != NULL;
  fault->connected = keyrack_http_clock_get_phase (&self->clock) > KEYRACK_PHASE_CONNECT;
  fault->secured = keyrack_http_clock_get_phase (&self->clock) == KEYRACK_PHASE_WAIT;
  fault->begun = self->reply.header_size > 0;
  fault->too_large = self->reply.too_large;

  curl_easy_getinfo (self->handle, CURLINFO_SSL_VERIFYRESULT, &fault->verify_result);
  curl_easy_getinfo (self->handle, CURLINFO_OS_ERRNO, &fault->os_errno);
  curl_easy_getinfo (self->handle, CURLINFO_HTTP_CONNECTCODE, &fault->proxy_status);

  fault->proxy_secures = proxy != NULL && g_str_has_prefix (proxy->uri, "https:") &&
                         fault->proxy_status == 0;
}

static char *
dup_subject (KeyrackHttpTransfer *self,
             KeyrackOutcome       failure)
{
  const KeyrackHttpProxy *proxy = self->route->proxy;

  if (failure == KEYRACK_OUTCOME_CA_FILE_UNREADABLE)
    return g_strdup (self->settings->ca_file != NULL ? self->settings->ca_file
                                                     : self->authorities->path);

  if (proxy != NULL && (failure == KEYRACK_OUTCOME_PROXY_UNREACHABLE ||
                        failure == KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED ||
                        failure == KEYRACK_OUTCOME_PROXY_FAILED))
    return keyrack_http_join_host_and_port (proxy->host, proxy->port);

  return NULL;
}

static guint
get_limit (KeyrackHttpTransfer *self,
           KeyrackReason        reason)
{
  if (reason == KEYRACK_REASON_NO_CONNECTION)
    return self->settings->connect_limit;

  return self->settings->total_limit;
}

static KeyrackHttpAnswer *
read_fault (KeyrackHttpTransfer *self,
            int                  code)
{
  KeyrackHttpAnswer *answer = keyrack_http_answer_new ();
  KeyrackHttpFault fault = { 0 };

  describe_fault (self, code, &fault);

  answer->failure = keyrack_http_fault_classify (&fault, &answer->reason);
  answer->subject = dup_subject (self, answer->failure);
  if (answer->failure == KEYRACK_OUTCOME_TIMEOUT)
    answer->seconds = get_limit (self, answer->reason);

  g_debug ("Request to %s ended: %s (%s)",
           self->request->host, curl_easy_strerror ((CURLcode) code), self->words);

  return answer;
}

static gboolean
open_handle (KeyrackHttpTransfer *self)
{
  self->handle = curl_easy_init ();

  return self->handle != NULL &&
         curl_easy_setopt (self->handle, CURLOPT_PRIVATE, self) == CURLE_OK &&
         keyrack_http_options_apply_rules (self->handle) &&
         keyrack_http_options_apply_route (self->handle,
                                           self->request->host,
                                           self->route,
                                           self->authorities,
                                           &self->lists);
}

static gboolean
set_callbacks (KeyrackHttpTransfer *self)
{
  self->reply.brief = self->request->brief;

  return curl_easy_setopt (self->handle, CURLOPT_ERRORBUFFER, self->words) == CURLE_OK &&
         keyrack_http_clock_attach (&self->clock, self->handle) &&
         keyrack_http_reply_attach (&self->reply, self->handle, self->settings->slow_limit) &&
         curl_easy_setopt (self->handle, CURLOPT_XFERINFOFUNCTION, progress_cb) == CURLE_OK &&
         curl_easy_setopt (self->handle, CURLOPT_XFERINFODATA, self) == CURLE_OK &&
         curl_easy_setopt (self->handle, CURLOPT_NOPROGRESS, 0L) == CURLE_OK;
}

/* What was spent on looking up the name counts. */
static gboolean
set_limits (KeyrackHttpTransfer *self)
{
  long spent = (long) (self->phases.spent[KEYRACK_PHASE_RESOLVE] / 1000);
  long total = MAX (1L, self->settings->total_limit * 1000L - spent);
  long connect = self->settings->connect_limit * 1000L;

  return curl_easy_setopt (self->handle, CURLOPT_TIMEOUT_MS, total) == CURLE_OK &&
         curl_easy_setopt (self->handle, CURLOPT_CONNECTTIMEOUT_MS, connect) == CURLE_OK;
}

static gboolean
set_url (KeyrackHttpTransfer *self)
{
  g_autofree char *url = g_strconcat ("https://", self->request->host, self->request->path, NULL);

  return curl_easy_setopt (self->handle, CURLOPT_URL, url) == CURLE_OK &&
         curl_easy_setopt (self->handle, CURLOPT_CERTINFO, 1L) == CURLE_OK;
}

/**
 * keyrack_http_transfer_new:
 * @request: what to ask; copied
 * @settings: the limits; copied
 * @route: the way
 * @resolve_time: µs that finding the way took
 * @context: where @func is called
 * @func: what is called when a phase begins and when it is over
 * @user_data: for @func
 * @destroy: frees @user_data, on whichever thread drops the transfer last
 *
 * Returns: (transfer full): a transfer that waits to be opened
 */
KeyrackHttpTransfer *
keyrack_http_transfer_new (const KeyrackHttpRequest  *request,
                           const KeyrackHttpSettings *settings,
                           KeyrackHttpRoute          *route,
                           gint64                     resolve_time,
                           GMainContext              *context,
                           KeyrackHttpTransferFunc    func,
                           gpointer                   user_data,
                           GDestroyNotify             destroy)
{
  KeyrackHttpTransfer *self = g_new0 (KeyrackHttpTransfer, 1);

  g_atomic_ref_count_init (&self->refs);
  self->request = keyrack_http_request_copy (request);
  self->settings = keyrack_http_settings_copy (settings);
  self->route = keyrack_http_route_ref (route);
  self->context = g_main_context_ref (context);
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;

  self->phase = KEYRACK_PHASE_RESOLVE;
  self->phases = (KeyrackPhases) KEYRACK_PHASES_INIT;
  self->phases.spent[KEYRACK_PHASE_RESOLVE] = resolve_time;
  self->phases.total = resolve_time;

  return self;
}

/**
 * keyrack_http_transfer_ref:
 * @self: a transfer
 *
 * Returns: (transfer full): @self
 */
KeyrackHttpTransfer *
keyrack_http_transfer_ref (KeyrackHttpTransfer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * keyrack_http_transfer_unref:
 * @self: (transfer full): a transfer
 */
void
keyrack_http_transfer_unref (KeyrackHttpTransfer *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_assert (self->handle == NULL);

  keyrack_http_request_free (self->request);
  keyrack_http_settings_free (self->settings);
  keyrack_http_route_unref (self->route);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->answer, keyrack_http_answer_unref);
  self->destroy (self->user_data);
  g_free (self);
}

/**
 * keyrack_http_transfer_abandon:
 * @self: a transfer
 *
 * Says, on any thread, that nobody waits for the end any more.
 */
void
keyrack_http_transfer_abandon (KeyrackHttpTransfer *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->abandoned, TRUE);
}

/**
 * keyrack_http_transfer_is_abandoned:
 * @self: a transfer
 *
 * Returns: %TRUE after keyrack_http_transfer_abandon()
 */
gboolean
keyrack_http_transfer_is_abandoned (KeyrackHttpTransfer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_atomic_int_get (&self->abandoned);
}

/**
 * keyrack_http_transfer_open:
 * @self: a transfer
 * @authorities: who is trusted
 *
 * Returns: (nullable) (transfer none): a handle for the multi handle; or %NULL
 *   when libcurl refused an option, without which nothing is sent
 */
gpointer
keyrack_http_transfer_open (KeyrackHttpTransfer   *self,
                            const KeyrackCaBundle *authorities)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->handle == NULL, NULL);

  self->authorities = authorities;

  if (open_handle (self) &&
      set_callbacks (self) &&
      set_limits (self) &&
      set_url (self) &&
      keyrack_http_options_apply_request (self->handle, self->request, &self->lists))
    {
      self->phase = KEYRACK_PHASE_CONNECT;
      post (self, NULL);

      return self->handle;
    }

  g_critical ("libcurl %s lacks what Keyrack needs", curl_version ());
  keyrack_http_transfer_close (self);

  return NULL;
}

/**
 * keyrack_http_transfer_get_handle:
 * @self: a transfer
 *
 * Returns: (nullable) (transfer none): the handle, if it is open
 */
gpointer
keyrack_http_transfer_get_handle (KeyrackHttpTransfer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->handle;
}

/**
 * keyrack_http_transfer_close:
 * @self: a transfer whose handle is no longer in the multi handle
 */
void
keyrack_http_transfer_close (KeyrackHttpTransfer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->handle, curl_easy_cleanup);
  keyrack_http_lists_clear (&self->lists);
  keyrack_http_reply_clear (&self->reply);
}

/* The answer stays, with its outcome and its times, whatever the second handshake brings. */
static KeyrackHttpTransferState
inspect (KeyrackHttpTransfer *self)
{
  keyrack_http_transfer_close (self);

  if (open_handle (self) && keyrack_http_inspection_prepare (self->handle, self->request->host))
    return KEYRACK_HTTP_TRANSFER_AGAIN;

  keyrack_http_transfer_close (self);
  post (self, g_steal_pointer (&self->answer));

  return KEYRACK_HTTP_TRANSFER_OVER;
}

/**
 * keyrack_http_transfer_end:
 * @self: a transfer whose handle is no longer in the multi handle
 * @code: what libcurl says about its end
 *
 * Sends the answer to the caller's context, unless a look at the certificate
 * would make it more useful.
 *
 * Returns: whether the transfer is over or has a new handle
 */
KeyrackHttpTransferState
keyrack_http_transfer_end (KeyrackHttpTransfer *self,
                           int                  code)
{
  g_return_val_if_fail (self != NULL, KEYRACK_HTTP_TRANSFER_OVER);
  g_return_val_if_fail (self->handle != NULL, KEYRACK_HTTP_TRANSFER_OVER);

  if (self->answer != NULL)
    {
      if (code == CURLE_OK)
        keyrack_http_inspection_read (self->handle, self->answer);
    }
  else
    {
      gboolean whole = code == CURLE_OK || self->reply.enough;

      keyrack_http_clock_read (&self->clock, &self->phases);
      self->answer = whole ? keyrack_http_reply_read (&self->reply) : read_fault (self, code);
      self->answer->phases = self->phases;
      if (whole)
        self->answer->certificate_end = keyrack_http_inspection_get_end (self->handle);

      if (keyrack_http_inspection_is_worthwhile (self->answer))
        return inspect (self);
    }

  keyrack_http_transfer_close (self);
  post (self, g_steal_pointer (&self->answer));

  return KEYRACK_HTTP_TRANSFER_OVER;
}

/**
 * keyrack_http_transfer_fail:
 * @self: a transfer that can't be opened
 * @failure: why
 * @subject: (nullable): see #KeyrackOutcomeFacts
 */
void
keyrack_http_transfer_fail (KeyrackHttpTransfer *self,
                            KeyrackOutcome       failure,
                            const char          *subject)
{
  g_autoptr(KeyrackHttpAnswer) answer = keyrack_http_answer_new ();

  g_return_if_fail (self != NULL);

  answer->failure = failure;
  answer->subject = g_strdup (subject);
  answer->phases = self->phases;

  post (self, g_steal_pointer (&answer));
}
