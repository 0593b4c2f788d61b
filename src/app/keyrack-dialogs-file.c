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

static GtkFileChooserNative *
create_chooser (GtkWidget            *parent,
                const char           *title,
                GtkFileChooserAction  action)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  return chooser;
}

/* Takes the chooser, which lives as long as the question. */
static void
ask (GtkFileChooserNative *chooser,
     GCancellable         *cancellable,
     GAsyncReadyCallback   callback,
     gpointer              user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, keyrack_dialogs_choose_file_async);
  g_task_set_task_data (task, chooser, g_object_unref);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), task);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
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

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (patterns != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  chooser = create_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN);
  first = build_filter (kind, patterns);
  second = build_filter (_("All Files"), every);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), first);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), second);
  ask (chooser, cancellable, callback, user_data);
}

/**
 * keyrack_dialogs_choose_target_async:
 * @parent: a widget of the window that asks
 * @title: what the file is for
 * @name: what is proposed as its name
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer, for keyrack_dialogs_choose_file_finish()
 * @user_data: for @callback
 *
 * Asks for a file to be written, and whether one that is there may be replaced.
 */
void
keyrack_dialogs_choose_target_async (GtkWidget           *parent,
                                     const char          *title,
                                     const char          *name,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GtkFileChooserNative *chooser = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  chooser = create_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  ask (chooser, cancellable, callback, user_data);
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
