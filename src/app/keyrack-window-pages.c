/* keyrack-window-pages.c: long tasks take the place of the connections in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window-private.h"

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  keyrack_window_show_page (KEYRACK_WINDOW (widget), NULL);
}

static gboolean
back_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  if (keyrack_window_get_page (self) == NULL)
    return GDK_EVENT_PROPAGATE;

  keyrack_window_show_page (self, NULL);

  return GDK_EVENT_STOP;
}

/* The keyboard comes back to where it was. */
static void
note_focus (KeyrackWindow *self)
{
  if (keyrack_window_get_page (self) == NULL)
    g_set_weak_pointer (&self->former_focus, gtk_window_get_focus (GTK_WINDOW (self)));
}

static void
move_focus (KeyrackWindow *self,
            GtkWidget     *page)
{
  if (page != NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  else if (self->former_focus != NULL)
    gtk_widget_grab_focus (self->former_focus);
}

void
keyrack_window_install_pages (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_cb, NULL);
}

/**
 * keyrack_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the page that is shown; %NULL for the connections
 */
GtkWidget *
keyrack_window_get_page (KeyrackWindow *self)
{
  g_return_val_if_fail (KEYRACK_IS_WINDOW (self), NULL);

  return adw_bin_get_child (self->page_bin);
}

/**
 * keyrack_window_show_page:
 * @self: a window
 * @page: (nullable): a page with a header bar of its own, whose way back is the action
 *   win.back; %NULL for the connections
 *
 * Shows a page of a long task in place of the connections. The window keeps it as long as
 * it is shown: what goes on behind it belongs to somebody else. To come back to it, make
 * another one: on this floor a widget that is taken out and put in again is lost to the
 * accessibility bus.
 */
void
keyrack_window_show_page (KeyrackWindow *self,
                          GtkWidget     *page)
{
  g_return_if_fail (KEYRACK_IS_WINDOW (self));
  g_return_if_fail (page == NULL || GTK_IS_WIDGET (page));

  if (keyrack_window_get_page (self) == page)
    return;

  note_focus (self);
  adw_bin_set_child (self->page_bin, page);
  g_object_notify (G_OBJECT (self), "page");
  move_focus (self, page);
}
