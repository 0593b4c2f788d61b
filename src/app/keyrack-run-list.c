/* keyrack-run-list.c: which tests of a run are shown, in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-list.h"

struct _KeyrackRunList
{
  GObject             parent_instance;

  /* Owned references */
  KeyrackJournal     *journal;
  KeyrackTestRun     *run;         /* (nullable) */
  GtkSortListModel   *sorted;
  GtkFilterListModel *filtered;
  GtkSorter          *sorter;
  GtkFilter          *custom_filter;

  GHashTable         *positions;   /* of the items in the run */
  GHashTable         *again;       /* items that are tested once more */
  KeyrackRunFilter    filter;
  KeyrackRunColumn    column;
  gboolean            descending;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackRunList, keyrack_run_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Which */

/* What is tested once more stays among the failed while it is: it is looked at there. */
static gboolean
is_among_failed (KeyrackRunList  *self,
                 KeyrackTestItem *item)
{
  KeyrackTestClass class = keyrack_test_item_get_class (item);

  return class == KEYRACK_TEST_CLASS_REFUSED || class == KEYRACK_TEST_CLASS_UNDECIDED ||
         (keyrack_test_run_get_running (self->run) && g_hash_table_contains (self->again, item));
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  KeyrackRunList *self = KEYRACK_RUN_LIST (user_data);

  switch (self->filter)
    {
    case KEYRACK_RUN_FILTER_FAILED:
      return is_among_failed (self, item);

    case KEYRACK_RUN_FILTER_WORKING:
      return keyrack_test_item_get_class (item) == KEYRACK_TEST_CLASS_WORKS;

    case KEYRACK_RUN_FILTER_LEFT_OUT:
      return keyrack_test_item_get_state (item) == KEYRACK_TEST_ITEM_NOT_TESTED;

    case KEYRACK_RUN_FILTER_ALL:
    case KEYRACK_N_RUN_FILTERS:
    default:
      return TRUE;
    }
}

/* In which order */

static gint64
get_position (KeyrackRunList *self,
              gconstpointer   item)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, item));
}

/* What needs somebody comes first. */
static gint64
get_rank (KeyrackTestItem *item)
{
  static const gint64 ranks[] = {
    [KEYRACK_TEST_CLASS_REFUSED] = 0,
    [KEYRACK_TEST_CLASS_UNDECIDED] = 1,
    [KEYRACK_TEST_CLASS_OPEN] = 2,
    [KEYRACK_TEST_CLASS_WORKS] = 3,
  };
  KeyrackTestResult *result = keyrack_test_item_get_result (item);

  return ranks[keyrack_test_item_get_class (item)] * KEYRACK_N_OUTCOMES +
         (result != NULL ? (gint64) keyrack_test_result_get_outcome (result) : 0);
}

static gint64
get_time (KeyrackTestItem *item)
{
  KeyrackTestResult *result = keyrack_test_item_get_result (item);

  return result != NULL ? keyrack_test_result_get_facts (result)->phases.total : -1;
}

static gint64
get_key (KeyrackRunList  *self,
         KeyrackTestItem *item)
{
  switch (self->column)
    {
    case KEYRACK_RUN_COLUMN_RESULT:
      return get_rank (item);

    case KEYRACK_RUN_COLUMN_TIME:
      return get_time (item);

    case KEYRACK_RUN_COLUMN_CHANGE:
      return keyrack_journal_get_last_success (self->journal,
                                               keyrack_profile_get_id (keyrack_test_item_get_profile (item)));

    case KEYRACK_RUN_COLUMN_NAME:
    case KEYRACK_RUN_COLUMN_PLACE:
    case KEYRACK_N_RUN_COLUMNS:
    default:
      return get_position (self, item);
    }
}

static int
compare_places (gconstpointer first,
                gconstpointer second)
{
  KeyrackProfile *profile = keyrack_test_item_get_profile ((KeyrackTestItem *) first);
  KeyrackProfile *other = keyrack_test_item_get_profile ((KeyrackTestItem *) second);
  int order = strcmp (keyrack_profile_get_instance (profile), keyrack_profile_get_instance (other));

  return order != 0 ? order : strcmp (keyrack_profile_get_region (profile), keyrack_profile_get_region (other));
}

