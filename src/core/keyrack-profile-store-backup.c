/* keyrack-profile-store-backup.c: the copies of profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "keyrack-backup.h"
#include "keyrack-json.h"
#include "keyrack-profile-store-folder.h"
#include "keyrack-profile-store-save.h"

/* A copy of the day is named by its date, a file that was put aside by its second as well. */
#define ASIDE_FORMAT  "profiles-%Y-%m-%d-%H%M%S.json"
#define ASIDE_PATTERN "profiles-\?\?\?\?-\?\?-\?\?-\?\?\?\?\?\?.json"

static GDateTime *
parse_name (const char *name,
            gboolean   *has_time)
{
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0;

  *has_time = FALSE;
  if (sscanf (name, "profiles-%4d-%2d-%2d.json%n", &year, &month, &day, &end) != 3 || end == 0)
    {
      *has_time = TRUE;
      sscanf (name, "profiles-%4d-%2d-%2d-%2d%2d%2d.json%n",
              &year, &month, &day, &hour, &minute, &second, &end);
    }

  if (end == 0 || name[end] != '\0')
    return NULL;

  return g_date_time_new_local (year, month, day, hour, minute, second);
}

/* When a copy was made, 0 if it is none. A copy of the day was made when it was written,
 * unless whoever moved the folder forgot that. */
static gint64
get_time_of_copy (const char *folder,
                  const char *name)
{
  gboolean has_time = FALSE;
  g_autoptr(GDateTime) named = parse_name (name, &has_time);
  g_autoptr(GDateTime) written = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  if (named == NULL)
    return 0;

  if (!has_time && g_stat (path, &info) == 0)
    written = g_date_time_new_from_unix_local (info.st_mtime);

  if (written != NULL
      && g_date_time_get_year (written) == g_date_time_get_year (named)
      && g_date_time_get_day_of_year (written) == g_date_time_get_day_of_year (named))
    return g_date_time_to_unix (written);

  return g_date_time_to_unix (named);
}

/* Only what could be restored here. */
static KeyrackProfileFile *
read_copy (const char  *path,
           GError     **error)
{
  g_autoptr(KeyrackProfileFile) file = NULL;
  g_autoptr(GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  text = keyrack_private_read (path, KEYRACK_JSON_MAX_DOCUMENT, &length);
  if (text == NULL)
    g_set_error_literal (&problem, G_FILE_ERROR, (int) g_file_error_from_errno (errno), g_strerror (errno));
  else
    file = keyrack_profile_file_parse (text, length, &problem);

  if (file != NULL && keyrack_profile_file_get_version (file) <= KEYRACK_PROFILE_FILE_VERSION)
    return g_steal_pointer (&file);

  g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_UNREADABLE,
               /* Translators: the reason, as a sentence */
               _("This copy can’t be read; nothing was changed. %s"),
               problem != NULL ? problem->message : _("It was saved by a newer Keyrack."));

  return NULL;
}

static KeyrackBackup *
describe_copy (const char *folder,
               const char *name)
{
  gint64 saved_at = get_time_of_copy (folder, name);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(KeyrackProfileFile) file = NULL;
  g_autoptr(GPtrArray) profiles = NULL;

  if (saved_at == 0)
    return NULL;

  file = read_copy (path, NULL);
  if (file == NULL)
    return NULL;

  profiles = keyrack_profile_file_dup_profiles (file);

  return keyrack_backup_new (path, saved_at, profiles->len);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 time_a = keyrack_backup_get_saved_at (*(KeyrackBackup * const *) a);
  gint64 time_b = keyrack_backup_get_saved_at (*(KeyrackBackup * const *) b);

  return (time_a < time_b) - (time_a > time_b);
}

/* The copies (element-type KeyrackBackup), the newest first; what can't be read is left out. */
GPtrArray *
keyrack_profile_list_backups_sync (const char  *folder,
                                   GError     **error)
{
  g_autoptr(GPtrArray) backups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = keyrack_profile_folder_dup_backups (folder);
  g_autoptr(GError) problem = NULL;
  g_autoptr(GDir) dir = g_dir_open (path, 0, &problem);

  if (dir == NULL && !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_UNREADABLE,
                           problem->message);
      return NULL;
    }

  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      KeyrackBackup *backup = describe_copy (path, name);

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }

  g_ptr_array_sort (backups, compare_times);

  return g_steal_pointer (&backups);
}

/* Keeps what stands there, whatever it is: a copy, so that there is a file at any time, or,
 * of what can't be read, the thing itself, which has no other place then. */
static gboolean
put_aside (const char  *folder,
           char       **moved_to,
           GError     **error)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (folder);
  g_autofree char *backups = keyrack_profile_folder_dup_backups (folder);
  g_autofree char *aside = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!keyrack_private_make_folder (backups, error))
    return FALSE;

  aside = keyrack_private_dup_aside (backups, ASIDE_FORMAT);
  text = keyrack_private_read (path, KEYRACK_JSON_MAX_DOCUMENT, &length);
  if (text != NULL)
    return keyrack_private_write (aside, text, length, error);

  if (errno == ENOENT)
    return TRUE;

  if (g_rename (path, aside) != 0)
    return keyrack_private_fail_to_write (aside, errno, error);

  *moved_to = g_steal_pointer (&aside);

  return TRUE;
}

/* With the lock held, and a file that can be read: a copy of it as it is now. */
gboolean
keyrack_profile_keep_copy_sync (const char  *folder,
                                GError     **error)
{
  g_autofree char *backups = keyrack_profile_folder_dup_backups (folder);
  g_autofree char *moved_to = NULL;

  if (!put_aside (folder, &moved_to, error))
    return FALSE;

  keyrack_profile_folder_drop_old (backups, ASIDE_PATTERN);

  return TRUE;
}

static gboolean
replace (const char          *folder,
         KeyrackProfileFile  *copy,
         GError             **error)
{
  g_autofree char *path = keyrack_profile_folder_dup_path (folder);
  g_autofree char *backups = keyrack_profile_folder_dup_backups (folder);
  g_autofree char *moved_to = NULL;

  if (!put_aside (folder, &moved_to, error))
    return FALSE;

  if (keyrack_profile_folder_write (folder, copy, error))
    {
      keyrack_profile_folder_drop_old (backups, ASIDE_PATTERN);
      return TRUE;
    }

  if (moved_to != NULL && g_rename (moved_to, path) != 0)
    g_debug ("What was put aside stays there: %s", g_strerror (errno));

  return FALSE;
}

/* Puts a copy in the place of the file, which is put aside, whether it can be read or not. */
gboolean
keyrack_profile_restore_backup_sync (const char          *folder,
                                     KeyrackSecretStore  *secrets,
                                     const char          *path,
                                     KeyrackProfileFile **file,
                                     GError             **error)
{
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_folder_lock (folder, error);
  g_autoptr(KeyrackProfileFile) present = NULL;
  g_autoptr(KeyrackProfileFile) copy = NULL;
  g_autoptr(GError) problem = NULL;

  if (lock == NULL)
    return FALSE;

  copy = read_copy (path, error);
  if (copy == NULL)
    return FALSE;

  if (!keyrack_profile_folder_read (folder, &present, &problem))
    g_debug ("A copy takes the place of what is not understood: %s", problem->message);

  keyrack_profile_file_succeed (copy, present);
  if (!replace (folder, copy, error))
    return FALSE;

  keyrack_profile_settle_file (folder, secrets, copy);
  *file = g_steal_pointer (&copy);

  return TRUE;
}
