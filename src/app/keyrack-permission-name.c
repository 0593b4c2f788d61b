/* keyrack-permission-name.c: a connection, and in words what it lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-name.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-permission-text.h"

struct _KeyrackPermissionName
{
  AdwBin          parent_instance;

  /* Children */
  GtkLabel       *name;
  GtkLabel       *place;
  GtkWidget      *second;    /* the line below */
  GtkWidget      *icon;
  GtkLabel       *words;

  gboolean        wordy;     /* there are no columns to look at */

  /* Owned references */
  KeyrackProfile *profile;   /* (nullable) */
  GSignalGroup   *profile_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackPermissionName, keyrack_permission_name, ADW_TYPE_BIN)

/* What it lacks; or why that is not known. */
static char *
dup_words (KeyrackPermissionName *self)
{
  KeyrackTestResult *result = keyrack_profile_get_last_result (self->profile);

  if (keyrack_profile_get_missing_permissions (self->profile) != 0)
    return self->wordy ? keyrack_permission_text_dup_change (self->profile)
                       : keyrack_permission_text_dup_difference (self->profile);

  if (result != NULL && keyrack_test_result_get_verdict (result) != KEYRACK_VERDICT_WORKS)
    return g_strdup (keyrack_test_result_get_message (result));

  return NULL;
}

/* The rows of this floor have no name of their own. */
static void
name_row (KeyrackPermissionName *self,
          const char            *words)
{
  g_autofree char *name = NULL;

  if (words != NULL)
    /* Translators: a connection and what it lacks: “Beacon Energy: NQL missing” */
    name = g_strdup_printf (_("%s: %s"), keyrack_profile_get_name (self->profile), words);
  else
    name = g_strdup (keyrack_profile_get_name (self->profile));

  for (GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
       parent != NULL && !GTK_IS_LIST_BASE (parent);
       parent = gtk_widget_get_parent (parent))
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show (KeyrackPermissionName *self)
{
  g_autofree char *place = keyrack_closure_profile_place (NULL, keyrack_profile_get_instance (self->profile),
                                                          keyrack_profile_get_region (self->profile), 1);
  g_autofree char *words = dup_words (self);
  gboolean lacks = keyrack_profile_get_missing_permissions (self->profile) != 0;

  gtk_label_set_label (self->name, keyrack_profile_get_name (self->profile));
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (self->second, words != NULL);
  gtk_widget_set_visible (self->icon, lacks);
  name_row (self, words);
}

static void
changed_cb (KeyrackPermissionName *self)
{
  g_assert (KEYRACK_IS_PERMISSION_NAME (self));

  show (self);
}

static GtkLabel *
create_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);

  return GTK_LABEL (label);
}

static void
keyrack_permission_name_dispose (GObject *object)
{
  KeyrackPermissionName *self = KEYRACK_PERMISSION_NAME (object);

  g_clear_object (&self->profile_signals);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (keyrack_permission_name_parent_class)->dispose (object);
}

static void
keyrack_permission_name_class_init (KeyrackPermissionNameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = keyrack_permission_name_dispose;
}

static void
create_children (KeyrackPermissionName *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->name = create_label (NULL);
  self->place = create_label ("dim-label");
  self->second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->words = create_label ("caption");

  gtk_widget_add_css_class (self->icon, "warning");
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (self->second), self->icon);
  gtk_box_append (GTK_BOX (self->second), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), self->second);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
keyrack_permission_name_init (KeyrackPermissionName *self)
{
  create_children (self);

  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_group_connect_object (self->profile_signals, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * keyrack_permission_name_new:
 * @wordy: whether the words have to do without columns beside them
 *
 * Returns: (transfer floating): a cell
 */
GtkWidget *
keyrack_permission_name_new (gboolean wordy)
{
  KeyrackPermissionName *self = g_object_new (KEYRACK_TYPE_PERMISSION_NAME, NULL);

  self->wordy = wordy;
  if (wordy)
    {
      gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_NONE);
      gtk_label_set_wrap (self->words, TRUE);
      gtk_label_set_wrap_mode (self->words, PANGO_WRAP_WORD_CHAR);
    }

  return GTK_WIDGET (self);
}

/**
 * keyrack_permission_name_set_profile:
 * @self: a cell
 * @profile: (nullable): what it shows from now on
 */
void
keyrack_permission_name_set_profile (KeyrackPermissionName *self,
                                     KeyrackProfile        *profile)
{
  g_return_if_fail (KEYRACK_IS_PERMISSION_NAME (self));

  g_set_object (&self->profile, profile);
  g_signal_group_set_target (self->profile_signals, profile);

  if (profile != NULL)
    show (self);
}
