/* keyrack-private-file.c: files for the user alone, written whole, locked while they change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyrack-profile-store.h"

/* A keyring that does not answer keeps the other process for 25 s. */
#define LOCK_TRIES    1500
#define LOCK_PAUSE_US 20000

struct _KeyrackFolderLock
{
  int fd;
};

/* Says why @path can't be written; returns FALSE. */
gboolean
keyrack_private_fail_to_write (const char  *path,
                               int          number,
                               GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (number == ENOSPC || number == EDQUOT)
    g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_DISK_FULL,
                         _("The disk is full; nothing was changed."));
  else
    g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE,
                 /* Translators: a file and the system's reason */
                 _("Can’t write %s: %s. Nothing was changed."), name, g_strerror (number));

  return FALSE;
}

/* A folder for the user alone, however it was made; one that is shared on purpose is not
 * taken away from others. */
gboolean
keyrack_private_make_folder (const char  *path,
                             GError     **error)
{
  struct stat info;

  if (g_mkdir_with_parents (path, 0700) != 0 || stat (path, &info) != 0)
    return keyrack_private_fail_to_write (path, errno, error);

  if ((info.st_mode & 0077) != 0 && (info.st_mode & S_ISVTX) == 0 && g_chmod (path, 0700) != 0)
    return keyrack_private_fail_to_write (path, errno, error);

  return TRUE;
}

/* Whole or not at all, and on the disk when it returns. A symbolic link is replaced by a
 * file of our own and what it points to is left alone: whoever can place a link here must
 * not choose what is overwritten. */
gboolean
keyrack_private_write (const char  *path,
                       const char  *text,
                       gsize        length,
                       GError     **error)
{
  g_autoptr(GError) problem = NULL;

  if (g_file_set_contents_full (path, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &problem))
    return TRUE;

  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return keyrack_private_fail_to_write (path, ENOSPC, error);

  g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE,
               /* Translators: the system's reason, with the file's name */
               _("%s. Nothing was changed."), problem->message);

  return FALSE;
}

/* A path in @folder that is free, named by the moment as @format says: nothing that was put
 * aside is ever overwritten. */
char *
keyrack_private_dup_aside (const char *folder,
                           const char *format)
{
  g_autoptr(GDateTime) time = g_date_time_new_now_local ();

  for (;;)
    {
      g_autofree char *name = g_date_time_format (time, format);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(GDateTime) later = g_date_time_add_seconds (time, 1);
      GStatBuf info;

      if (g_lstat (path, &info) != 0)
        return g_steal_pointer (&path);

      g_date_time_unref (time);
      time = g_steal_pointer (&later);
    }
}

/* Like g_file_get_contents(), but neither a pipe nor an endless file holds it up. NULL
 * sets errno. */
char *
keyrack_private_read (const char *path,
                      gsize       max_length,
                      gsize      *length)
{
  g_autofree char *text = NULL;
  struct stat info;
  int number = 0;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  *length = 0;
  if (fd < 0)
    return NULL;

  if (fstat (fd, &info) != 0)
    number = errno;
  else if (!S_ISREG (info.st_mode))
    number = EINVAL;
  else if ((guint64) info.st_size > max_length)
    number = EFBIG;
  else
    text = g_malloc ((gsize) info.st_size + 1);

  while (number == 0 && *length < (gsize) info.st_size)
    {
      ssize_t n = read (fd, text + *length, (gsize) info.st_size - *length);

      if (n == 0)
        break;
      else if (n > 0)
        *length += (gsize) n;
      else if (errno != EINTR)
        number = errno;
    }

  g_close (fd, NULL);

  if (number != 0)
    {
      g_clear_pointer (&text, g_free);
      errno = number;
    }

  return g_steal_pointer (&text);
}

/* A text that differs after each change of the file, "" when there is none. */
char *
keyrack_private_dup_stamp (const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return g_strdup ("");

  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ".%09ld",
                          (guint64) info.st_ino, (gint64) info.st_size,
                          (gint64) info.st_ctim.tv_sec, info.st_ctim.tv_nsec);
}

/* Returns 0 or the number of an error, EWOULDBLOCK while another one has the lock. */
static int
take_lock (int fd,
           int n_tries)
{
  int number = EWOULDBLOCK;

  for (int i = 0; i < n_tries && (number == EWOULDBLOCK || number == EINTR); i++)
    {
      if (i > 0)
        g_usleep (LOCK_PAUSE_US);

      number = flock (fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    }

  return number;
}

static KeyrackFolderLock *
lock_folder (const char  *folder,
             const char  *name,
             int          n_tries,
             GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(KeyrackFolderLock) self = g_new0 (KeyrackFolderLock, 1);
  int number = 0;

  self->fd = -1;
  if (!keyrack_private_make_folder (folder, error))
    return NULL;

  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  number = self->fd < 0 ? errno : take_lock (self->fd, n_tries);
  if (number == 0)
    return g_steal_pointer (&self);

  if (number == EWOULDBLOCK)
    g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE,
                         _("Another Keyrack is saving and does not come to an end. Try again later."));
  else
    keyrack_private_fail_to_write (path, number, error);

  return NULL;
}

/* Waits for the process, or the thread, that writes at the moment. The lock is on a file
 * of its own, because what it protects is replaced at each write. */
KeyrackFolderLock *
keyrack_folder_lock_new (const char  *folder,
                         const char  *name,
                         GError     **error)
{
  return lock_folder (folder, name, LOCK_TRIES, error);
}

/* Waits for nobody. */
KeyrackFolderLock *
keyrack_folder_lock_try (const char  *folder,
                         const char  *name,
                         GError     **error)
{
  return lock_folder (folder, name, 1, error);
}

void
keyrack_folder_lock_free (KeyrackFolderLock *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_free (self);
}
