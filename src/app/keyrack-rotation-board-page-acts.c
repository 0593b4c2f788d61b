/* keyrack-rotation-board-page-acts.c: what can be done on the page of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-board-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "keyrack-dialogs-replace.h"
#include "keyrack-dialogs.h"
#include "keyrack-pairs-dialog.h"
#include "keyrack-report-target.h"
#include "keyrack-rotation-report.h"

static void
run (KeyrackRotationBoardPage *self,
     KeyrackBoardTask          task,
     KeyrackRotationItem      *item)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  if (keyrack_rotation_board_get_running (self->board))
    return;

  keyrack_rotation_board_run_async (self->board, task, item,
                                    g_settings_get_uint (self->settings, "keep-previous-days"),
                                    cancellable, NULL, NULL);
  keyrack_rotation_board_page_update (self);
}

static void
act_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  const KeyrackRotationCounts *counts = keyrack_rotation_board_get_counts (self->board);

  run (self, counts->n_ready > 0 ? KEYRACK_BOARD_STORE : KEYRACK_BOARD_TEST_OLD, NULL);
}

static void
test_all_old_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  run (KEYRACK_ROTATION_BOARD_PAGE (widget), KEYRACK_BOARD_TEST_OLD, NULL);
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  keyrack_rotation_board_cancel (KEYRACK_ROTATION_BOARD_PAGE (widget)->board);
}

/* The selected connection */

static void
store_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  KeyrackRotationItem *item = keyrack_rotation_board_page_get_selected (self);

  if (item != NULL)
    run (self, KEYRACK_BOARD_STORE, item);
}

static void
test_old_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  KeyrackRotationItem *item = keyrack_rotation_board_page_get_selected (self);

  if (item != NULL)
    run (self, KEYRACK_BOARD_TEST_OLD, item);
}

/* One question, and the item it was asked about. */
typedef struct
{
  KeyrackRotationBoardPage *page;
  KeyrackRotationItem      *item;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->page);
  g_object_unref (question->item);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
store_anyway_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Question) question = user_data;

  if (keyrack_dialogs_ask_save_unverified_finish (result, NULL) && question->page->board != NULL)
    run (question->page, KEYRACK_BOARD_STORE_ANYWAY, question->item);
}

static void
store_anyway_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  KeyrackRotationItem *item = keyrack_rotation_board_page_get_selected (self);
  Question *question = NULL;

  if (item == NULL)
    return;

  question = g_new0 (Question, 1);
  question->page = g_object_ref (self);
  question->item = g_object_ref (item);
  keyrack_dialogs_ask_save_unverified_async (widget, self->cancellable, store_anyway_cb, question);
}

static void
mark_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  KeyrackRotationItem *item = keyrack_rotation_board_page_get_selected (self);

  if (item != NULL)
    keyrack_rotation_board_mark (self->board, item, g_variant_get_boolean (parameter));
}

static void
take_back_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  KeyrackRotationItem *item = keyrack_rotation_board_page_get_selected (self);

  if (item == NULL)
    return;

  keyrack_rotation_board_take_back (self->board, item);
  if (keyrack_rotation_detail_get_form (self->detail) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (keyrack_rotation_detail_get_form (self->detail)));
}

/* Entering one pair after the other */

static void
paste_one_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  KeyrackPairForm *form = keyrack_rotation_detail_get_form (KEYRACK_ROTATION_BOARD_PAGE (widget)->detail);

  if (form != NULL)
    keyrack_pair_form_paste (form);
}

/* The next one that waits for its pair, from @item on. */
static guint
find_next_to_do (KeyrackRotationBoardPage *self,
                 KeyrackRotationItem      *item)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint start = keyrack_row_view_find_position (KEYRACK_ROW_VIEW (self->table), item);

  for (guint i = 0; i < n_items; i++)
    {
      guint position = (start == GTK_INVALID_LIST_POSITION ? i : start + i) % n_items;
      g_autoptr(KeyrackRotationItem) other = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

      if (other != item && keyrack_rotation_item_get_stage (other) == KEYRACK_STAGE_TO_DO)
        return position;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
enter_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  g_autoptr(KeyrackRotationItem) item = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autofree char *client_id = NULL;
  KeyrackPairForm *form = keyrack_rotation_detail_get_form (self->detail);
  guint next = GTK_INVALID_LIST_POSITION;

  g_set_object (&item, keyrack_rotation_board_page_get_selected (self));
  if (item == NULL || form == NULL || !keyrack_pair_form_check (form))
    return;

  client_id = g_strdup (keyrack_pair_form_get_client_id (form));
  secret = keyrack_pair_form_dup_secret (form);
  next = find_next_to_do (self, item);
  keyrack_rotation_board_enter (self->board, item, client_id, secret, NULL);

  /* Something is wrong with it: that is read first. */
  if (keyrack_rotation_item_get_trouble (item) != KEYRACK_TROUBLE_NONE || next == GTK_INVALID_LIST_POSITION)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->table));
      return;
    }

  keyrack_row_table_select (KEYRACK_ROW_TABLE (self->table), next);
  gtk_widget_grab_focus (GTK_WIDGET (keyrack_rotation_detail_get_form (self->detail)));
}

