/* keyrack-connection-form-undo.c: undo and redo across all fields
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-form-private.h"

static gboolean
record_cb (gpointer user_data)
{
  KeyrackConnectionForm *self = KEYRACK_CONNECTION_FORM (user_data);

  self->record_id = 0;
  keyrack_form_history_record (self->history, keyrack_connection_form_dup_step (self), g_get_monotonic_time ());

  return G_SOURCE_REMOVE;
}

/* One event can change several fields, which are one step. */
void
keyrack_connection_form_record (KeyrackConnectionForm *self)
{
  if (self->record_id == 0)
    self->record_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, record_cb, self, NULL);
}

/* What is shown from now on is no edit. */
void
keyrack_connection_form_begin_history (KeyrackConnectionForm *self)
{
  g_clear_handle_id (&self->record_id, g_source_remove);
  keyrack_form_history_begin (self->history, keyrack_connection_form_dup_step (self));
}

/* Whoever goes on typing does so at the end. */
static void
move_to_end (KeyrackConnectionForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (GTK_IS_EDITABLE (focus))
    gtk_editable_set_position (GTK_EDITABLE (focus), -1);
}

static gboolean
apply (KeyrackConnectionForm *self,
       const KeyrackFormStep *step)
{
  if (step == NULL)
    return FALSE;

  keyrack_connection_form_set_step (self, step);
  g_clear_handle_id (&self->record_id, g_source_remove);
  move_to_end (self);

  return TRUE;
}

static void
record_pending (KeyrackConnectionForm *self)
{
  if (self->record_id == 0)
    return;

  g_source_remove (self->record_id);
  record_cb (self);
}

/* What is stored now is in no step an edit, so that nothing of it is undone. */
void
keyrack_connection_form_rebase_history (KeyrackConnectionForm *self,
                                        KeyrackProfile        *stored)
{
  record_pending (self);
  keyrack_form_history_rebase (self->history, self->base, stored);
}

/**
 * keyrack_connection_form_dup_step:
 * @self: a form
 *
 * Returns: (transfer full): everything that stands in the form
 */
KeyrackFormStep *
keyrack_connection_form_dup_step (KeyrackConnectionForm *self)
{
  g_autoptr(KeyrackSecret) secret = NULL;

  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), NULL);

  secret = keyrack_secret_field_dup_typed (self->secret_field);

  return keyrack_form_step_new (self->draft, secret);
}

/**
 * keyrack_connection_form_set_step:
 * @self: a form
 * @step: what is to stand in the form
 *
 * Puts everything into the fields as if it had been typed.
 */
void
keyrack_connection_form_set_step (KeyrackConnectionForm *self,
                                  const KeyrackFormStep *step)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_FORM (self));
  g_return_if_fail (step != NULL);

  keyrack_connection_form_set_values (self, step->values);
  keyrack_secret_field_set_typed (self->secret_field, step->secret);
}

/**
 * keyrack_connection_form_undo:
 * @self: a form
 *
 * Takes the last change back, be it typed, pasted, chosen or discarded.
 *
 * Returns: %TRUE if there was one
 */
gboolean
keyrack_connection_form_undo (KeyrackConnectionForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), FALSE);

  record_pending (self);

  return apply (self, keyrack_form_history_undo (self->history));
}

/**
 * keyrack_connection_form_redo:
 * @self: a form
 *
 * Does again what was taken back.
 *
 * Returns: %TRUE if there was something
 */
gboolean
keyrack_connection_form_redo (KeyrackConnectionForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_FORM (self), FALSE);

  record_pending (self);

  return apply (self, keyrack_form_history_redo (self->history));
}
