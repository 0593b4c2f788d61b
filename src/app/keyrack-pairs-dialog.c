/* keyrack-pairs-dialog.c: many new pairs, and which connection each is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pairs-dialog.h"

#include <glib/gi18n.h>

#include "keyrack-identity.h"
#include "keyrack-import-file.h"
#include "keyrack-preferences.h"
#include "keyrack-rotation-match.h"
#include "keyrack-rotation-pairs.h"

struct _KeyrackPairsDialog
{
  AdwWindow             parent_instance;

  /* Template widgets */
  GtkStack             *stack;
  GtkButton            *act_button;
  GtkEditable          *passphrase_row;
  GtkLabel             *note_label;
  GtkLabel             *headline_label;
  GtkListView          *list;
  GtkLabel             *problem_label;

  /* Owned references */
  KeyrackRotationBoard *board;
  KeyrackImportFile    *file;         /* (nullable) */
  GListModel           *matches;      /* (nullable) */
  KeyrackWorker        *worker;
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (KeyrackPairsDialog, keyrack_pairs_dialog, ADW_TYPE_WINDOW)

static void
show_page (KeyrackPairsDialog *self,
           const char         *page,
           const char         *act)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->act_button), act != NULL);
  if (act != NULL)
    gtk_button_set_label (self->act_button, act);
}

static void
show_problem (KeyrackPairsDialog *self,
              const char         *problem)
{
  gtk_label_set_label (self->problem_label, problem);
  show_page (self, "problem", NULL);
}

/* Rows */

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *source = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (text, "dim-label");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), source);
  gtk_box_append (GTK_BOX (lines), text);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_widget_add_css_class (row, "pairs-row");
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

/* Shapes differ, not only colours. */
static void
show_icon (GtkImage         *icon,
           KeyrackMatchKind  kind)
{
  const char *name = "dialog-warning-symbolic";
  const char *classes[] = { "warning", NULL };

  if (kind == KEYRACK_MATCH_READY)
    {
      name = "object-select-symbolic";
      classes[0] = "success";
    }
  else if (kind == KEYRACK_MATCH_ELSEWHERE || kind == KEYRACK_MATCH_NO_PAIR)
    {
      name = "dialog-error-symbolic";
      classes[0] = "error";
    }

  gtk_image_set_from_icon_name (icon, name);
  gtk_widget_set_css_classes (GTK_WIDGET (icon), classes);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  KeyrackRotationMatch *match = KEYRACK_ROTATION_MATCH (gtk_list_item_get_item (list_item));
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *source_label = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *text_label = gtk_widget_get_next_sibling (source_label);
  g_autofree char *source = keyrack_rotation_match_dup_source (match);
  g_autofree char *text = keyrack_rotation_match_dup_text (match);
  g_autofree char *label = NULL;

  show_icon (GTK_IMAGE (icon), keyrack_rotation_match_get_kind (match));
  gtk_label_set_label (GTK_LABEL (source_label), source);
  gtk_label_set_label (GTK_LABEL (text_label), text);
  gtk_widget_set_tooltip_text (text_label, text);

  /* What is read aloud is the row that GTK puts around ours. */
  label = g_strdup_printf ("%s, %s", source, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (list_item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_matches (KeyrackPairsDialog *self)
{
  g_autoptr(GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (self->matches));
  guint n_rows = g_list_model_get_n_items (self->matches);
  guint n_entered = keyrack_rotation_match_count (self->matches);
  g_autofree char *headline = NULL;
  g_autofree char *act = NULL;

  headline = g_strdup_printf (/* Translators: how many new pairs of how many are for a connection of the rotation */
                              ngettext ("%u of %u pair found its connection", "%u of %u pairs found their connection",
                                        n_rows),
                              n_entered, n_rows);
  /* Translators: a button: how many new pairs are entered, which stores none of them yet */
  act = g_strdup_printf (_("Enter %u"), n_entered);
  gtk_label_set_label (self->headline_label, headline);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  show_page (self, "rows", n_entered > 0 ? act : NULL);
}

static void
matched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(KeyrackPairsDialog) self = KEYRACK_PAIRS_DIALOG (user_data);
  g_autoptr(GListModel) matches =
    keyrack_rotation_match_rows_finish (KEYRACK_ROTATION_BOARD (source), result, NULL);

  if (matches == NULL || self->board == NULL)
    return;

  g_set_object (&self->matches, matches);
  show_matches (self);
}

static void
match_rows (KeyrackPairsDialog *self,
            GPtrArray          *rows)
{
  keyrack_rotation_match_rows_async (self->board, rows, self->cancellable, matched_cb, g_object_ref (self));
}

/* Files */

static void
match_file (KeyrackPairsDialog *self)
{
  KeyrackCsv *csv = keyrack_import_file_get_csv (self->file);
  g_autoptr(GPtrArray) rows = NULL;
  gboolean has_header = FALSE;

  if (csv != NULL)
    {
      const KeyrackCsvColumn *columns = keyrack_import_file_get_columns (self->file, &has_header);

      rows = keyrack_rotation_pairs_from_csv (csv, columns, has_header);
    }

  match_rows (self, rows != NULL ? rows : keyrack_import_file_get_rows (self->file));
}

static void
ask_passphrase (KeyrackPairsDialog *self,
                const char         *note)
{
  gtk_label_set_label (self->note_label, note);
  show_page (self, "locked", _("Open"));
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackPairsDialog) self = KEYRACK_PAIRS_DIALOG (user_data);
  g_autoptr(GError) error = NULL;

  if (keyrack_import_file_unlock_finish (KEYRACK_IMPORT_FILE (source), result, &error))
    {
      if (self->board != NULL)
        match_file (self);
    }
  else if (g_error_matches (error, KEYRACK_IMPORT_FILE_ERROR, KEYRACK_IMPORT_FILE_ERROR_WRONG_PASSPHRASE))
    {
      ask_passphrase (self, error->message);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, error->message);
    }
}

