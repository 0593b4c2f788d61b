/* keyrack-ca-file.c: a copy of the certificate authorities that the person trusts
 *
 * The file that was chosen may lie on a stick, or hold a private key besides
 * its certificates. So only the certificates are copied, and into a new file
 * each time: a name stands for one content.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-ca-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "keyrack-private-file.h"
#include "keyrack-secret.h"

#define MAX_SIZE (1024 * 1024)

#define BEGIN_CERTIFICATE "-----BEGIN CERTIFICATE-----"
#define END_CERTIFICATE   "-----END CERTIFICATE-----"

/* Every certificate is an ASN.1 sequence. */
#define DER_SEQUENCE 0x30

typedef struct
{
  char *source;
  char *folder;
} Adoption;

static void
adoption_free (gpointer data)
{
  Adoption *adoption = data;

  g_free (adoption->source);
  g_free (adoption->folder);
  g_free (adoption);
}

static gboolean
is_certificate (const char *begin,
                const char *end)
{
  g_autofree char *text = g_strndup (begin, (gsize) (end - begin));
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  bytes = g_base64_decode (text, &length);

  return length > 4 && bytes[0] == DER_SEQUENCE;
}

/* The certificates of @text and nothing else; NULL when there is none, or a damaged one. */
static char *
dup_certificates (const char *text)
{
  g_autoptr(GString) found = g_string_new (NULL);
  const char *begin = strstr (text, BEGIN_CERTIFICATE);

  while (begin != NULL)
    {
      const char *body = begin + strlen (BEGIN_CERTIFICATE);
      const char *end = strstr (body, END_CERTIFICATE);

      if (end == NULL || !is_certificate (body, end))
        return NULL;

      end += strlen (END_CERTIFICATE);
      g_string_append_len (found, begin, end - begin);
      g_string_append_c (found, '\n');
      begin = strstr (end, BEGIN_CERTIFICATE);
    }

  return found->len > 0 ? g_string_free (g_steal_pointer (&found), FALSE) : NULL;
}

static char *
read_certificates (const char  *source,
                   GError     **error)
{
  g_autofree char *name = g_filename_display_basename (source);
  gsize length = 0;
  char *text = keyrack_private_read (source, MAX_SIZE, &length);
  char *certificates = NULL;

  if (text == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   /* Translators: a file and the system's reason */
                   _("“%s” can’t be read: %s"), name, g_strerror (errno));
      return NULL;
    }

  text[length] = '\0';
  certificates = dup_certificates (text);
  keyrack_secret_wipe (text, length);
  g_free (text);

  if (certificates == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 /* Translators: %s is a file; PEM is a format */
                 _("“%s” holds no sound certificate in PEM form"), name);

  return certificates;
}

static char *
dup_place (const char *certificates,
           const char *folder)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, certificates, -1);
  g_autofree char *name = g_strdup_printf ("ca-%.16s.pem", sum);

  return g_build_filename (folder, name, NULL);
}

/**
 * keyrack_ca_file_adopt:
 * @source: a PEM file of certificate authorities, 1 MiB at most
 * @folder: where the program keeps its data
 * @error: return location for an error
 *
 * Copies the certificates of @source; a private key stays where it is. Blocks.
 *
 * Returns: (transfer full): the path of the copy, or %NULL with %G_IO_ERROR when
 *   @source can't be read or holds no certificate, or with
 *   %KEYRACK_PROFILE_STORE_ERROR when the copy can't be written
 */
char *
keyrack_ca_file_adopt (const char  *source,
                       const char  *folder,
                       GError     **error)
{
  g_autofree char *certificates = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  certificates = read_certificates (source, error);
  if (certificates == NULL)
    return NULL;

  path = dup_place (certificates, folder);
  if (!keyrack_private_make_folder (folder, error) ||
      !keyrack_private_write (path, certificates, strlen (certificates), error))
    return NULL;

  return g_steal_pointer (&path);
}

static void
adopt_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Adoption *adoption = task_data;
  GError *error = NULL;
  char *path = keyrack_ca_file_adopt (adoption->source, adoption->folder, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_ca_file_adopt_async:
 * @source: a PEM file of certificate authorities
 * @folder: where the program keeps its data
 * @cancellable: (nullable): a cancellable
 * @callback: called when the copy is there
 * @user_data: for @callback
 *
 * As keyrack_ca_file_adopt(), on another thread.
 */
void
keyrack_ca_file_adopt_async (const char          *source,
                             const char          *folder,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Adoption *adoption = NULL;

  g_return_if_fail (source != NULL);
  g_return_if_fail (folder != NULL);

  adoption = g_new0 (Adoption, 1);
  adoption->source = g_strdup (source);
  adoption->folder = g_strdup (folder);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_ca_file_adopt_async);
  g_task_set_task_data (task, adoption, adoption_free);
  g_task_run_in_thread (task, adopt_thread);
}

/**
 * keyrack_ca_file_adopt_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the path of the copy, or %NULL with an error as of
 *   keyrack_ca_file_adopt()
 */
char *
keyrack_ca_file_adopt_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * keyrack_ca_file_forget:
 * @path: a file of authorities
 * @folder: where the program keeps its data
 *
 * Removes a copy that is not used any more. A file that is not such a copy stays.
 */
void
keyrack_ca_file_forget (const char *path,
                        const char *folder)
{
  g_autofree char *name = NULL;
  g_autofree char *parent = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (folder != NULL);

  name = g_path_get_basename (path);
  parent = g_path_get_dirname (path);

  if (g_str_equal (parent, folder) && g_str_has_prefix (name, "ca-") && g_unlink (path) != 0)
    g_debug ("%s stays: %s", path, g_strerror (errno));
}
