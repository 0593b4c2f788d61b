/* keyrack-profile-store-folder.c: profiles.json on the disk, its lock and its backups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyrack-json.h"

#define FILE_NAME   "profiles.json"
#define LOCK_NAME   "profiles.lock"
#define BACKUPS     "backups"
#define MAX_BACKUPS 10

/* A keyring that does not answer keeps the other process for 25 s. */
#define LOCK_TRIES    1500
#define LOCK_PAUSE_US 20000

struct _KeyrackFolderLock
{
  int fd;
};

static gboolean
fail_to_write (const char  *path,
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

static gboolean
fail_to_read (const char  *path,
              const char  *reason,
              GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_UNREADABLE,
               /* Translators: a file, then the reason as a sentence */
               _("Your connections can’t be read from %s, which was left as it is. %s"), name, reason);

  return FALSE;
}

/* The folder is nobody else's business, whoever made it. */
static gboolean
make_private_folder (const char  *path,
                     GError     **error)
{
  struct stat info;

  if (g_mkdir_with_parents (path, 0700) != 0 || stat (path, &info) != 0)
    return fail_to_write (path, errno, error);

  if ((info.st_mode & 0077) != 0 && g_chmod (path, 0700) != 0)
    return fail_to_write (path, errno, error);

  return TRUE;
}

static gboolean
write_text (const char  *path,
            const char  *text,
            gsize        length,
            GError     **error)
{
  g_autoptr(GError) problem = NULL;

  errno = 0;
  if (g_file_set_contents_full (path, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &problem))
    return TRUE;

  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return fail_to_write (path, ENOSPC, error);

  g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE,
               /* Translators: the system's reason, with the file's name */
               _("%s. Nothing was changed."), problem->message);

  return FALSE;
}

/* Like g_file_get_contents(), but neither a pipe nor an endless file holds it up. */
static char *
read_text (const char *path,
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
  else if (info.st_size > KEYRACK_JSON_MAX_DOCUMENT)
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

/* The file of a store's folder. */
char *
keyrack_profile_folder_dup_path (const char *folder)
{
  return g_build_filename (folder, FILE_NAME, NULL);
}

/* A text that differs after each change of the file, "" when there is none. */
char *
keyrack_profile_folder_dup_stamp (const char *folder)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (folder);
  struct stat info;

  if (stat (path, &info) != 0)
    return g_strdup ("");

  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ".%09ld",
                          (guint64) info.st_ino, (gint64) info.st_size,
                          (gint64) info.st_ctim.tv_sec, info.st_ctim.tv_nsec);
}

/* Makes the folder, for the user alone. */
gboolean
keyrack_profile_folder_make (const char  *folder,
                             GError     **error)
{
  return make_private_folder (folder, error);
}

/* Waits for the process that writes at the moment. The lock is on a file of its own,
 * because the other one is replaced at each write. */
KeyrackFolderLock *
keyrack_profile_folder_lock (const char  *folder,
                             GError     **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);
  g_autoptr(KeyrackFolderLock) self = g_new0 (KeyrackFolderLock, 1);
  int result = 0;

  self->fd = -1;
  if (!make_private_folder (folder, error))
    return NULL;

  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    {
      fail_to_write (path, errno, error);
      return NULL;
    }

  for (int i = 0; i < LOCK_TRIES; i++)
    {
      result = flock (self->fd, LOCK_EX | LOCK_NB);
      if (result == 0)
        return g_steal_pointer (&self);
      if (errno != EWOULDBLOCK && errno != EINTR)
        break;
      g_usleep (LOCK_PAUSE_US);
    }

  if (errno == EWOULDBLOCK)
    g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NOT_WRITABLE,
                         _("Another Keyrack is saving and does not come to an end. Try again later."));
  else
    fail_to_write (path, errno, error);

  return NULL;
}

void
keyrack_folder_lock_free (KeyrackFolderLock *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_free (self);
}

/* No file is an empty one. Of a newer version as much as can be understood is returned
 * along with KEYRACK_PROFILE_STORE_ERROR_NEWER; otherwise FALSE leaves no file. */
gboolean
keyrack_profile_folder_read (const char          *folder,
                             KeyrackProfileFile **file,
                             GError             **error)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (folder);
  g_autofree char *text = NULL;
  g_autoptr(GError) problem = NULL;
  gsize length = 0;

  *file = NULL;
  text = read_text (path, &length);
  if (text == NULL && errno == ENOENT)
    {
      *file = keyrack_profile_file_new ();
      return TRUE;
    }

  if (text == NULL)
    return fail_to_read (path, g_strerror (errno), error);

  *file = keyrack_profile_file_parse (text, length, &problem);
  if (*file == NULL)
    return fail_to_read (path, problem->message, error);

  if (keyrack_profile_file_get_version (*file) <= KEYRACK_PROFILE_FILE_VERSION)
    return TRUE;

  g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_NEWER,
               /* Translators: the number of the file's format */
               _("Your connections were saved by a newer Keyrack (format %lld). "
                 "They are shown, but can’t be changed here. Update Keyrack."),
               (long long) keyrack_profile_file_get_version (*file));

  return FALSE;
}

/* Whole or not at all, and on the disk when it returns. A symbolic link is replaced by a
 * file of our own and what it points to is left alone: whoever can place a link here must
 * not choose what is overwritten. */
gboolean
keyrack_profile_folder_write (const char          *folder,
                              KeyrackProfileFile  *file,
                              GError             **error)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (folder);
  g_autofree char *text = NULL;
  gsize length = 0;

  text = keyrack_profile_file_to_text (file, &length);
  if (length > KEYRACK_JSON_MAX_DOCUMENT)
    return fail_to_write (path, EFBIG, error);

  return write_text (path, text, length, error);
}

static gboolean
is_backup (const char *name)
{
  return g_pattern_match_simple ("profiles-\?\?\?\?-\?\?-\?\?.json", name);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static void
drop_old_backups (const char *backups)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (backups, 0, NULL);

  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      if (is_backup (name))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i + MAX_BACKUPS < names->len; i++)
    {
      g_autofree char *path = g_build_filename (backups, g_ptr_array_index (names, i), NULL);

      if (g_unlink (path) != 0)
        g_debug ("An old backup stays: %s", g_strerror (errno));
    }
}

/* Keeps what stands in the file before the first change of the day. */
gboolean
keyrack_profile_folder_back_up (const char  *folder,
                                GError     **error)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (folder);
  g_autofree char *backups = g_build_filename (folder, BACKUPS, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "profiles-%Y-%m-%d.json");
  g_autofree char *backup = g_build_filename (backups, name, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (g_file_test (backup, G_FILE_TEST_EXISTS))
    return TRUE;

  text = read_text (path, &length);
  if (text == NULL && errno == ENOENT)
    return TRUE;

  if (text == NULL)
    return fail_to_read (path, g_strerror (errno), error);

  if (!make_private_folder (backups, error) || !write_text (backup, text, length, error))
    return FALSE;

  drop_old_backups (backups);

  return TRUE;
}
