/* keyrack-http-client-thread.c: the thread on which all transfers run
 *
 * One multi handle serves them all, so that the certificate authorities are
 * parsed once. Everything of libcurl's is used on this thread only, but for
 * curl_multi_wakeup(), which may be called from anywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-thread.h"

#include <curl/curl.h>
#include <signal.h>

/* More wait for their turn: sockets are limited, and so is the patience of a gateway. */
#define MAX_ACTIVE 50

/* Nothing has to happen by itself while there is no transfer. */
#define IDLE_WAIT_MS (60 * 60 * 1000)

struct _KeyrackHttpThread
{
  gatomicrefcount  refs;
  GThread         *thread;
  CURLM           *multi;
  char            *ca_file;     /* (nullable) */
  gint             stopping;    /* atomic */
  GAsyncQueue     *inbox;       /* transfers to be started, and abandoned ones again */

  /* Owned by the thread */
  KeyrackCaBundle *authorities; /* (nullable) */
  GQueue           waiting;
  GHashTable      *active;      /* a set */
};

static void
add_handle (KeyrackHttpThread   *self,
            KeyrackHttpTransfer *transfer)
{
  CURLMcode code = curl_multi_add_handle (self->multi, keyrack_http_transfer_get_handle (transfer));

  g_assert (code == CURLM_OK);
}

static void
open_transfer (KeyrackHttpThread   *self,
               KeyrackHttpTransfer *transfer)
{
  if (self->authorities == NULL)
    {
      keyrack_http_transfer_fail (transfer, KEYRACK_OUTCOME_CA_FILE_UNREADABLE, self->ca_file);
    }
  else if (keyrack_http_transfer_open (transfer, self->authorities) == NULL)
    {
      keyrack_http_transfer_fail (transfer, KEYRACK_OUTCOME_CONNECTION_FAILED, NULL);
    }
  else
    {
      g_hash_table_add (self->active, keyrack_http_transfer_ref (transfer));
      add_handle (self, transfer);
    }
}

static void
drop_transfer (KeyrackHttpThread   *self,
               KeyrackHttpTransfer *transfer)
{
  curl_multi_remove_handle (self->multi, keyrack_http_transfer_get_handle (transfer));
  keyrack_http_transfer_close (transfer);
  g_hash_table_remove (self->active, transfer);
}

/* An abandoned transfer comes a second time, whether it was started meanwhile or not. */
static void
empty_inbox (KeyrackHttpThread *self)
{
  gpointer item;

  while ((item = g_async_queue_try_pop (self->inbox)) != NULL)
    {
      g_autoptr(KeyrackHttpTransfer) transfer = item;

      if (!keyrack_http_transfer_is_abandoned (transfer))
        g_queue_push_tail (&self->waiting, g_steal_pointer (&transfer));
      else if (g_hash_table_contains (self->active, transfer))
        drop_transfer (self, transfer);
    }
}

static void
start_waiting (KeyrackHttpThread *self)
{
  while (g_hash_table_size (self->active) < MAX_ACTIVE && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr(KeyrackHttpTransfer) transfer = g_queue_pop_head (&self->waiting);

      if (!keyrack_http_transfer_is_abandoned (transfer))
        open_transfer (self, transfer);
    }
}

static void
end_transfer (KeyrackHttpThread *self,
              CURL              *handle,
              CURLcode           code)
{
  KeyrackHttpTransfer *transfer = NULL;

  curl_easy_getinfo (handle, CURLINFO_PRIVATE, &transfer);
  g_assert (transfer != NULL);

  curl_multi_remove_handle (self->multi, handle);

  if (keyrack_http_transfer_end (transfer, (int) code) == KEYRACK_HTTP_TRANSFER_AGAIN)
    add_handle (self, transfer);
  else
    g_hash_table_remove (self->active, transfer);
}

static void
end_finished (KeyrackHttpThread *self)
{
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (self->multi, &left)) != NULL)
    {
      if (message->msg == CURLMSG_DONE)
        end_transfer (self, message->easy_handle, message->data.result);
    }
}

