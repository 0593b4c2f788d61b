/* keyrack-profile-page-toast.c: what the page says in passing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"

/* One after the other would come too late: the last one takes the place of the one before. */
void
keyrack_profile_page_offer (KeyrackProfilePage *self,
                            const char         *sentence,
                            const char         *button,
                            const char         *action)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  g_set_weak_pointer (&self->toast, adw_toast_new (sentence));
  adw_toast_set_button_label (self->toast, button);
  adw_toast_set_action_name (self->toast, action);
  adw_toast_overlay_add_toast (self->toasts, self->toast);
  keyrack_accessible_name_parts (gtk_widget_get_last_child (GTK_WIDGET (self->toasts)), _("Close"));
}

/* For what need not stay, in a line that fits 360 pixels. */
void
keyrack_profile_page_say (KeyrackProfilePage *self,
                          const char         *sentence)
{
  keyrack_profile_page_offer (self, sentence, NULL, NULL);
}
