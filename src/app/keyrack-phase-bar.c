/* keyrack-phase-bar.c: the times of a request as one bar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-phase-bar.h"

#include <adwaita.h>

#define BAR_HEIGHT 12

/* While a test runs nobody knows how long it will take; the part that is known gets at most
 * this share of the bar, so that it does not have to jump at the end. */
#define KNOWN_SHARE 0.4

struct _KeyrackPhaseBar
{
  GtkWidget      parent_instance;

  GtkWidget     *pieces[KEYRACK_PHASE_BAR_N_SPANS];
  KeyrackPhases *phases;
  gboolean       running;
};

G_DEFINE_FINAL_TYPE (KeyrackPhaseBar, keyrack_phase_bar, GTK_TYPE_WIDGET)

static KeyrackPhases *
phases_copy (KeyrackPhases *phases)
{
  return g_memdup2 (phases, sizeof *phases);
}

G_DEFINE_BOXED_TYPE (KeyrackPhases, keyrack_phases, phases_copy, g_free)

enum
{
  PROP_0,
  PROP_PHASES,
  PROP_RUNNING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
keyrack_phase_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
keyrack_phase_bar_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (KEYRACK_PHASE_BAR_LEAST + KEYRACK_PHASE_BAR_GAP) * KEYRACK_PHASE_BAR_N_SPANS;
  else
    *minimum = *natural = BAR_HEIGHT;
}

static void
keyrack_phase_bar_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  KeyrackPhaseBar *self = KEYRACK_PHASE_BAR (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  KeyrackPhaseSpan spans[KEYRACK_PHASE_BAR_N_SPANS];

  keyrack_phase_bar_divide (self->phases, self->running, width, spans);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      GtkAllocation allocation = { spans[i].x, 0, spans[i].width, height };

      if (mirrored)
        allocation.x = width - spans[i].x - spans[i].width;

      gtk_widget_set_child_visible (self->pieces[i], spans[i].width > 0);
      if (spans[i].width > 0)
        gtk_widget_size_allocate (self->pieces[i], &allocation, -1);
    }
}

static void
keyrack_phase_bar_dispose (GObject *object)
{
  KeyrackPhaseBar *self = KEYRACK_PHASE_BAR (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->pieces); i++)
    g_clear_pointer (&self->pieces[i], gtk_widget_unparent);

  G_OBJECT_CLASS (keyrack_phase_bar_parent_class)->dispose (object);
}

static void
keyrack_phase_bar_finalize (GObject *object)
{
  KeyrackPhaseBar *self = KEYRACK_PHASE_BAR (object);

  g_clear_pointer (&self->phases, g_free);

  G_OBJECT_CLASS (keyrack_phase_bar_parent_class)->finalize (object);
}

static void
keyrack_phase_bar_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackPhaseBar *self = KEYRACK_PHASE_BAR (object);

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
keyrack_phase_bar_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  KeyrackPhaseBar *self = KEYRACK_PHASE_BAR (object);

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

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
keyrack_phase_bar_class_init (KeyrackPhaseBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_phase_bar_dispose;
  object_class->finalize = keyrack_phase_bar_finalize;
  object_class->get_property = keyrack_phase_bar_get_property;
  object_class->set_property = keyrack_phase_bar_set_property;
  widget_class->get_request_mode = keyrack_phase_bar_get_request_mode;
  widget_class->measure = keyrack_phase_bar_measure;
  widget_class->size_allocate = keyrack_phase_bar_size_allocate;

  properties[PROP_PHASES] =
    g_param_spec_boxed ("phases", NULL, NULL, KEYRACK_TYPE_PHASES,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "phasebar");
  /* The legend says the same in words. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
keyrack_phase_bar_init (KeyrackPhaseBar *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  for (guint i = 0; i < G_N_ELEMENTS (self->pieces); i++)
    {
      const char *css_class = i < KEYRACK_N_PHASES ? keyrack_phase_get_css_class (i) : "rest";

      self->pieces[i] = g_object_new (ADW_TYPE_BIN, "css-name", "phase", NULL);
      gtk_widget_add_css_class (self->pieces[i], css_class);
      gtk_widget_set_parent (self->pieces[i], GTK_WIDGET (self));
    }
}

/**
 * keyrack_phase_get_css_class:
 * @phase: a phase
 *
 * Returns: (transfer none): the style class of its colour
 */
const char *
keyrack_phase_get_css_class (KeyrackPhase phase)
{
  static const char * const css_classes[KEYRACK_N_PHASES] = { "resolve", "connect", "tls", "wait" };

  g_return_val_if_fail ((guint) phase < KEYRACK_N_PHASES, NULL);

  return css_classes[phase];
}

/* What the pieces may have beyond their least width, in proportion to the time they took. */
static int
share (gint64 spent,
       gint64 total,
       int    width)
{
  return total > 0 ? (int) ((double) spent / (double) total * width) : 0;
}

/**
 * keyrack_phase_bar_divide:
 * @phases: (nullable): the times
 * @running: whether there is more to come
 * @width: of the bar, in pixels
 * @spans: (out caller-allocates): where each phase and the rest stand, from the start
 *
 * Divides a bar between the phases that were reached. The spans follow one another
 * with a gap between them and end at @width.
 */
void
keyrack_phase_bar_divide (const KeyrackPhases *phases,
                          gboolean             running,
                          int                  width,
                          KeyrackPhaseSpan     spans[KEYRACK_PHASE_BAR_N_SPANS])
{
  gboolean drawn[KEYRACK_PHASE_BAR_N_SPANS] = { FALSE };
  gint64 total = 0;
  int n_drawn = 0;
  int spare;
  int x = 0;
  guint last = KEYRACK_PHASE_BAR_REST;

  g_return_if_fail (spans != NULL);

  for (guint i = 0; i < KEYRACK_N_PHASES && phases != NULL; i++)
    {
      drawn[i] = phases->spent[i] >= 0;
      if (drawn[i])
        total += phases->spent[i];
    }
  drawn[KEYRACK_PHASE_BAR_REST] = running || total == 0;

  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      spans[i] = (KeyrackPhaseSpan) { 0, 0 };
      n_drawn += drawn[i] ? 1 : 0;
      if (drawn[i])
        last = i;
    }

  spare = width - n_drawn * KEYRACK_PHASE_BAR_LEAST - (n_drawn - 1) * KEYRACK_PHASE_BAR_GAP;
  spare = MAX (0, spare);
  if (drawn[KEYRACK_PHASE_BAR_REST])
    spare = (int) (spare * KNOWN_SHARE);

  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      if (!drawn[i])
        continue;

      spans[i].x = x;
      spans[i].width = KEYRACK_PHASE_BAR_LEAST;
      if (i < KEYRACK_N_PHASES)
        spans[i].width += share (phases->spent[i], total, spare);
      if (i == last)
        spans[i].width = MAX (0, width - x);
      x += spans[i].width + KEYRACK_PHASE_BAR_GAP;
    }
}
