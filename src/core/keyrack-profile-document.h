/* keyrack-profile-document.h: connections as a file for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"
#include "keyrack-secret.h"

G_BEGIN_DECLS

#define KEYRACK_PROFILE_DOCUMENT_ERROR (keyrack_profile_document_error_quark ())

typedef enum
{
  KEYRACK_PROFILE_DOCUMENT_ERROR_NOT_OURS,   /* something else, or damaged */
  KEYRACK_PROFILE_DOCUMENT_ERROR_NEWER,      /* a version that is not known */
  KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE,
} KeyrackProfileDocumentError;

#define KEYRACK_PROFILE_DOCUMENT_VERSION      1
#define KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH   (16 * 1024 * 1024)
#define KEYRACK_PROFILE_DOCUMENT_MAX_PROFILES 10000

/* One connection of a document. */
typedef struct
{
  KeyrackProfile *profile;
  KeyrackSecret  *secret;      /* (nullable) */
  char           *unknown;     /* (nullable): JSON: the members that this version does not know */
  gint64          written_at;  /* when the document was, seconds since the epoch; 0 when unknown */
  char           *problem;     /* (nullable): why it can't be taken; then the rest is not to be used */
} KeyrackDocumentRow;

GQuark         keyrack_profile_document_error_quark (void);

KeyrackDocumentRow *keyrack_document_row_new  (KeyrackProfile      *profile,
                                               KeyrackSecret       *secret);
void                keyrack_document_row_free (KeyrackDocumentRow  *self);

KeyrackSecret *keyrack_profile_document_write (GPtrArray           *rows,
                                               gint64               created,
                                               GError             **error);
GPtrArray     *keyrack_profile_document_read  (char                *text,
                                               gsize                length,
                                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackDocumentRow, keyrack_document_row_free)

G_END_DECLS
