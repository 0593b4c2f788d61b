/* keyrack-permissions-page-shown.c: what the page of permissions says, and what it offers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permissions-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-moment.h"
#include "keyrack-run-text.h"

/* What all of them come to. */
typedef struct
{
  guint  n_profiles;
  guint  n_checked;
  guint  n_missing;
  gint64 checked_at;   /* the last one */
} Tally;

static Tally
count (KeyrackPermissionsPage *self)
{
  Tally tally = { .n_profiles = g_list_model_get_n_items (self->profiles) };

  for (guint i = 0; i < tally.n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (self->profiles, i);
      const KeyrackPermissionRecord *record = keyrack_profile_get_permission_record (profile);

      if (record == NULL)
        continue;

      tally.n_checked++;
      tally.n_missing += keyrack_profile_get_missing_permissions (profile) != 0;
      tally.checked_at = MAX (tally.checked_at, record->checked_at);
    }

  return tally;
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

static char *
dup_answer (const Tally *tally)
{
  if (tally->n_missing > 0)
    /* Translators: how many connections have a permission refused that they had, or should have */
    return g_strdup_printf (ngettext ("%u connection lacks a permission", "%u connections lack a permission",
                                      tally->n_missing),
                            tally->n_missing);

  return g_strdup (tally->n_checked > 0 ? _("Nothing is missing") : _("Not checked yet"));
}

static char *
dup_remark (const Tally *tally)
{
  g_autofree char *moment = NULL;

  if (tally->n_checked == 0)
    return g_strdup (_("Three read-only requests for each connection. The one for NQL can count toward a daily limit."));

  moment = keyrack_moment_dup_text (tally->checked_at, g_get_real_time () / G_USEC_PER_SEC);

  /* Translators: how many connections of how many were checked, and when the last one was:
   * “7 of 60 checked with read-only requests, last today 21:20” */
  return g_strdup_printf (_("%u of %u checked with read-only requests, last %s"),
                          tally->n_checked, tally->n_profiles, moment);
}

static void
update_head (KeyrackPermissionsPage *self,
             const Tally            *tally)
{
  KeyrackTestRun *run = keyrack_many_test_get_run (self->many_test);
  gboolean running = keyrack_many_test_get_running (self->many_test);
  KeyrackTestResult *failure = running ? keyrack_test_run_get_failure (run) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_widget_set_visible (self->question, failure != NULL);
  if (failure != NULL)
    take_label (self->question_label, keyrack_run_text_dup_question (failure));

  if (running)
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (run));

      take_label (self->answer_label, keyrack_run_text_dup_answer (run));
      take_label (self->remark_label, keyrack_run_text_dup_remark (run, g_get_real_time () / G_USEC_PER_SEC));
      gtk_progress_bar_set_fraction (self->progress_bar,
                                     n_items > 0 ? (double) keyrack_test_run_get_n_tested (run) / n_items : 0);
      return;
    }

  take_label (self->answer_label, dup_answer (tally));
  take_label (self->remark_label, dup_remark (tally));
}

/* Whether there is room for columns; not before that is known, so that a narrow window stays it. */
gboolean
keyrack_permissions_page_is_wide (KeyrackPermissionsPage *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self->squeezer)) > 0 &&
         adw_squeezer_get_visible_child (self->squeezer) == self->table;
}

/* Everything that counts. */
void
keyrack_permissions_page_update (KeyrackPermissionsPage *self)
{
  gboolean running = keyrack_many_test_get_running (self->many_test);
  gboolean wide = keyrack_permissions_page_is_wide (self);
  Tally tally = count (self);
  g_autofree char *subtitle = NULL;

  update_head (self, &tally);

  /* Translators: how many connections there are, on a button that shows all of them */
  take_toggle (self->all_toggle, g_strdup_printf (_("All %u"), tally.n_profiles));
  /* Translators: how many connections lack a permission, on a button that shows only those */
  take_toggle (self->missing_toggle, g_strdup_printf (_("Missing %u"), tally.n_missing));
  gtk_widget_set_visible (self->filter_box, wide);
  gtk_widget_set_visible (self->legend, wide);

  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), !running && tally.n_profiles > 0);
  gtk_button_set_label (self->check_button, tally.n_checked > 0 && wide ? _("Check Again") : _("Check"));

  if (tally.n_profiles < g_list_model_get_n_items (G_LIST_MODEL (self->store)))
    /* Translators: how many connections of how many are shown */
    subtitle = g_strdup_printf (_("%u of %u connections"), tally.n_profiles,
                                g_list_model_get_n_items (G_LIST_MODEL (self->store)));
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}
