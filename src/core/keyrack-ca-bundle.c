/* keyrack-ca-bundle.c: one file with every certificate authority that is trusted
 *
 * libcurl parses the authorities once for all requests only when they come
 * from one file, and that costs 20 ms otherwise. So an authority that is
 * trusted besides the system's is put behind those in a file in memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memfd_create() and seals */

#include "config.h"

#include "keyrack-ca-bundle.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Debian, Arch, Flatpak's runtimes; Fedora; openSUSE; Alpine and others. */
static const char * const usual_places[] = {
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
};

static const char *
find_system_file (const char *built_in)
{
  if (built_in != NULL && access (built_in, R_OK) == 0)
    return built_in;

  for (gsize i = 0; i < G_N_ELEMENTS (usual_places); i++)
    {
      if (access (usual_places[i], R_OK) == 0)
        return usual_places[i];
    }

  return NULL;
}

static gboolean
read_certificates (const char  *path,
                   GString     *bundle,
                   GError     **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;

  if (strstr (text, "-----BEGIN CERTIFICATE-----") == NULL &&
      strstr (text, "-----BEGIN TRUSTED CERTIFICATE-----") == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s holds no certificate in PEM form", path);
      return FALSE;
    }

  g_string_append_len (bundle, text, (gssize) length);
  g_string_append_c (bundle, '\n');

  return TRUE;
}

static gboolean
write_all (int           fd,
           const char   *text,
           gsize         length,
           GError      **error)
{
  while (length > 0)
    {
      gssize written = write (fd, text, length);

      if (written < 0 && errno == EINTR)
        continue;

      if (written < 0)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                               g_strerror (errno));
          return FALSE;
        }

      text += written;
      length -= (gsize) written;
    }

  return TRUE;
}

/* Nothing to clean up when the program dies, and sealed: what was checked is what is used. */
static gboolean
keep_in_memory (KeyrackCaBundle  *self,
                const GString    *bundle,
                GError          **error)
{
  self->fd = memfd_create ("keyrack-authorities", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->fd < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  if (!write_all (self->fd, bundle->str, bundle->len, error))
    return FALSE;

  if (fcntl (self->fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  self->path = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  return TRUE;
}

/**
 * keyrack_ca_bundle_load:
 * @built_in: (nullable): where the TLS library expects the system's file
 * @extra: (nullable): a PEM file to be trusted as well
 * @error: return location for an error
 *
 * Finds the system's authorities and adds those of @extra. Reads files, so it
 * is not for the main thread.
 *
 * Returns: (transfer full): the bundle, or %NULL with an error of #G_FILE_ERROR
 *   or #G_IO_ERROR when @extra can't be read or holds no certificate
 */
KeyrackCaBundle *
keyrack_ca_bundle_load (const char  *built_in,
                        const char  *extra,
                        GError     **error)
{
  g_autoptr(KeyrackCaBundle) self = g_new0 (KeyrackCaBundle, 1);
  g_autoptr(GString) bundle = NULL;
  const char *system_file = find_system_file (built_in);

  self->fd = -1;
  self->complete = system_file != NULL;

  if (extra == NULL)
    {
      self->path = g_strdup (system_file);
      return g_steal_pointer (&self);
    }

  bundle = g_string_new (NULL);
  if (!read_certificates (extra, bundle, error))
    return NULL;

  if (system_file != NULL && !read_certificates (system_file, bundle, error))
    return NULL;

  if (!keep_in_memory (self, bundle, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * keyrack_ca_bundle_free:
 * @self: (transfer full): a bundle
 */
void
keyrack_ca_bundle_free (KeyrackCaBundle *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}
