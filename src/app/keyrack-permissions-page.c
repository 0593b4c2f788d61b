/* keyrack-permissions-page.c: the page of the permissions of all connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permissions-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs.h"
#include "keyrack-fold-box.h"
#include "keyrack-permission-report.h"
#include "keyrack-report-target.h"

#define UPDATE_INTERVAL 200 /* ms; more often nobody can read it */

G_DEFINE_FINAL_TYPE (KeyrackPermissionsPage, keyrack_permissions_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FILTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_filter (KeyrackPermissionsPage *self,
            const char             *filter)
{
  self->only_missing = g_strcmp0 (filter, "missing") == 0;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
known_cb (KeyrackPermissionsPage *self)
{
  g_assert (KEYRACK_IS_PERMISSIONS_PAGE (self));

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->missing, GTK_FILTER_CHANGE_DIFFERENT);
  keyrack_permissions_page_update (self);
}

static void
selected_cb (KeyrackPermissionsPage *self)
{
  gboolean wide = keyrack_permissions_page_is_wide (self);

  g_assert (KEYRACK_IS_PERMISSIONS_PAGE (self));

  keyrack_permissions_detail_set_profile (self->detail,
                                          wide ? gtk_single_selection_get_selected_item (self->selection) : NULL);
}

static gboolean
fold_tick_cb (GtkWidget     *widget,
              GdkFrameClock *frame_clock,
              gpointer       user_data)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (widget);

  /* Ticks come before the layout of their frame. */
  if (gtk_widget_get_width (GTK_WIDGET (self->squeezer)) == 0)
    return G_SOURCE_CONTINUE;

  self->fold_tick = 0;
  selected_cb (self);
  keyrack_permissions_page_update (self);

  return G_SOURCE_REMOVE;
}

/* It comes in the middle of a layout, when nothing may be shown or hidden. */
static void
visible_child_cb (KeyrackPermissionsPage *self)
{
  g_assert (KEYRACK_IS_PERMISSIONS_PAGE (self));

  if (self->selection != NULL && self->fold_tick == 0)
    self->fold_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fold_tick_cb, NULL, NULL);
}

static void
activated_cb (KeyrackPermissionsPage *self,
              guint                   position,
              GtkWidget              *view)
{
  GtkSelectionModel *model = GTK_IS_LIST_VIEW (view) ? gtk_list_view_get_model (self->list_view)
                                                     : GTK_SELECTION_MODEL (self->selection);
  g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (model), position);

  g_assert (KEYRACK_IS_PERMISSIONS_PAGE (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-connection", "s", keyrack_profile_get_id (profile));
}

/* The run */

static gboolean
update_cb (gpointer user_data)
{
  keyrack_permissions_page_update (KEYRACK_PERMISSIONS_PAGE (user_data));

  return G_SOURCE_CONTINUE;
}

/* Only what is looked at is kept up to date. */
static void
running_cb (KeyrackPermissionsPage *self)
{
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self)) && keyrack_many_test_get_running (self->many_test);

  g_assert (KEYRACK_IS_PERMISSIONS_PAGE (self));

  if (seen && self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_INTERVAL, update_cb, self);
  else if (!seen)
    g_clear_handle_id (&self->update_id, g_source_remove);

  keyrack_permissions_page_update (self);
}

static void
check_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (widget);
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (self->profiles); i++)
    g_ptr_array_add (profiles, g_list_model_get_item (self->profiles, i));

  keyrack_many_test_check (self->many_test, profiles, _("Check Permissions"));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  keyrack_many_test_cancel (KEYRACK_PERMISSIONS_PAGE (widget)->many_test);
}

static void
go_on_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (widget);

  keyrack_test_run_go_on (keyrack_many_test_get_run (self->many_test));
  keyrack_permissions_page_update (self);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (widget);
  g_autofree char *name = keyrack_permission_report_dup_file_name (g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *text = keyrack_permission_report_dup_csv (self->profiles);

  keyrack_report_target_ask (widget, name, text, keyrack_profile_store_get_secrets (self->store), self->cancellable);
}

