/* keyrack-connections.c: the list at the left, the connection at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connections.h"

#include "keyrack-connections-private.h"
#include "keyrack-pane-handle.h"
#include "keyrack-store-banner.h"

G_DEFINE_FINAL_TYPE (KeyrackConnections, keyrack_connections, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STORE,
  PROP_CLIENT,
  PROP_JOURNAL,
  PROP_MANY_TEST,
  PROP_WARNING,
  PROP_COMPOSING,
  PROP_OCCUPIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static KeyrackProfile *
listed_draft (KeyrackConnections *self,
              KeyrackProfile     *draft,
              gboolean            composing)
{
  return composing && draft != NULL ? g_object_ref (draft) : NULL;
}

/* A list that stands alone marks nothing, so that every row can be picked. */
static KeyrackProfile *
listed_selection (KeyrackConnections *self,
                  KeyrackProfile     *profile,
                  KeyrackProfile     *draft,
                  gboolean            composing,
                  gboolean            folded,
                  const char         *visible_child)
{
  KeyrackProfile *shown = composing ? draft : profile;

  if (shown == NULL || (folded && g_strcmp0 (visible_child, "list") == 0))
    return NULL;

  return g_object_ref (shown);
}

static void
duplicate_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  keyrack_connections_duplicate (KEYRACK_CONNECTIONS (widget), g_variant_get_string (parameter, NULL));
}

static void
select_mode_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  keyrack_profile_list_toggle_choosing (KEYRACK_CONNECTIONS (widget)->list);
}

static void
keyrack_connections_constructed (GObject *object)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (object);
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);

  G_OBJECT_CLASS (keyrack_connections_parent_class)->constructed (object);

  g_settings_bind (settings, "sidebar-width", self->list_pane, "width", G_SETTINGS_BIND_DEFAULT);
  g_object_set (self->list, "many-test", self->many_test, NULL);

  /* After the list has sorted and filtered what changed. */
  g_signal_connect_object (self->store,
                           "items-changed",
                           G_CALLBACK (keyrack_connections_settle),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
keyrack_connections_dispose (GObject *object)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  keyrack_connections_release_session (self);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, keyrack_connections_settle, self);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_CONNECTIONS);

  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_object (&self->journal);
  g_clear_object (&self->many_test);
  g_clear_object (&self->previous);
  g_clear_object (&self->target);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (keyrack_connections_parent_class)->dispose (object);
}

static void
keyrack_connections_finalize (GObject *object)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (object);

  g_object_unref (self->cancellable);
  g_free (self->warning);

  G_OBJECT_CLASS (keyrack_connections_parent_class)->finalize (object);
}

static void
keyrack_connections_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (object);

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

    case PROP_MANY_TEST:
      g_value_set_object (value, self->many_test);
      break;

    case PROP_WARNING:
      g_value_set_string (value, self->warning);
      break;

    case PROP_COMPOSING:
      g_value_set_boolean (value, self->composing);
      break;

    case PROP_OCCUPIED:
      g_value_set_boolean (value, keyrack_connections_get_occupied (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_connections_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (object);

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

    case PROP_MANY_TEST:
      self->many_test = g_value_dup_object (value);
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
  properties[PROP_MANY_TEST] = g_param_spec_object ("many-test", NULL, NULL, KEYRACK_TYPE_MANY_TEST, given);
  properties[PROP_WARNING] = g_param_spec_string ("warning", NULL, NULL, NULL, given);
  properties[PROP_COMPOSING] = g_param_spec_boolean ("composing", NULL, NULL, FALSE, readable);
  properties[PROP_OCCUPIED] = g_param_spec_boolean ("occupied", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_connections_class_init (KeyrackConnectionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = keyrack_connections_constructed;
  object_class->dispose = keyrack_connections_dispose;
  object_class->finalize = keyrack_connections_finalize;
  object_class->get_property = keyrack_connections_get_property;
  object_class->set_property = keyrack_connections_set_property;

  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-connections.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnections, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnections, list_pane);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnections, page);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnections, page_pane);
  gtk_widget_class_bind_template_callback (widget_class, listed_draft);
  gtk_widget_class_bind_template_callback (widget_class, listed_selection);
  keyrack_connections_bind_callbacks (widget_class);
  gtk_widget_class_install_action (widget_class, "win.duplicate", "s", duplicate_action);
  gtk_widget_class_install_action (widget_class, "win.select-mode", NULL, select_mode_action);
  keyrack_connections_install_many (widget_class);

  g_type_ensure (KEYRACK_TYPE_PANE);
  g_type_ensure (KEYRACK_TYPE_PANE_HANDLE);
  g_type_ensure (KEYRACK_TYPE_PROFILE_LIST);
  g_type_ensure (KEYRACK_TYPE_PROFILE_PAGE);
  g_type_ensure (KEYRACK_TYPE_STORE_BANNER);
}

static void
keyrack_connections_init (KeyrackConnections *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_connections_new (KeyrackProfileStore *store,
                         KeyrackHttpClient   *client,
                         KeyrackJournal      *journal,
                         KeyrackManyTest     *many_test,
                         const char          *warning)
{
  KeyrackConnections *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (many_test), NULL);

  self = g_object_new (KEYRACK_TYPE_CONNECTIONS,
                       "store", store,
                       "client", client,
                       "journal", journal,
                       "many-test", many_test,
                       "warning", warning,
                       NULL);

  /* The bindings of the template get the store only when the object is complete. */
  keyrack_connections_settle (self);
  keyrack_connections_recall (self);

  return GTK_WIDGET (self);
}

/* Whether leaving would ask. */
gboolean
keyrack_connections_get_dirty (KeyrackConnections *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTIONS (self), FALSE);

  return keyrack_profile_page_get_dirty (self->page);
}

gboolean
keyrack_connections_get_occupied (KeyrackConnections *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTIONS (self), FALSE);

  return self->composing || keyrack_profile_page_get_dirty (self->page);
}

void
keyrack_connections_set_composing (KeyrackConnections *self,
                                   gboolean            composing)
{
  if (self->composing == composing)
    return;

  self->composing = composing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPOSING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OCCUPIED]);
}
