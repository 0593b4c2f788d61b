/* keyrack-draft-file.c: what was being typed, for the case of a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-draft-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "keyrack-json.h"
#include "keyrack-private-file.h"
#include "keyrack-profile-store-json.h"
#include "keyrack-worker.h"

#define FILE_NAME "draft.json"
#define LOCK_NAME "draft.lock"
#define VERSION 1

struct _KeyrackDraftFile
{
  GObject            parent_instance;

  char              *folder;
  char              *path;
  KeyrackWorker     *worker;

  GMutex             mutex;      /* for the file and the lock */
  KeyrackFolderLock *lock;       /* NULL until the file is needed, or while another has it */

  int                generation; /* atomic; a text that was made before the file was removed is old */
  int                removing;   /* atomic; the file is to be removed after what is done now */
};

G_DEFINE_FINAL_TYPE (KeyrackDraftFile, keyrack_draft_file, G_TYPE_OBJECT)

/* A text on its way to the file. */
typedef struct
{
  char *text;
  int   generation;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->text);
  g_free (save);
}

/* For as long as this process lives; whoever comes second does without. */
static gboolean
take_lock (KeyrackDraftFile  *self,
           GError           **error)
{
  if (self->lock == NULL)
    self->lock = keyrack_folder_lock_try (self->folder, LOCK_NAME, error);

  return self->lock != NULL;
}

static char *
dup_text (KeyrackProfile *values,
          gboolean        is_new)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *now = keyrack_json_dup_time (g_get_real_time () / G_USEC_PER_SEC);

  json_object_set_int_member (object, "version", VERSION);
  json_object_set_string_member (object, "saved_at", now);
  json_object_set_boolean_member (object, "new", is_new);
  json_object_set_member (object, "profile", keyrack_profile_to_json (values, NULL));
  json_node_set_object (root, object);

  return keyrack_json_dup_text (root, 2);
}

static KeyrackDraft *
read_draft (const char *text,
            gsize       length)
{
  g_autoptr(JsonNode) root = keyrack_json_parse_object (text, length, KEYRACK_JSON_MAX_ANSWER, NULL);
  g_autoptr(KeyrackProfile) values = NULL;
  JsonObject *object = NULL;
  KeyrackDraft *draft = NULL;
  gint64 version = 0;
  gint64 saved_at = 0;

  if (root == NULL)
    return NULL;

  object = json_node_get_object (root);
  if (!keyrack_json_read_int (object, "version", VERSION, VERSION, &version, NULL) ||
      version != VERSION ||
      !keyrack_json_read_time (object, "saved_at", &saved_at, NULL) ||
      !json_object_has_member (object, "profile"))
    return NULL;

  values = keyrack_profile_from_json (json_object_get_member (object, "profile"));
  if (values == NULL)
    return NULL;

  draft = g_new0 (KeyrackDraft, 1);
  draft->values = g_steal_pointer (&values);
  draft->saved_at = saved_at;
  draft->is_new = json_object_get_boolean_member_with_default (object, "new", TRUE);

  return draft;
}

/* A file that can't be read is of no use to anybody, and the next one takes its place. */
static void
load_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  KeyrackDraftFile *self = KEYRACK_DRAFT_FILE (source_object);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  KeyrackDraft *draft = NULL;
  gsize length = 0;

  if (keyrack_draft_file_is_left (self->folder) && take_lock (self, &error))
    text = keyrack_private_read (self->path, KEYRACK_JSON_MAX_ANSWER, &length);
  if (text != NULL)
    draft = read_draft (text, length);

  g_task_return_pointer (task, draft, (GDestroyNotify) keyrack_draft_free);
}

static void
save_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  KeyrackDraftFile *self = KEYRACK_DRAFT_FILE (source_object);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr(GError) error = NULL;
  const Save *save = task_data;

  if (save->generation == g_atomic_int_get (&self->generation) && take_lock (self, &error))
    keyrack_private_write (self->path, save->text, strlen (save->text), &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* With the mutex held. */
static void
remove_file (KeyrackDraftFile *self)
{
  if (self->lock != NULL)
    g_unlink (self->path);
  g_atomic_int_set (&self->removing, FALSE);
}

static void
remove_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  keyrack_draft_file_settle (KEYRACK_DRAFT_FILE (source_object));
  g_task_return_boolean (task, TRUE);
}

static void
keyrack_draft_file_finalize (GObject *object)
{
  KeyrackDraftFile *self = KEYRACK_DRAFT_FILE (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->lock, keyrack_folder_lock_free);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->path);

  G_OBJECT_CLASS (keyrack_draft_file_parent_class)->finalize (object);
}

static void
keyrack_draft_file_class_init (KeyrackDraftFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = keyrack_draft_file_finalize;
}

