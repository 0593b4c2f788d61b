/* keyrack-rotation-board.c: new pairs for many connections, each on its way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-board-private.h"

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackRotationBoard, keyrack_rotation_board, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
count_item (KeyrackRotationCounts *counts,
            KeyrackRotationItem   *item)
{
  if (item->stage == KEYRACK_STAGE_TO_DO)
    counts->n_to_do++;
  else if (item->stage == KEYRACK_STAGE_OLD_DELETED)
    counts->n_done++;
  else
    counts->n_in_progress++;

  counts->n_stored += item->stage >= KEYRACK_STAGE_STORED;
  counts->n_attention += item->trouble != KEYRACK_TROUBLE_NONE;
  counts->n_ready += keyrack_rotation_item_can_store (item);
  counts->n_testable += keyrack_rotation_item_can_test_old (item);
  counts->n_working += item->work != KEYRACK_WORK_NONE;
  counts->n_unsaved += item->secret != NULL;
}

static void
changed (KeyrackRotationBoard *self)
{
  self->counts = (KeyrackRotationCounts) { 0 };
  for (guint i = 0; i < self->items->len; i++)
    count_item (&self->counts, self->items->pdata[i]);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
item_changed_cb (KeyrackRotationBoard *self)
{
  g_assert (KEYRACK_IS_ROTATION_BOARD (self));

  keyrack_rotation_board_save (self);
  changed (self);
}

static void
watch_items (KeyrackRotationBoard *self,
             guint                 first)
{
  for (guint i = first; i < self->items->len; i++)
    g_signal_connect_object (self->items->pdata[i], "changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
unwatch_item (KeyrackRotationBoard *self,
              KeyrackRotationItem  *item)
{
  g_signal_handlers_disconnect_by_func (item, item_changed_cb, self);
}

static GType
keyrack_rotation_board_get_item_type (GListModel *model)
{
  return KEYRACK_TYPE_ROTATION_ITEM;
}

static guint
keyrack_rotation_board_get_n_items (GListModel *model)
{
  return KEYRACK_ROTATION_BOARD (model)->items->len;
}

static gpointer
keyrack_rotation_board_get_item (GListModel *model,
                                 guint       position)
{
  KeyrackRotationBoard *self = KEYRACK_ROTATION_BOARD (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = keyrack_rotation_board_get_item_type;
  iface->get_n_items = keyrack_rotation_board_get_n_items;
  iface->get_item = keyrack_rotation_board_get_item;
}

static void
keyrack_rotation_board_dispose (GObject *object)
{
  KeyrackRotationBoard *self = KEYRACK_ROTATION_BOARD (object);

  keyrack_rotation_board_settle (self);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->journal);
  g_clear_object (&self->worker);
  g_clear_object (&self->failure);
  g_queue_clear (&self->waiting);

  G_OBJECT_CLASS (keyrack_rotation_board_parent_class)->dispose (object);
}

static void
keyrack_rotation_board_finalize (GObject *object)
{
  KeyrackRotationBoard *self = KEYRACK_ROTATION_BOARD (object);

  g_hash_table_unref (self->busy_hosts);
  g_ptr_array_unref (self->items);
  g_mutex_clear (&self->mutex);
  g_free (self->unwritten);
  g_free (self->problem);
  g_free (self->folder);
  g_free (self->path);

  G_OBJECT_CLASS (keyrack_rotation_board_parent_class)->finalize (object);
}

static void
keyrack_rotation_board_class_init (KeyrackRotationBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_rotation_board_dispose;
  object_class->finalize = keyrack_rotation_board_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
keyrack_rotation_board_init (KeyrackRotationBoard *self)
{
  g_queue_init (&self->waiting);
  g_mutex_init (&self->mutex);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->busy_hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * keyrack_rotation_board_new:
 * @client: sends the requests
 * @store: where the connections and their secrets are kept
 * @journal: (nullable): where to note what was done
 * @folder: of the connections; the board's own file goes there
 *
 * Returns: (transfer full): a board with nothing on it; see keyrack_rotation_board_load_async()
 */
