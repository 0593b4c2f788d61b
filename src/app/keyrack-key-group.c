/* keyrack-key-group.c: the key that colleagues encrypt files for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-key-group.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-field-note.h"
#include "keyrack-identity.h"
#include "keyrack-profile-store.h"

struct _KeyrackKeyGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Template widgets */
  AdwActionRow        *own_row;
  AdwEntryRow         *import_row;
  GtkWidget           *import_note;

  /* Owned references */
  GSettings           *settings;
  KeyrackSecretStore  *secrets;
  GCancellable        *cancellable;
  KeyrackSecret       *pasted;      /* (nullable): while it is imported */

  gboolean             busy;
};

G_DEFINE_FINAL_TYPE (KeyrackKeyGroup, keyrack_key_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_0,
  PROP_SECRETS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void copy (KeyrackKeyGroup *self);
static void import (KeyrackKeyGroup *self);

static void
say (KeyrackKeyGroup *self,
     const char      *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_action_row_set_subtitle (self->own_row, escaped);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackKeyGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean unlocked = keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (self->settings == NULL)
    return;

  self->busy = FALSE;
  if (unlocked && self->pasted != NULL)
    import (self);
  else if (unlocked)
    copy (self);
  else if (self->pasted != NULL)
    {
      g_clear_pointer (&self->pasted, keyrack_secret_unref);
      g_object_set (self->import_note, "problem", error->message, NULL);
    }
  else
    say (self, error->message);
}

/* TRUE: it was asked for, and what was begun goes on after it. */
static gboolean
unlock (KeyrackKeyGroup *self,
        GError          *error)
{
  if (!g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED))
    return FALSE;

  keyrack_secret_store_unlock_async (self->secrets, self->cancellable, unlocked_cb, g_object_ref (self));

  return TRUE;
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KeyrackKeyGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *recipient = keyrack_identity_make_finish (KEYRACK_SECRET_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->settings == NULL || (recipient == NULL && unlock (self, error)))
    return;

  self->busy = FALSE;
  if (recipient == NULL)
    {
      say (self, error->message);
      return;
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), recipient);
  /* Translators: a key, age1… */
  sentence = g_strdup_printf (_("Copied: %s"), recipient);
  say (self, sentence);
}

static void
copy (KeyrackKeyGroup *self)
{
  self->busy = TRUE;
  keyrack_identity_make_async (self->settings, self->secrets, self->cancellable, made_cb, g_object_ref (self));
}

static void
copy_cb (KeyrackKeyGroup *self)
{
  g_assert (KEYRACK_IS_KEY_GROUP (self));

  if (!self->busy)
    copy (self);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackKeyGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *recipient = keyrack_identity_import_finish (KEYRACK_SECRET_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->settings == NULL || (recipient == NULL && unlock (self, error)))
    return;

  self->busy = FALSE;
  g_clear_pointer (&self->pasted, keyrack_secret_unref);
  if (recipient == NULL)
    {
      g_object_set (self->import_note, "problem", error->message, NULL);
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->import_row), "");
  /* Translators: a key, age1… */
  sentence = g_strdup_printf (_("Added: opens what was encrypted for %s"), recipient);
  say (self, sentence);
}

static void
import (KeyrackKeyGroup *self)
{
  self->busy = TRUE;
  keyrack_identity_import_async (self->settings, self->secrets, self->pasted, self->cancellable,
                                 imported_cb, g_object_ref (self));
}

static void
import_cb (KeyrackKeyGroup *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->import_row));

  g_assert (KEYRACK_IS_KEY_GROUP (self));

  if (self->busy || *text == '\0')
    return;

  self->pasted = keyrack_secret_new (text, -1);
  import (self);
}

static void
changed_cb (KeyrackKeyGroup *self)
{
  g_assert (KEYRACK_IS_KEY_GROUP (self));

  g_object_set (self->import_note, "problem", NULL, NULL);
}

static void
keyrack_key_group_dispose (GObject *object)
{
  KeyrackKeyGroup *self = KEYRACK_KEY_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_KEY_GROUP);
  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->pasted, keyrack_secret_unref);

  G_OBJECT_CLASS (keyrack_key_group_parent_class)->dispose (object);
}

static void
keyrack_key_group_finalize (GObject *object)
{
  KeyrackKeyGroup *self = KEYRACK_KEY_GROUP (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (keyrack_key_group_parent_class)->finalize (object);
}

static void
keyrack_key_group_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackKeyGroup *self = KEYRACK_KEY_GROUP (object);

  switch (prop_id)
    {
    case PROP_SECRETS:
      g_value_set_object (value, self->secrets);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_key_group_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  KeyrackKeyGroup *self = KEYRACK_KEY_GROUP (object);

  switch (prop_id)
    {
    case PROP_SECRETS:
      g_set_object (&self->secrets, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_key_group_class_init (KeyrackKeyGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_key_group_dispose;
  object_class->finalize = keyrack_key_group_finalize;
  object_class->get_property = keyrack_key_group_get_property;
  object_class->set_property = keyrack_key_group_set_property;

  properties[PROP_SECRETS] =
    g_param_spec_object ("secrets", NULL, NULL,
                         KEYRACK_TYPE_SECRET_STORE,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KEYRACK_TYPE_FIELD_NOTE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-key-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackKeyGroup, import_note);
  gtk_widget_class_bind_template_child (widget_class, KeyrackKeyGroup, import_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackKeyGroup, own_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
keyrack_key_group_init (KeyrackKeyGroup *self)
{
  self->settings = g_settings_new (KEYRACK_APP_ID);
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  keyrack_accessible_name_parts (GTK_WIDGET (self->import_row), _("Add Key"));
}
