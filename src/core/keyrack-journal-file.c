/* keyrack-journal-file.c: the lines of the journal on the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyrack-journal-line.h"
#include "keyrack-private-file.h"

#define FILE_NAME "journal.jsonl"
#define LOCK_NAME "journal.lock"

#define FILE_MAX (256 * 1024 * 1024) /* bytes */

static void
fail_to_read (const char  *path,
              int          number,
              GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
               /* Translators: a file, and what the system says */
               _("The journal %s can’t be read: %s"), name, g_strerror (number));
}

/* A line that was cut off by a crash, or is of a newer version, is passed over: the
 * journal is a help, and nothing depends on it. */
static void
read_lines (const char *text,
            gsize       length,
            GPtrArray  *entries)
{
  const char *end = text + length;

  for (const char *line = text; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize size = (gsize) ((stop != NULL ? stop : end) - line);
      g_autoptr(KeyrackJournalEntry) entry = NULL;
      g_autoptr(GError) error = NULL;

      if (size > 0)
        entry = keyrack_journal_line_read (line, size, &error);

      if (error != NULL)
        g_debug ("A line of the journal is passed over: %s", error->message);

      if (entry != NULL)
        g_ptr_array_add (entries, g_steal_pointer (&entry));

      line += size + 1;
    }
}

static char *
dup_path (const char *folder)
{
  return g_build_filename (folder, FILE_NAME, NULL);
}

/* Tests and what is rarer do not drive each other out. Of nobody: NULL. */
static char *
dup_group (KeyrackJournalEntry *entry)
{
  const char *id = keyrack_journal_entry_get_facts (entry)->values.profile_id;
  gboolean is_test = keyrack_journal_entry_get_kind (entry) == KEYRACK_JOURNAL_TEST;

  return id != NULL ? g_strconcat (is_test ? "t" : "o", id, NULL) : NULL;
}

static GHashTable *
count_by_group (GPtrArray *entries)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      char *group = dup_group (entries->pdata[i]);
      guint count = 0;

      if (group == NULL)
        continue;

      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, group));
      g_hash_table_replace (counts, group, GUINT_TO_POINTER (count + 1));
    }

  return counts;
}

/* Counts down from how many there are in each group, so that the newest remain. */
static gboolean
is_kept (KeyrackJournalEntry *entry,
         GHashTable          *left)
{
  char *group = dup_group (entry);
  guint n_left = 0;

  if (group == NULL)
    return FALSE;

  n_left = GPOINTER_TO_UINT (g_hash_table_lookup (left, group));
  g_hash_table_replace (left, group, GUINT_TO_POINTER (n_left - 1));

  return n_left <= keyrack_journal_get_n_kept (entry);
}

static char *
dup_newest (GPtrArray *entries)
{
  g_autoptr(GHashTable) left = count_by_group (entries);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      if (is_kept (entries->pdata[i], left))
        {
          g_autofree char *line = keyrack_journal_line_new (entries->pdata[i]);

          g_string_append (text, line);
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* After a line that a crash cut off, a new one has to begin. */
static gboolean
is_cut_off (int fd)
{
  struct stat info;
  char last = '\0';

  return fstat (fd, &info) == 0 && info.st_size > 0 &&
         pread (fd, &last, 1, info.st_size - 1) == 1 && last != '\n';
}

static gboolean
write_line (int         fd,
            const char *line)
{
  g_autofree char *text = g_strconcat (is_cut_off (fd) ? "\n" : "", line, NULL);
  gsize length = strlen (text);
  gssize written = write (fd, text, length);

  if (written >= 0 && written != (gssize) length)
    errno = ENOSPC;

  return written == (gssize) length;
}

/* How many of this kind are kept of its connection. */
guint
keyrack_journal_get_n_kept (KeyrackJournalEntry *entry)
{
  return keyrack_journal_entry_get_kind (entry) == KEYRACK_JOURNAL_TEST
         ? KEYRACK_JOURNAL_KEPT_TESTS
         : KEYRACK_JOURNAL_KEPT_OTHERS;
}

/**
 * keyrack_journal_file_read:
 * @folder: where the journal is kept
 * @error: set to a %G_FILE_ERROR when the file is there but can't be read
 *
 * Returns: (transfer full) (nullable) (element-type KeyrackJournalEntry): the
 *   entries that can be understood, the newest last
 */
GPtrArray *
keyrack_journal_file_read (const char  *folder,
                           GError     **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GPtrArray *entries = NULL;
  gsize length = 0;

  g_return_val_if_fail (folder != NULL, NULL);

  path = dup_path (folder);
  text = keyrack_private_read (path, FILE_MAX, &length);
  if (text == NULL && errno != ENOENT)
    {
      fail_to_read (path, errno, error);
      return NULL;
    }

  entries = g_ptr_array_new_with_free_func (g_object_unref);
  if (text != NULL)
    read_lines (text, length, entries);

  return entries;
}

/**
 * keyrack_journal_file_append:
 * @folder: where the journal is kept
 * @line: what keyrack_journal_line_new() made
 * @error: set to a %KEYRACK_PROFILE_STORE_ERROR when it can't be written
 *
 * Adds the line by one write.
 *
 * Returns: %TRUE if the line was written
 */
gboolean
keyrack_journal_file_append (const char  *folder,
                             const char  *line,
                             GError     **error)
{
  g_autoptr(KeyrackFolderLock) lock = NULL;
  g_autofree char *path = NULL;
  int fd = -1;
  gboolean good = FALSE;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  lock = keyrack_folder_lock_new (folder, LOCK_NAME, error);
  if (lock == NULL)
    return FALSE;

  path = dup_path (folder);
  fd = g_open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  good = fd >= 0 && write_line (fd, line);
  if (!good)
    keyrack_private_fail_to_write (path, errno, error);

  if (fd >= 0)
    g_close (fd, NULL);

  return good;
}

/**
 * keyrack_journal_file_shorten:
 * @folder: where the journal is kept
 * @error: set to a %G_FILE_ERROR or %KEYRACK_PROFILE_STORE_ERROR; the file is
 *   left as it was then
 *
 * Reads once more with the lock held, so that no line is appended meanwhile,
 * and keeps the newest of each connection.
 *
 * Returns: %TRUE if the file is short now
 */
gboolean
keyrack_journal_file_shorten (const char  *folder,
                              GError     **error)
{
  g_autoptr(KeyrackFolderLock) lock = keyrack_folder_lock_new (folder, LOCK_NAME, error);
  g_autoptr(GPtrArray) entries = NULL;
  g_autofree char *path = dup_path (folder);
  g_autofree char *text = NULL;

  if (lock == NULL)
    return FALSE;

  entries = keyrack_journal_file_read (folder, error);
  if (entries == NULL)
    return FALSE;

  text = dup_newest (entries);

  return keyrack_private_write (path, text, strlen (text), error);
}
