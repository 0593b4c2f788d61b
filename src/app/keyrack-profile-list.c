/* keyrack-profile-list.c: the pane at the left: search, connections, how many work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-list.h"

#include "keyrack-closures.h"
#include "keyrack-main-menu.h"
#include "keyrack-profile-row.h"
#include "keyrack-profile-tally.h"
#include "keyrack-profile-watch.h"

struct _KeyrackProfileList
{
  AdwBin               parent_instance;

  /* Template widgets and objects */
  GtkStringFilter     *filter;
  GtkListView         *list_view;
  GtkFilterListModel  *matching;
  GListStore          *parts;
  GtkSearchEntry      *search_entry;
  GtkSingleSelection  *selection;
  GtkStringSorter     *sorter;
  KeyrackProfileTally *tally;

  /* Owned references */
  GListModel          *profiles;
  KeyrackProfile      *draft;
  GListStore          *drafts;
  KeyrackProfile      *selected;
  GtkWidget           *banner;
  KeyrackProfileWatch *watch;

  gboolean             folded;
  guint                position;   /* where the selected one was seen last */
  guint                filter_id;
};

G_DEFINE_FINAL_TYPE (KeyrackProfileList, keyrack_profile_list, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROFILES,
  PROP_DRAFT,
  PROP_SELECTED,
  PROP_FOLDED,
  PROP_BANNER,
  N_PROPS
};

enum
{
  PICKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static char *
list_page (KeyrackProfileList *self,
           guint               n_matching,
           const char         *text)
{
  return g_strdup (n_matching == 0 && keyrack_closure_has_text (NULL, text) ? "no-match" : "list");
}

/* A sorter remembers the names by its expression, so a new one makes it look again. */
static void
sort_profiles (KeyrackProfileList *self)
{
  g_autoptr(GtkExpression) name = gtk_property_expression_new (KEYRACK_TYPE_PROFILE, NULL, "name");

  gtk_string_sorter_set_expression (self->sorter, name);
}

static gboolean
filter_cb (gpointer user_data)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (user_data);

  self->filter_id = 0;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);

  return G_SOURCE_REMOVE;
}

/* Loading and saving change many properties at once. */
static void
item_notify_cb (KeyrackProfileList *self)
{
  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  if (self->filter_id == 0)
    self->filter_id = g_idle_add (filter_cb, self);
}

static void
mark_selected (KeyrackProfileList *self)
{
  GListModel *shown = G_LIST_MODEL (self->selection);
  guint n_items = g_list_model_get_n_items (shown);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n_items && position == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (shown, i);

      if (profile == self->selected)
        position = i;
    }

  if (position != GTK_INVALID_LIST_POSITION)
    self->position = position;

  gtk_single_selection_set_selected (self->selection, position);
}

static void
pick (KeyrackProfileList *self,
      KeyrackProfile     *profile)
{
  g_signal_emit (self, signals[PICKED], 0, profile);
}

/* Whether one may go there is not ours to say, so the mark goes back at once. */
static void
selected_item_cb (KeyrackProfileList *self)
{
  g_autoptr(KeyrackProfile) profile = NULL;

  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  g_set_object (&profile, gtk_single_selection_get_selected_item (self->selection));

  if (profile == NULL || profile == self->selected)
    return;

  mark_selected (self);
  pick (self, profile);
}

static void
shown_items_changed_cb (KeyrackProfileList *self)
{
  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  mark_selected (self);
}

static void
activate_cb (KeyrackProfileList *self,
             guint               position)
{
  g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  pick (self, profile);
}

static void
search_activate_cb (KeyrackProfileList *self)
{
  g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->matching), 0);

  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  if (profile != NULL)
    pick (self, profile);
}

static void
stop_search_cb (KeyrackProfileList *self)
{
  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
set_profiles (KeyrackProfileList *self,
              GListModel         *profiles)
{
  if (!g_set_object (&self->profiles, profiles))
    return;

  keyrack_profile_watch_set_model (self->watch, profiles);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILES]);
}

