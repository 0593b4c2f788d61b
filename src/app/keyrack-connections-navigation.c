/* keyrack-connections-navigation.c: what is shown, and what is asked before that changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connections-private.h"

/* Side by side both are visible, and the leaflet would only take the focus away. */
static void
turn_to (KeyrackConnections *self,
         GtkWidget          *pane)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (adw_bin_get_child (ADW_BIN (self)));

  if (adw_leaflet_get_folded (leaflet))
    adw_leaflet_set_visible_child (leaflet, pane);
}

/* When there is room for one pane only, it is the one being used. */
static void
folded_cb (KeyrackConnections *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_assert (KEYRACK_IS_CONNECTIONS (self));

  if (self->composing || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page))))
    turn_to (self, self->page_pane);
}

static gboolean
is_stored (KeyrackConnections *self,
           KeyrackProfile     *profile)
{
  return profile != NULL &&
         keyrack_profile_store_find (self->store, keyrack_profile_get_id (profile)) == profile;
}

static void
show_profile (KeyrackConnections *self,
              KeyrackProfile     *profile)
{
  keyrack_connections_set_composing (self, FALSE);

  if (keyrack_profile_page_get_profile (self->page) != profile)
    keyrack_profile_page_set_profile (self->page, profile);
}

/* Finds something to show when there is nothing, or when what is shown was deleted. What
 * was typed for a connection that another program deleted stays until it is saved or left. */
void
keyrack_connections_settle (KeyrackConnections *self)
{
  g_autoptr(KeyrackProfile) neighbour = NULL;

  g_assert (KEYRACK_IS_CONNECTIONS (self));

  if (keyrack_connections_get_occupied (self) ||
      is_stored (self, keyrack_profile_page_get_profile (self->page)))
    return;

  neighbour = keyrack_profile_list_dup_neighbour (self->list);
  show_profile (self, neighbour);
}

static gboolean
settle_cb (gpointer user_data)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (user_data);

  self->settle_id = 0;
  keyrack_connections_settle (self);

  return G_SOURCE_REMOVE;
}

/* The page may still be in the middle of putting its form in order. */
static void
dirty_cb (KeyrackConnections *self)
{
  g_assert (KEYRACK_IS_CONNECTIONS (self));

  g_object_notify (G_OBJECT (self), "occupied");
  keyrack_connections_guard_session (self);

  if (self->settle_id == 0)
    self->settle_id = g_idle_add (settle_cb, self);
}

static void
begin_new (KeyrackConnections *self,
           KeyrackProfile     *source)
{
  if (!self->composing)
    g_set_object (&self->previous, keyrack_profile_page_get_profile (self->page));
  keyrack_connections_set_composing (self, TRUE);

  if (source != NULL)
    keyrack_profile_page_duplicate (self->page, source);
  else
    keyrack_profile_page_start_new (self->page);
}

static void
go_to_target (KeyrackConnections *self)
{
  g_autoptr(KeyrackProfile) target = g_steal_pointer (&self->target);
  g_autoptr(KeyrackProfile) source = g_steal_pointer (&self->source);

  if (target != NULL)
    show_profile (self, target);
  else
    begin_new (self, source);

  turn_to (self, self->page_pane);
}

static void
forget_target (KeyrackConnections *self)
{
  g_clear_object (&self->target);
  g_clear_object (&self->source);
}

static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (object);

  if (keyrack_connections_leave_finish (self, result, NULL))
    go_to_target (self);
  else
    forget_target (self);
}

/* Asks first when something would be lost. */
static void
leave_for (KeyrackConnections *self,
           KeyrackProfile     *target)
{
  if (self->leaving)
    return;

  g_set_object (&self->target, target);

  if (keyrack_profile_page_get_dirty (self->page))
    keyrack_connections_leave_async (self, self->cancellable, left_cb, NULL);
  else
    go_to_target (self);
}

