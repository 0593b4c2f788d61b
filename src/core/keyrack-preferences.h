/* keyrack-preferences.h: what the person set once, for the window and for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

/* The values of the key "proxy". */
typedef enum
{
  KEYRACK_PROXY_SYSTEM,
  KEYRACK_PROXY_NONE,
  KEYRACK_PROXY_OWN,
} KeyrackProxyChoice;

GSettings           *keyrack_preferences_new               (void);
guint                keyrack_preferences_get_keep_days     (GSettings            *preferences);
gboolean             keyrack_preferences_is_proxy          (const char           *text);
KeyrackHttpSettings *keyrack_preferences_dup_http_settings (GSettings            *preferences);
void                 keyrack_preferences_load_async        (GSettings            *preferences,
                                                            KeyrackSecretStore   *secrets,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
KeyrackHttpSettings *keyrack_preferences_load_finish       (GAsyncResult         *result,
                                                            GError              **error);

G_END_DECLS
