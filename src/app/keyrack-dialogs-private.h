/* keyrack-dialogs-private.h: how a question is asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Its place in the array is the answer it stands for; the first one is the answer to
 * closing the dialog. */
typedef struct
{
  const char            *id;
  const char            *label;
  AdwResponseAppearance  appearance;
} KeyrackDialogChoice;

void keyrack_dialogs_ask        (GtkWidget                  *parent,
                                 const char                 *heading,
                                 const char                 *body,
                                 const KeyrackDialogChoice  *choices,
                                 gsize                       n_choices,
                                 GTask                      *task);
int  keyrack_dialogs_ask_finish (GAsyncResult               *result,
                                 gpointer                    source_tag,
                                 GError                    **error);

G_END_DECLS
