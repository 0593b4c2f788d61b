/* keyrack-secret-store-file.c: the keyring file of libsecret's file backend
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "keyrack-private-file.h"
#include "keyrack-secret-store-private.h"

/* The format as libsecret writes it: header, version, then one GVariant of
 * salt length, salt, iterations, date, uses, items of hashed attributes and cipher text. */
#define HEADER        "GnomeKeyring\n\r\0\n\1\0"
#define HEADER_LENGTH 18
#define CONTENT_TYPE  G_VARIANT_TYPE ("(uayutua(a{say}ay))")
#define SALT_LENGTH   32
#define ITERATIONS    100000
#define MAC_LENGTH    32
#define BLOCK_LENGTH  16

/* A flipped bit in the iterations would keep libsecret busy for hours, one in the
 * lengths would exhaust its locked memory. */
#define MAX_ITERATIONS  1000000
#define MAX_SALT_LENGTH 1024
#define MAX_BLOB_LENGTH (1024 * 1024)
#define MAX_FILE_LENGTH (64 * 1024 * 1024)

/* Five seconds, for a disk that is slow to fail. */
#define AWAIT_TRIES    1000
#define AWAIT_PAUSE_US 5000

static gboolean
fail_with_errno (const char  *path,
                 gboolean     writing,
                 int          number,
                 GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (number == ENOSPC || number == EDQUOT)
    keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_DISK_FULL);
  else
    g_set_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_FAILED,
                 writing
                   /* Translators: a file and the system's reason */
                   ? _("Can’t write the keyring file %s: %s")
                   /* Translators: a file and the system's reason */
                   : _("Can’t read the keyring file %s: %s"),
                 name, g_strerror (number));

  return FALSE;
}

static GBytes *
read_bytes (const char *path)
{
  gsize length = 0;
  char *data = keyrack_private_read (path, MAX_FILE_LENGTH, &length);

  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}

static gboolean
write_bytes (const char  *path,
             GBytes      *bytes,
             GError     **error)
{
  g_autoptr(GError) problem = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &problem))
    return TRUE;

  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return fail_with_errno (path, TRUE, ENOSPC, error);

  g_set_error_literal (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_FAILED,
                       problem->message);

  return FALSE;
}

static gboolean
sync_path (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && g_fsync (fd) == 0;
  int number = errno;

  if (fd >= 0)
    g_close (fd, NULL);
  errno = number;

  return done;
}

static gboolean
item_is_sound (GVariant *item)
{
  g_autoptr(GVariant) attributes = g_variant_get_child_value (item, 0);
  g_autoptr(GVariant) blob = g_variant_get_child_value (item, 1);
  gsize length = g_variant_get_size (blob);

  for (gsize i = 0; i < g_variant_n_children (attributes); i++)
    {
      g_autoptr(GVariant) attribute = g_variant_get_child_value (attributes, i);
      g_autoptr(GVariant) mac = g_variant_get_child_value (attribute, 1);

      if (g_variant_get_size (mac) != MAC_LENGTH)
        return FALSE;
    }

  return length >= 2 * BLOCK_LENGTH + MAC_LENGTH
         && length <= MAX_BLOB_LENGTH
         && (length - MAC_LENGTH) % BLOCK_LENGTH == 0;
}

static gboolean
date_is_sound (guint64 seconds)
{
  g_autoptr(GDateTime) date = NULL;

  if (seconds > G_MAXINT64)
    return FALSE;

  date = g_date_time_new_from_unix_utc ((gint64) seconds);

  return date != NULL;
}

static gboolean
content_is_sound (GVariant *content)
{
  g_autoptr(GVariant) salt = NULL;
  g_autoptr(GVariant) items = NULL;
  guint32 salt_length = 0;
  guint32 iterations = 0;
  guint64 modified = 0;

  if (!g_variant_is_normal_form (content))
    return FALSE;

  g_variant_get (content, "(u@ayutu@a(a{say}ay))",
                 &salt_length, &salt, &iterations, &modified, NULL, &items);
  salt_length = GUINT32_FROM_LE (salt_length);
  iterations = GUINT32_FROM_LE (iterations);

  if (salt_length != g_variant_get_size (salt)
      || salt_length < 1 || salt_length > MAX_SALT_LENGTH
      || iterations < 1 || iterations > MAX_ITERATIONS
      || !date_is_sound (GUINT64_FROM_LE (modified)))
    return FALSE;

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (items, i);

      if (!item_is_sound (item))
        return FALSE;
    }

  return TRUE;
}

