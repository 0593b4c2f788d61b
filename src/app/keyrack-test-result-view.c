/* keyrack-test-result-view.c: the card with the test's button and its result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-result-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-cause-row.h"
#include "keyrack-closures.h"
#include "keyrack-fact-list.h"
#include "keyrack-fold-box.h"
#include "keyrack-phase-bar.h"
#include "keyrack-phase-legend.h"
#include "keyrack-result-text.h"

#define MINUTE 60

struct _KeyrackTestResultView
{
  GtkWidget           parent_instance;

  /* Template widgets. */
  GtkWidget          *list;
  GtkWidget          *phases_row;
  GtkWidget          *details_row;

  KeyrackTestSession *session;
  GBindingGroup      *session_bindings;
  KeyrackTestResult  *result;
  KeyrackCause       *cause;
  GSignalGroup       *cause_signals;
  gboolean            running;
  gboolean            stale;
  gboolean            stored;
  gboolean            suggested;
  GSettings          *settings;
  guint               clock;
};

G_DEFINE_FINAL_TYPE (KeyrackTestResultView, keyrack_test_result_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CAUSE,
  PROP_NOW,
  PROP_RESULT,
  PROP_RUNNING,
  PROP_SESSION,
  PROP_STALE,
  PROP_STORED,
  PROP_SUGGESTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static char *
headline_text (GObject           *self,
               KeyrackTestResult *result,
               gboolean           running)
{
  static const KeyrackOutcomeFacts nothing = { .reason = KEYRACK_REASON_NONE };

  if (running)
    return g_strdup (_("Testing…"));
  if (result == NULL)
    return keyrack_outcome_dup_message (KEYRACK_OUTCOME_NOT_TESTED, &nothing);

  return g_strdup (keyrack_test_result_get_message (result));
}

static char *
running_text (KeyrackTestSession *session,
              guint               elapsed,
              guint               next_try_in)
{
  g_autofree char *host = NULL;

  g_object_get (session, "host", &host, NULL);

  if (next_try_in > 0)
    {
      /* Translators: a host, and the seconds until it is asked again */
      return g_strdup_printf (ngettext ("%s · next try in %u\u00a0s", "%s · next try in %u\u00a0s", next_try_in), host, next_try_in);
    }

  /* Translators: a host, and how many seconds it has been asked for */
  return g_strdup_printf (ngettext ("%s · %u\u00a0s", "%s · %u\u00a0s", elapsed), host, elapsed);
}

static char *
summary_text (GObject            *self,
              KeyrackTestSession *session,
              KeyrackTestResult  *result,
              gboolean            running,
              guint               elapsed,
              guint               next_try_in,
              gboolean            stale,
              gboolean            stored,
              gint64              at)
{
  g_autofree char *summary = NULL;
  g_autofree char *fault = NULL;
  gint64 worked_until = 0;

  if (running)
    return running_text (session, elapsed, next_try_in);

  g_object_get (session, "fault", &fault, "worked-until", &worked_until, NULL);
  if (fault != NULL)
    return g_steal_pointer (&fault);

  if (result == NULL)
    return g_strdup (stored
                       ? _("Saved, not tested yet; a test changes nothing in Nexthink")
                       : _("Asks for an access token; changes nothing in Nexthink"));

  summary = keyrack_result_text_dup_summary (result, worked_until, at);
  if (!stale)
    return g_steal_pointer (&summary);

  /* Translators: a result that is about values that were changed since; then what it was */
  return g_strdup_printf (_("Before your change · %s"), summary);
}

static char *
advice_text (GObject           *self,
             KeyrackTestResult *result)
{
  return g_strdup (result != NULL ? keyrack_test_result_get_advice (result) : NULL);
}

static gboolean
has_advice (GObject           *self,
            KeyrackTestResult *result)
{
  return result != NULL && keyrack_closure_has_text (self, keyrack_test_result_get_advice (result));
}

static char **
disc_classes (GObject           *self,
              KeyrackTestResult *result,
              gboolean           running,
              gboolean           stale)
{
  g_auto(GStrv) status = keyrack_closure_status_classes (self, result);
  const char *classes[] = { "disc", running || stale ? "dim-label" : status[0], NULL };

  return g_strdupv ((char **) classes);
}

static char *
disc_page (GObject  *self,
           gboolean  running)
{
  return g_strdup (running ? "spinner" : "icon");
}

static char *
button_page (GObject  *self,
             gboolean  running)
{
  return g_strdup (running ? "cancel" : "test");
}

static char **
test_classes (GObject  *self,
              gboolean  suggested)
{
  const char *classes[] = { "text-button", suggested ? "suggested-action" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

/* Elsewhere than in a good answer the times are one line of the details. */
static gboolean
has_phases (GObject           *self,
            KeyrackTestResult *result,
            gboolean           running)
{
  return running || (result != NULL && keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_OK);
}

static char *
phases_title (GObject           *self,
              KeyrackTestResult *result,
              gboolean           running,
              int                phase,
              guint              next_try_in)
{
  if (running && next_try_in > 0)
    return g_strdup (_("Waiting to try again"));
  if (running)
    return g_strdup (keyrack_phase_get_progress ((KeyrackPhase) phase));

  return result != NULL ? keyrack_result_text_dup_elapsed (result) : g_strdup ("");
}

/* Which part took longer than usual. */
static char *
phases_remark (GObject           *self,
               KeyrackTestResult *result,
               gboolean           running)
{
  return g_strdup (result != NULL && !running ? keyrack_test_result_get_remark (result) : NULL);
}

static gboolean
has_details (GObject           *self,
             KeyrackTestResult *result)
{
  g_autoptr(GPtrArray) facts = NULL;

  if (result == NULL)
    return FALSE;

  facts = keyrack_result_text_list_facts (result);

  return facts->len > 0;
}

static void
cause_found_cb (KeyrackTestResultView *self)
{
  g_assert (KEYRACK_IS_TEST_RESULT_VIEW (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAUSE]);
}

static void
set_cause (KeyrackTestResultView *self,
           KeyrackCause          *cause)
{
  if (!g_set_object (&self->cause, cause))
    return;

  g_signal_group_set_target (self->cause_signals, cause);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAUSE]);
}

/* What was found belongs to the result before. */
static void
set_result (KeyrackTestResultView *self,
            KeyrackTestResult     *result)
{
  if (g_set_object (&self->result, result))
    set_cause (self, NULL);
}

static void
copy_details_cb (KeyrackTestResultView *self)
{
  g_autofree char *report = NULL;

  g_assert (KEYRACK_IS_TEST_RESULT_VIEW (self));

  report = keyrack_result_text_dup_report (self->result);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report);
}

