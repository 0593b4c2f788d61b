/* keyrack-import.h: connections of a file, compared with those that are here, and taken in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-import-file.h"
#include "keyrack-import-item.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_IMPORT (keyrack_import_get_type ())

/* A GListModel of KeyrackImportItem, in the order of the file. */
G_DECLARE_FINAL_TYPE (KeyrackImport, keyrack_import, KEYRACK, IMPORT, GObject)

KeyrackImport     *keyrack_import_new             (KeyrackProfileStore  *store,
                                                   KeyrackJournal       *journal);
void               keyrack_import_compare_async   (KeyrackImport        *self,
                                                   KeyrackImportFile    *file,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean           keyrack_import_compare_finish  (KeyrackImport        *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
guint              keyrack_import_count           (KeyrackImport        *self,
                                                   KeyrackImportState    state);
guint              keyrack_import_count_chosen    (KeyrackImport        *self);
gboolean           keyrack_import_has_secrets     (KeyrackImport        *self);
char              *keyrack_import_dup_summary     (KeyrackImport        *self);
GPtrArray         *keyrack_import_dup_candidates  (KeyrackImport        *self,
                                                   GHashTable          **secrets);
void               keyrack_import_note_test       (KeyrackImport        *self,
                                                   KeyrackProfile       *profile,
                                                   KeyrackTestResult    *result);
void               keyrack_import_apply_async     (KeyrackImport        *self,
                                                   guint                 hold_seconds,
                                                   KeyrackProgressFunc   progress,
                                                   gpointer              progress_data,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean           keyrack_import_apply_finish    (KeyrackImport        *self,
                                                   GAsyncResult         *result,
                                                   char                **undo_id,
                                                   GError              **error);

G_END_DECLS
