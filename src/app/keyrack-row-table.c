/* keyrack-row-table.c: a long list in which one row is selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-row-table.h"

typedef struct
{
  GObject *selected;   /* (nullable), owned */
} KeyrackRowTablePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KeyrackRowTable, keyrack_row_table, KEYRACK_TYPE_ROW_VIEW)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static KeyrackRowTablePrivate *
get_private (KeyrackRowTable *self)
{
  return keyrack_row_table_get_instance_private (self);
}

static void
set_selected (KeyrackRowTable *self,
              GObject         *selected)
{
  if (!g_set_object (&get_private (self)->selected, selected))
    return;

  keyrack_row_view_mark (KEYRACK_ROW_VIEW (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* Rows */

static gboolean
keyrack_row_table_mark_row (KeyrackRowView *view,
                            GtkWidget      *row,
                            GObject        *item)
{
  return item == get_private (KEYRACK_ROW_TABLE (view))->selected;
}

/* What is selected stays it, as long as it is in the list. */
static void
keyrack_row_table_items_changed (KeyrackRowView *view,
                                 gboolean        cursor_lost)
{
  if (cursor_lost)
    set_selected (KEYRACK_ROW_TABLE (view), NULL);
}

/* The keyboard and the pointer */

static gboolean
focus_and_select (KeyrackRowTable *self,
                  guint            position)
{
  if (!keyrack_row_view_focus (KEYRACK_ROW_VIEW (self), position))
    return FALSE;

  keyrack_row_table_select (self, position);

  return TRUE;
}

static void
keyrack_row_table_move (KeyrackRowView  *view,
                        guint            position,
                        GdkModifierType  modifiers)
{
  focus_and_select (KEYRACK_ROW_TABLE (view), position);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  KeyrackRowTable *self = KEYRACK_ROW_TABLE (widget);

  if (get_private (self)->selected == NULL)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[ACTIVATED], 0);

  return GDK_EVENT_STOP;
}

static void
pressed_cb (KeyrackRowTable *self,
            int              n_press,
            double           x,
            double           y,
            GtkGesture      *gesture)
{
  guint position = keyrack_row_view_position_at (KEYRACK_ROW_VIEW (self), y);

  g_assert (KEYRACK_IS_ROW_TABLE (self));

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  focus_and_select (self, position);
  if (n_press == 2)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static gboolean
keyrack_row_table_grab_focus (GtkWidget *widget)
{
  return focus_and_select (KEYRACK_ROW_TABLE (widget), keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (widget)));
}

/* Life */

static void
keyrack_row_table_dispose (GObject *object)
{
  KeyrackRowTable *self = KEYRACK_ROW_TABLE (object);

  g_clear_object (&get_private (self)->selected);

  G_OBJECT_CLASS (keyrack_row_table_parent_class)->dispose (object);
}

static void
keyrack_row_table_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackRowTable *self = KEYRACK_ROW_TABLE (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, get_private (self)->selected);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_row_table_class_init (KeyrackRowTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KeyrackRowViewClass *view_class = KEYRACK_ROW_VIEW_CLASS (klass);

  object_class->dispose = keyrack_row_table_dispose;
  object_class->get_property = keyrack_row_table_get_property;

  widget_class->grab_focus = keyrack_row_table_grab_focus;

  view_class->mark_row = keyrack_row_table_mark_row;
  view_class->move = keyrack_row_table_move;
  view_class->items_changed = keyrack_row_table_items_changed;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, G_TYPE_OBJECT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
}

static void
keyrack_row_table_init (KeyrackRowTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* NULL when nothing is selected. */
gpointer
keyrack_row_table_get_selected (KeyrackRowTable *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROW_TABLE (self), NULL);

  return get_private (self)->selected;
}

/* Selects what is at @position and brings it into sight. */
void
keyrack_row_table_select (KeyrackRowTable *self,
                          guint            position)
{
  GListModel *model = NULL;
  g_autoptr(GObject) item = NULL;

  g_return_if_fail (KEYRACK_IS_ROW_TABLE (self));

  model = keyrack_row_view_get_model (KEYRACK_ROW_VIEW (self));
  item = model != NULL ? g_list_model_get_item (model, position) : NULL;
  set_selected (self, item);

  if (item != NULL)
    keyrack_row_view_set_cursor (KEYRACK_ROW_VIEW (self), position);
}
