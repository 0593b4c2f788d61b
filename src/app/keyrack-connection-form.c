/* keyrack-connection-form.c: the card in which a connection is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-form-private.h"

#include <glib/gi18n.h>

#include "keyrack-address-cell.h"
#include "keyrack-closures.h"
#include "keyrack-field-note.h"
#include "keyrack-fold-box.h"
#include "keyrack-form-text.h"
#include "keyrack-list-focus.h"

G_DEFINE_FINAL_TYPE (KeyrackConnectionForm, keyrack_connection_form, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DIRTY,
  PROP_DRAFT,
  PROP_EDITED,
  PROP_FLAWS,
  PROP_IS_NEW,
  PROP_OFFER,
  PROP_PROFILES,
  PROP_SECRET_REF,
  PROP_SECRET_SERIAL,
  PROP_SECRETS,
  PROP_SHOWN_FLAWS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *
dup_offer (KeyrackConnectionForm *self)
{
  if (self->offered_ref == NULL || keyrack_connection_form_get_secret_serial (self) != 0)
    return NULL;

  /* Translators: the name of the connection that was duplicated */
  return g_strdup_printf (_("The secret of “%s” was not copied"), self->offered_name);
}

void
keyrack_connection_form_take_offer (KeyrackConnectionForm *self)
{
  if (self->offered_ref != NULL)
    keyrack_secret_field_take_stored (self->secret_field, self->offered_ref);
}

/* Whatever follows from the values. */
void
keyrack_connection_form_edited (KeyrackConnectionForm *self)
{
  self->edited++;
  keyrack_connection_form_record (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLAWS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRET_SERIAL]);
}

/* Whatever follows from what is stored. */
void
keyrack_connection_form_base_changed (KeyrackConnectionForm *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_NEW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRET_REF]);
  keyrack_connection_form_edited (self);
}

void
keyrack_connection_form_set_shown_flaws (KeyrackConnectionForm *self,
                                         guint                  flaws)
{
  if (self->shown_flaws == flaws)
    return;

  self->shown_flaws = flaws;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN_FLAWS]);
}

static void
entry_activated_cb (KeyrackConnectionForm *self)
{
  g_assert (KEYRACK_IS_CONNECTION_FORM (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "page.test", NULL);
}

static GtkWidget *
region_field (KeyrackConnectionForm *self,
              gboolean               other)
{
  GtkWidget *field = other ? GTK_WIDGET (self->label_row) : GTK_WIDGET (self->region_row);

  return field != NULL ? g_object_ref (field) : NULL;
}

static gboolean
keyrack_connection_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KEYRACK_CONNECTION_FORM (widget)->name_row);
}

static gboolean
keyrack_connection_form_focus (GtkWidget        *widget,
                               GtkDirectionType  direction)
{
  GtkWidget *list = KEYRACK_CONNECTION_FORM (widget)->list;
  GtkWidget *row = gtk_widget_get_focus_child (list);

  return GTK_WIDGET_CLASS (keyrack_connection_form_parent_class)->focus (widget, direction) ||
         keyrack_list_focus_beyond (list, row, direction);
}

static void
keyrack_connection_form_dispose (GObject *object)
{
  KeyrackConnectionForm *self = KEYRACK_CONNECTION_FORM (object);

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_clear_handle_id (&self->record_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_CONNECTION_FORM);
  g_clear_object (&self->profiles);
  g_clear_object (&self->secrets);
  g_clear_object (&self->base);

  G_OBJECT_CLASS (keyrack_connection_form_parent_class)->dispose (object);
}

static void
keyrack_connection_form_finalize (GObject *object)
{
  KeyrackConnectionForm *self = KEYRACK_CONNECTION_FORM (object);

  keyrack_form_history_free (self->history);
  g_free (self->new_id);
  g_free (self->offered_name);
  g_free (self->offered_ref);
  g_free (self->same_ref);

  G_OBJECT_CLASS (keyrack_connection_form_parent_class)->finalize (object);
}

