/* keyrack-profile-page-toast.c: what the page says in passing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include "keyrack-undo-toast.h"

static void
dismissed_cb (KeyrackProfilePage *self)
{
  g_assert (KEYRACK_IS_PROFILE_PAGE (self));

  g_clear_weak_pointer (&self->toast);
}

static void
withdraw (KeyrackProfilePage *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

/* One after the other would come too late: the last one takes the place of the one before. */
void
keyrack_profile_page_offer (KeyrackProfilePage *self,
                            const char         *sentence,
                            const char         *button,
                            const char         *action)
{
  g_autoptr(AdwToast) toast = adw_toast_new (sentence);

  withdraw (self);
  g_set_weak_pointer (&self->toast, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  keyrack_undo_toast_show (toast, self->toasts);
}

/* What was offered for one connection is not done to the next one. */
void
keyrack_profile_page_withdraw (KeyrackProfilePage *self,
                               const char         *action)
{
  if (self->toast != NULL && g_strcmp0 (adw_toast_get_action_name (self->toast), action) == 0)
    withdraw (self);
}

/* For what need not stay, in a line that fits 360 pixels. */
void
keyrack_profile_page_say (KeyrackProfilePage *self,
                          const char         *sentence)
{
  keyrack_profile_page_offer (self, sentence, NULL, NULL);
}
