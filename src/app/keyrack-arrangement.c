/* keyrack-arrangement.c: the connections as the list shows them: found, sorted, in groups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-arrangement.h"

#include "keyrack-group.h"
#include "keyrack-profile-entry.h"
#include "keyrack-profile-watch.h"

/* In the order of their properties. */
typedef enum
{
  SEARCH,
  STATUS,
  TAG,
  ENVIRONMENT,
  SORT,
  GROUP,
  N_TEXTS
} Text;

/* GTK's models would do the same one after the other, but look at each connection through
 * expressions at every key press, and know nothing of headers. */
struct _KeyrackArrangement
{
  GObject              parent_instance;

  /* Owned references */
  GListModel          *profiles;
  KeyrackProfile      *draft;
  KeyrackProfileWatch *watch;
  GHashTable          *entries;   /* KeyrackProfile → KeyrackProfileEntry */
  GPtrArray           *sorted;    /* KeyrackProfileEntry, not owned */
  GPtrArray           *shown;     /* GObject */
  GHashTable          *groups;    /* its value → KeyrackGroup */

  char                *texts[N_TEXTS];
  char               **words;     /* of the search; NULL for none */
  guint                n_matching;
  guint                refresh_id;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackArrangement, keyrack_arrangement, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_PROFILES,
  PROP_DRAFT,
  PROP_SEARCH,
  PROP_STATUS,
  PROP_TAG,
  PROP_ENVIRONMENT,
  PROP_SORT,
  PROP_GROUP,
  PROP_N_MATCHING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  return keyrack_profile_entry_compare (*(KeyrackProfileEntry **) a, *(KeyrackProfileEntry **) b);
}

static void
sort_entries (KeyrackArrangement *self)
{
  KeyrackSort sort = keyrack_sort_from_word (self->texts[SORT]);
  KeyrackGrouping grouping = keyrack_grouping_from_word (self->texts[GROUP]);

  g_clear_handle_id (&self->refresh_id, g_source_remove);

  for (guint i = 0; i < self->sorted->len; i++)
    keyrack_profile_entry_prepare (self->sorted->pdata[i], sort, grouping);

  g_ptr_array_sort (self->sorted, compare_cb);
}

/* Adds an entry to what is shown, the header of its group before the first one. */
static void
add_entry (KeyrackArrangement   *self,
           GPtrArray            *shown,
           KeyrackProfileEntry  *entry,
           const char          **group_key)
{
  KeyrackGrouping grouping = keyrack_grouping_from_word (self->texts[GROUP]);

  if (grouping != KEYRACK_GROUP_NONE && g_strcmp0 (entry->group_key, *group_key) != 0)
    {
      g_ptr_array_add (shown, g_object_ref (keyrack_profile_entry_ensure_group (entry, self->groups, grouping)));
      *group_key = entry->group_key;
    }

  g_ptr_array_add (shown, g_object_ref (entry->profile));
}

static GPtrArray *
arrange (KeyrackArrangement *self,
         guint              *n_matching)
{
  const KeyrackQuery query = {
    .words = self->words,
    .status = keyrack_status_from_word (self->texts[STATUS]),
    .tag = self->texts[TAG],
    .environment = self->texts[ENVIRONMENT],
  };
  GPtrArray *shown = g_ptr_array_new_full (self->sorted->len, g_object_unref);
  const char *group_key = NULL;

  if (self->draft != NULL)
    g_ptr_array_add (shown, g_object_ref (self->draft));

  *n_matching = 0;
  for (guint i = 0; i < self->sorted->len; i++)
    {
      if (!keyrack_profile_entry_matches (self->sorted->pdata[i], &query))
        continue;

      add_entry (self, shown, self->sorted->pdata[i], &group_key);
      ++*n_matching;
    }

  keyrack_group_count_all (shown);

  return shown;
}