/**
 * keyrack_keyring_file_is_sound:
 * @data: (array length=length): what stands in a keyring file
 * @length: its length in bytes
 *
 * Whether libsecret can open a file without harm. It trusts the file: a wrong salt
 * length ends the process, serialized data that is not in normal form is read beyond
 * its end.
 *
 * Returns: %TRUE if @data may be given to libsecret
 */
gboolean
keyrack_keyring_file_is_sound (const char *data,
                               gsize       length)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GVariant) content = NULL;

  if (length < HEADER_LENGTH || memcmp (data, HEADER, HEADER_LENGTH) != 0)
    return FALSE;

  bytes = g_bytes_new (data + HEADER_LENGTH, length - HEADER_LENGTH);
  content = g_variant_ref_sink (g_variant_new_from_bytes (CONTENT_TYPE, bytes, FALSE));

  return content_is_sound (content);
}

/**
 * keyrack_keyring_file_dup_path:
 *
 * Returns: (transfer full): the file that libsecret's file backend uses
 */
char *
keyrack_keyring_file_dup_path (void)
{
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");

  if (path != NULL && *path != '\0')
    return g_strdup (path);

  return g_build_filename (g_get_user_data_dir (), "keyrings", "default.keyring", NULL);
}

static char *
dup_copy_path (const char *path)
{
  return g_strconcat (path, ".keyrack-copy", NULL);
}

static GBytes *
read_sound_bytes (const char *path)
{
  g_autoptr(GBytes) bytes = read_bytes (path);
  gsize length = 0;
  const char *data = NULL;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);

  return keyrack_keyring_file_is_sound (data, length) ? g_steal_pointer (&bytes) : NULL;
}

/* A link, because it may be a full disk that did the damage; then the copy is still there
 * for the next time. A file system without links moves the copy. */
static gboolean
put_in_place (const char *copy,
              const char *path)
{
  g_autofree char *link_path = g_strconcat (path, ".keyrack-new", NULL);

  (void) g_unlink (link_path);

  if (link (copy, link_path) == 0)
    return g_rename (link_path, path) == 0;

  return g_rename (copy, path) == 0;
}

/* What was damaged is kept beside the file for whoever wants to look. */
static gboolean
restore_copy (const char  *path,
              GError     **error)
{
  g_autofree char *copy = dup_copy_path (path);
  g_autofree char *damaged = g_strconcat (path, ".damaged", NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if ((g_unlink (damaged) != 0 && errno != ENOENT)
      || (link (path, damaged) != 0 && errno != ENOENT))
    g_debug ("Keyring: the damaged file was not kept: %s", g_strerror (errno));

  if (!put_in_place (copy, path) || !sync_path (folder))
    return fail_with_errno (path, TRUE, errno, error);

  g_message ("The keyring file was damaged and was put back from its copy");

  return TRUE;
}

/**
 * keyrack_keyring_file_prepare:
 * @path: a keyring file
 * @error: return location for an error
 *
 * Makes sure that libsecret can open the file: that it is sound or not there. A file
 * that is proven damaged, or gone, is replaced by the copy taken before its last
 * change; one that merely can't be read is left alone.
 *
 * Returns: %FALSE with %KEYRACK_SECRET_STORE_ERROR_DAMAGED when there is no sound copy,
 *   %KEYRACK_SECRET_STORE_ERROR_FAILED when the file can't be read
 */
gboolean
keyrack_keyring_file_prepare (const char  *path,
                              GError     **error)
{
  g_autofree char *copy_path = dup_copy_path (path);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr(GBytes) bytes = read_bytes (path);
  g_autoptr(GBytes) copy = NULL;
  gboolean absent = bytes == NULL && errno == ENOENT;
  gsize length = 0;
  const char *data = NULL;

  if (bytes == NULL && !absent)
    return fail_with_errno (path, FALSE, errno, error);

  if (bytes != NULL)
    data = g_bytes_get_data (bytes, &length);
  if (data != NULL && keyrack_keyring_file_is_sound (data, length))
    return TRUE;

  copy = read_sound_bytes (copy_path);
  if (copy != NULL)
    return restore_copy (path, error);

  if (absent)
    return TRUE;

  g_set_error (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DAMAGED,
               /* Translators: a file */
               _("The keyring file %s is damaged and was not opened. "
                 "Restore it from a backup, or move it away to start with an empty one."),
               name);

  return FALSE;
}

/* libsecret's first write ever is not atomic, its later ones are: so the first is ours. */
static GBytes *
build_empty_file (void)
{
  guint8 salt[SALT_LENGTH];
  g_autoptr(GVariant) content = NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  if (getrandom (salt, sizeof salt, 0) != sizeof salt)
    return NULL;

  content = g_variant_new ("(u@ayutu@a(a{say}ay))",
                           GUINT32_TO_LE (SALT_LENGTH),
                           g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, salt, sizeof salt, 1),
                           GUINT32_TO_LE (ITERATIONS),
                           GUINT64_TO_LE ((guint64) (g_get_real_time () / G_USEC_PER_SEC)),
                           0,
                           g_variant_new_array (G_VARIANT_TYPE ("(a{say}ay)"), NULL, 0));
  g_variant_ref_sink (content);

  g_byte_array_append (bytes, (const guint8 *) HEADER, HEADER_LENGTH);
  g_byte_array_append (bytes, g_variant_get_data (content), (guint) g_variant_get_size (content));

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
create_empty_file (const char  *path,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GBytes) bytes = build_empty_file ();

  if (bytes == NULL || g_mkdir_with_parents (folder, 0700) != 0)
    return fail_with_errno (path, TRUE, errno, error);

  return write_bytes (path, bytes, error);
}

