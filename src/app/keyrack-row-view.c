/* keyrack-row-view.c: a long list, of which only the rows in sight exist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-row-view-private.h"

/* GtkListView and GtkColumnView of this floor keep 200 rows whatever is in sight, so that a
 * key press in the search costs 40 ms and more, and know no headers. All rows here are
 * equally tall, so that places are simply counted. */

static void scrollable_iface_init (GtkScrollableInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KeyrackRowView, keyrack_row_view, GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (KeyrackRowView)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_iface_init))

enum
{
  PROP_0,
  PROP_MODEL,
  N_PROPS,

  /* Of GtkScrollable */
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

KeyrackRowViewPrivate *
keyrack_row_view_get_private (KeyrackRowView *self)
{
  return keyrack_row_view_get_instance_private (self);
}

static void
set_model (KeyrackRowView *self,
           GListModel     *model)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  guint n_before = keyrack_row_view_get_n_items (self);

  if (priv->model == model)
    return;

  if (priv->model != NULL)
    g_signal_handlers_disconnect_by_func (priv->model, keyrack_row_view_items_changed, self);

  g_set_object (&priv->model, model);

  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (keyrack_row_view_items_changed), self, G_CONNECT_SWAPPED);

  keyrack_row_view_items_changed (self, 0, n_before, keyrack_row_view_get_n_items (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/* One stop for Tab; inside, the arrow keys go their own way. */
static gboolean
keyrack_row_view_move_focus (GtkWidget        *widget,
                             GtkDirectionType  direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return gtk_widget_grab_focus (widget);
}

static void
keyrack_row_view_dispose (GObject *object)
{
  KeyrackRowView *self = KEYRACK_ROW_VIEW (object);
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  GtkWidget *child = NULL;

  keyrack_row_view_set_vadjustment (self, NULL);
  set_model (self, NULL);

  g_array_set_size (priv->slots, 0);
  g_ptr_array_set_size (priv->spare_rows, 0);
  g_ptr_array_set_size (priv->spare_headers, 0);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&priv->hadjustment);
  g_clear_object (&priv->top_item);
  g_clear_object (&priv->cursor_item);

  G_OBJECT_CLASS (keyrack_row_view_parent_class)->dispose (object);
}

static void
keyrack_row_view_finalize (GObject *object)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (KEYRACK_ROW_VIEW (object));

  g_array_unref (priv->slots);
  g_array_unref (priv->headers);
  g_ptr_array_unref (priv->spare_rows);
  g_ptr_array_unref (priv->spare_headers);

  G_OBJECT_CLASS (keyrack_row_view_parent_class)->finalize (object);
}

static void
keyrack_row_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (KEYRACK_ROW_VIEW (object));

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, priv->model);
      break;

    case PROP_HADJUSTMENT:
      g_value_set_object (value, priv->hadjustment);
      break;

    case PROP_VADJUSTMENT:
      g_value_set_object (value, priv->vadjustment);
      break;

    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_row_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  KeyrackRowView *self = KEYRACK_ROW_VIEW (object);
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  switch (prop_id)
    {
    case PROP_MODEL:
      set_model (self, g_value_get_object (value));
      break;

    case PROP_HADJUSTMENT:
      g_set_object (&priv->hadjustment, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      keyrack_row_view_set_vadjustment (self, g_value_get_object (value));
      break;

    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      /* It is as wide as it is given, and counts its height itself. */
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
scrollable_iface_init (GtkScrollableInterface *iface)
{
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
keyrack_row_view_class_init (KeyrackRowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_row_view_dispose;
  object_class->finalize = keyrack_row_view_finalize;
  object_class->get_property = keyrack_row_view_get_property;
  object_class->set_property = keyrack_row_view_set_property;

  widget_class->focus = keyrack_row_view_move_focus;
  widget_class->measure = keyrack_row_view_measure;
  widget_class->size_allocate = keyrack_row_view_size_allocate;

  install_properties (object_class);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_css_name (widget_class, "listview");
  keyrack_row_view_bind_moves (widget_class);
}

static void
keyrack_row_view_init (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  priv->slots = g_array_new (FALSE, FALSE, sizeof (KeyrackSlot));
  priv->headers = g_array_new (FALSE, FALSE, sizeof (guint));
  priv->spare_rows = g_ptr_array_new ();
  priv->spare_headers = g_ptr_array_new ();
  priv->awaited = GTK_INVALID_LIST_POSITION;

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* It is measured, but neither drawn nor read out. */
static GtkWidget *
add_ruler (KeyrackRowView *self,
           GtkWidget      *ruler)
{
  gtk_widget_set_child_visible (ruler, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (ruler), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (ruler, GTK_WIDGET (self));

  return ruler;
}

/**
 * keyrack_row_view_set_rulers:
 * @self: a view that has none yet
 * @ruler: (transfer full): as tall and as wide as every row
 * @header_ruler: (transfer full) (nullable): the same for headers, where there are any
 */
void
keyrack_row_view_set_rulers (KeyrackRowView *self,
                             GtkWidget      *ruler,
                             GtkWidget      *header_ruler)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  g_return_if_fail (KEYRACK_IS_ROW_VIEW (self));
  g_return_if_fail (priv->ruler == NULL);

  priv->ruler = add_ruler (self, ruler);

  if (header_ruler != NULL)
    priv->header_ruler = add_ruler (self, header_ruler);
}

/* Returns: (nullable) (transfer none) */
GListModel *
keyrack_row_view_get_model (KeyrackRowView *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROW_VIEW (self), NULL);

  return keyrack_row_view_get_private (self)->model;
}

/* Where the keyboard is, or would be. */
guint
keyrack_row_view_get_cursor (KeyrackRowView *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROW_VIEW (self), 0);

  return keyrack_row_view_get_private (self)->cursor;
}

/* Brings a row into sight and the cursor to it. */
void
keyrack_row_view_set_cursor (KeyrackRowView *self,
                             guint           position)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  g_return_if_fail (KEYRACK_IS_ROW_VIEW (self));

  if (keyrack_row_view_get_n_items (self) == 0)
    return;

  priv->cursor = keyrack_row_view_skip_header (self, position);
  g_clear_object (&priv->cursor_item);
  priv->cursor_item = g_list_model_get_item (priv->model, priv->cursor);
  keyrack_row_view_scroll_to (self, priv->cursor);
  keyrack_row_view_update_slots (self, TRUE);
}

/* Brings a row into sight and the keyboard to it. */
gboolean
keyrack_row_view_focus (KeyrackRowView *self,
                        guint           position)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);

  g_return_val_if_fail (KEYRACK_IS_ROW_VIEW (self), FALSE);

  if (keyrack_row_view_get_n_items (self) == 0 || priv->row_height == 0)
    return FALSE;

  keyrack_row_view_set_cursor (self, position);

  return gtk_widget_grab_focus (keyrack_row_view_get_row (self, priv->cursor));
}

/* Whether the keyboard is at a row, and not in something else that belongs to the list. */
gboolean
keyrack_row_view_has_focus (KeyrackRowView *self)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (guint i = 0; child != NULL && i < priv->slots->len; i++)
    {
      if (g_array_index (priv->slots, KeyrackSlot, i).row == child)
        return TRUE;
    }

  return FALSE;
}
