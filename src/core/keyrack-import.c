/* keyrack-import.c: connections of a file, compared with those that are here, and taken in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-private.h"

#include <glib/gi18n-lib.h>

#include "keyrack-import-match.h"

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackImport, keyrack_import, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
keyrack_import_get_item_type (GListModel *model)
{
  return KEYRACK_TYPE_IMPORT_ITEM;
}

static guint
keyrack_import_get_n_items (GListModel *model)
{
  return KEYRACK_IMPORT (model)->items->len;
}

static gpointer
keyrack_import_get_item (GListModel *model,
                         guint       position)
{
  KeyrackImport *self = KEYRACK_IMPORT (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = keyrack_import_get_item_type;
  iface->get_n_items = keyrack_import_get_n_items;
  iface->get_item = keyrack_import_get_item;
}

static void
keyrack_import_finalize (GObject *object)
{
  KeyrackImport *self = KEYRACK_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->journal);
  g_clear_object (&self->file);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->tested, g_hash_table_unref);

  G_OBJECT_CLASS (keyrack_import_parent_class)->finalize (object);
}

static void
keyrack_import_class_init (KeyrackImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = keyrack_import_finalize;
}

static void
keyrack_import_init (KeyrackImport *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * keyrack_import_new:
 * @store: the connections that are here
 * @journal: where what is imported is noted
 *
 * Returns: (transfer full): an import of nothing yet
 */
KeyrackImport *
keyrack_import_new (KeyrackProfileStore *store,
                    KeyrackJournal      *journal)
{
  KeyrackImport *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);

  self = g_object_new (KEYRACK_TYPE_IMPORT, NULL);
  self->store = g_object_ref (store);
  self->journal = g_object_ref (journal);

  return self;
}

static void
compare_rows (KeyrackImport *self,
              GHashTable    *secrets)
{
  GPtrArray *rows = keyrack_import_file_get_rows (self->file);
  g_autoptr(GPtrArray) stored = keyrack_import_match (rows, G_LIST_MODEL (self->store));
  guint n_before = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (self->items,
                     keyrack_import_item_new (rows->pdata[i], keyrack_import_file_get_row_number (self->file, i),
                                              stored->pdata[i], secrets));

  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->items->len);
}

/* Without secrets to compare with the rest is compared. */
static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  KeyrackImport *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) secrets =
    keyrack_secret_store_lookup_all_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (secrets == NULL)
    g_debug ("Secrets are not compared: %s", error->message);

  compare_rows (self, secrets);
  g_task_return_boolean (task, TRUE);
}

static gboolean
has_secrets (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      if (((KeyrackDocumentRow *) rows->pdata[i])->secret != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * keyrack_import_compare_async:
 * @self: an import
 * @file: a file that is not locked
 * @cancellable: (nullable): a cancellable
 * @callback: called when it was compared
 * @user_data: for @callback
 *
 * Compares the connections of @file with those that are here. A locked keyring is not asked
 * to unlock; then it stays unknown how the secrets differ.
 */
void
keyrack_import_compare_async (KeyrackImport       *self,
                              KeyrackImportFile   *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_IMPORT (self));
  g_return_if_fail (KEYRACK_IS_IMPORT_FILE (file));
  g_return_if_fail (!keyrack_import_file_is_locked (file));

  g_set_object (&self->file, file);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_import_compare_async);

  if (has_secrets (keyrack_import_file_get_rows (file)))
    {
      keyrack_secret_store_lookup_all_async (keyrack_profile_store_get_secrets (self->store), cancellable,
                                             looked_up_cb, g_object_ref (task));
      return;
    }

  compare_rows (self, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * keyrack_import_compare_finish:
 * @self: an import
 * @result: the result given to the callback
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the list has what was compared
 */
gboolean
keyrack_import_compare_finish (KeyrackImport  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT (self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_import_compare_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * keyrack_import_count:
 * @self: an import
 * @state: how connections stand to what is here
 *
 * Returns: how many of the file do so
 */
guint
keyrack_import_count (KeyrackImport      *self,
                      KeyrackImportState  state)
{
  guint n = 0;

  g_return_val_if_fail (KEYRACK_IS_IMPORT (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += keyrack_import_item_get_state (self->items->pdata[i]) == state;

  return n;
}

/**
 * keyrack_import_count_chosen:
 * @self: an import
 *
 * Returns: how many connections are not skipped
 */
guint
keyrack_import_count_chosen (KeyrackImport *self)
{
  guint n = 0;

  g_return_val_if_fail (KEYRACK_IS_IMPORT (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += keyrack_import_item_get_choice (self->items->pdata[i]) != KEYRACK_IMPORT_SKIP;

  return n;
}

static char *
dup_count (KeyrackImportState state,
           guint              n)
{
  switch (state)
    {
    case KEYRACK_IMPORT_NEW:
      /* Translators: of the connections of a file, those that are not here yet */
      return g_strdup_printf (ngettext ("%u new", "%u new", n), n);

    case KEYRACK_IMPORT_IDENTICAL:
      /* Translators: of the connections of a file, those that are here just so */
      return g_strdup_printf (ngettext ("%u identical", "%u identical", n), n);

    case KEYRACK_IMPORT_DIFFERS:
      /* Translators: of the connections of a file, those that are different here */
      return g_strdup_printf (ngettext ("%u differs", "%u differ", n), n);

    case KEYRACK_IMPORT_REFUSED:
    default:
      /* Translators: of the connections of a file, those that can't be taken */
      return g_strdup_printf (ngettext ("%u refused", "%u refused", n), n);
    }
}

/**
 * keyrack_import_dup_summary:
 * @self: an import
 *
 * Returns: (transfer full): how many connections of the file are what: “2 new, 1 identical”
 */
char *
keyrack_import_dup_summary (KeyrackImport *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (KEYRACK_IS_IMPORT (self), NULL);

  for (int state = 0; state < KEYRACK_N_IMPORT_STATES; state++)
    {
      guint n = keyrack_import_count (self, (KeyrackImportState) state);
      g_autofree char *count = n > 0 ? dup_count ((KeyrackImportState) state, n) : NULL;

      if (count != NULL && text->len > 0)
        g_string_append (text, _(", "));
      if (count != NULL)
        g_string_append (text, count);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_("No connections"));
}

/**
 * keyrack_import_has_secrets:
 * @self: an import
 *
 * Returns: %TRUE if a connection of the file has a secret
 */
gboolean
keyrack_import_has_secrets (KeyrackImport *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT (self), FALSE);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (keyrack_import_item_get_secret (self->items->pdata[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}
