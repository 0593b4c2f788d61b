/* keyrack-secret-field.c: what the password row of a connection shows and takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-field-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "keyrack-clipboard.h"
#include "keyrack-reveal-button.h"
#include "keyrack-tidy.h"

/* Always as many, whatever the length of the secret. */
#define BULLET "●"
#define BULLETS "●●●●●●●●●●●●●●●●●●●●●●"

G_DEFINE_FINAL_TYPE (KeyrackSecretField, keyrack_secret_field, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_LOCKED,
  PROP_NOTICE,
  PROP_ROW,
  PROP_SECRET_REF,
  PROP_SERIAL,
  PROP_STORE,
  PROP_UNDOABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

void
keyrack_secret_field_set_text (KeyrackSecretField *self,
                               const char         *text)
{
  self->busy = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  gtk_editable_set_position (GTK_EDITABLE (self->row), -1);
  self->busy = FALSE;
}

/* Takes the reference of @untidied. */
void
keyrack_secret_field_set_notice (KeyrackSecretField *self,
                                 const char         *notice,
                                 KeyrackSecret      *untidied)
{
  g_free (self->notice);
  self->notice = g_strdup (notice);
  g_clear_pointer (&self->untidied, keyrack_secret_unref);
  self->untidied = untidied;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDOABLE]);
}

static void
set_serial (KeyrackSecretField *self,
            guint               serial)
{
  if (self->serial == serial)
    return;

  self->serial = serial;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERIAL]);
}

gboolean
keyrack_secret_field_is_stored (KeyrackSecretField *self)
{
  return self->secret_ref != NULL && *self->secret_ref != '\0';
}

static gboolean
is_locked (KeyrackSecretField *self)
{
  return keyrack_secret_field_is_stored (self) &&
         self->shows != SHOWS_TYPED &&
         self->store != NULL &&
         keyrack_secret_store_get_state (self->store) == KEYRACK_SECRET_STORE_LOCKED;
}

/* Back to what is stored, after which nothing is typed. */
static void
show_stored (KeyrackSecretField *self)
{
  gboolean bullets = keyrack_secret_field_is_stored (self) &&
                     (self->store == NULL ||
                      keyrack_secret_store_get_state (self->store) != KEYRACK_SECRET_STORE_LOCKED);

  self->shows = bullets ? SHOWS_BULLETS : SHOWS_NOTHING;
  keyrack_secret_field_set_text (self, bullets ? BULLETS : "");
  gtk_text_set_visibility (self->text, FALSE);
  set_serial (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

void
keyrack_secret_field_take_typed (KeyrackSecretField *self,
                                 const char         *text)
{
  glong length_before = self->shows == SHOWS_TYPED ? self->length : 0;
  gboolean at_once = g_utf8_strlen (text, -1) > length_before + 1;
  g_autoptr(KeyrackSecret) untidied = NULL;
  g_autoptr(KeyrackSecret) clean = keyrack_tidy_secret (text, BULLET, &untidied);
  gboolean empty = keyrack_secret_get_length (clean) == 0;

  if (strcmp (keyrack_secret_peek (clean), text) != 0)
    keyrack_secret_field_set_text (self, keyrack_secret_peek (clean));

  if (untidied != NULL && at_once)
    keyrack_secret_field_set_notice (self, keyrack_tidy_get_clean_notice (), g_steal_pointer (&untidied));
  else if (self->notice != NULL)
    keyrack_secret_field_set_notice (self, NULL, NULL);

  self->shows = empty ? SHOWS_NOTHING : SHOWS_TYPED;
  self->length = g_utf8_strlen (keyrack_secret_peek (clean), -1);
  set_serial (self, empty ? 0 : ++self->last_serial);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
changed_cb (KeyrackSecretField *self)
{
  g_assert (KEYRACK_IS_SECRET_FIELD (self));

  if (!self->busy)
    keyrack_secret_field_take_typed (self, gtk_editable_get_text (GTK_EDITABLE (self->row)));
}

static void
focus_leave_cb (KeyrackSecretField *self)
{
  g_assert (KEYRACK_IS_SECRET_FIELD (self));

  if (self->shows == SHOWS_NOTHING)
    show_stored (self);
}

static void
visibility_cb (KeyrackSecretField *self)
{
  gboolean visible = gtk_text_get_visibility (self->text);

  g_assert (KEYRACK_IS_SECRET_FIELD (self));

  if (visible && self->shows != SHOWS_TYPED && self->shows != SHOWS_STORED && keyrack_secret_field_is_stored (self))
    keyrack_secret_field_reveal (self);
  else if (!visible && self->shows == SHOWS_STORED)
    show_stored (self);
}

static void
store_state_cb (KeyrackSecretField *self)
{
  g_assert (KEYRACK_IS_SECRET_FIELD (self));

  if (self->shows == SHOWS_NOTHING || self->shows == SHOWS_BULLETS)
    show_stored (self);
}

static void
set_store (KeyrackSecretField *self,
           KeyrackSecretStore *store)
{
  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, store_state_cb, self);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "notify::state", G_CALLBACK (store_state_cb), self, G_CONNECT_SWAPPED);
  keyrack_secret_field_reset (self);
}

static void
keyrack_secret_field_constructed (GObject *object)
{
  KeyrackSecretField *self = KEYRACK_SECRET_FIELD (object);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  G_OBJECT_CLASS (keyrack_secret_field_parent_class)->constructed (object);

  self->text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->row), FALSE);

  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "notify::visibility", G_CALLBACK (visibility_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->row), focus);
  g_object_bind_property (self, "locked",
                          keyrack_reveal_button_adopt (self->row, _("Show Client Secret"), _("Hide Client Secret")), "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
keyrack_secret_field_dispose (GObject *object)
{
  KeyrackSecretField *self = KEYRACK_SECRET_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->row != NULL)
    keyrack_clipboard_forget (gtk_widget_get_clipboard (GTK_WIDGET (self->row)));
  g_clear_object (&self->row);
  g_clear_object (&self->store);
  g_clear_pointer (&self->untidied, keyrack_secret_unref);

  G_OBJECT_CLASS (keyrack_secret_field_parent_class)->dispose (object);
}

