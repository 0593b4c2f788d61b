/* keyrack-permission-text.h: permissions in sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"

G_BEGIN_DECLS

char *keyrack_permission_text_dup_states          (const KeyrackPermissionFindings *findings);
char *keyrack_permission_text_dup_missing         (KeyrackPermissions               missing);
char *keyrack_permission_text_dup_findings_change (const KeyrackPermissionFindings *findings);
char *keyrack_permission_text_dup_change          (KeyrackProfile                  *profile);
char *keyrack_permission_text_dup_difference      (KeyrackProfile                  *profile);
char *keyrack_permission_text_dup_known           (KeyrackProfile                  *profile);

G_END_DECLS
