/* keyrack-http-client-clock.c: where a transfer stands and what it took to get there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-clock.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <sys/stat.h>

static int
socket_cb (void         *user_data,
           curl_socket_t socket,
           curlsocktype  purpose)
{
  KeyrackHttpClock *self = user_data;
  struct stat status;

  if (self->n_sockets < KEYRACK_HTTP_CLOCK_SOCKETS && fstat (socket, &status) == 0)
    {
      self->sockets[self->n_sockets].number = socket;
      self->sockets[self->n_sockets].inode = status.st_ino;
      self->n_sockets++;
    }

  return CURL_SOCKOPT_OK;
}

static gint64
get_time (CURL     *handle,
          CURLINFO  info)
{
  curl_off_t time = 0;

  curl_easy_getinfo (handle, info, &time);

  return time;
}

/* libcurl 7.88 says when TCP was connected only when TLS is, too; so its sockets are asked. */
static gboolean
has_connected_socket (KeyrackHttpClock *self)
{
  for (guint i = 0; i < self->n_sockets; i++)
    {
      int number = self->sockets[i].number;
      struct stat status;
      struct sockaddr_storage address;
      socklen_t length = sizeof address;

      if (fstat (number, &status) == 0 && status.st_ino == self->sockets[i].inode &&
          getpeername (number, (struct sockaddr *) &address, &length) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
look_at_sockets (KeyrackHttpClock *self)
{
  gint64 exact = get_time (self->handle, CURLINFO_CONNECT_TIME_T);

  if (exact > 0)
    self->connected = exact;
  else if (self->connected == 0 && has_connected_socket (self))
    self->connected = MAX (1, g_get_monotonic_time () - self->begin);
}

/**
 * keyrack_http_clock_attach:
 * @self: a clock
 * @handle: a new handle
 *
 * Returns: %FALSE if libcurl refused something: the handle must not be used
 */
gboolean
keyrack_http_clock_attach (KeyrackHttpClock *self,
                           gpointer          handle)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (handle != NULL, FALSE);

  *self = (KeyrackHttpClock) { .handle = handle, .begin = g_get_monotonic_time () };

  return curl_easy_setopt (handle, CURLOPT_SOCKOPTFUNCTION, socket_cb) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_SOCKOPTDATA, self) == CURLE_OK;
}

/**
 * keyrack_http_clock_get_phase:
 * @self: a clock
 *
 * To be called whenever something moved, since nobody tells when TCP is connected.
 *
 * Returns: the phase that the transfer reached; names are looked up before
 */
KeyrackPhase
keyrack_http_clock_get_phase (KeyrackHttpClock *self)
{
  g_return_val_if_fail (self != NULL, KEYRACK_PHASE_CONNECT);

  if (get_time (self->handle, CURLINFO_APPCONNECT_TIME_T) > 0)
    return KEYRACK_PHASE_WAIT;

  look_at_sockets (self);

  return self->connected > 0 ? KEYRACK_PHASE_TLS : KEYRACK_PHASE_CONNECT;
}

/**
 * keyrack_http_clock_read:
 * @self: a clock
 * @phases: (inout): the times, with that for looking up the name already in it
 *
 * The phase that runs, or in which the transfer ended, gets what is left of
 * the total, so that the parts always make up the whole.
 */
void
keyrack_http_clock_read (KeyrackHttpClock *self,
                         KeyrackPhases    *phases)
{
  KeyrackPhase phase;
  gint64 connected;
  gint64 secured;
  gint64 total;
  gint64 *spent = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (phases != NULL);

  phase = keyrack_http_clock_get_phase (self);
  look_at_sockets (self);
  secured = get_time (self->handle, CURLINFO_APPCONNECT_TIME_T);
  total = MAX (get_time (self->handle, CURLINFO_TOTAL_TIME_T), MAX (self->connected, secured));
  connected = self->connected;

  spent = phases->spent;
  spent[KEYRACK_PHASE_CONNECT] = phase > KEYRACK_PHASE_CONNECT ? connected : total;
  if (phase >= KEYRACK_PHASE_TLS)
    spent[KEYRACK_PHASE_TLS] = (phase > KEYRACK_PHASE_TLS ? secured : total) - connected;
  if (phase >= KEYRACK_PHASE_WAIT)
    spent[KEYRACK_PHASE_WAIT] = total - secured;

  phases->total = spent[KEYRACK_PHASE_RESOLVE] + total;
}
