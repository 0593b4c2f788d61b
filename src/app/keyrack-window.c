/* keyrack-window.c: the list at the left, the connection at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window.h"

#include "keyrack-closures.h"
#include "keyrack-first-run.h"
#include "keyrack-main-menu.h"
#include "keyrack-store-banner.h"
#include "keyrack-window-private.h"

G_DEFINE_FINAL_TYPE (KeyrackWindow, keyrack_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_STORE,
  PROP_CLIENT,
  PROP_JOURNAL,
  PROP_WARNING,
  PROP_COMPOSING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Nothing is said about the number of connections before it is known. */
static char *
window_page (KeyrackWindow *self,
             gboolean       loaded,
             gboolean       read_only,
             guint          n_profiles,
             gboolean       composing)
{
  if (!loaded)
    return g_strdup ("loading");

  if (n_profiles > 0 || composing)
    return g_strdup ("connections");

  return g_strdup (read_only ? "problem" : "first-run");
}

static KeyrackProfile *
listed_draft (KeyrackWindow  *self,
              KeyrackProfile *draft,
              gboolean        composing)
{
  return composing && draft != NULL ? g_object_ref (draft) : NULL;
}

/* A list that stands alone marks nothing, so that every row can be picked. */
static KeyrackProfile *
listed_selection (KeyrackWindow  *self,
                  KeyrackProfile *profile,
                  KeyrackProfile *draft,
                  gboolean        composing,
                  gboolean        folded,
                  const char     *visible_child)
{
  KeyrackProfile *shown = composing ? draft : profile;

  if (shown == NULL || (folded && g_strcmp0 (visible_child, "list") == 0))
    return NULL;

  return g_object_ref (shown);
}

/* The keyring may have been unlocked, or started, by someone else in the meantime. */
static void
is_active_cb (KeyrackWindow *self)
{
  KeyrackSecretStore *secrets = keyrack_profile_store_get_secrets (self->store);
  KeyrackSecretStoreState state = keyrack_secret_store_get_state (secrets);

  g_assert (KEYRACK_IS_WINDOW (self));

  if (gtk_window_is_active (GTK_WINDOW (self)) &&
      state != KEYRACK_SECRET_STORE_UNKNOWN &&
      state != KEYRACK_SECRET_STORE_READY)
    keyrack_secret_store_probe_async (secrets, self->cancellable, NULL, NULL);
}

static gboolean
keyrack_window_close_request (GtkWindow *window)
{
  KeyrackWindow *self = KEYRACK_WINDOW (window);

  if (!keyrack_profile_page_get_dirty (self->page))
    return GTK_WINDOW_CLASS (keyrack_window_parent_class)->close_request (window);

  keyrack_window_leave (self, NEXT_CLOSE, NULL);

  return GDK_EVENT_STOP;
}

static void
keyrack_window_constructed (GObject *object)
{
  KeyrackWindow *self = KEYRACK_WINDOW (object);

  G_OBJECT_CLASS (keyrack_window_parent_class)->constructed (object);

  /* After the list has sorted and filtered what changed. */
  g_signal_connect_object (self->store,
                           "items-changed",
                           G_CALLBACK (keyrack_window_settle),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->store, "notify::loaded", G_CALLBACK (keyrack_window_settle), self, G_CONNECT_SWAPPED);
  keyrack_window_settle (self);

  self->settings = g_settings_new (KEYRACK_APP_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
keyrack_window_dispose (GObject *object)
{
  KeyrackWindow *self = KEYRACK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, keyrack_window_settle, self);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_WINDOW);

  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_object (&self->journal);
  g_clear_object (&self->settings);
  g_clear_object (&self->previous);
  g_clear_object (&self->target);

  G_OBJECT_CLASS (keyrack_window_parent_class)->dispose (object);
}

static void
keyrack_window_finalize (GObject *object)
{
  KeyrackWindow *self = KEYRACK_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->warning);

  G_OBJECT_CLASS (keyrack_window_parent_class)->finalize (object);
}

static void
keyrack_window_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  KeyrackWindow *self = KEYRACK_WINDOW (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;

    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;

    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;

    case PROP_WARNING:
      g_value_set_string (value, self->warning);
      break;

    case PROP_COMPOSING:
      g_value_set_boolean (value, self->composing);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_window_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  KeyrackWindow *self = KEYRACK_WINDOW (object);

  switch (prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;

    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;

    case PROP_JOURNAL:
      self->journal = g_value_dup_object (value);
      break;

    case PROP_WARNING:
      self->warning = g_value_dup_string (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, KEYRACK_TYPE_PROFILE_STORE, given);
  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, KEYRACK_TYPE_HTTP_CLIENT, given);
  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, KEYRACK_TYPE_JOURNAL, given);
  properties[PROP_WARNING] = g_param_spec_string ("warning", NULL, NULL, NULL, given);
  properties[PROP_COMPOSING] = g_param_spec_boolean ("composing", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_window_class_init (KeyrackWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->constructed = keyrack_window_constructed;
  object_class->dispose = keyrack_window_dispose;
  object_class->finalize = keyrack_window_finalize;
  object_class->get_property = keyrack_window_get_property;
  object_class->set_property = keyrack_window_set_property;

  window_class->close_request = keyrack_window_close_request;

  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, page);
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, profiles);
  gtk_widget_class_bind_template_callback (widget_class, is_active_cb);
  gtk_widget_class_bind_template_callback (widget_class, listed_draft);
  gtk_widget_class_bind_template_callback (widget_class, listed_selection);
  gtk_widget_class_bind_template_callback (widget_class, window_page);
  keyrack_window_install_actions (widget_class);

  g_type_ensure (KEYRACK_TYPE_FIRST_RUN);
  g_type_ensure (KEYRACK_TYPE_MAIN_MENU);
  g_type_ensure (KEYRACK_TYPE_PROFILE_LIST);
  g_type_ensure (KEYRACK_TYPE_PROFILE_PAGE);
  g_type_ensure (KEYRACK_TYPE_STORE_BANNER);
}

static void
keyrack_window_init (KeyrackWindow *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  if (KEYRACK_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

KeyrackWindow *
keyrack_window_new (GtkApplication      *application,
                    KeyrackProfileStore *store,
                    KeyrackHttpClient   *client,
                    KeyrackJournal      *journal,
                    const char          *warning)
{
  g_return_val_if_fail (application == NULL || GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);

  return g_object_new (KEYRACK_TYPE_WINDOW,
                       "application", application,
                       "store", store,
                       "client", client,
                       "journal", journal,
                       "warning", warning,
                       NULL);
}

void
keyrack_window_set_composing (KeyrackWindow *self,
                              gboolean       composing)
{
  if (self->composing == composing)
    return;

  self->composing = composing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPOSING]);
}
