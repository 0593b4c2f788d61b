/* keyrack-http-client-options.h: what every transfer is bound to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-ca-bundle.h"
#include "keyrack-http-client.h"
#include "keyrack-http-route.h"

G_BEGIN_DECLS

/* Lists that libcurl borrows as long as the handle lives. */
typedef struct
{
  gpointer headers;
  gpointer resolve;
  gpointer connect_to;
} KeyrackHttpLists;

gboolean keyrack_http_options_apply_rules   (gpointer                  handle);
gboolean keyrack_http_options_apply_route   (gpointer                  handle,
                                             const char               *host,
                                             const KeyrackHttpRoute   *route,
                                             const KeyrackCaBundle    *authorities,
                                             KeyrackHttpLists         *lists);
gboolean keyrack_http_options_apply_request (gpointer                  handle,
                                             const KeyrackHttpRequest *request,
                                             KeyrackHttpLists         *lists);
void     keyrack_http_lists_clear           (KeyrackHttpLists         *self);

G_END_DECLS
