/* keyrack-profile-row.c: one connection in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-row.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-profile-entry.h"

/* Rows come to show one connection after the other while a person types or scrolls, so
 * they look at it once and set only what differs; bindings cost a hundred times as much. */
struct _KeyrackProfileRow
{
  AdwBin          parent_instance;

  /* Template widgets */
  GtkLabel       *badge;
  GtkCheckButton *check;
  GtkWidget      *due;
  GtkImage       *icon;
  GtkLabel       *place;
  GtkSpinner     *spinner;
  GtkStack       *stack;
  GtkWidget      *star;
  GtkLabel       *title;
  GtkLabel       *word;

  /* Owned references */
  KeyrackProfile *profile;
  GSignalGroup   *profile_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackProfileRow, keyrack_profile_row, ADW_TYPE_BIN)

static KeyrackTestResult *
dup_result (KeyrackProfile *profile)
{
  return keyrack_closure_current_result (NULL,
                                         keyrack_profile_get_last_result (profile),
                                         keyrack_profile_get_instance (profile),
                                         keyrack_profile_get_region (profile),
                                         keyrack_profile_get_client_id (profile),
                                         keyrack_profile_get_secret_ref (profile));
}

static void
set_icon (KeyrackProfileRow *self,
          const char        *icon_name)
{
  if (g_strcmp0 (gtk_image_get_icon_name (self->icon), icon_name) != 0)
    gtk_image_set_from_icon_name (self->icon, icon_name);
}

static void
take_classes (GtkWidget  *widget,
              char      **classes)
{
  g_auto(GStrv) before = gtk_widget_get_css_classes (widget);

  if (!g_strv_equal ((const char * const *) before, (const char * const *) classes))
    gtk_widget_set_css_classes (widget, (const char **) classes);

  g_strfreev (classes);
}

static void
show_words (KeyrackProfileRow *self)
{
  guint64 revision = keyrack_profile_get_revision (self->profile);
  const char *environment = keyrack_profile_get_environment (self->profile);
  g_autofree char *title =
    keyrack_closure_profile_title (NULL, keyrack_profile_get_name (self->profile), revision);
  g_autofree char *place =
    keyrack_closure_profile_place (NULL,
                                   keyrack_profile_get_instance (self->profile),
                                   keyrack_profile_get_region (self->profile),
                                   revision);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->badge, environment);
  take_classes (GTK_WIDGET (self->badge), keyrack_closure_environment_classes (NULL, environment));
  gtk_widget_set_visible (GTK_WIDGET (self->badge), *environment != '\0');
  gtk_widget_set_visible (self->due, keyrack_profile_is_due (self->profile));
  gtk_widget_set_visible (self->star, keyrack_profile_get_favourite (self->profile));
}

/* A draft that is not being tested says nothing: that it is not saved stands beside. */
static void
show_status (KeyrackProfileRow *self)
{
  gboolean draft = keyrack_profile_get_revision (self->profile) == 0;
  gboolean testing = keyrack_profile_get_testing (self->profile);
  g_autoptr(KeyrackTestResult) result = dup_result (self->profile);
  g_autofree char *icon = keyrack_closure_status_icon (NULL, result);
  g_autofree char *word = keyrack_closure_status_word (NULL, result, testing);

  gtk_stack_set_visible_child_name (self->stack, testing ? "testing" : "status");
  gtk_spinner_set_spinning (self->spinner, testing);
  set_icon (self, draft ? "document-edit-symbolic" : icon);
  take_classes (GTK_WIDGET (self->icon), keyrack_closure_status_classes (NULL, result));
  gtk_label_set_label (self->word, draft && !testing ? "" : word);
  take_classes (GTK_WIDGET (self->word), keyrack_closure_status_word_classes (NULL, result, testing));
}

static void
show_profile (KeyrackProfileRow *self)
{
  g_autofree char *label = NULL;

  show_words (self);
  show_status (self);

  label = keyrack_profile_row_dup_label (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
keyrack_profile_row_dispose (GObject *object)
{
  KeyrackProfileRow *self = KEYRACK_PROFILE_ROW (object);

  g_clear_object (&self->profile_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PROFILE_ROW);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (keyrack_profile_row_parent_class)->dispose (object);
}

static void
keyrack_profile_row_class_init (KeyrackProfileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_profile_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-profile-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, badge);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, check);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, due);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, place);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, stack);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, star);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, title);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfileRow, word);
}

static void
keyrack_profile_row_init (KeyrackProfileRow *self)
{
  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_group_connect_object (self->profile_signals, "notify",
                                 G_CALLBACK (show_profile), self, G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_profile_row_new (void)
{
  return g_object_new (KEYRACK_TYPE_PROFILE_ROW, NULL);
}

/* One to measure: as tall as every other one, whatever that has to show. */
GtkWidget *
keyrack_profile_row_new_ruler (void)
{
  KeyrackProfileRow *self = KEYRACK_PROFILE_ROW (keyrack_profile_row_new ());
  g_autoptr(KeyrackProfile) sample = keyrack_profile_new ();

  keyrack_profile_set_environment (sample, _("Production"));
  keyrack_profile_row_set_profile (self, sample);
  gtk_widget_set_visible (self->due, TRUE);

  return GTK_WIDGET (self);
}

/* NULL before the first one was set. */
KeyrackProfile *
keyrack_profile_row_get_profile (KeyrackProfileRow *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_ROW (self), NULL);

  return self->profile;
}

void
keyrack_profile_row_set_profile (KeyrackProfileRow *self,
                                 KeyrackProfile    *profile)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_ROW (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  if (!g_set_object (&self->profile, profile))
    return;

  g_signal_group_set_target (self->profile_signals, profile);
  show_profile (self);
}

void
keyrack_profile_row_set_choosing (KeyrackProfileRow *self,
                                  gboolean           choosing,
                                  gboolean           chosen)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->check), choosing);
  gtk_check_button_set_active (self->check, chosen);
}

/**
 * keyrack_profile_row_dup_label:
 * @self: a row that shows a connection
 *
 * Returns: all that the row says, in one line; it is its accessible name
 */
char *
keyrack_profile_row_dup_label (KeyrackProfileRow *self)
{
  GtkWidget *marks[] = { self->due, self->star };
  g_autoptr(GString) label = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_ROW (self), NULL);

  words = keyrack_closure_profile_label (NULL,
                                         gtk_label_get_label (self->title),
                                         gtk_label_get_label (self->place),
                                         gtk_label_get_label (self->badge),
                                         gtk_label_get_label (self->word));
  label = g_string_new (words);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (gtk_widget_get_visible (marks[i]))
        g_string_append_printf (label, ", %s", gtk_widget_get_tooltip_text (marks[i]));
    }

  return g_string_free (g_steal_pointer (&label), FALSE);
}
