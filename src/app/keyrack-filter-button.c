/* keyrack-filter-button.c: the menu of what the list shows, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-filter-button.h"

#include <glib/gi18n.h>

#include "keyrack-profile-words.h"

struct _KeyrackFilterButton
{
  AdwBin      parent_instance;

  /* Owned references */
  GListModel *profiles;
  GSettings  *settings;

  char       *summary;
};

G_DEFINE_FINAL_TYPE (KeyrackFilterButton, keyrack_filter_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROFILES,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One value of a key: in the menu and in the summary. */
typedef struct
{
  const char *value;
  const char *label;
  const char *word;
} Value;

static const Value statuses[] = {
  { "all", N_("All"), NULL },
  { "failed", N_("Failed"), N_("failed") },
  { "undecided", N_("Could Not Tell"), N_("could not tell") },
  { "never-tested", N_("Never Tested"), N_("never tested") },
  { "no-secret", N_("Secret Missing"), N_("secret missing") },
  { "due", N_("Due for Rotation"), N_("due for rotation") },
  { "due-soon", N_("Due in 30 Days"), N_("due in 30 days") },
};

static const Value sorts[] = {
  { "name", N_("Name"), NULL },
  { "region", N_("Region"), NULL },
  { "last-test", N_("Last Test"), NULL },
  { "secret-age", N_("Age of the Secret"), NULL },
};

static const Value groupings[] = {
  { "none", N_("None"), NULL },
  { "environment", N_("Environment"), NULL },
  { "tag", N_("Tag"), NULL },
};

static void
append (GMenu      *menu,
        const char *key,
        const char *label,
        const char *value)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *action = g_strconcat ("list-settings.", key, NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_choices (const char  *key,
                const Value *values,
                gsize        n_values)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < n_values; i++)
    append (menu, key, _(values[i].label), values[i].value);

  return G_MENU_MODEL (menu);
}

/* All, or one of these. */
static GMenuModel *
create_values (const char         *key,
               const char * const *values)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) found = g_menu_new ();

  append (menu, key, _("All"), "");

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *label = keyrack_profile_words_dup_label (values[i]);

      append (found, key, label, values[i]);
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (found));

  return G_MENU_MODEL (menu);
}

static void
append_submenu (GMenu      *menu,
                const char *label,
                GMenuModel *submenu)
{
  g_menu_append_submenu (menu, label, submenu);
  g_object_unref (submenu);
}

static GMenuModel *
create_menu (KeyrackFilterButton *self)
{
  g_auto(GStrv) tags = keyrack_profile_words_dup_tags (self->profiles);
  g_auto(GStrv) environments = keyrack_profile_words_dup_environments (self->profiles);
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) shown = g_menu_new ();
  g_autoptr(GMenu) order = g_menu_new ();

  append_submenu (shown, _("Status"), create_choices ("list-status", statuses, G_N_ELEMENTS (statuses)));
  append_submenu (shown, _("Tag"), create_values ("list-tag", (const char * const *) tags));
  append_submenu (shown, _("Environment"),
                  create_values ("list-environment", (const char * const *) environments));
  append_submenu (order, _("Sort By"), create_choices ("list-sort", sorts, G_N_ELEMENTS (sorts)));
  append_submenu (order, _("Group By"), create_choices ("list-group", groupings, G_N_ELEMENTS (groupings)));

  g_menu_append_section (menu, NULL, G_MENU_MODEL (shown));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));

  return G_MENU_MODEL (menu);
}

/* With the tags and environments that there are now. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  g_autoptr(GMenuModel) menu = create_menu (KEYRACK_FILTER_BUTTON (user_data));

  gtk_menu_button_set_menu_model (button, menu);
}

static void
append_part (GString    *summary,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (summary->len > 0)
    g_string_append (summary, " · ");

  g_string_append (summary, part);
}

static char *
dup_summary (KeyrackFilterButton *self)
{
  g_autofree char *status = g_settings_get_string (self->settings, "list-status");
  g_autofree char *environment = g_settings_get_string (self->settings, "list-environment");
  g_autofree char *tag = g_settings_get_string (self->settings, "list-tag");
  g_autoptr(GString) parts = g_string_new (NULL);

  for (gsize i = 1; i < G_N_ELEMENTS (statuses); i++)
    {
      if (g_str_equal (status, statuses[i].value))
        append_part (parts, _(statuses[i].word));
    }

  append_part (parts, environment);
  append_part (parts, tag);

  /* Translators: what the list is limited to: “Showing failed · Production” */
  return parts->len > 0 ? g_strdup_printf (_("Showing %s"), parts->str) : g_strdup ("");
}

static void
settings_changed_cb (KeyrackFilterButton *self)
{
  g_autofree char *summary = dup_summary (self);

  g_assert (KEYRACK_IS_FILTER_BUTTON (self));

  if (g_str_equal (self->summary, summary))
    return;

  g_free (self->summary);
  self->summary = g_steal_pointer (&summary);

  if (*self->summary != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
keyrack_filter_button_dispose (GObject *object)
{
  KeyrackFilterButton *self = KEYRACK_FILTER_BUTTON (object);

  g_clear_object (&self->profiles);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (keyrack_filter_button_parent_class)->dispose (object);
}

static void
keyrack_filter_button_finalize (GObject *object)
{
  KeyrackFilterButton *self = KEYRACK_FILTER_BUTTON (object);

  g_free (self->summary);

  G_OBJECT_CLASS (keyrack_filter_button_parent_class)->finalize (object);
}

static void
keyrack_filter_button_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  KeyrackFilterButton *self = KEYRACK_FILTER_BUTTON (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_filter_button_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  KeyrackFilterButton *self = KEYRACK_FILTER_BUTTON (object);

  switch (prop_id)
    {
    case PROP_PROFILES:
      if (g_set_object (&self->profiles, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_filter_button_class_init (KeyrackFilterButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_filter_button_dispose;
  object_class->finalize = keyrack_filter_button_finalize;
  object_class->get_property = keyrack_filter_button_get_property;
  object_class->set_property = keyrack_filter_button_set_property;

  properties[PROP_PROFILES] =
    g_param_spec_object ("profiles", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* The settings themselves are the actions, so the menu always shows what is set. */
static void
add_actions (KeyrackFilterButton *self)
{
  static const char * const keys[] = { "list-status", "list-tag", "list-environment", "list-sort", "list-group" };
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GAction) action = g_settings_create_action (self->settings, keys[i]);
      g_autofree char *detailed = g_strconcat ("changed::", keys[i], NULL);

      g_action_map_add_action (G_ACTION_MAP (actions), action);
      g_signal_connect_object (self->settings, detailed,
                               G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
    }

  gtk_widget_insert_action_group (GTK_WIDGET (self), "list-settings", G_ACTION_GROUP (actions));
}

static void
keyrack_filter_button_init (KeyrackFilterButton *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->settings = g_settings_new (KEYRACK_APP_ID);
  self->summary = g_strdup ("");
  add_actions (self);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-sort-descending-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup_cb, self, NULL);
  gtk_widget_set_tooltip_text (button, _("Filter Connections"));
  adw_bin_set_child (ADW_BIN (self), button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-button");

  /* What takes the focus is the toggle button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter Connections"),
                                  -1);

  settings_changed_cb (self);
}

/* Shows all connections again; the order stays. */
void
keyrack_filter_button_clear (KeyrackFilterButton *self)
{
  g_return_if_fail (KEYRACK_IS_FILTER_BUTTON (self));

  g_settings_reset (self->settings, "list-status");
  g_settings_reset (self->settings, "list-tag");
  g_settings_reset (self->settings, "list-environment");
}
