/* keyrack-test-run-page.c: the page of a run of many tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-run-page-private.h"

#include "keyrack-fold-box.h"

#define UPDATE_INTERVAL 200 /* ms; more often nobody can read it */

G_DEFINE_FINAL_TYPE (KeyrackTestRunPage, keyrack_test_run_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MANY_TEST,
  PROP_FILTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static KeyrackTestRun *
get_run (KeyrackTestRunPage *self)
{
  return keyrack_many_test_get_run (self->many_test);
}

static gboolean
update_cb (gpointer user_data)
{
  keyrack_test_run_page_update (KEYRACK_TEST_RUN_PAGE (user_data));

  return G_SOURCE_CONTINUE;
}

/* As the targets of the action are called. */
static const char * const filters[KEYRACK_N_RUN_FILTERS] = {
  [KEYRACK_RUN_FILTER_ALL] = "all",
  [KEYRACK_RUN_FILTER_FAILED] = "failed",
  [KEYRACK_RUN_FILTER_WORKING] = "working",
  [KEYRACK_RUN_FILTER_LEFT_OUT] = "left-out",
};

static void
set_filter (KeyrackTestRunPage *self,
            KeyrackRunFilter    filter)
{
  self->filter = filter;
  keyrack_run_list_set_filter (self->list, filter);
  keyrack_test_run_page_update_stack (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
set_filter_by_name (KeyrackTestRunPage *self,
                    const char         *name)
{
  for (int i = 0; i < KEYRACK_N_RUN_FILTERS; i++)
    {
      if (g_strcmp0 (filters[i], name) == 0)
        set_filter (self, i);
    }
}

/* Only what is looked at is kept up to date. */
static void
follow (KeyrackTestRunPage *self)
{
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self)) && keyrack_many_test_get_running (self->many_test);

  if (seen && self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_INTERVAL, update_cb, self);
  else if (!seen)
    g_clear_handle_id (&self->update_id, g_source_remove);
}

static void
run_cb (KeyrackTestRunPage *self)
{
  g_assert (KEYRACK_IS_TEST_RUN_PAGE (self));

  adw_window_title_set_title (self->title, keyrack_many_test_get_heading (self->many_test));
  set_filter (self, KEYRACK_RUN_FILTER_ALL);
  keyrack_run_header_sort (self->header, KEYRACK_RUN_COLUMN_NAME, FALSE);
  keyrack_run_list_set_run (self->list, get_run (self));
}

/* What failed is what one looks for; it is chosen when everything is known, not before. */
static void
running_cb (KeyrackTestRunPage *self)
{
  const KeyrackTestCounts *counts = NULL;

  g_assert (KEYRACK_IS_TEST_RUN_PAGE (self));

  follow (self);

  if (get_run (self) == NULL)
    return;

  counts = keyrack_test_run_get_counts (get_run (self));

  if (!keyrack_many_test_get_running (self->many_test) && counts->n_refused + counts->n_undecided > 0)
    {
      keyrack_run_header_sort (self->header, KEYRACK_RUN_COLUMN_RESULT, FALSE);
      set_filter (self, KEYRACK_RUN_FILTER_FAILED);
      if (keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (self->table)) == NULL)
        keyrack_row_table_select (KEYRACK_ROW_TABLE (self->table), 0);
    }

  keyrack_test_run_page_update (self);
}

static void
sort_changed_cb (KeyrackTestRunPage *self)
{
  g_assert (KEYRACK_IS_TEST_RUN_PAGE (self));

  keyrack_run_list_sort (self->list,
                         keyrack_run_header_get_column (self->header),
                         keyrack_run_header_get_descending (self->header));
}

static void
narrow_cb (KeyrackTestRunPage *self)
{
  g_assert (KEYRACK_IS_TEST_RUN_PAGE (self));

  keyrack_test_run_page_update (self);
}

static void
selected_cb (KeyrackTestRunPage *self)
{
  g_assert (KEYRACK_IS_TEST_RUN_PAGE (self));

  keyrack_run_detail_set_item (self->detail,
                               keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (self->table)),
                               keyrack_many_test_get_journal (self->many_test));
}

static void
activated_cb (KeyrackTestRunPage *self)
{
  KeyrackTestItem *item = keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (self->table));

  g_assert (KEYRACK_IS_TEST_RUN_PAGE (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-connection", "s",
                              keyrack_profile_get_id (keyrack_test_item_get_profile (item)));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  keyrack_many_test_cancel (KEYRACK_TEST_RUN_PAGE (widget)->many_test);
}

