/* keyrack-rotation-board-file.c: a board that outlives the program, without its secrets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-board-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "keyrack-json.h"
#include "keyrack-private-file.h"
#include "keyrack-text.h"

#define VERSION      1
#define ASIDE_FORMAT "rotation-board-%Y-%m-%d-%H%M%S.json"

static const char * const stages[KEYRACK_N_STAGES] = {
  [KEYRACK_STAGE_TO_DO] = "to-do",
  [KEYRACK_STAGE_ENTERED] = "entered",
  [KEYRACK_STAGE_VERIFIED] = "verified",
  [KEYRACK_STAGE_STORED] = "stored",
  [KEYRACK_STAGE_OLD_DELETED] = "old-deleted",
};

static const struct
{
  const char *name;
  gsize       offset;
} moments[] = {
  { "entered_at", G_STRUCT_OFFSET (KeyrackRotationMoments, entered_at) },
  { "verified_at", G_STRUCT_OFFSET (KeyrackRotationMoments, verified_at) },
  { "stored_at", G_STRUCT_OFFSET (KeyrackRotationMoments, stored_at) },
  { "old_refused_at", G_STRUCT_OFFSET (KeyrackRotationMoments, old_refused_at) },
  { "old_marked_at", G_STRUCT_OFFSET (KeyrackRotationMoments, old_marked_at) },
};

static gint64 *
get_moment (KeyrackRotationItem *item,
            gsize                index)
{
  return G_STRUCT_MEMBER_P (&item->moments, moments[index].offset);
}

/* Writing */

/* What nobody has seen work as a client ID may be a secret that was pasted into the wrong place. */
static JsonObject *
item_to_json (KeyrackRotationItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", keyrack_profile_get_id (item->profile));
  json_object_set_string_member (object, "stage", stages[item->stage]);
  if (item->stage >= KEYRACK_STAGE_VERIFIED)
    json_object_set_string_member (object, "client_id", item->client_id);
  json_object_set_string_member (object, "old_client_id", item->old_client_id);

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      gint64 moment = *get_moment (item, i);
      g_autofree char *text = moment > 0 ? keyrack_json_dup_time (moment) : NULL;

      if (text != NULL)
        json_object_set_string_member (object, moments[i].name, text);
    }

  return object;
}

static char *
dup_text (KeyrackRotationBoard *self)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *started_at = keyrack_json_dup_time (self->started_at);
  JsonArray *connections = json_array_new ();

  if (self->items->len == 0)
    {
      json_array_unref (connections);
      return g_strdup ("");
    }

  for (guint i = 0; i < self->items->len; i++)
    json_array_add_object_element (connections, item_to_json (self->items->pdata[i]));

  json_object_set_int_member (object, "version", VERSION);
  json_object_set_string_member (object, "started_at", started_at);
  json_object_set_array_member (object, "connections", connections);
  json_node_set_object (root, object);

  return keyrack_json_dup_text (root, 2);
}

static gboolean
is_newer (const char *text)
{
  g_autoptr(JsonNode) root = keyrack_json_parse_object (text, strlen (text), KEYRACK_JSON_MAX_DOCUMENT, NULL);
  gint64 version = 0;

  return root != NULL &&
         keyrack_json_read_int (json_node_get_object (root), "version", VERSION + 1, G_MAXINT64, &version, NULL) &&
         version > VERSION;
}

/* A newer Keyrack reads what this one can't: its board is kept beside. */
static gboolean
put_newer_aside (KeyrackRotationBoard  *self,
                 GError               **error)
{
  gsize length = 0;
  g_autofree char *text = keyrack_private_read (self->path, KEYRACK_JSON_MAX_DOCUMENT, &length);
  g_autofree char *ended = text != NULL ? g_strndup (text, length) : NULL;
  g_autofree char *aside = NULL;

  if (ended == NULL || !is_newer (ended))
    return TRUE;

  aside = keyrack_private_dup_aside (self->folder, ASIDE_FORMAT);
  if (g_rename (self->path, aside) == 0)
    return TRUE;

  return keyrack_private_fail_to_write (aside, errno, error);
}

static gboolean
write_text (KeyrackRotationBoard  *self,
            const char            *text,
            GError               **error)
{
  if (!put_newer_aside (self, error))
    return FALSE;

  if (*text == '\0')
    {
      g_unlink (self->path);
      return TRUE;
    }

  return keyrack_private_make_folder (self->folder, error) &&
         keyrack_private_write (self->path, text, strlen (text), error);
}

/* Whoever comes first writes what was said last; for the others nothing is left to do. */
static gboolean
write_now (KeyrackRotationBoard  *self,
           GError               **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *text = g_steal_pointer (&self->unwritten);

  if (text == NULL || write_text (self, text, error))
    return TRUE;

  self->unwritten = g_steal_pointer (&text);

  return FALSE;
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_now (source_object, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  KeyrackRotationBoard *self = KEYRACK_ROTATION_BOARD (source);
  g_autoptr(GError) error = NULL;
  const char *problem = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    problem = error->message;

  if (g_strcmp0 (self->problem, problem) == 0)
    return;

  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit_by_name (self, "changed");
}

static void
note_text (KeyrackRotationBoard *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->unwritten);
  self->unwritten = dup_text (self);
}

