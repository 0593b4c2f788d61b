/* keyrack-profile-view.c: a long list of connections, of which only the rows in sight exist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-view-private.h"

#include "keyrack-group-row.h"
#include "keyrack-profile-row.h"

/* GtkListView keeps 200 rows whatever is in sight, so that a key press in the search costs
 * 40 ms and more, and knows no headers on this floor. All rows here are equally tall, so
 * that places are simply counted. */

static void scrollable_iface_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackProfileView, keyrack_profile_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_iface_init))

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_CHOICE,
  PROP_SELECTED,
  PROP_FOLLOW,
  N_PROPS,

  /* Of GtkScrollable */
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  PICKED,
  CREATE_MENU,
  DROPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* Focus */

/* Brings a connection into sight and the keyboard to it. */
gboolean
keyrack_profile_view_focus (KeyrackProfileView *self,
                            guint               position)
{
  if (keyrack_profile_view_get_n_items (self) == 0 || self->row_height == 0)
    return FALSE;

  self->cursor = keyrack_profile_view_skip_header (self, position);
  g_clear_object (&self->cursor_item);
  self->cursor_item = g_list_model_get_item (self->model, self->cursor);
  keyrack_profile_view_scroll_to (self, self->cursor);
  keyrack_profile_view_update_slots (self, TRUE);

  return gtk_widget_grab_focus (keyrack_profile_view_get_row (self, self->cursor));
}

static gboolean
keyrack_profile_view_grab_focus (GtkWidget *widget)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  guint selected = keyrack_profile_view_find_position (self, self->selected);

  return keyrack_profile_view_focus (self, selected != GTK_INVALID_LIST_POSITION ? selected : self->cursor);
}

/* One stop for Tab; inside, the arrow keys go their own way. */
static gboolean
keyrack_profile_view_move_focus (GtkWidget        *widget,
                                 GtkDirectionType  direction)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child != NULL)
    return child == self->menu && gtk_widget_child_focus (child, direction);

  return gtk_widget_grab_focus (widget);
}

void
keyrack_profile_view_pick (KeyrackProfileView *self,
                           guint               position)
{
  g_autoptr(KeyrackProfile) profile = NULL;

  if (g_set_object (&profile, keyrack_profile_view_get_profile (self, position)))
    g_signal_emit (self, signals[PICKED], 0, profile);
}

/* The keyboard goes back to where it was. */
static void
menu_closed_cb (KeyrackProfileView *self)
{
  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  keyrack_profile_view_focus (self, self->cursor);
}

/* Built anew each time: what it offers depends on what it is for. */
void
keyrack_profile_view_show_menu (KeyrackProfileView *self,
                                double              x,
                                double              y)
{
  const GdkRectangle place = { .x = (int) x, .y = (int) y, .width = 1, .height = 1 };
  g_autoptr(GMenuModel) model = NULL;

  g_signal_emit (self, signals[CREATE_MENU], 0, &model);
  if (model == NULL)
    return;

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (menu_closed_cb), self);
    }

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* Life */

