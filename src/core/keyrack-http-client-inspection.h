/* keyrack-http-client-inspection.h: a look at a certificate that was refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"

G_BEGIN_DECLS

gboolean  keyrack_http_inspection_is_worthwhile (const KeyrackHttpAnswer *answer);
gboolean  keyrack_http_inspection_prepare       (gpointer                 handle,
                                                 const char              *host);
gint64    keyrack_http_inspection_get_end       (gpointer                 handle);
void      keyrack_http_inspection_read          (gpointer                 handle,
                                                 KeyrackHttpAnswer       *answer);
char     *keyrack_http_inspection_dup_name      (const char              *issuer);

G_END_DECLS
