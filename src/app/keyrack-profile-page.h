/* keyrack-profile-page.h: one connection: its form, its test, its result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-draft-file.h"
#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE_PAGE (keyrack_profile_page_get_type ())

/* Properties:
 *   store, client, journal: the collaborators, set once they exist;
 *   profile (KeyrackProfile, nullable): the connection shown, NULL for a new one;
 *     setting it drops unsaved edits, so ask keyrack_profile_page_leave_async() first;
 *   folded (boolean): the page stands alone, so it shows Back;
 *   banner (GtkWidget, nullable): shown between the header bar and the form;
 *   draft (KeyrackProfile, read-only): the scratch profile that the form edits;
 *   dirty (boolean, read-only): something was typed that is not saved;
 *   title (string, read-only).
 *
 * Signals:
 *   saved (KeyrackProfile): it is in the store now, and the page's profile;
 *   closed: Back was pressed (after the question about unsaved edits), or a new
 *     connection was discarded, or the connection was deleted.
 *
 * Actions: page.test, page.cancel, page.save, page.discard, page.delete, page.back,
 * page.duplicate (by win.duplicate, with the id), page.undo, page.redo,
 * page.copy-secret, page.copy-token-address, page.copy-curl, page.copy-powershell,
 * page.copy-diagnostics. */
G_DECLARE_FINAL_TYPE (KeyrackProfilePage, keyrack_profile_page, KEYRACK, PROFILE_PAGE, AdwBin)

GtkWidget      *keyrack_profile_page_new          (void);
KeyrackProfile *keyrack_profile_page_get_profile  (KeyrackProfilePage   *self);
void            keyrack_profile_page_set_profile  (KeyrackProfilePage   *self,
                                                   KeyrackProfile       *profile);
void            keyrack_profile_page_start_new    (KeyrackProfilePage   *self);
void            keyrack_profile_page_duplicate    (KeyrackProfilePage   *self,
                                                   KeyrackProfile       *profile);
gboolean        keyrack_profile_page_get_dirty    (KeyrackProfilePage   *self);
void            keyrack_profile_page_recall_async (KeyrackProfilePage   *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
KeyrackDraft   *keyrack_profile_page_recall_finish (GAsyncResult        *result,
                                                   GError              **error);
void            keyrack_profile_page_flush_draft  (KeyrackProfilePage   *self);
void            keyrack_profile_page_bring_back   (KeyrackProfilePage   *self,
                                                   const KeyrackDraft   *draft);
void            keyrack_profile_page_leave_async  (KeyrackProfilePage   *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        keyrack_profile_page_leave_finish (KeyrackProfilePage   *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