/* Tells only of the part between what is the same at both ends. */
static void
take_shown (KeyrackArrangement *self,
            GPtrArray          *shown)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->shown);
  guint shorter = MIN (before->len, shown->len);
  guint start = 0;
  guint end = 0;

  self->shown = shown;

  while (start < shorter && before->pdata[start] == shown->pdata[start])
    start++;

  while (end < shorter - start &&
         before->pdata[before->len - 1 - end] == shown->pdata[shown->len - 1 - end])
    end++;

  if (start + end < MAX (before->len, shown->len))
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end, shown->len - start - end);
}

static void
find_again (KeyrackArrangement *self)
{
  guint n_matching = 0;
  GPtrArray *shown = NULL;

  /* What has changed meanwhile has no keys yet. */
  if (self->refresh_id != 0)
    sort_entries (self);

  shown = arrange (self, &n_matching);
  if (self->n_matching != n_matching)
    {
      self->n_matching = n_matching;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MATCHING]);
    }

  take_shown (self, shown);
}

static void
sort_again (KeyrackArrangement *self)
{
  sort_entries (self);
  find_again (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  KeyrackArrangement *self = KEYRACK_ARRANGEMENT (user_data);

  self->refresh_id = 0;
  sort_again (self);

  return G_SOURCE_REMOVE;
}

/* Loading and saving change many properties of many connections at once. */
static void
item_notify_cb (KeyrackArrangement *self,
                GObject            *item,
                const char         *property)
{
  static const char * const others[] = { "api-host", "login-host", "testing", NULL };

  g_assert (KEYRACK_IS_ARRANGEMENT (self));

  if (g_strv_contains (others, property))
    return;

  keyrack_profile_entry_forget (g_hash_table_lookup (self->entries, item));

  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (refresh_cb, self);
}

/* What is gone goes, what is new comes, what stays keeps its entry. */
static void
profiles_changed_cb (KeyrackArrangement *self)
{
  g_autoptr(GHashTable) before = g_steal_pointer (&self->entries);
  guint n_profiles = self->profiles != NULL ? g_list_model_get_n_items (self->profiles) : 0;

  g_assert (KEYRACK_IS_ARRANGEMENT (self));

  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) keyrack_profile_entry_free);
  g_ptr_array_set_size (self->sorted, 0);

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (self->profiles, i);
      gpointer entry = NULL;

      if (!g_hash_table_steal_extended (before, profile, NULL, &entry))
        entry = keyrack_profile_entry_new (profile);

      g_hash_table_insert (self->entries, profile, entry);
      g_ptr_array_add (self->sorted, entry);
    }

  sort_again (self);
}

static void
forget_keys (KeyrackArrangement *self)
{
  for (guint i = 0; i < self->sorted->len; i++)
    keyrack_profile_entry_forget (self->sorted->pdata[i]);

  g_hash_table_remove_all (self->groups);
}

static void
set_profiles (KeyrackArrangement *self,
              GListModel         *profiles)
{
  if (self->profiles == profiles)
    return;

  if (self->profiles != NULL)
    g_signal_handlers_disconnect_by_func (self->profiles, profiles_changed_cb, self);

  g_set_object (&self->profiles, profiles);
  keyrack_profile_watch_set_model (self->watch, profiles);

  if (profiles != NULL)
    g_signal_connect_object (profiles, "items-changed", G_CALLBACK (profiles_changed_cb), self, G_CONNECT_SWAPPED);

  profiles_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILES]);
}