static void
set_draft (KeyrackProfileList *self,
           KeyrackProfile     *draft)
{
  if (!g_set_object (&self->draft, draft))
    return;

  g_list_store_splice (self->drafts,
                       0, g_list_model_get_n_items (G_LIST_MODEL (self->drafts)),
                       (gpointer *) &draft, draft != NULL ? 1 : 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

static void
set_selected (KeyrackProfileList *self,
              KeyrackProfile     *selected)
{
  if (!g_set_object (&self->selected, selected))
    return;

  mark_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);

  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", self->position);
}

static void
keyrack_profile_list_dispose (GObject *object)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (object);

  g_clear_handle_id (&self->filter_id, g_source_remove);
  set_profiles (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PROFILE_LIST);

  g_clear_object (&self->draft);
  g_clear_object (&self->drafts);
  g_clear_object (&self->selected);
  g_clear_object (&self->banner);

  G_OBJECT_CLASS (keyrack_profile_list_parent_class)->dispose (object);
}

static void
keyrack_profile_list_finalize (GObject *object)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (object);

  g_object_unref (self->watch);

  G_OBJECT_CLASS (keyrack_profile_list_parent_class)->finalize (object);
}

static void
keyrack_profile_list_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;

    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    case PROP_BANNER:
      g_value_set_object (value, self->banner);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_list_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      set_profiles (self, g_value_get_object (value));
      break;

    case PROP_DRAFT:
      set_draft (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      set_selected (self, g_value_get_object (value));
      break;

    case PROP_FOLDED:
      if (self->folded != g_value_get_boolean (value))
        {
          self->folded = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_BANNER:
      if (g_set_object (&self->banner, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_PROFILES] = g_param_spec_object ("profiles", NULL, NULL, G_TYPE_LIST_MODEL, writable);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, KEYRACK_TYPE_PROFILE, writable);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, KEYRACK_TYPE_PROFILE, writable);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, writable);
  properties[PROP_BANNER] = g_param_spec_object ("banner", NULL, NULL, GTK_TYPE_WIDGET, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_profile_list_class_init (KeyrackProfileListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_profile_list_dispose;
  object_class->finalize = keyrack_profile_list_finalize;
  object_class->get_property = keyrack_profile_list_get_property;
  object_class->set_property = keyrack_profile_list_set_property;

  install_properties (object_class);

  signals[PICKED] =
    g_signal_new ("picked",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE, 1, KEYRACK_TYPE_PROFILE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-profile-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, filter);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, list_view);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, matching);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, parts);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, selection);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, sorter);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, tally);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_page);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_item_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  keyrack_closures_bind (widget_class);

  g_type_ensure (KEYRACK_TYPE_MAIN_MENU);
  g_type_ensure (KEYRACK_TYPE_PROFILE_ROW);
  g_type_ensure (KEYRACK_TYPE_PROFILE_TALLY);
}

static void
keyrack_profile_list_init (KeyrackProfileList *self)
{
  g_autoptr(GtkExpression) keywords =
    gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                 G_CALLBACK (keyrack_closure_profile_keywords), NULL, NULL);

  self->drafts = g_list_store_new (KEYRACK_TYPE_PROFILE);
  self->watch = keyrack_profile_watch_new ();

  g_signal_connect_object (self->watch, "item-notify::name", G_CALLBACK (sort_profiles), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "item-notify", G_CALLBACK (item_notify_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));

  sort_profiles (self);
  gtk_string_filter_set_expression (self->filter, keywords);
  g_list_store_append (self->parts, self->drafts);
  g_list_store_append (self->parts, self->matching);
}

GtkWidget *
keyrack_profile_list_new (void)
{
  return g_object_new (KEYRACK_TYPE_PROFILE_LIST, NULL);
}

/**
 * keyrack_profile_list_search:
 * @self: a list
 *
 * Puts the focus into the search entry, with what it has selected.
 */
void
keyrack_profile_list_search (KeyrackProfileList *self)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * keyrack_profile_list_dup_neighbour:
 * @self: a list
 *
 * What to look at when the selected connection has gone from the list.
 *
 * Returns: (transfer full) (nullable): the connection that took its place, else the one
 *   before; the first one when none was ever selected
 */
KeyrackProfile *
keyrack_profile_list_dup_neighbour (KeyrackProfileList *self)
{
  guint n_shown;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_LIST (self), NULL);

  n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (n_shown > 0)
    return g_list_model_get_item (G_LIST_MODEL (self->selection), MIN (self->position, n_shown - 1));

  /* The search may hide them all. */
  return self->profiles != NULL ? g_list_model_get_item (self->profiles, 0) : NULL;
}
