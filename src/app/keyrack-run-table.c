/* keyrack-run-table.c: the tests of many connections, of which only the rows in sight exist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-table-private.h"

#include "keyrack-run-row.h"

/* GtkColumnView of this floor keeps 200 rows of five cells each whatever is in sight, and
 * measures all of them whenever a test gets on. All rows here are equally tall. */

static void scrollable_iface_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackRunTable, keyrack_run_table, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_iface_init))

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_JOURNAL,
  PROP_SELECTED,
  N_PROPS,

  /* Of GtkScrollable */
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
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

  keyrack_run_table_mark (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* What is selected stays it, as long as it is in the list. */
static void
items_changed_cb (KeyrackRunTable *self)
{
  guint position = keyrack_run_table_find (self, self->selected);

  g_assert (KEYRACK_IS_RUN_TABLE (self));

  if (position != GTK_INVALID_LIST_POSITION)
    self->cursor = position;
  else
    {
      self->cursor = 0;
      set_selected (self, NULL);
    }

  if (self->vadjustment == NULL || self->row_height == 0)
    return;

  keyrack_run_table_configure (self, (int) gtk_adjustment_get_page_size (self->vadjustment));
  keyrack_run_table_update (self);
}

/* The keyboard and the pointer */

typedef enum
{
  MOVE_UP,
  MOVE_DOWN,
  MOVE_PAGE_UP,
  MOVE_PAGE_DOWN,
  MOVE_FIRST,
  MOVE_LAST,
} Move;

static guint
find_target (KeyrackRunTable *self,
             Move             move)
{
  guint last = keyrack_run_table_get_n_items (self) - 1;
  guint page = (guint) MAX (gtk_adjustment_get_page_increment (self->vadjustment) / self->row_height, 1);

  switch (move)
    {
    case MOVE_UP:
      return self->cursor - MIN (1, self->cursor);

    case MOVE_PAGE_UP:
      return self->cursor - MIN (page, self->cursor);

    case MOVE_DOWN:
      return MIN (self->cursor + 1, last);

    case MOVE_PAGE_DOWN:
      return MIN (self->cursor + page, last);

    case MOVE_FIRST:
      return 0;

    case MOVE_LAST:
    default:
      return last;
    }
}

static gboolean
focus_cursor (KeyrackRunTable *self)
{
  GtkWidget *row = keyrack_run_table_get_row_of (self, self->selected);

  return row != NULL && gtk_widget_grab_focus (row);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (widget);
  int move = 0;

  if (keyrack_run_table_get_n_items (self) == 0 || self->row_height == 0)
    return GDK_EVENT_PROPAGATE;

  g_variant_get (args, "(i)", &move);
  keyrack_run_table_select (self, find_target (self, (Move) move));
  focus_cursor (self);

  return GDK_EVENT_STOP;
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
  guint position = 0;

  g_assert (KEYRACK_IS_RUN_TABLE (self));

  if (self->vadjustment == NULL || self->row_height == 0)
    return;

  position = (guint) ((y + gtk_adjustment_get_value (self->vadjustment)) / self->row_height);
  if (position >= keyrack_run_table_get_n_items (self))
    return;

  keyrack_run_table_select (self, position);
  focus_cursor (self);
  if (n_press == 2)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static gboolean
keyrack_run_table_grab_focus (GtkWidget *widget)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (widget);

  if (keyrack_run_table_get_n_items (self) == 0 || self->row_height == 0)
    return FALSE;

  keyrack_run_table_select (self, self->cursor);

  return focus_cursor (self);
}

/* One stop for Tab; inside, the arrow keys go their own way. */
static gboolean
keyrack_run_table_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return gtk_widget_grab_focus (widget);
}

/* Life */

static void
set_model (KeyrackRunTable *self,
           GListModel      *model)
{
  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);

  g_set_object (&self->model, model);

  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);

  items_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

static void
set_vadjustment (KeyrackRunTable *self,
                 GtkAdjustment   *adjustment)
{
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, keyrack_run_table_update, self);

  g_set_object (&self->vadjustment, adjustment);

  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (keyrack_run_table_update), self, G_CONNECT_SWAPPED);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
keyrack_run_table_dispose (GObject *object)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (object);
  GtkWidget *child = NULL;

  set_vadjustment (self, NULL);
  set_model (self, NULL);
  g_array_set_size (self->slots, 0);
  g_ptr_array_set_size (self->spare, 0);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->journal);
  g_clear_object (&self->selected);
  g_clear_object (&self->hadjustment);

  G_OBJECT_CLASS (keyrack_run_table_parent_class)->dispose (object);
}

static void
keyrack_run_table_finalize (GObject *object)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (object);

  g_array_unref (self->slots);
  g_ptr_array_unref (self->spare);

  G_OBJECT_CLASS (keyrack_run_table_parent_class)->finalize (object);
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
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;

    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;

    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;

    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
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
keyrack_run_table_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  KeyrackRunTable *self = KEYRACK_RUN_TABLE (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      set_model (self, g_value_get_object (value));
      break;

    case PROP_JOURNAL:
      if (g_set_object (&self->journal, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_HADJUSTMENT:
      g_set_object (&self->hadjustment, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      set_vadjustment (self, g_value_get_object (value));
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
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, writable);
  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, KEYRACK_TYPE_JOURNAL, writable);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, KEYRACK_TYPE_TEST_ITEM, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
bind_key (GtkWidgetClass *widget_class,
          guint           keyval,
          guint           keypad_keyval,
          Move            move)
{
  gtk_widget_class_add_binding (widget_class, keyval, 0, move_cb, "(i)", move);
  gtk_widget_class_add_binding (widget_class, keypad_keyval, 0, move_cb, "(i)", move);
}

static void
keyrack_run_table_class_init (KeyrackRunTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_run_table_dispose;
  object_class->finalize = keyrack_run_table_finalize;
  object_class->get_property = keyrack_run_table_get_property;
  object_class->set_property = keyrack_run_table_set_property;

  widget_class->focus = keyrack_run_table_focus;
  widget_class->grab_focus = keyrack_run_table_grab_focus;
  widget_class->measure = keyrack_run_table_measure;
  widget_class->size_allocate = keyrack_run_table_size_allocate;

  install_properties (object_class);
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_key (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, MOVE_UP);
  bind_key (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, MOVE_DOWN);
  bind_key (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, MOVE_PAGE_UP);
  bind_key (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, MOVE_PAGE_DOWN);
  bind_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, MOVE_FIRST);
  bind_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, MOVE_LAST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_css_name (widget_class, "listview");
}

static void
keyrack_run_table_init (KeyrackRunTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->slots = g_array_new (FALSE, FALSE, sizeof (KeyrackRunSlot));
  self->spare = g_ptr_array_new ();

  /* It is measured, but neither drawn nor read out. */
  self->ruler = keyrack_run_row_new_ruler ();
  gtk_widget_set_child_visible (self->ruler, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->ruler), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (self->ruler, GTK_WIDGET (self));

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
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
  g_autoptr(KeyrackTestItem) item = NULL;

  g_return_if_fail (KEYRACK_IS_RUN_TABLE (self));

  item = self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;
  self->cursor = item != NULL ? position : 0;
  set_selected (self, item);

  if (item != NULL)
    keyrack_run_table_scroll_to (self, position);

  keyrack_run_table_update (self);
}
