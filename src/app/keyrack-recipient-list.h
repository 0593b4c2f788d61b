/* keyrack-recipient-list.h: for whom a file is encrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_RECIPIENT_LIST (keyrack_recipient_list_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackRecipientList, keyrack_recipient_list, KEYRACK, RECIPIENT_LIST, AdwBin)

char **keyrack_recipient_list_dup_keys (KeyrackRecipientList *self);

G_END_DECLS
