/* keyrack-profile-page-previous.c: replacing the credentials, and the pair before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-details-text.h"
#include "keyrack-rotation.h"

static void
left_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (source);

  if (keyrack_profile_page_leave_finish (self, result, &error) && self->profile != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.replace", "s", keyrack_profile_get_id (self->profile));
}

/* What is replaced is what is stored: edits are asked about first. */
static void
replace_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  if (self->profile != NULL)
    keyrack_profile_page_leave_async (self, self->cancellable, left_cb, NULL);
}

static void
journal_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  if (self->profile != NULL)
    gtk_widget_activate_action (widget, "win.journal", "s", keyrack_profile_get_id (self->profile));
}

static gboolean
end (KeyrackProfilePage *self,
     const GError       *error)
{
  if (self->form == NULL)
    return FALSE;

  keyrack_profile_page_set_saving (self, FALSE);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_profile_page_set_problem (self, error);

  return error == NULL;
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackProfilePage) self = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackProfile *profile = keyrack_rotation_get_profile (KEYRACK_ROTATION (source));

  keyrack_rotation_restore_finish (KEYRACK_ROTATION (source), result, &error);
  keyrack_profile_set_testing (profile, FALSE);

  if (end (self, error) && profile == self->profile)
    keyrack_connection_form_load (self->form, profile);
}

/* Brought back and tested: whether it still works is what matters most now. */
static void
restore_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  g_autoptr(KeyrackRotation) rotation = NULL;

  if (self->profile == NULL || self->saving)
    return;

  keyrack_profile_page_set_problem (self, NULL);
  keyrack_profile_page_set_saving (self, TRUE);
  keyrack_profile_set_testing (self->profile, TRUE);
  rotation = keyrack_rotation_new (self->client, self->store, self->profile);
  keyrack_rotation_set_journal (rotation, self->journal);
  keyrack_rotation_restore_async (rotation, NULL, restored_cb, g_object_ref (self));
}

static void
let_go_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackProfilePage) self = user_data;
  g_autoptr(GError) error = NULL;

  keyrack_profile_store_let_go_finish (KEYRACK_PROFILE_STORE (source), result, &error);
  end (self, error);
}

static void
let_go_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  if (self->profile == NULL || self->saving)
    return;

  keyrack_profile_page_set_problem (self, NULL);
  keyrack_profile_page_set_saving (self, TRUE);
  keyrack_profile_store_let_go_async (self->store, keyrack_profile_get_id (self->profile), NULL,
                                      let_go_cb, g_object_ref (self));
}

/* Says that there is a pair before, unless edits would be in the way of it. */
void
keyrack_profile_page_show_previous (KeyrackProfilePage *self)
{
  const KeyrackPreviousPair *previous = self->profile != NULL ? keyrack_profile_get_previous (self->profile) : NULL;
  gboolean visible = previous != NULL && !keyrack_profile_page_get_dirty (self);
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (self->previous_list == NULL)
    return;

  gtk_widget_set_visible (self->previous_list, visible);
  if (!visible)
    return;

  if (previous->keep_until > 0)
    {
      date = keyrack_details_text_dup_date (previous->keep_until);
      /* Translators: a date: "The pair before is kept until 3 March 2026" */
      text = g_strdup_printf (_("The pair before is kept until %s"), date);
    }

  gtk_label_set_label (self->previous_label, text != NULL ? text : _("The pair before is kept"));
}

void
keyrack_profile_page_install_previous_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.journal", NULL, journal_action);
  gtk_widget_class_install_action (widget_class, "page.let-go", NULL, let_go_action);
  gtk_widget_class_install_action (widget_class, "page.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "page.restore", NULL, restore_action);
}