KeyrackRotationBoard *
keyrack_rotation_board_new (KeyrackHttpClient   *client,
                            KeyrackProfileStore *store,
                            KeyrackJournal      *journal,
                            const char          *folder)
{
  KeyrackRotationBoard *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (journal == NULL || KEYRACK_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_ROTATION_BOARD, NULL);
  self->client = g_object_ref (client);
  self->store = g_object_ref (store);
  g_set_object (&self->journal, journal);
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, "rotation-board.json", NULL);
  self->worker = keyrack_worker_new ("rotation-board");

  return self;
}

KeyrackProfileStore *
keyrack_rotation_board_get_store (KeyrackRotationBoard *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), NULL);

  return self->store;
}

const KeyrackRotationCounts *
keyrack_rotation_board_get_counts (KeyrackRotationBoard *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), NULL);

  return &self->counts;
}

/* Whether of every connection the new pair works and the old one is deleted. */
gboolean
keyrack_rotation_board_is_through (KeyrackRotationBoard *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), FALSE);

  return self->counts.n_done == self->items->len && self->counts.n_attention == 0;
}

/* When the first connection came on the board: seconds since the epoch, 0 while it is empty. */
gint64
keyrack_rotation_board_get_started_at (KeyrackRotationBoard *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), 0);

  return self->started_at;
}

gboolean
keyrack_rotation_board_get_running (KeyrackRotationBoard *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), FALSE);

  return self->task != NULL;
}

/**
 * keyrack_rotation_board_get_failure:
 * @self: a board
 *
 * Returns: (transfer none) (nullable): what three tests in a row failed with, when the last
 *   run left the others out for it
 */
KeyrackTestResult *
keyrack_rotation_board_get_failure (KeyrackRotationBoard *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), NULL);

  return self->failure;
}

/* (nullable): why the board's own file could not be written. */
const char *
keyrack_rotation_board_get_problem (KeyrackRotationBoard *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), NULL);

  return self->problem;
}

/**
 * keyrack_rotation_board_find:
 * @self: a board
 * @id: a connection
 *
 * Returns: (transfer none) (nullable): its item
 */
KeyrackRotationItem *
keyrack_rotation_board_find (KeyrackRotationBoard *self,
                             const char           *id)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      KeyrackRotationItem *item = self->items->pdata[i];

      if (g_str_equal (keyrack_profile_get_id (item->profile), id))
        return item;
    }

  return NULL;
}

/**
 * keyrack_rotation_board_add:
 * @self: a board
 * @profiles: (element-type KeyrackProfile): connections
 *
 * Puts those on the board that are not there, after the others.
 *
 * Returns: how many these were
 */
guint
keyrack_rotation_board_add (KeyrackRotationBoard *self,
                            GPtrArray            *profiles)
{
  guint n_before = 0;
  guint n_added = 0;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), 0);
  g_return_val_if_fail (profiles != NULL, 0);

  n_before = self->items->len;
  for (guint i = 0; i < profiles->len; i++)
    {
      if (keyrack_rotation_board_find (self, keyrack_profile_get_id (profiles->pdata[i])) == NULL)
        g_ptr_array_add (self->items, keyrack_rotation_item_new (profiles->pdata[i]));
    }

  n_added = self->items->len - n_before;
  if (n_added == 0)
    return 0;

  if (self->started_at == 0)
    self->started_at = g_get_real_time () / G_USEC_PER_SEC;
  watch_items (self, n_before);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_added);
  keyrack_rotation_board_save (self);
  changed (self);

  return n_added;
}

/* Takes @item, which must not be worked on, off the board; its connection stays as it is. */
void
keyrack_rotation_board_remove (KeyrackRotationBoard *self,
                               KeyrackRotationItem  *item)
{
  guint position = 0;

  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));
  g_return_if_fail (KEYRACK_IS_ROTATION_ITEM (item));
  g_return_if_fail (item->work == KEYRACK_WORK_NONE);

  if (!g_ptr_array_find (self->items, item, &position))
    return;

  unwatch_item (self, item);
  g_ptr_array_remove_index (self->items, position);
  if (self->items->len == 0)
    self->started_at = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  keyrack_rotation_board_save (self);
  changed (self);
}

