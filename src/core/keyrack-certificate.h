/* keyrack-certificate.h: whose a certificate is, and until when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char   *subject;    /* printable; the name, else the organisation, "" when it has neither */
  gint64  not_after;  /* seconds since the epoch */
} KeyrackCertificate;

GPtrArray *keyrack_certificates_read (const char         *pem);
void       keyrack_certificate_free  (KeyrackCertificate *self);

G_END_DECLS
