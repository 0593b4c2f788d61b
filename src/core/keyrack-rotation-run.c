/* keyrack-rotation-run.c: checks a new pair, puts it in the place of the old, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-private.h"

#include <glib/gi18n-lib.h>

#include "keyrack-connection-test.h"

/* The connection as the store has it: the pair may have changed since the rotation was made. */
static KeyrackProfile *
get_current (KeyrackRotation *self)
{
  KeyrackProfile *stored = keyrack_profile_store_find (self->store, keyrack_profile_get_id (self->profile));

  return stored != NULL ? stored : self->profile;
}

static gboolean
works (KeyrackTestResult *result)
{
  return result != NULL && keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_OK;
}

static gboolean
was_cancelled (KeyrackTestResult *result)
{
  return keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_CANCELLED;
}

/* A task is there from the call on, so that a second one is told to wait. */
static void
begin (KeyrackRotation     *self,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  self->task = g_task_new (self, cancellable, callback, user_data);
  (g_task_set_source_tag) (self->task, tag);

  /* What was done is said, even if it was to be cancelled by then. */
  g_task_set_check_cancellable (self->task, FALSE);
}

static void
end (KeyrackRotation *self,
     GError          *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  keyrack_rotation_notify (self);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
end_with (KeyrackRotation *self,
          GQuark           domain,
          int              code,
          const char      *message)
{
  end (self, g_error_new_literal (domain, code, message));
}

static void
end_cancelled (KeyrackRotation *self)
{
  end_with (self, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled; nothing was changed."));
}

/* @tag is the function that was called. */
static gboolean
finish (KeyrackRotation  *self,
        gpointer          tag,
        GAsyncResult     *result,
        GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Tests @profile with @secret (nullable: with the one in the keyring). */
static void
test_pair (KeyrackRotation     *self,
           KeyrackProfile      *profile,
           KeyrackSecret       *secret,
           GAsyncReadyCallback  callback)
{
  g_autoptr(KeyrackConnectionTest) test =
    keyrack_connection_test_new (self->client, keyrack_profile_store_get_secrets (self->store), profile, secret);

  keyrack_connection_test_run_async (test, g_task_get_cancellable (self->task), callback, g_object_ref (self));
}

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyrack_journal_note_finish (KEYRACK_JOURNAL (source), result, &error))
    g_debug ("The journal misses an entry: %s", error->message);
}

/* What a test of the pair in use found is the connection's last result; what was done to it is
 * noted in any case. */
static void
keep_result (KeyrackRotation    *self,
             KeyrackJournalKind  kind,
             KeyrackTestResult  *result)
{
  g_autoptr(KeyrackJournalEntry) entry = keyrack_journal_entry_new (kind, result, NULL);

  if (!was_cancelled (result))
    keyrack_profile_set_last_result (get_current (self), result);

  if (self->journal != NULL)
    keyrack_journal_note_async (self->journal, entry, NULL, noted_cb, NULL);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackRotation) self = KEYRACK_ROTATION (user_data);
  g_autoptr(GError) error = NULL;
  g_autofree char *same_ref =
    keyrack_secret_store_find_same_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (same_ref != NULL)
    self->sameness |= KEYRACK_ROTATION_SAME_SECRET;

  end (self, NULL);
}

static void
compare (KeyrackRotation *self)
{
  const char * const secret_refs[] = { keyrack_profile_get_secret_ref (get_current (self)), NULL };
  KeyrackVerdict verdict = keyrack_test_result_get_verdict (self->old_result);

  if (g_str_equal (keyrack_profile_get_client_id (get_current (self)), self->client_id))
    self->sameness |= KEYRACK_ROTATION_SAME_ID;

  /* There is none, or it can't be had. */
  if (verdict == KEYRACK_VERDICT_NO_SECRET || *secret_refs[0] == '\0')
    {
      end (self, NULL);
      return;
    }

  keyrack_secret_store_find_same_async (keyrack_profile_store_get_secrets (self->store),
                                        self->secret, secret_refs, NULL, compared_cb, g_object_ref (self));
}

static void
old_tested_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(KeyrackRotation) self = KEYRACK_ROTATION (user_data);
  g_autoptr(KeyrackTestResult) found =
    keyrack_connection_test_run_finish (KEYRACK_CONNECTION_TEST (source), result, NULL);

  if (was_cancelled (found))
    {
      end_cancelled (self);
      return;
    }

  g_set_object (&self->old_result, found);
  keep_result (self, KEYRACK_JOURNAL_TEST, found);
  compare (self);
}

