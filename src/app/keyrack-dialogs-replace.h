/* keyrack-dialogs-replace.h: what is asked when credentials are replaced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* See keyrack-dialogs.h. */
void     keyrack_dialogs_ask_save_unverified_async  (GtkWidget            *parent,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean keyrack_dialogs_ask_save_unverified_finish (GAsyncResult         *result,
                                                     GError              **error);
void     keyrack_dialogs_ask_forget_pairs_async     (GtkWidget            *parent,
                                                     guint                 n_pairs,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean keyrack_dialogs_ask_forget_pairs_finish    (GAsyncResult         *result,
                                                     GError              **error);
void     keyrack_dialogs_ask_end_rotation_async     (GtkWidget            *parent,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean keyrack_dialogs_ask_end_rotation_finish    (GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
