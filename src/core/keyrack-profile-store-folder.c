/* keyrack-profile-store-folder.c: profiles.json on the disk, its lock and its backups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-folder.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "keyrack-json.h"

#define FILE_NAME   "profiles.json"
#define LOCK_NAME   "profiles.lock"
#define BACKUPS     "backups"
#define MAX_BACKUPS 10

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

/* The file of a store's folder. */
char *
keyrack_profile_folder_dup_path (const char *folder)
{
  return g_build_filename (folder, FILE_NAME, NULL);
}

/* Where the copies of a store's file lie. */
char *
keyrack_profile_folder_dup_backups (const char *folder)
{
  return g_build_filename (folder, BACKUPS, NULL);
}

/* A text that differs after each change of the file, "" when there is none. */
char *
keyrack_profile_folder_dup_stamp (const char *folder)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (folder);

  return keyrack_private_dup_stamp (path);
}

/* Waits for the process that writes at the moment. */
KeyrackFolderLock *
keyrack_profile_folder_lock (const char  *folder,
                             GError     **error)
{
  return keyrack_folder_lock_new (folder, LOCK_NAME, error);
}

/* The lock, unless another process writes at the moment. */
KeyrackFolderLock *
keyrack_profile_folder_try_lock (const char  *folder,
                                 GError     **error)
{
  return keyrack_folder_lock_try (folder, LOCK_NAME, error);
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
  text = keyrack_private_read (path, KEYRACK_JSON_MAX_DOCUMENT, &length);
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
    return keyrack_private_fail_to_write (path, EFBIG, error);

  return keyrack_private_write (path, text, length, error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* Of the files of one kind only the newest stay; their names are dates. */
void
keyrack_profile_folder_drop_old (const char *backups,
                                 const char *pattern)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (backups, 0, NULL);

  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      if (g_pattern_match_simple (pattern, name))
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
  g_autofree char *backups = keyrack_profile_folder_dup_backups (folder);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "profiles-%Y-%m-%d.json");
  g_autofree char *backup = g_build_filename (backups, name, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (g_file_test (backup, G_FILE_TEST_EXISTS))
    return TRUE;

  text = keyrack_private_read (path, KEYRACK_JSON_MAX_DOCUMENT, &length);
  if (text == NULL && errno == ENOENT)
    return TRUE;

  if (text == NULL)
    return fail_to_read (path, g_strerror (errno), error);

  if (!keyrack_private_make_folder (backups, error) || !keyrack_private_write (backup, text, length, error))
    return FALSE;

  keyrack_profile_folder_drop_old (backups, "profiles-\?\?\?\?-\?\?-\?\?.json");

  return TRUE;
}
