/* keyrack-profile-list.c: the pane at the left: search, connections, how many work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-list-private.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-main-menu.h"
#include "keyrack-selection-bar.h"

G_DEFINE_FINAL_TYPE (KeyrackProfileList, keyrack_profile_list, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROFILES,
  PROP_DRAFT,
  PROP_SELECTED,
  PROP_FOLDED,
  PROP_BANNER,
  PROP_MANY_TEST,
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
           const char         *text,
           const char         *filters)
{
  gboolean limited = keyrack_closure_has_text (NULL, text) || keyrack_closure_has_text (NULL, filters);

  return g_strdup (n_matching == 0 && limited ? "no-match" : "list");
}

static char *
no_match_title (KeyrackProfileList *self,
                const char         *text)
{
  if (!keyrack_closure_has_text (NULL, text))
    return g_strdup (_("No connection matches the filters"));

  /* Translators: %s is what was searched for */
  return g_strdup_printf (_("No connection matches “%s”"), text);
}

/* During a run its progress stands in place of the numbers. */
static gboolean
is_idle (KeyrackProfileList *self,
         gboolean            running)
{
  return !running;
}

static gboolean
has_run (KeyrackProfileList *self,
         KeyrackTestRun     *run)
{
  return run != NULL;
}

static void
pick (KeyrackProfileList *self,
      KeyrackProfile     *profile)
{
  g_signal_emit (self, signals[PICKED], 0, profile);
}

static void
picked_cb (KeyrackProfileList *self,
           KeyrackProfile     *profile)
{
  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  pick (self, profile);
}

static void
note_position (KeyrackProfileList *self)
{
  guint position = keyrack_row_view_find_position (KEYRACK_ROW_VIEW (self->view), self->selected);

  if (position != GTK_INVALID_LIST_POSITION)
    self->position = position;
}

static void
items_changed_cb (KeyrackProfileList *self)
{
  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  note_position (self);
}

/* The first one at or after @position that is a connection. */
static KeyrackProfile *
dup_shown (KeyrackProfileList *self,
           guint               position)
{
  g_autoptr(GObject) item = NULL;

  while ((item = g_list_model_get_item (G_LIST_MODEL (self->arrangement), position++)) != NULL)
    {
      if (KEYRACK_IS_PROFILE (item))
        return KEYRACK_PROFILE (g_steal_pointer (&item));

      g_clear_object (&item);
    }

  return NULL;
}

static void
search_activate_cb (KeyrackProfileList *self)
{
  g_autoptr(KeyrackProfile) profile = dup_shown (self, self->draft != NULL ? 1 : 0);

  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  if (profile != NULL)
    pick (self, profile);
}

/* Asked for another list, one sees its top, or what one was looking at. */
static void
arrangement_notify_cb (KeyrackProfileList *self,
                       GParamSpec         *pspec)
{
  static const char * const asked[] = { "search", "status", "tag", "environment", "sort", "group", NULL };
  guint selected = keyrack_row_view_find_position (KEYRACK_ROW_VIEW (self->view), self->selected);

  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  if (g_strv_contains (asked, g_param_spec_get_name (pspec)))
    keyrack_row_view_scroll_to (KEYRACK_ROW_VIEW (self->view), selected != GTK_INVALID_LIST_POSITION ? selected : 0);
}

static void
clear_search_cb (KeyrackProfileList *self)
{
  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

/* Another program may have deleted what was chosen. */
static void
profiles_changed_cb (KeyrackProfileList *self)
{
  g_assert (KEYRACK_IS_PROFILE_LIST (self));

  keyrack_choice_keep (self->choice, self->profiles);
}

static void
set_profiles (KeyrackProfileList *self,
              GListModel         *profiles)
{
  if (self->profiles == profiles)
    return;

  if (self->profiles != NULL)
    g_signal_handlers_disconnect_by_func (self->profiles, profiles_changed_cb, self);

  g_set_object (&self->profiles, profiles);

  if (profiles != NULL)
    g_signal_connect_object (profiles, "items-changed", G_CALLBACK (profiles_changed_cb), self, G_CONNECT_SWAPPED);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILES]);
}

