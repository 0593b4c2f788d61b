/* keyrack-export-dialog.c: asks what to write to a file for others, and writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export-dialog.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs.h"
#include "keyrack-export-contents.h"
#include "keyrack-export-list.h"
#include "keyrack-export-protection.h"
#include "keyrack-export.h"
#include "keyrack-fold-box.h"

struct _KeyrackExportDialog
{
  AdwWindow                parent_instance;

  /* Template widgets */
  GtkWidget               *columns;
  GtkButton               *export_button;
  GtkCheckButton          *with_check;
  KeyrackExportContents   *contents;
  KeyrackExportList       *list;
  KeyrackExportProtection *protection;

  /* Owned references */
  KeyrackProfileStore     *store;
  GCancellable            *cancellable;
  GFile                   *file;       /* (nullable) while it is written */
  KeyrackProtection       *chosen;     /* (nullable): without secrets; decided before the file is */

  guint                    n_writing;  /* connections */
};

G_DEFINE_FINAL_TYPE (KeyrackExportDialog, keyrack_export_dialog, ADW_TYPE_WINDOW)

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The line that says who can read the secrets, NULL when there are none. */
static const char *
get_readers (KeyrackExportDialog *self)
{
  if (!gtk_check_button_get_active (self->with_check))
    return NULL;

  return keyrack_export_protection_by_passphrase (self->protection)
           ? _("Client secrets, readable only with the passphrase")
           : _("Client secrets, readable only by the recipients");
}

static void
update (KeyrackExportDialog *self)
{
  gboolean busy = self->file != NULL;
  guint n_chosen = keyrack_choice_get_count (keyrack_export_list_get_choice (self->list));

  gtk_widget_set_sensitive (self->columns, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), n_chosen > 0 && !busy);
  keyrack_export_contents_set_secrets (self->contents, get_readers (self));
  gtk_button_set_label (self->export_button, busy ? _("Exporting…") : _("Export…"));
}

static void
set_file (KeyrackExportDialog *self,
          GFile               *file)
{
  /* GtkText complains when it can't be used any more and has the focus. */
  if (file != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);

  g_set_object (&self->file, file);
  update (self);
}

static void write_file (KeyrackExportDialog *self);

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error))
    {
      if (self->store != NULL)
        write_file (self);
      return;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_file (self, NULL);
  keyrack_dialogs_tell (GTK_WIDGET (self), _("Nothing Was Exported"), error->message);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(KeyrackExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_export_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    {
      g_signal_emit (self, signals[EXPORTED], 0, self->n_writing);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (self->store == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Every stored secret is looked for in what leaves, so they must be readable. */
  if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED))
    {
      keyrack_secret_store_unlock_async (keyrack_profile_store_get_secrets (self->store), self->cancellable,
                                         unlocked_cb, g_object_ref (self));
      return;
    }

  set_file (self, NULL);
  keyrack_dialogs_tell (GTK_WIDGET (self), _("Nothing Was Exported"), error->message);
}

static void
write_file (KeyrackExportDialog *self)
{
  g_autoptr(GPtrArray) profiles = keyrack_export_list_dup_profiles (self->list);

  self->n_writing = profiles->len;
  keyrack_export_async (self->store, profiles, self->chosen, g_file_peek_path (self->file), self->cancellable,
                        written_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackExportDialog) self = user_data;
  g_autoptr(GFile) file = keyrack_dialogs_choose_file_finish (result, NULL);

  if (file != NULL && self->store != NULL)
    keyrack_export_dialog_write (self, file);
}

/* FALSE: something is missing, which is shown where. */
static gboolean
choose_protection (KeyrackExportDialog *self)
{
  g_clear_pointer (&self->chosen, keyrack_protection_free);
  if (!gtk_check_button_get_active (self->with_check))
    return TRUE;

  self->chosen = keyrack_export_protection_dup (self->protection);

  return self->chosen != NULL;
}

static void
export_cb (KeyrackExportDialog *self)
{
  g_autofree char *name = NULL;

  g_assert (KEYRACK_IS_EXPORT_DIALOG (self));

  if (!choose_protection (self))
    return;

  name = keyrack_export_dup_file_name (self->chosen != NULL);
  keyrack_dialogs_choose_target_async (GTK_WIDGET (self), _("Export to a File"), name, self->cancellable,
                                       chosen_cb, g_object_ref (self));
}

static void
keyrack_export_dialog_dispose (GObject *object)
{
  KeyrackExportDialog *self = KEYRACK_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (keyrack_export_dialog_parent_class)->dispose (object);
}

static void
keyrack_export_dialog_finalize (GObject *object)
{
  KeyrackExportDialog *self = KEYRACK_EXPORT_DIALOG (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->chosen, keyrack_protection_free);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (keyrack_export_dialog_parent_class)->finalize (object);
}

static void
keyrack_export_dialog_class_init (KeyrackExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_export_dialog_dispose;
  object_class->finalize = keyrack_export_dialog_finalize;

  signals[EXPORTED] =
    g_signal_new ("exported",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (KEYRACK_TYPE_EXPORT_CONTENTS);
  g_type_ensure (KEYRACK_TYPE_EXPORT_LIST);
  g_type_ensure (KEYRACK_TYPE_EXPORT_PROTECTION);
  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, contents);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, protection);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, with_check);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
keyrack_export_dialog_init (KeyrackExportDialog *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * keyrack_export_dialog_new:
 * @store: the connections
 * @ids: (array zero-terminated=1): those that are chosen at first; all when there are none
 *
 * Returns: a dialog that emits "exported" when a file was written
 */
GtkWidget *
keyrack_export_dialog_new (KeyrackProfileStore *store,
                           const char * const  *ids)
{
  KeyrackExportDialog *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_EXPORT_DIALOG, NULL);
  self->store = g_object_ref (store);
  keyrack_export_list_set_store (self->list, store, ids);
  g_signal_connect_object (keyrack_export_list_get_choice (self->list), "changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * keyrack_export_dialog_write:
 * @self: a dialog
 * @file: where the person wants it, as it was chosen
 */
void
keyrack_export_dialog_write (KeyrackExportDialog *self,
                             GFile               *file)
{
  g_return_if_fail (KEYRACK_IS_EXPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_peek_path (file) == NULL)
    {
      keyrack_dialogs_tell (GTK_WIDGET (self), _("Nothing Was Exported"), _("Choose a file on this computer."));
      return;
    }

  if (!choose_protection (self))
    return;

  set_file (self, file);
  write_file (self);
}
