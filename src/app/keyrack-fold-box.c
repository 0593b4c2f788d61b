/* keyrack-fold-box.c: children side by side, or one above the other when it is narrow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-fold-box.h"

#define NORMAL_DPI (96 * PANGO_SCALE)
#define MAX_CHILDREN 8
#define SEPARATOR_INSET 11
#define SEPARATOR_ALPHA 0.12f

struct _KeyrackFoldBox
{
  GtkWidget parent_instance;

  int       spacing;
  int       row_spacing;
  int       fold_width;
  gboolean  homogeneous;
  gboolean  separators;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackFoldBox, keyrack_fold_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum
{
  PROP_0,
  PROP_FOLD_WIDTH,
  PROP_HOMOGENEOUS,
  PROP_ROW_SPACING,
  PROP_SEPARATORS,
  PROP_SPACING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static guint
list_children (KeyrackFoldBox *self,
               GtkWidget      *children[MAX_CHILDREN])
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  guint n_children = 0;

  for (; child != NULL && n_children < MAX_CHILDREN; child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_should_layout (child))
        children[n_children++] = child;
    }

  return n_children;
}

static double
text_scale (KeyrackFoldBox *self)
{
  int dpi = NORMAL_DPI;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? (double) dpi / NORMAL_DPI : 1.0;
}

static int
natural_width (KeyrackFoldBox *self)
{
  GtkWidget *children[MAX_CHILDREN];
  guint n_children = list_children (self, children);
  int total = 0;
  int widest = 0;

  for (guint i = 0; i < n_children; i++)
    {
      int natural = 0;

      gtk_widget_measure (children[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      total += natural;
      widest = MAX (widest, natural);
    }

  if (self->homogeneous)
    total = widest * (int) n_children;

  return total + self->spacing * MAX (0, (int) n_children - 1);
}

/* Children that expand share what the others leave; nobody gets less than the minimum. */
static void
share_width (KeyrackFoldBox *self,
             GtkWidget      *children[MAX_CHILDREN],
             guint           n_children,
             int             width,
             int             widths[MAX_CHILDREN])
{
  GtkRequestedSize sizes[MAX_CHILDREN] = { 0 };
  int rest = width - self->spacing * MAX (0, (int) n_children - 1);
  guint n_expand = 0;

  if (self->homogeneous)
    {
      for (guint i = 0; i < n_children; i++)
        widths[i] = rest * (int) (i + 1) / (int) n_children - rest * (int) i / (int) n_children;
      return;
    }

  for (guint i = 0; i < n_children; i++)
    {
      gtk_widget_measure (children[i], GTK_ORIENTATION_HORIZONTAL, -1,
                          &sizes[i].minimum_size, &sizes[i].natural_size, NULL, NULL);
      if (gtk_widget_compute_expand (children[i], GTK_ORIENTATION_HORIZONTAL))
        n_expand++;
      else
        sizes[i].minimum_size = sizes[i].natural_size;
      rest -= sizes[i].minimum_size;
    }

  rest = gtk_distribute_natural_allocation (MAX (0, rest), n_children, sizes);

  for (guint i = 0; i < n_children; i++)
    {
      widths[i] = sizes[i].minimum_size;
      if (n_expand > 0 && gtk_widget_compute_expand (children[i], GTK_ORIENTATION_HORIZONTAL))
        widths[i] += rest / (int) n_expand;
    }
}

static GtkSizeRequestMode
keyrack_fold_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (KeyrackFoldBox *self,
               int            *minimum,
               int            *natural)
{
  GtkWidget *children[MAX_CHILDREN];
  guint n_children = list_children (self, children);

  for (guint i = 0; i < n_children; i++)
    {
      int child_minimum = 0;

      gtk_widget_measure (children[i], GTK_ORIENTATION_HORIZONTAL, -1,
                          &child_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
    }

  *natural = MAX (*minimum, natural_width (self));
}

static void
measure_height (KeyrackFoldBox *self,
                int             width,
                int            *minimum,
                int            *natural)
{
  GtkWidget *children[MAX_CHILDREN];
  int widths[MAX_CHILDREN];
  guint n_children = list_children (self, children);
  gboolean folded = width >= 0 && keyrack_fold_box_folds_at (self, width);

  share_width (self, children, n_children, width >= 0 ? width : natural_width (self), widths);

  for (guint i = 0; i < n_children; i++)
    {
      int child_minimum = 0;
      int child_natural = 0;

      gtk_widget_measure (children[i], GTK_ORIENTATION_VERTICAL, folded ? width : widths[i],
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = folded ? *minimum + child_minimum : MAX (*minimum, child_minimum);
      *natural = folded ? *natural + child_natural : MAX (*natural, child_natural);
    }

  if (folded && n_children > 1)
    {
      *minimum += self->row_spacing * (int) (n_children - 1);
      *natural += self->row_spacing * (int) (n_children - 1);
    }
}

static void
keyrack_fold_box_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  KeyrackFoldBox *self = KEYRACK_FOLD_BOX (widget);

  *minimum = 0;
  *natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else
    measure_height (self, for_size, minimum, natural);
}

static void
allocate_folded (KeyrackFoldBox *self,
                 int             width)
{
  GtkWidget *children[MAX_CHILDREN];
  guint n_children = list_children (self, children);
  int y = 0;

  for (guint i = 0; i < n_children; i++)
    {
      GtkAllocation allocation = { .y = y, .width = width };

      gtk_widget_measure (children[i], GTK_ORIENTATION_VERTICAL, width,
                          NULL, &allocation.height, NULL, NULL);
      gtk_widget_size_allocate (children[i], &allocation, -1);
      y += allocation.height + self->row_spacing;
    }
}

static void
allocate_beside (KeyrackFoldBox *self,
                 int             width,
                 int             height)
{
  GtkWidget *children[MAX_CHILDREN];
  int widths[MAX_CHILDREN];
  guint n_children = list_children (self, children);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  share_width (self, children, n_children, width, widths);

  for (guint i = 0; i < n_children; i++)
    {
      GtkAllocation allocation = { .x = x, .width = widths[i], .height = height };

      if (mirrored)
        allocation.x = width - x - widths[i];
      gtk_widget_size_allocate (children[i], &allocation, -1);
      x += widths[i] + self->spacing;
    }
}

static void
keyrack_fold_box_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  KeyrackFoldBox *self = KEYRACK_FOLD_BOX (widget);

  if (keyrack_fold_box_folds_at (self, width))
    allocate_folded (self, width);
  else
    allocate_beside (self, width, height);
}