static void
set_model (KeyrackProfileView *self,
           GListModel         *model)
{
  guint n_before = keyrack_profile_view_get_n_items (self);

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, keyrack_profile_view_items_changed, self);

  g_set_object (&self->model, model);

  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (keyrack_profile_view_items_changed), self, G_CONNECT_SWAPPED);

  keyrack_profile_view_items_changed (self, 0, n_before, keyrack_profile_view_get_n_items (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

static void
set_choice (KeyrackProfileView *self,
            KeyrackChoice      *choice)
{
  if (self->choice == choice)
    return;

  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_func (self->choice, keyrack_profile_view_mark_slots, self);

  g_set_object (&self->choice, choice);

  if (choice != NULL)
    g_signal_connect_object (choice, "changed",
                             G_CALLBACK (keyrack_profile_view_mark_slots), self, G_CONNECT_SWAPPED);

  keyrack_profile_view_mark_slots (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

static void
set_selected (KeyrackProfileView *self,
              KeyrackProfile     *selected)
{
  if (!g_set_object (&self->selected, selected))
    return;

  keyrack_profile_view_mark_slots (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
keyrack_profile_view_dispose (GObject *object)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (object);
  GtkWidget *child = NULL;

  keyrack_profile_view_set_vadjustment (self, NULL);
  set_model (self, NULL);
  set_choice (self, NULL);

  g_array_set_size (self->slots, 0);
  g_ptr_array_set_size (self->spare_rows, 0);
  g_ptr_array_set_size (self->spare_headers, 0);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  self->menu = NULL;

  g_clear_object (&self->hadjustment);
  g_clear_object (&self->selected);
  g_clear_object (&self->top_item);
  g_clear_object (&self->cursor_item);

  G_OBJECT_CLASS (keyrack_profile_view_parent_class)->dispose (object);
}

static void
keyrack_profile_view_finalize (GObject *object)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (object);

  g_array_unref (self->slots);
  g_array_unref (self->headers);
  g_ptr_array_unref (self->spare_rows);
  g_ptr_array_unref (self->spare_headers);

  G_OBJECT_CLASS (keyrack_profile_view_parent_class)->finalize (object);
}

static void
keyrack_profile_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;

    case PROP_CHOICE:
      g_value_set_object (value, self->choice);
      break;

    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
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
keyrack_profile_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      set_model (self, g_value_get_object (value));
      break;

    case PROP_CHOICE:
      set_choice (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      set_selected (self, g_value_get_object (value));
      break;

    case PROP_FOLLOW:
      if (self->follow != g_value_get_boolean (value))
        {
          self->follow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_HADJUSTMENT:
      g_set_object (&self->hadjustment, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      keyrack_profile_view_set_vadjustment (self, g_value_get_object (value));
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

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, writable);
  properties[PROP_CHOICE] = g_param_spec_object ("choice", NULL, NULL, KEYRACK_TYPE_CHOICE, writable);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, KEYRACK_TYPE_PROFILE, writable);
  properties[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
install_signals (GType type)
{
  signals[PICKED] =
    g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, KEYRACK_TYPE_PROFILE);
  signals[CREATE_MENU] =
    g_signal_new ("create-menu", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins, NULL, NULL,
                  G_TYPE_MENU_MODEL, 0);
  signals[DROPPED] =
    g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRV, KEYRACK_TYPE_GROUP);
}

static void
keyrack_profile_view_class_init (KeyrackProfileViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_profile_view_dispose;
  object_class->finalize = keyrack_profile_view_finalize;
  object_class->get_property = keyrack_profile_view_get_property;
  object_class->set_property = keyrack_profile_view_set_property;

  widget_class->focus = keyrack_profile_view_move_focus;
  widget_class->grab_focus = keyrack_profile_view_grab_focus;
  widget_class->measure = keyrack_profile_view_measure;
  widget_class->size_allocate = keyrack_profile_view_size_allocate;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_css_name (widget_class, "listview");
  keyrack_profile_view_bind_keys (widget_class);
}

/* It is measured, but neither drawn nor read out. */
static GtkWidget *
add_ruler (KeyrackProfileView *self,
           GtkWidget          *ruler)
{
  gtk_widget_set_child_visible (ruler, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (ruler), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (ruler, GTK_WIDGET (self));

  return ruler;
}

static void
keyrack_profile_view_init (KeyrackProfileView *self)
{
  self->slots = g_array_new (FALSE, FALSE, sizeof (KeyrackSlot));
  self->headers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->spare_rows = g_ptr_array_new ();
  self->spare_headers = g_ptr_array_new ();
  self->awaited = GTK_INVALID_LIST_POSITION;

  self->ruler = add_ruler (self, keyrack_profile_row_new_ruler ());
  self->header_ruler = add_ruler (self, keyrack_group_row_new_ruler ());
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  keyrack_profile_view_add_pointer (self);
  keyrack_profile_view_add_drag (self);
}

GtkWidget *
keyrack_profile_view_new (void)
{
  return g_object_new (KEYRACK_TYPE_PROFILE_VIEW, NULL);
}

/* NULL when there is none. */
KeyrackProfile *
keyrack_profile_view_get_current (KeyrackProfileView *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_VIEW (self), NULL);

  return keyrack_profile_view_get_profile (self, self->cursor);
}
