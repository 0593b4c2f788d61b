/* keyrack-bin-row.c: a deleted connection, with the way back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-bin-row.h"

#include <glib/gi18n.h>

#include "keyrack-result-text.h"

struct _KeyrackBinRow
{
  AdwBin          parent_instance;

  /* Template widgets */
  GtkWidget      *restore_button;
  GtkWidget      *erase_button;

  /* Owned references */
  KeyrackProfile *profile;   /* (nullable) while the row is not used */
};

G_DEFINE_FINAL_TYPE (KeyrackBinRow, keyrack_bin_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROFILE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
describe (KeyrackBinRow  *self,
          KeyrackProfile *profile)
{
  g_autofree char *age = NULL;

  if (profile == NULL)
    return NULL;

  age = keyrack_result_text_dup_age (keyrack_profile_get_deleted_at (profile),
                                     g_get_real_time () / G_USEC_PER_SEC);

  /* Translators: an instance, a region, when the connection was deleted: “2 minutes ago” */
  return g_strdup_printf (_("%s · %s · deleted %s"),
                          keyrack_profile_get_instance (profile),
                          keyrack_profile_get_region (profile),
                          age);
}

static void
name_buttons (KeyrackBinRow *self)
{
  const char *name = keyrack_profile_get_name (self->profile);
  /* Translators: %s is the name of a connection */
  g_autofree char *restore = g_strdup_printf (_("Restore “%s”"), name);
  /* Translators: %s is the name of a connection */
  g_autofree char *erase = g_strdup_printf (_("Delete “%s” Permanently…"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->restore_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, restore,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->erase_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, erase,
                                  -1);
}

/* The target first: an action that takes one is not looked at without. */
static void
activate_with_id (GtkWidget      *button,
                  const char     *action_name,
                  KeyrackProfile *profile)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", keyrack_profile_get_id (profile));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
}

static void
set_profile (KeyrackBinRow  *self,
             KeyrackProfile *profile)
{
  if (!g_set_object (&self->profile, profile))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);

  if (profile == NULL)
    return;

  activate_with_id (self->restore_button, "bin.restore", profile);
  activate_with_id (self->erase_button, "bin.erase", profile);
  name_buttons (self);

  /* The row of the list is what takes the focus. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, keyrack_profile_get_name (profile),
                                    -1);
}

static void
keyrack_bin_row_dispose (GObject *object)
{
  KeyrackBinRow *self = KEYRACK_BIN_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_BIN_ROW);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (keyrack_bin_row_parent_class)->dispose (object);
}

static void
keyrack_bin_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  KeyrackBinRow *self = KEYRACK_BIN_ROW (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_bin_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  KeyrackBinRow *self = KEYRACK_BIN_ROW (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      set_profile (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_bin_row_class_init (KeyrackBinRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_bin_row_dispose;
  object_class->get_property = keyrack_bin_row_get_property;
  object_class->set_property = keyrack_bin_row_set_property;

  properties[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL,
                         KEYRACK_TYPE_PROFILE,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-bin-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackBinRow, erase_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackBinRow, restore_button);
  gtk_widget_class_bind_template_callback (widget_class, describe);
}

static void
keyrack_bin_row_init (KeyrackBinRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