static gboolean
refresh_copy (const char  *path,
              GError     **error)
{
  g_autofree char *copy_path = dup_copy_path (path);
  g_autoptr(GBytes) bytes = read_sound_bytes (path);
  g_autoptr(GBytes) copy = read_bytes (copy_path);

  if (bytes == NULL)
    return fail_with_errno (path, FALSE, errno, error);

  if (copy != NULL && g_bytes_equal (bytes, copy))
    return TRUE;

  return write_bytes (copy_path, bytes, error);
}

/**
 * keyrack_keyring_file_protect:
 * @path: a keyring file that keyrack_keyring_file_prepare() found sound or absent
 * @error: return location for an error
 *
 * Takes a durable copy of the file, which is created when there is none, so that
 * a change that goes wrong can be undone.
 *
 * Returns: %FALSE with %KEYRACK_SECRET_STORE_ERROR_DISK_FULL or
 *   %KEYRACK_SECRET_STORE_ERROR_FAILED; the file must not be changed then
 */
gboolean
keyrack_keyring_file_protect (const char  *path,
                              GError     **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !create_empty_file (path, error))
    return FALSE;

  return refresh_copy (path, error);
}

static gboolean
is_open_for (const char *target,
             const char *folder,
             const char *path)
{
  g_autofree char *prefix = g_build_filename (folder, ".goutputstream-", NULL);

  return target != NULL && (g_str_has_prefix (target, prefix) || g_str_equal (target, path));
}

static gboolean
is_being_written (const char *folder,
                  const char *path)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);

  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *fd = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (fd, NULL);

      if (is_open_for (target, folder, path))
        return TRUE;
    }

  return FALSE;
}

/**
 * keyrack_keyring_file_await_write:
 * @path: a keyring file whose last change has failed
 *
 * Waits until the change has come to its end. g_file_replace_contents_async() returns
 * its error first, and then closes what it could not write in another thread, which puts
 * it in the place of the file: only after that can the damage be seen and mended.
 */
void
keyrack_keyring_file_await_write (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real_folder = realpath (folder, NULL);
  g_autofree char *real_path = NULL;

  if (real_folder == NULL)
    return;

  real_path = g_build_filename (real_folder, name, NULL);
  for (int i = 0; i < AWAIT_TRIES && is_being_written (real_folder, real_path); i++)
    g_usleep (AWAIT_PAUSE_US);

  free (real_folder);
}

/**
 * keyrack_keyring_file_settle:
 * @path: a keyring file whose last change was read back
 * @error: return location for an error
 *
 * Makes a change durable, which libsecret promises but does not check, and lets
 * the copy follow, so that a removed secret does not live on in it.
 *
 * Returns: %FALSE with an error when the change may not be on the disk
 */
gboolean
keyrack_keyring_file_settle (const char  *path,
                             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sync_path (path) || !sync_path (folder))
    return fail_with_errno (path, TRUE, errno, error);

  return refresh_copy (path, error);
}
