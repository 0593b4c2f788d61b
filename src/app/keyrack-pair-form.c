/* keyrack-pair-form.c: where a new client ID and its secret are pasted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pair-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "keyrack-cause-rules.h"
#include "keyrack-connection-form.h"
#include "keyrack-field-note.h"
#include "keyrack-form-text.h"
#include "keyrack-pasted.h"
#include "keyrack-secret-field.h"
#include "keyrack-text.h"
#include "keyrack-tidy-row.h"

struct _KeyrackPairForm
{
  GtkWidget           parent_instance;

  /* Template widgets and objects. */
  GtkWidget          *list;
  KeyrackTidyRow     *client_id_row;
  GtkWidget          *client_id_note;
  GtkWidget          *secret_row;
  GtkWidget          *secret_note;
  KeyrackSecretField *secret_field;

  KeyrackProfile     *draft;        /* the connection with the new ID */
  char               *own_id;
  GListModel         *profiles;
  GCancellable       *cancellable;

  guint               edited;
  guint               last_edit;
  gboolean            taking;       /* the fields are being filled by us */
  gboolean            shown;        /* what is missing or wrong */
  gboolean            guessed;
  gboolean            same_id;
  gboolean            same_secret;
};

G_DEFINE_FINAL_TYPE (KeyrackPairForm, keyrack_pair_form, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITED,
  N_PROPS,
};

enum
{
  ACTIVATE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static KeyrackPair
get_pair (KeyrackPairForm *self,
          KeyrackSecret   *secret)
{
  return (KeyrackPair) {
    .profile = self->draft,
    .own_id = self->own_id,
    .secret = secret,
    .profiles = self->profiles,
  };
}

static guint
find_flaws (KeyrackPairForm *self,
            KeyrackSecret   *secret)
{
  guint flaws = self->draft != NULL ? keyrack_profile_validate (self->draft) : 0;

  if (secret == NULL)
    flaws |= KEYRACK_FORM_SECRET_MISSING;
  else if ((keyrack_text_check_word (keyrack_secret_peek (secret)) & ~KEYRACK_TEXT_COLON) != 0)
    flaws |= KEYRACK_FORM_SECRET_INVALID;

  return flaws;
}

static void
show_client_id_note (KeyrackPairForm *self,
                     guint            flaws)
{
  KeyrackPair pair = get_pair (self, NULL);
  KeyrackProfile *other = NULL;
  KeyrackCauseKind kind = keyrack_cause_check_client_id (&pair, &other);
  g_autofree char *warning = keyrack_cause_dup_sentence (kind, other);

  g_object_set (self->client_id_note,
                "problem", keyrack_form_text_get_problem ("client-id", flaws),
                "warning", self->same_id ? _("This is the client ID in use now") : warning,
                NULL);
}

static void
show_secret_note (KeyrackPairForm *self,
                  KeyrackSecret   *secret,
                  guint            flaws)
{
  KeyrackPair pair = get_pair (self, secret);
  KeyrackProfile *other = NULL;
  KeyrackCauseKind kind = keyrack_cause_check_secret (&pair, &other);
  gboolean guessed = self->guessed && kind == KEYRACK_CAUSE_NONE;
  gboolean swappable = secret != NULL && (guessed || kind == KEYRACK_CAUSE_SWAPPED);
  g_autofree char *warning = NULL;

  if (self->same_secret)
    warning = g_strdup (_("This is the secret in use now"));
  else if (guessed)
    warning = g_strdup (_("Nothing said which is which: mostly the ID is the shorter one"));
  else
    warning = keyrack_cause_dup_sentence (kind, other);

  g_object_set (self->secret_note,
                "problem", keyrack_form_text_get_problem ("secret", flaws),
                "warning", warning,
                "action-label", swappable && !self->same_secret ? _("Swap") : NULL,
                NULL);
}

/* Not by expressions: what is guessed, shown, and the same is known here alone. */
static void
show_notes (KeyrackPairForm *self)
{
  g_autoptr(KeyrackSecret) secret = keyrack_pair_form_dup_secret (self);
  guint flaws = self->shown ? find_flaws (self, secret) : 0;

  if (self->draft == NULL)
    return;

  show_client_id_note (self, flaws);
  show_secret_note (self, secret, flaws);
}

static void
set_client_id (KeyrackPairForm *self,
               const char      *client_id)
{
  keyrack_tidy_row_set_paused (self->client_id_row, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->client_id_row), client_id);
  gtk_editable_set_position (GTK_EDITABLE (self->client_id_row), -1);
  keyrack_tidy_row_set_paused (self->client_id_row, FALSE);
}