static void
set_draft (KeyrackArrangement *self,
           KeyrackProfile     *draft)
{
  if (!g_set_object (&self->draft, draft))
    return;

  find_again (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

static void
set_text (KeyrackArrangement *self,
          Text                which,
          const char         *text)
{
  if (text == NULL)
    text = "";

  if (g_str_equal (self->texts[which], text))
    return;

  g_free (self->texts[which]);
  self->texts[which] = g_strdup (text);

  if (which == SORT || which == GROUP)
    {
      forget_keys (self);
      sort_again (self);
    }
  else
    {
      g_clear_pointer (&self->words, g_strfreev);
      self->words = keyrack_query_dup_words (self->texts[SEARCH]);
      find_again (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH + which]);
}

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return KEYRACK_ARRANGEMENT (model)->shown->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *shown = KEYRACK_ARRANGEMENT (model)->shown;

  return position < shown->len ? g_object_ref (shown->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
keyrack_arrangement_dispose (GObject *object)
{
  KeyrackArrangement *self = KEYRACK_ARRANGEMENT (object);

  set_profiles (self, NULL);
  set_draft (self, NULL);
  g_clear_handle_id (&self->refresh_id, g_source_remove);

  G_OBJECT_CLASS (keyrack_arrangement_parent_class)->dispose (object);
}

static void
keyrack_arrangement_finalize (GObject *object)
{
  KeyrackArrangement *self = KEYRACK_ARRANGEMENT (object);

  g_object_unref (self->watch);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->sorted);
  g_ptr_array_unref (self->shown);
  g_strfreev (self->words);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (keyrack_arrangement_parent_class)->finalize (object);
}

static void
keyrack_arrangement_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackArrangement *self = KEYRACK_ARRANGEMENT (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;

    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_SEARCH:
    case PROP_STATUS:
    case PROP_TAG:
    case PROP_ENVIRONMENT:
    case PROP_SORT:
    case PROP_GROUP:
      g_value_set_string (value, self->texts[prop_id - PROP_SEARCH]);
      break;

    case PROP_N_MATCHING:
      g_value_set_uint (value, self->n_matching);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_arrangement_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  KeyrackArrangement *self = KEYRACK_ARRANGEMENT (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      set_profiles (self, g_value_get_object (value));
      break;

    case PROP_DRAFT:
      set_draft (self, g_value_get_object (value));
      break;

    case PROP_SEARCH:
    case PROP_STATUS:
    case PROP_TAG:
    case PROP_ENVIRONMENT:
    case PROP_SORT:
    case PROP_GROUP:
      set_text (self, prop_id - PROP_SEARCH, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_arrangement_class_init (KeyrackArrangementClass *klass)
{
  static const char * const texts[] = { "search", "status", "tag", "environment", "sort", "group" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_arrangement_dispose;
  object_class->finalize = keyrack_arrangement_finalize;
  object_class->get_property = keyrack_arrangement_get_property;
  object_class->set_property = keyrack_arrangement_set_property;

  properties[PROP_PROFILES] = g_param_spec_object ("profiles", NULL, NULL, G_TYPE_LIST_MODEL, writable);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, KEYRACK_TYPE_PROFILE, writable);
  properties[PROP_N_MATCHING] = g_param_spec_uint ("n-matching", NULL, NULL, 0, G_MAXUINT, 0, readable);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[PROP_SEARCH + i] = g_param_spec_string (texts[i], NULL, NULL, NULL, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_arrangement_init (KeyrackArrangement *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) keyrack_profile_entry_free);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->sorted = g_ptr_array_new ();
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);

  self->texts[SEARCH] = g_strdup ("");
  self->texts[STATUS] = g_strdup ("all");
  self->texts[TAG] = g_strdup ("");
  self->texts[ENVIRONMENT] = g_strdup ("");
  self->texts[SORT] = g_strdup ("name");
  self->texts[GROUP] = g_strdup ("none");

  self->watch = keyrack_profile_watch_new ();
  g_signal_connect_object (self->watch, "item-notify", G_CALLBACK (item_notify_cb), self, G_CONNECT_SWAPPED);
}

KeyrackArrangement *
keyrack_arrangement_new (void)
{
  return g_object_new (KEYRACK_TYPE_ARRANGEMENT, NULL);
}

/* Whether something other than the search may hide connections. */
gboolean
keyrack_arrangement_get_filtered (KeyrackArrangement *self)
{
  g_return_val_if_fail (KEYRACK_IS_ARRANGEMENT (self), FALSE);

  return !g_str_equal (self->texts[STATUS], "all") ||
         *self->texts[TAG] != '\0' ||
         *self->texts[ENVIRONMENT] != '\0';
}
