/* keyrack-store-banner.c: what is wrong with the stores, and what is not as usual
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-store-banner.h"

#include <glib/gi18n.h>

#include "keyrack-banner.h"
#include "keyrack-closures.h"
#include "keyrack-process.h"
#include "keyrack-profile-store.h"

struct _KeyrackStoreBanner
{
  AdwBin               parent_instance;

  /* Owned references */
  KeyrackProfileStore *store;
  GCancellable        *cancellable;

  char                *warning;
  gboolean             waiting;
  gboolean             dismissed;
};

G_DEFINE_FINAL_TYPE (KeyrackStoreBanner, keyrack_store_banner, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STORE,
  PROP_WARNING,
  PROP_WAITING,
  PROP_DISMISSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
secrets_title (KeyrackStoreBanner      *self,
               KeyrackSecretStoreState  state,
               gboolean                 waiting,
               gboolean                 dismissed)
{
  if (waiting)
    return g_strdup (_("Waiting for the password store…"));

  switch (state)
    {
    case KEYRACK_SECRET_STORE_LOCKED:
      return g_strdup (dismissed ? _("Still locked; nothing was changed") : _("Secrets are locked"));

    case KEYRACK_SECRET_STORE_ABSENT:
      if (keyrack_process_is_sandboxed ())
        /* Translators: %s is a command line */
        return g_strdup_printf (_("No password store found. Allow it with “%s”."),
                                "flatpak override --user --talk-name=org.freedesktop.secrets " KEYRACK_APP_ID);
      return g_strdup (_("No password store found. Install gnome-keyring or KWallet, then try again."));

    case KEYRACK_SECRET_STORE_SILENT:
      return g_strdup (_("The password store is not answering"));

    case KEYRACK_SECRET_STORE_DIED:
      return g_strdup (_("The password store stopped working"));

    case KEYRACK_SECRET_STORE_DAMAGED:
      return g_strdup (_("The keyring file is damaged, so it was not opened"));

    case KEYRACK_SECRET_STORE_UNKNOWN:
    case KEYRACK_SECRET_STORE_READY:
    default:
      return NULL;
    }
}

static char *
secrets_button (KeyrackStoreBanner      *self,
                KeyrackSecretStoreState  state)
{
  return g_strdup (state == KEYRACK_SECRET_STORE_LOCKED ? _("Unlock") : _("Try Again"));
}

/* Only where there is no password store at all: one that is locked or ill may come back. */
static char *
secrets_other_button (KeyrackStoreBanner      *self,
                      KeyrackSecretStoreState  state)
{
  return state == KEYRACK_SECRET_STORE_ABSENT ? g_strdup (_("Keep Secrets for This Session")) : NULL;
}

static gboolean
secrets_ailing (KeyrackStoreBanner      *self,
                KeyrackSecretStoreState  state)
{
  return state != KEYRACK_SECRET_STORE_UNKNOWN && state != KEYRACK_SECRET_STORE_READY;
}

static void
set_waiting (KeyrackStoreBanner *self,
             gboolean            waiting)
{
  self->waiting = waiting;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "banner.retry", !waiting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static void
set_dismissed (KeyrackStoreBanner *self,
               gboolean            dismissed)
{
  self->dismissed = dismissed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISMISSED]);
}

/* Every failure but a dismissed prompt changes the state of the store, which is shown. */
static void
unlock_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackStoreBanner) self = user_data;
  g_autoptr(GError) error = NULL;

  keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (object), result, &error);

  set_dismissed (self,
                 g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DISMISSED));
  set_waiting (self, FALSE);

  if (error != NULL)
    g_debug ("Unlocking: %s", error->message);
}

static void
probe_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(KeyrackStoreBanner) self = user_data;
  g_autoptr(GError) error = NULL;

  keyrack_secret_store_probe_finish (KEYRACK_SECRET_STORE (object), result, &error);

  set_waiting (self, FALSE);

  if (error != NULL)
    g_debug ("Looking for the password store: %s", error->message);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackStoreBanner *self = KEYRACK_STORE_BANNER (widget);
  KeyrackSecretStore *secrets = NULL;

  if (self->store == NULL || self->waiting)
    return;

  secrets = keyrack_profile_store_get_secrets (self->store);
  set_waiting (self, TRUE);

  if (keyrack_secret_store_get_state (secrets) == KEYRACK_SECRET_STORE_LOCKED)
    keyrack_secret_store_unlock_async (secrets, self->cancellable, unlock_cb, g_object_ref (self));
  else
    keyrack_secret_store_probe_async (secrets, self->cancellable, probe_cb, g_object_ref (self));
}

static void
keyrack_store_banner_dispose (GObject *object)
{
  KeyrackStoreBanner *self = KEYRACK_STORE_BANNER (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_STORE_BANNER);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (keyrack_store_banner_parent_class)->dispose (object);
}

static void
keyrack_store_banner_finalize (GObject *object)
{
  KeyrackStoreBanner *self = KEYRACK_STORE_BANNER (object);

  g_object_unref (self->cancellable);
  g_free (self->warning);

  G_OBJECT_CLASS (keyrack_store_banner_parent_class)->finalize (object);
}

static void
keyrack_store_banner_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackStoreBanner *self = KEYRACK_STORE_BANNER (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;

    case PROP_WARNING:
      g_value_set_string (value, self->warning);
      break;

    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;

    case PROP_DISMISSED:
      g_value_set_boolean (value, self->dismissed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_warning (KeyrackStoreBanner *self,
             const char         *warning)
{
  if (g_strcmp0 (self->warning, warning) == 0)
    return;

  g_free (self->warning);
  self->warning = g_strdup (warning);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WARNING]);
}

static void
keyrack_store_banner_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackStoreBanner *self = KEYRACK_STORE_BANNER (object);

  switch (prop_id)
    {
    case PROP_STORE:
      if (g_set_object (&self->store, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_WARNING:
      set_warning (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_store_banner_class_init (KeyrackStoreBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_store_banner_dispose;
  object_class->finalize = keyrack_store_banner_finalize;
  object_class->get_property = keyrack_store_banner_get_property;
  object_class->set_property = keyrack_store_banner_set_property;

  properties[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL,
                         KEYRACK_TYPE_PROFILE_STORE,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  properties[PROP_WARNING] =
    g_param_spec_string ("warning", NULL, NULL,
                         NULL,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  properties[PROP_WAITING] =
    g_param_spec_boolean ("waiting", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_STATIC_STRINGS));

  properties[PROP_DISMISSED] =
    g_param_spec_boolean ("dismissed", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-store-banner.ui");
  gtk_widget_class_bind_template_callback (widget_class, secrets_title);
  gtk_widget_class_bind_template_callback (widget_class, secrets_button);
  gtk_widget_class_bind_template_callback (widget_class, secrets_other_button);
  gtk_widget_class_bind_template_callback (widget_class, secrets_ailing);
  gtk_widget_class_install_action (widget_class, "banner.retry", NULL, retry_action);
  keyrack_closures_bind (widget_class);

  g_type_ensure (KEYRACK_TYPE_BANNER);
  g_type_ensure (KEYRACK_TYPE_SECRET_STORE);
}

static void
keyrack_store_banner_init (KeyrackStoreBanner *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}
