/* keyrack-stepper.c: how far one connection of a rotation is, as four nodes on a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-stepper.h"

#include <glib/gi18n.h>

#include "keyrack-run-columns.h"

#define NODE_SIZE   20
#define LINE_HEIGHT 2
#define LINE_GAP    2
#define MIN_WIDTH   (KEYRACK_N_STEPS * (NODE_SIZE + 8))

typedef enum
{
  STEP_LATER,
  STEP_NEXT,
  STEP_DONE,
  STEP_TROUBLE,
  N_STATES
} StepState;

struct _KeyrackStepper
{
  GtkWidget  parent_instance;

  /* Children */
  GtkWidget *nodes[KEYRACK_N_STEPS];
  GtkWidget *lines[KEYRACK_N_STEPS - 1];   /* each leads on from its node */

  StepState  states[KEYRACK_N_STEPS];
};

G_DEFINE_FINAL_TYPE (KeyrackStepper, keyrack_stepper, GTK_TYPE_WIDGET)

static const char * const titles[KEYRACK_N_STEPS] = {
  N_("Entered"), N_("Verified"), N_("Stored"), N_("Old One Deleted"),
};

/* Each has a shape of its own: colour alone says nothing. */
static const struct
{
  const char *icon;        /* (nullable): a ring is drawn by the style */
  const char *style;
  const char *words;
} looks[N_STATES] = {
  [STEP_LATER] = { NULL, "later", N_("later") },
  [STEP_NEXT] = { NULL, "next", N_("next") },
  [STEP_DONE] = { "object-select-symbolic", "success", N_("done") },
  [STEP_TROUBLE] = { "dialog-error-symbolic", "error", N_("needs attention") },
};

static char *
dup_step_label (KeyrackStepper *self,
                guint           step)
{
  /* Translators: a step and how far it is: “Verified: done” */
  return g_strdup_printf (_("%s: %s"), _(titles[step]), _(looks[self->states[step]].words));
}

static void
show_step (KeyrackStepper *self,
           guint           step,
           StepState       state)
{
  const char *classes[] = { "step", looks[state].style, NULL };
  const char *line_classes[] = { "line", state == STEP_DONE ? "success" : "later", NULL };
  g_autofree char *label = NULL;

  self->states[step] = state;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->nodes[step]), looks[state].icon);
  gtk_widget_set_css_classes (self->nodes[step], classes);
  label = dup_step_label (self, step);
  gtk_widget_set_tooltip_text (self->nodes[step], label);

  /* The line that leads on is never red, only the node. */
  if (step < KEYRACK_N_STEPS - 1)
    gtk_widget_set_css_classes (self->lines[step], line_classes);
}

static void
keyrack_stepper_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NODE_SIZE;
}

static void
keyrack_stepper_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  KeyrackStepper *self = KEYRACK_STEPPER (widget);
  int part = width / KEYRACK_N_STEPS;

  for (int i = 0; i < KEYRACK_N_STEPS; i++)
    {
      GtkAllocation node = { part * i + (part - NODE_SIZE) / 2, (height - NODE_SIZE) / 2, NODE_SIZE, NODE_SIZE };
      GtkAllocation line = { node.x - part + NODE_SIZE + LINE_GAP, (height - LINE_HEIGHT) / 2,
                             part - NODE_SIZE - 2 * LINE_GAP, LINE_HEIGHT };

      keyrack_run_columns_allocate (self->nodes[i], width, node);
      if (i > 0)
        keyrack_run_columns_allocate (self->lines[i - 1], width, line);
    }
}

static void
keyrack_stepper_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (keyrack_stepper_parent_class)->dispose (object);
}

static void
keyrack_stepper_class_init (KeyrackStepperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = keyrack_stepper_dispose;

  widget_class->measure = keyrack_stepper_measure;
  widget_class->size_allocate = keyrack_stepper_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "stepper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
keyrack_stepper_init (KeyrackStepper *self)
{
  for (guint i = 0; i < KEYRACK_N_STEPS; i++)
    {
      self->nodes[i] = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (self->nodes[i], GTK_WIDGET (self));
    }

  for (guint i = 0; i < KEYRACK_N_STEPS - 1; i++)
    {
      self->lines[i] = g_object_new (GTK_TYPE_SEPARATOR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (self->lines[i], GTK_WIDGET (self));
    }
}

GtkWidget *
keyrack_stepper_new (void)
{
  return g_object_new (KEYRACK_TYPE_STEPPER, NULL);
}

/* Such as "Verified". */
const char *
keyrack_stepper_get_title (guint step)
{
  g_return_val_if_fail (step < KEYRACK_N_STEPS, NULL);

  return _(titles[step]);
}

/**
 * keyrack_stepper_show:
 * @self: a stepper
 * @item: what it is about
 *
 * Shows how far @item is at this moment.
 */
void
keyrack_stepper_show (KeyrackStepper      *self,
                      KeyrackRotationItem *item)
{
  guint n_done = 0;
  gboolean trouble = FALSE;

  g_return_if_fail (KEYRACK_IS_STEPPER (self));
  g_return_if_fail (KEYRACK_IS_ROTATION_ITEM (item));

  n_done = keyrack_rotation_item_get_stage (item);
  trouble = keyrack_rotation_item_get_trouble (item) != KEYRACK_TROUBLE_NONE;

  for (guint i = 0; i < KEYRACK_N_STEPS; i++)
    show_step (self, i,
               i < n_done ? STEP_DONE :
               i > n_done ? STEP_LATER :
               trouble ? STEP_TROUBLE : STEP_NEXT);
}

/* (transfer full): all four in words. */
char *
keyrack_stepper_dup_label (KeyrackStepper *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (KEYRACK_IS_STEPPER (self), NULL);

  for (guint i = 0; i < KEYRACK_N_STEPS; i++)
    {
      g_autofree char *label = dup_step_label (self, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
