/* store-steps.c: the calls of the stores, each waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-steps.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "waiting.h"

Place *
place_new (void)
{
  Place *self = g_new0 (Place, 1);
  g_autoptr(GError) error = NULL;

  self->root = g_dir_make_tmp ("keyrack-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->keyring = g_build_filename (self->root, "keyrings", "default.keyring", NULL);
  self->folder = g_build_filename (self->root, "keyrack", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", self->keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "battery staple", TRUE);

  return self;
}

/* An empty keyring file whose key is derived in no time, to be opened thousands of times. */
void
place_make_quick (Place *self)
{
  static const guint8 salt[32] = { 1 };
  g_autofree char *folder = g_path_get_dirname (self->keyring);
  g_autoptr(GString) contents = g_string_new_len ("GnomeKeyring\n\r\0\n\1\0", 18);
  g_autoptr(GVariant) content = NULL;
  g_autoptr(GError) error = NULL;

  content = g_variant_new ("(u@ayutu@a(a{say}ay))",
                           GUINT32_TO_LE (32),
                           g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, salt, sizeof salt, 1),
                           GUINT32_TO_LE (1), GUINT64_TO_LE (G_GUINT64_CONSTANT (1600000000)), 0,
                           g_variant_new_array (G_VARIANT_TYPE ("(a{say}ay)"), NULL, 0));
  g_variant_ref_sink (content);
  g_string_append_len (contents, g_variant_get_data (content), (gssize) g_variant_get_size (content));

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (self->keyring, contents->str, (gssize) contents->len, &error);
  g_assert_no_error (error);
}

static void
delete_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);

  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      delete_tree (child);
    }

  g_remove (path);
}

void
place_free (Place *self)
{
  delete_tree (self->root);
  g_free (self->root);
  g_free (self->keyring);
  g_free (self->folder);
  g_free (self);
}

KeyrackProfile *
make_profile (const char *name)
{
  KeyrackProfile *profile = keyrack_profile_new ();
  static const char * const tags[] = { "test", "Zürich", NULL };

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id-of-acme");
  keyrack_profile_set_tags (profile, tags);
  keyrack_profile_set_note (profile, "first line\nsecond “line”");

  return profile;
}

typedef struct
{
  KeyrackProfile *profile;
  const char     *secret_ref;
  KeyrackSecret  *secret;
} Call;

static void
do_store (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  Call *call = task_data;
  GError *error = NULL;

  if (keyrack_secret_store_store_sync (source, call->profile, call->secret_ref, call->secret, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
do_nothing (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static gboolean
run (KeyrackSecretStore  *store,
     GTaskThreadFunc      func,
     Call                *call,
     GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GTask) task = g_task_new (store, NULL, take_result_cb, &result);

  g_task_set_task_data (task, call, NULL);
  keyrack_worker_run (keyrack_secret_store_get_worker (store), task, func);

  return g_task_propagate_boolean (G_TASK (wait_for_result (&result)), error);
}

KeyrackSecretStoreState
secrets_probe (KeyrackSecretStore *store)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackSecretStoreState state = KEYRACK_SECRET_STORE_UNKNOWN;

  keyrack_secret_store_probe_async (store, NULL, take_result_cb, &result);
  state = keyrack_secret_store_probe_finish (store, wait_for_result (&result), &error);
  g_assert_no_error (error);

  return state;
}

gboolean
secrets_unlock (KeyrackSecretStore  *store,
                GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_secret_store_unlock_async (store, NULL, take_result_cb, &result);

  return keyrack_secret_store_unlock_finish (store, wait_for_result (&result), error);
}

char *
secrets_lookup (KeyrackSecretStore  *store,
                const char          *secret_ref,
                GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;

  keyrack_secret_store_lookup_async (store, secret_ref, NULL, take_result_cb, &result);
  secret = keyrack_secret_store_lookup_finish (store, wait_for_result (&result), error);

  return secret != NULL ? g_strdup (keyrack_secret_peek (secret)) : NULL;
}

gboolean
secrets_store (KeyrackSecretStore  *store,
               KeyrackProfile      *profile,
               const char          *secret_ref,
               const char          *secret,
               GError             **error)
{
  g_autoptr(KeyrackSecret) owned = keyrack_secret_new (secret, -1);
  Call call = { profile, secret_ref, owned };

  return run (store, do_store, &call, error);
}

gboolean
secrets_clear (KeyrackSecretStore  *store,
               const char          *secret_ref,
               GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_secret_store_clear_async (store, secret_ref, NULL, take_result_cb, &result);

  return keyrack_secret_store_clear_finish (store, wait_for_result (&result), error);
}

char *
secrets_find_same (KeyrackSecretStore  *store,
                   const char          *secret,
                   const char * const  *secret_refs,
                   GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackSecret) owned = keyrack_secret_new (secret, -1);

  keyrack_secret_store_find_same_async (store, owned, secret_refs, NULL, take_result_cb, &result);

  return keyrack_secret_store_find_same_finish (store, wait_for_result (&result), error);
}

gboolean
secrets_save_proxy (KeyrackSecretStore  *store,
                    const char          *secret_ref,
                    const char          *label,
                    const char          *password,
                    GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackSecret) owned = keyrack_secret_new (password, -1);

  keyrack_secret_store_save_proxy_async (store, secret_ref, label, owned, NULL, take_result_cb, &result);

  return keyrack_secret_store_save_proxy_finish (store, wait_for_result (&result), error);
}

