/* keyrack-profile-row.h: one connection in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE_ROW (keyrack_profile_row_get_type ())

/* It says all it has in one line to a screen reader, and follows its connection. */
G_DECLARE_FINAL_TYPE (KeyrackProfileRow, keyrack_profile_row, KEYRACK, PROFILE_ROW, AdwBin)

GtkWidget      *keyrack_profile_row_new          (void);
GtkWidget      *keyrack_profile_row_new_ruler    (void);
KeyrackProfile *keyrack_profile_row_get_profile  (KeyrackProfileRow *self);
void            keyrack_profile_row_set_profile  (KeyrackProfileRow *self,
                                                  KeyrackProfile    *profile);
void            keyrack_profile_row_set_choosing (KeyrackProfileRow *self,
                                                  gboolean           choosing,
                                                  gboolean           chosen);
char           *keyrack_profile_row_dup_label    (KeyrackProfileRow *self);

G_END_DECLS
