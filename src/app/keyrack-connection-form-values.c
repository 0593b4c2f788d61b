/* keyrack-connection-form-values.c: what is typed, what is stored, and what is wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-form-private.h"

#include "keyrack-details-merge.h"
#include "keyrack-form-text.h"
#include "keyrack-text.h"

static void
copy_fields (KeyrackProfile *from,
             KeyrackProfile *to)
{
  keyrack_profile_set_name (to, keyrack_profile_get_name (from));
  keyrack_profile_set_instance (to, keyrack_profile_get_instance (from));
  keyrack_profile_set_region (to, keyrack_profile_get_region (from));
  keyrack_profile_set_client_id (to, keyrack_profile_get_client_id (from));
  keyrack_profile_set_environment (to, keyrack_profile_get_environment (from));
  keyrack_profile_set_tags (to, keyrack_profile_get_tags (from));
  keyrack_profile_set_note (to, keyrack_profile_get_note (from));
  keyrack_profile_set_rotate_every_days (to, keyrack_profile_get_rotate_every_days (from));
  keyrack_profile_set_intended_permissions (to, keyrack_profile_get_intended_permissions (from));
}

/* The dates are no fields, but say when the interval of the draft is over. */
static void
copy_dates (KeyrackProfile *from,
            KeyrackProfile *to)
{
  keyrack_profile_set_rotated_at (to, keyrack_profile_get_rotated_at (from));
  keyrack_profile_set_secret_saved_at (to, keyrack_profile_get_secret_saved_at (from));
}

static void
set_offer (KeyrackConnectionForm *self,
           const char            *name,
           const char            *secret_ref)
{
  g_free (self->offered_name);
  self->offered_name = g_strdup (name);
  g_free (self->offered_ref);
  self->offered_ref = g_strdup (secret_ref);
}

static KeyrackProfile *
dup_base (KeyrackConnectionForm *self)
{
  return self->base != NULL ? g_object_ref (self->base) : keyrack_profile_new ();
}

void
keyrack_connection_form_pause (KeyrackConnectionForm *self,
                               gboolean               paused)
{
  keyrack_tidy_row_set_paused (self->instance_row, paused);
  keyrack_tidy_row_set_paused (self->label_row, paused);
  keyrack_tidy_row_set_paused (self->client_id_row, paused);
}

/* What is put into the rows is no edit of theirs. */
static void
set_fields (KeyrackConnectionForm *self,
            KeyrackProfile        *values)
{
  keyrack_connection_form_pause (self, TRUE);
  g_object_set (self->region_row, "other", FALSE, NULL);
  copy_fields (values, self->draft);
  keyrack_connection_form_pause (self, FALSE);
}

static void
focus_first_flaw (KeyrackConnectionForm *self,
                  guint                  flaws)
{
  if (flaws & keyrack_form_text_get_flaws ("name"))
    gtk_widget_grab_focus (self->name_row);
  else if (flaws & keyrack_form_text_get_flaws ("instance"))
    gtk_widget_grab_focus (GTK_WIDGET (self->instance_row));
  else if (flaws & keyrack_form_text_get_flaws ("region"))
    gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->label_row))
                             ? GTK_WIDGET (self->label_row)
                             : GTK_WIDGET (self->region_row));
  else if (flaws & keyrack_form_text_get_flaws ("client-id"))
    gtk_widget_grab_focus (GTK_WIDGET (self->client_id_row));
  else if (flaws & keyrack_form_text_get_flaws ("secret"))
    gtk_widget_grab_focus (self->secret_row);
}

const char *
keyrack_connection_form_get_secret_ref (KeyrackConnectionForm *self)
{
  return self->base != NULL ? keyrack_profile_get_secret_ref (self->base) : "";
}

guint
keyrack_connection_form_get_flaws (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackSecret) secret = NULL;
  guint flaws;

  if (self->draft == NULL || self->secret_field == NULL)
    return 0;

  flaws = keyrack_profile_validate (self->draft);
  secret = keyrack_secret_field_dup_typed (self->secret_field);
  if (secret == NULL && *keyrack_connection_form_get_secret_ref (self) == '\0')
    flaws |= KEYRACK_FORM_SECRET_MISSING;
  if (secret != NULL && (keyrack_text_check_word (keyrack_secret_peek (secret)) & ~KEYRACK_TEXT_COLON) != 0)
    flaws |= KEYRACK_FORM_SECRET_INVALID;

  return flaws;
}

KeyrackProfile *
keyrack_connection_form_get_draft (KeyrackConnectionForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), NULL);

  return self->draft;
}

gboolean
keyrack_connection_form_get_dirty (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackProfile) base = NULL;

  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), FALSE);

  if (self->draft == NULL)
    return FALSE;

  base = dup_base (self);

  return !keyrack_profile_equal (base, self->draft) || keyrack_connection_form_get_secret_serial (self) != 0;
}

guint
keyrack_connection_form_get_secret_serial (KeyrackConnectionForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), 0);

  return self->secret_field != NULL ? keyrack_secret_field_get_serial (self->secret_field) : 0;
}

/**
 * keyrack_connection_form_load:
 * @self: a form
 * @profile: (nullable): a stored connection, %NULL for a new one
 *
 * Shows @profile; what was typed before is dropped.
 */
void
keyrack_connection_form_load (KeyrackConnectionForm *self,
                              KeyrackProfile        *profile)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));

  g_clear_object (&self->base);
  self->base = profile != NULL ? keyrack_profile_dup (profile) : NULL;
  g_free (self->new_id);
  self->new_id = profile != NULL ? NULL : g_uuid_string_random ();
  set_offer (self, NULL, NULL);
  keyrack_connection_form_reset (self);
  keyrack_connection_form_begin_history (self);
}

