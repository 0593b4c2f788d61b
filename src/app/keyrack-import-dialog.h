/* keyrack-import-dialog.h: takes in connections of a file, after a look at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_IMPORT_DIALOG (keyrack_import_dialog_get_type ())

/* Signal: imported (uint, string), how many, and for keyrack_profile_store_undo_import_async(),
 * before the dialog closes. */
G_DECLARE_FINAL_TYPE (KeyrackImportDialog, keyrack_import_dialog, KEYRACK, IMPORT_DIALOG, AdwWindow)

GtkWidget *keyrack_import_dialog_new (KeyrackHttpClient   *client,
                                      KeyrackProfileStore *store,
                                      KeyrackJournal      *journal,
                                      GFile               *file);

G_END_DECLS
