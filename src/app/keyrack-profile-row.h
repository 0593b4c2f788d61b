/* keyrack-profile-row.h: one connection in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE_ROW (keyrack_profile_row_get_type ())

/* Properties:
 *   profile (KeyrackProfile, nullable);
 *   result (KeyrackTestResult, nullable, read-only): the profile's last result while it
 *     speaks for its present values. */
G_DECLARE_FINAL_TYPE (KeyrackProfileRow, keyrack_profile_row, KEYRACK, PROFILE_ROW, AdwBin)

GtkWidget *keyrack_profile_row_new       (void);
char      *keyrack_profile_row_dup_label (KeyrackProfileRow *self);

G_END_DECLS
