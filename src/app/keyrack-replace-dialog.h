/* keyrack-replace-dialog.h: a new client ID and secret for one connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_REPLACE_DIALOG (keyrack_replace_dialog_get_type ())

/* The new pair is tested while the old one stays in use, and stored only when it works or
 * the person insists. */
G_DECLARE_FINAL_TYPE (KeyrackReplaceDialog, keyrack_replace_dialog, KEYRACK, REPLACE_DIALOG, AdwWindow)

GtkWidget *keyrack_replace_dialog_new (KeyrackHttpClient   *client,
                                       KeyrackProfileStore *store,
                                       KeyrackJournal      *journal,
                                       KeyrackProfile      *profile);

G_END_DECLS
