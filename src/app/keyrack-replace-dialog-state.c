/* keyrack-replace-dialog-state.c: what the dialog shows, from the few facts there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-replace-dialog-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "keyrack-details-text.h"
#include "keyrack-result-text.h"

#define SCOPE "service:integration"

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static KeyrackProfile *
get_profile (KeyrackReplaceDialog *self)
{
  return keyrack_rotation_get_profile (self->rotation);
}

static gboolean
works (KeyrackTestResult *result)
{
  return result != NULL && keyrack_test_result_get_verdict (result) == KEYRACK_VERDICT_WORKS;
}

static gboolean
is_same_pair (KeyrackReplaceDialog *self)
{
  return keyrack_rotation_get_sameness (self->rotation) ==
         (KEYRACK_ROTATION_SAME_ID | KEYRACK_ROTATION_SAME_SECRET);
}

static gboolean
is_checked (KeyrackReplaceDialog *self)
{
  return self->checked != 0 && self->checked == keyrack_pair_form_get_edited (self->form);
}

KeyrackReplaceStep
keyrack_replace_dialog_get_step (KeyrackReplaceDialog *self)
{
  if (self->storing)
    return STEP_STORING;
  if (self->testing)
    return STEP_TESTING;
  if (self->done)
    return STEP_DONE;
  if (!is_checked (self))
    return STEP_ENTER;

  return works (keyrack_rotation_get_new_result (self->rotation)) && !is_same_pair (self) ? STEP_REPLACE : STEP_REPEAT;
}

static const char *
get_action_label (KeyrackReplaceStep step)
{
  switch (step)
    {
    case STEP_TESTING:
      return _("Stop");
    case STEP_REPLACE:
      return _("Replace");
    case STEP_REPEAT:
      return _("Test Again");
    case STEP_STORING:
      return _("Storing…");
    case STEP_DONE:
      return _("Done");
    case STEP_ENTER:
    default:
      return C_("verb", "Test");
    }
}

static void
show_buttons (KeyrackReplaceDialog *self,
              KeyrackReplaceStep    step)
{
  gtk_button_set_label (self->action_button, get_action_label (step));
  gtk_widget_set_sensitive (GTK_WIDGET (self->action_button), step != STEP_STORING);
  if (step == STEP_TESTING)
    gtk_widget_remove_css_class (GTK_WIDGET (self->action_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->action_button), "suggested-action");
  gtk_widget_set_visible (self->cancel_button, step != STEP_DONE && step != STEP_STORING);

  /* What is being stored is what stands there. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), step != STEP_STORING && step != STEP_DONE);
  gtk_widget_set_sensitive (self->paste_button, step != STEP_STORING && step != STEP_DONE);
}

static void
show_problem (KeyrackReplaceDialog *self)
{
  gtk_widget_set_visible (self->problem_list, self->problem != NULL);
  gtk_label_set_label (self->problem_label, self->problem != NULL ? self->problem->message : "");
  gtk_button_set_label (self->retry_button, keyrack_replace_dialog_is_locked_out (self) ? _("Unlock") : _("Try Again"));
}

static const char *
get_verdict_icon (KeyrackReplaceDialog *self)
{
  switch (keyrack_rotation_get_verdict (self->rotation))
    {
    case KEYRACK_ROTATION_BOTH_WORK:
    case KEYRACK_ROTATION_ONLY_NEW:
      return is_same_pair (self) ? "dialog-warning-symbolic" : "object-select-symbolic";
    case KEYRACK_ROTATION_ONLY_OLD:
    case KEYRACK_ROTATION_NEITHER:
      return "dialog-error-symbolic";
    case KEYRACK_ROTATION_UNKNOWN:
    case KEYRACK_ROTATION_UNDECIDED:
    default:
      return "dialog-warning-symbolic";
    }
}

static const char *
get_verdict_class (const char *icon)
{
  if (g_str_equal (icon, "object-select-symbolic"))
    return "success";

  return g_str_equal (icon, "dialog-error-symbolic") ? "error" : "warning";
}

static void
show_verdict (KeyrackReplaceDialog *self)
{
  const char *headline = self->testing ? _("Testing…") : keyrack_rotation_get_headline (self->rotation);
  const char *advice = self->testing
                         ? _("The old pair stays in use. A test changes nothing in Nexthink.")
                         : keyrack_rotation_get_advice (self->rotation);
  const char *icon = get_verdict_icon (self);
  const char *classes[] = { "disc", self->testing || self->storing ? "dim-label" : get_verdict_class (icon), NULL };

  if (!self->testing && !self->storing && !self->done && !is_checked (self))
    {
      headline = _("Not tested");
      advice = _("Something was changed since the test.");
      icon = "dialog-question-symbolic";
      classes[1] = "dim-label";
    }

  gtk_stack_set_visible_child_name (self->icons, self->testing || self->storing ? "spinner" : "icon");
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icons), classes);
  gtk_label_set_label (self->headline_label, headline != NULL ? headline : "");
  gtk_label_set_label (self->advice_label, advice != NULL ? advice : "");
}

static char *
dup_kept_until (KeyrackReplaceDialog *self)
{
  const KeyrackPreviousPair *previous = keyrack_profile_get_previous (get_profile (self));
  g_autofree char *date = NULL;

  if (previous == NULL || previous->keep_until == 0)
    return g_strdup (_("Not in use"));

  date = keyrack_details_text_dup_date (previous->keep_until);

  /* Translators: a date: "Kept until 3 March 2026" */
  return g_strdup_printf (_("Kept until %s"), date);
}