static void
new_tested_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(KeyrackRotation) self = KEYRACK_ROTATION (user_data);
  g_autoptr(KeyrackTestResult) found =
    keyrack_connection_test_run_finish (KEYRACK_CONNECTION_TEST (source), result, NULL);

  if (was_cancelled (found))
    {
      end_cancelled (self);
      return;
    }

  g_set_object (&self->new_result, found);
  keyrack_rotation_notify (self);
  test_pair (self, get_current (self), NULL, old_tested_cb);
}

/**
 * keyrack_rotation_check_async:
 * @self: a rotation that does not run
 * @client_id: the new client ID
 * @secret: its secret
 * @cancellable: (nullable): a cancellable
 * @callback: called when both results are there
 * @user_data: for @callback
 *
 * Tests the new pair, then the old one from the keyring: never two at once on one login
 * host. Nothing is changed by it.
 */
void
keyrack_rotation_check_async (KeyrackRotation     *self,
                              const char          *client_id,
                              KeyrackSecret       *secret,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(KeyrackProfile) candidate = NULL;
  char *checked_id = NULL;

  g_return_if_fail (KEYRACK_IS_ROTATION (self));
  g_return_if_fail (self->task == NULL);
  g_return_if_fail (client_id != NULL);
  g_return_if_fail (secret != NULL);

  begin (self, keyrack_rotation_check_async, cancellable, callback, user_data);

  /* The ID can be the one that was checked before. */
  checked_id = g_strdup (client_id);
  keyrack_secret_ref (secret);
  keyrack_rotation_forget_pair (self);
  self->client_id = checked_id;
  self->secret = secret;
  g_clear_object (&self->new_result);
  g_clear_object (&self->old_result);
  self->sameness = KEYRACK_ROTATION_DIFFERENT;
  self->change = KEYRACK_ROTATION_UNCHANGED;
  self->stored = FALSE;
  keyrack_rotation_notify (self);

  candidate = keyrack_profile_dup (get_current (self));
  keyrack_profile_set_client_id (candidate, self->client_id);
  test_pair (self, candidate, self->secret, new_tested_cb);
}

/**
 * keyrack_rotation_check_finish:
 * @self: a rotation
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if both were tested, whatever was found, else %FALSE with
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
keyrack_rotation_check_finish (KeyrackRotation  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), FALSE);

  return finish (self, keyrack_rotation_check_async, result, error);
}

/* The pair that is in use since was tested from the keyring. */
static void
proven_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackRotation) self = KEYRACK_ROTATION (user_data);
  g_autoptr(KeyrackTestResult) found =
    keyrack_connection_test_run_finish (KEYRACK_CONNECTION_TEST (source), result, NULL);
  gboolean restored = self->change == KEYRACK_ROTATION_RESTORED;

  g_set_object (restored ? &self->old_result : &self->new_result, found);
  self->stored = !restored && works (found);
  keep_result (self, restored ? KEYRACK_JOURNAL_RESTORE : KEYRACK_JOURNAL_ROTATION, found);
  end (self, NULL);
}

/* By @profile (nullable: as the store has it), which was just changed. */
static void
prove (KeyrackRotation *self,
       KeyrackProfile  *profile)
{
  keyrack_rotation_forget_pair (self);
  keyrack_rotation_notify (self);
  test_pair (self, profile != NULL ? profile : get_current (self), NULL, proven_cb);
}

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackRotation) self = KEYRACK_ROTATION (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile =
    keyrack_profile_store_replace_finish (KEYRACK_PROFILE_STORE (source), result, &error);

  if (error != NULL)
    {
      end (self, g_steal_pointer (&error));
      return;
    }

  self->change = KEYRACK_ROTATION_REPLACED;
  prove (self, profile);
}

/* Whether the pair that was checked may take the place of the one in use. */
static gboolean
check_replaceable (KeyrackRotation      *self,
                   KeyrackReplaceFlags   flags,
                   GError              **error)
{
  KeyrackRotationError code = KEYRACK_ROTATION_ERROR_UNCHECKED;
  const char *message = NULL;

  if (self->client_id == NULL || self->new_result == NULL)
    {
      message = _("There are no new credentials that were tested. Nothing was changed.");
    }
  else if (keyrack_test_result_get_outcome (self->new_result) == KEYRACK_OUTCOME_NOT_TESTED)
    {
      code = KEYRACK_ROTATION_ERROR_INVALID;
      message = _("With this client ID and secret nothing can be sent. Nothing was changed.");
    }
  else if (self->sameness == (KEYRACK_ROTATION_SAME_ID | KEYRACK_ROTATION_SAME_SECRET))
    {
      code = KEYRACK_ROTATION_ERROR_SAME;
      message = _("This is the pair in use. Nothing was changed.");
    }
  else if ((flags & KEYRACK_REPLACE_VERIFIED) && !works (self->new_result))
    {
      code = KEYRACK_ROTATION_ERROR_UNVERIFIED;
      message = _("The new credentials did not work. Nothing was changed.");
    }
  else
    {
      return TRUE;
    }

  g_set_error_literal (error, KEYRACK_ROTATION_ERROR, (int) code, message);

  return FALSE;
}