static void
drop_all (KeyrackHttpThread *self)
{
  GHashTableIter iter;
  gpointer transfer;

  g_hash_table_iter_init (&iter, self->active);
  while (g_hash_table_iter_next (&iter, &transfer, NULL))
    {
      curl_multi_remove_handle (self->multi, keyrack_http_transfer_get_handle (transfer));
      keyrack_http_transfer_close (transfer);
      g_hash_table_iter_remove (&iter);
    }

  g_queue_clear_full (&self->waiting, (GDestroyNotify) keyrack_http_transfer_unref);
}

static void
load_authorities (KeyrackHttpThread *self)
{
  g_autoptr(GError) error = NULL;

  self->authorities = keyrack_ca_bundle_load (curl_version_info (CURLVERSION_NOW)->cainfo,
                                              self->ca_file,
                                              &error);
  if (self->authorities == NULL)
    g_debug ("No certificate authorities: %s", error->message);
}

/* With CURLOPT_NOSIGNAL libcurl leaves it to us that a lost connection ends no process. */
static void
block_broken_pipes (void)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
}

static gpointer
run (gpointer data)
{
  KeyrackHttpThread *self = data;

  block_broken_pipes ();
  load_authorities (self);

  while (!g_atomic_int_get (&self->stopping))
    {
      int running;

      empty_inbox (self);
      start_waiting (self);
      curl_multi_perform (self->multi, &running);
      end_finished (self);

      if (g_queue_is_empty (&self->waiting) || g_hash_table_size (self->active) >= MAX_ACTIVE)
        curl_multi_poll (self->multi, NULL, 0, IDLE_WAIT_MS, NULL);
    }

  drop_all (self);

  return NULL;
}

/**
 * keyrack_http_thread_new:
 * @ca_file: (nullable): a PEM file trusted besides the system's
 *
 * Returns: (transfer full): a thread that waits for transfers
 */
KeyrackHttpThread *
keyrack_http_thread_new (const char *ca_file)
{
  KeyrackHttpThread *self = g_new0 (KeyrackHttpThread, 1);

  g_atomic_ref_count_init (&self->refs);
  self->multi = curl_multi_init ();
  if (self->multi == NULL)
    g_error ("No memory for libcurl");

  self->ca_file = g_strdup (ca_file);
  self->inbox = g_async_queue_new_full ((GDestroyNotify) keyrack_http_transfer_unref);
  g_queue_init (&self->waiting);
  self->active = g_hash_table_new_full (NULL, NULL,
                                        (GDestroyNotify) keyrack_http_transfer_unref,
                                        NULL);
  self->thread = g_thread_new ("keyrack-network", run, self);

  return self;
}

/**
 * keyrack_http_thread_ref:
 * @self: a thread
 *
 * Returns: (transfer full): @self
 */
KeyrackHttpThread *
keyrack_http_thread_ref (KeyrackHttpThread *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * keyrack_http_thread_unref:
 * @self: (transfer full): a thread
 *
 * The last one tears every transfer down and waits for the thread, which blocks
 * nowhere; so it must not be given up by the thread itself.
 */
void
keyrack_http_thread_unref (KeyrackHttpThread *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_assert (self->thread != g_thread_self ());

  g_atomic_int_set (&self->stopping, TRUE);
  curl_multi_wakeup (self->multi);
  g_thread_join (self->thread);

  curl_multi_cleanup (self->multi);
  g_clear_pointer (&self->authorities, keyrack_ca_bundle_free);
  g_hash_table_unref (self->active);
  g_async_queue_unref (self->inbox);
  g_free (self->ca_file);
  g_free (self);
}

/**
 * keyrack_http_thread_start:
 * @self: a thread
 * @transfer: a transfer
 *
 * Returns at once, from any thread.
 */
void
keyrack_http_thread_start (KeyrackHttpThread   *self,
                           KeyrackHttpTransfer *transfer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (transfer != NULL);

  g_async_queue_push (self->inbox, keyrack_http_transfer_ref (transfer));
  curl_multi_wakeup (self->multi);
}

/**
 * keyrack_http_thread_abandon:
 * @self: a thread
 * @transfer: a transfer that was started
 *
 * Returns at once, from any thread; the connection is closed soon after.
 */
void
keyrack_http_thread_abandon (KeyrackHttpThread   *self,
                             KeyrackHttpTransfer *transfer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (transfer != NULL);

  keyrack_http_transfer_abandon (transfer);
  g_async_queue_push (self->inbox, keyrack_http_transfer_ref (transfer));
  curl_multi_wakeup (self->multi);
}
