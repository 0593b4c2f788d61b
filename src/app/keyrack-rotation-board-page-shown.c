/* keyrack-rotation-board-page-shown.c: what the page of a rotation says, and what it offers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-board-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-moment.h"
#include "keyrack-rotation-report.h"

static void
take_label (GtkLabel *label,
            char     *text)
{
  g_autofree char *taken = text;

  gtk_label_set_label (label, taken != NULL ? taken : "");
  gtk_widget_set_visible (GTK_WIDGET (label), taken != NULL);
}

static void
take_button (GtkButton *button,
             char      *text)
{
  g_autofree char *taken = text;

  gtk_button_set_label (button, taken);
}

static void
update_title (KeyrackRotationBoardPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->board));
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *started = keyrack_moment_dup_text (keyrack_rotation_board_get_started_at (self->board), now);
  g_autofree char *subtitle = NULL;

  if (n_items > 0)
    subtitle = g_strdup_printf (/* Translators: how many connections, and when: “12 connections, started today 18:40” */
                                ngettext ("%u connection, started %s", "%u connections, started %s", n_items),
                                n_items, started);

  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

static void
update_toggles (KeyrackRotationBoardPage    *self,
                const KeyrackRotationCounts *counts)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->board));

  /* Translators: how many connections there are, on a button that shows all of them */
  take_button (self->all_toggle, g_strdup_printf (_("All %u"), n_items));
  /* Translators: with how many connections something is wrong, on a button that shows only those */
  take_button (self->attention_toggle, g_strdup_printf (_("Attention %u"), counts->n_attention));
  /* Translators: how many connections have no new pair, on a button that shows only those */
  take_button (self->to_do_toggle, g_strdup_printf (_("To Do %u"), counts->n_to_do));
  /* Translators: how many connections are not through, on a button that shows only those */
  take_button (self->in_progress_toggle, g_strdup_printf (_("In Progress %u"), counts->n_in_progress));
  /* Translators: how many connections are through, on a button that shows only those */
  take_button (self->done_toggle, g_strdup_printf (_("Done %u"), counts->n_done));
  gtk_widget_set_visible (GTK_WIDGET (self->attention_toggle),
                          counts->n_attention > 0 || self->filter == KEYRACK_ROTATION_FILTER_ATTENTION);
}

/* The one thing to do next, with its count; NULL when there is nothing. */
static char *
dup_act (const KeyrackRotationCounts *counts)
{
  if (counts->n_ready > 0)
    /* Translators: a button: how many new pairs are tested, and stored if they work */
    return g_strdup_printf (_("Test and Store %u"), counts->n_ready);

  if (counts->n_testable > 0)
    return g_strdup_printf (/* Translators: a button: how many old pairs are tested whether they are refused */
                            ngettext ("Test %u Old One", "Test %u Old Ones", counts->n_testable), counts->n_testable);

  return NULL;
}

static void
update_buttons (KeyrackRotationBoardPage    *self,
                const KeyrackRotationCounts *counts)
{
  gboolean running = keyrack_rotation_board_get_running (self->board);
  gboolean narrow = keyrack_rotation_header_get_narrow (self->header);
  g_autofree char *act = running ? NULL : dup_act (counts);

  if (act != NULL)
    {
      gtk_button_set_label (self->act_button, act);
      gtk_button_set_label (self->bottom_act_button, act);
    }

  if (narrow && gtk_menu_button_get_icon_name (self->add_button) == NULL)
    gtk_menu_button_set_icon_name (self->add_button, "list-add-symbolic");
  else if (!narrow && gtk_menu_button_get_label (self->add_button) == NULL)
    gtk_menu_button_set_label (self->add_button, _("Add Pairs"));

  /* There is no room for all of them. */
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), !running || !narrow);
  gtk_widget_set_visible (self->menu_button, !running || !narrow);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (GTK_WIDGET (self->act_button), act != NULL && !narrow);
  gtk_widget_set_visible (self->bottom_bar, act != NULL && narrow);
}

/* What is under way, or went wrong with the board itself. */
static char *
dup_remark (KeyrackRotationBoardPage    *self,
            const KeyrackRotationCounts *counts)
{
  KeyrackTestResult *failure = keyrack_rotation_board_get_failure (self->board);

  if (keyrack_rotation_board_get_running (self->board))
    return g_strdup_printf (/* Translators: how many connections are being tested or stored */
                            ngettext ("%u under way", "%u under way", counts->n_working), counts->n_working);

  if (failure != NULL)
    /* Translators: why the tests of many connections were stopped */
    return g_strdup_printf (_("Stopped after three in a row: %s"), keyrack_test_result_get_message (failure));

  if (keyrack_rotation_board_get_problem (self->board) != NULL)
    /* Translators: why the state of a rotation could not be written to the disk */
    return g_strdup_printf (_("The rotation is not kept for the next start: %s"),
                            keyrack_rotation_board_get_problem (self->board));

  return NULL;
}

/* Everything that counts. */
void
keyrack_rotation_board_page_update (KeyrackRotationBoardPage *self)
{
  const KeyrackRotationCounts *counts = keyrack_rotation_board_get_counts (self->board);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->board));

  update_title (self);
  take_label (self->headline_label, keyrack_rotation_report_dup_headline (self->board));
  take_label (self->remark_label, dup_remark (self, counts));
  gtk_progress_bar_set_fraction (self->progress_bar, n_items > 0 ? (double) counts->n_stored / n_items : 0);
  update_toggles (self, counts);
  update_buttons (self, counts);
  keyrack_rotation_detail_set_idle (self->detail, !keyrack_rotation_board_get_running (self->board));
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0 ? "table" : "empty");
}
