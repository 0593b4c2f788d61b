/* keyrack-window-navigation.c: what the window shows, and what is asked before that changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window-private.h"

/* Side by side both are visible, and the leaflet would only take the focus away. */
static void
turn_to (KeyrackWindow *self,
         gpointer       pane)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (pane));
}

/* When there is room for one pane only, it is the one being used. */
static void
folded_cb (KeyrackWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  g_assert (KEYRACK_IS_WINDOW (self));

  if (self->composing || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page))))
    turn_to (self, self->page);
}

static gboolean
is_stored (KeyrackWindow  *self,
           KeyrackProfile *profile)
{
  return profile != NULL &&
         keyrack_profile_store_find (self->store, keyrack_profile_get_id (profile)) == profile;
}

static void
show_profile (KeyrackWindow  *self,
              KeyrackProfile *profile)
{
  keyrack_window_set_composing (self, FALSE);

  if (keyrack_profile_page_get_profile (self->page) != profile)
    keyrack_profile_page_set_profile (self->page, profile);
}

/* Finds something to show when there is nothing, or when what is shown was deleted. What
 * was typed for a connection that another program deleted stays until it is saved or left. */
void
keyrack_window_settle (KeyrackWindow *self)
{
  g_autoptr(KeyrackProfile) neighbour = NULL;

  g_assert (KEYRACK_IS_WINDOW (self));

  if (!keyrack_profile_store_get_loaded (self->store) ||
      self->composing ||
      is_stored (self, keyrack_profile_page_get_profile (self->page)) ||
      keyrack_profile_page_get_dirty (self->page))
    return;

  neighbour = keyrack_profile_list_dup_neighbour (self->list);
  show_profile (self, neighbour);
}

static void
compose (KeyrackWindow *self)
{
  g_set_object (&self->previous, keyrack_profile_page_get_profile (self->page));
  keyrack_profile_page_start_new (self->page);
  keyrack_window_set_composing (self, TRUE);
}

static void
go_on (KeyrackWindow *self)
{
  g_autoptr(KeyrackProfile) target = g_steal_pointer (&self->target);

  switch (self->next)
    {
    case NEXT_SHOW:
      show_profile (self, target);
      turn_to (self, self->page);
      break;

    case NEXT_COMPOSE:
      compose (self);
      turn_to (self, self->page);
      break;

    case NEXT_CLOSE:
    default:
      gtk_window_destroy (GTK_WINDOW (self));
      break;
    }
}

static void
leave_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(KeyrackWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  self->leaving = FALSE;

  if (keyrack_profile_page_leave_finish (KEYRACK_PROFILE_PAGE (object), result, &error))
    go_on (self);
  else
    g_clear_object (&self->target);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Leaving the page: %s", error->message);
}

/* Asks the page first when something would be lost. */
void
keyrack_window_leave (KeyrackWindow  *self,
                      Next            next,
                      KeyrackProfile *target)
{
  if (self->leaving)
    return;

  self->next = next;
  g_set_object (&self->target, target);

  if (!keyrack_profile_page_get_dirty (self->page))
    {
      go_on (self);
      return;
    }

  self->leaving = TRUE;
  keyrack_profile_page_leave_async (self->page, self->cancellable, leave_cb, g_object_ref (self));
}

static gboolean
is_shown (KeyrackWindow  *self,
          KeyrackProfile *profile)
{
  g_autoptr(KeyrackProfile) draft = NULL;

  g_object_get (self->list, "draft", &draft, NULL);

  return profile == (self->composing ? draft : keyrack_profile_page_get_profile (self->page));
}

static void
picked_cb (KeyrackWindow  *self,
           KeyrackProfile *profile)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  if (is_shown (self, profile))
    turn_to (self, self->page);
  else
    keyrack_window_leave (self, NEXT_SHOW, profile);
}

static void
saved_cb (KeyrackWindow *self)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  keyrack_window_set_composing (self, FALSE);
}

static void
closed_cb (KeyrackWindow *self)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  turn_to (self, self->list);

  if (self->composing)
    {
      g_autoptr(KeyrackProfile) previous = g_steal_pointer (&self->previous);

      show_profile (self, is_stored (self, previous) ? previous : NULL);
    }

  keyrack_window_settle (self);
}

static void
new_connection_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  if (self->composing)
    turn_to (self, self->page);
  else
    keyrack_window_leave (self, NEXT_COMPOSE, NULL);
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  turn_to (self, self->list);
  keyrack_profile_list_search (self->list);
}

static void
delete_connection_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->page), "page.delete", NULL);
}

/* The template's signals and the window's actions. */
void
keyrack_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
  gtk_widget_class_install_action (widget_class, "win.new-connection", NULL, new_connection_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.delete-connection", NULL, delete_connection_action);
}
