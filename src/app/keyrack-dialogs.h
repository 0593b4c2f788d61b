/* keyrack-dialogs.h: every question to the person, as an asynchronous function
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_SAVE_ANSWER_CANCEL,
  KEYRACK_SAVE_ANSWER_DISCARD,
  KEYRACK_SAVE_ANSWER_SAVE,
} KeyrackSaveAnswer;

typedef enum
{
  KEYRACK_CHANGED_ANSWER_CANCEL,
  KEYRACK_CHANGED_ANSWER_RELOAD,     /* after a deletion: let it go */
  KEYRACK_CHANGED_ANSWER_KEEP_MINE,
} KeyrackChangedAnswer;

/* The parent is any widget of the window that asks. Names are never markup. Closing the
 * dialog is the answer CANCEL; the error is only ever G_IO_ERROR_CANCELLED. */
void                 keyrack_dialogs_ask_save_async               (GtkWidget            *parent,
                                                                   const char           *name,
                                                                   GCancellable         *cancellable,
                                                                   GAsyncReadyCallback   callback,
                                                                   gpointer              user_data);
KeyrackSaveAnswer    keyrack_dialogs_ask_save_finish              (GAsyncResult         *result,
                                                                   GError              **error);
void                 keyrack_dialogs_ask_delete_async             (GtkWidget            *parent,
                                                                   const char           *name,
                                                                   guint                 n_connections,
                                                                   GCancellable         *cancellable,
                                                                   GAsyncReadyCallback   callback,
                                                                   gpointer              user_data);
void                 keyrack_dialogs_ask_erase_async              (GtkWidget            *parent,
                                                                   const char           *name,
                                                                   GCancellable         *cancellable,
                                                                   GAsyncReadyCallback   callback,
                                                                   gpointer              user_data);
gboolean             keyrack_dialogs_ask_delete_finish            (GAsyncResult         *result,
                                                                   GError              **error);
void                 keyrack_dialogs_ask_changed_elsewhere_async  (GtkWidget            *parent,
                                                                   const char           *name,
                                                                   GCancellable         *cancellable,
                                                                   GAsyncReadyCallback   callback,
                                                                   gpointer              user_data);
void                 keyrack_dialogs_ask_deleted_elsewhere_async  (GtkWidget            *parent,
                                                                   const char           *name,
                                                                   GCancellable         *cancellable,
                                                                   GAsyncReadyCallback   callback,
                                                                   gpointer              user_data);
KeyrackChangedAnswer keyrack_dialogs_ask_changed_elsewhere_finish (GAsyncResult         *result,
                                                                   GError              **error);
void                 keyrack_dialogs_tell                         (GtkWidget            *parent,
                                                                   const char           *heading,
                                                                   const char           *body);
void                 keyrack_dialogs_choose_file_async            (GtkWidget            *parent,
                                                                   const char           *title,
                                                                   const char           *kind,
                                                                   const char * const   *patterns,
                                                                   GCancellable         *cancellable,
                                                                   GAsyncReadyCallback   callback,
                                                                   gpointer              user_data);
void                 keyrack_dialogs_choose_target_async          (GtkWidget            *parent,
                                                                   const char           *title,
                                                                   const char           *name,
                                                                   GCancellable         *cancellable,
                                                                   GAsyncReadyCallback   callback,
                                                                   gpointer              user_data);
GFile               *keyrack_dialogs_choose_file_finish           (GAsyncResult         *result,
                                                                   GError              **error);

G_END_DECLS
