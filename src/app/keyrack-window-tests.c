/* keyrack-window-tests.c: testing many connections from the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window-private.h"

#include <glib/gi18n.h>

#include "keyrack-permissions-page.h"
#include "keyrack-run-text.h"
#include "keyrack-store-banner.h"
#include "keyrack-test-run-page.h"

#define NOTIFICATION_ID "test-run"

static GtkWidget *
create_banner (KeyrackWindow *self)
{
  return g_object_new (KEYRACK_TYPE_STORE_BANNER, "store", self->store, "warning", self->warning, NULL);
}

/* The page goes when one goes back; all that was found is in the run. */
static void
show_run (KeyrackWindow *self)
{
  if (KEYRACK_IS_TEST_RUN_PAGE (keyrack_window_get_page (self)))
    return;

  keyrack_window_show_page (self, keyrack_test_run_page_new (self->many_test, create_banner (self)));
}

/* What runs already is shown, nothing is begun twice. */
static void
test (KeyrackWindow *self,
      GPtrArray     *profiles,
      const char    *heading)
{
  if (!keyrack_many_test_get_running (self->many_test))
    keyrack_many_test_start (self->many_test, profiles, heading);

  show_run (self);
}

static void
test_all_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  for (guint i = 0; i < n_profiles; i++)
    g_ptr_array_add (profiles, g_list_model_get_item (G_LIST_MODEL (self->store), i));

  if (profiles->len > 0)
    test (self, profiles, _("Test All"));
}

/* (element-type KeyrackProfile): those of @ids that are still there. */
GPtrArray *
keyrack_window_dup_profiles (KeyrackWindow  *self,
                             const char    **ids)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      KeyrackProfile *profile = keyrack_profile_store_find (self->store, ids[i]);

      if (profile != NULL)
        g_ptr_array_add (profiles, g_object_ref (profile));
    }

  return profiles;
}

static void
test_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  g_autoptr(GPtrArray) profiles = keyrack_window_dup_profiles (self, ids);

  if (profiles->len > 0)
    test (self, profiles, _("Test Selection"));
}

/* Parameter: the ids of connections; none means all. */
static void
permissions_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  keyrack_window_show_page (self, keyrack_permissions_page_new (self->store, self->many_test, ids,
                                                                create_banner (self)));
}

static void
show_run_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  show_run (KEYRACK_WINDOW (widget));
}

/* Who looks at the window sees it there. */
static void
ended_cb (KeyrackWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr(GNotification) notification = NULL;
  g_autofree char *remark = NULL;

  g_assert (KEYRACK_IS_WINDOW (self));

  if (application == NULL || gtk_window_is_active (GTK_WINDOW (self)))
    return;

  remark = keyrack_run_text_dup_remark (keyrack_many_test_get_run (self->many_test),
                                        g_get_real_time () / G_USEC_PER_SEC);
  notification = g_notification_new (keyrack_many_test_get_summary (self->many_test));
  g_notification_set_body (notification, remark);
  g_application_send_notification (G_APPLICATION (application), NOTIFICATION_ID, notification);
}

static void
is_active_cb (KeyrackWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_assert (KEYRACK_IS_WINDOW (self));

  if (application != NULL && gtk_window_is_active (GTK_WINDOW (self)) &&
      keyrack_many_test_get_run (self->many_test) != NULL)
    g_application_withdraw_notification (G_APPLICATION (application), NOTIFICATION_ID);
}

/* A run is seen from everywhere, even in the list of windows. */
static void
progress_cb (KeyrackWindow *self)
{
  g_autofree char *progress = keyrack_many_test_dup_progress (self->many_test);

  g_assert (KEYRACK_IS_WINDOW (self));

  gtk_window_set_title (GTK_WINDOW (self), progress != NULL ? progress : "Keyrack");
}

static void
run_cb (KeyrackWindow *self)
{
  g_assert (KEYRACK_IS_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-test-run",
                                 keyrack_many_test_get_run (self->many_test) != NULL);
}

void
keyrack_window_create_tests (KeyrackWindow *self)
{
  self->many_test =
    keyrack_many_test_new (self->client, keyrack_profile_store_get_secrets (self->store), self->journal);
  g_signal_connect_object (self->many_test, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->many_test, "notify::progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->many_test, "notify::run", G_CALLBACK (run_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
  run_cb (self);
  self->permission_keeper = keyrack_permission_keeper_new (self->store);
}

void
keyrack_window_install_tests (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.test-all", NULL, test_all_action);
  gtk_widget_class_install_action (widget_class, "win.test", "as", test_action);
  gtk_widget_class_install_action (widget_class, "win.permissions", "as", permissions_action);
  gtk_widget_class_install_action (widget_class, "win.show-test-run", NULL, show_run_action);
}
