/* keyrack-connection-form-warnings.c: what may be a mistake; it never keeps from anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-form-private.h"

#include <glib/gi18n.h>

#include "keyrack-cause-rules.h"
#include "keyrack-pasted.h"

static const char *
get_own_id (KeyrackConnectionForm *self)
{
  return self->base != NULL ? keyrack_profile_get_id (self->base) : NULL;
}

/* What is typed now; @secret is lent to it. */
static KeyrackPair
get_pair (KeyrackConnectionForm *self,
          KeyrackSecret         *secret)
{
  return (KeyrackPair) {
    .profile = self->draft,
    .own_id = get_own_id (self),
    .secret = secret,
    .profiles = self->profiles,
  };
}

static gboolean
is_pasted (const char *text)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read (text);

  return pasted != NULL;
}

/* As far as the keyring was asked. */
static KeyrackCauseKind
warn_of_same_secret (KeyrackConnectionForm  *self,
                     const KeyrackPair      *pair,
                     KeyrackProfile        **other)
{
  if (self->same_serial == keyrack_connection_form_get_secret_serial (self))
    *other = keyrack_cause_find_by_secret (pair, self->same_ref);

  return *other != NULL ? KEYRACK_CAUSE_SAME_SECRET : KEYRACK_CAUSE_NONE;
}

static KeyrackCauseKind
warn_of (KeyrackConnectionForm  *self,
         const char             *field,
         KeyrackProfile        **other)
{
  g_autoptr(KeyrackSecret) secret = NULL;
  KeyrackCauseKind kind = KEYRACK_CAUSE_NONE;
  KeyrackPair pair;

  *other = NULL;
  if (self->secret_field == NULL || self->draft == NULL)
    return KEYRACK_CAUSE_NONE;

  secret = keyrack_secret_field_dup_typed (self->secret_field);
  pair = get_pair (self, secret);
  if (g_str_equal (field, "client-id"))
    return keyrack_cause_check_client_id (&pair, other);
  if (g_str_equal (field, "instance"))
    return is_pasted (keyrack_profile_get_instance (self->draft)) ? KEYRACK_CAUSE_PASTED : KEYRACK_CAUSE_NONE;

  kind = keyrack_cause_check_secret (&pair, other);

  return kind == KEYRACK_CAUSE_NONE && secret != NULL ? warn_of_same_secret (self, &pair, other) : kind;
}

/* The text under @field, again whenever something was @edited. */
static char *
warning_text (KeyrackConnectionForm *self,
              const char            *field,
              guint                  edited)
{
  KeyrackProfile *other = NULL;
  KeyrackCauseKind kind = warn_of (self, field, &other);

  return keyrack_cause_dup_sentence (kind, other);
}

/* What the button under @field says. */
static char *
note_action (KeyrackConnectionForm *self,
             const char            *field,
             guint                  edited)
{
  KeyrackProfile *other = NULL;
  KeyrackCauseKind kind = warn_of (self, field, &other);

  if (kind == KEYRACK_CAUSE_NONE)
    return g_strdup (g_str_equal (field, "secret") ? _("Copy Secret Too") : NULL);

  return g_strdup (keyrack_cause_get_mend (kind));
}

/* What stands in the field for the instance is no part of a pair: it gives way. */
static void
take_from_instance (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read (keyrack_profile_get_instance (self->draft));
  g_autoptr(KeyrackProfile) values = keyrack_connection_form_dup_candidate (self);

  keyrack_profile_set_instance (values, self->base != NULL ? keyrack_profile_get_instance (self->base) : "");
  keyrack_profile_set_client_id (values, pasted->client_id);
  keyrack_connection_form_take (self, values, pasted->secret);
}

static void
mend (KeyrackConnectionForm *self,
      KeyrackCauseKind       kind)
{
  g_autoptr(KeyrackSecret) typed = keyrack_secret_field_dup_typed (self->secret_field);
  KeyrackPair pair = get_pair (self, typed);
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(KeyrackProfile) values = keyrack_cause_dup_mended (kind, &pair, &secret);

  keyrack_connection_form_take (self, values, secret);
}

static const char *
get_field (KeyrackConnectionForm *self,
           GtkWidget             *note)
{
  g_autoptr(GtkWidget) row = NULL;

  g_object_get (note, "field", &row, NULL);
  if (row == GTK_WIDGET (self->client_id_row))
    return "client-id";

  return row == self->secret_row ? "secret" : "instance";
}

static void
act_cb (KeyrackConnectionForm *self,
        GtkWidget             *note)
{
  const char *field = get_field (self, note);
  KeyrackProfile *other = NULL;
  KeyrackCauseKind kind = warn_of (self, field, &other);

  g_assert (KEYRACK_IS_CONNECTION_FORM (self));

  if (other != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-connection", "s", keyrack_profile_get_id (other));
  else if (kind == KEYRACK_CAUSE_NONE)
    keyrack_connection_form_take_offer (self);
  else if (g_str_equal (field, "instance"))
    take_from_instance (self);
  else
    mend (self, kind);
}

/* Nothing is said when the keyring can't tell: it was locked meanwhile, or does not answer. */
static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackConnectionForm) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *ref = keyrack_secret_store_find_same_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (error != NULL)
    {
      g_debug ("Comparing the secret: %s", error->message);
      return;
    }

  g_free (self->same_ref);
  self->same_ref = g_steal_pointer (&ref);
  keyrack_connection_form_edited (self);
}

/* When typing is over, and only when nothing has to be unlocked for it. */
static void
secret_left_cb (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackSecret) secret = NULL;
  g_auto(GStrv) refs = NULL;
  KeyrackPair pair;
  guint serial = keyrack_connection_form_get_secret_serial (self);

  g_assert (KEYRACK_IS_CONNECTION_FORM (self));

  if (serial == 0 || serial == self->same_serial || self->secrets == NULL ||
      keyrack_secret_store_get_state (self->secrets) != KEYRACK_SECRET_STORE_READY)
    return;

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  self->comparing = g_cancellable_new ();
  self->same_serial = serial;
  g_clear_pointer (&self->same_ref, g_free);

  secret = keyrack_secret_field_dup_typed (self->secret_field);
  pair = get_pair (self, secret);
  refs = keyrack_cause_dup_other_refs (&pair);
  keyrack_secret_store_find_same_async (self->secrets, secret, (const char * const *) refs, self->comparing,
                                        compared_cb, g_object_ref (self));
}

/* Makes the closures and the handlers of this file known to the template. */
void
keyrack_connection_form_bind_warnings (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_action);
  gtk_widget_class_bind_template_callback (widget_class, secret_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, warning_text);
}
