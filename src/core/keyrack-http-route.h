/* keyrack-http-route.h: the way to a host: a proxy or none, and the addresses at its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"
#include "keyrack-http-proxy.h"

G_BEGIN_DECLS

/* Known before the connection is made, so that nothing is looked up on the way. */
typedef struct
{
  gatomicrefcount   refs;
  KeyrackOutcome    failure;    /* KEYRACK_OUTCOME_OK when there is a way */
  char             *subject;    /* (nullable) see KeyrackOutcomeFacts */
  char             *host;       /* what the connection leads to, at the end of the proxy */
  guint16           port;
  KeyrackHttpProxy *proxy;      /* (nullable) */
  char             *addresses;  /* (nullable) of the proxy, else of the host: "192.0.2.1,[2001:db8::1]" */
} KeyrackHttpRoute;

void              keyrack_http_route_find_async  (const KeyrackHttpSettings *settings,
                                                  const char                *host,
                                                  GCancellable              *cancellable,
                                                  GAsyncReadyCallback        callback,
                                                  gpointer                   user_data);
KeyrackHttpRoute *keyrack_http_route_find_finish (GAsyncResult              *result,
                                                  GError                   **error);
const char       *keyrack_http_route_get_peer    (const KeyrackHttpRoute    *self,
                                                  guint16                   *port);
gboolean          keyrack_http_route_is_local    (const KeyrackHttpRoute    *self);
KeyrackHttpRoute *keyrack_http_route_ref         (KeyrackHttpRoute          *self);
void              keyrack_http_route_unref       (KeyrackHttpRoute          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackHttpRoute, keyrack_http_route_unref)

G_END_DECLS
