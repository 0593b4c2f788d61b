/* keyrack-export.h: connections written to a file for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-age.h"
#include "keyrack-export-format.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_EXPORT_ERROR (keyrack_export_error_quark ())

typedef enum
{
  KEYRACK_EXPORT_ERROR_LEAK,        /* a secret stands where everybody could read it */
  KEYRACK_EXPORT_ERROR_NOT_A_FILE,  /* a folder or a device is in the place of the file */
  KEYRACK_EXPORT_ERROR_NO_SECRET,   /* one that was to go with it can't be had */
} KeyrackExportError;

#define KEYRACK_EXPORT_PASSPHRASE_MIN 10 /* characters */

/* Who can read the secrets in a file: who knows the passphrase, or has the key of a recipient. */
typedef struct
{
  KeyrackSecret  *passphrase;  /* (nullable) */
  char          **recipients;  /* (nullable) when there is a passphrase */
  KeyrackAgeForm  form;
} KeyrackProtection;

KeyrackProtection *keyrack_protection_new        (KeyrackSecret            *passphrase,
                                                  const char * const       *recipients,
                                                  KeyrackAgeForm            form);
KeyrackProtection *keyrack_protection_copy       (const KeyrackProtection  *self);
void               keyrack_protection_free       (KeyrackProtection        *self);

GQuark             keyrack_export_error_quark    (void);
char              *keyrack_export_dup_file_name  (KeyrackExportFormat       format,
                                                  gboolean                  encrypted);
void               keyrack_export_async          (KeyrackProfileStore      *store,
                                                  GPtrArray                *profiles,
                                                  KeyrackExportFormat       format,
                                                  const KeyrackProtection  *protection,
                                                  const char               *path,
                                                  GCancellable             *cancellable,
                                                  GAsyncReadyCallback       callback,
                                                  gpointer                  user_data);
void               keyrack_export_calendar_async (KeyrackProfileStore      *store,
                                                  const char               *path,
                                                  GCancellable             *cancellable,
                                                  GAsyncReadyCallback       callback,
                                                  gpointer                  user_data);
gboolean           keyrack_export_finish         (KeyrackProfileStore      *store,
                                                  GAsyncResult             *result,
                                                  GError                  **error);
void               keyrack_export_note           (KeyrackJournal           *journal,
                                                  GPtrArray                *profiles,
                                                  const char               *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackProtection, keyrack_protection_free)

G_END_DECLS
