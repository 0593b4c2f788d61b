/* keyrack-tag-dialog.h: gives tags to several connections, and takes them away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_TAG_DIALOG (keyrack_tag_dialog_get_type ())

/* Each tag is on all, on none, or on some of them; those on some stay so unless they are
 * clicked.
 *
 * Signal: chosen (GPtrArray of KeyrackProfile): copies of those that change. */
G_DECLARE_FINAL_TYPE (KeyrackTagDialog, keyrack_tag_dialog, KEYRACK, TAG_DIALOG, AdwWindow)

GtkWidget *keyrack_tag_dialog_new (GListModel *known,
                                   GPtrArray  *profiles);

G_END_DECLS
