/* keyrack-pane.c: a child as wide as somebody wants it, where there is room
 *
 * The natural width is the wanted one, whatever the child's is. The minimum
 * stays the child's, so that what is wanted never folds the panes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pane.h"

struct _KeyrackPane
{
  AdwBin parent_instance;

  int    width;   /* in pixels; not more than the minimum: as narrow as can be */
};

G_DEFINE_FINAL_TYPE (KeyrackPane, keyrack_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
keyrack_pane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
keyrack_pane_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, KEYRACK_PANE (widget)->width);
}

static void
keyrack_pane_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
keyrack_pane_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_WIDTH:
      g_value_set_int (value, KEYRACK_PANE (object)->width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_pane_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_WIDTH:
      keyrack_pane_set_width (KEYRACK_PANE (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_pane_class_init (KeyrackPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = keyrack_pane_get_property;
  object_class->set_property = keyrack_pane_set_property;

  widget_class->get_request_mode = keyrack_pane_get_request_mode;
  widget_class->measure = keyrack_pane_measure;
  widget_class->size_allocate = keyrack_pane_size_allocate;

  properties[PROP_WIDTH] =
    g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_pane_init (KeyrackPane *self)
{
  /* That of the parent class knows the width of the child only. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

int
keyrack_pane_get_width (KeyrackPane *self)
{
  g_return_val_if_fail (KEYRACK_IS_PANE (self), 0);

  return self->width;
}

void
keyrack_pane_set_width (KeyrackPane *self,
                        int          width)
{
  g_return_if_fail (KEYRACK_IS_PANE (self));
  g_return_if_fail (width >= 0);

  if (self->width == width)
    return;

  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
}
