/* keyrack-import-contents.h: what is in a file that brings connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-csv-columns.h"
#include "keyrack-profile-document.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray        *rows;        /* KeyrackDocumentRow */
  KeyrackCsv       *csv;         /* (nullable): with what follows */
  KeyrackSecret    *text;        /* to be read once more with another separator */
  KeyrackCsvColumn *columns;
  gboolean          has_header;
} KeyrackImportContents;

/* Errors are of KEYRACK_IMPORT_FILE_ERROR. */
KeyrackImportContents *keyrack_import_contents_read          (KeyrackSecret           *text,
                                                              GError                 **error);
void                   keyrack_import_contents_free          (KeyrackImportContents   *self);
gboolean               keyrack_import_contents_set_separator (KeyrackImportContents   *self,
                                                              char                     separator,
                                                              GError                 **error);
void                   keyrack_import_contents_set_columns   (KeyrackImportContents   *self,
                                                              const KeyrackCsvColumn  *columns,
                                                              gboolean                 has_header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackImportContents, keyrack_import_contents_free)

G_END_DECLS
