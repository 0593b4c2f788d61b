/* keyrack-journal-window.c: what was tested of one connection and done to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-window.h"

#include "keyrack-fold-box.h"
#include "keyrack-journal-report.h"
#include "keyrack-journal-row.h"
#include "keyrack-journal-story.h"
#include "keyrack-report-target.h"

struct _KeyrackJournalWindow
{
  AdwWindow           parent_instance;

  /* Template widgets and objects */
  GtkFilterListModel *shown;
  GtkCustomFilter    *kind_filter;
  AdwWindowTitle     *title;
  AdwStatusPage      *problem_page;
  GtkLabel           *story_label;
  GtkStack           *stack;

  /* Owned references */
  KeyrackProfile     *profile;
  GListModel         *entries;
  KeyrackSecretStore *secrets;
  GCancellable       *cancellable;   /* of saving */

  char               *filter;
};

G_DEFINE_FINAL_TYPE (KeyrackJournalWindow, keyrack_journal_window, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_ENTRIES,
  PROP_SECRETS,
  PROP_FILTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
failed (KeyrackJournalEntry *entry)
{
  KeyrackTestResult *result = keyrack_journal_entry_get_result (entry);

  return result != NULL
         && keyrack_test_result_get_outcome (result) != KEYRACK_OUTCOME_OK
         && keyrack_test_result_get_outcome (result) != KEYRACK_OUTCOME_CANCELLED;
}

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  KeyrackJournalWindow *self = KEYRACK_JOURNAL_WINDOW (user_data);
  gboolean is_test = keyrack_journal_entry_get_kind (item) == KEYRACK_JOURNAL_TEST;

  if (g_str_equal (self->filter, "tests"))
    return is_test;
  if (g_str_equal (self->filter, "failures"))
    return failed (item);
  if (g_str_equal (self->filter, "changes"))
    return !is_test;

  return TRUE;
}

static const char *
get_page (KeyrackJournalWindow *self,
          gboolean              is_read,
          const char           *problem)
{
  if (!is_read)
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    return "list";
  if (problem != NULL)
    return "problem";

  return g_list_model_get_n_items (self->entries) > 0 ? "none" : "empty";
}

/* Nothing is said before the journal was read. */
static void
show_state (KeyrackJournalWindow *self)
{
  const char *problem = NULL;
  gboolean is_read = keyrack_journal_list_is_read (self->entries, &problem);
  g_autofree char *story = NULL;

  g_assert (KEYRACK_IS_JOURNAL_WINDOW (self));

  if (is_read && problem == NULL)
    story = keyrack_journal_dup_story (self->entries, g_get_real_time () / G_USEC_PER_SEC);

  gtk_label_set_label (self->story_label, story != NULL ? story : "");
  adw_status_page_set_description (self->problem_page, problem);
  gtk_stack_set_visible_child_name (self->stack, get_page (self, is_read, problem));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.save",
                                 g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0);
}

static void
set_filter (KeyrackJournalWindow *self,
            const char           *filter)
{
  if (g_strcmp0 (self->filter, filter) == 0)
    return;

  g_free (self->filter);
  self->filter = g_strdup (filter);
  gtk_filter_changed (GTK_FILTER (self->kind_filter), GTK_FILTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/* What is shown, as it is shown. */
static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackJournalWindow *self = KEYRACK_JOURNAL_WINDOW (widget);
  g_autofree char *name = keyrack_journal_report_dup_file_name (self->profile, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *text = keyrack_journal_report_dup_csv (G_LIST_MODEL (self->shown));

  keyrack_report_target_ask (widget, name, text, self->secrets, self->cancellable);
}

static void
keyrack_journal_window_constructed (GObject *object)
{
  KeyrackJournalWindow *self = KEYRACK_JOURNAL_WINDOW (object);

  G_OBJECT_CLASS (keyrack_journal_window_parent_class)->constructed (object);

  g_object_bind_property (self->profile, "name", self->title, "subtitle", G_BINDING_SYNC_CREATE);
  gtk_filter_list_model_set_model (self->shown, self->entries);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}

static void
keyrack_journal_window_dispose (GObject *object)
{
  KeyrackJournalWindow *self = KEYRACK_JOURNAL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->kind_filter != NULL)
    gtk_custom_filter_set_filter_func (self->kind_filter, NULL, NULL, NULL);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, show_state, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_JOURNAL_WINDOW);
  g_clear_object (&self->profile);
  g_clear_object (&self->entries);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (keyrack_journal_window_parent_class)->dispose (object);
}

static void
keyrack_journal_window_finalize (GObject *object)
{
  KeyrackJournalWindow *self = KEYRACK_JOURNAL_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->filter);

  G_OBJECT_CLASS (keyrack_journal_window_parent_class)->finalize (object);
}

static void
keyrack_journal_window_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  KeyrackJournalWindow *self = KEYRACK_JOURNAL_WINDOW (object);

  switch (prop_id)
    {
    case PROP_FILTER:
      g_value_set_string (value, self->filter);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_journal_window_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  KeyrackJournalWindow *self = KEYRACK_JOURNAL_WINDOW (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;

    case PROP_ENTRIES:
      self->entries = g_value_dup_object (value);
      break;

    case PROP_SECRETS:
      self->secrets = g_value_dup_object (value);
      break;

    case PROP_FILTER:
      set_filter (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, KEYRACK_TYPE_PROFILE, given);
  properties[PROP_ENTRIES] = g_param_spec_object ("entries", NULL, NULL, G_TYPE_LIST_MODEL, given);
  properties[PROP_SECRETS] = g_param_spec_object ("secrets", NULL, NULL, KEYRACK_TYPE_SECRET_STORE, given);
  properties[PROP_FILTER] =
    g_param_spec_string ("filter", NULL, NULL, "all",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_journal_window_class_init (KeyrackJournalWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = keyrack_journal_window_constructed;
  object_class->dispose = keyrack_journal_window_dispose;
  object_class->finalize = keyrack_journal_window_finalize;
  object_class->get_property = keyrack_journal_window_get_property;
  object_class->set_property = keyrack_journal_window_set_property;

  install_properties (object_class);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_JOURNAL_ENTRY);
  g_type_ensure (KEYRACK_TYPE_JOURNAL_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-journal-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalWindow, kind_filter);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalWindow, problem_page);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalWindow, shown);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalWindow, story_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalWindow, title);
  gtk_widget_class_install_action (widget_class, "journal.save", NULL, save_action);
  gtk_widget_class_install_property_action (widget_class, "journal.filter", "filter");
}

static void
keyrack_journal_window_init (KeyrackJournalWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->filter = g_strdup ("all");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->kind_filter, is_shown, self, NULL);
}

GtkWidget *
keyrack_journal_window_new (KeyrackProfile     *profile,
                            KeyrackJournal     *journal,
                            KeyrackSecretStore *secrets)
{
  g_autoptr(GListModel) entries = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (secrets), NULL);

  entries = keyrack_journal_list (journal, keyrack_profile_get_id (profile));

  return g_object_new (KEYRACK_TYPE_JOURNAL_WINDOW,
                       "profile", profile,
                       "entries", entries,
                       "secrets", secrets,
                       NULL);
}
