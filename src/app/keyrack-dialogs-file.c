/* keyrack-dialogs-file.c: asking for a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-dialogs.h"

#include <glib/gi18n.h>

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The dialog was closed");
}

static GtkFileFilter *
build_filter (const char         *name,
              const char * const *patterns)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  if (name != NULL)
    gtk_file_filter_set_name (filter, name);

  for (gsize i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);

  return filter;
}

/**
 * keyrack_dialogs_choose_file_async:
 * @parent: a widget of the window that asks
 * @title: what the file is for
 * @kind: how the files are called that are offered first
 * @patterns: (array zero-terminated=1): their names
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks for a file to be read.
 */
void
keyrack_dialogs_choose_file_async (GtkWidget           *parent,
                                   const char          *title,
                                   const char          *kind,
                                   const char * const  *patterns,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  static const char * const every[] = { "*", NULL };
  g_autoptr(GtkFileFilter) first = NULL;
  g_autoptr(GtkFileFilter) second = NULL;
  GtkFileChooserNative *chooser = NULL;
  GTask *task = NULL;
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (patterns != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  root = gtk_widget_get_root (parent);
  chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                         GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  first = build_filter (kind, patterns);
  second = build_filter (_("All Files"), every);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), first);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), second);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_dialogs_choose_file_async);
  g_task_set_task_data (task, chooser, g_object_unref);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), task);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * keyrack_dialogs_choose_file_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: (nullable) (transfer full): the file
 */
GFile *
keyrack_dialogs_choose_file_finish (GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_dialogs_choose_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
