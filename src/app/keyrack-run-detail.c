/* keyrack-run-detail.c: what is known of one test in a run, and what can be done about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-detail.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-fold-box.h"
#include "keyrack-run-text.h"

struct _KeyrackRunDetail
{
  AdwBin           parent_instance;

  /* Template widgets */
  GtkImage        *icon;
  GtkLabel        *headline_label;
  GtkLabel        *advice_label;
  GtkLabel        *server_label;
  GtkWidget       *open_button;
  GtkWidget       *replace_button;

  /* Owned references */
  KeyrackTestItem *item;      /* (nullable) */
  KeyrackJournal  *journal;   /* (nullable) */
  GSignalGroup    *item_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackRunDetail, keyrack_run_detail, ADW_TYPE_BIN)

static void
take_text (GtkLabel *label,
           char     *text)
{
  g_autofree char *taken = text;

  gtk_label_set_label (label, taken != NULL ? taken : "");
  gtk_widget_set_visible (GTK_WIDGET (label), taken != NULL && *taken != '\0');
}

/* What was before, then what to do: “Worked until Tuesday 14:00. Was it replaced?” */
static char *
dup_advice (KeyrackRunDetail *self)
{
  const char *id = keyrack_profile_get_id (keyrack_test_item_get_profile (self->item));
  KeyrackTestResult *result = keyrack_test_item_get_result (self->item);
  const char *advice = result != NULL ? keyrack_test_result_get_advice (result) : NULL;
  g_autofree char *change = NULL;

  if (self->journal != NULL)
    change = keyrack_run_text_dup_change (self->item, keyrack_journal_get_last_success (self->journal, id),
                                          g_get_real_time () / G_USEC_PER_SEC);

  if (change == NULL || *change == '\0')
    return g_strdup (advice);

  if (advice == NULL || *advice == '\0')
    /* Translators: a sentence: “Worked until Tuesday 14:00.” */
    return g_strdup_printf (_("%s."), change);

  /* Translators: two sentences: “Worked until Tuesday 14:00. Was it copied whole?” */
  return g_strdup_printf (_("%s. %s"), change, advice);
}

static void
show_item (KeyrackRunDetail *self)
{
  KeyrackProfile *profile = keyrack_test_item_get_profile (self->item);
  KeyrackTestResult *result = keyrack_test_item_get_result (self->item);
  g_autofree char *state = keyrack_run_text_dup_state (self->item);
  g_autofree char *icon = keyrack_closure_status_icon (NULL, result);
  g_auto(GStrv) classes = keyrack_closure_status_classes (NULL, result);

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), result != NULL);

  /* Translators: a connection and what its test found: “Beacon Energy: Client ID or secret was refused” */
  take_text (self->headline_label, g_strdup_printf (_("%s: %s"), keyrack_profile_get_name (profile), state));
  take_text (self->advice_label, dup_advice (self));
  take_text (self->server_label, result != NULL ? keyrack_run_text_dup_server (result) : NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", keyrack_profile_get_id (profile));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->replace_button), "s", keyrack_profile_get_id (profile));
  gtk_widget_set_visible (self->replace_button, keyrack_test_item_get_class (self->item) == KEYRACK_TEST_CLASS_REFUSED);
}

static void
keyrack_run_detail_dispose (GObject *object)
{
  KeyrackRunDetail *self = KEYRACK_RUN_DETAIL (object);

  g_clear_object (&self->item_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_RUN_DETAIL);
  g_clear_object (&self->item);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (keyrack_run_detail_parent_class)->dispose (object);
}

static void
keyrack_run_detail_class_init (KeyrackRunDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_run_detail_dispose;

  gtk_widget_class_set_css_name (widget_class, "rundetail");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-run-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackRunDetail, advice_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRunDetail, headline_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRunDetail, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRunDetail, open_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRunDetail, replace_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRunDetail, server_label);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
}

static void
keyrack_run_detail_init (KeyrackRunDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item_signals = g_signal_group_new (KEYRACK_TYPE_TEST_ITEM);
  g_signal_group_connect_object (self->item_signals, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
}

GtkWidget *
keyrack_run_detail_new (void)
{
  return g_object_new (KEYRACK_TYPE_RUN_DETAIL, NULL);
}

/**
 * keyrack_run_detail_set_item:
 * @self: a pane
 * @item: (nullable): what it is about; %NULL hides it
 * @journal: (nullable): knows when a connection worked last
 */
void
keyrack_run_detail_set_item (KeyrackRunDetail *self,
                             KeyrackTestItem  *item,
                             KeyrackJournal   *journal)
{
  g_return_if_fail (KEYRACK_IS_RUN_DETAIL (self));

  g_set_object (&self->item, item);
  g_set_object (&self->journal, journal);
  g_signal_group_set_target (self->item_signals, item);
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);

  if (item != NULL)
    show_item (self);
}