static void
accepted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackPermissionsPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_profile_store_accept_permissions_finish (KEYRACK_PROFILE_STORE (object), result, &error) &&
      !g_cancellable_is_cancelled (self->cancellable))
    keyrack_dialogs_tell (GTK_WIDGET (self), _("Nothing Was Changed"), error->message);
}

/* Parameter: the id of a connection. */
static void
accept_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (widget);

  keyrack_profile_store_accept_permissions_async (self->store, g_variant_get_string (parameter, NULL), NULL,
                                                  accepted_cb, g_object_ref (self));
}

static void
keyrack_permissions_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (keyrack_permissions_page_parent_class)->map (widget);

  running_cb (KEYRACK_PERMISSIONS_PAGE (widget));
  visible_child_cb (KEYRACK_PERMISSIONS_PAGE (widget));
}

static void
keyrack_permissions_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (keyrack_permissions_page_parent_class)->unmap (widget);

  running_cb (KEYRACK_PERMISSIONS_PAGE (widget));
}

static void
keyrack_permissions_page_dispose (GObject *object)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->fold_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fold_tick);
  self->fold_tick = 0;
  g_clear_object (&self->watch);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PERMISSIONS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->missing);
  g_clear_object (&self->profiles);
  g_clear_object (&self->many_test);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (keyrack_permissions_page_parent_class)->dispose (object);
}

static void
keyrack_permissions_page_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (object);

  switch (property_id)
    {
    case PROP_FILTER:
      g_value_set_static_string (value, self->only_missing ? "missing" : "all");
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_permissions_page_set_property (GObject      *object,
                                       guint         property_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  KeyrackPermissionsPage *self = KEYRACK_PERMISSIONS_PAGE (object);

  switch (property_id)
    {
    case PROP_FILTER:
      set_filter (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, all_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, answer_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, banner_bin);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, detail);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, filter_box);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, legend);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, missing_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, question);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, question_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, remark_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, squeezer);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, table);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPermissionsPage, title);
}

static void
keyrack_permissions_page_class_init (KeyrackPermissionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_permissions_page_dispose;
  object_class->get_property = keyrack_permissions_page_get_property;
  object_class->set_property = keyrack_permissions_page_set_property;

  widget_class->map = keyrack_permissions_page_map;
  widget_class->unmap = keyrack_permissions_page_unmap;

  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_PERMISSIONS_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-permissions-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_cb);
  gtk_widget_class_install_action (widget_class, "permissions.accept", "s", accept_action);
  gtk_widget_class_install_action (widget_class, "permissions.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "permissions.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "permissions.go-on", NULL, go_on_action);
  gtk_widget_class_install_action (widget_class, "permissions.save", NULL, save_action);
  gtk_widget_class_install_property_action (widget_class, "permissions.filter", "filter");
}

static void
keyrack_permissions_page_init (KeyrackPermissionsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->watch = keyrack_profile_watch_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  keyrack_permissions_page_create_columns (self);
}

/**
 * keyrack_permissions_page_new:
 * @store: the connections
 * @many_test: what checks them
 * @ids: (nullable): which of them are meant; none means all
 * @banner: (nullable): what has to be seen whatever is shown
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
keyrack_permissions_page_new (KeyrackProfileStore *store,
                              KeyrackManyTest     *many_test,
                              const char * const  *ids,
                              GtkWidget           *banner)
{
  KeyrackPermissionsPage *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (many_test), NULL);
  g_return_val_if_fail (banner == NULL || GTK_IS_WIDGET (banner), NULL);

  self = g_object_new (KEYRACK_TYPE_PERMISSIONS_PAGE, NULL);
  self->store = g_object_ref (store);
  self->many_test = g_object_ref (many_test);
  adw_bin_set_child (self->banner_bin, banner);
  keyrack_permissions_page_set_models (self, ids);

  keyrack_profile_watch_set_model (self->watch, self->profiles);
  g_signal_connect_object (self->watch, "item-notify::permission-record", G_CALLBACK (known_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "item-notify::intended-permissions", G_CALLBACK (known_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->profiles, "items-changed", G_CALLBACK (keyrack_permissions_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->many_test, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  set_filter (self, "all");
  keyrack_permissions_page_update (self);

  return GTK_WIDGET (self);
}
