/* keyrack-copies-window.c: earlier copies of the connections, to go back to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-copies-window.h"

#include <glib/gi18n.h>

#include "keyrack-backup.h"
#include "keyrack-dialogs.h"
#include "keyrack-result-text.h"

struct _KeyrackCopiesWindow
{
  AdwWindow            parent_instance;

  /* Template widgets */
  GtkStack            *stack;
  GtkListBox          *list;

  /* Owned references */
  KeyrackProfileStore *store;
  GCancellable        *cancellable;

  gboolean             replaces;   /* there is something that is put aside */
};

G_DEFINE_FINAL_TYPE (KeyrackCopiesWindow, keyrack_copies_window, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_STORE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
holds_something (KeyrackProfileStore *store)
{
  return keyrack_profile_store_get_problem (store) != NULL ||
         g_list_model_get_n_items (G_LIST_MODEL (store)) > 0 ||
         g_list_model_get_n_items (keyrack_profile_store_get_bin (store)) > 0;
}

static char *
dup_restored_text (KeyrackProfileStore *store,
                   gboolean             replaces)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = NULL;
  g_autofree char *shown = NULL;

  if (!replaces)
    return g_strdup (_("The connections are what they were then."));

  g_object_get (store, "folder", &folder, NULL);
  place = g_build_filename (folder, "backups", NULL);
  shown = g_filename_display_name (place);

  /* Translators: %s is a folder */
  return g_strdup_printf (_("The file that stood there before was put aside in %s."), shown);
}

/* The window goes first, so that what is said stands before the connections. */
static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackCopiesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (!keyrack_profile_store_restore_backup_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    {
      if (self->store != NULL)
        gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
      if (self->store != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        keyrack_dialogs_tell (GTK_WIDGET (self), _("Nothing Was Restored"), error->message);
      return;
    }

  body = dup_restored_text (KEYRACK_PROFILE_STORE (source), self->replaces);
  if (parent != NULL)
    keyrack_dialogs_tell (GTK_WIDGET (parent), _("The Copy Was Restored"), body);
  if (self->store != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
restore_clicked_cb (GtkButton           *button,
                    KeyrackCopiesWindow *self)
{
  KeyrackBackup *backup = g_object_get_data (G_OBJECT (button), "backup");

  self->replaces = holds_something (self->store);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  keyrack_profile_store_restore_backup_async (self->store, backup, NULL, restored_cb, g_object_ref (self));
}

static GtkWidget *
build_button (KeyrackCopiesWindow *self,
              KeyrackBackup       *backup,
              const char          *date)
{
  GtkWidget *button = gtk_button_new_with_label (_("Restore"));
  /* Translators: the accessible name of a button; %s is a date: “today, 17:42” */
  g_autofree char *name = g_strdup_printf (_("Restore the copy of %s"), date);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "backup", g_object_ref (backup), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_clicked_cb), self, 0);

  return button;
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  KeyrackBackup *backup = KEYRACK_BACKUP (item);
  guint n_profiles = keyrack_backup_get_n_profiles (backup);
  g_autofree char *date = keyrack_result_text_dup_age (keyrack_backup_get_saved_at (backup),
                                                       g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: %u is how many */
  g_autofree char *count = g_strdup_printf (ngettext ("%u connection", "%u connections", n_profiles), n_profiles);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), build_button (user_data, backup, date));

  return row;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackCopiesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) copies = NULL;

  copies = keyrack_profile_store_list_backups_finish (KEYRACK_PROFILE_STORE (source), result, &error);
  if (self->store == NULL)
    return;

  if (copies == NULL || g_list_model_get_n_items (copies) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }

  gtk_list_box_bind_model (self->list, copies, create_row, self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "copies");
}

static void
keyrack_copies_window_constructed (GObject *object)
{
  KeyrackCopiesWindow *self = KEYRACK_COPIES_WINDOW (object);

  G_OBJECT_CLASS (keyrack_copies_window_parent_class)->constructed (object);

  keyrack_profile_store_list_backups_async (self->store, self->cancellable, listed_cb, g_object_ref (self));
}

static void
keyrack_copies_window_dispose (GObject *object)
{
  KeyrackCopiesWindow *self = KEYRACK_COPIES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_COPIES_WINDOW);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (keyrack_copies_window_parent_class)->dispose (object);
}

static void
keyrack_copies_window_finalize (GObject *object)
{
  KeyrackCopiesWindow *self = KEYRACK_COPIES_WINDOW (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (keyrack_copies_window_parent_class)->finalize (object);
}

static void
keyrack_copies_window_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  KeyrackCopiesWindow *self = KEYRACK_COPIES_WINDOW (object);

  switch (prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_copies_window_class_init (KeyrackCopiesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = keyrack_copies_window_constructed;
  object_class->dispose = keyrack_copies_window_dispose;
  object_class->finalize = keyrack_copies_window_finalize;
  object_class->set_property = keyrack_copies_window_set_property;

  properties[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL,
                         KEYRACK_TYPE_PROFILE_STORE,
                         (G_PARAM_WRITABLE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-copies-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackCopiesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackCopiesWindow, stack);
}

static void
keyrack_copies_window_init (KeyrackCopiesWindow *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_copies_window_new (KeyrackProfileStore *store)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);

  return g_object_new (KEYRACK_TYPE_COPIES_WINDOW,
                       "store", store,
                       NULL);
}
