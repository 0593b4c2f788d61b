/* keyrack-profile-store-permissions.c: what was seen of the permissions, in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-store-change.h"
#include "keyrack-profile-store-file-private.h"
#include "keyrack-profile-store-folder.h"
#include "keyrack-profile-store-save.h"

/* Of the pair that the profile has, as far as can be known: what was tested may have been
 * replaced meanwhile. */
static gboolean
is_about (KeyrackTestResult *result,
          KeyrackProfile    *profile)
{
  return keyrack_test_result_is_about (result,
                                       keyrack_profile_get_instance (profile),
                                       keyrack_profile_get_region (profile),
                                       keyrack_profile_get_client_id (profile),
                                       keyrack_profile_get_secret_ref (profile));
}

/* A result can come twice, and must not be its own forerunner. */
static gboolean
is_noted (const KeyrackPermissionRecord   *record,
          const KeyrackPermissionFindings *findings)
{
  if (record == NULL || record->checked_at < findings->checked_at)
    return FALSE;

  return record->checked_at > findings->checked_at
         || (record->granted == findings->granted && record->refused == findings->refused);
}

/* The profile's revision stays: whoever edits it has nothing to decide about. Returns whether
 * there was something to be noted. */
gboolean
keyrack_profile_file_note_permissions (KeyrackProfileFile *self,
                                       KeyrackTestResult  *result)
{
  const KeyrackTestFacts *facts = keyrack_test_result_get_facts (result);
  KeyrackEntry *entry = NULL;
  g_autoptr(KeyrackProfile) profile = NULL;
  g_autoptr(KeyrackPermissionRecord) record = NULL;

  if (facts->permissions != NULL && facts->values.profile_id != NULL)
    entry = keyrack_entries_find (self->entries, facts->values.profile_id, NULL);

  if (entry == NULL || entry->profile == NULL || !is_about (result, entry->profile)
      || is_noted (keyrack_profile_get_permission_record (entry->profile), facts->permissions))
    return FALSE;

  profile = keyrack_profile_dup (entry->profile);
  record = keyrack_permission_record_new (keyrack_profile_get_permission_record (profile), facts->permissions);
  keyrack_profile_set_permission_record (profile, record);
  keyrack_entry_set_profile (entry, profile);

  return TRUE;
}

static gboolean
do_note (KeyrackChange       *change,
         KeyrackProfileFile **file,
         GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (change->folder, &current, error);
  gboolean changed = FALSE;

  if (lock == NULL)
    return FALSE;

  for (guint i = 0; i < change->results->len; i++)
    changed |= keyrack_profile_file_note_permissions (current, g_ptr_array_index (change->results, i));

  if (changed && !keyrack_profile_folder_write (change->folder, current, error))
    return FALSE;

  *file = g_steal_pointer (&current);

  return TRUE;
}

/* That is a decision about the connection, and counts as an edit of it. */
static gboolean
do_accept (KeyrackChange       *change,
           KeyrackProfileFile **file,
           GError             **error)
{
  g_autoptr(KeyrackProfileFile) current = NULL;
  g_autoptr(KeyrackFolderLock) lock = keyrack_profile_begin_change (change->folder, &current, error);
  g_autoptr(KeyrackProfile) profile = NULL;
  g_autoptr(KeyrackPermissionRecord) record = NULL;
  KeyrackProfile *stored = NULL;

  if (lock == NULL)
    return FALSE;

  stored = keyrack_profile_file_find (current, change->ids[0]);
  if (stored == NULL)
    {
      g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE,
                           _("This connection was deleted elsewhere. Nothing was changed."));
      return FALSE;
    }

  if (keyrack_profile_get_missing_permissions (stored) != 0)
    {
      profile = keyrack_profile_dup (stored);
      record = keyrack_permission_record_copy (keyrack_profile_get_permission_record (stored));
      keyrack_permission_record_accept (record);
      keyrack_profile_set_permission_record (profile, record);
      keyrack_profile_set_intended_permissions (profile, keyrack_profile_get_intended_permissions (stored) &
                                                           ~record->refused);
      keyrack_profile_file_put (current, profile);
      if (!keyrack_profile_folder_write (change->folder, current, error))
        return FALSE;
    }

  *file = g_steal_pointer (&current);

  return TRUE;
}

/**
 * keyrack_profile_store_note_permissions_async:
 * @self: a profile store
 * @results: (element-type KeyrackTestResult): what tests found, those without permissions
 *   among them
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when everything is on the disk
 * @user_data: for @callback
 *
 * Notes what was seen of the permissions of stored connections, by one write. What was tested
 * and is not a connection's pair any more is passed over.
 */
void
keyrack_profile_store_note_permissions_async (KeyrackProfileStore *self,
                                              GPtrArray           *results,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  KeyrackChange *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (results != NULL);

  change = keyrack_change_begin (self, do_note, keyrack_profile_store_note_permissions_async, cancellable, callback, user_data);
  change->results = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < results->len; i++)
    g_ptr_array_add (change->results, g_object_ref (results->pdata[i]));
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_note_permissions_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE, else %FALSE with an error of %KEYRACK_PROFILE_STORE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_note_permissions_finish (KeyrackProfileStore  *self,
                                               GAsyncResult         *result,
                                               GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_note_permissions_async, result, error);
}

/**
 * keyrack_profile_store_accept_permissions_async:
 * @self: a profile store
 * @id: of the profile
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when everything is on the disk
 * @user_data: for @callback
 *
 * What the last check saw refused is meant to be: nothing is missing any more.
 */
void
keyrack_profile_store_accept_permissions_async (KeyrackProfileStore *self,
                                                const char          *id,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data)
{
  KeyrackChange *change = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (self));
  g_return_if_fail (id != NULL);

  change = keyrack_change_begin (self, do_accept, keyrack_profile_store_accept_permissions_async, cancellable, callback, user_data);
  change->ids = g_strdupv ((char *[]) { (char *) id, NULL });
  keyrack_change_run (change);
}

/**
 * keyrack_profile_store_accept_permissions_finish:
 * @self: a profile store
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE, else %FALSE with an error of %KEYRACK_PROFILE_STORE_ERROR (_GONE, …) or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_profile_store_accept_permissions_finish (KeyrackProfileStore  *self,
                                                 GAsyncResult         *result,
                                                 GError              **error)
{
  return keyrack_change_finish (self, keyrack_profile_store_accept_permissions_async, result, error);
}
