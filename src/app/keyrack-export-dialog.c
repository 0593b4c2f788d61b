/* keyrack-export-dialog.c: asks what to write to a file for others, and writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export-dialog.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
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
  AdwComboRow             *format_row;
  KeyrackExportContents   *contents;
  KeyrackExportList       *list;
  KeyrackExportProtection *protection;

  /* Owned references */
  KeyrackProfileStore     *store;
  KeyrackJournal          *journal;
  GPtrArray               *writing;    /* (nullable): KeyrackProfile: what is being written */
  GCancellable            *cancellable;
  GFile                   *file;       /* (nullable) while it is written */
  KeyrackProtection       *chosen;     /* (nullable): without secrets; decided before the file is */
};

G_DEFINE_FINAL_TYPE (KeyrackExportDialog, keyrack_export_dialog, ADW_TYPE_WINDOW)

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Only a document can be encrypted. */
static KeyrackExportFormat
get_format (KeyrackExportDialog *self)
{
  return gtk_check_button_get_active (self->with_check)
         ? KEYRACK_EXPORT_DOCUMENT
         : (KeyrackExportFormat) adw_combo_row_get_selected (self->format_row);
}

/* The line about the secrets: who can read them, or where their place is. */
static const char *
get_secrets (KeyrackExportDialog *self)
{
  if (gtk_check_button_get_active (self->with_check))
    return keyrack_export_protection_by_passphrase (self->protection)
           ? _("Client secrets, readable only with the passphrase")
           : _("Client secrets, readable only by the recipients");

  switch (get_format (self))
    {
    case KEYRACK_EXPORT_ENVIRONMENT:
      return _("No client secrets; a variable for each is left empty");

    case KEYRACK_EXPORT_CURL:
    case KEYRACK_EXPORT_POWERSHELL:
      return _("No client secrets; they are taken from environment variables");

    case KEYRACK_EXPORT_DOCUMENT:
    case KEYRACK_EXPORT_CSV:
    default:
      return _("No client secrets");
    }
}

static void
show_contents (KeyrackExportDialog *self)
{
  KeyrackExportFormat format = get_format (self);

  keyrack_export_contents_set (self->contents,
                               format == KEYRACK_EXPORT_DOCUMENT || format == KEYRACK_EXPORT_CSV,
                               gtk_check_button_get_active (self->with_check),
                               get_secrets (self));
}

static void
update (KeyrackExportDialog *self)
{
  gboolean busy = self->file != NULL;
  guint n_chosen = keyrack_choice_get_count (keyrack_export_list_get_choice (self->list));

  gtk_widget_set_sensitive (self->columns, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), n_chosen > 0 && !busy);
  show_contents (self);
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
      keyrack_export_note (self->journal, self->writing, g_file_peek_path (self->file));
      g_signal_emit (self, signals[EXPORTED], 0, self->writing->len);
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
  g_clear_pointer (&self->writing, g_ptr_array_unref);
  self->writing = keyrack_export_list_dup_profiles (self->list);
  keyrack_export_async (self->store, self->writing, get_format (self), self->chosen, g_file_peek_path (self->file),
                        self->cancellable, written_cb, g_object_ref (self));
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

  name = keyrack_export_dup_file_name (get_format (self), self->chosen != NULL);
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
  g_clear_object (&self->journal);
  g_clear_pointer (&self->writing, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, protection);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportDialog, with_check);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

/* In the order of #KeyrackExportFormat. */
static GListModel *
list_formats (void)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < KEYRACK_N_EXPORT_FORMATS; i++)
    gtk_string_list_append (titles, keyrack_export_format_get_title ((KeyrackExportFormat) i));

  return G_LIST_MODEL (titles);
}

static void
keyrack_export_dialog_init (KeyrackExportDialog *self)
{
  g_autoptr(GListModel) formats = list_formats ();

  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->format_row, formats);
  keyrack_accessible_name_parts (GTK_WIDGET (self->format_row), _("Format"));
}

/**
 * keyrack_export_dialog_new:
 * @store: the connections
 * @journal: where it is noted
 * @ids: (array zero-terminated=1): those that are chosen at first; all when there are none
 *
 * Returns: a dialog that emits "exported" when a file was written
 */
GtkWidget *
keyrack_export_dialog_new (KeyrackProfileStore *store,
                           KeyrackJournal      *journal,
                           const char * const  *ids)
{
  KeyrackExportDialog *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_EXPORT_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->journal = g_object_ref (journal);
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