/* Entering many at once */

static GtkWidget *
present_pairs (KeyrackRotationBoardPage *self)
{
  GtkWidget *dialog = keyrack_pairs_dialog_new (self->board);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

static void
read_clipboard_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(KeyrackRotationBoardPage) self = user_data;
  g_autoptr(GError) error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->board != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_pairs_dialog_take_text (KEYRACK_PAIRS_DIALOG (present_pairs (self)), text != NULL ? text : "");

  if (text != NULL)
    keyrack_secret_wipe (text, strlen (text));
  g_free (text);
}

static void
paste_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                 read_clipboard_cb, g_object_ref (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(KeyrackRotationBoardPage) self = user_data;
  g_autoptr(GFile) file = keyrack_dialogs_choose_file_finish (result, NULL);

  if (file != NULL && self->board != NULL)
    keyrack_pairs_dialog_open (KEYRACK_PAIRS_DIALOG (present_pairs (self)), file);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  static const char * const patterns[] = { "*.csv", "*.tsv", "*.txt", "*.json", "*.age", NULL };
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);

  keyrack_dialogs_choose_file_async (widget, _("New Pairs"), _("Tables and exported connections"), patterns,
                                     self->cancellable, file_chosen_cb, g_object_ref (self));
}

/* The board as a whole */

/* Parameter: html or csv. */
static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  KeyrackRotationReportForm form = g_str_equal (g_variant_get_string (parameter, NULL), "csv")
                                 ? KEYRACK_ROTATION_REPORT_CSV : KEYRACK_ROTATION_REPORT_HTML;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *who = g_get_real_name ();
  g_autofree char *name = keyrack_rotation_report_dup_file_name (form, now);
  g_autofree char *text = NULL;

  /* What GLib says when the system does not know. */
  if (g_str_equal (who, "Unknown"))
    who = g_get_user_name ();

  text = keyrack_rotation_report_dup_text (self->board, form, who, now);
  keyrack_report_target_ask (widget, name, text,
                             keyrack_profile_store_get_secrets (keyrack_rotation_board_get_store (self->board)),
                             self->cancellable);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);
  KeyrackRotationItem *item = keyrack_rotation_board_page_get_selected (self);

  if (item != NULL && keyrack_rotation_item_get_work (item) == KEYRACK_WORK_NONE)
    keyrack_rotation_board_remove (self->board, item);
}

static void
end_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(KeyrackRotationBoardPage) self = user_data;

  if (!keyrack_dialogs_ask_end_rotation_finish (result, NULL) || self->board == NULL ||
      keyrack_rotation_board_get_running (self->board))
    return;

  keyrack_rotation_board_clear (self->board);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
end_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (widget);

  keyrack_dialogs_ask_end_rotation_async (widget, self->cancellable, end_cb, g_object_ref (self));
}

void
keyrack_rotation_board_page_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "board.act", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "board.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "board.end", NULL, end_action);
  gtk_widget_class_install_action (widget_class, "board.enter", NULL, enter_action);
  gtk_widget_class_install_action (widget_class, "board.mark", "b", mark_action);
  gtk_widget_class_install_action (widget_class, "board.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "board.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "board.paste-one", NULL, paste_one_action);
  gtk_widget_class_install_action (widget_class, "board.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "board.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "board.store", NULL, store_action);
  gtk_widget_class_install_action (widget_class, "board.store-anyway", NULL, store_anyway_action);
  gtk_widget_class_install_action (widget_class, "board.take-back", NULL, take_back_action);
  gtk_widget_class_install_action (widget_class, "board.test-all-old", NULL, test_all_old_action);
  gtk_widget_class_install_action (widget_class, "board.test-old", NULL, test_old_action);
}
