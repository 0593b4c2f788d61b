/* keyrack-region-row.c: the published regions, and Other… for an expert
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-region-row.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-region.h"

struct _KeyrackRegionRow
{
  AdwComboRow  parent_instance;

  char        *region;
  gboolean     other;
};

G_DEFINE_FINAL_TYPE (KeyrackRegionRow, keyrack_region_row, ADW_TYPE_COMBO_ROW)

enum
{
  PROP_0,
  PROP_OTHER,
  PROP_REGION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static guint
index_of_other (void)
{
  gsize n_regions = 0;

  keyrack_region_get_published (&n_regions);

  return (guint) n_regions;
}

static guint
index_of_region (KeyrackRegionRow *self)
{
  gsize n_regions = 0;
  const KeyrackRegion *regions = keyrack_region_get_published (&n_regions);

  if (self->other)
    return index_of_other ();

  for (guint i = 0; i < n_regions; i++)
    {
      if (g_strcmp0 (regions[i].label, self->region) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
set_other (KeyrackRegionRow *self,
           gboolean          other)
{
  if (self->other == other)
    return;

  self->other = other;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHER]);
}

/* Once Other… is chosen it stays: a label typed there may begin like a published one. */
static void
set_region (KeyrackRegionRow *self,
            const char       *region)
{
  if (g_strcmp0 (self->region, region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region);
  if (index_of_region (self) == GTK_INVALID_LIST_POSITION && region != NULL && *region != '\0')
    set_other (self, TRUE);

  adw_combo_row_set_selected (ADW_COMBO_ROW (self), index_of_region (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGION]);
}

static void
selected_cb (KeyrackRegionRow *self)
{
  gsize n_regions = 0;
  const KeyrackRegion *regions = keyrack_region_get_published (&n_regions);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (selected == index_of_region (self) || selected == GTK_INVALID_LIST_POSITION)
    return;

  set_other (self, selected == index_of_other ());
  set_region (self, selected < n_regions ? regions[selected].label : "");
}

static GListModel *
model_new (void)
{
  gsize n_regions = 0;
  const KeyrackRegion *regions = keyrack_region_get_published (&n_regions);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (gsize i = 0; i < n_regions; i++)
    gtk_string_list_take (titles, keyrack_region_dup_title (regions[i].label));
  /* Translators: another region than those listed */
  gtk_string_list_append (titles, _("Other…"));

  return G_LIST_MODEL (g_steal_pointer (&titles));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL,
                                               "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                               "xalign", 0.0f,
                                               NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  const char *title = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
keyrack_region_row_finalize (GObject *object)
{
  KeyrackRegionRow *self = KEYRACK_REGION_ROW (object);

  g_clear_pointer (&self->region, g_free);

  G_OBJECT_CLASS (keyrack_region_row_parent_class)->finalize (object);
}

static void
keyrack_region_row_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  KeyrackRegionRow *self = KEYRACK_REGION_ROW (object);

  switch (property_id)
    {
    case PROP_OTHER:
      g_value_set_boolean (value, self->other);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_region_row_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  KeyrackRegionRow *self = KEYRACK_REGION_ROW (object);

  switch (property_id)
    {
    case PROP_OTHER:
      set_other (self, g_value_get_boolean (value));
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), index_of_region (self));
      break;
    case PROP_REGION:
      set_region (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_region_row_class_init (KeyrackRegionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = keyrack_region_row_finalize;
  object_class->get_property = keyrack_region_row_get_property;
  object_class->set_property = keyrack_region_row_set_property;

  properties[PROP_OTHER] =
    g_param_spec_boolean ("other", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REGION] =
    g_param_spec_string ("region", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_region_row_init (KeyrackRegionRow *self)
{
  /* The row's own factory cuts a title after 20 characters. */
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GListModel) model = model_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);

  self->region = g_strdup ("");
  adw_combo_row_set_factory (ADW_COMBO_ROW (self), factory);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), model);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), GTK_INVALID_LIST_POSITION);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  keyrack_accessible_name_parts (GTK_WIDGET (self), _("Region"));
}
