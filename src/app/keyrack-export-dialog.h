/* keyrack-export-dialog.h: asks what to write to a file for others, and writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_EXPORT_DIALOG (keyrack_export_dialog_get_type ())

/* Signal: exported (uint), how many, before the dialog closes. */
G_DECLARE_FINAL_TYPE (KeyrackExportDialog, keyrack_export_dialog, KEYRACK, EXPORT_DIALOG, AdwWindow)

GtkWidget *keyrack_export_dialog_new   (KeyrackProfileStore *store,
                                        KeyrackJournal      *journal,
                                        const char * const  *ids);
void       keyrack_export_dialog_write (KeyrackExportDialog *self,
                                        GFile               *file);

G_END_DECLS
