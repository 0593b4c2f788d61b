/* keyrack-import-dialog-steps.c: from a file to connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-dialog-private.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs.h"
#include "keyrack-identity.h"
#include "keyrack-preferences.h"

#define UNDO_SECONDS 3600
#define TEST_JOBS    32

/* A callback of a dialog that is gone, or that nobody waits for. */
static gboolean
is_over (KeyrackImportDialog *self,
         const GError        *error)
{
  return self->store == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
show_preview (KeyrackImportDialog *self)
{
  g_autofree char *summary = keyrack_import_dup_summary (self->import);
  const char *name = keyrack_import_file_get_name (self->file);
  g_autofree char *file = NULL;
  gboolean encrypted = keyrack_import_file_get_kind (self->file) == KEYRACK_IMPORT_FILE_ENCRYPTED;

  if (encrypted && keyrack_import_file_wants_passphrase (self->file))
    /* Translators: the name of a file */
    file = g_strdup_printf (_("%s, decrypted with the passphrase"), name);
  else if (encrypted)
    /* Translators: the name of a file */
    file = g_strdup_printf (_("%s, decrypted with your key"), name);
  else if (keyrack_import_has_secrets (self->import))
    /* Translators: the name of a file */
    file = g_strdup_printf (_("%s. It shows secrets to everybody who can read it: delete it afterwards"), name);

  gtk_label_set_label (self->summary_label, summary);
  gtk_label_set_label (self->file_label, file != NULL ? file : name);
  gtk_widget_set_visible (self->test_box, keyrack_import_has_secrets (self->import));
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_PREVIEW);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_import_compare_finish (KEYRACK_IMPORT (source), result, &error) && !is_over (self, NULL))
    show_preview (self);
}

void
keyrack_import_dialog_compare (KeyrackImportDialog *self)
{
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_OPENING);
  keyrack_import_compare_async (self->import, self->file, self->cancellable, compared_cb, g_object_ref (self));
}

/* What the columns of a table mean is for the person to say. */
static void
opened (KeyrackImportDialog *self)
{
  if (keyrack_import_file_get_csv (self->file) == NULL)
    {
      keyrack_import_dialog_compare (self);
      return;
    }

  keyrack_import_columns_set_file (self->columns, self->file);
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_COLUMNS);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean unlocked = keyrack_import_file_unlock_finish (KEYRACK_IMPORT_FILE (source), result, &error);

  if (is_over (self, error))
    return;

  if (unlocked)
    opened (self);
  else if (g_error_matches (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_WRONG_PASSPHRASE))
    {
      gtk_label_set_label (self->problem_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
      keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_LOCKED);
    }
  else
    keyrack_import_dialog_fail (self, error);
}

void
keyrack_import_dialog_unlock (KeyrackImportDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));
  g_autoptr(KeyrackSecret) passphrase = NULL;

  if (*text == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
      return;
    }

  passphrase = keyrack_secret_new (text, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_OPENING);
  keyrack_import_file_unlock_async (self->file, passphrase, NULL, self->cancellable, unlocked_cb, g_object_ref (self));
}

static void
identities_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(KeyrackImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) identities = keyrack_identity_load_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (is_over (self, error))
    return;

  if (identities == NULL)
    keyrack_import_dialog_fail (self, error);
  else
    keyrack_import_file_unlock_async (self->file, NULL, identities, self->cancellable,
                                      unlocked_cb, g_object_ref (self));
}

static void
ask_to_unlock (KeyrackImportDialog *self)
{
  g_autofree char *text = NULL;
  g_autoptr(GSettings) preferences = NULL;

  if (keyrack_import_file_wants_passphrase (self->file))
    {
      /* Translators: the name of a file */
      text = g_strdup_printf (_("“%s” is encrypted. Enter the passphrase that was told to you."),
                              keyrack_import_file_get_name (self->file));
      gtk_label_set_label (self->unlock_label, text);
      keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_LOCKED);
      return;
    }

  preferences = keyrack_preferences_new ();
  keyrack_identity_load_async (preferences, keyrack_profile_store_get_secrets (self->store), self->cancellable,
                               identities_cb, g_object_ref (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackImportFile) file = keyrack_import_file_open_finish (result, &error);

  if (is_over (self, error))
    return;

  if (file == NULL)
    {
      keyrack_import_dialog_fail (self, error);
      return;
    }

  g_set_object (&self->file, file);
  if (keyrack_import_file_is_locked (file))
    ask_to_unlock (self);
  else
    opened (self);
}

static void
open_now (KeyrackImportDialog *self)
{
  keyrack_import_file_open_async (self->place, self->worker, self->cancellable, opened_cb, g_object_ref (self));
}

