/* keyrack-export-row.c: a connection that can be chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export-row.h"

struct _KeyrackExportRow
{
  AdwBin          parent_instance;

  /* Template widgets */
  GtkCheckButton *check;
  GtkLabel       *title;
  GtkLabel       *place;

  /* Owned references */
  KeyrackChoice  *choice;
  KeyrackProfile *profile;   /* (nullable) while the row is not used */
};

G_DEFINE_FINAL_TYPE (KeyrackExportRow, keyrack_export_row, ADW_TYPE_BIN)

static void
toggled_cb (KeyrackExportRow *self)
{
  g_assert (KEYRACK_IS_EXPORT_ROW (self));

  if (self->profile != NULL)
    keyrack_choice_set (self->choice, self->profile, gtk_check_button_get_active (self->check));
}

static void
changed_cb (KeyrackExportRow *self)
{
  g_assert (KEYRACK_IS_EXPORT_ROW (self));

  if (self->profile != NULL)
    gtk_check_button_set_active (self->check, keyrack_choice_contains (self->choice, self->profile));
}

static void
keyrack_export_row_dispose (GObject *object)
{
  KeyrackExportRow *self = KEYRACK_EXPORT_ROW (object);

  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_EXPORT_ROW);
  g_clear_object (&self->choice);

  G_OBJECT_CLASS (keyrack_export_row_parent_class)->dispose (object);
}

static void
keyrack_export_row_class_init (KeyrackExportRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_export_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-export-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportRow, check);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportRow, place);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportRow, title);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
keyrack_export_row_init (KeyrackExportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_export_row_new (KeyrackChoice *choice)
{
  KeyrackExportRow *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_CHOICE (choice), NULL);

  self = g_object_new (KEYRACK_TYPE_EXPORT_ROW, NULL);
  self->choice = g_object_ref (choice);
  g_signal_connect_object (choice, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * keyrack_export_row_set_profile:
 * @self: a row
 * @profile: (nullable): what it shows from now on
 */
void
keyrack_export_row_set_profile (KeyrackExportRow *self,
                                KeyrackProfile   *profile)
{
  g_autofree char *place = NULL;
  const char *name = NULL;

  g_return_if_fail (KEYRACK_IS_EXPORT_ROW (self));

  if (!g_set_object (&self->profile, profile) || profile == NULL)
    return;

  name = keyrack_profile_get_name (profile);
  place = g_strdup_printf ("%s · %s", keyrack_profile_get_instance (profile), keyrack_profile_get_region (profile));
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->place, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  changed_cb (self);

  /* The row of the list takes the focus too. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}
