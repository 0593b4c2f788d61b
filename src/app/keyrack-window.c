/* keyrack-window.c: the list at the left, the connection at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window.h"

struct _KeyrackWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (KeyrackWindow, keyrack_window, ADW_TYPE_APPLICATION_WINDOW)

static void
keyrack_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KEYRACK_TYPE_WINDOW);

  G_OBJECT_CLASS (keyrack_window_parent_class)->dispose (object);
}

static void
keyrack_window_class_init (KeyrackWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-window.ui");
}

static void
keyrack_window_init (KeyrackWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  if (KEYRACK_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

KeyrackWindow *
keyrack_window_new (GtkApplication *application)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  return g_object_new (KEYRACK_TYPE_WINDOW,
                       "application", application,
                       NULL);
}
