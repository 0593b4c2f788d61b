/* keyrack-profile-page-cause.c: where it is wrong, and mending it in the form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include "keyrack-cause.h"

static KeyrackCause *
dup_cause (KeyrackProfilePage *self)
{
  KeyrackCause *cause = NULL;

  g_object_get (self->result_view, "cause", &cause, NULL);

  return cause;
}

/* What was found shows in the row of the cause, as long as it is there. */
static void
find_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyrack_cause_find_finish (KEYRACK_CAUSE (source), result, &error))
    g_debug ("Looking for the cause: %s", error->message);
}

/* The form holds what was tested, as long as the result is not stale. */
static void
find_cause_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  KeyrackTestResult *result = keyrack_test_session_get_result (self->session);
  g_autoptr(KeyrackProfile) candidate = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(KeyrackCause) cause = NULL;

  if (self->stale || !keyrack_cause_may_be_found (result))
    return;

  candidate = keyrack_connection_form_dup_candidate (self->form);
  secret = keyrack_connection_form_dup_secret (self->form);
  cause = keyrack_cause_new (self->client,
                             keyrack_profile_store_get_secrets (self->store),
                             G_LIST_MODEL (self->store),
                             candidate, secret, result);
  g_object_set (self->result_view, "cause", cause, NULL);
  keyrack_cause_find_async (cause, self->cancellable, find_cb, NULL);
}

static void
mend_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  g_autoptr(KeyrackCause) cause = dup_cause (self);
  g_autoptr(KeyrackProfile) values = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;

  if (cause == NULL || self->stale)
    return;

  if (keyrack_cause_get_other_id (cause) != NULL)
    {
      gtk_widget_activate_action (widget, "win.show-connection", "s", keyrack_cause_get_other_id (cause));
      return;
    }

  values = keyrack_cause_dup_values (cause, &secret);
  keyrack_connection_form_take (self->form, values, secret);
}

void
keyrack_profile_page_install_cause_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.find-cause", NULL, find_cause_action);
  gtk_widget_class_install_action (widget_class, "page.mend", NULL, mend_action);
}
