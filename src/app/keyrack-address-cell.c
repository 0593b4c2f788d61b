/* keyrack-address-cell.c: a computed address with its Copy button
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-address-cell.h"

#include "keyrack-closures.h"

#define COPIED_SECONDS 2

struct _KeyrackAddressCell
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *button;

  char      *title;
  char      *host;
  char      *copy_label;
  gboolean   copied;
  guint      copied_timeout;
};

G_DEFINE_FINAL_TYPE (KeyrackAddressCell, keyrack_address_cell, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_COPIED,
  PROP_COPY_LABEL,
  PROP_HOST,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_copied (KeyrackAddressCell *self,
            gboolean            copied)
{
  g_clear_handle_id (&self->copied_timeout, g_source_remove);

  if (self->copied == copied)
    return;

  self->copied = copied;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COPIED]);
}

static gboolean
copied_timeout_cb (gpointer user_data)
{
  KeyrackAddressCell *self = KEYRACK_ADDRESS_CELL (user_data);

  self->copied_timeout = 0;
  set_copied (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
copy_cb (KeyrackAddressCell *self)
{
  g_assert (KEYRACK_IS_ADDRESS_CELL (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->host);
  set_copied (self, TRUE);
  self->copied_timeout = g_timeout_add_seconds (COPIED_SECONDS, copied_timeout_cb, self);
}

static char *
copy_icon (GObject  *self,
           gboolean  copied)
{
  return g_strdup (copied ? "object-select-symbolic" : "edit-copy-symbolic");
}

static void
keyrack_address_cell_dispose (GObject *object)
{
  KeyrackAddressCell *self = KEYRACK_ADDRESS_CELL (object);

  g_clear_handle_id (&self->copied_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_ADDRESS_CELL);

  G_OBJECT_CLASS (keyrack_address_cell_parent_class)->dispose (object);
}

static void
keyrack_address_cell_finalize (GObject *object)
{
  KeyrackAddressCell *self = KEYRACK_ADDRESS_CELL (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->copy_label, g_free);

  G_OBJECT_CLASS (keyrack_address_cell_parent_class)->finalize (object);
}

static void
keyrack_address_cell_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackAddressCell *self = KEYRACK_ADDRESS_CELL (object);

  switch (property_id)
    {
    case PROP_COPIED:
      g_value_set_boolean (value, self->copied);
      break;
    case PROP_COPY_LABEL:
      g_value_set_string (value, self->copy_label);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_address_cell_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackAddressCell *self = KEYRACK_ADDRESS_CELL (object);

  switch (property_id)
    {
    case PROP_COPY_LABEL:
      g_free (self->copy_label);
      self->copy_label = g_value_dup_string (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, self->copy_label,
                                      -1);
      break;
    case PROP_HOST:
      g_free (self->host);
      self->host = g_value_dup_string (value);
      set_copied (self, FALSE);
      break;
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_address_cell_class_init (KeyrackAddressCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_address_cell_dispose;
  object_class->finalize = keyrack_address_cell_finalize;
  object_class->get_property = keyrack_address_cell_get_property;
  object_class->set_property = keyrack_address_cell_set_property;

  properties[PROP_COPIED] =
    g_param_spec_boolean ("copied", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COPY_LABEL] =
    g_param_spec_string ("copy-label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HOST] =
    g_param_spec_string ("host", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "addresscell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-address-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackAddressCell, box);
  gtk_widget_class_bind_template_child (widget_class, KeyrackAddressCell, button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_icon);
  keyrack_closures_bind (widget_class);
}

static void
keyrack_address_cell_init (KeyrackAddressCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
