/* keyrack-import-dialog.c: takes in connections of a file, after a look at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-dialog-private.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-import-row.h"

G_DEFINE_FINAL_TYPE (KeyrackImportDialog, keyrack_import_dialog, ADW_TYPE_WINDOW)

enum
{
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *page;
  const char *waiting;  /* (nullable): what is said meanwhile */
  const char *cancel;   /* (nullable): it can't be cancelled */
} steps[] = {
  [KEYRACK_IMPORT_STEP_OPENING] = { "wait", N_("Opening the File…"), N_("Cancel") },
  [KEYRACK_IMPORT_STEP_FAILED] = { "failed", NULL, N_("Close") },
  [KEYRACK_IMPORT_STEP_LOCKED] = { "unlock", NULL, N_("Cancel") },
  [KEYRACK_IMPORT_STEP_COLUMNS] = { "columns", NULL, N_("Cancel") },
  [KEYRACK_IMPORT_STEP_PREVIEW] = { "preview", NULL, N_("Cancel") },
  [KEYRACK_IMPORT_STEP_TESTING] = { "wait", N_("Testing…"), N_("Stop") },
  [KEYRACK_IMPORT_STEP_IMPORTING] = { "wait", N_("Importing…"), N_("Stop") },
  [KEYRACK_IMPORT_STEP_STOPPING] = { "wait", N_("Taking back what was imported…"), NULL },
};

/* NULL: there is nothing to go on to. */
static char *
dup_next_label (KeyrackImportDialog *self)
{
  guint n_chosen = keyrack_import_count_chosen (self->import);

  switch (self->step)
    {
    case KEYRACK_IMPORT_STEP_LOCKED:
      return g_strdup (_("Open"));

    case KEYRACK_IMPORT_STEP_COLUMNS:
      return g_strdup (_("Continue"));

    case KEYRACK_IMPORT_STEP_PREVIEW:
      /* Translators: a button; how many connections it imports */
      return n_chosen > 0 ? g_strdup_printf (_("Import %u"), n_chosen) : NULL;

    case KEYRACK_IMPORT_STEP_OPENING:
    case KEYRACK_IMPORT_STEP_FAILED:
    case KEYRACK_IMPORT_STEP_TESTING:
    case KEYRACK_IMPORT_STEP_IMPORTING:
    case KEYRACK_IMPORT_STEP_STOPPING:
    default:
      return NULL;
    }
}

static void
update (KeyrackImportDialog *self)
{
  g_autofree char *next = dup_next_label (self);
  const char *waiting = steps[self->step].waiting;
  const char *cancel = steps[self->step].cancel;
  gboolean ready = self->step != KEYRACK_IMPORT_STEP_COLUMNS || keyrack_import_columns_get_ready (self->columns);

  if (next != NULL)
    gtk_button_set_label (self->next_button, next);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), next != NULL && ready);
  gtk_button_set_label (self->cancel_button, cancel != NULL ? _(cancel) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), cancel != NULL);
  gtk_label_set_label (self->wait_label, waiting != NULL ? _(waiting) : "");
}

void
keyrack_import_dialog_set_step (KeyrackImportDialog *self,
                                KeyrackImportStep    step)
{
  /* GtkText complains when it can't be seen any more and has the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);

  self->step = step;
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), step == KEYRACK_IMPORT_STEP_TESTING ||
                                                           step == KEYRACK_IMPORT_STEP_IMPORTING);
  update (self);
  gtk_stack_set_visible_child_name (self->stack, steps[step].page);
  if (step == KEYRACK_IMPORT_STEP_LOCKED)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

void
keyrack_import_dialog_set_progress (KeyrackImportDialog *self,
                                    guint                n_done,
                                    guint                n_all)
{
  g_autofree char *text = NULL;

  if (self->step == KEYRACK_IMPORT_STEP_TESTING)
    /* Translators: how many of how many connections */
    text = g_strdup_printf (_("%u of %u tested"), n_done, n_all);
  else if (self->step == KEYRACK_IMPORT_STEP_IMPORTING)
    /* Translators: how many of how many connections */
    text = g_strdup_printf (_("%u of %u imported"), n_done, n_all);
  else
    return;

  gtk_label_set_label (self->wait_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, (double) n_done / MAX (n_all, 1));
}

void
keyrack_import_dialog_fail (KeyrackImportDialog *self,
                            const GError        *error)
{
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed_page, description);
  keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_FAILED);
}

