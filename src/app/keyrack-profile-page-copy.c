/* keyrack-profile-page-copy.c: what of a connection can be put into the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-address.h"
#include "keyrack-copy-text.h"
#include "keyrack-diagnostics-window.h"
#include "keyrack-diagnostics.h"
#include "keyrack-leak-guard.h"
#include "keyrack-secret-lookup.h"

/* What was asked for, while its secret is looked up. */
typedef struct
{
  KeyrackProfilePage *page;
  char               *text;
  char               *notice;  /* (nullable) said once it is copied; NULL: the text is shown first */
} Leaving;

static void
leaving_free (Leaving *leaving)
{
  g_object_unref (leaving->page);
  g_free (leaving->text);
  g_free (leaving->notice);
  g_free (leaving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

/* Nothing but the text leaves, and only when the secret does not stand in it. */
static void
let_go (const Leaving *leaving,
        KeyrackSecret *secret)
{
  KeyrackProfilePage *self = leaving->page;

  if (secret != NULL && keyrack_leak_guard_has_secret (leaving->text, secret))
    {
      keyrack_profile_page_say (self, _("Not copied: the secret stands in the text"));
      return;
    }

  if (leaving->notice == NULL)
    {
      gtk_window_present (GTK_WINDOW (keyrack_diagnostics_window_new (
        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), leaving->text)));
      return;
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), leaving->text);
  keyrack_profile_page_say (self, leaving->notice);
}

/* A secret that may be there but can't be read could stand in the text all the same. What is
 * shown first the person judges, and needs just then, unless unlocking is all it takes. */
static const char *
get_doubt (const Leaving *leaving,
           const GError  *error)
{
  if (error == NULL || g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND))
    return NULL;

  if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED) ||
      g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DISMISSED))
    return _("Not copied: locked secrets can’t be looked for");

  return leaving->notice != NULL ? _("Not copied: the stored secret can’t be read and looked for") : NULL;
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackSecret) secret = keyrack_secret_lookup_finish (result, &error);
  KeyrackProfilePage *self = leaving->page;
  const char *doubt = get_doubt (leaving, error);

  if (self->form == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (doubt != NULL)
    keyrack_profile_page_say (self, doubt);
  else
    let_go (leaving, secret);
}

static void
leave (KeyrackProfilePage *self,
       char               *text,
       const char         *notice)
{
  g_autoptr(Leaving) leaving = g_new0 (Leaving, 1);
  g_autoptr(KeyrackSecret) typed = keyrack_connection_form_dup_secret (self->form);
  g_autofree char *secret_ref = NULL;

  leaving->page = g_object_ref (self);
  leaving->text = text;
  leaving->notice = g_strdup (notice);

  g_object_get (self->form, "secret-ref", &secret_ref, NULL);
  if (typed != NULL || *secret_ref == '\0')
    let_go (leaving, typed);
  else
    keyrack_secret_lookup_async (keyrack_profile_store_get_secrets (self->store), secret_ref, self->cancellable,
                                 looked_up_cb, g_steal_pointer (&leaving));
}

static char *
dup_libraries (void)
{
  return g_strdup_printf ("GLib %u.%u.%u, GTK %u.%u.%u, libadwaita %u.%u.%u",
                          glib_major_version, glib_minor_version, glib_micro_version,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
}

static void
leave_or_explain (KeyrackProfilePage *self,
                  char               *text,
                  const char         *notice)
{
  if (text != NULL)
    leave (self, text, notice);
  else
    keyrack_profile_page_say (self, _("Not copied: the connection is not complete"));
}

static void
copy_token_address_action (GtkWidget  *widget,
                           const char *action_name,
                           GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  KeyrackProfile *draft = keyrack_connection_form_get_draft (self->form);
  char *url = keyrack_address_dup_token_url (keyrack_profile_get_instance (draft),
                                             keyrack_profile_get_region (draft),
                                             NULL);

  leave_or_explain (self, url, _("Token address copied"));
}

static void
copy_curl_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  leave_or_explain (self,
                    keyrack_copy_text_dup_curl (keyrack_connection_form_get_draft (self->form)),
                    _("Command copied, without the secret"));
}

static void
copy_powershell_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  leave_or_explain (self,
                    keyrack_copy_text_dup_powershell (keyrack_connection_form_get_draft (self->form)),
                    _("Command copied, without the secret"));
}

static void
copy_diagnostics_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  g_autoptr(KeyrackProfile) candidate = keyrack_connection_form_dup_candidate (self->form);
  g_autofree char *libraries = dup_libraries ();

  leave (self,
         keyrack_diagnostics_dup_text (candidate,
                                       keyrack_test_session_get_result (self->session),
                                       keyrack_profile_store_get_secrets (self->store),
                                       libraries),
         NULL);
}

static void
copy_secret_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  keyrack_connection_form_copy_secret (KEYRACK_PROFILE_PAGE (widget)->form);
}

void
keyrack_profile_page_install_copy_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.copy-curl", NULL, copy_curl_action);
  gtk_widget_class_install_action (widget_class, "page.copy-diagnostics", NULL, copy_diagnostics_action);
  gtk_widget_class_install_action (widget_class, "page.copy-powershell", NULL, copy_powershell_action);
  gtk_widget_class_install_action (widget_class, "page.copy-secret", NULL, copy_secret_action);
  gtk_widget_class_install_action (widget_class, "page.copy-token-address", NULL, copy_token_address_action);
}
