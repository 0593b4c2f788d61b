/* keyrack-permission-cell.c: one permission of one connection, as an icon
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-cell.h"

#include <glib/gi18n.h>

struct _KeyrackPermissionCell
{
  AdwBin             parent_instance;

  /* Children */
  GtkImage          *icon;
  GtkWidget         *word;      /* for what must not be overlooked */

  KeyrackPermission  permission;

  /* Owned references */
  KeyrackProfile    *profile;   /* (nullable) */
  GSignalGroup      *profile_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackPermissionCell, keyrack_permission_cell, ADW_TYPE_BIN)

static const struct
{
  const char *icon;
  const char *class;
} looks[KEYRACK_N_PERMISSION_STATES] = {
  [KEYRACK_PERMISSION_UNCHECKED] = { "content-loading-symbolic", "dim-label" },
  [KEYRACK_PERMISSION_GRANTED] = { "emblem-default-symbolic", "success" },
  [KEYRACK_PERMISSION_REFUSED] = { "dialog-error-symbolic", "dim-label" },
  [KEYRACK_PERMISSION_MISSING] = { "dialog-warning-symbolic", "warning" },
  [KEYRACK_PERMISSION_UNDECIDED] = { "dialog-question-symbolic", "warning" },
  [KEYRACK_PERMISSION_UNCHECKABLE] = { "list-remove-symbolic", "dim-label" },
};

static void
show (KeyrackPermissionCell *self)
{
  KeyrackPermissionState state = keyrack_profile_get_permission_state (self->profile, self->permission);
  const char *classes[] = { looks[state].class, NULL };
  g_autofree char *name = NULL;

  /* Translators: what an icon stands for: a connection, a permission, and what is known of it:
   * “Beacon Energy, Remote Actions: missing” */
  name = g_strdup_printf (_("%s, %s: %s"), keyrack_profile_get_name (self->profile),
                          keyrack_permission_get_name (self->permission),
                          keyrack_permission_state_get_word (state));

  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_visible (self->word, state == KEYRACK_PERMISSION_MISSING);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
changed_cb (KeyrackPermissionCell *self)
{
  g_assert (KEYRACK_IS_PERMISSION_CELL (self));

  show (self);
}

static void
keyrack_permission_cell_dispose (GObject *object)
{
  KeyrackPermissionCell *self = KEYRACK_PERMISSION_CELL (object);

  g_clear_object (&self->profile_signals);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (keyrack_permission_cell_parent_class)->dispose (object);
}

static void
keyrack_permission_cell_class_init (KeyrackPermissionCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = keyrack_permission_cell_dispose;
}

static void
keyrack_permission_cell_init (KeyrackPermissionCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->word = gtk_label_new (_("Missing"));
  gtk_widget_add_css_class (self->word, "caption");
  gtk_widget_set_halign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), self->word);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), box);

  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_group_connect_object (self->profile_signals, "notify::name", G_CALLBACK (changed_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->profile_signals, "notify::intended-permissions", G_CALLBACK (changed_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->profile_signals, "notify::permission-record", G_CALLBACK (changed_cb), self,
                                 G_CONNECT_SWAPPED);
}

GtkWidget *
keyrack_permission_cell_new (KeyrackPermission permission)
{
  KeyrackPermissionCell *self = g_object_new (KEYRACK_TYPE_PERMISSION_CELL, NULL);

  self->permission = permission;

  return GTK_WIDGET (self);
}

/**
 * keyrack_permission_cell_set_profile:
 * @self: a cell
 * @profile: (nullable): what it shows from now on
 */
void
keyrack_permission_cell_set_profile (KeyrackPermissionCell *self,
                                     KeyrackProfile        *profile)
{
  g_return_if_fail (KEYRACK_IS_PERMISSION_CELL (self));

  g_set_object (&self->profile, profile);
  g_signal_group_set_target (self->profile_signals, profile);

  if (profile != NULL)
    show (self);
}
