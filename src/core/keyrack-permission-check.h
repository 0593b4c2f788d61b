/* keyrack-permission-check.h: which permissions a credential has, read without side effects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-access-token.h"
#include "keyrack-http-client.h"
#include "keyrack-permission.h"

G_BEGIN_DECLS

/* What a check found. What can be checked is granted, refused or neither: it could not be told. */
typedef struct
{
  gint64              checked_at;                     /* seconds since the epoch, UTC */
  KeyrackPermissions  granted;
  KeyrackPermissions  refused;
  char               *doubts[KEYRACK_N_PERMISSIONS];  /* (nullable) why it could not be told */

  /* What was known of the connection before, by whoever had it checked. */
  KeyrackPermissions  held;                           /* see KeyrackPermissionRecord */
  KeyrackPermissions  intended;
} KeyrackPermissionFindings;

KeyrackPermissionFindings *keyrack_permission_findings_new  (void);
KeyrackPermissionFindings *keyrack_permission_findings_copy (const KeyrackPermissionFindings *self);
void                       keyrack_permission_findings_free (KeyrackPermissionFindings       *self);

KeyrackPermissions         keyrack_permission_findings_get_missing (const KeyrackPermissionFindings *self);

void                       keyrack_permission_check_async   (KeyrackHttpClient    *client,
                                                             const char           *instance,
                                                             const char           *region,
                                                             KeyrackAccessToken   *token,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
KeyrackPermissionFindings *keyrack_permission_check_finish  (GAsyncResult         *result,
                                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackPermissionFindings, keyrack_permission_findings_free)

G_END_DECLS
