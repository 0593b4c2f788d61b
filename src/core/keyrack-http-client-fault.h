/* keyrack-http-client-fault.h: from what libcurl says to an outcome
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"

G_BEGIN_DECLS

/* What is known about a transfer that failed. */
typedef struct
{
  int         code;           /* CURLcode */
  long        verify_result;  /* OpenSSL's X509_V_ERR_… */
  long        os_errno;
  long        proxy_status;   /* what the proxy answered to CONNECT, 0 if nothing */
  const char *words;          /* libcurl's error buffer */
  gboolean    proxied;
  gboolean    proxy_secures;  /* TLS to the proxy itself, which did not answer yet */
  gboolean    connected;      /* TCP, to the proxy if there is one */
  gboolean    secured;        /* TLS, to the server */
  gboolean    begun;          /* some of the reply came */
  gboolean    too_large;      /* our own limits ended it */
} KeyrackHttpFault;

KeyrackOutcome keyrack_http_fault_classify (const KeyrackHttpFault *self,
                                            KeyrackReason          *reason);

G_END_DECLS
