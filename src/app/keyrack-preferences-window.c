/* keyrack-preferences-window.c: what can be set, for the window and for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-preferences-window.h"

#include "keyrack-accessible.h"
#include "keyrack-ca-row.h"
#include "keyrack-choice-binding.h"
#include "keyrack-key-group.h"
#include "keyrack-profile-words.h"
#include "keyrack-proxy-group.h"
#include "keyrack-tag-interval-row.h"

struct _KeyrackPreferencesWindow
{
  AdwPreferencesWindow  parent_instance;

  /* Template widgets and objects */
  AdwComboRow          *style_row;
  GtkSwitch            *ask_switch;
  GtkSwitch            *permissions_switch;
  KeyrackProxyGroup    *proxy_group;
  AdwPreferencesGroup  *rotation_group;
  GtkAdjustment        *clipboard_seconds;
  GtkAdjustment        *connect_limit;
  GtkAdjustment        *total_limit;

  /* Owned references */
  GSettings            *settings;
  KeyrackSecretStore   *secrets;

  gboolean              closing;   /* as soon as the password is stored */
};

G_DEFINE_FINAL_TYPE (KeyrackPreferencesWindow, keyrack_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

enum
{
  PROP_0,
  PROP_SECRETS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In the order of the rows. */
static const char * const styles[] = { "system", "light", "dark", NULL };

static void
busy_cb (KeyrackPreferencesWindow *self)
{
  g_assert (KEYRACK_IS_PREFERENCES_WINDOW (self));

  if (keyrack_proxy_group_get_busy (self->proxy_group))
    return;

  if (self->closing && !keyrack_proxy_group_has_problem (self->proxy_group))
    gtk_window_destroy (GTK_WINDOW (self));
  self->closing = FALSE;
}

/* What was typed last counts too; a password that can't be stored is not lost silently. */
static gboolean
keyrack_preferences_window_close_request (GtkWindow *window)
{
  KeyrackPreferencesWindow *self = KEYRACK_PREFERENCES_WINDOW (window);

  keyrack_proxy_group_commit (self->proxy_group);

  if (!keyrack_proxy_group_get_busy (self->proxy_group))
    return GTK_WINDOW_CLASS (keyrack_preferences_window_parent_class)->close_request (window);

  self->closing = TRUE;

  return GDK_EVENT_STOP;
}

static void
keyrack_preferences_window_dispose (GObject *object)
{
  KeyrackPreferencesWindow *self = KEYRACK_PREFERENCES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PREFERENCES_WINDOW);
  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (keyrack_preferences_window_parent_class)->dispose (object);
}

static void
keyrack_preferences_window_get_property (GObject    *object,
                                         guint       prop_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  KeyrackPreferencesWindow *self = KEYRACK_PREFERENCES_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SECRETS:
      g_value_set_object (value, self->secrets);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_preferences_window_set_property (GObject      *object,
                                         guint         prop_id,
                                         const GValue *value,
                                         GParamSpec   *pspec)
{
  KeyrackPreferencesWindow *self = KEYRACK_PREFERENCES_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SECRETS:
      self->secrets = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_preferences_window_class_init (KeyrackPreferencesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = keyrack_preferences_window_dispose;
  object_class->get_property = keyrack_preferences_window_get_property;
  object_class->set_property = keyrack_preferences_window_set_property;

  window_class->close_request = keyrack_preferences_window_close_request;

  properties[PROP_SECRETS] =
    g_param_spec_object ("secrets", NULL, NULL,
                         KEYRACK_TYPE_SECRET_STORE,
                         (G_PARAM_READWRITE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KEYRACK_TYPE_CA_ROW);
  g_type_ensure (KEYRACK_TYPE_KEY_GROUP);
  g_type_ensure (KEYRACK_TYPE_PROXY_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, ask_switch);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, clipboard_seconds);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, connect_limit);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, permissions_switch);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, proxy_group);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, rotation_group);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, style_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPreferencesWindow, total_limit);
  gtk_widget_class_bind_template_callback (widget_class, busy_cb);
}

static void
keyrack_preferences_window_init (KeyrackPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (KEYRACK_APP_ID);
  keyrack_choice_binding_new (self->settings, "style", G_OBJECT (self->style_row), styles);
  g_settings_bind (self->settings, "ask-before-deleting", self->ask_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "check-permissions", self->permissions_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "clipboard-seconds", self->clipboard_seconds, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "connect-limit", self->connect_limit, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "total-limit", self->total_limit, "value", G_SETTINGS_BIND_DEFAULT);

  keyrack_accessible_name_parts (GTK_WIDGET (self), gtk_window_get_title (GTK_WINDOW (self)));
}

/* As they are now: the window is modal. */
static void
add_tags (KeyrackPreferencesWindow *self,
          GListModel               *profiles)
{
  g_auto(GStrv) tags = keyrack_profile_words_dup_tags (profiles);

  for (guint i = 0; tags[i] != NULL; i++)
    adw_preferences_group_add (self->rotation_group, keyrack_tag_interval_row_new (self->settings, tags[i]));

  gtk_widget_set_visible (GTK_WIDGET (self->rotation_group), tags[0] != NULL);
}

GtkWidget *
keyrack_preferences_window_new (KeyrackSecretStore *secrets,
                                GListModel         *profiles)
{
  KeyrackPreferencesWindow *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (secrets), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);

  self = g_object_new (KEYRACK_TYPE_PREFERENCES_WINDOW,
                       "secrets", secrets,
                       NULL);
  add_tags (self, profiles);

  return GTK_WIDGET (self);
}
