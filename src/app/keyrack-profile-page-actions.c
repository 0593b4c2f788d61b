/* keyrack-profile-page-actions.c: testing, saving, discarding, deleting, leaving
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include "keyrack-dialogs.h"
#include "keyrack-result-match.h"
#include "keyrack-save.h"

/* What a save was about, to be compared with what is typed when it ends. */
typedef struct
{
  KeyrackProfile     *profile;        /* shown at that time, not owned, only compared */
  KeyrackTestSession *session;        /* tells one new connection from the next */
  guint               secret_serial;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->session);
  g_free (saving);
}

static gboolean save_finish (KeyrackProfilePage  *self,
                             GAsyncResult        *result,
                             GError             **error);

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The card “More” comes last, so its fields are gone to when all others are sound. */
static gboolean
check (KeyrackProfilePage *self,
       guint               ignored)
{
  guint flaws = 0;

  if (keyrack_connection_form_check (self->form, ignored))
    return TRUE;

  g_object_get (self->form, "shown-flaws", &flaws, NULL);
  if ((flaws & ~KEYRACK_FORM_DETAILS_FLAWS) == 0)
    keyrack_details_card_focus_flaw (self->details, flaws);

  return FALSE;
}

static void
start_test (KeyrackProfilePage *self)
{
  g_autoptr(KeyrackProfile) candidate = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;

  if (keyrack_test_session_get_running (self->session) ||
      !check (self, KEYRACK_FORM_DESCRIPTIVE_FLAWS))
    return;

  candidate = keyrack_connection_form_dup_candidate (self->form);
  secret = keyrack_connection_form_dup_secret (self->form);
  keyrack_test_session_start (self->session,
                              self->client,
                              keyrack_profile_store_get_secrets (self->store),
                              candidate,
                              secret,
                              keyrack_connection_form_get_secret_serial (self->form));
}

static void
take_saved (KeyrackProfilePage *self,
            KeyrackProfile     *stored,
            const Saving       *saving)
{
  KeyrackSecretStore *secrets = keyrack_profile_store_get_secrets (self->store);

  /* A secret of this session has the name of the one that it stands before. */
  if (saving->secret_serial != 0 && keyrack_secret_store_get_session_only (secrets))
    keyrack_profile_set_last_result (stored, NULL);

  keyrack_connection_form_saved (self->form, stored, saving->secret_serial);
  keyrack_profile_page_set_recalled (self, NULL);
  keyrack_profile_page_adopt (self, stored);
  keyrack_test_session_saved (self->session, stored, saving->secret_serial);
  keyrack_profile_page_emit_saved (self);
}

/* Whoever did not wait for the end of the save may look at another connection by now. */
static gboolean
is_shown (KeyrackProfilePage *self,
          const Saving       *saving)
{
  return saving->profile == self->profile &&
         (saving->profile != NULL || saving->session == self->session);
}

static void
end_save (KeyrackProfilePage *self,
          KeyrackProfile     *stored,
          const GError       *error,
          const Saving       *saving)
{
  if (stored != NULL)
    take_saved (self, stored, saving);
  else if (g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE))
    keyrack_profile_page_set_profile (self, self->profile);
  else if (g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE))
    keyrack_profile_page_emit_closed (self);
  else if (!is_cancelled (error))
    keyrack_profile_page_set_problem (self, error);
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(KeyrackProfile) stored = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (source);
  const Saving *saving = g_task_get_task_data (task);

  stored = keyrack_save_finish (result, &error);
  if (self->form == NULL)
    {
      g_task_return_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The page is gone"));
      return;
    }

  if (is_shown (self, saving))
    end_save (self, stored, error, saving);

  keyrack_profile_page_set_saving (self, FALSE);
  g_task_return_boolean (task, stored != NULL);
}

/* A secret that was tested as it stands there counts as a rotation that was verified. */
static gboolean
is_proven (KeyrackProfilePage *self,
           KeyrackProfile     *candidate,
           guint               secret_serial)
{
  guint tested_serial = 0;

  g_object_get (self->session, "secret-serial", &tested_serial, NULL);

  return keyrack_result_match_proves (keyrack_test_session_get_result (self->session), candidate,
                                      secret_serial != 0 && secret_serial == tested_serial);
}

static void
save_async (KeyrackProfilePage  *self,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, callback, user_data);
  g_autoptr(KeyrackProfile) candidate = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;
  Saving *saving = g_new0 (Saving, 1);

  g_task_set_source_tag (task, save_async);
  g_task_set_task_data (task, saving, saving_free);
  saving->session = g_object_ref (self->session);

  if (self->saving || !check (self, KEYRACK_FORM_SECRET_MISSING))
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  candidate = keyrack_connection_form_dup_candidate (self->form);
  secret = keyrack_connection_form_dup_secret (self->form);
  saving->secret_serial = keyrack_connection_form_get_secret_serial (self->form);
  saving->profile = self->profile;

  keyrack_profile_page_set_problem (self, NULL);
  keyrack_profile_page_set_saving (self, TRUE);
  keyrack_save_async (GTK_WIDGET (self), self->store, candidate, secret,
                      is_proven (self, candidate, saving->secret_serial) ? KEYRACK_SAVE_VERIFIED : KEYRACK_SAVE_DEFAULT,
                      self->cancellable, save_cb, g_steal_pointer (&task));
}

