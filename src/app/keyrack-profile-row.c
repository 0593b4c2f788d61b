/* keyrack-profile-row.c: one connection in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-row.h"

#include "keyrack-closures.h"

struct _KeyrackProfileRow
{
  AdwBin             parent_instance;

  /* Template widgets */
  GtkLabel          *badge;
  GtkLabel          *place;
  GtkLabel          *title;
  GtkLabel          *word;

  /* Owned references */
  KeyrackProfile    *profile;
  KeyrackTestResult *result;
  GSignalGroup      *profile_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackProfileRow, keyrack_profile_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_RESULT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
row_icon (KeyrackProfileRow *self,
          KeyrackTestResult *result,
          guint64            revision)
{
  if (revision == 0)
    return g_strdup ("document-edit-symbolic");

  return keyrack_closure_status_icon (NULL, result);
}

/* A draft that is not being tested says nothing: that it is not saved stands beside. */
static char *
row_word (KeyrackProfileRow *self,
          KeyrackTestResult *result,
          gboolean           testing,
          guint64            revision)
{
  if (revision == 0 && !testing)
    return g_strdup ("");

  return keyrack_closure_status_word (NULL, result, testing);
}

static char *
row_page (KeyrackProfileRow *self,
          gboolean           testing)
{
  return g_strdup (testing ? "testing" : "status");
}

/* No binding can do this: a watch of this floor breaks when it looks at its own target. */
static void
find_result (KeyrackProfileRow *self)
{
  g_autoptr(KeyrackTestResult) result =
    keyrack_closure_current_result (NULL,
                                    keyrack_profile_get_last_result (self->profile),
                                    keyrack_profile_get_instance (self->profile),
                                    keyrack_profile_get_region (self->profile),
                                    keyrack_profile_get_client_id (self->profile),
                                    keyrack_profile_get_secret_ref (self->profile));

  if (g_set_object (&self->result, result))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
}

/* The focus is on the list's own item, so this is what has to have a name. */
static void
name_list_item (KeyrackProfileRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *label = keyrack_profile_row_dup_label (self);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_profile (KeyrackProfileRow *self,
             KeyrackProfile    *profile)
{
  if (!g_set_object (&self->profile, profile))
    return;

  g_signal_group_set_target (self->profile_signals, profile);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
}

static void
keyrack_profile_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (keyrack_profile_row_parent_class)->root (widget);

  name_list_item (KEYRACK_PROFILE_ROW (widget));
}

static void
keyrack_profile_row_dispose (GObject *object)
{
  KeyrackProfileRow *self = KEYRACK_PROFILE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PROFILE_ROW);

  g_clear_object (&self->profile);
  g_clear_object (&self->profile_signals);
  g_clear_object (&self->result);

  G_OBJECT_CLASS (keyrack_profile_row_parent_class)->dispose (object);
}

static void
keyrack_profile_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackProfileRow *self = KEYRACK_PROFILE_ROW (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;

    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  KeyrackProfileRow *self = KEYRACK_PROFILE_ROW (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      set_profile (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_row_class_init (KeyrackProfileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_profile_row_dispose;
  object_class->get_property = keyrack_profile_row_get_property;
  object_class->set_property = keyrack_profile_row_set_property;

  widget_class->root = keyrack_profile_row_root;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, KEYRACK_TYPE_PROFILE, writable);
  properties[PROP_RESULT] = g_param_spec_object ("result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-profile-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, badge);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, place);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, title);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, word);
  gtk_widget_class_bind_template_callback (widget_class, name_list_item);
  gtk_widget_class_bind_template_callback (widget_class, row_icon);
  gtk_widget_class_bind_template_callback (widget_class, row_word);
  gtk_widget_class_bind_template_callback (widget_class, row_page);
  keyrack_closures_bind (widget_class);
}

static void
keyrack_profile_row_init (KeyrackProfileRow *self)
{
  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_connect_object (self->profile_signals, "bind", G_CALLBACK (find_result), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->profile_signals, "notify", G_CALLBACK (find_result), self, G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_profile_row_new (void)
{
  return g_object_new (KEYRACK_TYPE_PROFILE_ROW, NULL);
}

/**
 * keyrack_profile_row_dup_label:
 * @self: a row
 *
 * Returns: all that the row says, in one line; it is the name of the row's list item
 */
char *
keyrack_profile_row_dup_label (KeyrackProfileRow *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_ROW (self), NULL);

  /* The template sets its labels one after the other. */
  if (self->title == NULL || self->place == NULL || self->badge == NULL || self->word == NULL)
    return g_strdup ("");

  return keyrack_closure_profile_label (NULL,
                                        gtk_label_get_label (self->title),
                                        gtk_label_get_label (self->place),
                                        gtk_label_get_label (self->badge),
                                        gtk_label_get_label (self->word));
}
