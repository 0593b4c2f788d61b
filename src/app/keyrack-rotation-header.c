/* keyrack-rotation-header.c: the titles of the columns on the board of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-header.h"

#include <glib/gi18n.h>

#include "keyrack-rotation-columns.h"
#include "keyrack-stepper.h"

#define MIN_WIDTH    240
#define PADDING      6
#define STEP_OVERLAP 20
#define N_TITLES     (KEYRACK_N_STEPS + 2)

struct _KeyrackRotationHeader
{
  GtkWidget  parent_instance;

  /* Children: the connection, the steps, what is next */
  GtkWidget *titles[N_TITLES];

  gboolean   narrow;
  guint      notify_id;
};

G_DEFINE_FINAL_TYPE (KeyrackRotationHeader, keyrack_rotation_header, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
keyrack_rotation_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
keyrack_rotation_header_measure (GtkWidget      *widget,
                                 GtkOrientation  orientation,
                                 int             for_size,
                                 int            *minimum,
                                 int            *natural,
                                 int            *minimum_baseline,
                                 int            *natural_baseline)
{
  KeyrackRotationHeader *self = KEYRACK_ROTATION_HEADER (widget);

  *minimum = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN_WIDTH;
  else if (for_size < 0 || keyrack_run_columns_fit (widget, for_size))
    {
      gtk_widget_measure (self->titles[0], GTK_ORIENTATION_VERTICAL, -1, minimum, NULL, NULL, NULL);
      *minimum += 2 * PADDING;
    }

  *natural = *minimum;
}

static gboolean
notify_cb (gpointer user_data)
{
  KeyrackRotationHeader *self = KEYRACK_ROTATION_HEADER (user_data);

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

/* Whoever is told may show or hide something, which is no use in the middle of a layout. */
static void
set_narrow (KeyrackRotationHeader *self,
            gboolean               narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
place_title (KeyrackRotationHeader *self,
             int                    index,
             int                    x,
             int                    width)
{
  int minimum = 0;
  GtkAllocation place = { .x = x, .width = width, .height = gtk_widget_get_height (GTK_WIDGET (self)) };

  gtk_widget_measure (self->titles[index], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (self->titles[index], width >= minimum);
  if (width >= minimum)
    keyrack_run_columns_allocate (self->titles[index], gtk_widget_get_width (GTK_WIDGET (self)), place);
}

/* A long title may reach a little into what is beside it, as far as there is nothing. */
static void
place_step_title (KeyrackRotationHeader *self,
                  int                    index,
                  int                    x,
                  int                    part)
{
  int width = 0;

  gtk_widget_measure (self->titles[index], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  width = MIN (width, part + STEP_OVERLAP);
  place_title (self, index, x + (part - width) / 2, width);
}

static void
keyrack_rotation_header_size_allocate (GtkWidget *widget,
                                       int        width,
                                       int        height,
                                       int        baseline)
{
  KeyrackRotationHeader *self = KEYRACK_ROTATION_HEADER (widget);
  KeyrackRotationColumns columns = keyrack_rotation_columns_get (width);
  int part = columns.steps_width / KEYRACK_N_STEPS;

  set_narrow (self, !keyrack_run_columns_fit (widget, width));
  if (self->narrow)
    {
      for (int i = 0; i < N_TITLES; i++)
        gtk_widget_set_child_visible (self->titles[i], FALSE);
      return;
    }

  place_title (self, 0, columns.name_x, columns.name_width);
  for (int i = 0; i < KEYRACK_N_STEPS; i++)
    place_step_title (self, i + 1, columns.steps_x + part * i, part);
  place_title (self, N_TITLES - 1, columns.next_x, columns.next_width);
}

static void
keyrack_rotation_header_dispose (GObject *object)
{
  KeyrackRotationHeader *self = KEYRACK_ROTATION_HEADER (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->notify_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (keyrack_rotation_header_parent_class)->dispose (object);
}

static void
keyrack_rotation_header_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, KEYRACK_ROTATION_HEADER (object)->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_rotation_header_class_init (KeyrackRotationHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_rotation_header_dispose;
  object_class->get_property = keyrack_rotation_header_get_property;

  widget_class->get_request_mode = keyrack_rotation_header_get_request_mode;
  widget_class->measure = keyrack_rotation_header_measure;
  widget_class->size_allocate = keyrack_rotation_header_size_allocate;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "rotationheader");
}

static void
add_title (KeyrackRotationHeader *self,
           int                    index,
           const char            *title,
           float                  xalign)
{
  self->titles[index] = g_object_new (GTK_TYPE_LABEL,
                                      "ellipsize", PANGO_ELLIPSIZE_END,
                                      "label", title,
                                      "single-line-mode", TRUE,
                                      "xalign", xalign,
                                      NULL);
  gtk_widget_set_parent (self->titles[index], GTK_WIDGET (self));
}

static void
keyrack_rotation_header_init (KeyrackRotationHeader *self)
{
  /* Until it is known, nothing is shown that would make a narrow window wider. */
  self->narrow = TRUE;

  add_title (self, 0, _("Connection"), 0);
  for (int i = 0; i < KEYRACK_N_STEPS; i++)
    add_title (self, i + 1, keyrack_stepper_get_title (i), 0.5);
  add_title (self, N_TITLES - 1, _("Next Step"), 0);
}

gboolean
keyrack_rotation_header_get_narrow (KeyrackRotationHeader *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_HEADER (self), FALSE);

  return self->narrow;
}
