/* keyrack-http-client-transfer.h: one request while it is under way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-ca-bundle.h"
#include "keyrack-http-client.h"
#include "keyrack-http-route.h"

G_BEGIN_DECLS

/* Made in the caller's context, then used on the network thread only. */
typedef struct _KeyrackHttpTransfer KeyrackHttpTransfer;

/* In the main context that the transfer was made for: a phase begins (@answer is NULL),
 * or the transfer is over. */
typedef void (*KeyrackHttpTransferFunc) (KeyrackPhase         phase,
                                         const KeyrackPhases *phases,
                                         KeyrackHttpAnswer   *answer,
                                         gpointer             user_data);

typedef enum
{
  KEYRACK_HTTP_TRANSFER_OVER,
  KEYRACK_HTTP_TRANSFER_AGAIN,  /* take the new handle */
} KeyrackHttpTransferState;

KeyrackHttpTransfer      *keyrack_http_transfer_new          (const KeyrackHttpRequest  *request,
                                                              const KeyrackHttpSettings *settings,
                                                              KeyrackHttpRoute          *route,
                                                              gint64                     resolve_time,
                                                              GMainContext              *context,
                                                              KeyrackHttpTransferFunc    func,
                                                              gpointer                   user_data,
                                                              GDestroyNotify             destroy);
KeyrackHttpTransfer      *keyrack_http_transfer_ref          (KeyrackHttpTransfer       *self);
void                      keyrack_http_transfer_unref        (KeyrackHttpTransfer       *self);
void                      keyrack_http_transfer_abandon      (KeyrackHttpTransfer       *self);
gboolean                  keyrack_http_transfer_is_abandoned (KeyrackHttpTransfer       *self);

/* On the network thread. A handle is libcurl's easy handle. */
gpointer                  keyrack_http_transfer_open         (KeyrackHttpTransfer       *self,
                                                              const KeyrackCaBundle     *authorities);
gpointer                  keyrack_http_transfer_get_handle   (KeyrackHttpTransfer       *self);
void                      keyrack_http_transfer_close        (KeyrackHttpTransfer       *self);
KeyrackHttpTransferState  keyrack_http_transfer_end          (KeyrackHttpTransfer       *self,
                                                              int                        code);
void                      keyrack_http_transfer_fail         (KeyrackHttpTransfer       *self,
                                                              KeyrackOutcome             failure,
                                                              const char                *subject);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackHttpTransfer, keyrack_http_transfer_unref)

G_END_DECLS
