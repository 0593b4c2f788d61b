/* keyrack-window.c: shows the connections, or why there are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window.h"

#include "keyrack-draft-file.h"
#include "keyrack-first-run.h"
#include "keyrack-main-menu.h"
#include "keyrack-store-banner.h"
#include "keyrack-window-dialogs.h"
#include "keyrack-window-import.h"
#include "keyrack-window-private.h"

G_DEFINE_FINAL_TYPE (KeyrackWindow, keyrack_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_STORE,
  PROP_CLIENT,
  PROP_JOURNAL,
  PROP_WARNING,
  PROP_OCCUPIED,
  PROP_PAGE,
  PROP_MANY_TEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Nothing is said about the number of connections before it is known. */
static char *
window_page (KeyrackWindow *self,
             gboolean       loaded,
             gboolean       read_only,
             guint          n_profiles,
             gboolean       occupied,
             GtkWidget     *page)
{
  if (page != NULL)
    return g_strdup ("page");

  if (!loaded)
    return g_strdup ("loading");

  if (n_profiles > 0 || occupied)
    return g_strdup ("connections");

  return g_strdup (read_only ? "problem" : "first-run");
}

static void
occupied_cb (KeyrackWindow *self)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OCCUPIED]);
}

/* Back to where the person was the last time, if it is still there. */
static void
show_former (KeyrackWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "selected-connection");

  if (*id != '\0')
    keyrack_connections_show (self->connections, id);
}

/* It costs more than all the rest of the window, and the first window can do without. */
void
keyrack_window_ensure_connections (KeyrackWindow *self)
{
  if (self->connections != NULL)
    return;

  self->connections =
    KEYRACK_CONNECTIONS (keyrack_connections_new (self->store, self->client, self->journal, self->many_test, self->warning));
  g_signal_connect_object (self->connections,
                           "notify::occupied",
                           G_CALLBACK (occupied_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->connections_bin, GTK_WIDGET (self->connections));
  show_former (self);
}

/* The very first connection may have been lost by a crash while it was typed. */
static gboolean
has_draft (KeyrackWindow *self)
{
  g_autofree char *folder = NULL;

  g_object_get (self->store, "folder", &folder, NULL);

  return keyrack_draft_file_is_left (folder);
}

static void
remember_shown (KeyrackWindow *self)
{
  const char *id = self->connections != NULL ? keyrack_connections_get_shown (self->connections) : NULL;

  if (id != NULL)
    g_settings_set_string (self->settings, "selected-connection", id);
}

static void
store_changed_cb (KeyrackWindow *self)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  if (keyrack_profile_store_get_loaded (self->store) &&
      (g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0 || has_draft (self)))
    keyrack_window_ensure_connections (self);
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

static void
can_undo_cb (KeyrackWindow *self)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo-delete",
                                 keyrack_deletion_get_can_undo (self->deletion));
}

static void
restored_cb (KeyrackWindow *self,
             const char    *id)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  /* Nobody is asked about edits for that. */
  if (!keyrack_connections_get_occupied (self->connections))
    keyrack_connections_show (self->connections, id);
}

static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KeyrackWindow) self = user_data;

  if (keyrack_connections_leave_finish (KEYRACK_CONNECTIONS (object), result, NULL) &&
      !keyrack_window_ask_for_pairs (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
keyrack_window_close_request (GtkWindow *window)
{
  KeyrackWindow *self = KEYRACK_WINDOW (window);

  if (self->connections != NULL && keyrack_connections_get_dirty (self->connections))
    {
      keyrack_connections_leave_async (self->connections, self->cancellable, left_cb, g_object_ref (self));
      return GDK_EVENT_STOP;
    }

  if (keyrack_window_ask_for_pairs (self))
    return GDK_EVENT_STOP;

  return GTK_WINDOW_CLASS (keyrack_window_parent_class)->close_request (window);
}

static void
create_deletion (KeyrackWindow *self)
{
  self->deletion = keyrack_deletion_new (self->toast_overlay, self->store);
  g_signal_connect_object (self->deletion, "notify::can-undo", G_CALLBACK (can_undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->deletion, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  can_undo_cb (self);
}

static void
keyrack_window_constructed (GObject *object)
{
  KeyrackWindow *self = KEYRACK_WINDOW (object);

  G_OBJECT_CLASS (keyrack_window_parent_class)->constructed (object);

  self->settings = g_settings_new (KEYRACK_APP_ID);
  create_deletion (self);
  keyrack_window_create_tests (self);
  g_object_notify_by_pspec (object, properties[PROP_MANY_TEST]);

  g_signal_connect_object (self->store, "items-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::loaded", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
keyrack_window_dispose (GObject *object)
{
  KeyrackWindow *self = KEYRACK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);

  remember_shown (self);
  if (self->deletion != NULL)
    keyrack_deletion_release (self->deletion);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, store_changed_cb, self);

  self->connections = NULL;
  g_clear_weak_pointer (&self->former_focus);
  if (self->many_test != NULL)
    keyrack_many_test_cancel (self->many_test);
  if (self->rotation_board != NULL)
    keyrack_rotation_board_cancel (self->rotation_board);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_WINDOW);

  g_clear_object (&self->permission_keeper);
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_object (&self->journal);
  g_clear_object (&self->deletion);
  g_clear_object (&self->many_test);
  g_clear_object (&self->rotation_board);
  g_clear_object (&self->settings);

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

    case PROP_OCCUPIED:
      g_value_set_boolean (value,
                           self->connections != NULL && keyrack_connections_get_occupied (self->connections));
      break;

    case PROP_PAGE:
      g_value_set_object (value, adw_bin_get_child (self->page_bin));
      break;

    case PROP_MANY_TEST:
      g_value_set_object (value, self->many_test);
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
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, KEYRACK_TYPE_PROFILE_STORE, given);
  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, KEYRACK_TYPE_HTTP_CLIENT, given);
  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, KEYRACK_TYPE_JOURNAL, given);
  properties[PROP_WARNING] = g_param_spec_string ("warning", NULL, NULL, NULL, given);
  properties[PROP_OCCUPIED] = g_param_spec_boolean ("occupied", NULL, NULL, FALSE, readable);
  properties[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, GTK_TYPE_WIDGET, readable);
  properties[PROP_MANY_TEST] = g_param_spec_object ("many-test", NULL, NULL, KEYRACK_TYPE_MANY_TEST, readable);

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
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, connections_bin);
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, profiles);
  gtk_widget_class_bind_template_child (widget_class, KeyrackWindow, toast_overlay);
  gtk_widget_class_bind_template_callback (widget_class, is_active_cb);
  gtk_widget_class_bind_template_callback (widget_class, window_page);
  keyrack_window_import_install (widget_class);
  keyrack_window_install_actions (widget_class);
  keyrack_window_install_pages (widget_class);
  keyrack_window_install_rotation (widget_class);
  keyrack_window_install_tests (widget_class);
  keyrack_window_dialogs_install (widget_class);

  g_type_ensure (KEYRACK_TYPE_FIRST_RUN);
  g_type_ensure (KEYRACK_TYPE_MAIN_MENU);
  g_type_ensure (KEYRACK_TYPE_STORE_BANNER);
}

static void
keyrack_window_init (KeyrackWindow *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  keyrack_window_accept_files (self);

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
