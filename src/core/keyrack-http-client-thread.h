/* keyrack-http-client-thread.h: the thread on which all transfers run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client-transfer.h"

G_BEGIN_DECLS

typedef struct _KeyrackHttpThread KeyrackHttpThread;

KeyrackHttpThread *keyrack_http_thread_new     (const char          *ca_file);
KeyrackHttpThread *keyrack_http_thread_ref     (KeyrackHttpThread   *self);
void               keyrack_http_thread_unref   (KeyrackHttpThread   *self);
void               keyrack_http_thread_start   (KeyrackHttpThread   *self,
                                                KeyrackHttpTransfer *transfer);
void               keyrack_http_thread_abandon (KeyrackHttpThread   *self,
                                                KeyrackHttpTransfer *transfer);

G_END_DECLS
