/* keyrack-connections-session.c: unsaved edits when the person logs out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connections-private.h"

#include <glib/gi18n.h>

/* The session manager lets its person end the session all the same. */
static void
query_end_cb (KeyrackConnections *self)
{
  g_assert (KEYRACK_IS_CONNECTIONS (self));

  keyrack_profile_page_flush_draft (self->page);
}

static void
inhibit (KeyrackConnections *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkApplication *application = window != NULL ? gtk_window_get_application (window) : NULL;

  if (application == NULL)
    return;

  g_set_weak_pointer (&self->inhibited, application);
  g_signal_connect_object (application, "query-end", G_CALLBACK (query_end_cb), self, G_CONNECT_SWAPPED);
  self->inhibition = gtk_application_inhibit (application, window, GTK_APPLICATION_INHIBIT_LOGOUT,
                                              _("There are unsaved edits"));
}

/* Ends what keyrack_connections_guard_session() began. */
void
keyrack_connections_release_session (KeyrackConnections *self)
{
  if (self->inhibited == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->inhibited, query_end_cb, self);
  if (self->inhibition != 0)
    gtk_application_uninhibit (self->inhibited, self->inhibition);

  self->inhibition = 0;
  g_clear_weak_pointer (&self->inhibited);
}

/* Asks the session manager to ask before it ends the session, as long as there are unsaved
 * edits. */
void
keyrack_connections_guard_session (KeyrackConnections *self)
{
  if (!keyrack_connections_get_dirty (self))
    keyrack_connections_release_session (self);
  else if (self->inhibited == NULL)
    inhibit (self);
}
