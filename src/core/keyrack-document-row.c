/* keyrack-document-row.c: one connection of a file that somebody else may have written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-text.h"

#define MAX_SHOWN 60 /* characters */

/**
 * keyrack_document_row_new:
 * @profile: a connection
 * @secret: (nullable): its secret, if it is to be written too
 *
 * Returns: (transfer full): a row for keyrack_profile_document_write()
 */
KeyrackDocumentRow *
keyrack_document_row_new (KeyrackProfile *profile,
                          KeyrackSecret  *secret)
{
  KeyrackDocumentRow *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  self = g_new0 (KeyrackDocumentRow, 1);
  self->profile = g_object_ref (profile);
  self->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;

  return self;
}

void
keyrack_document_row_free (KeyrackDocumentRow *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->profile);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_free (self->unknown);
  g_free (self->problem);
  g_free (self);
}

/* What may be sent, and may stand in a file. */
gboolean
keyrack_document_is_secret (KeyrackSecret *secret)
{
  const char *text = keyrack_secret_peek (secret);

  return strlen (text) == keyrack_secret_get_length (secret) &&
         (keyrack_text_check_word (text) & ~KEYRACK_TEXT_COLON) == KEYRACK_TEXT_FINE;
}

const char *
keyrack_document_get_secret_flaw (void)
{
  return _("Its secret has characters that no client secret has");
}

/* Why a connection from elsewhere can't be taken, NULL when it can. */
char *
keyrack_document_dup_flaw (KeyrackProfile *profile)
{
  KeyrackProfileFlaws flaws = keyrack_profile_validate (profile);
  g_autofree char *instance = keyrack_text_dup_printable (keyrack_profile_get_instance (profile), MAX_SHOWN);
  g_autofree char *region = keyrack_text_dup_printable (keyrack_profile_get_region (profile), MAX_SHOWN);

  if (flaws & KEYRACK_PROFILE_INSTANCE_INVALID)
    /* Translators: what a file gives as the name of an instance */
    return g_strdup_printf (_("Instance name “%s” is not allowed"), instance);

  if (flaws & KEYRACK_PROFILE_REGION_INVALID)
    /* Translators: what a file gives as a region */
    return g_strdup_printf (_("Region “%s” is not allowed"), region);

  if (flaws & KEYRACK_PROFILE_NAME_MISSING)
    return g_strdup (_("It has no name"));
  if (flaws & KEYRACK_PROFILE_NAME_INVALID)
    return g_strdup (_("Its name is too long or has invisible characters"));
  if (flaws & KEYRACK_PROFILE_INSTANCE_MISSING)
    return g_strdup (_("It has no instance name"));
  if (flaws & KEYRACK_PROFILE_REGION_MISSING)
    return g_strdup (_("It has no region"));
  if (flaws & KEYRACK_PROFILE_CLIENT_ID_MISSING)
    return g_strdup (_("It has no client ID"));
  if (flaws & KEYRACK_PROFILE_CLIENT_ID_INVALID)
    return g_strdup (_("Its client ID has characters that no client ID has"));
  if (flaws & KEYRACK_PROFILE_TAGS_INVALID)
    return g_strdup (_("A tag is too long or has invisible characters"));
  if (flaws & KEYRACK_PROFILE_ENVIRONMENT_INVALID)
    return g_strdup (_("Its environment is too long or has invisible characters"));
  if (flaws & KEYRACK_PROFILE_NOTE_INVALID)
    return g_strdup (_("Its note is too long or has invisible characters"));

  return NULL;
}

/* Of a refused row only the name is kept, made harmless. Takes the problem. */
void
keyrack_document_row_take_problem (KeyrackDocumentRow *self,
                                   const char         *name,
                                   char               *problem)
{
  g_autofree char *shown = keyrack_text_dup_printable (name, MAX_SHOWN);

  g_clear_object (&self->profile);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  self->profile = keyrack_profile_new ();
  keyrack_profile_set_name (self->profile, shown);
  self->problem = problem;
}
