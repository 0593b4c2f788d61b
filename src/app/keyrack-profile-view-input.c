/* keyrack-profile-view-input.c: the keyboard and the pointer in the list of connections
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
    toggle (self, keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (self)));

  keyrack_profile_view_show_menu (self, x, y);
}

/* The keyboard */

/* Shift chooses, Ctrl only goes there. */
void
keyrack_profile_view_move (KeyrackRowView  *view,
                           guint            position,
                           GdkModifierType  modifiers)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (view);
  guint before = keyrack_row_view_get_cursor (view);
  gboolean extend = (modifiers & GDK_SHIFT_MASK) != 0;

  /* Until something is chosen, a range begins where the keyboard is. */
  if (!is_choosing (self))
    self->range_start = extend ? before : position;

  keyrack_row_view_focus (view, position);
  position = keyrack_row_view_get_cursor (view);

  if (extend && self->choice != NULL)
    choose_range (self, position);
  else if ((modifiers & GDK_CONTROL_MASK) == 0 && self->follow && !is_choosing (self) && position != before)
    keyrack_profile_view_pick (self, position);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  guint cursor = keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (self));

  if (!keyrack_row_view_has_focus (KEYRACK_ROW_VIEW (self)))
    return FALSE;

  if (is_choosing (self))
    toggle (self, cursor);
  else
    keyrack_profile_view_pick (self, cursor);

  return TRUE;
}

static gboolean
toggle_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);

  if (!keyrack_row_view_has_focus (KEYRACK_ROW_VIEW (self)) || self->choice == NULL)
    return FALSE;

  toggle (self, keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (self)));

  return TRUE;
}

static gboolean
choose_all_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  guint n_items = keyrack_row_view_get_n_items (KEYRACK_ROW_VIEW (self));

  if (!keyrack_row_view_has_focus (KEYRACK_ROW_VIEW (self)) || self->choice == NULL || n_items == 0)
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
  GtkWidget *row = keyrack_row_view_get_row (KEYRACK_ROW_VIEW (self), keyrack_row_view_get_cursor (KEYRACK_ROW_VIEW (self)));
  graphene_rect_t bounds;

  if (!keyrack_row_view_has_focus (KEYRACK_ROW_VIEW (self)) || row == NULL || !gtk_widget_compute_bounds (row, widget, &bounds))
    return FALSE;

  ask_menu (self, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);

  return TRUE;
}

void
keyrack_profile_view_bind_keys (GtkWidgetClass *widget_class)
{
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

static void
pressed_cb (KeyrackProfileView *self,
            int                 n_press,
            double              x,
            double              y,
            GtkGesture         *gesture)
{
  guint position = keyrack_row_view_position_at (KEYRACK_ROW_VIEW (self), y);
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  if (keyrack_profile_view_get_profile (self, position) == NULL)
    return;

  keyrack_row_view_focus (KEYRACK_ROW_VIEW (self), position);

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
  guint position = keyrack_row_view_position_at (KEYRACK_ROW_VIEW (self), y);

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
