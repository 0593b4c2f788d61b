/* keyrack-import-sealed.c: a file as it lies on the disk, and what it takes to open it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-sealed.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "keyrack-age.h"
#include "keyrack-import-file.h"
#include "keyrack-private-file.h"

static KeyrackImportFileError
translate_code (int      code,
                gboolean has_passphrase)
{
  switch ((KeyrackAgeError) code)
    {
    case KEYRACK_AGE_ERROR_NOT_AGE:
      return KEYRACK_IMPORT_FILE_ERROR_OTHER_FORMAT;

    case KEYRACK_AGE_ERROR_TOO_COSTLY:
      return KEYRACK_IMPORT_FILE_ERROR_TOO_COSTLY;

    case KEYRACK_AGE_ERROR_MEMORY:
      return KEYRACK_IMPORT_FILE_ERROR_MEMORY;

    case KEYRACK_AGE_ERROR_NO_MATCH:
      return has_passphrase ? KEYRACK_IMPORT_FILE_ERROR_WRONG_PASSPHRASE : KEYRACK_IMPORT_FILE_ERROR_WRONG_KEY;

    case KEYRACK_AGE_ERROR_RECIPIENT:
      return KEYRACK_IMPORT_FILE_ERROR_WRONG_KEY;

    case KEYRACK_AGE_ERROR_UNAVAILABLE:
      return KEYRACK_IMPORT_FILE_ERROR_UNAVAILABLE;

    case KEYRACK_AGE_ERROR_ARMOR:
    case KEYRACK_AGE_ERROR_HEADER:
    case KEYRACK_AGE_ERROR_HMAC:
    case KEYRACK_AGE_ERROR_PAYLOAD:
    default:
      return KEYRACK_IMPORT_FILE_ERROR_DAMAGED;
    }
}

/* Who opens a file need not know of what format it is. */
static void
translate (GError       **error,
           const GError  *problem,
           gboolean       has_passphrase)
{
  g_set_error_literal (error, KEYRACK_IMPORT_FILE_ERROR, (int) translate_code (problem->code, has_passphrase),
                       problem->message);
}

static void
fail_to_read (GFile   *file,
              int      number,
              GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);

  if (number == EFBIG)
    g_set_error_literal (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_TOO_LARGE,
                         _("This file is too large."));
  else if (number == EINVAL)
    g_set_error (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_UNREADABLE,
                 /* Translators: a file */
                 _("%s is not a file."), name);
  else
    g_set_error (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_UNREADABLE,
                 /* Translators: a file and the system's reason */
                 _("Can’t read %s: %s."), name, g_strerror (number));
}

/* In memory that is wiped: nobody knows yet what is in it. */
KeyrackSecret *
keyrack_import_load (GFile   *file,
                     GError **error)
{
  const char *path = g_file_peek_path (file);
  KeyrackSecret *loaded = NULL;
  char *text = NULL;
  gsize length = 0;

  errno = EINVAL;
  if (path != NULL)
    text = keyrack_private_read (path, KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH, &length);

  if (text == NULL)
    {
      fail_to_read (file, errno, error);
      return NULL;
    }

  loaded = keyrack_secret_new (text, (gssize) length);
  keyrack_secret_wipe (text, length);
  g_free (text);

  return loaded;
}

/* Without a passphrase and without a key nothing is opened; but what is damaged, or would
 * cost too much, is told before anybody is asked for one. */
gboolean
keyrack_import_check_sealed (KeyrackSecret  *sealed,
                             gboolean       *wants_passphrase,
                             GError        **error)
{
  const char *data = keyrack_secret_peek (sealed);
  gsize length = keyrack_secret_get_length (sealed);
  g_autoptr(GError) problem = NULL;
  g_autoptr(KeyrackSecret) plain = NULL;

  if (keyrack_age_has_passphrase (data, length, wants_passphrase, &problem))
    plain = keyrack_age_decrypt (data, length, NULL, NULL, &problem);

  if (g_error_matches (problem, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_NO_MATCH))
    return TRUE;

  translate (error, problem, FALSE);

  return FALSE;
}

/* With the passphrase, or with whichever of the keys opens it. */
static KeyrackSecret *
decrypt (KeyrackSecret  *sealed,
         KeyrackSecret  *passphrase,
         GPtrArray      *identities,
         GError        **error)
{
  const char *data = keyrack_secret_peek (sealed);
  gsize length = keyrack_secret_get_length (sealed);
  KeyrackSecret *plain = NULL;
  g_autoptr(GError) problem = NULL;

  if (identities == NULL || identities->len == 0)
    return keyrack_age_decrypt (data, length, passphrase, NULL, error);

  for (guint i = 0; plain == NULL && i < identities->len; i++)
    {
      g_clear_error (&problem);
      plain = keyrack_age_decrypt (data, length, NULL, identities->pdata[i], &problem);
      if (!g_error_matches (problem, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_NO_MATCH))
        break;
    }

  if (plain == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return plain;
}

KeyrackSecret *
keyrack_import_decrypt (KeyrackSecret  *sealed,
                        KeyrackSecret  *passphrase,
                        GPtrArray      *identities,
                        GError        **error)
{
  g_autoptr(GError) problem = NULL;
  KeyrackSecret *plain = decrypt (sealed, passphrase, identities, &problem);

  if (plain == NULL)
    translate (error, problem, passphrase != NULL);

  return plain;
}
