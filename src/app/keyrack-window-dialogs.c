/* keyrack-window-dialogs.c: the windows that a window opens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window-dialogs.h"

#include <glib/gi18n.h>

#include "keyrack-bin-window.h"
#include "keyrack-calendar-export.h"
#include "keyrack-copies-window.h"
#include "keyrack-export-dialog.h"
#include "keyrack-journal-window.h"
#include "keyrack-preferences-window.h"
#include "keyrack-profile-store.h"
#include "keyrack-replace-dialog.h"
#include "keyrack-undo-toast.h"
#include "keyrack-window-private.h"

static KeyrackProfileStore *
dup_store (GtkWidget *widget)
{
  KeyrackProfileStore *store = NULL;

  g_object_get (widget, "store", &store, NULL);

  return store;
}

static void
present (GtkWidget *parent,
         GtkWidget *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (parent));
  gtk_window_present (GTK_WINDOW (window));
}

static void
bin_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  g_autoptr(KeyrackProfileStore) store = dup_store (widget);

  present (widget, keyrack_bin_window_new (store));
}

static void
exported_cb (KeyrackWindow *self,
             guint          n_connections)
{
  g_autofree char *title = NULL;
  g_autoptr(AdwToast) toast = NULL;

  g_assert (KEYRACK_IS_WINDOW (self));

  /* Translators: how many connections were written to a file */
  title = g_strdup_printf (ngettext ("%u connection exported", "%u connections exported", n_connections), n_connections);
  toast = adw_toast_new (title);
  keyrack_undo_toast_show (toast, self->toast_overlay);
}

/* With the ids of those that are chosen at first; all when there are none. */
static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  GtkWidget *dialog = keyrack_export_dialog_new (self->store, self->journal, ids);

  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  present (widget, dialog);
}

static void
export_calendar_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);

  keyrack_calendar_export_ask (widget, self->store, self->toast_overlay);
}

static void
journal_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);
  KeyrackProfile *profile = keyrack_profile_store_find (self->store, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    present (widget, keyrack_journal_window_new (profile, self->journal, keyrack_profile_store_get_secrets (self->store)));
}

static void
keep_for_session_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  g_autoptr(KeyrackProfileStore) store = dup_store (widget);

  keyrack_secret_store_set_session_only (keyrack_profile_store_get_secrets (store), TRUE);
}

static void
preferences_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  g_autoptr(KeyrackProfileStore) store = dup_store (widget);

  present (widget, keyrack_preferences_window_new (keyrack_profile_store_get_secrets (store), G_LIST_MODEL (store)));
}

static void
replace_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_autoptr(KeyrackProfileStore) store = dup_store (widget);
  g_autoptr(KeyrackHttpClient) client = NULL;
  g_autoptr(KeyrackJournal) journal = NULL;
  KeyrackProfile *profile = keyrack_profile_store_find (store, g_variant_get_string (parameter, NULL));

  if (profile == NULL)
    return;

  g_object_get (widget, "client", &client, "journal", &journal, NULL);
  present (widget, keyrack_replace_dialog_new (client, store, journal, profile));
}

static void
restore_copy_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  g_autoptr(KeyrackProfileStore) store = dup_store (widget);

  present (widget, keyrack_copies_window_new (store));
}

void
keyrack_window_dialogs_install (GtkWidgetClass *widget_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  gtk_widget_class_install_action (widget_class, "win.bin", NULL, bin_action);
  gtk_widget_class_install_action (widget_class, "win.export", "as", export_action);
  gtk_widget_class_install_action (widget_class, "win.export-calendar", NULL, export_calendar_action);
  gtk_widget_class_install_action (widget_class, "win.journal", "s", journal_action);
  gtk_widget_class_install_action (widget_class, "win.keep-for-session", NULL, keep_for_session_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.replace", "s", replace_action);
  gtk_widget_class_install_action (widget_class, "win.restore-copy", NULL, restore_copy_action);
}
