/* keyrack-dialogs.c: every question to the person, as an asynchronous function
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-dialogs.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs-private.h"

/* One question that is open. */
typedef struct
{
  GTask        *task;
  const KeyrackDialogChoice *choices;
  gsize         n_choices;
  gulong        cancelled_id;
} Question;

static void
question_answer (Question *question,
                 int       answer)
{
  g_autoptr(GTask) task = g_steal_pointer (&question->task);

  if (task == NULL)
    return;

  g_cancellable_disconnect (g_task_get_cancellable (task), question->cancelled_id);
  g_task_return_int (task, answer);
}

/* A dialog that goes with its window never says a response. */
static void
question_free (Question *question)
{
  question_answer (question, 0);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  g_assert (ADW_IS_MESSAGE_DIALOG (dialog));

  for (gsize i = 0; i < question->n_choices; i++)
    {
      if (g_str_equal (response, question->choices[i].id))
        question_answer (question, (int) i);
    }
}

static gboolean
close_in_idle_cb (gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));

  return G_SOURCE_REMOVE;
}

/* Nothing may be disconnected from a cancellable inside its own signal. */
static void
cancelled_cb (GCancellable *cancellable,
              GtkWindow    *dialog)
{
  g_assert (GTK_IS_WINDOW (dialog));

  g_idle_add_full (G_PRIORITY_DEFAULT, close_in_idle_cb, g_object_ref (dialog), g_object_unref);
}

/**
 * keyrack_dialogs_ask:
 * @parent: a widget of the window that asks
 * @heading: what is asked
 * @body: what depends on the answer
 * @choices: (array length=n_choices): the answers
 * @n_choices: how many
 * @task: (transfer full): gets the answer
 */
void
keyrack_dialogs_ask (GtkWidget                 *parent,
                     const char                *heading,
                     const char                *body,
                     const KeyrackDialogChoice *choices,
                     gsize                      n_choices,
                     GTask                     *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
  Question *question = g_new0 (Question, 1);

  for (gsize i = 0; i < n_choices; i++)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), choices[i].id, _(choices[i].label));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                                  choices[i].id,
                                                  choices[i].appearance);

      /* Enter never destroys anything. */
      if (i == 0 || choices[i].appearance == ADW_RESPONSE_SUGGESTED)
        adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), choices[i].id);
    }

  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), choices[0].id);
  question->task = task;
  question->choices = choices;
  question->n_choices = n_choices;

  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (response_cb),
                         question,
                         (GClosureNotify) G_CALLBACK (question_free),
                         0);

  /* Who asks may keep the window alive until there is an answer: don't wait for its end. */
  if (root != NULL)
    g_signal_connect_object (root, "unrealize", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);

  gtk_window_present (GTK_WINDOW (dialog));

  if (cancellable != NULL)
    question->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), dialog, NULL);
}

int
keyrack_dialogs_ask_finish (GAsyncResult  *result,
                            gpointer       source_tag,
                            GError       **error)
{
  gssize answer;

  g_return_val_if_fail (G_IS_TASK (result), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), 0);

  answer = g_task_propagate_int (G_TASK (result), error);

  return (int) MAX (answer, 0);
}

/**
 * keyrack_dialogs_ask_save_async:
 * @parent: a widget of the window that asks
 * @name: (nullable): the connection's name, if it has one
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what becomes of changes that are not saved.
 */
void
keyrack_dialogs_ask_save_async (GtkWidget           *parent,
                                const char          *name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    [KEYRACK_SAVE_ANSWER_CANCEL] = { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    [KEYRACK_SAVE_ANSWER_DISCARD] = { "discard", N_("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
    [KEYRACK_SAVE_ANSWER_SAVE] = { "save", N_("_Save"), ADW_RESPONSE_SUGGESTED },
  };
  g_autofree char *body = NULL;
  GTask *task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_dialogs_ask_save_async);

  if (name != NULL && *name != '\0')
    /* Translators: %s is the name of a connection */
    body = g_strdup_printf (_("What you changed in “%s” is lost unless it is saved."), name);
  else
    body = g_strdup (_("The new connection is lost unless it is saved."));

  keyrack_dialogs_ask (parent, _("Save Changes?"), body, choices, G_N_ELEMENTS (choices), task);
}

/**
 * keyrack_dialogs_ask_save_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: the answer; KEYRACK_SAVE_ANSWER_CANCEL on error
 */
KeyrackSaveAnswer
keyrack_dialogs_ask_save_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return (KeyrackSaveAnswer) keyrack_dialogs_ask_finish (result, keyrack_dialogs_ask_save_async, error);
}

/**
 * keyrack_dialogs_ask_delete_async:
 * @parent: a widget of the window that asks
 * @name: the connection's name, when there is but one
 * @n_connections: how many
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks before connections are moved to the bin.
 */
void
keyrack_dialogs_ask_delete_async (GtkWidget           *parent,
                                  const char          *name,
                                  guint                n_connections,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "delete", N_("_Delete"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *heading = NULL;
  GTask *task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_dialogs_ask_delete_async);

  if (n_connections == 1)
    /* Translators: %s is the name of a connection */
    heading = g_strdup_printf (_("Delete “%s”?"), name);
  else
    /* Translators: %u is how many */
    heading = g_strdup_printf (ngettext ("Delete %u Connection?", "Delete %u Connections?", n_connections),
                               n_connections);

  keyrack_dialogs_ask (parent,
       heading,
       _("What is deleted stays in the bin for 30 days, without its secret. "
         "The credential in Nexthink stays valid until it is deleted there."),
       choices,
       G_N_ELEMENTS (choices),
       task);
}

