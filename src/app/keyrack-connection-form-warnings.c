/* keyrack-connection-form-warnings.c: what may be a mistake; it never keeps from anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-form-private.h"

#include <glib/gi18n.h>

#include "keyrack-pasted.h"

/* The vendor documents no format; in its examples the ID is the shorter of the two. */
#define LONG_CLIENT_ID 40

typedef enum
{
  WARNING_NONE,
  WARNING_PASTED,
  WARNING_SAME_CONNECTION,
  WARNING_IDENTICAL,
  WARNING_SWAPPED,
  WARNING_ID_OF_OTHER,
  WARNING_SAME_SECRET,
} WarningKind;

typedef struct
{
  WarningKind     kind;
  KeyrackProfile *other;  /* (not owned) the connection that is spoken of */
} Warning;

static gboolean
is_same_place (KeyrackProfile *profile,
               KeyrackProfile *draft)
{
  return g_str_equal (keyrack_profile_get_instance (profile), keyrack_profile_get_instance (draft)) &&
         g_str_equal (keyrack_profile_get_region (profile), keyrack_profile_get_region (draft));
}

static gboolean
is_own (KeyrackConnectionForm *self,
        KeyrackProfile        *profile)
{
  return self->base != NULL && g_str_equal (keyrack_profile_get_id (profile), keyrack_profile_get_id (self->base));
}

/* The first other connection with @client_id, at the same place if @at_same_place. */
static KeyrackProfile *
find_other (KeyrackConnectionForm *self,
            const char            *client_id,
            gboolean               at_same_place)
{
  guint n_profiles = self->profiles != NULL ? g_list_model_get_n_items (self->profiles) : 0;

  if (*client_id == '\0')
    return NULL;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (self->profiles, i);

      if (g_str_equal (keyrack_profile_get_client_id (profile), client_id) &&
          !is_own (self, profile) &&
          (!at_same_place || is_same_place (profile, self->draft)))
        return profile;
    }

  return NULL;
}

/* The other connection that has the secret typed, as far as the keyring was asked. */
static KeyrackProfile *
find_same_secret (KeyrackConnectionForm *self)
{
  guint n_profiles = self->profiles != NULL ? g_list_model_get_n_items (self->profiles) : 0;

  if (self->same_ref == NULL || self->same_serial != keyrack_connection_form_get_secret_serial (self))
    return NULL;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (self->profiles, i);

      if (g_str_equal (keyrack_profile_get_secret_ref (profile), self->same_ref))
        return profile;
    }

  return NULL;
}

static gboolean
is_pasted (const char *text)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read (text);

  return pasted != NULL;
}

static Warning
warn_of_client_id (KeyrackConnectionForm *self)
{
  const char *client_id = keyrack_profile_get_client_id (self->draft);
  KeyrackProfile *other = NULL;

  if (is_pasted (client_id))
    return (Warning) { WARNING_PASTED, NULL };

  other = find_other (self, client_id, TRUE);

  return (Warning) { other != NULL ? WARNING_SAME_CONNECTION : WARNING_NONE, other };
}

static Warning
warn_of_secret (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_field_dup_typed (self->secret_field);
  const char *client_id = keyrack_profile_get_client_id (self->draft);
  KeyrackProfile *other = NULL;

  if (secret == NULL)
    return (Warning) { WARNING_NONE, NULL };
  if (is_pasted (keyrack_secret_peek (secret)))
    return (Warning) { WARNING_PASTED, NULL };
  if (g_str_equal (keyrack_secret_peek (secret), client_id))
    return (Warning) { WARNING_IDENTICAL, NULL };

  other = find_other (self, keyrack_secret_peek (secret), FALSE);
  if (other != NULL)
    return (Warning) { WARNING_ID_OF_OTHER, other };
  if (strlen (client_id) >= LONG_CLIENT_ID && strlen (client_id) > keyrack_secret_get_length (secret))
    return (Warning) { WARNING_SWAPPED, NULL };

  other = find_same_secret (self);

  return (Warning) { other != NULL ? WARNING_SAME_SECRET : WARNING_NONE, other };
}

static Warning
warn_of (KeyrackConnectionForm *self,
         const char            *field)
{
  if (self->secret_field == NULL || self->draft == NULL)
    return (Warning) { WARNING_NONE, NULL };
  if (g_str_equal (field, "client-id"))
    return warn_of_client_id (self);
  if (g_str_equal (field, "secret"))
    return warn_of_secret (self);

  return (Warning) { is_pasted (keyrack_profile_get_instance (self->draft)) ? WARNING_PASTED : WARNING_NONE, NULL };
}

