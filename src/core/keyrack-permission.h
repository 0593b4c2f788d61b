/* keyrack-permission.h: what an API credential may be allowed to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The boxes of the vendor's dialog, in its order. */
typedef enum
{
  KEYRACK_PERMISSION_REMOTE_ACTIONS,
  KEYRACK_PERMISSION_ENRICHMENT,
  KEYRACK_PERMISSION_DATA_MANAGEMENT,
  KEYRACK_PERMISSION_WORKFLOWS,
  KEYRACK_PERMISSION_CAMPAIGNS,
  KEYRACK_PERMISSION_NQL,
  KEYRACK_PERMISSION_SPARK,
} KeyrackPermission;

#define KEYRACK_N_PERMISSIONS (KEYRACK_PERMISSION_SPARK + 1)

/* Several of them: a bit for each. */
typedef guint KeyrackPermissions;

#define KEYRACK_PERMISSION_BIT(permission) (1u << (permission))
#define KEYRACK_PERMISSIONS_ALL (KEYRACK_PERMISSION_BIT (KEYRACK_N_PERMISSIONS) - 1)

/* Those that can be read without side effects. */
#define KEYRACK_PERMISSIONS_CHECKABLE (KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS) | \
                                       KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_WORKFLOWS) | \
                                       KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL))

const char *keyrack_permission_get_id    (KeyrackPermission   self);
gboolean    keyrack_permission_from_id   (const char         *id,
                                          KeyrackPermission  *permission);
const char *keyrack_permission_get_name  (KeyrackPermission   self);
char       *keyrack_permissions_dup_text (KeyrackPermissions  self);

G_END_DECLS
