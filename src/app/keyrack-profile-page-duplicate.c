/* keyrack-profile-page-duplicate.c: a new connection with the values of another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

#define LONGEST_SUFFIX 30 /* characters */

static gboolean
is_taken (KeyrackProfileStore *store,
          const char          *name)
{
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (g_str_equal (keyrack_profile_get_name (profile), name))
        return TRUE;
    }

  return FALSE;
}

static char *
dup_numbered_name (const char *name,
                   guint       number)
{
  if (number == 1)
    {
      /* Translators: the name of a duplicated connection: "Acme (copy)" */
      return g_strdup_printf (_("%s (copy)"), name);
    }

  /* Translators: the name of a connection that was duplicated before: "Acme (copy 2)" */
  return g_strdup_printf (_("%s (copy %u)"), name, number);
}

static char *
dup_copy_name (KeyrackProfileStore *store,
               const char          *name)
{
  g_autofree char *head = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1),
                                                          KEYRACK_PROFILE_NAME_MAX - LONGEST_SUFFIX));

  for (guint number = 1;; number++)
    {
      g_autofree char *copy_name = dup_numbered_name (head, number);

      if (!is_taken (store, copy_name))
        return g_steal_pointer (&copy_name);
    }
}

/**
 * keyrack_profile_page_duplicate:
 * @self: a page
 * @profile: a stored connection
 *
 * Shows a new connection with the values of @profile, but for its name and its secret.
 * Unsaved edits are dropped.
 */
void
keyrack_profile_page_duplicate (KeyrackProfilePage *self,
                                KeyrackProfile     *profile)
{
  g_autoptr(KeyrackProfile) source = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_PAGE (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  source = g_object_ref (profile);
  name = dup_copy_name (self->store, keyrack_profile_get_name (source));
  keyrack_profile_page_start_new (self);
  keyrack_connection_form_load_copy (self->form, source, name);
}

static void
duplicate_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);

  if (self->profile != NULL)
    gtk_widget_activate_action (widget, "win.duplicate", "s", keyrack_profile_get_id (self->profile));
}

void
keyrack_profile_page_install_duplicate_action (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.duplicate", NULL, duplicate_action);
}
