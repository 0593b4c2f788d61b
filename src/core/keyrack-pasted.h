/* keyrack-pasted.h: client ID and secret that were copied as one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret.h"

G_BEGIN_DECLS

typedef struct
{
  char          *client_id;
  KeyrackSecret *secret;
  gboolean       guessed;   /* nothing said which is which */
} KeyrackPasted;

KeyrackPasted *keyrack_pasted_read       (const char    *text);
KeyrackPasted *keyrack_pasted_read_lines (const char    *text);
void           keyrack_pasted_free       (KeyrackPasted *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackPasted, keyrack_pasted_free)

G_END_DECLS