static void
set_draft (KeyrackProfileList *self,
           KeyrackProfile     *draft)
{
  if (!g_set_object (&self->draft, draft))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

static void
set_selected (KeyrackProfileList *self,
              KeyrackProfile     *selected)
{
  if (!g_set_object (&self->selected, selected))
    return;

  note_position (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);

  if (selected != NULL)
    keyrack_row_view_scroll_to (KEYRACK_ROW_VIEW (self->view), keyrack_row_view_find_position (KEYRACK_ROW_VIEW (self->view), selected));
}

static void
keyrack_profile_list_dispose (GObject *object)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (object);

  set_profiles (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PROFILE_LIST);

  g_clear_object (&self->draft);
  g_clear_object (&self->selected);
  g_clear_object (&self->banner);
  g_clear_object (&self->settings);
  g_clear_object (&self->many_test);

  G_OBJECT_CLASS (keyrack_profile_list_parent_class)->dispose (object);
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

    case PROP_MANY_TEST:
      g_value_set_object (value, self->many_test);
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

    case PROP_MANY_TEST:
      if (g_set_object (&self->many_test, g_value_get_object (value)))
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
  properties[PROP_MANY_TEST] = g_param_spec_object ("many-test", NULL, NULL, KEYRACK_TYPE_MANY_TEST, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_profile_list_class_init (KeyrackProfileListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_profile_list_dispose;
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
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, arrangement);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, choice);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, tally);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileList, view);
  gtk_widget_class_bind_template_callback (widget_class, arrangement_notify_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_run);
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_profile_list_create_menu);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_profile_list_put);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_filter_button_clear);
  gtk_widget_class_bind_template_callback (widget_class, list_page);
  gtk_widget_class_bind_template_callback (widget_class, no_match_title);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  keyrack_closures_bind (widget_class);
  keyrack_profile_list_install_actions (widget_class);

  g_type_ensure (KEYRACK_TYPE_ARRANGEMENT);
  g_type_ensure (KEYRACK_TYPE_CHOICE);
  g_type_ensure (KEYRACK_TYPE_FILTER_BUTTON);
  g_type_ensure (KEYRACK_TYPE_MAIN_MENU);
  g_type_ensure (KEYRACK_TYPE_PROFILE_TALLY);
  g_type_ensure (KEYRACK_TYPE_PROFILE_VIEW);
  g_type_ensure (KEYRACK_TYPE_SELECTION_BAR);
}

static void
bind_settings (KeyrackProfileList *self)
{
  static const char * const names[] = { "status", "tag", "environment", "sort", "group" };

  self->settings = g_settings_new (KEYRACK_APP_ID);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = g_strconcat ("list-", names[i], NULL);

      g_settings_bind (self->settings, key, self->arrangement, names[i], G_SETTINGS_BIND_GET);
    }
}

static void
keyrack_profile_list_init (KeyrackProfileList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_settings (self);

  /* Around the view, whose own keys come first. */
  gtk_search_entry_set_key_capture_widget (self->search_entry, gtk_widget_get_parent (GTK_WIDGET (self->view)));
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
  KeyrackProfile *neighbour = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_LIST (self), NULL);

  /* The search may hide them all. */
  for (guint position = self->position + 1; position > 0 && neighbour == NULL; position--)
    neighbour = dup_shown (self, position - 1);

  return neighbour == NULL && self->profiles != NULL ? g_list_model_get_item (self->profiles, 0) : neighbour;
}

/* Begins or ends choosing connections to do something with all of them. */
void
keyrack_profile_list_toggle_choosing (KeyrackProfileList *self)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_LIST (self));

  keyrack_choice_set_active (self->choice, !keyrack_choice_get_active (self->choice));

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->view)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
