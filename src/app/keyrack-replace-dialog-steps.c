/* keyrack-replace-dialog-steps.c: testing, replacing, bringing back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-replace-dialog-private.h"

#include "keyrack-dialogs-replace.h"

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Also while the dialog goes. */
static gboolean
is_gone (KeyrackReplaceDialog *self)
{
  return self->rotation == NULL;
}

static void
begin (KeyrackReplaceDialog *self,
       gboolean              testing)
{
  g_clear_error (&self->problem);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->testing = testing;
  self->storing = !testing;
}

static void
end (KeyrackReplaceDialog *self,
     GError               *error)
{
  self->testing = FALSE;
  self->storing = FALSE;
  if (error != NULL && !is_cancelled (error))
    self->problem = error;
  else
    g_clear_error (&error);

  keyrack_replace_dialog_show_state (self);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(KeyrackReplaceDialog) self = user_data;
  KeyrackRotationSameness sameness = keyrack_rotation_get_sameness (KEYRACK_ROTATION (source));
  GError *error = NULL;
  gboolean checked = keyrack_rotation_check_finish (KEYRACK_ROTATION (source), result, &error);

  if (is_gone (self))
    {
      g_clear_error (&error);
      return;
    }

  if (!checked)
    self->checked = 0;
  else if (self->checked == keyrack_pair_form_get_edited (self->form))
    keyrack_pair_form_set_same (self->form,
                                (sameness & KEYRACK_ROTATION_SAME_ID) != 0,
                                (sameness & KEYRACK_ROTATION_SAME_SECRET) != 0);

  end (self, error);
}

static void
check (KeyrackReplaceDialog *self)
{
  g_autoptr(KeyrackSecret) secret = NULL;

  if (!keyrack_pair_form_check (self->form))
    return;

  begin (self, TRUE);
  self->insists = FALSE;
  self->checked = keyrack_pair_form_get_edited (self->form);
  secret = keyrack_pair_form_dup_secret (self->form);
  keyrack_rotation_check_async (self->rotation, keyrack_pair_form_get_client_id (self->form), secret,
                                self->cancellable, checked_cb, g_object_ref (self));
  keyrack_replace_dialog_show_state (self);
}

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackReplaceDialog) self = user_data;
  GError *error = NULL;

  if (is_gone (self))
    return;

  self->done = keyrack_rotation_replace_finish (self->rotation, result, &error);
  end (self, error);
}

static void
replace (KeyrackReplaceDialog *self,
         gboolean              insists)
{
  begin (self, FALSE);
  self->insists = insists;
  keyrack_rotation_replace_async (self->rotation,
                                  insists ? KEYRACK_REPLACE_UNVERIFIED : KEYRACK_REPLACE_VERIFIED,
                                  keyrack_replace_dialog_get_keep_days (self),
                                  self->cancellable, replaced_cb, g_object_ref (self));
  keyrack_replace_dialog_show_state (self);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackReplaceDialog) self = user_data;
  GError *error = NULL;

  if (is_gone (self))
    return;

  keyrack_rotation_restore_finish (self->rotation, result, &error);
  end (self, error);
}

static void
restore (KeyrackReplaceDialog *self)
{
  begin (self, FALSE);
  keyrack_rotation_restore_async (self->rotation, self->cancellable, restored_cb, g_object_ref (self));
  keyrack_replace_dialog_show_state (self);
}

static void
insisted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackReplaceDialog) self = user_data;

  if (keyrack_dialogs_ask_save_unverified_finish (result, NULL) && !is_gone (self) &&
      keyrack_replace_dialog_get_step (self) == STEP_REPEAT)
    replace (self, TRUE);
}

static void
anyway_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackReplaceDialog *self = KEYRACK_REPLACE_DIALOG (widget);

  if (keyrack_replace_dialog_get_step (self) == STEP_REPEAT)
    keyrack_dialogs_ask_save_unverified_async (widget, NULL, insisted_cb, g_object_ref (self));
}

static void
restore_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  KeyrackReplaceDialog *self = KEYRACK_REPLACE_DIALOG (widget);

  if (keyrack_replace_dialog_get_step (self) == STEP_DONE)
    restore (self);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackReplaceDialog) self = user_data;
  GError *error = NULL;
  gboolean unlocked = keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (is_gone (self))
    {
      g_clear_error (&error);
      return;
    }

  end (self, error);
  if (unlocked)
    keyrack_replace_dialog_retry (self);
}

void
keyrack_replace_dialog_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "replace.anyway", NULL, anyway_action);
  gtk_widget_class_install_action (widget_class, "replace.restore", NULL, restore_action);
}

/* What the button at the end of the header bar says. */
void
keyrack_replace_dialog_act (KeyrackReplaceDialog *self)
{
  switch (keyrack_replace_dialog_get_step (self))
    {
    case STEP_ENTER:
    case STEP_REPEAT:
      check (self);
      break;
    case STEP_TESTING:
      g_cancellable_cancel (self->cancellable);
      break;
    case STEP_REPLACE:
      replace (self, FALSE);
      break;
    case STEP_DONE:
      gtk_window_close (GTK_WINDOW (self));
      break;
    case STEP_STORING:
    default:
      break;
    }
}

/* Whether storing failed at a lock that the person can open. */
gboolean
keyrack_replace_dialog_is_locked_out (KeyrackReplaceDialog *self)
{
  return g_error_matches (self->problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED) ||
         g_error_matches (self->problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DISMISSED);
}

/* Does again what failed. */
void
keyrack_replace_dialog_retry (KeyrackReplaceDialog *self)
{
  if (keyrack_replace_dialog_is_locked_out (self))
    {
      begin (self, FALSE);
      keyrack_secret_store_unlock_async (keyrack_profile_store_get_secrets (self->store), NULL,
                                         unlocked_cb, g_object_ref (self));
      keyrack_replace_dialog_show_state (self);
      return;
    }

  if (self->done)
    restore (self);
  else if (keyrack_replace_dialog_get_step (self) == STEP_REPLACE || self->insists)
    replace (self, self->insists);
  else
    check (self);
}

/* Whether something was entered that is stored nowhere. */
gboolean
keyrack_replace_dialog_has_unsaved (KeyrackReplaceDialog *self)
{
  return !self->done && keyrack_pair_form_get_edited (self->form) != 0;
}
