/* keyrack-profile-store-save.h: the changes of file and keyring that belong together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-private-file.h"
#include "keyrack-profile-store-file.h"

G_BEGIN_DECLS

/* A new pair for a profile; everything borrowed. */
typedef struct
{
  const char          *id;
  const char          *client_id;
  KeyrackSecret       *secret;
  KeyrackReplaceFlags  flags;
  guint                keep_days;  /* 0 until it is let go */
} KeyrackReplacement;

/* Connections of another file, and how far they are; everything borrowed. */
typedef struct
{
  GPtrArray           *rows;          /* KeyrackDocumentRow */
  const char          *id;            /* by which it can be undone */
  guint                hold_seconds;  /* for so long */
  GCancellable        *cancellable;   /* (nullable) */
  KeyrackProgressFunc  saved;         /* (nullable): called here after each row */
  gpointer             saved_data;
} KeyrackImportJob;

/* All of these block, and run on the secret store's worker only. On success @file is
 * what stands on the disk afterwards. */
gboolean           keyrack_profile_save_sync      (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   KeyrackProfile      *profile,
                                                   KeyrackSecret       *secret,
                                                   KeyrackSaveFlags     flags,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_save_many_sync (const char          *folder,
                                                   GPtrArray           *profiles,
                                                   KeyrackSaveFlags     flags,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_bin_sync       (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   const char * const  *ids,
                                                   guint                hold_seconds,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_restore_sync   (const char          *folder,
                                                   const char * const  *ids,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_release_sync   (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   const char * const  *ids,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_erase_sync     (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   const char * const  *ids,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_replace_sync   (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   KeyrackReplacement  *replacement,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_restore_previous_sync (const char    *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   const char          *id,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_let_go_sync    (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   const char          *id,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_import_sync    (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   KeyrackImportJob    *job,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_undo_import_sync (const char        *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   const char          *id,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_settle_sync    (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   gboolean            *more,
                                                   GError             **error);

/* Parts of them. */
KeyrackFolderLock *keyrack_profile_begin_change   (const char          *folder,
                                                   KeyrackProfileFile **file,
                                                   GError             **error);
gboolean           keyrack_profile_check_one_of_many (KeyrackProfile   *profile,
                                                   KeyrackProfile      *stored,
                                                   KeyrackSaveFlags     flags,
                                                   GError             **error);
KeyrackProfile    *keyrack_profile_prepare        (KeyrackProfile      *profile,
                                                   KeyrackProfile      *stored);
gboolean           keyrack_profile_check_lasting  (KeyrackSecretStore  *secrets,
                                                   GError             **error);
KeyrackPreviousPair *keyrack_profile_dup_kept     (KeyrackProfile      *profile,
                                                   guint                keep_days,
                                                   KeyrackReplaceFlags  flags);
void               keyrack_profile_take_secret    (KeyrackProfileFile  *file,
                                                   KeyrackProfile      *profile,
                                                   const char          *secret_ref,
                                                   gboolean             verified,
                                                   const KeyrackPreviousPair *kept);
gboolean           keyrack_profile_fail_to_store  (KeyrackProfile      *profile,
                                                   GError              *problem,
                                                   GError             **error);
gboolean           keyrack_profile_settle_from_disk (const char        *folder,
                                                   KeyrackSecretStore  *secrets);
gboolean           keyrack_profile_commit_with_secret (const char      *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   KeyrackProfileFile  *file,
                                                   KeyrackProfile      *profile,
                                                   KeyrackSecret       *secret,
                                                   gboolean             verified,
                                                   const KeyrackPreviousPair *kept,
                                                   GError             **error);
gboolean           keyrack_profile_settle_file    (const char          *folder,
                                                   KeyrackSecretStore  *secrets,
                                                   KeyrackProfileFile  *file);

G_END_DECLS
