/* keyrack-preferences.c: what the person set once, for the window and for scripts
 *
 * The environment is stronger than what is set here, and what is set here is
 * stronger than what the system says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-preferences.h"

#include <string.h>

#include "keyrack-http-proxy.h"
#include "keyrack-profile-store.h"

/**
 * keyrack_preferences_new:
 *
 * Returns: (nullable) (transfer full): the preferences, or %NULL when their
 *   schema is not installed, as beside a program that runs from its build folder
 */
GSettings *
keyrack_preferences_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, KEYRACK_APP_ID, TRUE);

  /* One that was installed with an earlier version knows nothing of the network. */
  if (schema == NULL || !g_settings_schema_has_key (schema, "proxy"))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * keyrack_preferences_get_keep_days:
 * @preferences: (nullable): the preferences
 *
 * Returns: for how many days the pair before is kept when it is replaced; 0 until it is let go
 */
guint
keyrack_preferences_get_keep_days (GSettings *preferences)
{
  g_autoptr(GSettingsSchema) schema = NULL;

  g_return_val_if_fail (preferences == NULL || G_IS_SETTINGS (preferences), KEYRACK_KEEP_PREVIOUS_DAYS);

  if (preferences == NULL)
    return KEYRACK_KEEP_PREVIOUS_DAYS;

  /* One that was installed with an earlier version knows nothing of it. */
  g_object_get (preferences, "settings-schema", &schema, NULL);

  return g_settings_schema_has_key (schema, "keep-previous-days")
         ? g_settings_get_uint (preferences, "keep-previous-days")
         : KEYRACK_KEEP_PREVIOUS_DAYS;
}

/* What libcurl takes for the port when there is none is seldom what was meant. */
static gboolean
has_port (const char *text)
{
  const char *colon = strrchr (text, ':');

  return colon != NULL && g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, NULL, NULL);
}

/**
 * keyrack_preferences_is_proxy:
 * @text: "proxy.example:3128", with "socks5://" or the like in front if need be
 *
 * A user and a password have a place of their own.
 *
 * Returns: %TRUE if @text names a proxy and nothing else
 */
gboolean
keyrack_preferences_is_proxy (const char *text)
{
  g_autoptr(KeyrackHttpProxy) proxy = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!has_port (text))
    return FALSE;

  proxy = keyrack_http_proxy_parse (text);

  return proxy != NULL && proxy->user == NULL;
}

static char *
dup_text (GSettings  *preferences,
          const char *key)
{
  g_autofree char *text = g_settings_get_string (preferences, key);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
take_proxy (KeyrackHttpSettings *settings,
            GSettings           *preferences)
{
  switch ((KeyrackProxyChoice) g_settings_get_enum (preferences, "proxy"))
    {
    case KEYRACK_PROXY_NONE:
      settings->proxy = g_strdup ("");
      break;

    /* Without an address nothing is reached: going past the proxy was not asked for. */
    case KEYRACK_PROXY_OWN:
      settings->proxy = dup_text (preferences, "proxy-address");
      if (settings->proxy == NULL)
        settings->proxy = g_strdup ("http://");
      settings->proxy_user = dup_text (preferences, "proxy-user");
      break;

    case KEYRACK_PROXY_SYSTEM:
    default:
      break;
    }
}

/**
 * keyrack_preferences_dup_http_settings:
 * @preferences: (nullable): the preferences
 *
 * Returns: (transfer full): where connections go, but for the proxy's password
 */
KeyrackHttpSettings *
keyrack_preferences_dup_http_settings (GSettings *preferences)
{
  KeyrackHttpSettings *settings = keyrack_http_settings_new_from_environment ();

  g_return_val_if_fail (preferences == NULL || G_IS_SETTINGS (preferences), settings);

  if (preferences == NULL)
    return settings;

  take_proxy (settings, preferences);

  if (settings->ca_file == NULL)
    settings->ca_file = dup_text (preferences, "ca-file");

  settings->connect_limit = (guint) g_settings_get_int (preferences, "connect-limit");
  settings->total_limit = MAX (settings->connect_limit,
                               (guint) g_settings_get_int (preferences, "total-limit"));

  return settings;
}

static void
password_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackHttpSettings *settings = g_task_get_task_data (task);

  settings->proxy_password = keyrack_secret_store_lookup_finish (KEYRACK_SECRET_STORE (source), result, &error);

  /* The proxy says it when it wants one. */
  if (settings->proxy_password == NULL)
    g_debug ("No password for the proxy: %s", error->message);

  g_task_return_pointer (task,
                         keyrack_http_settings_copy (settings),
                         (GDestroyNotify) keyrack_http_settings_free);
}

/**
 * keyrack_preferences_load_async:
 * @preferences: (nullable): the preferences
 * @secrets: where the proxy's password is
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds out where connections go, with the proxy's password if there is one that
 * can be read; nobody is asked to unlock anything.
 */
void
keyrack_preferences_load_async (GSettings           *preferences,
                                KeyrackSecretStore  *secrets,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  KeyrackHttpSettings *settings = NULL;
  g_autoptr(GTask) task = NULL;
  g_autofree char *secret_ref = NULL;

  g_return_if_fail (preferences == NULL || G_IS_SETTINGS (preferences));
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));

  settings = keyrack_preferences_dup_http_settings (preferences);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_preferences_load_async);
  g_task_set_task_data (task, settings, (GDestroyNotify) keyrack_http_settings_free);

  if (settings->proxy_user != NULL)
    secret_ref = dup_text (preferences, "proxy-secret-ref");

  if (secret_ref != NULL)
    keyrack_secret_store_lookup_async (secrets, secret_ref, cancellable, password_cb, g_steal_pointer (&task));
  else
    g_task_return_pointer (task,
                           keyrack_http_settings_copy (settings),
                           (GDestroyNotify) keyrack_http_settings_free);
}

/**
 * keyrack_preferences_load_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): where connections go, or %NULL with %G_IO_ERROR_CANCELLED
 */
KeyrackHttpSettings *
keyrack_preferences_load_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