static void
fill (KeyrackPairForm *self,
      const char      *client_id,
      KeyrackSecret   *secret)
{
  self->taking = TRUE;
  set_client_id (self, client_id);
  keyrack_secret_field_set_typed (self->secret_field, secret);
  self->taking = FALSE;
}

/* Another pair than the one that anything was said about. */
static void
pair_changed (KeyrackPairForm *self)
{
  g_autoptr(KeyrackSecret) secret = keyrack_pair_form_dup_secret (self);
  gboolean empty = secret == NULL && *keyrack_pair_form_get_client_id (self) == '\0';

  if (self->draft != NULL)
    keyrack_profile_set_client_id (self->draft, keyrack_pair_form_get_client_id (self));
  gtk_editable_set_alignment (GTK_EDITABLE (self->client_id_row),
                              keyrack_form_text_get_alignment (keyrack_pair_form_get_client_id (self),
                                                               gtk_widget_get_direction (GTK_WIDGET (self))));
  self->same_id = FALSE;
  self->same_secret = FALSE;
  self->edited = empty ? 0 : ++self->last_edit;
  show_notes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITED]);
}

/* What is not said by the lines stays, unless it is the field into which they were pasted. */
static void
take_lines (KeyrackPairForm *self,
            KeyrackPasted   *lines,
            gboolean         into_secret)
{
  g_autofree char *client_id = g_strdup (keyrack_pair_form_get_client_id (self));
  g_autoptr(KeyrackSecret) secret = keyrack_pair_form_dup_secret (self);

  if (lines->client_id == NULL && !into_secret)
    g_clear_pointer (&client_id, g_free);
  if (lines->secret == NULL && into_secret)
    g_clear_pointer (&secret, keyrack_secret_unref);

  self->guessed = lines->guessed;
  fill (self,
        lines->client_id != NULL ? lines->client_id : client_id != NULL ? client_id : "",
        lines->secret != NULL ? lines->secret : secret);
}

static KeyrackPasted *
read_pasted (const char *text)
{
  KeyrackPasted *pasted = keyrack_pasted_read (text);

  return pasted != NULL ? pasted : keyrack_pasted_read_lines (text);
}

static void
text_changed (KeyrackPairForm *self,
              const char      *text,
              gboolean         into_secret)
{
  g_autoptr(KeyrackPasted) pasted = NULL;

  if (self->taking)
    return;

  self->guessed = FALSE;
  self->shown = FALSE;
  pasted = read_pasted (text);
  if (pasted != NULL)
    take_lines (self, pasted, into_secret);
  pair_changed (self);
}

static void
client_id_changed_cb (KeyrackPairForm *self)
{
  g_assert (KEYRACK_IS_PAIR_FORM (self));

  text_changed (self, keyrack_pair_form_get_client_id (self), FALSE);
}

static void
secret_changed_cb (KeyrackPairForm *self)
{
  g_autoptr(KeyrackSecret) secret = NULL;

  g_assert (KEYRACK_IS_PAIR_FORM (self));

  secret = keyrack_pair_form_dup_secret (self);
  text_changed (self, secret != NULL ? keyrack_secret_peek (secret) : "", TRUE);
}

static void
swap_cb (KeyrackPairForm *self)
{
  g_autofree char *client_id = g_strdup (keyrack_pair_form_get_client_id (self));
  g_autoptr(KeyrackSecret) typed = keyrack_pair_form_dup_secret (self);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (client_id, -1);

  self->guessed = FALSE;
  fill (self, keyrack_secret_peek (typed), secret);
  pair_changed (self);
}

static void
activated_cb (KeyrackPairForm *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* One word goes into the first field that is empty. */
static void
take_clipboard (KeyrackPairForm *self,
                const char      *text)
{
  g_autoptr(KeyrackPasted) pasted = read_pasted (text);
  gboolean into_secret = *keyrack_pair_form_get_client_id (self) != '\0';

  if (pasted != NULL)
    {
      self->shown = FALSE;
      take_lines (self, pasted, pasted->client_id == NULL);
      pair_changed (self);
    }
  else if (into_secret)
    {
      g_autoptr(KeyrackSecret) secret = keyrack_secret_new (text, -1);

      keyrack_secret_field_set_typed (self->secret_field, secret);
    }
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->client_id_row), text);
    }
}

static void
read_clipboard_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(KeyrackPairForm) self = user_data;
  g_autoptr(GError) error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text != NULL && self->secret_field != NULL)
    take_clipboard (self, text);

  if (text != NULL)
    keyrack_secret_wipe (text, strlen (text));
  g_free (text);
}