static gboolean
clock_cb (gpointer user_data)
{
  g_object_notify_by_pspec (G_OBJECT (user_data), properties[PROP_NOW]);

  return G_SOURCE_CONTINUE;
}

static void
keyrack_test_result_view_map (GtkWidget *widget)
{
  KeyrackTestResultView *self = KEYRACK_TEST_RESULT_VIEW (widget);

  GTK_WIDGET_CLASS (keyrack_test_result_view_parent_class)->map (widget);

  self->clock = g_timeout_add_seconds (MINUTE, clock_cb, self);
  clock_cb (self);
}

static void
keyrack_test_result_view_unmap (GtkWidget *widget)
{
  KeyrackTestResultView *self = KEYRACK_TEST_RESULT_VIEW (widget);

  g_clear_handle_id (&self->clock, g_source_remove);

  GTK_WIDGET_CLASS (keyrack_test_result_view_parent_class)->unmap (widget);
}

static void
keyrack_test_result_view_dispose (GObject *object)
{
  KeyrackTestResultView *self = KEYRACK_TEST_RESULT_VIEW (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_TEST_RESULT_VIEW);
  g_clear_object (&self->session_bindings);
  g_clear_object (&self->session);
  g_clear_object (&self->result);
  g_clear_object (&self->cause_signals);
  g_clear_object (&self->cause);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (keyrack_test_result_view_parent_class)->dispose (object);
}

