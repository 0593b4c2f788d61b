/* keyrack-cli-secret.h: where a secret comes from on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-secret.h"

G_BEGIN_DECLS

gboolean keyrack_cli_read_secret (int             secret_fd,
                                  const char     *prompt,
                                  KeyrackSecret **secret,
                                  GError        **error);
gboolean keyrack_cli_read_passphrase (int             passphrase_fd,
                                      const char     *prompt,
                                      KeyrackSecret **passphrase,
                                      GError        **error);

G_END_DECLS
