/* keyrack-interval-row.c: how often a credential is to be rotated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-interval-row.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"

static const guint offered[] = { 0, 30, 60, 90, 180, 365 };

#define INDEX_OF_OTHER G_N_ELEMENTS (offered)

struct _KeyrackIntervalRow
{
  AdwComboRow  parent_instance;

  guint        days;
  gboolean     other;
};

G_DEFINE_FINAL_TYPE (KeyrackIntervalRow, keyrack_interval_row, ADW_TYPE_COMBO_ROW)

enum
{
  PROP_0,
  PROP_DAYS,
  PROP_OTHER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static guint
index_of_days (guint days)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (offered) && offered[i] != days)
    i++;

  return i;
}

static void
show (KeyrackIntervalRow *self)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), self->other ? INDEX_OF_OTHER : index_of_days (self->days));
}

static void
set_other (KeyrackIntervalRow *self,
           gboolean            other)
{
  if (self->other == other)
    return;

  self->other = other;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHER]);
}

/* Once Other… is chosen it stays: a number typed there may begin like one offered. */
static void
set_days (KeyrackIntervalRow *self,
          guint               days)
{
  if (self->days == days)
    return;

  self->days = days;
  if (index_of_days (days) == INDEX_OF_OTHER)
    set_other (self, TRUE);

  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAYS]);
}

static void
selected_cb (KeyrackIntervalRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (selected == GTK_INVALID_LIST_POSITION)
    return;

  set_other (self, selected == INDEX_OF_OTHER);
  if (selected < G_N_ELEMENTS (offered))
    set_days (self, offered[selected]);
}

static GListModel *
model_new (void)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  /* Translators: “Rotate every: Never” */
  gtk_string_list_append (titles, _("Never"));
  for (gsize i = 1; i < G_N_ELEMENTS (offered); i++)
    {
      /* Translators: “Rotate every: 90 days” */
      gtk_string_list_take (titles, g_strdup_printf (ngettext ("%u day", "%u days", offered[i]), offered[i]));
    }
  gtk_string_list_append (titles, _("Other…"));

  return G_LIST_MODEL (g_steal_pointer (&titles));
}

static void
keyrack_interval_row_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackIntervalRow *self = KEYRACK_INTERVAL_ROW (object);

  switch (property_id)
    {
    case PROP_DAYS:
      g_value_set_uint (value, self->days);
      break;
    case PROP_OTHER:
      g_value_set_boolean (value, self->other);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_interval_row_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackIntervalRow *self = KEYRACK_INTERVAL_ROW (object);

  switch (property_id)
    {
    case PROP_DAYS:
      set_days (self, g_value_get_uint (value));
      break;
    case PROP_OTHER:
      set_other (self, g_value_get_boolean (value) || index_of_days (self->days) == INDEX_OF_OTHER);
      show (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_interval_row_class_init (KeyrackIntervalRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = keyrack_interval_row_get_property;
  object_class->set_property = keyrack_interval_row_set_property;

  properties[PROP_DAYS] = g_param_spec_uint ("days", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_OTHER] = g_param_spec_boolean ("other", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_interval_row_init (KeyrackIntervalRow *self)
{
  g_autoptr(GListModel) model = model_new ();

  adw_combo_row_set_model (ADW_COMBO_ROW (self), model);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  keyrack_accessible_name_parts (GTK_WIDGET (self), _("Rotate every"));
}