static void
loaded_cb (KeyrackImportDialog *self)
{
  g_assert (KEYRACK_IS_IMPORT_DIALOG (self));

  g_signal_handlers_disconnect_by_func (self->store, loaded_cb, self);
  open_now (self);
}

/* A file on the command line is there before the connections are. */
void
keyrack_import_dialog_open (KeyrackImportDialog *self)
{
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_OPENING);

  if (keyrack_profile_store_get_loaded (self->store))
    open_now (self);
  else
    g_signal_connect_object (self->store, "notify::loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
}

/* Another try needs another cancellable. */
static void
renew_cancellable (KeyrackImportDialog *self)
{
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
keyring_unlocked_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(KeyrackImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean unlocked = keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (is_over (self, NULL))
    return;

  if (unlocked)
    {
      keyrack_import_dialog_apply (self);
      return;
    }

  renew_cancellable (self);
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_PREVIEW);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (GTK_WIDGET (self), _("Nothing Was Imported"), error->message);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(KeyrackImportDialog) self = user_data;
  g_autofree char *undo_id = NULL;
  g_autoptr(GError) error = NULL;

  if (keyrack_import_apply_finish (KEYRACK_IMPORT (source), result, &undo_id, &error))
    {
      keyrack_import_dialog_emit_imported (self, keyrack_import_count_chosen (self->import), undo_id);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (self->store == NULL)
    return;

  if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED))
    {
      keyrack_secret_store_unlock_async (keyrack_profile_store_get_secrets (self->store), self->cancellable,
                                         keyring_unlocked_cb, g_object_ref (self));
      return;
    }

  renew_cancellable (self);
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_PREVIEW);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (GTK_WIDGET (self), _("Nothing Was Imported"), error->message);
}

/* The store keeps the dialog alive until it is done. */
static void
progress_cb (guint    n_done,
             guint    n_all,
             gpointer user_data)
{
  KeyrackImportDialog *self = user_data;

  if (self->store != NULL)
    keyrack_import_dialog_set_progress (self, n_done, n_all);
}

void
keyrack_import_dialog_apply (KeyrackImportDialog *self)
{
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_IMPORTING);
  keyrack_import_apply_async (self->import, UNDO_SECONDS, progress_cb, self, self->cancellable,
                              applied_cb, g_object_ref (self));
}

static void
tested_cb (KeyrackImportDialog *self,
           KeyrackProfile      *profile,
           KeyrackTestResult   *result)
{
  g_assert (KEYRACK_IS_IMPORT_DIALOG (self));

  keyrack_import_note_test (self->import, profile, result);
  keyrack_import_dialog_set_progress (self, keyrack_test_run_get_n_tested (self->test_run),
                                      g_list_model_get_n_items (G_LIST_MODEL (self->test_run)));
}

/* What did not pass is skipped, and says why; the person decides about the rest. When the run
 * gave up, the rest is tested the next time: it stays untested otherwise. */
static void
run_ended_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(KeyrackImportDialog) self = user_data;
  guint n_chosen = 0;

  keyrack_test_run_start_finish (KEYRACK_TEST_RUN (source), result, NULL);
  if (self->store == NULL)
    return;

  n_chosen = keyrack_import_count_chosen (self->import);
  if (g_cancellable_is_cancelled (self->cancellable))
    renew_cancellable (self);
  else if (n_chosen == self->n_chosen)
    {
      keyrack_import_dialog_apply (self);
      return;
    }
  else if (keyrack_test_run_get_n_tested (self->test_run) == g_list_model_get_n_items (G_LIST_MODEL (self->test_run)))
    gtk_switch_set_active (self->test_switch, FALSE);

  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_PREVIEW);
}

void
keyrack_import_dialog_test (KeyrackImportDialog *self)
{
  g_autoptr(GHashTable) secrets = NULL;
  g_autoptr(GPtrArray) profiles = keyrack_import_dup_candidates (self->import, &secrets);

  if (profiles->len == 0)
    {
      keyrack_import_dialog_apply (self);
      return;
    }

  self->n_chosen = keyrack_import_count_chosen (self->import);
  g_clear_object (&self->test_run);
  self->test_run = keyrack_test_run_new (self->client, keyrack_profile_store_get_secrets (self->store),
                                         profiles, TEST_JOBS);
  keyrack_test_run_set_secrets (self->test_run, secrets);
  g_signal_connect_object (self->test_run, "tested", G_CALLBACK (tested_cb), self, G_CONNECT_SWAPPED);
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_TESTING);
  keyrack_test_run_start_async (self->test_run, self->cancellable, run_ended_cb, g_object_ref (self));
}
