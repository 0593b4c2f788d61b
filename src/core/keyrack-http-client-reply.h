/* keyrack-http-client-reply.h: what the server says, as it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"

G_BEGIN_DECLS

typedef struct
{
  gpointer  handle;       /* not owned */
  guint     slow_limit;   /* seconds */
  gsize     header_size;  /* bytes so far */
  gboolean  too_large;    /* our limits ended it */
  gboolean  brief;        /* the first bytes of the body are enough */
  gboolean  enough;       /* they are there, and nobody waits for the rest */

  /* In memory that is wiped when it is outgrown: a token comes here. */
  char     *body;
  gsize     length;
  gsize     size;
} KeyrackHttpReply;

gboolean           keyrack_http_reply_attach (KeyrackHttpReply *self,
                                              gpointer          handle,
                                              guint             slow_limit);
KeyrackHttpAnswer *keyrack_http_reply_read   (KeyrackHttpReply *self);
void               keyrack_http_reply_clear  (KeyrackHttpReply *self);

G_END_DECLS
