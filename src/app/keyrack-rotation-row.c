/* keyrack-rotation-row.c: one connection on the board of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-row.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-rotation-columns.h"
#include "keyrack-stepper.h"

#define ICON_WIDTH 16
#define ICON_GAP   8
#define LINE_GAP   3
#define PADDING    8
#define MIN_WIDTH  240

struct _KeyrackRotationRow
{
  GtkWidget            parent_instance;

  /* Children */
  GtkLabel            *name;
  KeyrackStepper      *stepper;
  GtkImage            *icon;
  GtkSpinner          *spinner;
  GtkLabel            *next;

  /* Owned references */
  KeyrackRotationItem *item;
  GSignalGroup        *item_signals;
  GSignalGroup        *profile_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackRotationRow, keyrack_rotation_row, GTK_TYPE_WIDGET)

/* What needs no icon has none: the steps say it. */
static void
show_icon (KeyrackRotationRow *self)
{
  KeyrackRotationWork work = keyrack_rotation_item_get_work (self->item);
  gboolean trouble = keyrack_rotation_item_get_trouble (self->item) != KEYRACK_TROUBLE_NONE;
  gboolean done = keyrack_rotation_item_get_stage (self->item) == KEYRACK_STAGE_OLD_DELETED;
  gboolean spins = work != KEYRACK_WORK_NONE && work != KEYRACK_WORK_WAITING;
  const char *classes[] = { trouble ? "error" : done ? "success" : "dim-label", NULL };
  const char *icon = trouble ? "dialog-error-symbolic" : "object-select-symbolic";

  if (work == KEYRACK_WORK_WAITING)
    {
      icon = "content-loading-symbolic";
      classes[0] = "dim-label";
    }

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_spinner_set_spinning (self->spinner, spins);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), spins);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !spins && (work == KEYRACK_WORK_WAITING || trouble || done));
}

static void
show_item (KeyrackRotationRow *self)
{
  KeyrackProfile *profile = keyrack_rotation_item_get_profile (self->item);
  g_autofree char *name = keyrack_closure_profile_title (NULL, keyrack_profile_get_name (profile), 1);
  g_autofree char *next = keyrack_rotation_item_dup_next_step (self->item);
  g_autofree char *steps = NULL;
  g_autofree char *label = NULL;

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->next, next);
  if (keyrack_rotation_item_get_stage (self->item) == KEYRACK_STAGE_TO_DO &&
      keyrack_rotation_item_get_trouble (self->item) == KEYRACK_TROUBLE_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->next), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->next), "dim-label");
  show_icon (self);
  keyrack_stepper_show (self->stepper, self->item);

  steps = keyrack_stepper_dup_label (self->stepper);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stepper), GTK_ACCESSIBLE_PROPERTY_LABEL, steps, -1);
  label = keyrack_rotation_row_dup_label (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Size */

static GtkSizeRequestMode
keyrack_rotation_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_height (gpointer widget)
{
  int height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);

  return height;
}

static void
keyrack_rotation_row_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  KeyrackRotationRow *self = KEYRACK_ROTATION_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN_WIDTH;
  else if (for_size < 0 || keyrack_run_columns_fit (widget, for_size))
    *minimum = MAX (measure_height (self->name), measure_height (self->stepper)) + 2 * PADDING;
  else
    *minimum = 2 * measure_height (self->name) + measure_height (self->stepper) + 2 * LINE_GAP + 2 * PADDING;

  *natural = *minimum;
}

/* In the middle of a line of @height. */
static void
place (KeyrackRotationRow *self,
       gpointer            child,
       int                 x,
       int                 y,
       int                 width,
       int                 height)
{
  GtkAllocation allocation = { .x = x, .y = y, .width = MAX (width, 0), .height = measure_height (child) };
  int minimum = 0;

  if (!gtk_widget_get_visible (child))
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (child, width >= minimum);
  if (width < minimum)
    return;

  allocation.y += (height - allocation.height) / 2;
  keyrack_run_columns_allocate (child, gtk_widget_get_width (GTK_WIDGET (self)), allocation);
}

