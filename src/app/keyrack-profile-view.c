/* keyrack-profile-view.c: the list of connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-view-private.h"

#include "keyrack-group-row.h"
#include "keyrack-profile-row.h"

G_DEFINE_FINAL_TYPE (KeyrackProfileView, keyrack_profile_view, KEYRACK_TYPE_ROW_VIEW)

enum
{
  PROP_0,
  PROP_CHOICE,
  PROP_SELECTED,
  PROP_FOLLOW,
  N_PROPS
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

/* Rows */

static gboolean
keyrack_profile_view_is_header (KeyrackRowView *view,
                                GObject        *item)
{
  return KEYRACK_IS_GROUP (item);
}

static GtkWidget *
keyrack_profile_view_create_row (KeyrackRowView *view,
                                 gboolean        header)
{
  return header ? keyrack_group_row_new () : keyrack_profile_row_new ();
}

static void
keyrack_profile_view_bind_row (KeyrackRowView *view,
                               GtkWidget      *row,
                               GObject        *item)
{
  if (KEYRACK_IS_GROUP (item))
    keyrack_group_row_set_group (KEYRACK_GROUP_ROW (row), KEYRACK_GROUP (item));
  else
    keyrack_profile_row_set_profile (KEYRACK_PROFILE_ROW (row), KEYRACK_PROFILE (item));
}

static void
mark_header (KeyrackProfileView *self,
             GtkWidget          *row,
             GObject            *item)
{
  if (item == self->drop_header)
    gtk_widget_set_state_flags (row, GTK_STATE_FLAG_DROP_ACTIVE, FALSE);
  else
    gtk_widget_unset_state_flags (row, GTK_STATE_FLAG_DROP_ACTIVE);
}

static gboolean
keyrack_profile_view_mark_row (KeyrackRowView *view,
                               GtkWidget      *row,
                               GObject        *item)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (view);
  gboolean choosing = self->choice != NULL && keyrack_choice_get_active (self->choice);
  gboolean selected = item == (GObject *) self->selected;

  if (KEYRACK_IS_GROUP (item))
    {
      mark_header (self, row, item);
      return FALSE;
    }

  if (choosing)
    selected = keyrack_choice_contains (self->choice, KEYRACK_PROFILE (item));

  keyrack_profile_row_set_choosing (KEYRACK_PROFILE_ROW (row), choosing, selected);

  return selected;
}

static void
keyrack_profile_view_items_changed (KeyrackRowView *view,
                                    gboolean        cursor_lost)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (view);

  self->range_start = keyrack_row_view_get_cursor (view);

  /* The menu was about the one that went, and is not about the next one. */
  if (cursor_lost && self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
}

/* Returns: (nullable): NULL for a header; the list keeps it alive */
KeyrackProfile *
keyrack_profile_view_get_profile (KeyrackProfileView *self,
                                  guint               position)
{
  GListModel *model = keyrack_row_view_get_model (KEYRACK_ROW_VIEW (self));
  g_autoptr(GObject) item = model != NULL ? g_list_model_get_item (model, position) : NULL;

  return KEYRACK_IS_PROFILE (item) ? KEYRACK_PROFILE (item) : NULL;
}

/* Focus */

static gboolean
keyrack_profile_view_grab_focus (GtkWidget *widget)
{
  KeyrackRowView *view = KEYRACK_ROW_VIEW (widget);
  guint selected = keyrack_row_view_find_position (view, KEYRACK_PROFILE_VIEW (widget)->selected);

  return keyrack_row_view_focus (view, selected != GTK_INVALID_LIST_POSITION ? selected
                                                                             : keyrack_row_view_get_cursor (view));
}

static gboolean
keyrack_profile_view_focus (GtkWidget        *widget,
                            GtkDirectionType  direction)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);

  if (self->menu != NULL && gtk_widget_get_focus_child (widget) == self->menu)
    return gtk_widget_child_focus (self->menu, direction);

  return GTK_WIDGET_CLASS (keyrack_profile_view_parent_class)->focus (widget, direction);
}

static void
keyrack_profile_view_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);

  GTK_WIDGET_CLASS (keyrack_profile_view_parent_class)->size_allocate (widget, width, height, baseline);

  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
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

  keyrack_row_view_focus (KEYRACK_ROW_VIEW (self), keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (self)));
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
set_choice (KeyrackProfileView *self,
            KeyrackChoice      *choice)
{
  if (self->choice == choice)
    return;

  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_func (self->choice, keyrack_row_view_mark, self);

  g_set_object (&self->choice, choice);

  if (choice != NULL)
    g_signal_connect_object (choice, "changed",
                             G_CALLBACK (keyrack_row_view_mark), self, G_CONNECT_SWAPPED);

  keyrack_row_view_mark (KEYRACK_ROW_VIEW (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

static void
set_selected (KeyrackProfileView *self,
              KeyrackProfile     *selected)
{
  if (!g_set_object (&self->selected, selected))
    return;

  keyrack_row_view_mark (KEYRACK_ROW_VIEW (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
keyrack_profile_view_dispose (GObject *object)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (object);

  set_choice (self, NULL);
  g_clear_object (&self->selected);
  g_clear_object (&self->drop_header);

  /* The menu goes with the other children. */
  G_OBJECT_CLASS (keyrack_profile_view_parent_class)->dispose (object);
  self->menu = NULL;
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
    case PROP_CHOICE:
      g_value_set_object (value, self->choice);
      break;

    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
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

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CHOICE] = g_param_spec_object ("choice", NULL, NULL, KEYRACK_TYPE_CHOICE, writable);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, KEYRACK_TYPE_PROFILE, writable);
  properties[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
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
  KeyrackRowViewClass *view_class = KEYRACK_ROW_VIEW_CLASS (klass);

  object_class->dispose = keyrack_profile_view_dispose;
  object_class->get_property = keyrack_profile_view_get_property;
  object_class->set_property = keyrack_profile_view_set_property;

  widget_class->focus = keyrack_profile_view_focus;
  widget_class->grab_focus = keyrack_profile_view_grab_focus;
  widget_class->size_allocate = keyrack_profile_view_size_allocate;

  view_class->is_header = keyrack_profile_view_is_header;
  view_class->create_row = keyrack_profile_view_create_row;
  view_class->bind_row = keyrack_profile_view_bind_row;
  view_class->mark_row = keyrack_profile_view_mark_row;
  view_class->move = keyrack_profile_view_move;
  view_class->items_changed = keyrack_profile_view_items_changed;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  keyrack_profile_view_bind_keys (widget_class);
}

static void
keyrack_profile_view_init (KeyrackProfileView *self)
{
  keyrack_row_view_set_rulers (KEYRACK_ROW_VIEW (self), keyrack_profile_row_new_ruler (), keyrack_group_row_new_ruler ());
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

  return keyrack_profile_view_get_profile (self, keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (self)));
}
