/* keyrack-identity.c: the keys of one's own that open files from others
 *
 * The preferences name their items of the keyring, and do so before an item is stored:
 * whenever the process ends, and whatever the keyring says, none is left that nobody knows.
 * A name is never taken away: another keyring can be in use today, or one be restored tomorrow.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-identity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REFS "identity-refs" /* one's own key is the first that is there */

/* Around a key in a text there is nothing that a key is made of. */
#define PREFIX   "AGE-SECRET-KEY-1"
#define ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

typedef struct
{
  GSettings     *preferences;  /* (nullable) */
  KeyrackSecret *identity;     /* (nullable): what is to be kept */
  gsize          n_missing;    /* of the names, from the first, what the keyring does not have */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->preferences);
  g_clear_pointer (&job->identity, keyrack_secret_unref);
  g_free (job);
}

static GTask *
create_task (GSettings           *preferences,
             KeyrackSecretStore  *secrets,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (secrets, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->preferences = preferences != NULL ? g_object_ref (preferences) : NULL;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  return task;
}

/* A schema that was installed with an earlier version knows nothing of keys. */
static char **
dup_refs (GSettings *preferences)
{
  g_autoptr(GSettingsSchema) schema = NULL;

  if (preferences == NULL)
    return g_new0 (char *, 1);

  g_object_get (preferences, "settings-schema", &schema, NULL);

  return g_settings_schema_has_key (schema, REFS) ? g_settings_get_strv (preferences, REFS) : g_new0 (char *, 1);
}

static void
add_ref (GSettings  *preferences,
         const char *secret_ref)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) before = dup_refs (preferences);
  g_auto(GStrv) after = NULL;

  g_strv_builder_addv (builder, (const char **) before);
  g_strv_builder_add (builder, secret_ref);
  after = g_strv_builder_end (builder);
  g_settings_set_strv (preferences, REFS, (const char * const *) after);
}

static void
return_recipient (GTask         *task,
                  KeyrackSecret *identity)
{
  g_autoptr(GError) error = NULL;
  char *recipient = keyrack_age_dup_recipient (identity, &error);

  if (recipient != NULL)
    g_task_return_pointer (task, recipient, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (keyrack_secret_store_save_identity_finish (KEYRACK_SECRET_STORE (source), result, &error))
    return_recipient (task, job->identity);
  else
    g_task_return_error (task, error);
}

/* If it can't be stored its name stays: a name of nothing does no harm. A key that is gone
 * with this process must not be given to anybody: what is encrypted for it is lost. */
static void
save (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autofree char *secret_ref = NULL;

  if (keyrack_secret_store_get_session_only (g_task_get_source_object (task)))
    {
      g_task_return_new_error (task, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT,
                               _("Secrets are kept for this session only; a key is made or added where "
                                 "it can be kept. Nothing was changed."));
      return;
    }

  secret_ref = g_uuid_string_random ();
  add_ref (job->preferences, secret_ref);
  keyrack_secret_store_save_identity_async (g_task_get_source_object (task), secret_ref,
                                            /* Translators: what the keyring’s own program shows for the
                                             * key that opens files from others */
                                            _("Keyrack: own key"), job->identity,
                                            g_task_get_cancellable (task), saved_cb, g_object_ref (task));
}

static void
looked_up_all_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_auto(GStrv) refs = dup_refs (job->preferences);
  g_autoptr(GHashTable) stored = NULL;
  g_autoptr(GPtrArray) identities = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_secret_unref);
  g_autoptr(GError) error = NULL;

  stored = keyrack_secret_store_lookup_all_finish (KEYRACK_SECRET_STORE (source), result, &error);
  if (stored == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (gsize i = 0; refs[i] != NULL; i++)
    {
      KeyrackSecret *identity = g_hash_table_lookup (stored, refs[i]);

      if (identity != NULL)
        g_ptr_array_add (identities, keyrack_secret_ref (identity));
    }

  g_task_return_pointer (task, g_steal_pointer (&identities), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * keyrack_identity_load_async:
 * @preferences: (nullable): the preferences
 * @secrets: where the keys are
 * @cancellable: (nullable): a cancellable
 * @callback: called with the keys
 * @user_data: for @callback
 *
 * Fetches the keys that may open a file, for keyrack_age_decrypt(). Nobody is asked to
 * unlock anything.
 */
void
keyrack_identity_load_async (GSettings           *preferences,
                             KeyrackSecretStore  *secrets,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_auto(GStrv) refs = NULL;

  g_return_if_fail (preferences == NULL || G_IS_SETTINGS (preferences));
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));

  task = create_task (preferences, secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_identity_load_async);
  refs = dup_refs (preferences);

  if (*refs == NULL)
    g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  else
    keyrack_secret_store_lookup_all_async (secrets, cancellable, looked_up_all_cb, g_object_ref (task));
}