/* The text under @field, again whenever something was @edited. */
static char *
warning_text (KeyrackConnectionForm *self,
              const char            *field,
              guint                  edited)
{
  Warning warning = warn_of (self, field);

  switch (warning.kind)
    {
    case WARNING_PASTED:
      return g_strdup (_("This is client ID and secret in one"));
    case WARNING_SAME_CONNECTION:
      /* Translators: the name of another connection */
      return g_strdup_printf (_("“%s” has the same instance, region and client ID"),
                              keyrack_profile_get_name (warning.other));
    case WARNING_IDENTICAL:
      return g_strdup (_("The secret is the same as the client ID"));
    case WARNING_ID_OF_OTHER:
      /* Translators: the name of another connection */
      return g_strdup_printf (_("This is the client ID of “%s”"), keyrack_profile_get_name (warning.other));
    case WARNING_SAME_SECRET:
      /* Translators: the name of another connection */
      return g_strdup_printf (_("“%s” has the same secret"), keyrack_profile_get_name (warning.other));
    case WARNING_SWAPPED:
      return g_strdup (_("Client ID and secret may be swapped: mostly the ID is the shorter one"));
    case WARNING_NONE:
    default:
      return NULL;
    }
}

/* What the button under @field says. */
static char *
note_action (KeyrackConnectionForm *self,
             const char            *field,
             guint                  edited)
{
  switch (warn_of (self, field).kind)
    {
    case WARNING_PASTED:
      return g_strdup (_("Take Both"));
    case WARNING_SAME_CONNECTION:
    case WARNING_SAME_SECRET:
      return g_strdup (_("Show It"));
    case WARNING_SWAPPED:
      return g_strdup (_("Swap"));
    case WARNING_NONE:
      return g_strdup (g_str_equal (field, "secret") ? _("Copy Secret Too") : NULL);
    case WARNING_IDENTICAL:
    case WARNING_ID_OF_OTHER:
    default:
      return NULL;
    }
}

static void
take_pair (KeyrackConnectionForm *self,
           const char            *client_id,
           KeyrackSecret         *secret)
{
  keyrack_connection_form_pause (self, TRUE);
  keyrack_profile_set_client_id (self->draft, client_id);
  keyrack_connection_form_pause (self, FALSE);
  keyrack_secret_field_set_typed (self->secret_field, secret);
}

static void
take_pasted (KeyrackConnectionForm *self,
             const char            *field)
{
  g_autoptr(KeyrackSecret) typed = keyrack_secret_field_dup_typed (self->secret_field);
  g_autoptr(KeyrackPasted) pasted = NULL;

  if (g_str_equal (field, "secret"))
    pasted = keyrack_pasted_read (keyrack_secret_peek (typed));
  else if (g_str_equal (field, "client-id"))
    pasted = keyrack_pasted_read (keyrack_profile_get_client_id (self->draft));
  else
    pasted = keyrack_pasted_read (keyrack_profile_get_instance (self->draft));

  if (g_str_equal (field, "instance"))
    keyrack_profile_set_instance (self->draft, self->base != NULL ? keyrack_profile_get_instance (self->base) : "");

  take_pair (self, pasted->client_id, pasted->secret);
}

static void
swap (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackSecret) typed = keyrack_secret_field_dup_typed (self->secret_field);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (keyrack_profile_get_client_id (self->draft), -1);

  take_pair (self, keyrack_secret_peek (typed), secret);
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
  Warning warning = warn_of (self, field);

  g_assert (KEYRACK_IS_CONNECTION_FORM (self));

  switch (warning.kind)
    {
    case WARNING_PASTED:
      take_pasted (self, field);
      break;
    case WARNING_SAME_CONNECTION:
    case WARNING_SAME_SECRET:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-connection", "s",
                                  keyrack_profile_get_id (warning.other));
      break;
    case WARNING_SWAPPED:
      swap (self);
      break;
    case WARNING_NONE:
      keyrack_connection_form_take_offer (self);
      break;
    case WARNING_IDENTICAL:
    case WARNING_ID_OF_OTHER:
    default:
      break;
    }
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

static GStrv
dup_other_refs (KeyrackConnectionForm *self)
{
  g_autoptr(GStrvBuilder) refs = g_strv_builder_new ();
  guint n_profiles = self->profiles != NULL ? g_list_model_get_n_items (self->profiles) : 0;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (self->profiles, i);

      if (*keyrack_profile_get_secret_ref (profile) != '\0' && !is_own (self, profile))
        g_strv_builder_add (refs, keyrack_profile_get_secret_ref (profile));
    }

  return g_strv_builder_end (refs);
}

/* When typing is over, and only when nothing has to be unlocked for it. */
static void
secret_left_cb (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackSecret) secret = NULL;
  g_auto(GStrv) refs = NULL;
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
  refs = dup_other_refs (self);
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