static void
show_old (KeyrackReplaceDialog *self)
{
  KeyrackTestResult *result = keyrack_rotation_get_old_result (self->rotation);
  gboolean testing = self->testing && keyrack_rotation_get_new_result (self->rotation) != NULL;
  g_autofree char *kept = dup_kept_until (self);
  g_autofree char *date = self->old_saved_at > 0 ? keyrack_details_text_dup_date (self->old_saved_at) : NULL;
  /* Translators: a date: "Saved 3 March 2026" */
  g_autofree char *since = date != NULL ? g_strdup_printf (_("Saved %s"), date) : NULL;
  KeyrackPairFacts facts = {
    .state = keyrack_rotation_get_replaced (self->rotation) ? kept : _("In use"),
    .result = result,
    .testing = testing,
    .remark = works (result) ? _("Tested from the keyring") : result != NULL ? keyrack_test_result_get_message (result) : NULL,
    .client_id = self->old_client_id,
    .since = since,
  };

  keyrack_pair_card_show_facts (self->old_card, &facts);
}

static const char *
get_new_remark (KeyrackReplaceDialog *self,
                KeyrackTestResult    *result)
{
  const char *scope;

  if (result == NULL)
    return NULL;
  if (!works (result))
    return keyrack_test_result_get_message (result);
  if (keyrack_rotation_get_stored (self->rotation))
    return _("Tested from the keyring");

  scope = keyrack_test_result_get_facts (result)->token_scope;

  return scope != NULL && strstr (scope, SCOPE) != NULL
           ? _("The token has the expected scope")
           : _("An access token was received");
}

/* A restoration leaves the new pair as the one that is kept. */
static char *
dup_new_state (KeyrackReplaceDialog *self)
{
  if (keyrack_rotation_get_replaced (self->rotation))
    return g_strdup (_("In use"));

  return self->done ? dup_kept_until (self) : g_strdup (_("Not stored yet"));
}

static void
show_new (KeyrackReplaceDialog *self)
{
  gboolean fresh = self->testing || self->storing || self->done || is_checked (self);
  KeyrackTestResult *result = fresh ? keyrack_rotation_get_new_result (self->rotation) : NULL;
  g_autofree char *age = keyrack_result_text_dup_age (self->entered_at, now ());
  /* Translators: "Entered just now", "Entered 2 minutes ago" */
  g_autofree char *since = g_strdup_printf (_("Entered %s"), age);
  g_autofree char *state = dup_new_state (self);
  KeyrackPairFacts facts = {
    .state = state,
    .result = result,
    .testing = self->testing && result == NULL,
    .remark = get_new_remark (self, result),
    .client_id = keyrack_pair_form_get_client_id (self->form),
    .since = since,
  };

  keyrack_pair_card_show_facts (self->new_card, &facts);
}

static void
show_choices (KeyrackReplaceDialog *self,
              KeyrackReplaceStep    step)
{
  gboolean may_restore = step == STEP_DONE && keyrack_profile_get_previous (get_profile (self)) != NULL;
  gboolean repeat = step == STEP_REPEAT && !is_same_pair (self);
  g_autofree char *kept = dup_kept_until (self);

  gtk_widget_set_visible (GTK_WIDGET (self->keep_row), step == STEP_REPLACE);
  gtk_widget_set_visible (self->guide_row, step == STEP_REPEAT);
  gtk_widget_set_visible (self->anyway_row, repeat);
  gtk_widget_set_visible (GTK_WIDGET (self->restore_row), may_restore);
  adw_action_row_set_subtitle (self->restore_row, kept);
  gtk_widget_set_visible (self->choices_list, step == STEP_REPLACE || step == STEP_REPEAT || may_restore);
}

/* All of it at once: every part follows from the same few facts. */
void
keyrack_replace_dialog_show_state (KeyrackReplaceDialog *self)
{
  KeyrackReplaceStep step = keyrack_replace_dialog_get_step (self);

  show_buttons (self, step);
  show_problem (self);
  gtk_widget_set_visible (self->result_box, self->testing || self->checked != 0 || self->done);
  show_verdict (self);
  show_old (self);
  show_new (self);
  show_choices (self, step);
}
