/* keyrack-permission-name.h: a connection, and in words what it lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PERMISSION_NAME (keyrack_permission_name_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackPermissionName, keyrack_permission_name, KEYRACK, PERMISSION_NAME, AdwBin)

GtkWidget *keyrack_permission_name_new         (gboolean               wordy);
void       keyrack_permission_name_set_profile (KeyrackPermissionName *self,
                                                KeyrackProfile        *profile);

G_END_DECLS
