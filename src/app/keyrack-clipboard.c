/* keyrack-clipboard.c: copying a secret for a short time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-clipboard.h"

#include "keyrack-preferences.h"

/* Clipboard managers that know this type do not keep what is marked with it. */
#define PASSWORD_HINT_TYPE "x-kde-passwordManagerHint"
#define PASSWORD_HINT "secret"
#define DEFAULT_SECONDS 30
#define TEXT_TYPE "text/plain;charset=utf-8"

/* The clipboard outlives every window, so what we put there is remembered on it. */
typedef struct
{
  GdkContentProvider *content;
  guint               timeout;
} Copied;

static GQuark
copied_quark (void)
{
  return g_quark_from_static_string ("keyrack-copied-secret");
}

static void
copied_free (gpointer data)
{
  Copied *copied = data;

  g_clear_handle_id (&copied->timeout, g_source_remove);
  g_clear_object (&copied->content);
  g_free (copied);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GdkClipboard *clipboard = GDK_CLIPBOARD (user_data);
  Copied *copied = g_object_get_qdata (G_OBJECT (clipboard), copied_quark ());

  copied->timeout = 0;
  keyrack_clipboard_forget (clipboard);

  return G_SOURCE_REMOVE;
}

static void
wipe_bytes (gpointer data)
{
  keyrack_secret_unref (data);
}

static GdkContentProvider *
content_new (KeyrackSecret *secret)
{
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GBytes) hint = g_bytes_new_static (PASSWORD_HINT, sizeof PASSWORD_HINT - 1);
  GdkContentProvider *providers[2];

  text = g_bytes_new_with_free_func (keyrack_secret_peek (secret),
                                     keyrack_secret_get_length (secret),
                                     wipe_bytes,
                                     keyrack_secret_ref (secret));
  providers[0] = gdk_content_provider_new_for_bytes (TEXT_TYPE, text);
  providers[1] = gdk_content_provider_new_for_bytes (PASSWORD_HINT_TYPE, hint);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

/**
 * keyrack_clipboard_get_seconds:
 *
 * Returns: how long a secret stays in the clipboard, as the person wants it
 */
guint
keyrack_clipboard_get_seconds (void)
{
  g_autoptr(GSettings) preferences = keyrack_preferences_new ();

  if (preferences == NULL)
    return DEFAULT_SECONDS;

  return (guint) g_settings_get_int (preferences, "clipboard-seconds");
}

/**
 * keyrack_clipboard_copy_secret:
 * @clipboard: a clipboard
 * @secret: a secret
 *
 * Copies @secret, marked as a password, for keyrack_clipboard_get_seconds().
 */
void
keyrack_clipboard_copy_secret (GdkClipboard  *clipboard,
                               KeyrackSecret *secret)
{
  Copied *copied;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (secret != NULL);

  copied = g_new0 (Copied, 1);
  copied->content = content_new (secret);
  copied->timeout = g_timeout_add_seconds (keyrack_clipboard_get_seconds (), timeout_cb, clipboard);

  gdk_clipboard_set_content (clipboard, copied->content);
  g_object_set_qdata_full (G_OBJECT (clipboard), copied_quark (), copied, copied_free);
}

/**
 * keyrack_clipboard_forget:
 * @clipboard: a clipboard
 *
 * Empties @clipboard if what we copied is still in it; for the end of the time and of
 * the program.
 */
void
keyrack_clipboard_forget (GdkClipboard *clipboard)
{
  Copied *copied;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  copied = g_object_get_qdata (G_OBJECT (clipboard), copied_quark ());
  if (copied == NULL)
    return;

  if (gdk_clipboard_get_content (clipboard) == copied->content)
    gdk_clipboard_set_content (clipboard, NULL);
  g_object_set_qdata (G_OBJECT (clipboard), copied_quark (), NULL);
}