static void
keyrack_test_result_view_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  KeyrackTestResultView *self = KEYRACK_TEST_RESULT_VIEW (object);

  switch (property_id)
    {
    case PROP_CAUSE:
      g_value_set_object (value, self->cause);
      break;
    case PROP_NOW:
      g_value_set_int64 (value, now ());
      break;
    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_STALE:
      g_value_set_boolean (value, self->stale);
      break;
    case PROP_STORED:
      g_value_set_boolean (value, self->stored);
      break;
    case PROP_SUGGESTED:
      g_value_set_boolean (value, self->suggested);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_test_result_view_set_property (GObject      *object,
                                       guint         property_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  KeyrackTestResultView *self = KEYRACK_TEST_RESULT_VIEW (object);

  switch (property_id)
    {
    case PROP_CAUSE:
      set_cause (self, g_value_get_object (value));
      break;
    case PROP_RESULT:
      set_result (self, g_value_get_object (value));
      break;
    case PROP_RUNNING:
      self->running = g_value_get_boolean (value);
      break;
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      g_binding_group_set_source (self->session_bindings, self->session);
      break;
    case PROP_STALE:
      self->stale = g_value_get_boolean (value);
      break;
    case PROP_STORED:
      self->stored = g_value_get_boolean (value);
      break;
    case PROP_SUGGESTED:
      self->suggested = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CAUSE] =
    g_param_spec_object ("cause", NULL, NULL, KEYRACK_TYPE_CAUSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_NOW] =
    g_param_spec_int64 ("now", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RESULT] = g_param_spec_object ("result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, KEYRACK_TYPE_TEST_SESSION, flags);
  properties[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  properties[PROP_STORED] = g_param_spec_boolean ("stored", NULL, NULL, FALSE, flags);
  properties[PROP_SUGGESTED] = g_param_spec_boolean ("suggested", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-test-result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestResultView, details_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestResultView, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestResultView, phases_row);
  gtk_widget_class_bind_template_callback (widget_class, advice_text);
  gtk_widget_class_bind_template_callback (widget_class, button_page);
  gtk_widget_class_bind_template_callback (widget_class, copy_details_cb);
  gtk_widget_class_bind_template_callback (widget_class, disc_classes);
  gtk_widget_class_bind_template_callback (widget_class, disc_page);
  gtk_widget_class_bind_template_callback (widget_class, has_advice);
  gtk_widget_class_bind_template_callback (widget_class, has_details);
  gtk_widget_class_bind_template_callback (widget_class, has_phases);
  gtk_widget_class_bind_template_callback (widget_class, headline_text);
  gtk_widget_class_bind_template_callback (widget_class, phases_remark);
  gtk_widget_class_bind_template_callback (widget_class, phases_title);
  gtk_widget_class_bind_template_callback (widget_class, summary_text);
  gtk_widget_class_bind_template_callback (widget_class, test_classes);
  keyrack_cause_row_bind_closures (widget_class);
  keyrack_closures_bind (widget_class);
}

static void
keyrack_test_result_view_class_init (KeyrackTestResultViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_test_result_view_dispose;
  object_class->get_property = keyrack_test_result_view_get_property;
  object_class->set_property = keyrack_test_result_view_set_property;
  widget_class->map = keyrack_test_result_view_map;
  widget_class->unmap = keyrack_test_result_view_unmap;

  install_properties (object_class);

  g_type_ensure (KEYRACK_TYPE_CAUSE_ROW);
  g_type_ensure (KEYRACK_TYPE_FACT_LIST);
  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_PHASE_BAR);
  g_type_ensure (KEYRACK_TYPE_PHASE_LEGEND);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

/* An expander row takes the focus, and so do the lists inside it. */
static void
name_expander (GtkWidget  *row,
               const char *name)
{
  keyrack_accessible_name_parts (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
keyrack_test_result_view_init (KeyrackTestResultView *self)
{
  /* The template's expressions need one from the start. */
  self->session = keyrack_test_session_new (NULL, NULL);
  self->session_bindings = g_binding_group_new ();
  self->cause_signals = g_signal_group_new (KEYRACK_TYPE_CAUSE);
  g_signal_group_connect_swapped (self->cause_signals, "notify::mend", G_CALLBACK (cause_found_cb), self);
  self->settings = g_settings_new (KEYRACK_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  name_expander (self->phases_row, _("Times"));
  name_expander (self->details_row, _("Details"));
  g_binding_group_bind (self->session_bindings, "result", self, "result", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->session_bindings, "running", self, "running", G_BINDING_SYNC_CREATE);
  g_settings_bind (self->settings, "show-phases", self->phases_row, "expanded", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-details", self->details_row, "expanded", G_SETTINGS_BIND_DEFAULT);
}
