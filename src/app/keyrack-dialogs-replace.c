/* keyrack-dialogs-replace.c: what is asked when credentials are replaced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-dialogs-replace.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs-private.h"

/**
 * keyrack_dialogs_ask_save_unverified_async:
 * @parent: a widget of the window that asks
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether a pair that did not work in its test is to be used all the same.
 */
void
keyrack_dialogs_ask_save_unverified_async (GtkWidget           *parent,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "save", N_("_Save Anyway"), ADW_RESPONSE_DESTRUCTIVE },
  };
  GTask *task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_dialogs_ask_save_unverified_async);
  keyrack_dialogs_ask (parent, _("Save Without a Successful Test?"),
                       _("The new credential was not seen working. It takes the place of the one in use, "
                         "which is kept and can be restored."),
                       choices, G_N_ELEMENTS (choices), task);
}

/**
 * keyrack_dialogs_ask_save_unverified_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: %TRUE to save it
 */
gboolean
keyrack_dialogs_ask_save_unverified_finish (GAsyncResult  *result,
                                            GError       **error)
{
  return keyrack_dialogs_ask_finish (result, keyrack_dialogs_ask_save_unverified_async, error) == 1;
}

/**
 * keyrack_dialogs_ask_forget_pairs_async:
 * @parent: a widget of the window that asks
 * @n_pairs: how many
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether new pairs that are stored nowhere may be forgotten.
 */
void
keyrack_dialogs_ask_forget_pairs_async (GtkWidget           *parent,
                                        guint                n_pairs,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", N_("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *heading = NULL;
  GTask *task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_dialogs_ask_forget_pairs_async);
  heading = g_strdup_printf (/* Translators: how many pairs of a client ID and a secret, mostly one */
                             ngettext ("Discard the New Credential?", "Discard %u New Credentials?", n_pairs), n_pairs);
  keyrack_dialogs_ask (parent, heading,
                       ngettext ("It is not stored, and Nexthink shows a secret only once.",
                                 "They are not stored, and Nexthink shows a secret only once.", n_pairs),
                       choices, G_N_ELEMENTS (choices), task);
}

/**
 * keyrack_dialogs_ask_forget_pairs_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: %TRUE to forget them
 */
gboolean
keyrack_dialogs_ask_forget_pairs_finish (GAsyncResult  *result,
                                         GError       **error)
{
  return keyrack_dialogs_ask_finish (result, keyrack_dialogs_ask_forget_pairs_async, error) == 1;
}

/**
 * keyrack_dialogs_ask_end_rotation_async:
 * @parent: a widget of the window that asks
 * @cancellable: (nullable): closes the dialog
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether a rotation of many is to be forgotten.
 */
void
keyrack_dialogs_ask_end_rotation_async (GtkWidget           *parent,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  static const KeyrackDialogChoice choices[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "end", N_("_End Rotation"), ADW_RESPONSE_DESTRUCTIVE },
  };
  GTask *task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_dialogs_ask_end_rotation_async);
  keyrack_dialogs_ask (parent, _("End This Rotation?"),
                       _("What is stored stays stored. Pairs that are only entered are forgotten, and so is who is "
                         "through: save the report first."),
                       choices, G_N_ELEMENTS (choices), task);
}

/**
 * keyrack_dialogs_ask_end_rotation_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: %TRUE to forget it
 */
gboolean
keyrack_dialogs_ask_end_rotation_finish (GAsyncResult  *result,
                                         GError       **error)
{
  return keyrack_dialogs_ask_finish (result, keyrack_dialogs_ask_end_rotation_async, error) == 1;
}
