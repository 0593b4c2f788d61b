/* keyrack-profile-document-private.h: what writing and reading a document share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-document.h"

G_BEGIN_DECLS

#define KEYRACK_DOCUMENT_FORMAT "keyrack-profiles"
#define KEYRACK_DOCUMENT_SECRET "client_secret"

extern const char * const keyrack_document_members[];  /* of a profile */

GPtrArray  *keyrack_document_take_secrets     (char               *text);

gboolean    keyrack_document_is_secret        (KeyrackSecret      *secret);
const char *keyrack_document_get_secret_flaw  (void);
char       *keyrack_document_dup_flaw         (KeyrackProfile     *profile);
void        keyrack_document_row_take_problem (KeyrackDocumentRow *self,
                                               const char         *name,
                                               char               *problem);

G_END_DECLS
