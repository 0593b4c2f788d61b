/* keyrack-main-menu.c: the button with the menu of the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-main-menu.h"

#include <glib/gi18n.h>

struct _KeyrackMainMenu
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (KeyrackMainMenu, keyrack_main_menu, ADW_TYPE_BIN)

static void
keyrack_main_menu_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KEYRACK_TYPE_MAIN_MENU);

  G_OBJECT_CLASS (keyrack_main_menu_parent_class)->dispose (object);
}

static void
keyrack_main_menu_class_init (KeyrackMainMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_main_menu_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-main-menu.ui");
}

static void
keyrack_main_menu_init (KeyrackMainMenu *self)
{
  GtkWidget *button = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* What takes the focus is the toggle button inside the menu button. */
  button = gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Main Menu"), -1);
}
