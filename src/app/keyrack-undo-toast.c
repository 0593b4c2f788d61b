/* keyrack-undo-toast.c: says what was deleted, with a way back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-undo-toast.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"

#define TOAST_SECONDS 15

/* Titles of toasts are markup. */
static char *
dup_title (const char *name,
           guint       n_deleted)
{
  g_autofree char *escaped = NULL;

  if (n_deleted > 1 || name == NULL)
    /* Translators: %u is how many */
    return g_strdup_printf (ngettext ("%u connection deleted", "%u connections deleted", n_deleted), n_deleted);

  escaped = g_markup_escape_text (name, -1);

  /* Translators: %s is the name of a connection */
  return g_strdup_printf (_("“%s” deleted"), escaped);
}

/* The button that closes it shows an icon only. */
static void
name_buttons (AdwToastOverlay *overlay)
{
  GtkWidget *content = adw_toast_overlay_get_child (overlay);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (overlay));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (child != content)
        keyrack_accessible_name_parts (child, _("Close"));
    }
}

/* Of several toasts each comes when the one before has gone. */
static void
name_buttons_always (AdwToastOverlay *overlay)
{
  static const char key[] = "keyrack-toasts";
  GListModel *children = NULL;

  name_buttons (overlay);
  if (g_object_get_data (G_OBJECT (overlay), key) != NULL)
    return;

  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect_object (children, "items-changed", G_CALLBACK (name_buttons), overlay, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (overlay), key, children, g_object_unref);
}

/**
 * keyrack_undo_toast_new:
 * @name: (nullable): the connection's name, when there is but one
 * @n_deleted: how many were deleted
 *
 * Returns: (transfer full): a toast whose button activates win.undo-delete
 */
AdwToast *
keyrack_undo_toast_new (const char *name,
                        guint       n_deleted)
{
  g_autofree char *title = dup_title (name, n_deleted);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-delete");
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, TOAST_SECONDS);

  return toast;
}

/**
 * keyrack_undo_toast_new_imported:
 * @n_imported: how many connections were
 * @undo_id: for keyrack_profile_store_undo_import_async()
 *
 * Returns: (transfer full): a toast whose button activates win.undo-import
 */
AdwToast *
keyrack_undo_toast_new_imported (guint       n_imported,
                                 const char *undo_id)
{
  g_autofree char *title = NULL;
  AdwToast *toast = NULL;

  g_return_val_if_fail (undo_id != NULL, NULL);

  /* Translators: how many connections */
  title = g_strdup_printf (ngettext ("%u connection imported", "%u connections imported", n_imported), n_imported);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-import");
  adw_toast_set_action_target (toast, "s", undo_id);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, TOAST_SECONDS);

  return toast;
}

static char *
dup_missing_text (const char *name,
                  guint       n_missing)
{
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  if (n_missing == 1)
    /* Translators: %s is the name of a connection */
    return g_strdup_printf (_("“%s” is back without its secret"), escaped);

  /* Translators: %u is how many */
  return g_strdup_printf (ngettext ("%u connection is back without its secret",
                                    "%u connections are back without their secrets", n_missing), n_missing);
}

/**
 * keyrack_undo_toast_new_too_late:
 * @name: the name of a connection that was brought back without its secret
 * @n_missing: how many were
 *
 * Returns: (transfer full): a toast that stays until it is closed
 */
AdwToast *
keyrack_undo_toast_new_too_late (const char *name,
                                 guint       n_missing)
{
  g_autofree char *title = NULL;
  AdwToast *toast = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  title = dup_missing_text (name, n_missing);
  toast = adw_toast_new (title);
  adw_toast_set_timeout (toast, 0);

  return toast;
}

/* In libadwaita 1.2 a toast that is dismissed before it has come in all the way is used after
 * it is freed. So it is there at once, and only goes slowly. */
static void
add_at_once (AdwToast        *toast,
             AdwToastOverlay *overlay)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (overlay));
  gboolean moving = FALSE;

  g_object_get (settings, "gtk-enable-animations", &moving, NULL);

  if (moving)
    g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  adw_toast_overlay_add_toast (overlay, g_object_ref (toast));
  if (moving)
    gtk_settings_reset_property (settings, "gtk-enable-animations");
}

/**
 * keyrack_undo_toast_show:
 * @toast: (transfer none): a toast
 * @overlay: where
 */
void
keyrack_undo_toast_show (AdwToast        *toast,
                         AdwToastOverlay *overlay)
{
  g_return_if_fail (ADW_IS_TOAST (toast));
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  add_at_once (toast, overlay);
  name_buttons_always (overlay);
}
