/* keyrack-proxy-password.c: which item of the keyring is the proxy's password
 *
 * An item is named before it is stored, and until it is cleared: whenever the
 * process ends, and whatever the keyring says, none is left that nobody knows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-proxy-password.h"

#define CURRENT "proxy-secret-ref"
#define NEW     "proxy-new-ref"
#define STALE   "proxy-stale-refs"

/* A stale item that is to be cleared. */
typedef struct
{
  GSettings *preferences;
  char      *secret_ref;
} Clearing;

static void
clearing_free (Clearing *clearing)
{
  g_object_unref (clearing->preferences);
  g_free (clearing->secret_ref);
  g_free (clearing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clearing, clearing_free)

/* Takes @secret_ref out of the stale ones, and puts it at their end if it is to be there. */
static void
set_stale (GSettings  *preferences,
           const char *secret_ref,
           gboolean    stale)
{
  g_auto(GStrv) before = g_settings_get_strv (preferences, STALE);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) after = NULL;

  for (gsize i = 0; before[i] != NULL; i++)
    {
      if (!g_str_equal (before[i], secret_ref))
        g_strv_builder_add (builder, before[i]);
    }

  if (stale && *secret_ref != '\0')
    g_strv_builder_add (builder, secret_ref);

  after = g_strv_builder_end (builder);
  g_settings_set_strv (preferences, STALE, (const char * const *) after);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Clearing) clearing = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_secret_store_clear_finish (KEYRACK_SECRET_STORE (source), result, &error))
    set_stale (clearing->preferences, clearing->secret_ref, FALSE);
  else
    g_debug ("A former password of the proxy stays for now: %s", error->message);
}

/**
 * keyrack_proxy_password_begin:
 * @preferences: the preferences
 * @secret_ref: names the item that is about to be stored
 *
 * To be called before keyrack_secret_store_save_proxy_async(), and followed by
 * keyrack_proxy_password_commit() or keyrack_proxy_password_abandon().
 */
void
keyrack_proxy_password_begin (GSettings  *preferences,
                              const char *secret_ref)
{
  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (secret_ref != NULL && *secret_ref != '\0');

  keyrack_proxy_password_abandon (preferences);
  g_settings_set_string (preferences, NEW, secret_ref);
}

/**
 * keyrack_proxy_password_commit:
 * @preferences: the preferences
 * @secret_ref: names the item that was begun
 *
 * The item is stored, and takes the place of the former one.
 */
void
keyrack_proxy_password_commit (GSettings  *preferences,
                               const char *secret_ref)
{
  g_autofree char *former = NULL;

  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (secret_ref != NULL && *secret_ref != '\0');

  former = g_settings_get_string (preferences, CURRENT);

  set_stale (preferences, former, TRUE);
  g_settings_set_string (preferences, CURRENT, secret_ref);
  g_settings_set_string (preferences, NEW, "");
}

/**
 * keyrack_proxy_password_abandon:
 * @preferences: the preferences
 *
 * The item that was begun, here or by an earlier process, is not needed; nobody knows
 * whether it was stored.
 */
void
keyrack_proxy_password_abandon (GSettings *preferences)
{
  g_autofree char *secret_ref = NULL;

  g_return_if_fail (G_IS_SETTINGS (preferences));

  secret_ref = g_settings_get_string (preferences, NEW);
  if (*secret_ref == '\0')
    return;

  set_stale (preferences, secret_ref, TRUE);
  g_settings_set_string (preferences, NEW, "");
}

/**
 * keyrack_proxy_password_forget:
 * @preferences: the preferences
 *
 * There is no password any more.
 */
void
keyrack_proxy_password_forget (GSettings *preferences)
{
  g_autofree char *former = NULL;

  g_return_if_fail (G_IS_SETTINGS (preferences));

  former = g_settings_get_string (preferences, CURRENT);
  if (*former == '\0')
    return;

  set_stale (preferences, former, TRUE);
  g_settings_set_string (preferences, CURRENT, "");
}

/**
 * keyrack_proxy_password_settle:
 * @preferences: the preferences
 * @secrets: where the items are
 *
 * Clears the items that are not needed. Nobody is asked to unlock anything: what can't
 * be cleared now is left for the next call.
 */
void
keyrack_proxy_password_settle (GSettings          *preferences,
                               KeyrackSecretStore *secrets)
{
  g_auto(GStrv) stale = NULL;
  g_autofree char *current = NULL;

  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));

  stale = g_settings_get_strv (preferences, STALE);
  current = g_settings_get_string (preferences, CURRENT);

  for (gsize i = 0; stale[i] != NULL; i++)
    {
      Clearing *clearing = NULL;

      /* The process ended in the middle of a commit. */
      if (*stale[i] == '\0' || g_str_equal (stale[i], current))
        {
          set_stale (preferences, stale[i], FALSE);
          continue;
        }

      clearing = g_new0 (Clearing, 1);
      clearing->preferences = g_object_ref (preferences);
      clearing->secret_ref = g_strdup (stale[i]);
      keyrack_secret_store_clear_async (secrets, stale[i], NULL, cleared_cb, clearing);
    }
}
