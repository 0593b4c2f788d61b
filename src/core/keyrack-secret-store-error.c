/* keyrack-secret-store-error.c: what libsecret, D-Bus and the disk say, in the user's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store-private.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "keyrack-process.h"

G_DEFINE_QUARK (keyrack-secret-store-error-quark, keyrack_secret_store_error)

static const char *messages[] = {
  [KEYRACK_SECRET_STORE_ERROR_LOCKED] =
    N_("Secrets are locked. Unlock them and try again."),
  [KEYRACK_SECRET_STORE_ERROR_DISMISSED] =
    N_("Secrets are still locked; nothing was changed."),
  [KEYRACK_SECRET_STORE_ERROR_ABSENT] =
    N_("No password store found. Install one, such as gnome-keyring or KWallet, and sign in again."),
  [KEYRACK_SECRET_STORE_ERROR_SILENT] =
    N_("The password store is not answering. Try again in a moment."),
  [KEYRACK_SECRET_STORE_ERROR_DIED] =
    N_("The password store stopped working. Try again."),
  [KEYRACK_SECRET_STORE_ERROR_NOT_FOUND] =
    N_("No secret is stored for this connection. Enter it and save."),
  [KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH] =
    N_("No secret for this session. It may be in a password store that is not there."),
  [KEYRACK_SECRET_STORE_ERROR_NOT_KEPT] =
    N_("The password store did not keep the secret. Try again."),
  [KEYRACK_SECRET_STORE_ERROR_DAMAGED] =
    N_("The stored secret is damaged. Enter it again and save."),
  [KEYRACK_SECRET_STORE_ERROR_DISK_FULL] =
    N_("The disk is full; nothing was changed."),
  [KEYRACK_SECRET_STORE_ERROR_FAILED] =
    N_("The password store could not do what was asked."),
};

/* Says @code in the words that every secret store shares. */
void
keyrack_secret_store_set_error (GError                  **error,
                                KeyrackSecretStoreError   code)
{
  g_assert (code < G_N_ELEMENTS (messages));

  /* A sandbox may keep us from asking the password store of the desktop. */
  if (code == KEYRACK_SECRET_STORE_ERROR_ABSENT && keyrack_process_is_sandboxed ())
    g_set_error (error, KEYRACK_SECRET_STORE_ERROR, (int) code,
                 /* Translators: the program's ID; keep the command as it is */
                 _("No password store found. Install one, or run “flatpak override --user "
                   "--talk-name=org.freedesktop.secrets %s” and start Keyrack again."), KEYRACK_APP_ID);
  else
    g_set_error_literal (error, KEYRACK_SECRET_STORE_ERROR, (int) code, _(messages[code]));
}

static KeyrackSecretStoreError
code_of_libsecret (int      code,
                   gboolean is_file)
{
  switch (code)
    {
    case SECRET_ERROR_IS_LOCKED:
      return KEYRACK_SECRET_STORE_ERROR_LOCKED;
    case SECRET_ERROR_INVALID_FILE_FORMAT:
      return KEYRACK_SECRET_STORE_ERROR_DAMAGED;
    case SECRET_ERROR_PROTOCOL:
      /* The file backend says this of an item whose checksum is wrong. */
      return is_file ? KEYRACK_SECRET_STORE_ERROR_DAMAGED : KEYRACK_SECRET_STORE_ERROR_FAILED;
    default:
      return KEYRACK_SECRET_STORE_ERROR_FAILED;
    }
}

static KeyrackSecretStoreError
code_of_dbus (int code)
{
  switch (code)
    {
    case G_DBUS_ERROR_SERVICE_UNKNOWN:
    case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
    case G_DBUS_ERROR_SPAWN_EXEC_FAILED:
    case G_DBUS_ERROR_SPAWN_FORK_FAILED:
    case G_DBUS_ERROR_SPAWN_CHILD_EXITED:
    case G_DBUS_ERROR_SPAWN_CHILD_SIGNALED:
    case G_DBUS_ERROR_SPAWN_FAILED:
    case G_DBUS_ERROR_SPAWN_SETUP_FAILED:
    case G_DBUS_ERROR_SPAWN_CONFIG_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND:
    case G_DBUS_ERROR_SPAWN_PERMISSIONS_INVALID:
    case G_DBUS_ERROR_SPAWN_FILE_INVALID:
    case G_DBUS_ERROR_SPAWN_NO_MEMORY:
    case G_DBUS_ERROR_ACCESS_DENIED:
      return KEYRACK_SECRET_STORE_ERROR_ABSENT;
    case G_DBUS_ERROR_TIMEOUT:
    case G_DBUS_ERROR_TIMED_OUT:
      return KEYRACK_SECRET_STORE_ERROR_SILENT;
    case G_DBUS_ERROR_NO_REPLY:
    case G_DBUS_ERROR_DISCONNECTED:
    case G_DBUS_ERROR_UNKNOWN_OBJECT:
    case G_DBUS_ERROR_UNKNOWN_METHOD:
      return KEYRACK_SECRET_STORE_ERROR_DIED;
    default:
      return KEYRACK_SECRET_STORE_ERROR_FAILED;
    }
}

static KeyrackSecretStoreError
code_of_io (int code)
{
  switch (code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return KEYRACK_SECRET_STORE_ERROR_SILENT;
    case G_IO_ERROR_CLOSED:
    case G_IO_ERROR_CONNECTION_CLOSED:
      return KEYRACK_SECRET_STORE_ERROR_DIED;
    case G_IO_ERROR_CANCELLED:
      /* We never cancel: this is the person closing the portal's dialog. */
      return KEYRACK_SECRET_STORE_ERROR_DISMISSED;
    case G_IO_ERROR_NO_SPACE:
      return KEYRACK_SECRET_STORE_ERROR_DISK_FULL;
    default:
      return KEYRACK_SECRET_STORE_ERROR_FAILED;
    }
}

/* Replaces an error of a library by one of the secret store's domain. */
void
keyrack_secret_store_translate (GError   **error,
                                gboolean   is_file)
{
  g_autoptr(GError) raw = g_steal_pointer (error);
  KeyrackSecretStoreError code = KEYRACK_SECRET_STORE_ERROR_FAILED;

  g_assert (raw != NULL);

  if (raw->domain == KEYRACK_SECRET_STORE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&raw));
      return;
    }

  g_debug ("Keyring: %s %d: %s", g_quark_to_string (raw->domain), raw->code, raw->message);

  if (raw->domain == SECRET_ERROR)
    code = code_of_libsecret (raw->code, is_file);
  else if (raw->domain == G_DBUS_ERROR)
    code = code_of_dbus (raw->code);
  else if (raw->domain == G_IO_ERROR)
    code = code_of_io (raw->code);

  if (code == KEYRACK_SECRET_STORE_ERROR_FAILED)
    g_set_error (error, KEYRACK_SECRET_STORE_ERROR, (int) code,
                 /* Translators: the words of the password store or of the system */
                 _("The password store could not do what was asked: %s"), raw->message);
  else
    keyrack_secret_store_set_error (error, code);
}
