/* keyrack-profile-edit.h: what an edit did to a connection, in words and without its values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_PROFILE_EDIT_NOTHING       = 0,
  KEYRACK_PROFILE_EDIT_ADDED         = 1 << 0,
  KEYRACK_PROFILE_EDIT_DELETED       = 1 << 1,
  KEYRACK_PROFILE_EDIT_RESTORED      = 1 << 2,   /* from the bin */
  KEYRACK_PROFILE_EDIT_NAME          = 1 << 3,
  KEYRACK_PROFILE_EDIT_INSTANCE      = 1 << 4,
  KEYRACK_PROFILE_EDIT_REGION        = 1 << 5,
  KEYRACK_PROFILE_EDIT_CLIENT_ID     = 1 << 6,
  KEYRACK_PROFILE_EDIT_CLIENT_SECRET = 1 << 7,
  KEYRACK_PROFILE_EDIT_ENVIRONMENT   = 1 << 8,
  KEYRACK_PROFILE_EDIT_TAGS          = 1 << 9,
  KEYRACK_PROFILE_EDIT_INTERVAL      = 1 << 10,
  KEYRACK_PROFILE_EDIT_NOTE          = 1 << 11,
  KEYRACK_PROFILE_EDIT_FAVOURITE     = 1 << 12,
  KEYRACK_PROFILE_EDIT_PERMISSIONS   = 1 << 13,  /* the intended ones */
} KeyrackProfileEdit;

#define KEYRACK_N_PROFILE_EDITS 14

KeyrackProfileEdit  keyrack_profile_edit_compare  (KeyrackProfile     *before,
                                                   KeyrackProfile     *after);
char               *keyrack_profile_edit_dup_ids  (KeyrackProfileEdit  self);
KeyrackProfileEdit  keyrack_profile_edit_from_ids (const char         *ids);
char               *keyrack_profile_edit_dup_text (KeyrackProfileEdit  self);

G_END_DECLS
