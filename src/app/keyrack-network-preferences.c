/* keyrack-network-preferences.c: lets the network follow the preferences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-network-preferences.h"

#include "keyrack-preferences.h"
#include "keyrack-proxy-password.h"

struct _KeyrackNetworkPreferences
{
  GObject             parent_instance;

  /* Owned references */
  KeyrackHttpClient  *client;
  KeyrackSecretStore *secrets;
  GSettings          *settings;
  GCancellable       *cancellable;   /* of the last look at them */
};

G_DEFINE_FINAL_TYPE (KeyrackNetworkPreferences, keyrack_network_preferences, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CLIENT,
  PROP_SECRETS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char * const keys[] = {
  "ca-file", "connect-limit", "proxy", "proxy-address", "proxy-secret-ref", "proxy-user", "total-limit",
};

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackHttpClient) client = user_data;
  g_autoptr(KeyrackHttpSettings) settings = keyrack_preferences_load_finish (result, NULL);

  /* None when something was changed once more meanwhile. */
  if (settings != NULL)
    keyrack_http_client_set_settings (client, settings);
}

static void
apply (KeyrackNetworkPreferences *self)
{
  g_assert (KEYRACK_IS_NETWORK_PREFERENCES (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  keyrack_preferences_load_async (self->settings, self->secrets, self->cancellable,
                                  loaded_cb, g_object_ref (self->client));
}

/* Only then the proxy's password can be read, and former ones be cleared. */
static void
state_cb (KeyrackNetworkPreferences *self)
{
  g_assert (KEYRACK_IS_NETWORK_PREFERENCES (self));

  if (keyrack_secret_store_get_state (self->secrets) != KEYRACK_SECRET_STORE_READY)
    return;

  apply (self);
  if (self->settings != NULL)
    keyrack_proxy_password_settle (self->settings, self->secrets);
}

static void
keyrack_network_preferences_constructed (GObject *object)
{
  KeyrackNetworkPreferences *self = KEYRACK_NETWORK_PREFERENCES (object);
  g_autoptr(KeyrackHttpSettings) settings = NULL;

  G_OBJECT_CLASS (keyrack_network_preferences_parent_class)->constructed (object);

  settings = keyrack_preferences_dup_http_settings (self->settings);
  keyrack_http_client_set_settings (self->client, settings);

  /* An earlier process may have ended while it stored one. */
  if (self->settings != NULL)
    keyrack_proxy_password_abandon (self->settings);

  g_signal_connect_object (self->secrets, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);

  for (gsize i = 0; self->settings != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", keys[i], NULL);

      g_signal_connect_object (self->settings, signal, G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
    }
}

static void
keyrack_network_preferences_dispose (GObject *object)
{
  KeyrackNetworkPreferences *self = KEYRACK_NETWORK_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (keyrack_network_preferences_parent_class)->dispose (object);
}

static void
keyrack_network_preferences_set_property (GObject      *object,
                                          guint         prop_id,
                                          const GValue *value,
                                          GParamSpec   *pspec)
{
  KeyrackNetworkPreferences *self = KEYRACK_NETWORK_PREFERENCES (object);

  switch (prop_id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;

    case PROP_SECRETS:
      self->secrets = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_network_preferences_class_init (KeyrackNetworkPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = keyrack_network_preferences_constructed;
  object_class->dispose = keyrack_network_preferences_dispose;
  object_class->set_property = keyrack_network_preferences_set_property;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, KEYRACK_TYPE_HTTP_CLIENT, given);
  properties[PROP_SECRETS] = g_param_spec_object ("secrets", NULL, NULL, KEYRACK_TYPE_SECRET_STORE, given);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_network_preferences_init (KeyrackNetworkPreferences *self)
{
  self->settings = keyrack_preferences_new ();
}

KeyrackNetworkPreferences *
keyrack_network_preferences_new (KeyrackHttpClient  *client,
                                 KeyrackSecretStore *secrets)
{
  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (secrets), NULL);

  return g_object_new (KEYRACK_TYPE_NETWORK_PREFERENCES,
                       "client", client,
                       "secrets", secrets,
                       NULL);
}