static void
keyrack_pair_form_dispose (GObject *object)
{
  KeyrackPairForm *self = KEYRACK_PAIR_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PAIR_FORM);
  g_clear_object (&self->draft);
  g_clear_object (&self->profiles);
  g_clear_pointer (&self->own_id, g_free);

  G_OBJECT_CLASS (keyrack_pair_form_parent_class)->dispose (object);
}

static void
keyrack_pair_form_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_EDITED:
      g_value_set_uint (value, KEYRACK_PAIR_FORM (object)->edited);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static gboolean
keyrack_pair_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KEYRACK_PAIR_FORM (widget)->client_id_row));
}

static void
keyrack_pair_form_class_init (KeyrackPairFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_pair_form_dispose;
  object_class->get_property = keyrack_pair_form_get_property;
  widget_class->grab_focus = keyrack_pair_form_grab_focus;

  properties[PROP_EDITED] =
    g_param_spec_uint ("edited", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KEYRACK_TYPE_FIELD_NOTE);
  g_type_ensure (KEYRACK_TYPE_SECRET_FIELD);
  g_type_ensure (KEYRACK_TYPE_TIDY_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-pair-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairForm, client_id_note);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairForm, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairForm, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairForm, secret_field);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairForm, secret_note);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairForm, secret_row);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_secret_field_undo);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_tidy_row_undo);
  gtk_widget_class_bind_template_callback (widget_class, swap_cb);
}

static void
keyrack_pair_form_init (KeyrackPairForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  /* After the fields have tidied what was pasted. */
  g_signal_connect_object (self->client_id_row, "changed", G_CALLBACK (client_id_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->secret_field, "notify::serial", G_CALLBACK (secret_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * keyrack_pair_form_set_profile:
 * @self: a form
 * @profile: the connection that gets a new pair
 * @profiles: (nullable): all connections, to compare with; the fields become empty
 */
void
keyrack_pair_form_set_profile (KeyrackPairForm *self,
                               KeyrackProfile  *profile,
                               GListModel      *profiles)
{
  g_return_if_fail (KEYRACK_IS_PAIR_FORM (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  g_clear_object (&self->draft);
  self->draft = keyrack_profile_dup (profile);
  g_free (self->own_id);
  self->own_id = g_strdup (keyrack_profile_get_id (profile));
  g_set_object (&self->profiles, profiles);
  self->guessed = self->shown = FALSE;
  fill (self, "", NULL);
  pair_changed (self);
}

guint
keyrack_pair_form_get_edited (KeyrackPairForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_PAIR_FORM (self), 0);

  return self->edited;
}

const char *
keyrack_pair_form_get_client_id (KeyrackPairForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_PAIR_FORM (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->client_id_row));
}

/* (transfer full) (nullable) what was typed or pasted. */
KeyrackSecret *
keyrack_pair_form_dup_secret (KeyrackPairForm *self)
{
  g_return_val_if_fail (KEYRACK_IS_PAIR_FORM (self), NULL);

  return keyrack_secret_field_dup_typed (self->secret_field);
}

/**
 * keyrack_pair_form_check:
 * @self: a form
 *
 * Says under the fields what is missing or can't be sent, and goes there.
 *
 * Returns: %TRUE if nothing is
 */
gboolean
keyrack_pair_form_check (KeyrackPairForm *self)
{
  g_autoptr(KeyrackSecret) secret = NULL;
  guint flaws;

  g_return_val_if_fail (KEYRACK_IS_PAIR_FORM (self), FALSE);

  secret = keyrack_pair_form_dup_secret (self);
  flaws = find_flaws (self, secret);
  self->shown = TRUE;
  show_notes (self);

  if (flaws & keyrack_form_text_get_flaws ("client-id"))
    gtk_widget_grab_focus (GTK_WIDGET (self->client_id_row));
  else if (flaws & keyrack_form_text_get_flaws ("secret"))
    gtk_widget_grab_focus (self->secret_row);
  else
    return TRUE;

  return FALSE;
}

/* Says under the fields what is the same as now, until something is changed. */
void
keyrack_pair_form_set_same (KeyrackPairForm *self,
                            gboolean         same_id,
                            gboolean         same_secret)
{
  g_return_if_fail (KEYRACK_IS_PAIR_FORM (self));

  self->same_id = same_id;
  self->same_secret = same_secret;
  show_notes (self);
}

/* Takes what is in the clipboard: both values, lines, or the value that is missing. */
void
keyrack_pair_form_paste (KeyrackPairForm *self)
{
  g_return_if_fail (KEYRACK_IS_PAIR_FORM (self));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->cancellable,
                                 read_clipboard_cb, g_object_ref (self));
}
