/* keyrack-http-client-clock.c: where a transfer stands and what it took to get there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-clock.h"

#include <curl/curl.h>

static gint64
get_time (CURL     *handle,
          CURLINFO  info)
{
  curl_off_t time = 0;

  curl_easy_getinfo (handle, info, &time);

  return time;
}

/**
 * keyrack_http_clock_get_phase:
 * @handle: a handle that is in a multi handle, or was
 *
 * Returns: the phase that the transfer reached; names are looked up before
 */
KeyrackPhase
keyrack_http_clock_get_phase (gpointer handle)
{
  g_return_val_if_fail (handle != NULL, KEYRACK_PHASE_CONNECT);

  if (get_time (handle, CURLINFO_APPCONNECT_TIME_T) > 0)
    return KEYRACK_PHASE_WAIT;

  if (get_time (handle, CURLINFO_CONNECT_TIME_T) > 0)
    return KEYRACK_PHASE_TLS;

  return KEYRACK_PHASE_CONNECT;
}

/**
 * keyrack_http_clock_read:
 * @handle: a handle that is in a multi handle, or was
 * @phases: (inout): the times, with that for looking up the name already in it
 *
 * The phase that runs, or in which the transfer ended, gets what is left of
 * the total, so that the parts always make up the whole.
 */
void
keyrack_http_clock_read (gpointer       handle,
                         KeyrackPhases *phases)
{
  KeyrackPhase phase = keyrack_http_clock_get_phase (handle);
  gint64 connected = get_time (handle, CURLINFO_CONNECT_TIME_T);
  gint64 secured = get_time (handle, CURLINFO_APPCONNECT_TIME_T);
  gint64 total = get_time (handle, CURLINFO_TOTAL_TIME_T);
  gint64 *spent = NULL;

  g_return_if_fail (phases != NULL);

  spent = phases->spent;
  spent[KEYRACK_PHASE_CONNECT] = phase > KEYRACK_PHASE_CONNECT ? connected : total;
  if (phase >= KEYRACK_PHASE_TLS)
    spent[KEYRACK_PHASE_TLS] = (phase > KEYRACK_PHASE_TLS ? secured : total) - connected;
  if (phase >= KEYRACK_PHASE_WAIT)
    spent[KEYRACK_PHASE_WAIT] = total - secured;

  phases->total = spent[KEYRACK_PHASE_RESOLVE] + total;
}
