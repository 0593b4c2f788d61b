/* keyrack-import-file.h: a file that brings connections, of whatever kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-csv-columns.h"
#include "keyrack-profile-document.h"
#include "keyrack-worker.h"

G_BEGIN_DECLS

#define KEYRACK_IMPORT_FILE_ERROR (keyrack_import_file_error_quark ())

typedef enum
{
  KEYRACK_IMPORT_FILE_ERROR_UNREADABLE,        /* not there, no file, or not for us to read */
  KEYRACK_IMPORT_FILE_ERROR_TOO_LARGE,
  KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT,
  KEYRACK_IMPORT_FILE_ERROR_NEWER,             /* ours, of a version that is not known */
  KEYRACK_IMPORT_FILE_ERROR_DAMAGED,           /* encrypted, and changed or cut off */
  KEYRACK_IMPORT_FILE_ERROR_TOO_COSTLY,        /* to open it would take more memory than is allowed */
  KEYRACK_IMPORT_FILE_ERROR_MEMORY,            /* to open it takes more memory than can be had */
  KEYRACK_IMPORT_FILE_ERROR_WRONG_PASSPHRASE,  /* ask again */
  KEYRACK_IMPORT_FILE_ERROR_WRONG_KEY,         /* encrypted for others */
  KEYRACK_IMPORT_FILE_ERROR_UNAVAILABLE,       /* nothing can be decrypted on this computer */
} KeyrackImportFileError;

typedef enum
{
  KEYRACK_IMPORT_FILE_DOCUMENT,
  KEYRACK_IMPORT_FILE_ENCRYPTED,
  KEYRACK_IMPORT_FILE_CSV,
} KeyrackImportKind;

#define KEYRACK_TYPE_IMPORT_FILE (keyrack_import_file_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackImportFile, keyrack_import_file, KEYRACK, IMPORT_FILE, GObject)

GQuark                  keyrack_import_file_error_quark          (void);
void                    keyrack_import_file_open_async           (GFile                   *file,
                                                                  KeyrackWorker           *worker,
                                                                  GCancellable            *cancellable,
                                                                  GAsyncReadyCallback      callback,
                                                                  gpointer                 user_data);
KeyrackImportFile      *keyrack_import_file_open_finish          (GAsyncResult            *result,
                                                                  GError                 **error);
void                    keyrack_import_file_unlock_async         (KeyrackImportFile       *self,
                                                                  KeyrackSecret           *passphrase,
                                                                  GPtrArray               *identities,
                                                                  GCancellable            *cancellable,
                                                                  GAsyncReadyCallback      callback,
                                                                  gpointer                 user_data);
gboolean                keyrack_import_file_unlock_finish        (KeyrackImportFile       *self,
                                                                  GAsyncResult            *result,
                                                                  GError                 **error);
const char             *keyrack_import_file_get_name             (KeyrackImportFile       *self);
KeyrackImportKind       keyrack_import_file_get_kind             (KeyrackImportFile       *self);
gboolean                keyrack_import_file_is_locked            (KeyrackImportFile       *self);
gboolean                keyrack_import_file_wants_passphrase     (KeyrackImportFile       *self);
GPtrArray              *keyrack_import_file_get_rows             (KeyrackImportFile       *self);
guint                   keyrack_import_file_get_row_number       (KeyrackImportFile       *self,
                                                                  guint                    row);
KeyrackCsv             *keyrack_import_file_get_csv              (KeyrackImportFile       *self);
const KeyrackCsvColumn *keyrack_import_file_get_columns          (KeyrackImportFile       *self,
                                                                  gboolean                *has_header);
void                    keyrack_import_file_set_columns          (KeyrackImportFile       *self,
                                                                  const KeyrackCsvColumn  *columns,
                                                                  gboolean                 has_header);
gboolean                keyrack_import_file_set_separator        (KeyrackImportFile       *self,
                                                                  char                     separator,
                                                                  GError                 **error);

G_END_DECLS