static void
append_separator (GtkSnapshot           *snapshot,
                  GtkWidget             *widget,
                  const graphene_rect_t *bounds)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= SEPARATOR_ALPHA;
  gtk_snapshot_append_color (snapshot, &color, bounds);
}

static void
keyrack_fold_box_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  KeyrackFoldBox *self = KEYRACK_FOLD_BOX (widget);
  GtkWidget *children[MAX_CHILDREN];
  guint n_children = list_children (self, children);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gboolean folded = keyrack_fold_box_folds_at (self, width);

  GTK_WIDGET_CLASS (keyrack_fold_box_parent_class)->snapshot (widget, snapshot);

  for (guint i = 1; self->separators && i < n_children; i++)
    {
      GtkAllocation before;
      GtkAllocation after;
      graphene_rect_t bounds;

      gtk_widget_get_allocation (children[i - 1], &before);
      gtk_widget_get_allocation (children[i], &after);
      if (folded)
        graphene_rect_init (&bounds, 0, (float) after.y - 1, (float) width, 1);
      else
        graphene_rect_init (&bounds,
                            (float) MAX (before.x, after.x), SEPARATOR_INSET,
                            1, (float) (height - 2 * SEPARATOR_INSET));
      append_separator (snapshot, widget, &bounds);
    }
}

static void
keyrack_fold_box_add_child (GtkBuildable *buildable,
                            GtkBuilder   *builder,
                            GObject      *child,
                            const char   *type)
{
  g_assert (GTK_IS_WIDGET (child));

  gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = keyrack_fold_box_add_child;
}

static void
keyrack_fold_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (keyrack_fold_box_parent_class)->dispose (object);
}

static void
keyrack_fold_box_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  KeyrackFoldBox *self = KEYRACK_FOLD_BOX (object);

  switch (property_id)
    {
    case PROP_FOLD_WIDTH:
      g_value_set_int (value, self->fold_width);
      break;
    case PROP_HOMOGENEOUS:
      g_value_set_boolean (value, self->homogeneous);
      break;
    case PROP_ROW_SPACING:
      g_value_set_int (value, self->row_spacing);
      break;
    case PROP_SEPARATORS:
      g_value_set_boolean (value, self->separators);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_fold_box_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  KeyrackFoldBox *self = KEYRACK_FOLD_BOX (object);

  switch (property_id)
    {
    case PROP_FOLD_WIDTH:
      self->fold_width = g_value_get_int (value);
      break;
    case PROP_HOMOGENEOUS:
      self->homogeneous = g_value_get_boolean (value);
      break;
    case PROP_ROW_SPACING:
      self->row_spacing = g_value_get_int (value);
      break;
    case PROP_SEPARATORS:
      self->separators = g_value_get_boolean (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
keyrack_fold_box_class_init (KeyrackFoldBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_fold_box_dispose;
  object_class->get_property = keyrack_fold_box_get_property;
  object_class->set_property = keyrack_fold_box_set_property;
  widget_class->get_request_mode = keyrack_fold_box_get_request_mode;
  widget_class->measure = keyrack_fold_box_measure;
  widget_class->size_allocate = keyrack_fold_box_size_allocate;
  widget_class->snapshot = keyrack_fold_box_snapshot;

  properties[PROP_FOLD_WIDTH] =
    g_param_spec_int ("fold-width", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HOMOGENEOUS] =
    g_param_spec_boolean ("homogeneous", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROW_SPACING] =
    g_param_spec_int ("row-spacing", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEPARATORS] =
    g_param_spec_boolean ("separators", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPACING] =
    g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
keyrack_fold_box_init (KeyrackFoldBox *self)
{
}

/**
 * keyrack_fold_box_folds_at:
 * @self: a fold box
 * @width: in pixels
 *
 * Returns: %TRUE if the children stand one above the other at @width
 */
gboolean
keyrack_fold_box_folds_at (KeyrackFoldBox *self,
                           int             width)
{
  g_return_val_if_fail (KEYRACK_IS_FOLD_BOX (self), FALSE);

  if (self->fold_width > 0)
    return width < self->fold_width * text_scale (self);

  return width < natural_width (self);
}