static gboolean
save_cb (gpointer user_data)
{
  KeyrackRotationBoard *self = KEYRACK_ROTATION_BOARD (user_data);
  g_autoptr(GTask) task = g_task_new (self, NULL, written_cb, NULL);

  self->save_id = 0;
  note_text (self);
  g_task_set_source_tag (task, save_cb);
  keyrack_worker_run (self->worker, task, write_in_thread);

  return G_SOURCE_REMOVE;
}

/* Soon: many things change at once. */
void
keyrack_rotation_board_save (KeyrackRotationBoard *self)
{
  if (self->save_id == 0)
    self->save_id = g_idle_add (save_cb, self);
}

/**
 * keyrack_rotation_board_settle:
 * @self: a board
 *
 * Writes what is not written yet, because the program may end with the next line.
 */
void
keyrack_rotation_board_settle (KeyrackRotationBoard *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));

  if (self->save_id != 0)
    note_text (self);
  g_clear_handle_id (&self->save_id, g_source_remove);

  if (!write_now (self, &error))
    g_debug ("The board is not up to date: %s", error->message);
}

/* Reading */

static gboolean
read_stage (JsonObject           *object,
            KeyrackRotationStage *stage)
{
  const char *name = NULL;

  if (!keyrack_json_read_string (object, "stage", KEYRACK_TEXT_WORD_MAX, &name, NULL) || name == NULL)
    return FALSE;

  for (int i = 0; i < KEYRACK_N_STAGES; i++)
    {
      if (g_str_equal (name, stages[i]))
        {
          *stage = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_text (JsonObject  *object,
           const char  *name,
           char       **text)
{
  const char *read = NULL;

  if (!keyrack_json_read_string (object, name, KEYRACK_TEXT_WORD_MAX, &read, NULL))
    return FALSE;

  g_free (*text);
  *text = g_strdup (read != NULL ? read : "");

  return TRUE;
}

/* NULL for what can't be read, and for a connection that is not there any more. */
static KeyrackRotationItem *
read_item (KeyrackProfileStore *store,
           JsonNode            *node)
{
  g_autoptr(KeyrackRotationItem) item = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  KeyrackProfile *profile = NULL;
  const char *id = NULL;

  if (object == NULL || !keyrack_json_read_string (object, "id", KEYRACK_TEXT_WORD_MAX, &id, NULL) || id == NULL)
    return NULL;

  profile = keyrack_profile_store_find (store, id);
  if (profile == NULL)
    return NULL;

  item = keyrack_rotation_item_new (profile);
  if (!read_stage (object, &item->stage) ||
      !read_text (object, "client_id", &item->client_id) ||
      !read_text (object, "old_client_id", &item->old_client_id))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      if (!keyrack_json_read_time (object, moments[i].name, get_moment (item, i), NULL))
        return NULL;
    }

  keyrack_rotation_item_reconcile (item);

  return g_steal_pointer (&item);
}

static gboolean
has_connection (GPtrArray           *items,
                KeyrackRotationItem *item)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (keyrack_rotation_item_get_profile (items->pdata[i]) == item->profile)
        return TRUE;
    }

  return FALSE;
}

static void
take_text (KeyrackRotationBoard *self,
           const char           *text)
{
  g_autoptr(JsonNode) root = keyrack_json_parse_object (text, strlen (text), KEYRACK_JSON_MAX_DOCUMENT, NULL);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  JsonNode *connections = object != NULL ? json_object_get_member (object, "connections") : NULL;
  gint64 version = 0;
  gint64 started_at = 0;

  if (connections == NULL || !JSON_NODE_HOLDS_ARRAY (connections) ||
      !keyrack_json_read_int (object, "version", VERSION, VERSION, &version, NULL) || version != VERSION ||
      !keyrack_json_read_time (object, "started_at", &started_at, NULL))
    return;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (connections)); i++)
    {
      g_autoptr(KeyrackRotationItem) item =
        read_item (self->store, json_array_get_element (json_node_get_array (connections), i));

      if (item != NULL && !has_connection (items, item))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }

  if (items->len > 0)
    keyrack_rotation_board_take_items (self, g_steal_pointer (&items), started_at);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  KeyrackRotationBoard *self = KEYRACK_ROTATION_BOARD (source_object);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *text = NULL;
  gsize length = 0;

  text = keyrack_private_read (self->path, KEYRACK_JSON_MAX_DOCUMENT, &length);
  g_task_return_pointer (task, text != NULL ? g_strndup (text, length) : NULL, g_free);
}

/**
 * keyrack_rotation_board_load_async:
 * @self: a board with nothing on it, of a store that is loaded
 * @cancellable: (nullable): a cancellable
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * Brings back what an earlier session left, as far as the connections still bear it out. A
 * file that can't be read is of no use to anybody, and the next one takes its place; one of
 * a newer version is kept beside it.
 */
void
keyrack_rotation_board_load_async (KeyrackRotationBoard *self,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));

  /* What was taken off the board just now must not come back. */
  if (self->save_id != 0)
    {
      g_clear_handle_id (&self->save_id, g_source_remove);
      save_cb (self);
    }

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_rotation_board_load_async);
  keyrack_worker_run (self->worker, task, read_in_thread);
}

/**
 * keyrack_rotation_board_load_finish:
 * @self: a board
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if it was not cancelled, whatever was found
 */
gboolean
keyrack_rotation_board_load_finish (KeyrackRotationBoard  *self,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  text = g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (text != NULL && self->items->len == 0)
    take_text (self, text);

  return TRUE;
}
