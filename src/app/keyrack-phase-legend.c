/* keyrack-phase-legend.c: name and time of each phase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-phase-legend.h"

#include <adwaita.h>

#include "keyrack-fold-box.h"
#include "keyrack-phase-bar.h"
#include "keyrack-result-text.h"

#define SPACING 6
#define FOLD_WIDTH 120  /* of one phase: below it the time stands under the name */

struct _KeyrackPhaseLegend
{
  GtkWidget      parent_instance;

  GtkWidget     *swatches[KEYRACK_N_PHASES];
  GtkWidget     *times[KEYRACK_N_PHASES];
  KeyrackPhases *phases;
  gboolean       running;
};

G_DEFINE_FINAL_TYPE (KeyrackPhaseLegend, keyrack_phase_legend, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PHASES,
  PROP_RUNNING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
name_new (KeyrackPhaseLegend *self,
          KeyrackPhase        phase)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *label = gtk_label_new (keyrack_phase_get_title (phase));

  self->swatches[phase] = g_object_new (ADW_TYPE_BIN,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                        "css-name", "phase",
                                        "valign", GTK_ALIGN_CENTER,
                                        NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), self->swatches[phase]);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
time_new (KeyrackPhaseLegend *self,
          KeyrackPhase        phase)
{
  self->times[phase] = g_object_new (GTK_TYPE_LABEL,
                                     "hexpand", TRUE,
                                     "xalign", 0.0f,
                                     NULL);
  gtk_widget_add_css_class (self->times[phase], "numeric");

  return self->times[phase];
}

static char *
dup_time (KeyrackPhaseLegend *self,
          KeyrackPhase        phase)
{
  gint64 spent = self->phases != NULL ? self->phases->spent[phase] : -1;

  return spent < 0 && self->running ? g_strdup ("…") : keyrack_result_text_dup_span (spent);
}

static void
show_times (KeyrackPhaseLegend *self)
{
  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      g_autofree char *time = dup_time (self, i);
      gboolean known = self->phases != NULL && self->phases->spent[i] >= 0;
      const char *classes[] = { known ? keyrack_phase_get_css_class (i) : "rest", NULL };

      gtk_label_set_label (GTK_LABEL (self->times[i]), time);
      gtk_widget_set_css_classes (self->swatches[i], classes);
    }
}

static void
keyrack_phase_legend_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (keyrack_phase_legend_parent_class)->dispose (object);
}

static void
keyrack_phase_legend_finalize (GObject *object)
{
  KeyrackPhaseLegend *self = KEYRACK_PHASE_LEGEND (object);

  g_clear_pointer (&self->phases, g_free);

  G_OBJECT_CLASS (keyrack_phase_legend_parent_class)->finalize (object);
}

static void
keyrack_phase_legend_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackPhaseLegend *self = KEYRACK_PHASE_LEGEND (object);

  switch (property_id)
    {
    case PROP_PHASES:
      g_value_set_boxed (value, self->phases);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_phase_legend_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackPhaseLegend *self = KEYRACK_PHASE_LEGEND (object);

  switch (property_id)
    {
    case PROP_PHASES:
      g_free (self->phases);
      self->phases = g_value_dup_boxed (value);
      break;
    case PROP_RUNNING:
      self->running = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  show_times (self);
}

static void
keyrack_phase_legend_class_init (KeyrackPhaseLegendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_phase_legend_dispose;
  object_class->finalize = keyrack_phase_legend_finalize;
  object_class->get_property = keyrack_phase_legend_get_property;
  object_class->set_property = keyrack_phase_legend_set_property;

  properties[PROP_PHASES] =
    g_param_spec_boxed ("phases", NULL, NULL, KEYRACK_TYPE_PHASES,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "phaselegend");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
keyrack_phase_legend_init (KeyrackPhaseLegend *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), TRUE);

  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      GtkWidget *item = g_object_new (KEYRACK_TYPE_FOLD_BOX,
                                      "fold-width", FOLD_WIDTH,
                                      "spacing", SPACING,
                                      NULL);

      gtk_widget_set_parent (name_new (self, i), item);
      gtk_widget_set_parent (time_new (self, i), item);
      gtk_widget_set_parent (item, GTK_WIDGET (self));
    }

  show_times (self);
}