static void
place_next (KeyrackRotationRow *self,
            int                 x,
            int                 y,
            int                 width,
            int                 height)
{
  GtkWidget *icon = gtk_widget_get_visible (GTK_WIDGET (self->spinner)) ? GTK_WIDGET (self->spinner)
                                                                        : GTK_WIDGET (self->icon);
  int icon_width = gtk_widget_get_visible (icon) ? ICON_WIDTH + ICON_GAP : 0;

  place (self, icon, x, y, ICON_WIDTH, height);
  place (self, self->next, x + icon_width, y, width - icon_width, height);
}

static void
keyrack_rotation_row_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  KeyrackRotationRow *self = KEYRACK_ROTATION_ROW (widget);
  KeyrackRotationColumns columns = keyrack_rotation_columns_get (width);
  int line = measure_height (self->name);
  int inner = width - 2 * KEYRACK_RUN_COLUMNS_INSET;
  int y = PADDING;

  if (keyrack_run_columns_fit (widget, width))
    {
      place (self, self->name, columns.name_x, 0, columns.name_width, height);
      place (self, self->stepper, columns.steps_x, 0, columns.steps_width, height);
      place_next (self, columns.next_x, 0, columns.next_width, height);
      return;
    }

  place (self, self->name, KEYRACK_RUN_COLUMNS_INSET, y, inner, line);
  y += line + LINE_GAP;
  place (self, self->stepper, KEYRACK_RUN_COLUMNS_INSET, y, inner, measure_height (self->stepper));
  y += measure_height (self->stepper) + LINE_GAP;
  place_next (self, KEYRACK_RUN_COLUMNS_INSET, y, inner, line);
}

static void
keyrack_rotation_row_dispose (GObject *object)
{
  KeyrackRotationRow *self = KEYRACK_ROTATION_ROW (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->item_signals);
  g_clear_object (&self->profile_signals);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->item);

  G_OBJECT_CLASS (keyrack_rotation_row_parent_class)->dispose (object);
}

static void
keyrack_rotation_row_class_init (KeyrackRotationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = keyrack_rotation_row_dispose;

  widget_class->get_request_mode = keyrack_rotation_row_get_request_mode;
  widget_class->measure = keyrack_rotation_row_measure;
  widget_class->size_allocate = keyrack_rotation_row_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_css_name (widget_class, "row");
}

static GtkLabel *
add_label (KeyrackRotationRow *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "single-line-mode", TRUE,
                                   "xalign", 0.0,
                                   NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return GTK_LABEL (label);
}

static void
keyrack_rotation_row_init (KeyrackRotationRow *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "activatable");
  gtk_widget_add_css_class (GTK_WIDGET (self), "run-row");

  self->name = add_label (self);
  self->stepper = KEYRACK_STEPPER (keyrack_stepper_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stepper), GTK_WIDGET (self));
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  self->spinner = g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->spinner), GTK_WIDGET (self));
  self->next = add_label (self);

  self->item_signals = g_signal_group_new (KEYRACK_TYPE_ROTATION_ITEM);
  g_signal_group_connect_object (self->item_signals, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_group_connect_object (self->profile_signals, "notify::name", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
}

/* One that shows nothing yet is as tall as every other one. */
GtkWidget *
keyrack_rotation_row_new (void)
{
  return g_object_new (KEYRACK_TYPE_ROTATION_ROW, NULL);
}

void
keyrack_rotation_row_set_item (KeyrackRotationRow  *self,
                               KeyrackRotationItem *item)
{
  g_return_if_fail (KEYRACK_IS_ROTATION_ROW (self));
  g_return_if_fail (KEYRACK_IS_ROTATION_ITEM (item));

  if (!g_set_object (&self->item, item))
    return;

  g_signal_group_set_target (self->item_signals, item);
  g_signal_group_set_target (self->profile_signals, keyrack_rotation_item_get_profile (item));
  show_item (self);
}

/**
 * keyrack_rotation_row_dup_label:
 * @self: a row that shows an item
 *
 * Returns: (transfer full): all that the row says, its steps in words; it is its accessible name
 */
char *
keyrack_rotation_row_dup_label (KeyrackRotationRow *self)
{
  g_autofree char *steps = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_ROW (self), NULL);

  steps = keyrack_stepper_dup_label (self->stepper);

  return g_strdup_printf ("%s, %s, %s", gtk_label_get_label (self->name), gtk_label_get_label (self->next), steps);
}
