/* keyrack-proxy-group.c: which proxy is used, and who asks it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-proxy-group.h"

#include <glib/gi18n.h>

#include "keyrack-choice-binding.h"
#include "keyrack-field-note.h"
#include "keyrack-preferences.h"
#include "keyrack-proxy-password.h"

struct _KeyrackProxyGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Template widgets */
  AdwComboRow         *choice_row;
  GtkWidget           *address_row;
  GtkWidget           *address_note;
  GtkWidget           *user_row;
  GtkWidget           *password_row;
  GtkWidget           *password_note;
  GtkWidget           *forget_button;

  /* Owned references */
  GSettings           *settings;
  KeyrackSecretStore  *secrets;
  GCancellable        *cancellable;
  KeyrackSecret       *password;     /* (nullable) being stored */
  char                *secret_ref;   /* (nullable) where */
};

G_DEFINE_FINAL_TYPE (KeyrackProxyGroup, keyrack_proxy_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_0,
  PROP_SECRETS,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In the order of KeyrackProxyChoice, and of the row. */
static const char * const choices[] = { "system", "none", "own", NULL };

static void store_password (KeyrackProxyGroup *self);

static void
set_problem (GtkWidget  *note,
             const char *problem)
{
  g_object_set (note, "problem", problem, NULL);
}

static void
set_password (KeyrackProxyGroup *self,
              KeyrackSecret     *password,
              char              *secret_ref)
{
  g_clear_pointer (&self->password, keyrack_secret_unref);
  g_free (self->secret_ref);
  self->password = password;
  self->secret_ref = secret_ref;

  /* It is stored for the proxy it was typed for. */
  gtk_editable_set_editable (GTK_EDITABLE (self->address_row), password == NULL);
  gtk_editable_set_editable (GTK_EDITABLE (self->password_row), password == NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
show_stored (KeyrackProxyGroup *self)
{
  g_autofree char *secret_ref = g_settings_get_string (self->settings, "proxy-secret-ref");
  gboolean stored = *secret_ref != '\0';

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row),
                                 stored ? _("Proxy password (stored)") : _("Proxy password"));
  gtk_widget_set_visible (self->forget_button, stored);
}

static void
forget (KeyrackProxyGroup *self)
{
  keyrack_proxy_password_forget (self->settings);
  keyrack_proxy_password_settle (self->settings, self->secrets);
  show_stored (self);
}

static void
forget_password (KeyrackProxyGroup *self)
{
  g_assert (KEYRACK_IS_PROXY_GROUP (self));

  forget (self);
  gtk_widget_grab_focus (self->password_row);
}

static void
choice_cb (KeyrackProxyGroup *self)
{
  gboolean own = adw_combo_row_get_selected (self->choice_row) == KEYRACK_PROXY_OWN;

  g_assert (KEYRACK_IS_PROXY_GROUP (self));

  gtk_widget_set_visible (self->address_row, own);
  gtk_widget_set_visible (self->user_row, own);
  gtk_widget_set_visible (self->password_row, own);

  if (!own)
    {
      set_problem (self->address_note, NULL);
      set_problem (self->password_note, NULL);
    }
}

static char *
dup_typed (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* A password goes to the proxy it was typed for, and to no other. */
static void
commit_address (KeyrackProxyGroup *self)
{
  g_autofree char *typed = dup_typed (self->address_row);
  g_autofree char *former = g_settings_get_string (self->settings, "proxy-address");

  g_assert (KEYRACK_IS_PROXY_GROUP (self));

  if (g_str_equal (typed, former))
    {
      set_problem (self->address_note, NULL);
      return;
    }

  if (*typed != '\0' && !keyrack_preferences_is_proxy (typed))
    {
      set_problem (self->address_note, _("Host and port, as in proxy.example:3128"));
      return;
    }

  set_problem (self->address_note, NULL);
  forget (self);
  g_settings_set_string (self->settings, "proxy-address", typed);
}

static void
commit_user (KeyrackProxyGroup *self)
{
  g_autofree char *typed = dup_typed (self->user_row);

  g_assert (KEYRACK_IS_PROXY_GROUP (self));

  g_settings_set_string (self->settings, "proxy-user", typed);
}

/* It can be in the keyring all the same. */
static void
abandon (KeyrackProxyGroup *self)
{
  keyrack_proxy_password_abandon (self->settings);
  keyrack_proxy_password_settle (self->settings, self->secrets);
}

static void
fail_to_store (KeyrackProxyGroup *self,
               const GError      *error)
{
  abandon (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_problem (self->password_note, error->message);

  set_password (self, NULL, NULL);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackProxyGroup) self = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error) &&
      self->settings != NULL)
    store_password (self);
  else if (self->settings != NULL)
    fail_to_store (self, error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackProxyGroup) self = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_secret_store_save_proxy_finish (KEYRACK_SECRET_STORE (source), result, &error))
    {
      if (self->settings != NULL)
        {
          keyrack_proxy_password_commit (self->settings, self->secret_ref);
          keyrack_proxy_password_settle (self->settings, self->secrets);
          show_stored (self);
          gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
          set_password (self, NULL, NULL);
        }
    }
  else if (self->settings != NULL &&
           g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED))
    {
      keyrack_secret_store_unlock_async (KEYRACK_SECRET_STORE (source), self->cancellable,
                                         unlocked_cb, g_object_ref (self));
    }
  else if (self->settings != NULL)
    {
      fail_to_store (self, error);
    }
}

