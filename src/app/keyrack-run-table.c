/* keyrack-run-table.c: the tests of many connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-table.h"

#include "keyrack-run-row.h"

struct _KeyrackRunTable
{
  KeyrackRowView   parent_instance;

  /* Owned references */
  KeyrackJournal  *journal;
  KeyrackTestItem *selected;
};

G_DEFINE_FINAL_TYPE (KeyrackRunTable, keyrack_run_table, KEYRACK_TYPE_ROW_VIEW)

enum
{
  PROP_0,
  PROP_JOURNAL,
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

static void
set_selected (KeyrackRunTable *self,
              KeyrackTestItem *selected)
{
  if (!g_set_object (&self->selected, selected))
    return;

  keyrack_row_view_mark (KEYRACK_ROW_VIEW (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* Rows */

static GtkWidget *
keyrack_run_table_create_row (KeyrackRowView *view,
                              gboolean        header)
{
  return keyrack_run_row_new (KEYRACK_RUN_TABLE (view)->journal);
}

static void
keyrack_run_table_bind_row (KeyrackRowView *view,
                            GtkWidget      *row,
                            GObject        *item)
{
  keyrack_run_row_set_item (KEYRACK_RUN_ROW (row), KEYRACK_TEST_ITEM (item));
}

static gboolean
keyrack_run_table_mark_row (KeyrackRowView *view,
                            GtkWidget      *row,
                            GObject        *item)
{
  return item == (GObject *) KEYRACK_RUN_TABLE (view)->selected;
}

/* What is selected stays it, as long as it is in the list. */
static void
keyrack_run_table_items_changed (KeyrackRowView *view,
                                 gboolean        cursor_lost)
{
  if (cursor_lost)
    set_selected (KEYRACK_RUN_TABLE (view), NULL);
}

/* The keyboard and the pointer */

static gboolean
focus_and_select (KeyrackRunTable *self,
                  guint            position)
{
  if (!keyrack_row_view_focus (KEYRACK_ROW_VIEW (self), position))
    return FALSE;

  keyrack_run_table_select (self, position);

  return TRUE;
}

static void
keyrack_run_table_move (KeyrackRowView  *view,
                        guint            position,
                        GdkModifierType  modifiers)
{
  focus_and_select (KEYRACK_RUN_TABLE (view), position);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (widget);

  if (self->selected == NULL)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[ACTIVATED], 0);

  return GDK_EVENT_STOP;
}

static void
pressed_cb (KeyrackRunTable *self,
            int              n_press,
            double           x,
            double           y,
            GtkGesture      *gesture)
{
  guint position = keyrack_row_view_position_at (KEYRACK_ROW_VIEW (self), y);

  g_assert (KEYRACK_IS_RUN_TABLE (self));

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  focus_and_select (self, position);
  if (n_press == 2)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static gboolean
keyrack_run_table_grab_focus (GtkWidget *widget)
{
  return focus_and_select (KEYRACK_RUN_TABLE (widget), keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (widget)));
}

/* Life */

static void
keyrack_run_table_dispose (GObject *object)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (object);

  g_clear_object (&self->journal);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (keyrack_run_table_parent_class)->dispose (object);
}

static void
keyrack_run_table_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (object);

  switch (prop_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;

    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_run_table_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (object);

  switch (prop_id)
    {
    case PROP_JOURNAL:
      if (g_set_object (&self->journal, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, KEYRACK_TYPE_JOURNAL, writable);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, KEYRACK_TYPE_TEST_ITEM, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_run_table_class_init (KeyrackRunTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KeyrackRowViewClass *view_class = KEYRACK_ROW_VIEW_CLASS (klass);

  object_class->dispose = keyrack_run_table_dispose;
  object_class->get_property = keyrack_run_table_get_property;
  object_class->set_property = keyrack_run_table_set_property;

  widget_class->grab_focus = keyrack_run_table_grab_focus;

  view_class->create_row = keyrack_run_table_create_row;
  view_class->bind_row = keyrack_run_table_bind_row;
  view_class->mark_row = keyrack_run_table_mark_row;
  view_class->move = keyrack_run_table_move;
  view_class->items_changed = keyrack_run_table_items_changed;

  install_properties (object_class);
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
}

static void
keyrack_run_table_init (KeyrackRunTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  keyrack_row_view_set_rulers (KEYRACK_ROW_VIEW (self), keyrack_run_row_new_ruler (), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
keyrack_run_table_new (void)
{
  return g_object_new (KEYRACK_TYPE_RUN_TABLE, NULL);
}

/* NULL when nothing is selected. */
KeyrackTestItem *
keyrack_run_table_get_selected (KeyrackRunTable *self)
{
  g_return_val_if_fail (KEYRACK_IS_RUN_TABLE (self), NULL);

  return self->selected;
}

/* Selects what is at @position and brings it into sight. */
void
keyrack_run_table_select (KeyrackRunTable *self,
                          guint            position)
{
  GListModel *model = NULL;
  g_autoptr(KeyrackTestItem) item = NULL;

  g_return_if_fail (KEYRACK_IS_RUN_TABLE (self));

  model = keyrack_row_view_get_model (KEYRACK_ROW_VIEW (self));
  item = model != NULL ? g_list_model_get_item (model, position) : NULL;
  set_selected (self, item);

  if (item != NULL)
    keyrack_row_view_set_cursor (KEYRACK_ROW_VIEW (self), position);
}