static void
keyrack_secret_field_finalize (GObject *object)
{
  KeyrackSecretField *self = KEYRACK_SECRET_FIELD (object);

  g_clear_pointer (&self->secret_ref, g_free);
  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (keyrack_secret_field_parent_class)->finalize (object);
}

static void
keyrack_secret_field_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackSecretField *self = KEYRACK_SECRET_FIELD (object);

  switch (property_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value, is_locked (self));
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    case PROP_SECRET_REF:
      g_value_set_string (value, self->secret_ref);
      break;
    case PROP_SERIAL:
      g_value_set_uint (value, self->serial);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_UNDOABLE:
      g_value_set_boolean (value, self->untidied != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_secret_field_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackSecretField *self = KEYRACK_SECRET_FIELD (object);

  switch (property_id)
    {
    case PROP_ROW:
      self->row = g_value_dup_object (value);
      break;
    case PROP_SECRET_REF:
      g_free (self->secret_ref);
      self->secret_ref = g_value_dup_string (value);
      break;
    case PROP_STORE:
      set_store (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_secret_field_class_init (KeyrackSecretFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = keyrack_secret_field_constructed;
  object_class->dispose = keyrack_secret_field_dispose;
  object_class->finalize = keyrack_secret_field_finalize;
  object_class->get_property = keyrack_secret_field_get_property;
  object_class->set_property = keyrack_secret_field_set_property;

  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE, read_only);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, read_only);
  properties[PROP_ROW] =
    g_param_spec_object ("row", NULL, NULL, ADW_TYPE_PASSWORD_ENTRY_ROW, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SECRET_REF] = g_param_spec_string ("secret-ref", NULL, NULL, "", flags);
  properties[PROP_SERIAL] = g_param_spec_uint ("serial", NULL, NULL, 0, G_MAXUINT, 0, read_only);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, KEYRACK_TYPE_SECRET_STORE, flags);
  properties[PROP_UNDOABLE] = g_param_spec_boolean ("undoable", NULL, NULL, FALSE, read_only);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_secret_field_init (KeyrackSecretField *self)
{
}

guint
keyrack_secret_field_get_serial (KeyrackSecretField *self)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_FIELD (self), 0);

  return self->serial;
}

/**
 * keyrack_secret_field_dup_typed:
 * @self: a secret field
 *
 * Returns: (transfer full) (nullable): the secret that was typed, %NULL when none was
 */
KeyrackSecret *
keyrack_secret_field_dup_typed (KeyrackSecretField *self)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_FIELD (self), NULL);

  if (self->serial == 0)
    return NULL;

  return keyrack_secret_new (gtk_editable_get_text (GTK_EDITABLE (self->row)), -1);
}

/**
 * keyrack_secret_field_set_typed:
 * @self: a secret field
 * @secret: (nullable): a secret, %NULL to go back to what is stored
 *
 * Puts @secret into the field as if it had been typed.
 */
void
keyrack_secret_field_set_typed (KeyrackSecretField *self,
                                KeyrackSecret      *secret)
{
  g_return_if_fail (KEYRACK_IS_SECRET_FIELD (self));

  if (secret == NULL)
    {
      keyrack_secret_field_reset (self);
      return;
    }

  keyrack_secret_field_set_text (self, keyrack_secret_peek (secret));
  keyrack_secret_field_take_typed (self, keyrack_secret_peek (secret));
  gtk_text_set_visibility (self->text, FALSE);
}

/**
 * keyrack_secret_field_undo:
 * @self: a secret field
 *
 * Brings back the secret as it was pasted, before it was tidied.
 */
void
keyrack_secret_field_undo (KeyrackSecretField *self)
{
  g_return_if_fail (KEYRACK_IS_SECRET_FIELD (self));

  if (self->untidied == NULL)
    return;

  keyrack_secret_field_set_text (self, keyrack_secret_peek (self->untidied));
  keyrack_secret_field_set_notice (self, NULL, NULL);
  set_serial (self, ++self->last_serial);
}

/**
 * keyrack_secret_field_reset:
 * @self: a secret field
 *
 * Drops what was typed and shows what is stored.
 */
void
keyrack_secret_field_reset (KeyrackSecretField *self)
{
  g_return_if_fail (KEYRACK_IS_SECRET_FIELD (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  keyrack_secret_field_set_notice (self, NULL, NULL);
  show_stored (self);
}
