/* keyrack-window-import.c: files with connections, wherever they come from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window-import.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs.h"
#include "keyrack-import-dialog.h"
#include "keyrack-undo-toast.h"
#include "keyrack-window-private.h"

static void
imported_cb (KeyrackWindow *self,
             guint          n_imported,
             const char    *undo_id)
{
  g_autoptr(AdwToast) toast = NULL;

  g_assert (KEYRACK_IS_WINDOW (self));

  /* It was closed while the last step was under way. */
  if (self->store == NULL)
    return;

  toast = keyrack_undo_toast_new_imported (n_imported, undo_id);
  keyrack_undo_toast_show (toast, self->toast_overlay);
}

/* A second file waits: there is one dialog at a time. */
static gboolean
has_dialog (KeyrackWindow *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (gtk_window_get_transient_for (link->data) == GTK_WINDOW (self) && gtk_window_get_modal (link->data))
        return TRUE;
    }

  return FALSE;
}

/**
 * keyrack_window_import:
 * @self: a window
 * @file: what may have connections in it
 *
 * Asks what of @file is to be imported, unless something else is being asked.
 */
void
keyrack_window_import (KeyrackWindow *self,
                       GFile         *file)
{
  GtkWidget *dialog = NULL;

  g_return_if_fail (KEYRACK_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (has_dialog (self))
    return;

  dialog = keyrack_import_dialog_new (self->client, self->store, self->journal, file);
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * keyrack_window_import_into:
 * @application: the program, with a window
 * @file: what may have connections in it
 *
 * Like keyrack_window_import(), in whichever window there is.
 */
void
keyrack_window_import_into (GtkApplication *application,
                            GFile          *file)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    {
      if (!KEYRACK_IS_WINDOW (link->data))
        continue;

      keyrack_window_import (link->data, file);
      return;
    }
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackWindow) self = user_data;
  g_autoptr(GFile) file = keyrack_dialogs_choose_file_finish (result, NULL);

  if (file != NULL && self->store != NULL)
    keyrack_window_import (self, file);
}

static void
import_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  static const char * const patterns[] = { "*.json", "*.age", "*.csv", "*.tsv", "*.txt", NULL };
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  keyrack_dialogs_choose_file_async (widget, _("Import Connections"), _("Connections"), patterns,
                                     self->cancellable, chosen_cb, g_object_ref (self));
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AdwToast) toast = NULL;
  gboolean undone = keyrack_profile_store_undo_import_finish (KEYRACK_PROFILE_STORE (source), result, &error);

  if (self->store == NULL)
    return;

  if (!undone)
    {
      keyrack_dialogs_tell (GTK_WIDGET (self), _("The Import Was Not Undone"), error->message);
      return;
    }

  toast = adw_toast_new (_("Import undone"));
  keyrack_undo_toast_show (toast, self->toast_overlay);
}

static void
undo_import_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  keyrack_profile_store_undo_import_async (self->store, g_variant_get_string (parameter, NULL), NULL,
                                           undone_cb, g_object_ref (self));
}

static gboolean
drop_cb (KeyrackWindow *self,
         const GValue  *value)
{
  GSList *files = g_value_get_boxed (value);

  g_assert (KEYRACK_IS_WINDOW (self));

  if (files == NULL)
    return FALSE;

  keyrack_window_import (self, files->data);

  return TRUE;
}

void
keyrack_window_import_install (GtkWidgetClass *widget_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.undo-import", "s", undo_import_action);
}

/* From a file manager. */
void
keyrack_window_accept_files (KeyrackWindow *self)
{
  GtkDropTarget *target = NULL;

  g_return_if_fail (KEYRACK_IS_WINDOW (self));

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
