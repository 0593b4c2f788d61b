/* keyrack-secret-store-keyring.c: opening the keyring, trying twice, reading back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store-private.h"

#include <libsecret/secret.h>

#include "keyrack-private-file.h"
#include "keyrack-process.h"
#include "keyrack-secret-store-file.h"

#define PORTAL_TIMEOUT_MS 3000

static gboolean
portal_has_secrets (void)
{
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) version = NULL;

  if (bus == NULL)
    return FALSE;

  reply = g_dbus_connection_call_sync (bus,
                                       "org.freedesktop.portal.Desktop",
                                       "/org/freedesktop/portal/desktop",
                                       "org.freedesktop.DBus.Properties", "Get",
                                       g_variant_new ("(ss)", "org.freedesktop.portal.Secret", "version"),
                                       G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE,
                                       PORTAL_TIMEOUT_MS, NULL, NULL);
  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(v)", &version);

  return g_variant_is_of_type (version, G_VARIANT_TYPE_UINT32) && g_variant_get_uint32 (version) == 1;
}

/* Decides as libsecret does (backend_get_impl_type), because asking it opens the file. */
static gboolean
uses_file (void)
{
  gboolean sandboxed = keyrack_process_is_sandboxed ()
                       || g_getenv ("SNAP_NAME") != NULL;

  if (sandboxed && portal_has_secrets ())
    return TRUE;

  return g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

static void
forget_libsecret (KeyrackKeyring *self)
{
  secret_service_disconnect ();
  g_clear_pointer (&self->stamp, g_free);
}

/* What libsecret read from the file stays in its memory, so it has to forget it when
 * another process has written since. */
static gboolean
open_file (KeyrackKeyring  *self,
           GError         **error)
{
  g_autofree char *stamp = keyrack_private_dup_stamp (self->path);

  if (g_strcmp0 (stamp, self->stamp) == 0)
    return TRUE;

  forget_libsecret (self);
  if (!keyrack_keyring_file_prepare (self->path, error))
    return FALSE;

  self->stamp = keyrack_private_dup_stamp (self->path);

  return TRUE;
}

static gboolean
open_service (GError **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &problem);

  if (bus != NULL)
    return TRUE;

  g_debug ("Keyring: no session bus: %s", problem->message);
  keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_ABSENT);

  return FALSE;
}

static gboolean
open_keyring (KeyrackKeyring  *self,
              GError         **error)
{
  if (uses_file ())
    {
      if (self->path == NULL)
        self->path = keyrack_keyring_file_dup_path ();
      return open_file (self, error);
    }

  g_clear_pointer (&self->path, g_free);

  return open_service (error);
}

/* A new service that takes the place of one that died is known only after a disconnect. */
static gboolean
deserves_second_try (KeyrackKeyring *self,
                     const GError   *error)
{
  if (self->path != NULL)
    return FALSE;

  return g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_DIED)
         || g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT)
         || g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_FAILED);
}

static gboolean
attempt (KeyrackKeyring      *self,
         KeyrackKeyringCall   func,
         gpointer             data,
         GError             **error)
{
  if (open_keyring (self, error) && func (self, data, error))
    return TRUE;

  keyrack_secret_store_translate (error, self->path != NULL);

  return FALSE;
}

static gboolean
call (KeyrackKeyring      *self,
      KeyrackKeyringCall   func,
      gpointer             data,
      GError             **error)
{
  g_autoptr(GError) problem = NULL;
  gboolean done = attempt (self, func, data, &problem);

  if (!done && deserves_second_try (self, problem))
    {
      g_clear_error (&problem);
      forget_libsecret (self);
      done = attempt (self, func, data, &problem);
    }

  if (done)
    {
      self->was_ready = TRUE;
      return TRUE;
    }

  if (self->was_ready
      && g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT))
    keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_DIED);
  else
    g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* A failed write can have truncated the file: put it back at once, not at the next start. */
static void
undo_damage (KeyrackKeyring *self)
{
  g_autoptr(GError) problem = NULL;

  if (self->path == NULL)
    return;

  forget_libsecret (self);
  keyrack_keyring_file_await_write (self->path);
  if (!open_file (self, &problem))
    g_debug ("Keyring: %s", problem->message);
}

void
keyrack_keyring_finish (KeyrackKeyring *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->stamp, g_free);
}

/* Whether a secret could be stored now; never asks anybody anything. */
gboolean
keyrack_keyring_check_unlocked (KeyrackKeyring  *self,
                                GError         **error)
{
  return call (self, keyrack_keyring_call_check_unlocked, NULL, error);
}

/* Asks the person to unlock what is locked. */
gboolean
keyrack_keyring_unlock (KeyrackKeyring  *self,
                        GError         **error)
{
  return call (self, keyrack_keyring_call_unlock, NULL, error);
}

KeyrackSecret *
keyrack_keyring_lookup (KeyrackKeyring  *self,
                        const char      *secret_ref,
                        GError         **error)
{
  KeyrackKeyringItem query = { .secret_ref = secret_ref };

  if (!call (self, keyrack_keyring_call_lookup, &query, error))
    return NULL;

  return query.secret;
}

/* Stores the secret, then reads it back over a new connection or from the disk. */
gboolean
keyrack_keyring_store (KeyrackKeyring      *self,
                       KeyrackKeyringItem  *item,
                       GError             **error)
{
  g_autoptr(KeyrackSecret) kept = NULL;
  g_autoptr(GError) problem = NULL;

  if (!call (self, keyrack_keyring_call_store, item, error))
    {
      undo_damage (self);
      return FALSE;
    }

  forget_libsecret (self);
  kept = keyrack_keyring_lookup (self, item->secret_ref, &problem);

  if (problem != NULL
      && !g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (!keyrack_secret_equal (kept, item->secret))
    {
      keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_NOT_KEPT);
      return FALSE;
    }

  return self->path == NULL || keyrack_keyring_file_settle (self->path, error);
}

/* Fetches all secrets of this program in one go, by their names. */
gboolean
keyrack_keyring_gather (KeyrackKeyring  *self,
                        GHashTable      *secrets,
                        GError         **error)
{
  return call (self, keyrack_keyring_call_gather, secrets, error);
}

/* Removes a secret and makes sure that it is gone; one that was not there is no error. */
gboolean
keyrack_keyring_clear (KeyrackKeyring  *self,
                       const char      *secret_ref,
                       GError         **error)
{
  if (!call (self, keyrack_keyring_call_clear, (gpointer) secret_ref, error))
    {
      undo_damage (self);
      return FALSE;
    }

  if (self->path != NULL)
    forget_libsecret (self);

  return call (self, keyrack_keyring_call_check_gone, (gpointer) secret_ref, error)
         && (self->path == NULL || keyrack_keyring_file_settle (self->path, error));
}