/* Waits for everything that the worker was given before. */
void
secrets_drain (KeyrackSecretStore *store)
{
  run (store, do_nothing, NULL, NULL);
}

gboolean
profiles_load (KeyrackProfileStore  *store,
               GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_load_async (store, NULL, take_result_cb, &result);

  return keyrack_profile_store_load_finish (store, wait_for_result (&result), error);
}

KeyrackProfile *
profiles_save (KeyrackProfileStore  *store,
               KeyrackProfile       *profile,
               const char           *secret,
               KeyrackSaveFlags      flags,
               GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackSecret) owned = secret != NULL ? keyrack_secret_new (secret, -1) : NULL;

  keyrack_profile_store_save_async (store, profile, owned, flags, NULL, take_result_cb, &result);

  return keyrack_profile_store_save_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_remove (KeyrackProfileStore  *store,
                 const char           *id,
                 GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_remove_async (store, id, NULL, take_result_cb, &result);

  return keyrack_profile_store_remove_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_save_many (KeyrackProfileStore  *store,
                    GPtrArray            *profiles,
                    KeyrackSaveFlags      flags,
                    GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_save_many_async (store, profiles, flags, NULL, take_result_cb, &result);

  return keyrack_profile_store_save_many_finish (store, wait_for_result (&result), error);
}

/* Cancelled, if it can be, after the first row. */
static void
cancel_cb (guint    n_done,
           guint    n_all,
           gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

char *
profiles_import (KeyrackProfileStore  *store,
                 GPtrArray            *rows,
                 guint                 hold_seconds,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_import_async (store, rows, hold_seconds, cancellable != NULL ? cancel_cb : NULL, cancellable,
                                      cancellable, take_result_cb, &result);

  return keyrack_profile_store_import_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_undo_import (KeyrackProfileStore  *store,
                      const char           *id,
                      GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_undo_import_async (store, id, NULL, take_result_cb, &result);

  return keyrack_profile_store_undo_import_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_bin (KeyrackProfileStore  *store,
              const char * const   *ids,
              guint                 hold_seconds,
              GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_bin_async (store, ids, hold_seconds, NULL, take_result_cb, &result);

  return keyrack_profile_store_bin_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_restore (KeyrackProfileStore  *store,
                  const char * const   *ids,
                  GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_restore_async (store, ids, NULL, take_result_cb, &result);

  return keyrack_profile_store_restore_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_release (KeyrackProfileStore  *store,
                  const char * const   *ids,
                  GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_release_async (store, ids, NULL, take_result_cb, &result);

  return keyrack_profile_store_release_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_erase (KeyrackProfileStore  *store,
                const char * const   *ids,
                GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_erase_async (store, ids, NULL, take_result_cb, &result);

  return keyrack_profile_store_erase_finish (store, wait_for_result (&result), error);
}

KeyrackProfile *
profiles_replace (KeyrackProfileStore  *store,
                  const char           *id,
                  const char           *client_id,
                  const char           *secret,
                  KeyrackReplaceFlags   flags,
                  guint                 keep_days,
                  GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackSecret) owned = keyrack_secret_new (secret, -1);

  keyrack_profile_store_replace_async (store, id, client_id, owned, flags, keep_days, NULL, take_result_cb, &result);

  return keyrack_profile_store_replace_finish (store, wait_for_result (&result), error);
}

KeyrackProfile *
profiles_restore_previous (KeyrackProfileStore  *store,
                           const char           *id,
                           GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_restore_previous_async (store, id, NULL, take_result_cb, &result);

  return keyrack_profile_store_restore_previous_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_let_go (KeyrackProfileStore  *store,
                 const char           *id,
                 GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_let_go_async (store, id, NULL, take_result_cb, &result);

  return keyrack_profile_store_let_go_finish (store, wait_for_result (&result), error);
}

GListModel *
profiles_list_backups (KeyrackProfileStore  *store,
                       GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_list_backups_async (store, NULL, take_result_cb, &result);

  return keyrack_profile_store_list_backups_finish (store, wait_for_result (&result), error);
}

gboolean
profiles_restore_backup (KeyrackProfileStore  *store,
                         KeyrackBackup        *backup,
                         GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_store_restore_backup_async (store, backup, NULL, take_result_cb, &result);

  return keyrack_profile_store_restore_backup_finish (store, wait_for_result (&result), error);
}