/**
 * keyrack_dialogs_ask_erase_async:
 * @parent: a widget of the window that asks
 * @name: (nullable): the connection's name, %NULL for all in the bin
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks before connections are taken out of the bin for good.
 */
void
keyrack_dialogs_ask_erase_async (GtkWidget           *parent,
                                 const char          *name,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "delete", N_("_Delete"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *heading = NULL;
  GTask *task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_dialogs_ask_delete_async);

  if (name != NULL)
    /* Translators: %s is the name of a connection */
    heading = g_strdup_printf (_("Delete “%s” Permanently?"), name);
  else
    heading = g_strdup (_("Empty the Bin?"));

  keyrack_dialogs_ask (parent,
       heading,
       _("This can’t be undone. The credential in Nexthink stays valid until it is deleted there."),
       choices,
       G_N_ELEMENTS (choices),
       task);
}

/**
 * keyrack_dialogs_ask_delete_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: %TRUE if it may be deleted
 */
gboolean
keyrack_dialogs_ask_delete_finish (GAsyncResult  *result,
                                   GError       **error)
{
  return keyrack_dialogs_ask_finish (result, keyrack_dialogs_ask_delete_async, error) == 1;
}

static void
ask_changed (GtkWidget           *parent,
             const char          *heading,
             const char          *body,
             const KeyrackDialogChoice        *choices,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, keyrack_dialogs_ask_changed_elsewhere_async);

  keyrack_dialogs_ask (parent, heading, body, choices, 3, task);
}

/**
 * keyrack_dialogs_ask_changed_elsewhere_async:
 * @parent: a widget of the window that asks
 * @name: the connection's name
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks which version counts when another program saved the connection that is edited here.
 */
void
keyrack_dialogs_ask_changed_elsewhere_async (GtkWidget           *parent,
                                             const char          *name,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    [KEYRACK_CHANGED_ANSWER_CANCEL] = { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    [KEYRACK_CHANGED_ANSWER_RELOAD] = { "reload", N_("_Reload"), ADW_RESPONSE_DEFAULT },
    [KEYRACK_CHANGED_ANSWER_KEEP_MINE] = { "keep", N_("_Keep Mine"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *heading = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  /* Translators: %s is the name of a connection */
  heading = g_strdup_printf (_("“%s” Was Changed Elsewhere"), name);

  ask_changed (parent,
               heading,
               _("Another program saved this connection while you edited it. Reload gives up your changes, "
                 "Keep Mine overwrites the other ones."),
               choices,
               cancellable,
               callback,
               user_data);
}

/**
 * keyrack_dialogs_ask_deleted_elsewhere_async:
 * @parent: a widget of the window that asks
 * @name: the connection's name
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer, for keyrack_dialogs_ask_changed_elsewhere_finish()
 * @user_data: for @callback
 *
 * Asks whether a connection that another program deleted while it was edited here comes back.
 */
void
keyrack_dialogs_ask_deleted_elsewhere_async (GtkWidget           *parent,
                                             const char          *name,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    [KEYRACK_CHANGED_ANSWER_CANCEL] = { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    [KEYRACK_CHANGED_ANSWER_RELOAD] = { "reload", N_("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
    [KEYRACK_CHANGED_ANSWER_KEEP_MINE] = { "keep", N_("_Keep Mine"), ADW_RESPONSE_SUGGESTED },
  };
  g_autofree char *heading = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  /* Translators: %s is the name of a connection */
  heading = g_strdup_printf (_("“%s” Was Deleted Elsewhere"), name);

  ask_changed (parent,
               heading,
               _("Another program deleted this connection while you edited it. Keep Mine saves it again."),
               choices,
               cancellable,
               callback,
               user_data);
}

/**
 * keyrack_dialogs_ask_changed_elsewhere_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: the answer; KEYRACK_CHANGED_ANSWER_CANCEL on error
 */
KeyrackChangedAnswer
keyrack_dialogs_ask_changed_elsewhere_finish (GAsyncResult  *result,
                                              GError       **error)
{
  return (KeyrackChangedAnswer) keyrack_dialogs_ask_finish (result, keyrack_dialogs_ask_changed_elsewhere_async, error);
}

/**
 * keyrack_dialogs_tell:
 * @parent: a widget of the window it is about
 * @heading: what could not be done
 * @body: why
 *
 * Says something that can only be taken notice of.
 */
void
keyrack_dialogs_tell (GtkWidget  *parent,
                      const char *heading,
                      const char *body)
{
  static const KeyrackDialogChoice choices[] = {
    { "close", N_("_Close"), ADW_RESPONSE_DEFAULT },
  };

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (heading != NULL);
  g_return_if_fail (body != NULL);

  keyrack_dialogs_ask (parent, heading, body, choices, G_N_ELEMENTS (choices), g_task_new (NULL, NULL, NULL, NULL));
}