static int
compare (gconstpointer first,
         gconstpointer second,
         gpointer      user_data)
{
  KeyrackRunList *self = KEYRACK_RUN_LIST (user_data);
  gint64 difference = get_key (self, (KeyrackTestItem *) first) - get_key (self, (KeyrackTestItem *) second);
  int order = self->column == KEYRACK_RUN_COLUMN_PLACE ? compare_places (first, second) : CLAMP (difference, -1, 1);

  if (order != 0)
    return self->descending ? -order : order;

  /* Equals stay in the order of their names. */
  return (int) (get_position (self, first) - get_position (self, second));
}

/* The model */

static void
items_changed_cb (KeyrackRunList *self,
                  guint           position,
                  guint           removed,
                  guint           added)
{
  g_assert (KEYRACK_IS_RUN_LIST (self));

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
keyrack_run_list_get_item_type (GListModel *model)
{
  return KEYRACK_TYPE_TEST_ITEM;
}

static guint
keyrack_run_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (KEYRACK_RUN_LIST (model)->filtered));
}

static gpointer
keyrack_run_list_get_item (GListModel *model,
                           guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (KEYRACK_RUN_LIST (model)->filtered), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = keyrack_run_list_get_item_type;
  iface->get_n_items = keyrack_run_list_get_n_items;
  iface->get_item = keyrack_run_list_get_item;
}

static void
keyrack_run_list_dispose (GObject *object)
{
  KeyrackRunList *self = KEYRACK_RUN_LIST (object);

  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_func (self->filtered, items_changed_cb, self);

  g_clear_object (&self->filtered);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->custom_filter);
  g_clear_object (&self->run);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (keyrack_run_list_parent_class)->dispose (object);
}

static void
keyrack_run_list_finalize (GObject *object)
{
  KeyrackRunList *self = KEYRACK_RUN_LIST (object);

  g_hash_table_unref (self->positions);
  g_hash_table_unref (self->again);

  G_OBJECT_CLASS (keyrack_run_list_parent_class)->finalize (object);
}

static void
keyrack_run_list_class_init (KeyrackRunListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_run_list_dispose;
  object_class->finalize = keyrack_run_list_finalize;
}

static void
keyrack_run_list_init (KeyrackRunList *self)
{
  self->positions = g_hash_table_new (NULL, NULL);
  self->again = g_hash_table_new (NULL, NULL);

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  self->custom_filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->sorted = gtk_sort_list_model_new (NULL, g_object_ref (self->sorter));
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->sorted)),
                                              g_object_ref (self->custom_filter));
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

KeyrackRunList *
keyrack_run_list_new (KeyrackJournal *journal)
{
  KeyrackRunList *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);

  self = g_object_new (KEYRACK_TYPE_RUN_LIST, NULL);
  self->journal = g_object_ref (journal);

  return self;
}

void
keyrack_run_list_set_run (KeyrackRunList *self,
                          KeyrackTestRun *run)
{
  g_return_if_fail (KEYRACK_IS_RUN_LIST (self));

  g_set_object (&self->run, run);
  g_hash_table_remove_all (self->positions);
  g_hash_table_remove_all (self->again);

  for (guint i = 0; run != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (run)); i++)
    {
      g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (run), i);

      g_hash_table_insert (self->positions, item, GUINT_TO_POINTER (i));
    }

  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (run));
}

/* Before what failed is tested once more: until that ends it stays among the failed. */
void
keyrack_run_list_note_failed (KeyrackRunList *self)
{
  g_return_if_fail (KEYRACK_IS_RUN_LIST (self));

  g_hash_table_remove_all (self->again);

  for (guint i = 0; self->run != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->run)); i++)
    {
      g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (self->run), i);

      if (is_among_failed (self, item))
        g_hash_table_add (self->again, item);
    }
}

void
keyrack_run_list_set_filter (KeyrackRunList   *self,
                             KeyrackRunFilter  filter)
{
  g_return_if_fail (KEYRACK_IS_RUN_LIST (self));

  self->filter = filter;
  gtk_filter_changed (self->custom_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

void
keyrack_run_list_sort (KeyrackRunList   *self,
                       KeyrackRunColumn  column,
                       gboolean          descending)
{
  g_return_if_fail (KEYRACK_IS_RUN_LIST (self));

  self->column = column;
  self->descending = descending;
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* After results have come. */
void
keyrack_run_list_refilter (KeyrackRunList *self)
{
  g_return_if_fail (KEYRACK_IS_RUN_LIST (self));

  if (self->filter != KEYRACK_RUN_FILTER_ALL)
    gtk_filter_changed (self->custom_filter, GTK_FILTER_CHANGE_DIFFERENT);
}
