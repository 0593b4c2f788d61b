/* keyrack-profile-page-discard.c: dropping what was typed, with a way back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

/* Back to what is stored. */
void
keyrack_profile_page_drop_edits (KeyrackProfilePage *self)
{
  keyrack_profile_page_set_problem (self, NULL);
  keyrack_profile_page_set_recalled (self, NULL);
  keyrack_connection_form_reset (self->form);
  keyrack_test_session_forget (self->session);
}

static void
forget_discarded (KeyrackProfilePage *self)
{
  g_clear_pointer (&self->discarded, keyrack_form_step_free);
}

/* The form of a stored connection has its history; a new one is gone, and with it its own. */
static void
discard_new (KeyrackProfilePage *self)
{
  KeyrackFormStep *step = NULL;

  if (keyrack_profile_page_get_dirty (self))
    step = keyrack_connection_form_dup_step (self->form);

  keyrack_profile_page_drop_edits (self);
  keyrack_profile_page_emit_closed (self);
  if (step == NULL)
    return;

  /* The end of a toast before this one forgets what that one offered. */
  keyrack_profile_page_offer (self, _("New connection discarded"), _("Undo"), "page.begin-again");
  forget_discarded (self);
  self->discarded = step;
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (forget_discarded), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
discard_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  if (self->profile == NULL)
    {
      discard_new (self);
      return;
    }

  keyrack_profile_page_drop_edits (self);
  keyrack_profile_page_offer (self, _("Edits discarded"), _("Undo"), "page.undo-discard");
}

/* Discarding is a step like any other. */
static void
undo_discard_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  keyrack_connection_form_undo (KEYRACK_PROFILE_PAGE (widget)->form);
}

/* Not over what was begun meanwhile. */
static void
begin_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  g_autoptr(KeyrackFormStep) step = g_steal_pointer (&self->discarded);

  if (step == NULL || keyrack_profile_page_get_dirty (self))
    return;

  gtk_widget_activate_action (widget, "win.new-connection", NULL);
  if (self->profile == NULL)
    keyrack_connection_form_set_step (self->form, step);
}

void
keyrack_profile_page_install_discard_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.begin-again", NULL, begin_again_action);
  gtk_widget_class_install_action (widget_class, "page.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "page.undo-discard", NULL, undo_discard_action);
}