static void
identities_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(KeyrackPairsDialog) self = KEYRACK_PAIRS_DIALOG (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) identities =
    keyrack_identity_load_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (identities != NULL)
    keyrack_import_file_unlock_async (self->file, NULL, identities, self->cancellable, unlocked_cb, g_object_ref (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

static void
unlock_by_key (KeyrackPairsDialog *self)
{
  KeyrackProfileStore *store = keyrack_rotation_board_get_store (self->board);
  g_autoptr(GSettings) preferences = keyrack_preferences_new ();

  keyrack_identity_load_async (preferences, keyrack_profile_store_get_secrets (store), self->cancellable,
                               identities_cb, g_object_ref (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackPairsDialog) self = KEYRACK_PAIRS_DIALOG (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackImportFile) file = keyrack_import_file_open_finish (result, &error);

  if (file == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_problem (self, error->message);
      return;
    }

  g_set_object (&self->file, file);
  if (!keyrack_import_file_is_locked (file))
    match_file (self);
  else if (keyrack_import_file_wants_passphrase (file))
    ask_passphrase (self, _("The file is encrypted."));
  else
    unlock_by_key (self);
}

static void
unlock (KeyrackPairsDialog *self)
{
  g_autoptr(KeyrackSecret) passphrase = keyrack_secret_new (gtk_editable_get_text (self->passphrase_row), -1);

  gtk_editable_set_text (self->passphrase_row, "");
  show_page (self, "loading", NULL);
  keyrack_import_file_unlock_async (self->file, passphrase, NULL, self->cancellable, unlocked_cb, g_object_ref (self));
}

/* The one button does what the page is for. */
static void
act_cb (KeyrackPairsDialog *self)
{
  g_assert (KEYRACK_IS_PAIRS_DIALOG (self));

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "locked"))
    {
      unlock (self);
      return;
    }

  keyrack_rotation_match_enter (self->board, self->matches);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keyrack_pairs_dialog_dispose (GObject *object)
{
  KeyrackPairsDialog *self = KEYRACK_PAIRS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PAIRS_DIALOG);
  g_clear_object (&self->board);
  g_clear_object (&self->file);
  g_clear_object (&self->matches);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (keyrack_pairs_dialog_parent_class)->dispose (object);
}

static void
keyrack_pairs_dialog_finalize (GObject *object)
{
  g_object_unref (KEYRACK_PAIRS_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (keyrack_pairs_dialog_parent_class)->finalize (object);
}

static void
keyrack_pairs_dialog_class_init (KeyrackPairsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_pairs_dialog_dispose;
  object_class->finalize = keyrack_pairs_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-pairs-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairsDialog, act_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairsDialog, headline_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairsDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairsDialog, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairsDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairsDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
}

static void
keyrack_pairs_dialog_init (KeyrackPairsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->worker = keyrack_worker_new ("pairs");
  gtk_widget_init_template (GTK_WIDGET (self));
  show_page (self, "loading", NULL);
}

/**
 * keyrack_pairs_dialog_new:
 * @board: what the pairs are for
 *
 * Returns: (transfer floating): a dialog that waits for keyrack_pairs_dialog_take_text() or
 *   keyrack_pairs_dialog_open()
 */
GtkWidget *
keyrack_pairs_dialog_new (KeyrackRotationBoard *board)
{
  KeyrackPairsDialog *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (board), NULL);

  self = g_object_new (KEYRACK_TYPE_PAIRS_DIALOG, NULL);
  self->board = g_object_ref (board);

  return GTK_WIDGET (self);
}

/* Shows the pairs of a table that was copied elsewhere. */
void
keyrack_pairs_dialog_take_text (KeyrackPairsDialog *self,
                                const char         *text)
{
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (KEYRACK_IS_PAIRS_DIALOG (self));
  g_return_if_fail (text != NULL);

  rows = keyrack_rotation_pairs_from_text (text, &error);
  if (rows != NULL && rows->len > 0)
    match_rows (self, rows);
  else
    show_problem (self, error != NULL ? error->message : _("There is no table of pairs in the clipboard."));
}

/* Shows the pairs of a file: CSV or a document, encrypted or not. */
void
keyrack_pairs_dialog_open (KeyrackPairsDialog *self,
                           GFile              *file)
{
  g_return_if_fail (KEYRACK_IS_PAIRS_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  keyrack_import_file_open_async (file, self->worker, self->cancellable, opened_cb, g_object_ref (self));
}
