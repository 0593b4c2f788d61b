/* keyrack-clipboard.h: copying a secret for a short time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-secret.h"

G_BEGIN_DECLS

guint keyrack_clipboard_get_seconds (void);
void  keyrack_clipboard_copy_secret (GdkClipboard  *clipboard,
                                     KeyrackSecret *secret);
void  keyrack_clipboard_forget      (GdkClipboard  *clipboard);

G_END_DECLS
