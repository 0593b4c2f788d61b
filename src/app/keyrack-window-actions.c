/* keyrack-window-actions.c: what the menus and keys of the window do with connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window-private.h"

static void
new_connection_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  if (!keyrack_profile_store_get_loaded (self->store))
    return;

  keyrack_window_show_page (self, NULL);
  keyrack_window_ensure_connections (self);
  keyrack_connections_compose (self->connections);
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  keyrack_window_show_page (self, NULL);
  if (self->connections != NULL)
    keyrack_connections_search (self->connections);
}

static void
delete_connection_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  if (self->connections != NULL)
    keyrack_connections_delete (self->connections);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  if (self->connections != NULL)
    keyrack_deletion_start (self->deletion, self->connections, ids);
}

static void
undo_delete_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  keyrack_deletion_undo (KEYRACK_WINDOW (widget)->deletion);
}

/* In a field of text the key is about the text, even when there is nothing left to undo. */
static gboolean
undo_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  if (!keyrack_deletion_get_can_undo (self->deletion) ||
      GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (self))))
    return GDK_EVENT_PROPAGATE;

  keyrack_deletion_undo (self->deletion);

  return GDK_EVENT_STOP;
}

static void
show_connection_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  keyrack_window_show_page (self, NULL);
  if (self->connections != NULL)
    keyrack_connections_show (self->connections, g_variant_get_string (parameter, NULL));
}

static void
find_cause_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  keyrack_window_show_page (self, NULL);
  if (self->connections != NULL)
    keyrack_connections_find_cause (self->connections, g_variant_get_string (parameter, NULL));
}

void
keyrack_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-connection", NULL, new_connection_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.show-connection", "s", show_connection_action);
  gtk_widget_class_install_action (widget_class, "win.find-cause", "s", find_cause_action);
  gtk_widget_class_install_action (widget_class, "win.delete-connection", NULL, delete_connection_action);
  gtk_widget_class_install_action (widget_class, "win.delete", "as", delete_action);
  gtk_widget_class_install_action (widget_class, "win.undo-delete", NULL, undo_delete_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, NULL);
}
