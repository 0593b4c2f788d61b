/* keyrack-instance-probe.h: in which regions an instance answers, asked without a credential
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"

G_BEGIN_DECLS

/* The name of an instance that nobody has. */
#define KEYRACK_INSTANCE_PROBE_NOBODY "nobody-has-an-instance-of-this-name"

void   keyrack_instance_probe_async  (KeyrackHttpClient    *client,
                                      const char           *instance,
                                      const char           *known_region,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GStrv  keyrack_instance_probe_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