static void
picked_cb (KeyrackConnections *self,
           KeyrackProfile     *profile)
{
  g_autoptr(KeyrackProfile) draft = NULL;

  g_assert (KEYRACK_IS_CONNECTIONS (self));

  g_object_get (self->list, "draft", &draft, NULL);

  if (profile == (self->composing ? draft : keyrack_profile_page_get_profile (self->page)))
    turn_to (self, self->page_pane);
  else
    leave_for (self, profile);
}

static void
saved_cb (KeyrackConnections *self)
{
  g_assert (KEYRACK_IS_CONNECTIONS (self));

  keyrack_connections_set_composing (self, FALSE);
}

static void
closed_cb (KeyrackConnections *self)
{
  g_assert (KEYRACK_IS_CONNECTIONS (self));

  turn_to (self, self->list_pane);

  if (self->composing)
    {
      g_autoptr(KeyrackProfile) previous = g_steal_pointer (&self->previous);

      show_profile (self, is_stored (self, previous) ? previous : NULL);
    }

  keyrack_connections_settle (self);
}

/* Begins a new connection, or goes back to the one that was begun. */
void
keyrack_connections_compose (KeyrackConnections *self)
{
  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));

  if (self->composing)
    turn_to (self, self->page_pane);
  else
    leave_for (self, NULL);
}

/* Begins a new connection with the values of another. */
void
keyrack_connections_duplicate (KeyrackConnections *self,
                               const char         *id)
{
  KeyrackProfile *source = NULL;

  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));
  g_return_if_fail (id != NULL);

  source = keyrack_profile_store_find (self->store, id);
  if (source == NULL || self->leaving)
    return;

  g_set_object (&self->source, source);
  leave_for (self, NULL);
}

/* Goes to a connection. */
void
keyrack_connections_show (KeyrackConnections *self,
                          const char         *id)
{
  KeyrackProfile *profile = NULL;

  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));
  g_return_if_fail (id != NULL);

  profile = keyrack_profile_store_find (self->store, id);
  if (profile != NULL)
    leave_for (self, profile);
}

/* Goes to a connection and looks where it is wrong, unless edits of another hold it up. */
void
keyrack_connections_find_cause (KeyrackConnections *self,
                                const char         *id)
{
  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));
  g_return_if_fail (id != NULL);

  keyrack_connections_show (self, id);
  if (g_strcmp0 (keyrack_connections_get_shown (self), id) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self->page), "page.find-cause", NULL);
}

void
keyrack_connections_search (KeyrackConnections *self)
{
  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));

  turn_to (self, self->list_pane);
  keyrack_profile_list_search (self->list);
}

/* The id of the connection that is shown, or NULL. */
const char *
keyrack_connections_get_shown (KeyrackConnections *self)
{
  KeyrackProfile *profile = NULL;

  g_return_val_if_fail (KEYRACK_IS_CONNECTIONS (self), NULL);

  profile = self->composing ? NULL : keyrack_profile_page_get_profile (self->page);

  return profile != NULL ? keyrack_profile_get_id (profile) : NULL;
}

/* Goes back to the list when there is room for one pane only. */
void
keyrack_connections_show_list (KeyrackConnections *self)
{
  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));

  turn_to (self, self->list_pane);
}

/* Deletes what is shown. */
void
keyrack_connections_delete (KeyrackConnections *self)
{
  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));

  gtk_widget_activate_action (GTK_WIDGET (self->page), "page.delete", NULL);
}

static void
page_left_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  KeyrackConnections *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  gboolean left = keyrack_profile_page_leave_finish (KEYRACK_PROFILE_PAGE (object), result, &error);

  self->leaving = FALSE;

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, left);
}

/* Asks what becomes of unsaved edits; one question at a time: the second answer is no. */
void
keyrack_connections_leave_async (KeyrackConnections  *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_CONNECTIONS (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_connections_leave_async);

  if (self->leaving)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  self->leaving = TRUE;
  keyrack_profile_page_leave_async (self->page, cancellable, page_left_cb, g_steal_pointer (&task));
}

gboolean
keyrack_connections_leave_finish (KeyrackConnections  *self,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTIONS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The handlers of the template. */
void
keyrack_connections_bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, dirty_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
}