void
keyrack_import_dialog_emit_imported (KeyrackImportDialog *self,
                                     guint                n_imported,
                                     const char          *undo_id)
{
  g_signal_emit (self, signals[IMPORTED], 0, n_imported, undo_id);
}

static void
typed_cb (KeyrackImportDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
}

static void
next_cb (KeyrackImportDialog *self)
{
  g_assert (KEYRACK_IS_IMPORT_DIALOG (self));

  if (self->step == KEYRACK_IMPORT_STEP_LOCKED)
    keyrack_import_dialog_unlock (self);
  else if (self->step == KEYRACK_IMPORT_STEP_COLUMNS)
    keyrack_import_dialog_compare (self);
  else if (self->step == KEYRACK_IMPORT_STEP_PREVIEW && gtk_switch_get_active (self->test_switch))
    keyrack_import_dialog_test (self);
  else if (self->step == KEYRACK_IMPORT_STEP_PREVIEW)
    keyrack_import_dialog_apply (self);
}

/* What is being imported is taken back first. */
static gboolean
close_request_cb (KeyrackImportDialog *self)
{
  g_assert (KEYRACK_IS_IMPORT_DIALOG (self));

  if (self->step != KEYRACK_IMPORT_STEP_TESTING && self->step != KEYRACK_IMPORT_STEP_IMPORTING &&
      self->step != KEYRACK_IMPORT_STEP_STOPPING)
    return GDK_EVENT_PROPAGATE;

  if (self->step == KEYRACK_IMPORT_STEP_IMPORTING)
    keyrack_import_dialog_set_step (self, KEYRACK_IMPORT_STEP_STOPPING);
  g_cancellable_cancel (self->cancellable);

  return GDK_EVENT_STOP;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, keyrack_import_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  keyrack_import_row_set_item (KEYRACK_IMPORT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item)
{
  keyrack_import_row_set_item (KEYRACK_IMPORT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
items_changed_cb (KeyrackImportDialog *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  g_assert (KEYRACK_IS_IMPORT_DIALOG (self));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(KeyrackImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->import), i);

      g_signal_connect_object (item, "notify::choice", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
}

static void
keyrack_import_dialog_dispose (GObject *object)
{
  KeyrackImportDialog *self = KEYRACK_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (keyrack_import_dialog_parent_class)->dispose (object);
}

static void
keyrack_import_dialog_finalize (GObject *object)
{
  KeyrackImportDialog *self = KEYRACK_IMPORT_DIALOG (object);

  g_clear_object (&self->client);
  g_clear_object (&self->import);
  g_clear_object (&self->worker);
  g_clear_object (&self->file);
  g_clear_object (&self->place);
  g_clear_object (&self->test_run);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (keyrack_import_dialog_parent_class)->finalize (object);
}

static void
keyrack_import_dialog_class_init (KeyrackImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_import_dialog_dispose;
  object_class->finalize = keyrack_import_dialog_finalize;

  signals[IMPORTED] =
    g_signal_new ("imported",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  g_type_ensure (KEYRACK_TYPE_IMPORT_COLUMNS);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, file_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, test_box);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, test_switch);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, unlock_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, view);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportDialog, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
keyrack_import_dialog_init (KeyrackImportDialog *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  self->worker = keyrack_worker_new ("import");

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  keyrack_accessible_name_parts (GTK_WIDGET (self->passphrase_row), _("Passphrase"));
}

/**
 * keyrack_import_dialog_new:
 * @client: tests what is to be imported
 * @store: the connections
 * @journal: where what is imported is noted
 * @file: what the person chose
 *
 * Returns: a dialog that emits "imported" when something was
 */
GtkWidget *
keyrack_import_dialog_new (KeyrackHttpClient   *client,
                           KeyrackProfileStore *store,
                           KeyrackJournal      *journal,
                           GFile               *file)
{
  KeyrackImportDialog *self = NULL;
  g_autoptr(GtkNoSelection) selection = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (KEYRACK_TYPE_IMPORT_DIALOG, NULL);
  self->client = g_object_ref (client);
  self->store = g_object_ref (store);
  self->import = keyrack_import_new (store, journal);
  self->place = g_object_ref (file);
  g_signal_connect_object (self->import, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->import)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  keyrack_import_dialog_open (self);

  return GTK_WIDGET (self);
}
