/* keyrack-hold.h: keeps the program running until something is done, but not for ever
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KeyrackHold KeyrackHold;

KeyrackHold *keyrack_hold_new  (guint        seconds);
void         keyrack_hold_free (KeyrackHold *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackHold, keyrack_hold_free)

G_END_DECLS
