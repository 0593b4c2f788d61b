/* keyrack-tag-interval-row.c: how often what has a tag is to be rotated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-tag-interval-row.h"

#include <glib/gi18n.h>

#include "keyrack-due.h"

#define KEY      "tag-intervals"
#define MAX_DAYS 3650

struct _KeyrackTagIntervalRow
{
  AdwActionRow  parent_instance;

  GSettings    *settings;
  char         *tag;
};

G_DEFINE_FINAL_TYPE (KeyrackTagIntervalRow, keyrack_tag_interval_row, ADW_TYPE_ACTION_ROW)

static guint
get_days (KeyrackTagIntervalRow *self)
{
  g_autoptr(GVariant) intervals = g_settings_get_value (self->settings, KEY);
  const char * const tags[] = { self->tag, NULL };

  return keyrack_due_find_interval (intervals, tags);
}

static void
set_days (KeyrackTagIntervalRow *self,
          guint                  days)
{
  g_autoptr(GVariant) before = g_settings_get_value (self->settings, KEY);
  GVariantBuilder intervals;
  GVariantIter iter;
  const char *tag = NULL;
  guint other = 0;

  g_variant_builder_init (&intervals, G_VARIANT_TYPE (KEYRACK_DUE_INTERVALS));
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "{&su}", &tag, &other))
    {
      if (!g_str_equal (tag, self->tag))
        g_variant_builder_add (&intervals, "{su}", tag, other);
    }

  if (days > 0)
    g_variant_builder_add (&intervals, "{su}", self->tag, days);

  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&intervals));
}

static void
value_changed_cb (KeyrackTagIntervalRow *self,
                  GtkSpinButton         *spin)
{
  g_assert (KEYRACK_IS_TAG_INTERVAL_ROW (self));

  set_days (self, (guint) gtk_spin_button_get_value_as_int (spin));
}

static void
keyrack_tag_interval_row_finalize (GObject *object)
{
  KeyrackTagIntervalRow *self = KEYRACK_TAG_INTERVAL_ROW (object);

  g_object_unref (self->settings);
  g_free (self->tag);

  G_OBJECT_CLASS (keyrack_tag_interval_row_parent_class)->finalize (object);
}

static void
keyrack_tag_interval_row_class_init (KeyrackTagIntervalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = keyrack_tag_interval_row_finalize;
}

static void
keyrack_tag_interval_row_init (KeyrackTagIntervalRow *self)
{
}

GtkWidget *
keyrack_tag_interval_row_new (GSettings  *settings,
                              const char *tag)
{
  KeyrackTagIntervalRow *self = NULL;
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX_DAYS, 1);

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (tag != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_TAG_INTERVAL_ROW, "title", tag, "use-markup", FALSE,
                       "subtitle", _("Days, 0 for never"), NULL);
  self->settings = g_object_ref (settings);
  self->tag = g_strdup (tag);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), get_days (self));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, tag, -1);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), spin);

  return GTK_WIDGET (self);
}