/* What was seen, not what was asked for. */
static KeyrackReplaceFlags
get_replace_flags (KeyrackRotation *self)
{
  KeyrackReplaceFlags flags = works (self->new_result) ? KEYRACK_REPLACE_VERIFIED : KEYRACK_REPLACE_UNVERIFIED;

  if (self->old_result != NULL && works (self->old_result))
    flags |= KEYRACK_REPLACE_OLD_WORKED;

  return flags;
}

/**
 * keyrack_rotation_replace_async:
 * @self: a rotation that does not run
 * @flags: %KEYRACK_REPLACE_VERIFIED to refuse a pair that did not work when it was checked;
 *   %KEYRACK_REPLACE_UNVERIFIED takes it all the same
 * @keep_days: for how long the old pair is kept; see keyrack_profile_store_replace_async()
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when the new pair is stored and was tested from the keyring
 * @user_data: for @callback
 *
 * Stores what keyrack_rotation_check_async() tested last, reads it back and tests it once
 * more from the keyring.
 */
void
keyrack_rotation_replace_async (KeyrackRotation     *self,
                                KeyrackReplaceFlags  flags,
                                guint                keep_days,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GError *error = NULL;

  g_return_if_fail (KEYRACK_IS_ROTATION (self));
  g_return_if_fail (self->task == NULL);

  begin (self, keyrack_rotation_replace_async, cancellable, callback, user_data);

  if (!check_replaceable (self, flags, &error))
    {
      end (self, error);
      return;
    }

  keyrack_rotation_notify (self);
  keyrack_profile_store_replace_async (self->store, keyrack_profile_get_id (self->profile),
                                       self->client_id, self->secret, get_replace_flags (self),
                                       keep_days, cancellable, replaced_cb, g_object_ref (self));
}

/**
 * keyrack_rotation_replace_finish:
 * @self: a rotation
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the pair was replaced, whatever the test from the keyring found, see
 *   keyrack_rotation_get_stored(); else %FALSE with an error of %KEYRACK_ROTATION_ERROR, or of
 *   keyrack_profile_store_replace_finish(), and the old pair is in use as before
 */
gboolean
keyrack_rotation_replace_finish (KeyrackRotation  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), FALSE);

  return finish (self, keyrack_rotation_replace_async, result, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackRotation) self = KEYRACK_ROTATION (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile =
    keyrack_profile_store_restore_previous_finish (KEYRACK_PROFILE_STORE (source), result, &error);

  if (error != NULL)
    {
      end (self, g_steal_pointer (&error));
      return;
    }

  g_clear_object (&self->old_result);
  self->change = KEYRACK_ROTATION_RESTORED;
  self->stored = FALSE;
  prove (self, profile);
}

/**
 * keyrack_rotation_restore_async:
 * @self: a rotation that does not run
 * @cancellable: (nullable): a cancellable; what has begun is finished all the same
 * @callback: called when the pair before is in use again and was tested
 * @user_data: for @callback
 *
 * Brings the pair before back, whoever replaced it and when, and tests it from the keyring.
 */
void
keyrack_rotation_restore_async (KeyrackRotation     *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_ROTATION (self));
  g_return_if_fail (self->task == NULL);

  begin (self, keyrack_rotation_restore_async, cancellable, callback, user_data);
  keyrack_rotation_notify (self);
  keyrack_profile_store_restore_previous_async (self->store, keyrack_profile_get_id (self->profile),
                                                cancellable, restored_cb, g_object_ref (self));
}

/**
 * keyrack_rotation_restore_finish:
 * @self: a rotation
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: %TRUE if the pair before is in use again, whatever its test found, see
 *   keyrack_rotation_get_old_result(); else %FALSE with an error of
 *   keyrack_profile_store_restore_previous_finish()
 */
gboolean
keyrack_rotation_restore_finish (KeyrackRotation  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION (self), FALSE);

  return finish (self, keyrack_rotation_restore_async, result, error);
}
