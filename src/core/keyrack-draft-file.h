/* keyrack-draft-file.h: what was being typed, for the case of a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

/* What a program that did not come to its end left behind. */
typedef struct
{
  KeyrackProfile *values;    /* without a secret */
  gint64          saved_at;  /* seconds since the epoch */
  gboolean        is_new;    /* it was never saved */
} KeyrackDraft;

#define KEYRACK_TYPE_DRAFT_FILE (keyrack_draft_file_get_type ())

/* The file draft.json. It belongs to one process at a time; in another one nothing happens. */
G_DECLARE_FINAL_TYPE (KeyrackDraftFile, keyrack_draft_file, KEYRACK, DRAFT_FILE, GObject)

gboolean          keyrack_draft_file_is_left     (const char           *folder);
KeyrackDraftFile *keyrack_draft_file_new         (const char           *folder);
void              keyrack_draft_file_load_async  (KeyrackDraftFile     *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
KeyrackDraft     *keyrack_draft_file_load_finish (KeyrackDraftFile     *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void              keyrack_draft_file_save_async  (KeyrackDraftFile     *self,
                                                  KeyrackProfile       *values,
                                                  gboolean              is_new,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean          keyrack_draft_file_save_finish (KeyrackDraftFile     *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
gboolean          keyrack_draft_file_save_now    (KeyrackDraftFile     *self,
                                                  KeyrackProfile       *values,
                                                  gboolean              is_new,
                                                  GError              **error);
void              keyrack_draft_file_remove      (KeyrackDraftFile     *self);
void              keyrack_draft_file_settle      (KeyrackDraftFile     *self);
void              keyrack_draft_free             (KeyrackDraft         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackDraft, keyrack_draft_free)

G_END_DECLS
