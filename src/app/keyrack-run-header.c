/* keyrack-run-header.c: the titles of the columns in the table of tests, which sort it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-header.h"

#include <glib/gi18n.h>

#define MIN_WIDTH 240

struct _KeyrackRunHeader
{
  GtkWidget         parent_instance;

  /* Children */
  GtkWidget        *buttons[KEYRACK_N_RUN_COLUMNS];

  /* Inside the buttons */
  GtkWidget        *arrows[KEYRACK_N_RUN_COLUMNS];

  KeyrackRunColumn  column;
  gboolean          descending;
  gboolean          narrow;
  guint             notify_id;
};

G_DEFINE_FINAL_TYPE (KeyrackRunHeader, keyrack_run_header, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

enum
{
  SORT_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static const char * const titles[KEYRACK_N_RUN_COLUMNS] = {
  [KEYRACK_RUN_COLUMN_NAME] = N_("Connection"),
  [KEYRACK_RUN_COLUMN_PLACE] = N_("Instance · Region"),
  [KEYRACK_RUN_COLUMN_RESULT] = N_("Result"),
  [KEYRACK_RUN_COLUMN_TIME] = N_("Time"),
  [KEYRACK_RUN_COLUMN_CHANGE] = N_("Last Change"),
};

static void
show_sort (KeyrackRunHeader *self)
{
  for (int i = 0; i < KEYRACK_N_RUN_COLUMNS; i++)
    {
      gboolean sorted = i == (int) self->column;

      gtk_widget_set_opacity (self->arrows[i], sorted ? 1 : 0);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->arrows[i]),
                                    sorted && self->descending ? "pan-down-symbolic" : "pan-up-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      sorted ? (self->descending ? _("Sorted, descending") : _("Sorted, ascending"))
                                             : _("Sort"),
                                      -1);
    }
}

static void
clicked_cb (GtkWidget        *button,
            KeyrackRunHeader *self)
{
  g_assert (KEYRACK_IS_RUN_HEADER (self));

  for (int i = 0; i < KEYRACK_N_RUN_COLUMNS; i++)
    {
      if (self->buttons[i] == button)
        keyrack_run_header_sort (self, i, i == (int) self->column && !self->descending);
    }
}

static GtkSizeRequestMode
keyrack_run_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
keyrack_run_header_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  KeyrackRunHeader *self = KEYRACK_RUN_HEADER (widget);

  *minimum = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN_WIDTH;
  else if (for_size < 0 || keyrack_run_columns_fit (widget, for_size))
    gtk_widget_measure (self->buttons[0], GTK_ORIENTATION_VERTICAL, -1, minimum, NULL, NULL, NULL);

  *natural = *minimum;
}

static gboolean
notify_cb (gpointer user_data)
{
  KeyrackRunHeader *self = KEYRACK_RUN_HEADER (user_data);

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

/* Whoever is told may show or hide something, which is no use in the middle of a layout. */
static void
set_narrow (KeyrackRunHeader *self,
            gboolean          narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
keyrack_run_header_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  KeyrackRunHeader *self = KEYRACK_RUN_HEADER (widget);
  gboolean fit = keyrack_run_columns_fit (widget, width);

  set_narrow (self, !fit);

  for (int i = 0; i < KEYRACK_N_RUN_COLUMNS; i++)
    {
      GtkAllocation place = { .height = height };
      int minimum = 0;

      gtk_widget_set_child_visible (self->buttons[i], fit);
      if (!fit)
        continue;

      gtk_widget_measure (self->buttons[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      keyrack_run_columns_get (widget, width, i, &place.x, &place.width);
      place.width = MAX (place.width, minimum);
      keyrack_run_columns_allocate (self->buttons[i], width, place);
    }
}

static void
keyrack_run_header_dispose (GObject *object)
{
  KeyrackRunHeader *self = KEYRACK_RUN_HEADER (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  for (int i = 0; i < KEYRACK_N_RUN_COLUMNS; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);

  G_OBJECT_CLASS (keyrack_run_header_parent_class)->dispose (object);
}

static void
keyrack_run_header_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  KeyrackRunHeader *self = KEYRACK_RUN_HEADER (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_run_header_class_init (KeyrackRunHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_run_header_dispose;
  object_class->get_property = keyrack_run_header_get_property;

  widget_class->get_request_mode = keyrack_run_header_get_request_mode;
  widget_class->measure = keyrack_run_header_measure;
  widget_class->size_allocate = keyrack_run_header_size_allocate;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SORT_CHANGED] =
    g_signal_new ("sort-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "runheader");
}

static void
add_button (KeyrackRunHeader *self,
            int               column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_(titles[column]));

  self->arrows[column] =
    GTK_WIDGET (g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->arrows[column]);

  self->buttons[column] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->buttons[column]), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[column]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(titles[column]), -1);
  g_signal_connect (self->buttons[column], "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (self->buttons[column], GTK_WIDGET (self));
}

static void
keyrack_run_header_init (KeyrackRunHeader *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  for (int i = 0; i < KEYRACK_N_RUN_COLUMNS; i++)
    add_button (self, i);

  show_sort (self);
}

GtkWidget *
keyrack_run_header_new (void)
{
  return g_object_new (KEYRACK_TYPE_RUN_HEADER, NULL);
}

KeyrackRunColumn
keyrack_run_header_get_column (KeyrackRunHeader *self)
{
  g_return_val_if_fail (KEYRACK_IS_RUN_HEADER (self), KEYRACK_RUN_COLUMN_NAME);

  return self->column;
}

gboolean
keyrack_run_header_get_descending (KeyrackRunHeader *self)
{
  g_return_val_if_fail (KEYRACK_IS_RUN_HEADER (self), FALSE);

  return self->descending;
}

gboolean
keyrack_run_header_get_narrow (KeyrackRunHeader *self)
{
  g_return_val_if_fail (KEYRACK_IS_RUN_HEADER (self), FALSE);

  return self->narrow;
}

void
keyrack_run_header_sort (KeyrackRunHeader *self,
                         KeyrackRunColumn  column,
                         gboolean          descending)
{
  g_return_if_fail (KEYRACK_IS_RUN_HEADER (self));

  self->column = column;
  self->descending = descending;
  show_sort (self);
  g_signal_emit (self, signals[SORT_CHANGED], 0);
}
