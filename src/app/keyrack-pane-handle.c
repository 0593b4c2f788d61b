/* keyrack-pane-handle.c: makes the pane at its start wider or narrower
 *
 * It lies over the first pixels of the pane at its end, as that of GtkPaned
 * does, where no scrollbar is in the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pane-handle.h"

#include <glib/gi18n.h>

#define HANDLE_WIDTH 8
#define DEFAULT_WIDTH 300
#define MAX_WIDTH 600
#define STEP 20

struct _KeyrackPaneHandle
{
  GtkWidget    parent_instance;

  KeyrackPane *pane;         /* (weak) at the start */
  KeyrackPane *neighbour;    /* (weak) at the end */

  double       drag_from;    /* where the pointer was in the window, and how wide the pane */
  int          drag_width;
};

G_DEFINE_FINAL_TYPE (KeyrackPaneHandle, keyrack_pane_handle, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_NEIGHBOUR,
  PROP_PANE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static int
minimum_width (KeyrackPane *pane)
{
  int minimum = 0;

  gtk_widget_measure (GTK_WIDGET (pane), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* The neighbour keeps its minimum. */
static int
maximum_width (KeyrackPaneHandle *self)
{
  int spare = gtk_widget_get_width (GTK_WIDGET (self->neighbour)) - minimum_width (self->neighbour);

  return MIN (MAX_WIDTH, gtk_widget_get_width (GTK_WIDGET (self->pane)) + MAX (0, spare));
}

static void
tell_width (KeyrackPaneHandle *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) keyrack_pane_get_width (self->pane),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) MAX_WIDTH,
                                  -1);
}

static int
bounded_width (KeyrackPaneHandle *self,
               int                width)
{
  int minimum = minimum_width (self->pane);

  return CLAMP (width, minimum, MAX (minimum, maximum_width (self)));
}

static void
resize (KeyrackPaneHandle *self,
        int                width)
{
  keyrack_pane_set_width (self->pane, bounded_width (self, width));
}

static gboolean
is_mirrored (KeyrackPaneHandle *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* The handle moves under the pointer, the window does not. */
static double
place_in_window (KeyrackPaneHandle *self,
                 double             x)
{
  double place = 0.0;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                                    x, 0.0, &place, NULL);

  return place;
}

static void
drag_begin_cb (GtkGestureDrag    *gesture,
               double             x,
               double             y,
               KeyrackPaneHandle *self)
{
  g_assert (KEYRACK_IS_PANE_HANDLE (self));

  if (self->pane == NULL || self->neighbour == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_from = place_in_window (self, x);
  self->drag_width = gtk_widget_get_width (GTK_WIDGET (self->pane));
}

static void
drag_update_cb (GtkGestureDrag    *gesture,
                double             offset_x,
                double             offset_y,
                KeyrackPaneHandle *self)
{
  double start_x = 0.0;
  int moved = 0;

  g_assert (KEYRACK_IS_PANE_HANDLE (self));

  gtk_gesture_drag_get_start_point (gesture, &start_x, NULL);
  moved = (int) (place_in_window (self, start_x + offset_x) - self->drag_from);

  resize (self, self->drag_width + (is_mirrored (self) ? -moved : moved));
}

static void
pressed_cb (GtkGestureClick   *gesture,
            int                n_press,
            double             x,
            double             y,
            KeyrackPaneHandle *self)
{
  g_assert (KEYRACK_IS_PANE_HANDLE (self));

  if (n_press == 2)
    resize (self, DEFAULT_WIDTH);
}

/* @arguments says where the edge goes: to the left (-1) or to the right (1). */
static gboolean
step_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  KeyrackPaneHandle *self = KEYRACK_PANE_HANDLE (widget);
  int steps = g_variant_get_int32 (arguments);

  if (is_mirrored (self))
    steps = -steps;

  /* The step before this one may not be laid out yet. */
  resize (self, bounded_width (self, keyrack_pane_get_width (self->pane)) + steps * STEP);

  return GDK_EVENT_STOP;
}

/* As narrow (0) or as wide as can be. */
static gboolean
limit_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  resize (KEYRACK_PANE_HANDLE (widget), g_variant_get_int32 (arguments));

  return GDK_EVENT_STOP;
}

static void
set_pane (KeyrackPaneHandle *self,
          KeyrackPane       *pane)
{
  if (!g_set_weak_pointer (&self->pane, pane) || pane == NULL)
    return;

  g_signal_connect_object (pane, "notify::width", G_CALLBACK (tell_width), self, G_CONNECT_SWAPPED);
  tell_width (self);
}

static void
keyrack_pane_handle_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? HANDLE_WIDTH : 0;
}

static void
keyrack_pane_handle_dispose (GObject *object)
{
  KeyrackPaneHandle *self = KEYRACK_PANE_HANDLE (object);

  g_clear_weak_pointer (&self->pane);
  g_clear_weak_pointer (&self->neighbour);

  G_OBJECT_CLASS (keyrack_pane_handle_parent_class)->dispose (object);
}

static void
keyrack_pane_handle_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackPaneHandle *self = KEYRACK_PANE_HANDLE (object);

  switch (property_id)
    {
    case PROP_NEIGHBOUR:
      g_value_set_object (value, self->neighbour);
      break;
    case PROP_PANE:
      g_value_set_object (value, self->pane);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_pane_handle_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  KeyrackPaneHandle *self = KEYRACK_PANE_HANDLE (object);

  switch (property_id)
    {
    case PROP_NEIGHBOUR:
      g_set_weak_pointer (&self->neighbour, g_value_get_object (value));
      break;
    case PROP_PANE:
      set_pane (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint                key;
    GtkShortcutFunc      func;
    int                  argument;
  } bindings[] = {
    { GDK_KEY_Left, step_cb, -1 },
    { GDK_KEY_KP_Left, step_cb, -1 },
    { GDK_KEY_Right, step_cb, 1 },
    { GDK_KEY_KP_Right, step_cb, 1 },
    { GDK_KEY_Home, limit_cb, 0 },
    { GDK_KEY_End, limit_cb, MAX_WIDTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding (widget_class, bindings[i].key, 0, bindings[i].func, "i", bindings[i].argument);
}

static void
keyrack_pane_handle_class_init (KeyrackPaneHandleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_pane_handle_dispose;
  object_class->get_property = keyrack_pane_handle_get_property;
  object_class->set_property = keyrack_pane_handle_set_property;

  widget_class->measure = keyrack_pane_handle_measure;

  properties[PROP_NEIGHBOUR] = g_param_spec_object ("neighbour", NULL, NULL, KEYRACK_TYPE_PANE, flags);
  properties[PROP_PANE] = g_param_spec_object ("pane", NULL, NULL, KEYRACK_TYPE_PANE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "pane-handle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
  add_bindings (widget_class);
}

static void
keyrack_pane_handle_init (KeyrackPaneHandle *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_gesture_group (drag, click);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Width of the List"),
                                  -1);
}
