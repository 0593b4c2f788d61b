/* keyrack-copy-text.h: a connection as a command for scripts, without its secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"

G_BEGIN_DECLS

/* Where the commands expect the secret. */
#define KEYRACK_COPY_TEXT_VARIABLE "NEXTHINK_CLIENT_SECRET"

char *keyrack_copy_text_dup_curl            (KeyrackProfile *profile);
char *keyrack_copy_text_dup_curl_with       (KeyrackProfile *profile,
                                             const char     *variable);
char *keyrack_copy_text_dup_powershell      (KeyrackProfile *profile);
char *keyrack_copy_text_dup_powershell_with (KeyrackProfile *profile,
                                             const char     *variable);

G_END_DECLS
