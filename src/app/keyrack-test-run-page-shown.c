/* keyrack-test-run-page-shown.c: what the page of a run says, and what it offers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-run-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-run-text.h"

static KeyrackTestRun *
get_run (KeyrackTestRunPage *self)
{
  return keyrack_many_test_get_run (self->many_test);
}

static void
take_label (GtkLabel *label,
            char     *text)
{
  g_autofree char *taken = text;

  gtk_label_set_label (label, taken);
}

static void
take_toggle (GtkButton *toggle,
             char      *text)
{
  g_autofree char *taken = text;

  gtk_button_set_label (toggle, taken);
}

static void
update_toggles (KeyrackTestRunPage      *self,
                const KeyrackTestCounts *counts)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (get_run (self)));

  /* Translators: how many tests there are, on a button that shows all of them */
  take_toggle (self->all_toggle, g_strdup_printf (_("All %u"), n_items));
  /* Translators: how many connections do not work, on a button that shows only those */
  take_toggle (self->failed_toggle, g_strdup_printf (_("Failed %u"), counts->n_refused + counts->n_undecided));
  /* Translators: how many connections work, on a button that shows only those */
  take_toggle (self->working_toggle, g_strdup_printf (_("Work %u"), counts->n_working));
  /* Translators: how many connections were left out, on a button that shows only those */
  take_toggle (self->left_out_toggle, g_strdup_printf (_("Not Tested %u"), counts->n_not_tested));
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_toggle),
                          counts->n_not_tested > 0 && !keyrack_many_test_get_running (self->many_test) &&
                          !keyrack_run_header_get_narrow (self->header));
}

static void
update_legend (KeyrackTestRunPage      *self,
               const KeyrackTestCounts *counts)
{
  /* Translators: a part of a summary: how many connections work */
  take_label (self->working_label,
              g_strdup_printf (ngettext ("%u works", "%u work", counts->n_working), counts->n_working));
  /* Translators: a part of a summary: how many connections the servers refused */
  take_label (self->refused_label,
              g_strdup_printf (ngettext ("%u refused", "%u refused", counts->n_refused), counts->n_refused));
  /* Translators: a part of a summary: of how many connections nothing is known */
  take_label (self->undecided_label,
              g_strdup_printf (ngettext ("%u could not tell", "%u could not tell", counts->n_undecided),
                               counts->n_undecided));
  /* Translators: how many tests wait because their server asked for time */
  take_label (self->paused_label, g_strdup_printf (_("%u paused"), counts->n_paused));
  /* Translators: how many tests are under way */
  take_label (self->testing_label, g_strdup_printf (_("%u testing"), counts->n_testing));
  /* Translators: how many tests have not begun */
  take_label (self->waiting_label, g_strdup_printf (_("%u waiting"), counts->n_waiting));
}

/* What can be done next stands in the header bar, or below where that is too narrow. */
static void
update_buttons (KeyrackTestRunPage      *self,
                const KeyrackTestCounts *counts)
{
  gboolean running = keyrack_many_test_get_running (self->many_test);
  gboolean can_save = !running && keyrack_test_run_get_n_tested (get_run (self)) > 0;
  gboolean can_again = !running && counts->n_refused + counts->n_undecided + counts->n_not_tested > 0;
  gboolean narrow = keyrack_run_header_get_narrow (self->header);
  const char *again = counts->n_not_tested > 0 ? _("Test the Rest") : _("Test Failed Again");

  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->save_button, can_save && !narrow);
  gtk_widget_set_visible (self->bottom_save_button, can_save);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), can_again && !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_again_button), can_again);
  gtk_button_set_label (self->again_button, again);
  gtk_button_set_label (self->bottom_again_button, again);
  gtk_widget_set_visible (self->bottom_bar, narrow && (can_save || can_again));
}

static void
update_question (KeyrackTestRunPage *self)
{
  KeyrackTestResult *failure = keyrack_test_run_get_failure (get_run (self));

  gtk_widget_set_visible (self->question, failure != NULL);
  if (failure != NULL)
    take_label (self->question_label, keyrack_run_text_dup_question (failure));
}

static const char *
get_empty_text (KeyrackTestRunPage *self)
{
  if (self->filter == KEYRACK_RUN_FILTER_FAILED)
    return keyrack_many_test_get_running (self->many_test) ? _("No test has failed so far") : _("No test failed");

  if (self->filter == KEYRACK_RUN_FILTER_WORKING)
    return _("No connection is known to work");

  return _("Nothing to test");
}

void
keyrack_test_run_page_update_stack (KeyrackTestRunPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  gtk_label_set_label (self->empty_label, get_empty_text (self));
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "table");
}

/* Everything that counts. */
void
keyrack_test_run_page_update (KeyrackTestRunPage *self)
{
  KeyrackTestRun *run = get_run (self);
  gboolean running = keyrack_many_test_get_running (self->many_test);
  const KeyrackTestCounts *counts = NULL;
  guint n_items = 0;

  if (run == NULL)
    return;

  counts = keyrack_test_run_get_counts (run);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (run));

  take_label (self->answer_label, keyrack_run_text_dup_answer (run));
  take_label (self->remark_label, keyrack_run_text_dup_remark (run, g_get_real_time () / G_USEC_PER_SEC));
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 n_items > 0 ? (double) keyrack_test_run_get_n_tested (run) / n_items : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_widget_set_visible (self->legend, running);

  update_toggles (self, counts);
  update_legend (self, counts);
  update_buttons (self, counts);
  update_question (self);
  keyrack_run_list_refilter (self->list);
  keyrack_test_run_page_update_stack (self);
}
