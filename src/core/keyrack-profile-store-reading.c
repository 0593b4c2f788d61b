/* keyrack-profile-store-reading.c: what another thread found in the folder, on its way to the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-reading.h"

#include "keyrack-profile-store-folder.h"

static void
take_file (KeyrackReading     *self,
           KeyrackProfileFile *file)
{
  self->profiles = keyrack_profile_file_dup_profiles (file);
  self->bin = keyrack_profile_file_dup_bin (file);
  self->due_at = keyrack_profile_file_get_due_at (file, g_get_real_time () / G_USEC_PER_SEC);
  self->has_pending = keyrack_profile_file_has_pending (file);
}

/* Reads the folder's file, unless @known_stamp says that it is known. */
KeyrackReading *
keyrack_reading_new_from_folder (const char *folder,
                                 const char *known_stamp)
{
  g_autoptr(KeyrackReading) self = g_new0 (KeyrackReading, 1);
  g_autoptr(KeyrackProfileFile) file = NULL;
  g_autoptr(GError) problem = NULL;

  /* A folder that is not there can't be watched. */
  if (!keyrack_private_make_folder (folder, &problem))
    g_debug ("%s", problem->message);

  /* Before the file: what is written meanwhile will be read again. */
  self->stamp = keyrack_profile_folder_dup_stamp (folder);
  if (g_strcmp0 (self->stamp, known_stamp) == 0)
    return g_steal_pointer (&self);

  keyrack_profile_folder_read (folder, &file, &self->problem);
  if (file != NULL)
    take_file (self, file);

  return g_steal_pointer (&self);
}

/* What a change of our own left in the file. */
KeyrackReading *
keyrack_reading_new_from_file (KeyrackProfileFile *file)
{
  KeyrackReading *self = g_new0 (KeyrackReading, 1);

  take_file (self, file);
  self->edits = g_ptr_array_ref (keyrack_profile_file_get_edits (file));

  return self;
}

void
keyrack_reading_free (KeyrackReading *self)
{
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_pointer (&self->bin, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->stamp, g_free);
  g_free (self);
}
