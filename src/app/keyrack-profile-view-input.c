/* keyrack-profile-view-input.c: the keyboard and the pointer in the long list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-view-private.h"

/* Chooses all from where the range began to @position. */
static void
choose_range (KeyrackProfileView *self,
              guint               position)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new ();
  guint first = MIN (self->range_start, position);
  guint last = MAX (self->range_start, position);

  for (guint i = first; i <= last; i++)
    {
      KeyrackProfile *profile = keyrack_profile_view_get_profile (self, i);

      if (profile != NULL && keyrack_profile_get_revision (profile) > 0)
        g_ptr_array_add (profiles, profile);
    }

  keyrack_choice_set_active (self->choice, TRUE);
  keyrack_choice_replace (self->choice, profiles);
}

/* What is not saved yet can't be chosen. */
static void
toggle (KeyrackProfileView *self,
        guint               position)
{
  KeyrackProfile *profile = keyrack_profile_view_get_profile (self, position);

  if (profile == NULL || keyrack_profile_get_revision (profile) == 0)
    return;

  keyrack_choice_set_active (self->choice, TRUE);
  keyrack_choice_set (self->choice, profile, !keyrack_choice_contains (self->choice, profile));
  self->range_start = position;
}

static gboolean
is_choosing (KeyrackProfileView *self)
{
  return self->choice != NULL && keyrack_choice_get_active (self->choice);
}

/* A menu is about what is chosen, and about the one it was asked for at. */
static void
ask_menu (KeyrackProfileView *self,
          double              x,
          double              y)
{
  if (is_choosing (self) &&
      !keyrack_choice_contains (self->choice, keyrack_profile_view_get_current (self)))
    toggle (self, self->cursor);

  keyrack_profile_view_show_menu (self, x, y);
}

/* The keyboard */

/* Keys that the menu has no use for come here from it, but are not meant for the rows. */
static gboolean
is_in_menu (KeyrackProfileView *self)
{
  return self->menu != NULL && gtk_widget_get_mapped (self->menu);
}

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
find_target (KeyrackProfileView *self,
             Move                move)
{
  guint last = keyrack_profile_view_get_n_items (self) - 1;
  guint page = (guint) MAX (gtk_adjustment_get_page_increment (self->vadjustment) / self->row_height, 1);

  switch (move)
    {
    case MOVE_UP:
      /* At a header the connection before it is meant, not the one below. */
      if (self->cursor > 1 && keyrack_profile_view_is_header (self, self->cursor - 1))
        return self->cursor - 2;
      return self->cursor > 0 ? self->cursor - 1 : 0;

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

/* Parameters: where to; with Shift, to choose; with Ctrl, to go there only. */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  int move = 0;
  gboolean extend = FALSE;
  gboolean only_go = FALSE;
  guint before = self->cursor;
  guint target = 0;

  if (is_in_menu (self) || keyrack_profile_view_get_n_items (self) == 0 || self->row_height == 0)
    return FALSE;

  g_variant_get (args, "(ibb)", &move, &extend, &only_go);

  target = find_target (self, (Move) move);

  /* Until something is chosen, a range begins where the keyboard is. */
  if (!is_choosing (self))
    self->range_start = extend ? before : target;

  keyrack_profile_view_focus (self, target);

  if (extend && self->choice != NULL)
    choose_range (self, self->cursor);
  else if (!only_go && self->follow && !is_choosing (self) && self->cursor != before)
    keyrack_profile_view_pick (self, self->cursor);

  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);

  if (is_in_menu (self))
    return FALSE;

  if (is_choosing (self))
    toggle (self, self->cursor);
  else
    keyrack_profile_view_pick (self, self->cursor);

  return TRUE;
}

static gboolean
toggle_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);

  if (is_in_menu (self) || self->choice == NULL)
    return FALSE;

  toggle (self, self->cursor);

  return TRUE;
}

static gboolean
choose_all_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  guint n_items = keyrack_profile_view_get_n_items (self);

  if (is_in_menu (self) || self->choice == NULL || n_items == 0)
    return FALSE;

  self->range_start = 0;
  choose_range (self, n_items - 1);

  return TRUE;
}

static gboolean
menu_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  GtkWidget *row = keyrack_profile_view_get_row (self, self->cursor);
  graphene_rect_t bounds;

  if (is_in_menu (self) || row == NULL || !gtk_widget_compute_bounds (row, widget, &bounds))
    return FALSE;

  ask_menu (self, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);

  return TRUE;
}

static void
bind_move (GtkWidgetClass *widget_class,
           guint           keyval,
           guint           keypad_keyval,
           Move            move)
{
  const guint keyvals[] = { keyval, keypad_keyval };

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    {
      gtk_widget_class_add_binding (widget_class, keyvals[i], 0,
                                    move_cb, "(ibb)", move, FALSE, FALSE);
      gtk_widget_class_add_binding (widget_class, keyvals[i], GDK_SHIFT_MASK,
                                    move_cb, "(ibb)", move, TRUE, FALSE);
      gtk_widget_class_add_binding (widget_class, keyvals[i], GDK_CONTROL_MASK,
                                    move_cb, "(ibb)", move, FALSE, TRUE);
    }
}

void
keyrack_profile_view_bind_keys (GtkWidgetClass *widget_class)
{
  bind_move (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, MOVE_UP);
  bind_move (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, MOVE_DOWN);
  bind_move (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, MOVE_PAGE_UP);
  bind_move (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, MOVE_PAGE_DOWN);
  bind_move (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, MOVE_FIRST);
  bind_move (widget_class, GDK_KEY_End, GDK_KEY_KP_End, MOVE_LAST);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_ISO_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Space, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, GDK_CONTROL_MASK, toggle_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Space, GDK_CONTROL_MASK, toggle_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, choose_all_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

/* The pointer */

static guint
position_at (KeyrackProfileView *self,
             double              y)
{
  if (self->vadjustment == NULL || self->row_height == 0)
    return GTK_INVALID_LIST_POSITION;

  return keyrack_profile_view_position_at (self, y + gtk_adjustment_get_value (self->vadjustment));
}

static void
pressed_cb (KeyrackProfileView *self,
            int                 n_press,
            double              x,
            double              y,
            GtkGesture         *gesture)
{
  guint position = position_at (self, y);
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  if (keyrack_profile_view_get_profile (self, position) == NULL)
    return;

  keyrack_profile_view_focus (self, position);

  if (event != NULL && gdk_event_triggers_context_menu (event))
    {
      ask_menu (self, x, y);
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
    }
}

/* Not when it is pressed: that may be the beginning of a drag. */
static void
released_cb (KeyrackProfileView *self,
             int                 n_press,
             double              x,
             double              y,
             GtkGesture         *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint position = position_at (self, y);

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) != GDK_BUTTON_PRIMARY ||
      keyrack_profile_view_get_profile (self, position) == NULL)
    return;

  if (self->choice != NULL && (state & GDK_SHIFT_MASK) != 0)
    choose_range (self, position);
  else if (self->choice != NULL && (is_choosing (self) || (state & GDK_CONTROL_MASK) != 0))
    toggle (self, position);
  else
    keyrack_profile_view_pick (self, position);

  if ((state & GDK_SHIFT_MASK) == 0)
    self->range_start = position;
}

void
keyrack_profile_view_add_pointer (KeyrackProfileView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