/* Takes everything off a board that does not run. */
void
keyrack_rotation_board_clear (KeyrackRotationBoard *self)
{
  guint n_items = 0;

  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));
  g_return_if_fail (self->task == NULL);

  n_items = self->items->len;
  for (guint i = 0; i < n_items; i++)
    unwatch_item (self, self->items->pdata[i]);
  g_ptr_array_set_size (self->items, 0);
  self->started_at = 0;
  g_clear_object (&self->failure);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_items, 0);
  keyrack_rotation_board_save (self);
  changed (self);
}

/* A client ID belongs to one instance: another connection that has it says to which. */
static char *
dup_elsewhere (KeyrackRotationBoard *self,
               KeyrackRotationItem  *item,
               const char           *client_id)
{
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) other = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      char *elsewhere = NULL;

      if (g_str_equal (keyrack_profile_get_client_id (other), client_id))
        elsewhere = keyrack_rotation_item_dup_elsewhere (item, keyrack_profile_get_instance (other),
                                                         keyrack_profile_get_region (other));
      if (elsewhere != NULL)
        return elsewhere;
    }

  return NULL;
}

/**
 * keyrack_rotation_board_enter:
 * @self: a board
 * @item: one of its items
 * @client_id: the new client ID
 * @secret: its secret, which is kept in memory alone
 * @elsewhere: (nullable): that it belongs to another instance, if that is known; see
 *   keyrack_rotation_item_dup_elsewhere()
 *
 * Takes a new pair, in the place of one that was entered before. A pair of another instance
 * is kept with the reason and not tested.
 *
 * Returns: %FALSE if @item is worked on or through
 */
gboolean
keyrack_rotation_board_enter (KeyrackRotationBoard *self,
                              KeyrackRotationItem  *item,
                              const char           *client_id,
                              KeyrackSecret        *secret,
                              const char           *elsewhere)
{
  g_autofree char *found = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (self), FALSE);
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (item), FALSE);
  g_return_val_if_fail (client_id != NULL && secret != NULL, FALSE);

  if (!keyrack_rotation_item_can_enter (item))
    return FALSE;

  found = elsewhere != NULL ? g_strdup (elsewhere) : dup_elsewhere (self, item, client_id);
  keyrack_rotation_item_enter (item, client_id, secret);
  if (found != NULL)
    keyrack_rotation_item_set_trouble (item, KEYRACK_TROUBLE_ELSEWHERE, found);
  keyrack_rotation_item_changed (item);

  return TRUE;
}

/* Forgets the pair that was entered for @item, unless it is stored. */
void
keyrack_rotation_board_take_back (KeyrackRotationBoard *self,
                                  KeyrackRotationItem  *item)
{
  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));
  g_return_if_fail (KEYRACK_IS_ROTATION_ITEM (item));

  if (!keyrack_rotation_item_can_enter (item))
    return;

  keyrack_rotation_item_reset (item);
  keyrack_rotation_item_changed (item);
}

/**
 * keyrack_rotation_board_mark:
 * @self: a board
 * @item: one of its items
 * @deleted: whether a person says that the old one is deleted
 *
 * What a test has found counts for more: then nothing is changed.
 */
void
keyrack_rotation_board_mark (KeyrackRotationBoard *self,
                             KeyrackRotationItem  *item,
                             gboolean              deleted)
{
  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (self));
  g_return_if_fail (KEYRACK_IS_ROTATION_ITEM (item));

  if (!keyrack_rotation_item_can_mark (item))
    return;

  item->moments.old_marked_at = deleted ? g_get_real_time () / G_USEC_PER_SEC : 0;
  item->stage = deleted ? KEYRACK_STAGE_OLD_DELETED : KEYRACK_STAGE_STORED;
  if (item->trouble == KEYRACK_TROUBLE_OLD_WORKS)
    keyrack_rotation_item_set_trouble (item, KEYRACK_TROUBLE_NONE, NULL);
  keyrack_rotation_item_changed (item);
}

/* For the other files */

/* What was read, in the place of everything. */
void
keyrack_rotation_board_take_items (KeyrackRotationBoard *self,
                                   GPtrArray            *items,
                                   gint64                started_at)
{
  guint n_before = self->items->len;

  g_ptr_array_unref (self->items);
  self->items = items;
  self->started_at = started_at;
  watch_items (self, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, items->len);
  changed (self);
}

void
keyrack_rotation_board_end (KeyrackRotationBoard *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  changed (self);
  g_task_return_boolean (task, TRUE);
}
