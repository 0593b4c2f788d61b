/* keyrack-due-notice.h: says once when credentials are to be rotated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_DUE_NOTICE (keyrack_due_notice_get_type ())

/* Signal news (uint: a KeyrackDue, string: a title, string: the names), once for each nearness
 * that some connections have reached. */
G_DECLARE_FINAL_TYPE (KeyrackDueNotice, keyrack_due_notice, KEYRACK, DUE_NOTICE, GObject)

KeyrackDueNotice *keyrack_due_notice_new (KeyrackProfileStore *store,
                                          GSettings           *settings);

G_END_DECLS
