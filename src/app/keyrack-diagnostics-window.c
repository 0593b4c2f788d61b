/* keyrack-diagnostics-window.c: the diagnostics of a connection, shown before they are copied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-diagnostics-window.h"

struct _KeyrackDiagnosticsWindow
{
  AdwWindow    parent_instance;

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (KeyrackDiagnosticsWindow, keyrack_diagnostics_window, ADW_TYPE_WINDOW)

static void
copy_cb (KeyrackDiagnosticsWindow *self)
{
  g_autofree char *text = NULL;

  g_assert (KEYRACK_IS_DIAGNOSTICS_WINDOW (self));

  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keyrack_diagnostics_window_class_init (KeyrackDiagnosticsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-diagnostics-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackDiagnosticsWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
keyrack_diagnostics_window_init (KeyrackDiagnosticsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_diagnostics_window_new (GtkWindow  *parent,
                                const char *text)
{
  KeyrackDiagnosticsWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_DIAGNOSTICS_WINDOW, "transient-for", parent, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);

  return GTK_WIDGET (self);
}