/**
 * keyrack_identity_load_finish:
 * @secrets: where the keys are
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type KeyrackSecret): the keys, perhaps none; or %NULL with
 *   an error of %KEYRACK_SECRET_STORE_ERROR (_LOCKED) or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
keyrack_identity_load_finish (KeyrackSecretStore  *secrets,
                              GAsyncResult        *result,
                              GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_identity_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void find_own (GTask *task);

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackSecret) identity = NULL;

  identity = keyrack_secret_store_lookup_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (identity != NULL)
    return_recipient (task, identity);
  else if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND))
    {
      job->n_missing++;
      find_own (task);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
find_own (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_auto(GStrv) refs = dup_refs (job->preferences);

  if (job->n_missing < g_strv_length (refs))
    {
      keyrack_secret_store_lookup_async (g_task_get_source_object (task), refs[job->n_missing],
                                         g_task_get_cancellable (task), looked_up_cb, g_object_ref (task));
      return;
    }

  job->identity = keyrack_age_create_identity ();
  save (task);
}

/**
 * keyrack_identity_make_async:
 * @preferences: the preferences
 * @secrets: where the keys are
 * @cancellable: (nullable): a cancellable
 * @callback: called with what others encrypt for
 * @user_data: for @callback
 *
 * Fetches one's own key; if there is none, one is made and stored. A session alone is no place
 * for it.
 */
void
keyrack_identity_make_async (GSettings           *preferences,
                             KeyrackSecretStore  *secrets,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));

  task = create_task (preferences, secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_identity_make_async);
  find_own (task);
}

/**
 * keyrack_identity_make_finish:
 * @secrets: where the keys are
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): age1…, no secret; or %NULL with an error of
 *   %KEYRACK_SECRET_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
char *
keyrack_identity_make_finish (KeyrackSecretStore  *secrets,
                              GAsyncResult        *result,
                              GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_identity_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The key alone, out of a line of words or a file of age-keygen. */
static KeyrackSecret *
find_identity (KeyrackSecret  *text,
               GError        **error)
{
  const char *start = strstr (keyrack_secret_peek (text), PREFIX);
  gsize length = start != NULL ? strlen (PREFIX) + strspn (start + strlen (PREFIX), ALPHABET) : 0;
  g_autoptr(KeyrackSecret) identity = keyrack_secret_new (start != NULL ? start : "", (gssize) length);
  g_autofree char *recipient = keyrack_age_dup_recipient (identity, error);

  return recipient != NULL ? g_steal_pointer (&identity) : NULL;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) known = keyrack_identity_load_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (known == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_ptr_array_find_with_equal_func (known, job->identity, (GEqualFunc) keyrack_secret_equal, NULL))
    return_recipient (task, job->identity);
  else
    save (task);
}

/**
 * keyrack_identity_import_async:
 * @preferences: the preferences
 * @secrets: where the keys are
 * @text: what was pasted: a key, or a text in which one stands, such as a file of age-keygen
 * @cancellable: (nullable): a cancellable
 * @callback: called when the key is stored
 * @user_data: for @callback
 *
 * Keeps a key that was made elsewhere. It opens files from now on, and becomes one's own if
 * there is none yet. One that is there already is not stored again. A session alone is no place
 * for it.
 */
void
keyrack_identity_import_async (GSettings           *preferences,
                               KeyrackSecretStore  *secrets,
                               KeyrackSecret       *text,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  Job *job = NULL;

  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));
  g_return_if_fail (text != NULL);

  task = create_task (preferences, secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_identity_import_async);
  job = g_task_get_task_data (task);
  job->identity = find_identity (text, &error);

  if (job->identity != NULL)
    keyrack_identity_load_async (preferences, secrets, cancellable, loaded_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_identity_import_finish:
 * @secrets: where the keys are
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): what others encrypt for so that this key opens it, age1…; or %NULL
 *   with %KEYRACK_AGE_ERROR_RECIPIENT, an error of %KEYRACK_SECRET_STORE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
char *
keyrack_identity_import_finish (KeyrackSecretStore  *secrets,
                                GAsyncResult        *result,
                                GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_identity_import_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