static void
keyrack_draft_file_init (KeyrackDraftFile *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * keyrack_draft_file_is_left:
 * @folder: the folder of the connections
 *
 * Returns: %TRUE if there is a draft, be it of a program that crashed or of one that runs
 */
gboolean
keyrack_draft_file_is_left (const char *folder)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  path = g_build_filename (folder, FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * keyrack_draft_file_new:
 * @folder: the folder of the connections
 *
 * Returns: (transfer full): the file in @folder, which is not touched yet
 */
KeyrackDraftFile *
keyrack_draft_file_new (const char *folder)
{
  KeyrackDraftFile *self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_DRAFT_FILE, NULL);
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, FILE_NAME, NULL);
  self->worker = keyrack_worker_new ("draft");

  return self;
}

/**
 * keyrack_draft_file_load_async:
 * @self: a draft file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * Reads what was left behind. The file stays until the draft is saved or removed.
 */
void
keyrack_draft_file_load_async (KeyrackDraftFile    *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_DRAFT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_draft_file_load_async);
  keyrack_worker_run (self->worker, task, load_in_thread);
}

/**
 * keyrack_draft_file_load_finish:
 * @self: a draft file
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the draft, %NULL when there is none, when it is not
 *   sound, or when it belongs to another process that runs
 */
KeyrackDraft *
keyrack_draft_file_load_finish (KeyrackDraftFile  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * keyrack_draft_file_save_async:
 * @self: a draft file
 * @values: what is typed; nothing of it may be a secret
 * @is_new: whether it was never saved
 * @callback: (nullable): called when it was written
 * @user_data: for @callback
 *
 * Writes the draft, unless it is removed before.
 */
void
keyrack_draft_file_save_async (KeyrackDraftFile    *self,
                               KeyrackProfile      *values,
                               gboolean             is_new,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Save *save = NULL;

  g_return_if_fail (KEYRACK_IS_DRAFT_FILE (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (values));

  save = g_new0 (Save, 1);
  save->text = dup_text (values, is_new);
  save->generation = g_atomic_int_get (&self->generation);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, keyrack_draft_file_save_async);
  g_task_set_task_data (task, save, save_free);
  keyrack_worker_run (self->worker, task, save_in_thread);
}

/**
 * keyrack_draft_file_save_finish:
 * @self: a draft file
 * @result: what the callback was given
 * @error: return location for a %KEYRACK_PROFILE_STORE_ERROR
 *
 * Returns: %TRUE if nothing went wrong
 */
gboolean
keyrack_draft_file_save_finish (KeyrackDraftFile  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * keyrack_draft_file_save_now:
 * @self: a draft file
 * @values: what is typed; nothing of it may be a secret
 * @is_new: whether it was never saved
 * @error: return location for a %KEYRACK_PROFILE_STORE_ERROR
 *
 * Writes the draft before it returns, for a program that is about to be ended.
 *
 * Returns: %TRUE if it is written
 */
gboolean
keyrack_draft_file_save_now (KeyrackDraftFile  *self,
                             KeyrackProfile    *values,
                             gboolean           is_new,
                             GError           **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (KEYRACK_IS_DRAFT_FILE (self), FALSE);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (values), FALSE);

  /* What is on its way to the file is older. */
  g_atomic_int_inc (&self->generation);
  text = dup_text (values, is_new);
  locker = g_mutex_locker_new (&self->mutex);
  g_atomic_int_set (&self->removing, FALSE);

  return take_lock (self, error) && keyrack_private_write (self->path, text, strlen (text), error);
}

/**
 * keyrack_draft_file_remove:
 * @self: a draft file
 *
 * There is nothing unsaved any more. Done at once, unless something is being written, which
 * may take the disk a while: then right after that.
 */
void
keyrack_draft_file_remove (KeyrackDraftFile *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_DRAFT_FILE (self));

  g_atomic_int_inc (&self->generation);
  if (g_mutex_trylock (&self->mutex))
    {
      remove_file (self);
      g_mutex_unlock (&self->mutex);
      return;
    }

  g_atomic_int_set (&self->removing, TRUE);
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, keyrack_draft_file_remove);
  keyrack_worker_run (self->worker, task, remove_in_thread);
}

/**
 * keyrack_draft_file_settle:
 * @self: a draft file
 *
 * Waits until what was to be removed is, because the program may end with the next line.
 */
void
keyrack_draft_file_settle (KeyrackDraftFile *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (KEYRACK_IS_DRAFT_FILE (self));

  if (!g_atomic_int_get (&self->removing))
    return;

  locker = g_mutex_locker_new (&self->mutex);
  if (g_atomic_int_get (&self->removing))
    remove_file (self);
}

void
keyrack_draft_free (KeyrackDraft *self)
{
  g_object_unref (self->values);
  g_free (self);
}