static void
keyrack_connection_form_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  KeyrackConnectionForm *self = KEYRACK_CONNECTION_FORM (object);

  switch (property_id)
    {
    case PROP_DIRTY:
      g_value_set_boolean (value, keyrack_connection_form_get_dirty (self));
      break;
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;
    case PROP_EDITED:
      g_value_set_uint (value, self->edited);
      break;
    case PROP_FLAWS:
      g_value_set_uint (value, keyrack_connection_form_get_flaws (self));
      break;
    case PROP_IS_NEW:
      g_value_set_boolean (value, self->base == NULL);
      break;
    case PROP_OFFER:
      g_value_take_string (value, dup_offer (self));
      break;
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;
    case PROP_SECRET_REF:
      g_value_set_string (value, keyrack_connection_form_get_secret_ref (self));
      break;
    case PROP_SECRET_SERIAL:
      g_value_set_uint (value, keyrack_connection_form_get_secret_serial (self));
      break;
    case PROP_SECRETS:
      g_value_set_object (value, self->secrets);
      break;
    case PROP_SHOWN_FLAWS:
      g_value_set_uint (value, self->shown_flaws);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_connection_form_set_property (GObject      *object,
                                      guint         property_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  KeyrackConnectionForm *self = KEYRACK_CONNECTION_FORM (object);

  switch (property_id)
    {
    case PROP_PROFILES:
      g_set_object (&self->profiles, g_value_get_object (value));
      break;
    case PROP_SECRETS:
      g_set_object (&self->secrets, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, flags);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, KEYRACK_TYPE_PROFILE, flags);
  properties[PROP_EDITED] = g_param_spec_uint ("edited", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FLAWS] = g_param_spec_uint ("flaws", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_NEW] = g_param_spec_boolean ("is-new", NULL, NULL, TRUE, flags);
  properties[PROP_OFFER] = g_param_spec_string ("offer", NULL, NULL, NULL, flags);
  properties[PROP_PROFILES] =
    g_param_spec_object ("profiles", NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECRET_REF] = g_param_spec_string ("secret-ref", NULL, NULL, "", flags);
  properties[PROP_SECRET_SERIAL] = g_param_spec_uint ("secret-serial", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SECRETS] =
    g_param_spec_object ("secrets", NULL, NULL, KEYRACK_TYPE_SECRET_STORE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWN_FLAWS] = g_param_spec_uint ("shown-flaws", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-connection-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, draft);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, instance_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, label_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, region_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, secret_field);
  gtk_widget_class_bind_template_child (widget_class, KeyrackConnectionForm, secret_row);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_secret_field_undo);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_tidy_row_undo);
  gtk_widget_class_bind_template_callback (widget_class, region_field);
  keyrack_connection_form_bind_warnings (widget_class);
  keyrack_closures_bind (widget_class);
  keyrack_form_text_bind (widget_class);
}

static void
keyrack_connection_form_class_init (KeyrackConnectionFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_connection_form_dispose;
  object_class->finalize = keyrack_connection_form_finalize;
  object_class->get_property = keyrack_connection_form_get_property;
  object_class->set_property = keyrack_connection_form_set_property;
  widget_class->focus = keyrack_connection_form_focus;
  widget_class->grab_focus = keyrack_connection_form_grab_focus;

  install_properties (object_class);

  g_type_ensure (KEYRACK_TYPE_ADDRESS_CELL);
  g_type_ensure (KEYRACK_TYPE_FIELD_NOTE);
  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_PROFILE);
  g_type_ensure (KEYRACK_TYPE_REGION_ROW);
  g_type_ensure (KEYRACK_TYPE_SECRET_FIELD);
  g_type_ensure (KEYRACK_TYPE_TIDY_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
keyrack_connection_form_init (KeyrackConnectionForm *self)
{
  self->history = keyrack_form_history_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->draft, "notify", G_CALLBACK (keyrack_connection_form_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->secret_field, "notify::serial", G_CALLBACK (keyrack_connection_form_edited), self, G_CONNECT_SWAPPED);

  /* The template's expressions looked before its objects were there. */
  g_object_notify (G_OBJECT (self->region_row), "other");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
  keyrack_connection_form_edited (self);
  keyrack_connection_form_begin_history (self);
}
