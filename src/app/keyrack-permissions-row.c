/* keyrack-permissions-row.c: which permissions a credential is meant to have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permissions-row.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-permission.h"

struct _KeyrackPermissionsRow
{
  AdwExpanderRow      parent_instance;

  GtkCheckButton     *boxes[KEYRACK_N_PERMISSIONS];

  KeyrackPermissions  intended;
};

G_DEFINE_FINAL_TYPE (KeyrackPermissionsRow, keyrack_permissions_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  PROP_0,
  PROP_INTENDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
show (KeyrackPermissionsRow *self)
{
  g_autofree char *names = keyrack_permissions_dup_text (self->intended);

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    gtk_check_button_set_active (self->boxes[i], (self->intended & KEYRACK_PERMISSION_BIT (i)) != 0);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->intended != 0 ? names : _("Not noted"));
}

static void
set_intended (KeyrackPermissionsRow *self,
              KeyrackPermissions     intended)
{
  if (self->intended == intended)
    return;

  self->intended = intended;
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTENDED]);
}

static void
toggled_cb (KeyrackPermissionsRow *self,
            GtkCheckButton        *box)
{
  KeyrackPermissions bit = 0;

  g_assert (KEYRACK_IS_PERMISSIONS_ROW (self));

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      if (self->boxes[i] == box)
        bit = KEYRACK_PERMISSION_BIT (i);
    }

  set_intended (self, gtk_check_button_get_active (box) ? self->intended | bit : self->intended & ~bit);
}

static void
add_box (KeyrackPermissionsRow *self,
         KeyrackPermission      permission)
{
  const char *name = keyrack_permission_get_name (permission);
  GtkWidget *box = gtk_check_button_new ();
  GtkWidget *row = adw_action_row_new ();

  self->boxes[permission] = GTK_CHECK_BUTTON (box);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (box, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), box);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), box);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
keyrack_permissions_row_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  KeyrackPermissionsRow *self = KEYRACK_PERMISSIONS_ROW (object);

  switch (property_id)
    {
    case PROP_INTENDED:
      g_value_set_uint (value, self->intended);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_permissions_row_set_property (GObject      *object,
                                      guint         property_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  KeyrackPermissionsRow *self = KEYRACK_PERMISSIONS_ROW (object);

  switch (property_id)
    {
    case PROP_INTENDED:
      set_intended (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_permissions_row_class_init (KeyrackPermissionsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = keyrack_permissions_row_get_property;
  object_class->set_property = keyrack_permissions_row_set_property;

  properties[PROP_INTENDED] = g_param_spec_uint ("intended", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_permissions_row_init (KeyrackPermissionsRow *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Intended permissions"));

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    add_box (self, (KeyrackPermission) i);

  show (self);
  keyrack_accessible_name_parts (GTK_WIDGET (self), _("Intended permissions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Intended permissions"), -1);
}
