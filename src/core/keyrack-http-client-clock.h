/* keyrack-http-client-clock.h: where a transfer stands and what it took to get there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-phases.h"

G_BEGIN_DECLS

#define KEYRACK_HTTP_CLOCK_SOCKETS 8

typedef struct
{
  gpointer handle;      /* not owned */
  gint64   begin;       /* of the monotonic clock */
  gint64   connected;   /* µs from there, 0 until then */
  guint    n_sockets;   /* one for each address tried */
  struct
  {
    int     number;
    guint64 inode;      /* the number may be another one's by now */
  } sockets[KEYRACK_HTTP_CLOCK_SOCKETS];
} KeyrackHttpClock;

gboolean     keyrack_http_clock_attach    (KeyrackHttpClock *self,
                                           gpointer          handle);
KeyrackPhase keyrack_http_clock_get_phase (KeyrackHttpClock *self);
void         keyrack_http_clock_read      (KeyrackHttpClock *self,
                                           KeyrackPhases    *phases);

G_END_DECLS