static void
store_password (KeyrackProxyGroup *self)
{
  /* Translators: the name of an entry in the password store */
  const char *label = _("Keyrack: proxy password");

  keyrack_secret_store_save_proxy_async (self->secrets, self->secret_ref, label, self->password,
                                         self->cancellable, stored_cb, g_object_ref (self));
}

static void
commit_password (KeyrackProxyGroup *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  g_assert (KEYRACK_IS_PROXY_GROUP (self));

  if (*typed == '\0' || self->password != NULL)
    return;

  set_problem (self->password_note, NULL);
  set_password (self, keyrack_secret_new (typed, -1), g_uuid_string_random ());
  keyrack_proxy_password_begin (self->settings, self->secret_ref);
  store_password (self);
}

static void
keyrack_proxy_group_dispose (GObject *object)
{
  KeyrackProxyGroup *self = KEYRACK_PROXY_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->password != NULL && self->settings != NULL)
    abandon (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PROXY_GROUP);
  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->password, keyrack_secret_unref);

  G_OBJECT_CLASS (keyrack_proxy_group_parent_class)->dispose (object);
}

static void
keyrack_proxy_group_finalize (GObject *object)
{
  KeyrackProxyGroup *self = KEYRACK_PROXY_GROUP (object);

  g_object_unref (self->cancellable);
  g_free (self->secret_ref);

  G_OBJECT_CLASS (keyrack_proxy_group_parent_class)->finalize (object);
}

static void
keyrack_proxy_group_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackProxyGroup *self = KEYRACK_PROXY_GROUP (object);

  switch (prop_id)
    {
    case PROP_SECRETS:
      g_value_set_object (value, self->secrets);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->password != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_proxy_group_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  KeyrackProxyGroup *self = KEYRACK_PROXY_GROUP (object);

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
keyrack_proxy_group_class_init (KeyrackProxyGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_proxy_group_dispose;
  object_class->finalize = keyrack_proxy_group_finalize;
  object_class->get_property = keyrack_proxy_group_get_property;
  object_class->set_property = keyrack_proxy_group_set_property;

  properties[PROP_SECRETS] = g_param_spec_object ("secrets", NULL, NULL, KEYRACK_TYPE_SECRET_STORE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KEYRACK_TYPE_FIELD_NOTE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-proxy-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackProxyGroup, address_note);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProxyGroup, address_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProxyGroup, choice_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProxyGroup, forget_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProxyGroup, password_note);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProxyGroup, password_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProxyGroup, user_row);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, commit_address);
  gtk_widget_class_bind_template_callback (widget_class, commit_password);
  gtk_widget_class_bind_template_callback (widget_class, commit_user);
  gtk_widget_class_bind_template_callback (widget_class, forget_password);
}

static void
keyrack_proxy_group_init (KeyrackProxyGroup *self)
{
  g_autofree char *address = NULL;
  g_autofree char *user = NULL;

  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (KEYRACK_APP_ID);

  gtk_widget_init_template (GTK_WIDGET (self));

  address = g_settings_get_string (self->settings, "proxy-address");
  user = g_settings_get_string (self->settings, "proxy-user");
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), user);
  keyrack_choice_binding_new (self->settings, "proxy", G_OBJECT (self->choice_row), choices);
  choice_cb (self);
  show_stored (self);
}

/* Takes what was typed and not left yet. */
void
keyrack_proxy_group_commit (KeyrackProxyGroup *self)
{
  g_return_if_fail (KEYRACK_IS_PROXY_GROUP (self));

  commit_address (self);
  commit_user (self);
  commit_password (self);
}

gboolean
keyrack_proxy_group_get_busy (KeyrackProxyGroup *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROXY_GROUP (self), FALSE);

  return self->password != NULL;
}

/* Whether the last password could not be stored. */
gboolean
keyrack_proxy_group_has_problem (KeyrackProxyGroup *self)
{
  g_autofree char *problem = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROXY_GROUP (self), FALSE);

  g_object_get (self->password_note, "problem", &problem, NULL);

  return problem != NULL;
}
