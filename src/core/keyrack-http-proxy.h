/* keyrack-http-proxy.h: which proxy stands between here and a host
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-secret.h"

G_BEGIN_DECLS

/* A proxy as libcurl wants it: the way, and apart from it who asks. */
typedef struct
{
  char    *uri;       /* scheme://host:port */
  char    *host;
  guint16  port;
  char    *user;      /* (nullable) */
  char    *password;  /* (nullable) */
} KeyrackHttpProxy;

char             *keyrack_http_join_host_and_port         (const char  *host,
                                                           guint16      port);
char             *keyrack_http_proxy_dup_from_environment (char       **environment,
                                                           const char  *host,
                                                           guint16      port);
KeyrackHttpProxy *keyrack_http_proxy_parse                (const char  *text);
void              keyrack_http_proxy_set_user             (KeyrackHttpProxy *self,
                                                           const char  *user,
                                                           KeyrackSecret *password);
void              keyrack_http_proxy_free                 (KeyrackHttpProxy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackHttpProxy, keyrack_http_proxy_free)

G_END_DECLS
