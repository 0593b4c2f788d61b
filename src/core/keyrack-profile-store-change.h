/* keyrack-profile-store-change.h: a change of the file, on its way to the worker and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-private.h"

G_BEGIN_DECLS

typedef struct _KeyrackChange KeyrackChange;

/* What is done in the secret store's worker; on success @file is what stands on the disk. */
typedef gboolean (* KeyrackChangeFunc) (KeyrackChange       *change,
                                        KeyrackProfileFile **file,
                                        GError             **error);

/* The worker reads it, the main thread frees it. */
struct _KeyrackChange
{
  KeyrackChangeFunc   func;
  char               *folder;
  KeyrackSecretStore *secrets;
  GTask              *task;          /* the caller's */
  guint               n_shown;
  gboolean            is_edit;       /* what it does is told by "edited" */

  /* What the function needs of these */
  KeyrackBackup      *backup;
  GPtrArray          *profiles;
  GPtrArray          *results;       /* (nullable) */
  KeyrackSecret      *secret;
  KeyrackSaveFlags    flags;
  KeyrackReplaceFlags replace_flags;
  guint               keep_days;
  char               *client_id;
  char               *saved_id;      /* (nullable) of the profile that the task returns */
  char              **ids;
  guint               hold_seconds;
  GPtrArray          *rows;
  char               *import_id;     /* (nullable): what the task returns */
  KeyrackProgressFunc progress;
  gpointer            progress_data;
};

KeyrackChange *keyrack_change_new            (KeyrackProfileStore  *store,
                                              KeyrackChangeFunc     func);
KeyrackChange *keyrack_change_begin          (KeyrackProfileStore  *store,
                                              KeyrackChangeFunc     func,
                                              gpointer              tag,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void           keyrack_change_free           (KeyrackChange        *self);
void           keyrack_change_run            (KeyrackChange        *self);
gboolean       keyrack_change_finish         (KeyrackProfileStore  *store,
                                              gpointer              tag,
                                              GAsyncResult         *result,
                                              GError              **error);
gpointer       keyrack_change_finish_pointer (KeyrackProfileStore  *store,
                                              gpointer              tag,
                                              GAsyncResult         *result,
                                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackChange, keyrack_change_free)

G_END_DECLS
