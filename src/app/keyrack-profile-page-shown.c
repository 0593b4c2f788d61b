/* keyrack-profile-page-shown.c: which connection is shown, with its test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

/* A test goes on when another connection is shown; its session waits here. */
static void
park_session (KeyrackProfilePage *self)
{
  for (guint i = self->parked->len; i > 0; i--)
    {
      if (!keyrack_test_session_get_running (g_ptr_array_index (self->parked, i - 1)))
        g_ptr_array_remove_index_fast (self->parked, i - 1);
    }

  if (keyrack_test_session_get_running (self->session))
    g_ptr_array_add (self->parked, g_object_ref (self->session));
}

static KeyrackTestSession *
dup_session (KeyrackProfilePage *self,
             KeyrackProfile     *profile)
{
  for (guint i = 0; profile != NULL && i < self->parked->len; i++)
    {
      KeyrackTestSession *session = g_ptr_array_index (self->parked, i);

      if (keyrack_test_session_get_profile (session) == profile)
        return g_object_ref (session);
    }

  return keyrack_test_session_new (profile, self->journal);
}

void
keyrack_profile_page_set_session (KeyrackProfilePage *self,
                                  KeyrackTestSession *session)
{
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  g_object_notify (G_OBJECT (self), "session");
}

static void
show_profile (KeyrackProfilePage *self,
              KeyrackProfile     *profile)
{
  g_autoptr(KeyrackTestSession) session = NULL;

  keyrack_profile_page_withdraw (self, "page.undo-discard");
  park_session (self);
  session = dup_session (self, profile);

  g_object_freeze_notify (G_OBJECT (self));
  keyrack_profile_page_set_problem (self, NULL);
  keyrack_profile_page_set_recalled (self, NULL);
  keyrack_profile_page_adopt (self, profile);
  keyrack_connection_form_load (self->form, profile);
  keyrack_profile_page_set_session (self, session);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Makes @profile the one shown without touching what is typed. */
void
keyrack_profile_page_adopt (KeyrackProfilePage *self,
                            KeyrackProfile     *profile)
{
  if (!g_set_object (&self->profile, profile))
    return;

  g_signal_group_set_target (self->profile_signals, profile);
  keyrack_profile_page_show_previous (self);
  g_object_notify (G_OBJECT (self), "profile");
  g_object_notify (G_OBJECT (self), "title");
}

/**
 * keyrack_profile_page_set_profile:
 * @self: a page
 * @profile: (nullable): a stored connection, %NULL for a new one
 *
 * Shows @profile. Unsaved edits are dropped; a test that runs goes on.
 */
void
keyrack_profile_page_set_profile (KeyrackProfilePage *self,
                                  KeyrackProfile     *profile)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_PAGE (self));
  g_return_if_fail (profile == NULL || KEYRACK_IS_PROFILE (profile));

  show_profile (self, profile);
}

/**
 * keyrack_profile_page_start_new:
 * @self: a page
 *
 * Shows an empty form and puts the cursor into its first row.
 */
void
keyrack_profile_page_start_new (KeyrackProfilePage *self)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_PAGE (self));

  show_profile (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}
