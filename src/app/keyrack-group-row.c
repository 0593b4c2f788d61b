/* keyrack-group-row.c: the header of a group in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-group-row.h"

#include <glib/gi18n.h>

struct _KeyrackGroupRow
{
  AdwBin        parent_instance;

  /* Children */
  GtkLabel     *title;
  GtkLabel     *count;

  /* Owned references */
  KeyrackGroup *group;
  GSignalGroup *group_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackGroupRow, keyrack_group_row, ADW_TYPE_BIN)

static void
show_group (KeyrackGroupRow *self)
{
  const char *title = keyrack_group_get_title (self->group);
  guint count = keyrack_group_get_count (self->group);
  g_autofree char *digits = g_strdup_printf ("%u", count);
  g_autofree char *name = NULL;

  /* Translators: the header of a group of connections, for a screen reader: “Production, 7 connections” */
  name = g_strdup_printf (ngettext ("%s, %u connection", "%s, %u connections", count), title, count);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->count, digits);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
keyrack_group_row_dispose (GObject *object)
{
  KeyrackGroupRow *self = KEYRACK_GROUP_ROW (object);

  g_clear_object (&self->group_signals);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (keyrack_group_row_parent_class)->dispose (object);
}

static void
keyrack_group_row_class_init (KeyrackGroupRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_group_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_widget_class_set_css_name (widget_class, "group");
}

static GtkLabel *
add_label (GtkBox     *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (" ");

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);

  return GTK_LABEL (label);
}

static void
keyrack_group_row_init (KeyrackGroupRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = add_label (GTK_BOX (box), "title");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->title, 0);
  self->count = add_label (GTK_BOX (box), "dim-label");
  adw_bin_set_child (ADW_BIN (self), box);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);

  self->group_signals = g_signal_group_new (KEYRACK_TYPE_GROUP);
  g_signal_group_connect_object (self->group_signals, "notify::count",
                                 G_CALLBACK (show_group), self, G_CONNECT_SWAPPED);
}

GtkWidget *
keyrack_group_row_new (void)
{
  return g_object_new (KEYRACK_TYPE_GROUP_ROW, NULL);
}

/* One to measure: as tall as every other one. */
GtkWidget *
keyrack_group_row_new_ruler (void)
{
  return keyrack_group_row_new ();
}

void
keyrack_group_row_set_group (KeyrackGroupRow *self,
                             KeyrackGroup    *group)
{
  g_return_if_fail (KEYRACK_IS_GROUP_ROW (self));
  g_return_if_fail (KEYRACK_IS_GROUP (group));

  if (!g_set_object (&self->group, group))
    return;

  g_signal_group_set_target (self->group_signals, group);
  show_group (self);
}
