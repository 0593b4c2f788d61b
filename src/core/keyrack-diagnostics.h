/* keyrack-diagnostics.h: what somebody who helps has to know of a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

char     *keyrack_diagnostics_dup_text (KeyrackProfile     *profile,
                                        KeyrackTestResult  *result,
                                        KeyrackSecretStore *secrets,
                                        const char         *libraries);

G_END_DECLS
