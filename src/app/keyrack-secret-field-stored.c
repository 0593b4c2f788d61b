/* keyrack-secret-field-stored.c: fetching a stored secret to show it, to copy it, to type it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-field-private.h"

#include <glib/gi18n.h>

#include "keyrack-clipboard.h"
#include "keyrack-secret-lookup.h"

static KeyrackSecret *
fetched (KeyrackSecretField *self,
         GAsyncResult       *result)
{
  g_autoptr(GError) error = NULL;
  KeyrackSecret *secret = keyrack_secret_lookup_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  if (secret == NULL)
    gtk_text_set_visibility (self->text, FALSE);
  keyrack_secret_field_set_notice (self, error != NULL ? error->message : NULL, NULL);

  return secret;
}

static void
fetch (KeyrackSecretField  *self,
       const char          *secret_ref,
       GAsyncReadyCallback  callback)
{
  if (self->store == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  keyrack_secret_lookup_async (self->store, secret_ref, self->cancellable, callback, g_object_ref (self));
}

static void
reveal_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackSecretField) self = user_data;
  g_autoptr(KeyrackSecret) secret = fetched (self, result);

  /* It may have been hidden again while the keyring was asked. */
  if (secret == NULL || self->shows == SHOWS_TYPED || !gtk_text_get_visibility (self->text))
    return;

  self->shows = SHOWS_STORED;
  keyrack_secret_field_set_text (self, keyrack_secret_peek (secret));
}

static void
copy (KeyrackSecretField *self,
      KeyrackSecret      *secret)
{
  guint seconds = keyrack_clipboard_get_seconds ();
  g_autofree char *notice = NULL;

  /* Translators: what happens to a secret in the clipboard */
  notice = g_strdup_printf (ngettext ("Copied; the clipboard is emptied after %u second",
                                      "Copied; the clipboard is emptied after %u seconds",
                                      seconds),
                            seconds);
  keyrack_clipboard_copy_secret (gtk_widget_get_clipboard (GTK_WIDGET (self->row)), secret);
  keyrack_secret_field_set_notice (self, notice, NULL);
}

static void
copy_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KeyrackSecretField) self = user_data;
  g_autoptr(KeyrackSecret) secret = fetched (self, result);

  if (secret != NULL)
    copy (self, secret);
}

static void
take_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KeyrackSecretField) self = user_data;
  g_autoptr(KeyrackSecret) secret = fetched (self, result);

  /* What was typed while the keyring was asked counts. */
  if (secret != NULL && self->shows != SHOWS_TYPED)
    keyrack_secret_field_set_typed (self, secret);
}

/* Shows the stored secret in clear. */
void
keyrack_secret_field_reveal (KeyrackSecretField *self)
{
  fetch (self, self->secret_ref, reveal_cb);
}

/**
 * keyrack_secret_field_copy:
 * @self: a secret field
 *
 * Copies the secret, typed or stored, for a short time.
 */
void
keyrack_secret_field_copy (KeyrackSecretField *self)
{
  g_autoptr(KeyrackSecret) typed = NULL;

  g_return_if_fail (KEYRACK_IS_SECRET_FIELD (self));

  typed = keyrack_secret_field_dup_typed (self);
  if (typed != NULL)
    copy (self, typed);
  else if (keyrack_secret_field_is_stored (self))
    fetch (self, self->secret_ref, copy_cb);
  else
    keyrack_secret_field_set_notice (self, _("There is no secret to copy"), NULL);
}

/**
 * keyrack_secret_field_take_stored:
 * @self: a secret field
 * @secret_ref: the secret of another connection
 *
 * Looks the secret up and puts it into the field as if it had been typed.
 */
void
keyrack_secret_field_take_stored (KeyrackSecretField *self,
                                  const char         *secret_ref)
{
  g_return_if_fail (KEYRACK_IS_SECRET_FIELD (self));
  g_return_if_fail (secret_ref != NULL);

  fetch (self, secret_ref, take_cb);
}