static void
go_on_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (widget);

  keyrack_test_run_go_on (get_run (self));
  keyrack_test_run_page_update (self);
}

static void
again_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (widget);

  keyrack_run_list_note_failed (self->list);
  if (keyrack_test_run_get_counts (get_run (self))->n_not_tested > 0)
    set_filter (self, KEYRACK_RUN_FILTER_ALL);
  keyrack_many_test_start_again (self->many_test);
}

static void
keyrack_test_run_page_map (GtkWidget *widget)
{
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (widget);

  GTK_WIDGET_CLASS (keyrack_test_run_page_parent_class)->map (widget);

  keyrack_test_run_page_update (self);
  follow (self);
}

static void
keyrack_test_run_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (keyrack_test_run_page_parent_class)->unmap (widget);

  follow (KEYRACK_TEST_RUN_PAGE (widget));
}

static void
keyrack_test_run_page_constructed (GObject *object)
{
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (object);

  G_OBJECT_CLASS (keyrack_test_run_page_parent_class)->constructed (object);

  self->list = keyrack_run_list_new (keyrack_many_test_get_journal (self->many_test));
  g_object_set (self->table,
                "journal", keyrack_many_test_get_journal (self->many_test),
                "model", self->list,
                NULL);

  g_signal_connect_object (self->many_test, "notify::run", G_CALLBACK (run_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->many_test, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  run_cb (self);
  running_cb (self);
}

static void
keyrack_test_run_page_dispose (GObject *object)
{
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->update_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_TEST_RUN_PAGE);
  g_clear_object (&self->list);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->many_test);

  G_OBJECT_CLASS (keyrack_test_run_page_parent_class)->dispose (object);
}

static void
keyrack_test_run_page_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (object);

  switch (prop_id)
    {
    case PROP_MANY_TEST:
      g_value_set_object (value, self->many_test);
      break;

    case PROP_FILTER:
      g_value_set_string (value, filters[self->filter]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_test_run_page_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (object);

  switch (prop_id)
    {
    case PROP_MANY_TEST:
      self->many_test = g_value_dup_object (value);
      break;

    case PROP_FILTER:
      set_filter_by_name (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, all_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, answer_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, banner_bin);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, bottom_again_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, bottom_save_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, detail);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, failed_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, header);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, left_out_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, legend);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, paused_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, question);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, question_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, refused_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, remark_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, table);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, testing_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, title);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, undecided_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, working_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTestRunPage, working_toggle);
}

static void
keyrack_test_run_page_class_init (KeyrackTestRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = keyrack_test_run_page_constructed;
  object_class->dispose = keyrack_test_run_page_dispose;
  object_class->get_property = keyrack_test_run_page_get_property;
  object_class->set_property = keyrack_test_run_page_set_property;

  widget_class->map = keyrack_test_run_page_map;
  widget_class->unmap = keyrack_test_run_page_unmap;

  properties[PROP_MANY_TEST] = g_param_spec_object ("many-test", NULL, NULL, KEYRACK_TYPE_MANY_TEST, given);
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-test-run-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_install_action (widget_class, "run.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "run.cancel", NULL, cancel_action);
  keyrack_test_run_page_install_save (widget_class);
  gtk_widget_class_install_property_action (widget_class, "run.filter", "filter");
  gtk_widget_class_install_action (widget_class, "run.go-on", NULL, go_on_action);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_RUN_DETAIL);
  g_type_ensure (KEYRACK_TYPE_RUN_HEADER);
  g_type_ensure (KEYRACK_TYPE_RUN_TABLE);
}

static void
keyrack_test_run_page_init (KeyrackTestRunPage *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * keyrack_test_run_page_new:
 * @many_test: what runs, or has run
 * @banner: (nullable): what has to be seen whatever is shown
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
keyrack_test_run_page_new (KeyrackManyTest *many_test,
                           GtkWidget       *banner)
{
  KeyrackTestRunPage *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (many_test), NULL);
  g_return_val_if_fail (banner == NULL || GTK_IS_WIDGET (banner), NULL);

  self = g_object_new (KEYRACK_TYPE_TEST_RUN_PAGE, "many-test", many_test, NULL);
  adw_bin_set_child (self->banner_bin, banner);

  return GTK_WIDGET (self);
}