static gboolean
save_finish (KeyrackProfilePage  *self,
             GAsyncResult        *result,
             GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
unlock_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackProfilePage) self = user_data;
  g_autoptr(GError) error = NULL;

  gboolean unlocked = keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error);

  /* The question may have stood there while another connection was gone to. */
  if (!keyrack_profile_page_is_locked_out (self))
    return;

  if (unlocked)
    save_async (self, NULL, NULL);
  else if (!is_cancelled (error))
    keyrack_profile_page_set_problem (self, error);
}

static void
leave_save_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = save_finish (KEYRACK_PROFILE_PAGE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, saved);
}

static void
ask_save_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackProfilePage *self = g_task_get_source_object (task);
  KeyrackSaveAnswer answer = keyrack_dialogs_ask_save_finish (result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  switch (answer)
    {
    case KEYRACK_SAVE_ANSWER_SAVE:
      save_async (self, leave_save_cb, g_steal_pointer (&task));
      break;
    case KEYRACK_SAVE_ANSWER_DISCARD:
      keyrack_profile_page_drop_edits (self);
      g_task_return_boolean (task, TRUE);
      break;
    case KEYRACK_SAVE_ANSWER_CANCEL:
    default:
      g_task_return_boolean (task, FALSE);
      break;
    }
}

static void
back_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (keyrack_profile_page_leave_finish (KEYRACK_PROFILE_PAGE (source), result, &error))
    keyrack_profile_page_emit_closed (KEYRACK_PROFILE_PAGE (source));
}

static void
test_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  start_test (KEYRACK_PROFILE_PAGE (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  keyrack_test_session_cancel (KEYRACK_PROFILE_PAGE (widget)->session);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  if (self->profile == NULL || keyrack_profile_page_get_dirty (self))
    save_async (self, NULL, NULL);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  const char *ids[] = { NULL, NULL };

  if (self->profile == NULL)
    return;

  ids[0] = keyrack_profile_get_id (self->profile);
  gtk_widget_activate_action (widget, "win.delete", "^as", ids);
}

static gboolean
is_typing (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* Away from the fields, and without edits, the key is about what was deleted. */
static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  if (!keyrack_connection_form_undo (KEYRACK_PROFILE_PAGE (widget)->form) && !is_typing (widget))
    gtk_widget_activate_action (widget, "win.undo-delete", NULL);
}

static void
redo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  keyrack_connection_form_redo (KEYRACK_PROFILE_PAGE (widget)->form);
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  keyrack_profile_page_leave_async (self, self->cancellable, back_cb, NULL);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  KeyrackTestSession *session = KEYRACK_PROFILE_PAGE (widget)->session;

  if (!keyrack_test_session_get_running (session))
    return GDK_EVENT_PROPAGATE;

  keyrack_test_session_cancel (session);

  return GDK_EVENT_STOP;
}

void
keyrack_profile_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "page.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "page.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "page.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.test", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, undo_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

/* Whether saving failed at a lock that the person can open. */
gboolean
keyrack_profile_page_is_locked_out (KeyrackProfilePage *self)
{
  return g_error_matches (self->problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED) ||
         g_error_matches (self->problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DISMISSED);
}

void
keyrack_profile_page_retry_save (KeyrackProfilePage *self)
{
  if (keyrack_profile_page_is_locked_out (self))
    keyrack_secret_store_unlock_async (keyrack_profile_store_get_secrets (self->store), self->cancellable,
                                       unlock_cb, g_object_ref (self));
  else
    save_async (self, NULL, NULL);
}

/**
 * keyrack_profile_page_leave_async:
 * @self: a page
 * @cancellable: (nullable): a cancellable
 * @callback: called when the answer is there
 * @user_data: for @callback
 *
 * Asks whether unsaved edits are to be saved or discarded, and does it. Without any
 * the answer comes at once.
 */
void
keyrack_profile_page_leave_async (KeyrackProfilePage  *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_PAGE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_profile_page_leave_async);

  if (!keyrack_profile_page_get_dirty (self))
    g_task_return_boolean (task, TRUE);
  else
    keyrack_dialogs_ask_save_async (GTK_WIDGET (self),
                                    self->profile != NULL ? keyrack_profile_get_name (self->profile) : NULL,
                                    cancellable,
                                    ask_save_cb, g_steal_pointer (&task));
}

/**
 * keyrack_profile_page_leave_finish:
 * @self: a page
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if nothing is lost by showing something else
 */
gboolean
keyrack_profile_page_leave_finish (KeyrackProfilePage  *self,
                                   GAsyncResult        *result,
                                   GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_PAGE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
