/* keyrack-profile-list-actions.c: what is done with the rows of the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-list-private.h"

#include <glib/gi18n.h>

#include "keyrack-profile-words.h"

/* The chosen ones; while none are being chosen, the one with the keyboard. */
static GPtrArray *
dup_subject (KeyrackProfileList *self)
{
  KeyrackProfile *current = keyrack_profile_view_get_current (self->view);
  GPtrArray *profiles = NULL;

  if (keyrack_choice_get_active (self->choice))
    return keyrack_choice_dup_profiles (self->choice);

  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  if (current != NULL && keyrack_profile_get_revision (current) > 0)
    g_ptr_array_add (profiles, g_object_ref (current));

  return profiles;
}

static GVariant *
create_ids (GPtrArray *profiles)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < profiles->len; i++)
    g_variant_builder_add (&builder, "s", keyrack_profile_get_id (profiles->pdata[i]));

  return g_variant_builder_end (&builder);
}

static gboolean
are_favourites (GPtrArray *profiles)
{
  for (guint i = 0; i < profiles->len; i++)
    {
      if (!keyrack_profile_get_favourite (profiles->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

/* The menu */

static GMenuModel *
create_environments (KeyrackProfileList *self)
{
  g_auto(GStrv) known = keyrack_profile_words_dup_environments (self->profiles);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; known[i] != NULL; i++)
    {
      g_autofree char *label = keyrack_profile_words_dup_label (known[i]);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "list.environment", "s", known[i]);
      g_menu_append_item (menu, item);
    }

  g_menu_append (menu, _("None"), "list.environment::");

  return G_MENU_MODEL (menu);
}

static GMenuModel *
create_menu (KeyrackProfileList *self,
             GPtrArray          *profiles)
{
  g_autoptr(GMenuModel) environments = create_environments (self);
  g_autoptr(GMenu) tests = g_menu_new ();
  g_autoptr(GMenu) edits = g_menu_new ();
  g_autoptr(GMenu) ends = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (tests, _("Test"), "list.test");

  if (profiles->len == 1)
    g_menu_append (edits, _("Duplicate"), "list.duplicate");

  g_menu_append (edits, are_favourites (profiles) ? _("Remove From Favourites") : _("Add to Favourites"), "list.favourite");
  g_menu_append (edits, _("Tag…"), "list.tag");
  g_menu_append_submenu (edits, _("Environment"), environments);
  g_menu_append (ends, _("Rotate…"), "list.rotate");
  g_menu_append (ends, _("Export…"), "list.export");
  g_menu_append (ends, _("Delete"), "list.delete");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (tests));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edits));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));

  return G_MENU_MODEL (menu);
}

/* NULL: there is nothing that could be done. */
GMenuModel *
keyrack_profile_list_create_menu (KeyrackProfileList *self)
{
  g_autoptr(GPtrArray) profiles = dup_subject (self);

  return profiles->len > 0 ? create_menu (self, profiles) : NULL;
}

/* Dropped onto a group: that is what they have in common from now on. */
void
keyrack_profile_list_put (KeyrackProfileList  *self,
                          char               **ids,
                          KeyrackGroup        *group)
{
  g_autofree char *grouping = g_settings_get_string (self->settings, "list-group");
  const char *value = keyrack_group_get_value (group);

  gtk_widget_activate_action (GTK_WIDGET (self), "many.put", "(^assss)",
                              ids,
                              value != NULL ? grouping : "favourites",
                              value != NULL ? value : "yes",
                              keyrack_group_get_title (group));
}

/* Actions */

static void
test_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr(GPtrArray) profiles = dup_subject (KEYRACK_PROFILE_LIST (widget));

  gtk_widget_activate_action_variant (widget, "win.test", create_ids (profiles));
}

static void
rotate_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(GPtrArray) profiles = dup_subject (KEYRACK_PROFILE_LIST (widget));

  if (profiles->len > 0)
    gtk_widget_activate_action_variant (widget, "win.rotation-board", create_ids (profiles));
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(GPtrArray) profiles = dup_subject (KEYRACK_PROFILE_LIST (widget));

  if (profiles->len > 0)
    gtk_widget_activate_action_variant (widget, "win.export", create_ids (profiles));
}

static void
tag_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  g_autoptr(GPtrArray) profiles = dup_subject (KEYRACK_PROFILE_LIST (widget));

  gtk_widget_activate_action_variant (widget, "many.tag", create_ids (profiles));
}

static void
environment_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  g_autoptr(GPtrArray) profiles = dup_subject (KEYRACK_PROFILE_LIST (widget));
  const char *environment = g_variant_get_string (parameter, NULL);

  gtk_widget_activate_action (widget, "many.put", "(@assss)",
                              create_ids (profiles),
                              "set-environment",
                              environment,
                              *environment != '\0' ? environment : _("No Environment"));
}

static void
favourite_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_autoptr(GPtrArray) profiles = dup_subject (KEYRACK_PROFILE_LIST (widget));

  gtk_widget_activate_action (widget, "many.favourite", "(@asb)", create_ids (profiles), !are_favourites (profiles));
}

static void
duplicate_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_autoptr(GPtrArray) profiles = dup_subject (KEYRACK_PROFILE_LIST (widget));

  if (profiles->len == 1)
    gtk_widget_activate_action (widget, "win.duplicate", "s", keyrack_profile_get_id (profiles->pdata[0]));
}

/* It can be undone, so nothing is asked; and what is gone can't stay chosen. */
static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (widget);
  g_autoptr(GPtrArray) profiles = dup_subject (self);

  if (profiles->len == 0)
    return;

  gtk_widget_activate_action_variant (widget, "win.delete", create_ids (profiles));

  if (keyrack_choice_get_active (self->choice))
    keyrack_profile_list_toggle_choosing (self);
}

static gboolean
leave_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  KeyrackProfileList *self = KEYRACK_PROFILE_LIST (widget);

  if (!keyrack_choice_get_active (self->choice))
    return FALSE;

  keyrack_profile_list_toggle_choosing (self);

  return TRUE;
}

void
keyrack_profile_list_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "list.test", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "list.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "list.rotate", NULL, rotate_action);
  gtk_widget_class_install_action (widget_class, "list.tag", NULL, tag_action);
  gtk_widget_class_install_action (widget_class, "list.environment", "s", environment_action);
  gtk_widget_class_install_action (widget_class, "list.favourite", NULL, favourite_action);
  gtk_widget_class_install_action (widget_class, "list.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "list.delete", NULL, delete_action);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_cb, NULL);
}
