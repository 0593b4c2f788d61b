/* keyrack-cause-row.c: the row of a result that says where it is probably wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cause-row.h"

#include <glib/gi18n.h>

#include "keyrack-fold-box.h"

struct _KeyrackCauseRow
{
  AdwPreferencesRow  parent_instance;

  /* Template widgets. */
  GtkStack          *icons;
  GtkLabel          *label;
  GtkButton         *button;

  KeyrackCause      *cause;
  GSignalGroup      *signals;
};

G_DEFINE_FINAL_TYPE (KeyrackCauseRow, keyrack_cause_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_CAUSE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *
get_text (KeyrackCauseRow *self)
{
  const char *sentence = self->cause != NULL ? keyrack_cause_get_sentence (self->cause) : NULL;

  if (sentence != NULL)
    return sentence;

  return self->cause != NULL && keyrack_cause_get_running (self->cause)
           ? _("Looking, without sending ID or secret…")
           : _("Where is it wrong?");
}

static void
show_button (KeyrackCauseRow *self)
{
  const char *mend = self->cause != NULL ? keyrack_cause_get_mend_label (self->cause) : NULL;
  gboolean asked = self->cause != NULL &&
                   (keyrack_cause_get_running (self->cause) || keyrack_cause_get_sentence (self->cause) != NULL);

  gtk_button_set_label (self->button, mend != NULL ? mend : _("Find the Cause"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), mend != NULL ? "page.mend" : "page.find-cause");
  gtk_widget_set_visible (GTK_WIDGET (self->button), mend != NULL || !asked);
  if (mend != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
}

/* Not by expressions: a button that was just clicked can outlive the row, and an expression
 * that outlives the widget it looks at warns (GTK 4.8). */
static void
show (KeyrackCauseRow *self)
{
  gboolean running = self->cause != NULL && keyrack_cause_get_running (self->cause);

  gtk_stack_set_visible_child_name (self->icons, running ? "spinner" : "icon");
  gtk_label_set_label (self->label, get_text (self));
  show_button (self);
}

static void
cause_notify_cb (KeyrackCauseRow *self)
{
  g_assert (KEYRACK_IS_CAUSE_ROW (self));

  show (self);
}

static gboolean
has_cause (GObject           *self,
           KeyrackTestResult *result,
           gboolean           running,
           gboolean           stale)
{
  return !running && !stale && keyrack_cause_may_be_found (result);
}

static gboolean
has_replace (GObject           *self,
             KeyrackTestResult *result,
             gboolean           running,
             gboolean           stale,
             gboolean           stored)
{
  return !running && !stale && stored && result != NULL &&
         keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_INVALID_CLIENT;
}

/* One suggestion at a time: a mistake that was found comes first. */
static char **
replace_classes (GObject      *self,
                 KeyrackCause *cause)
{
  gboolean mend = cause != NULL && keyrack_cause_get_mend_label (cause) != NULL;
  const char *classes[] = { "text-button", mend ? NULL : "suggested-action", NULL };

  return g_strdupv ((char **) classes);
}

static void
keyrack_cause_row_dispose (GObject *object)
{
  KeyrackCauseRow *self = KEYRACK_CAUSE_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->cause);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_CAUSE_ROW);

  G_OBJECT_CLASS (keyrack_cause_row_parent_class)->dispose (object);
}

static void
keyrack_cause_row_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackCauseRow *self = KEYRACK_CAUSE_ROW (object);

  switch (property_id)
    {
    case PROP_CAUSE:
      g_value_set_object (value, self->cause);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_cause_row_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  KeyrackCauseRow *self = KEYRACK_CAUSE_ROW (object);

  switch (property_id)
    {
    case PROP_CAUSE:
      g_set_object (&self->cause, g_value_get_object (value));
      g_signal_group_set_target (self->signals, self->cause);
      show (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_cause_row_class_init (KeyrackCauseRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_cause_row_dispose;
  object_class->get_property = keyrack_cause_row_get_property;
  object_class->set_property = keyrack_cause_row_set_property;

  properties[PROP_CAUSE] =
    g_param_spec_object ("cause", NULL, NULL, KEYRACK_TYPE_CAUSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-cause-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackCauseRow, button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackCauseRow, icons);
  gtk_widget_class_bind_template_child (widget_class, KeyrackCauseRow, label);
}

static void
keyrack_cause_row_init (KeyrackCauseRow *self)
{
  self->signals = g_signal_group_new (KEYRACK_TYPE_CAUSE);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (cause_notify_cb), self);
  show (self);
}

/* What a result beside the row offers: looking for the cause, or another credential. */
void
keyrack_cause_row_bind_closures (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, has_cause);
  gtk_widget_class_bind_template_callback (widget_class, has_replace);
  gtk_widget_class_bind_template_callback (widget_class, replace_classes);
}
