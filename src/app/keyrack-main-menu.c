/* keyrack-main-menu.c: the button with the menu of the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-main-menu.h"

#include <glib/gi18n.h>

struct _KeyrackMainMenu
{
  AdwBin      parent_instance;

  /* Template objects */
  GMenuModel *menu;
};

G_DEFINE_FINAL_TYPE (KeyrackMainMenu, keyrack_main_menu, ADW_TYPE_BIN)

/* A menu takes longer to build than the window around it, so it waits until it is asked for. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  KeyrackMainMenu *self = KEYRACK_MAIN_MENU (user_data);

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->menu);
}

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
  gtk_widget_class_bind_template_child (widget_class, KeyrackMainMenu, menu);
}

static void
keyrack_main_menu_init (KeyrackMainMenu *self)
{
  GtkWidget *button = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  button = adw_bin_get_child (ADW_BIN (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup_cb, self, NULL);

  /* What takes the focus is the toggle button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Main Menu"),
                                  -1);
}