/**
 * keyrack_connection_form_load_copy:
 * @self: a form
 * @profile: a connection
 * @name: how the copy is called
 *
 * Shows a new connection with the values of @profile. Its secret is not among them, but
 * offered when one is stored.
 */
void
keyrack_connection_form_load_copy (KeyrackConnectionForm *self,
                                   KeyrackProfile        *profile,
                                   const char            *name)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  keyrack_connection_form_load (self, NULL);
  if (*keyrack_profile_get_secret_ref (profile) != '\0')
    set_offer (self, keyrack_profile_get_name (profile), keyrack_profile_get_secret_ref (profile));
  set_fields (self, profile);
  keyrack_profile_set_name (self->draft, name);
  keyrack_connection_form_begin_history (self);
}

/**
 * keyrack_connection_form_reset:
 * @self: a form
 *
 * Drops what was typed.
 */
void
keyrack_connection_form_reset (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackProfile) base = NULL;

  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));

  base = dup_base (self);
  set_fields (self, base);
  copy_dates (base, self->draft);
  keyrack_connection_form_set_shown_flaws (self, 0);
  keyrack_connection_form_base_changed (self);
  keyrack_secret_field_reset (self->secret_field);
}

/**
 * keyrack_connection_form_set_values:
 * @self: a form
 * @values: what is to stand in the fields
 *
 * Puts the values into the fields as if they had been typed.
 */
void
keyrack_connection_form_set_values (KeyrackConnectionForm *self,
                                    KeyrackProfile        *values)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (values));

  set_fields (self, values);
}

/**
 * keyrack_connection_form_take:
 * @self: a form
 * @values: what is to stand in the fields
 * @secret: (nullable): a secret, %NULL to leave what is there
 *
 * Mends several fields in one step, which can be undone. Nothing is saved.
 */
void
keyrack_connection_form_take (KeyrackConnectionForm *self,
                              KeyrackProfile        *values,
                              KeyrackSecret         *secret)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (values));

  set_fields (self, values);
  if (secret != NULL)
    keyrack_secret_field_set_typed (self->secret_field, secret);
}

/**
 * keyrack_connection_form_saved:
 * @self: a form
 * @profile: the connection as it is stored now
 * @secret_serial: the serial of the secret that was saved, 0 for none
 *
 * Takes @profile as what is stored. What was typed since the save began stays typed; the
 * history begins anew, so that nothing but the keyring keeps the secret.
 */
void
keyrack_connection_form_saved (KeyrackConnectionForm *self,
                               KeyrackProfile        *profile,
                               guint                  secret_serial)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  g_clear_object (&self->base);
  self->base = keyrack_profile_dup (profile);
  copy_dates (profile, self->draft);
  keyrack_connection_form_pause (self, TRUE);
  keyrack_connection_form_pause (self, FALSE);
  keyrack_connection_form_set_shown_flaws (self, 0);
  keyrack_connection_form_base_changed (self);
  if (keyrack_connection_form_get_secret_serial (self) == secret_serial)
    keyrack_secret_field_reset (self->secret_field);
  keyrack_connection_form_begin_history (self);
}

/**
 * keyrack_connection_form_follow:
 * @self: a form with edits
 * @profile: the stored connection as it is now
 *
 * Goes on from there when what was changed, such as a tag, is not in the way of the edits.
 */
void
keyrack_connection_form_follow (KeyrackConnectionForm *self,
                                KeyrackProfile        *profile)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  if (self->base == NULL || !keyrack_details_can_merge (self->base, profile, self->draft))
    return;

  keyrack_connection_form_rebase_history (self, profile);
  keyrack_details_merge (self->base, profile, self->draft);
  g_object_unref (self->base);
  self->base = keyrack_profile_dup (profile);
  keyrack_connection_form_base_changed (self);
}

/**
 * keyrack_connection_form_check:
 * @self: a form
 * @ignored: flaws that do not matter for what is to be done
 *
 * Shows what is wrong at the fields and goes to the first of them.
 *
 * Returns: %TRUE if nothing is wrong
 */
gboolean
keyrack_connection_form_check (KeyrackConnectionForm *self,
                               guint                  ignored)
{
  guint flaws;

  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), FALSE);

  flaws = keyrack_connection_form_get_flaws (self) & ~ignored;
  keyrack_connection_form_set_shown_flaws (self, flaws);
  focus_first_flaw (self, flaws);

  return flaws == 0;
}

/**
 * keyrack_connection_form_dup_candidate:
 * @self: a form
 *
 * Returns: (transfer full): the stored connection with the values typed, ready to be
 *   tested or saved
 */
KeyrackProfile *
keyrack_connection_form_dup_candidate (KeyrackConnectionForm *self)
{
  KeyrackProfile *candidate;

  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), NULL);

  candidate = self->base != NULL ? keyrack_profile_dup (self->base) : keyrack_profile_new_with_id (self->new_id);
  copy_fields (self->draft, candidate);

  return candidate;
}

/**
 * keyrack_connection_form_dup_secret:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): the secret typed, %NULL when the stored one stays
 */
KeyrackSecret *
keyrack_connection_form_dup_secret (KeyrackConnectionForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), NULL);

  return keyrack_secret_field_dup_typed (self->secret_field);
}

/* Copies the secret for a short time. */
void
keyrack_connection_form_copy_secret (KeyrackConnectionForm *self)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));

  keyrack_secret_field_copy (self->secret_field);
}
