/* keyrack-permissions-detail.c: the permissions of one connection in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permissions-detail.h"

#include <glib/gi18n.h>

#include "keyrack-fold-box.h"
#include "keyrack-moment.h"
#include "keyrack-permission-text.h"

struct _KeyrackPermissionsDetail
{
  AdwBin          parent_instance;

  /* Template widgets */
  GtkWidget      *icon;
  GtkLabel       *headline_label;
  GtkLabel       *change_label;
  GtkLabel       *known_label;
  GtkWidget      *accept_button;
  GtkWidget      *guide_button;
  GtkWidget      *open_button;

  /* Owned references */
  KeyrackProfile *profile;   /* (nullable) */
  GSignalGroup   *profile_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackPermissionsDetail, keyrack_permissions_detail, ADW_TYPE_BIN)

static void
take_text (GtkLabel *label,
           char     *text)
{
  g_autofree char *taken = text;

  gtk_label_set_label (label, taken != NULL ? taken : "");
  gtk_widget_set_visible (GTK_WIDGET (label), taken != NULL);
}

static char *
dup_headline (KeyrackProfile *profile)
{
  g_autofree char *missing = keyrack_permission_text_dup_missing (keyrack_profile_get_missing_permissions (profile));
  const char *name = keyrack_profile_get_name (profile);

  if (missing != NULL)
    /* Translators: a connection and a sentence: “Beacon Energy: The tick for NQL is missing.” */
    return g_strdup_printf (_("%s: %s"), name, missing);

  if (keyrack_profile_get_permission_record (profile) == NULL)
    /* Translators: %s is a connection */
    return g_strdup_printf (_("%s: not checked yet"), name);

  /* Translators: %s is a connection of which no permission is missing */
  return g_strdup_printf (_("%s: nothing is missing"), name);
}

static char *
dup_change (KeyrackProfile *profile)
{
  g_autofree char *change = keyrack_permission_text_dup_change (profile);

  if (change == NULL)
    return NULL;

  /* Translators: %s is a sentence that says what was before and what is now */
  return g_strdup_printf (_("%s A new credential starts without ticks; set it in Nexthink and check again."), change);
}

/* A check speaks of the credential that was in use then. */
static char *
dup_known (KeyrackProfile *profile)
{
  const KeyrackPermissionRecord *record = keyrack_profile_get_permission_record (profile);
  g_autofree char *known = keyrack_permission_text_dup_known (profile);
  g_autofree char *moment = NULL;

  if (record == NULL)
    return NULL;

  moment = keyrack_moment_dup_text (record->checked_at, g_get_real_time () / G_USEC_PER_SEC);

  if (record->checked_at < keyrack_profile_get_secret_saved_at (profile))
    /* Translators: a moment, then “NQL granted, Workflows refused” */
    return g_strdup_printf (_("Checked %s, before the credentials were replaced: %s"), moment, known);

  /* Translators: a moment, then “NQL granted, Workflows refused” */
  return g_strdup_printf (_("Checked %s: %s"), moment, known);
}

static void
show (KeyrackPermissionsDetail *self)
{
  const char *id = keyrack_profile_get_id (self->profile);
  gboolean lacks = keyrack_profile_get_missing_permissions (self->profile) != 0;

  gtk_widget_set_visible (self->icon, lacks);
  take_text (self->headline_label, dup_headline (self->profile));
  take_text (self->change_label, dup_change (self->profile));
  take_text (self->known_label, dup_known (self->profile));
  gtk_widget_set_visible (self->accept_button, lacks);
  gtk_widget_set_visible (self->guide_button, lacks);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->accept_button), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", id);
}

static void
changed_cb (KeyrackPermissionsDetail *self)
{
  g_assert (KEYRACK_IS_PERMISSIONS_DETAIL (self));

  show (self);
}

static void
keyrack_permissions_detail_dispose (GObject *object)
{
  KeyrackPermissionsDetail *self = KEYRACK_PERMISSIONS_DETAIL (object);

  g_clear_object (&self->profile_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PERMISSIONS_DETAIL);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (keyrack_permissions_detail_parent_class)->dispose (object);
}

static void
keyrack_permissions_detail_class_init (KeyrackPermissionsDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_permissions_detail_dispose;

  /* It looks as the pane of a run does. */
  gtk_widget_class_set_css_name (widget_class, "rundetail");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-permissions-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsDetail, accept_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsDetail, change_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsDetail, guide_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsDetail, headline_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsDetail, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsDetail, known_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsDetail, open_button);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
}

static void
keyrack_permissions_detail_init (KeyrackPermissionsDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_group_connect_object (self->profile_signals, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * keyrack_permissions_detail_set_profile:
 * @self: a pane
 * @profile: (nullable): what it is about; %NULL hides it
 */
void
keyrack_permissions_detail_set_profile (KeyrackPermissionsDetail *self,
                                        KeyrackProfile           *profile)
{
  g_return_if_fail (KEYRACK_IS_PERMISSIONS_DETAIL (self));

  g_set_object (&self->profile, profile);
  g_signal_group_set_target (self->profile_signals, profile);
  gtk_widget_set_visible (GTK_WIDGET (self), profile != NULL);

  if (profile != NULL)
    show (self);
}
