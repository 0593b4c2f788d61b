/* keyrack-recipients.h: the keys of colleagues, by their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *key;   /* age1…: no secret */
} KeyrackRecipient;

GPtrArray *keyrack_recipients_list     (GSettings  *preferences);
gboolean   keyrack_recipients_remember (GSettings  *preferences,
                                        const char *name,
                                        const char *key);
void       keyrack_recipients_forget   (GSettings  *preferences,
                                        const char *key);

G_END_DECLS
