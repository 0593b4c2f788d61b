/* test-profile-view.c: which rows a long list has, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-profile-row.h"
#include "keyrack-profile-view.h"

#define N_PROFILES 1000

typedef struct
{
  GtkWidget     *scrolled;
  GtkWidget     *view;
  GListStore    *model;
  KeyrackChoice *choice;
} Fixture;

static gboolean
has_drawn (gpointer user_data)
{
  gboolean *drawn = user_data;

  return *drawn;
}

static void
after_paint_cb (GdkFrameClock *clock,
                gboolean      *drawn)
{
  *drawn = TRUE;
}

/* Until everything has its place. */
static void
draw (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->view);
  gboolean drawn = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &drawn);

  gtk_widget_queue_draw (fixture->view);
  app_test_wait (has_drawn, &drawn);
  g_signal_handler_disconnect (clock, handler);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->model = g_list_store_new (G_TYPE_OBJECT);
  fixture->choice = keyrack_choice_new ();
  fixture->view = keyrack_profile_view_new ();
  fixture->scrolled = gtk_scrolled_window_new ();
  gtk_widget_set_size_request (fixture->scrolled, 300, 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled), fixture->view);

  for (guint i = 0; i < N_PROFILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr(KeyrackProfile) profile = app_test_profile (name, "one", "eu");

      g_list_store_append (fixture->model, profile);
    }

  g_object_set (fixture->view, "model", fixture->model, "choice", fixture->choice, NULL);
  app_test_show (fixture->scrolled);
  draw (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  app_test_close (fixture->scrolled);
  g_assert_null (fixture->view);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->choice);
}

static GtkWidget *
get_row (Fixture *fixture,
         guint    position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);

  return keyrack_row_view_get_row_of (KEYRACK_ROW_VIEW (fixture->view), item);
}

static guint
count_rows (Fixture *fixture)
{
  guint n_rows = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (fixture->view);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows += gtk_widget_get_mapped (child);

  return n_rows;
}

static double
get_top (Fixture *fixture,
         guint    position)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (get_row (fixture, position), fixture->scrolled, &bounds));

  return bounds.origin.y;
}

static void
scroll_to (Fixture *fixture,
           guint    position)
{
  keyrack_row_view_scroll_to (KEYRACK_ROW_VIEW (fixture->view), position);
  draw (fixture);
}

/* However many there are, only what is in sight costs. */
static void
test_few_rows (Fixture       *fixture,
               gconstpointer  user_data)
{
  guint n_rows = count_rows (fixture);

  g_assert_nonnull (get_row (fixture, 0));
  g_assert_cmpuint (n_rows, <, 20);
  g_assert_null (get_row (fixture, 500));

  scroll_to (fixture, 500);
  g_assert_nonnull (get_row (fixture, 500));
  g_assert_null (get_row (fixture, 0));
  g_assert_cmpuint (count_rows (fixture), <=, n_rows + 1);

  scroll_to (fixture, N_PROFILES - 1);
  g_assert_cmpfloat (get_top (fixture, N_PROFILES - 1), <, 400);
  g_assert_cmpfloat (get_top (fixture, N_PROFILES - 1), >, 300);
}

/* What one looks at does not jump when something changes above it. */
static void
test_change_above (Fixture       *fixture,
                   gconstpointer  user_data)
{
  double top = 0;

  scroll_to (fixture, 500);
  top = get_top (fixture, 500);

  g_list_store_splice (fixture->model, 10, 20, NULL, 0);
  draw (fixture);
  g_assert_cmpfloat (get_top (fixture, 480), ==, top);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile ("New", "one", "eu");

  g_list_store_insert (fixture->model, 1, profile);
  draw (fixture);

  g_assert_true (gtk_widget_get_next_sibling (get_row (fixture, 0)) == get_row (fixture, 1));
  g_assert_true (gtk_widget_get_next_sibling (get_row (fixture, 1)) == get_row (fixture, 2));
  g_assert_true (keyrack_profile_row_get_profile (KEYRACK_PROFILE_ROW (get_row (fixture, 1))) == profile);
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_root_get_focus (gtk_widget_get_root (fixture->view));
}

/* The keyboard stays with its item, whatever happens to the list; when that goes, the next
 * one gets it. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) selected = g_list_model_get_item (G_LIST_MODEL (fixture->model), 3);

  g_object_set (fixture->view, "selected", selected, NULL);
  g_assert_true (gtk_widget_grab_focus (fixture->view));
  g_assert_true (get_focus (fixture) == get_row (fixture, 3));

  scroll_to (fixture, 500);
  g_assert_true (get_focus (fixture) == get_row (fixture, 3));

  g_list_store_remove (fixture->model, 0);
  draw (fixture);
  g_assert_true (get_focus (fixture) == get_row (fixture, 2));

  g_list_store_remove (fixture->model, 2);
  draw (fixture);
  g_assert_true (get_focus (fixture) == get_row (fixture, 2));
  g_assert_cmpstr (keyrack_profile_get_name (keyrack_profile_row_get_profile (KEYRACK_PROFILE_ROW (get_focus (fixture)))),
                   ==, "4");

  g_list_store_remove_all (fixture->model);
  draw (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
}

static void
test_headers (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(KeyrackGroup) group = keyrack_group_new ("Production", "Production");
  g_autofree char *problem = NULL;
  GtkWidget *header = NULL;

  keyrack_group_set_count (group, 7);
  g_list_store_insert (fixture->model, 0, group);
  draw (fixture);

  header = get_row (fixture, 0);
  g_assert_true (gtk_widget_get_next_sibling (header) == get_row (fixture, 1));
  g_assert_cmpfloat (get_top (fixture, 1) - get_top (fixture, 0), <, get_top (fixture, 2) - get_top (fixture, 1));

  problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                "Production, 7 connections");
  g_assert_cmpstr (problem, ==, NULL);

  /* No stop for the keyboard. */
  g_assert_true (gtk_widget_grab_focus (fixture->view));
  g_assert_true (get_focus (fixture) == get_row (fixture, 1));
}

static void
test_choice (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);

  keyrack_choice_set_active (fixture->choice, TRUE);
  keyrack_choice_set (fixture->choice, profile, TRUE);

  g_assert_cmpuint (keyrack_choice_get_count (fixture->choice), ==, 1);
  g_assert_cmpint (gtk_widget_get_state_flags (get_row (fixture, 1)) & GTK_STATE_FLAG_SELECTED, !=, 0);
  g_assert_cmpint (gtk_widget_get_state_flags (get_row (fixture, 2)) & GTK_STATE_FLAG_SELECTED, ==, 0);

  keyrack_choice_set_active (fixture->choice, FALSE);
  g_assert_cmpuint (keyrack_choice_get_count (fixture->choice), ==, 0);
  g_assert_cmpint (gtk_widget_get_state_flags (get_row (fixture, 1)) & GTK_STATE_FLAG_SELECTED, ==, 0);
}

/* As the key would do it, when @controller knows it. */
static gboolean
activate_key (Fixture    *fixture,
              GListModel *controller,
              const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (controller); i++)
    {
      g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (controller, i);
      g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

      if (g_str_equal (trigger, key))
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, fixture->view,
                                             gtk_shortcut_get_arguments (shortcut));
    }

  return FALSE;
}

static void
press (Fixture    *fixture,
       const char *key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->view);
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        done |= activate_key (fixture, G_LIST_MODEL (controller), key);
    }

  g_assert_true (done);
}

static void
assert_chosen (Fixture *fixture,
               guint    first,
               guint    last)
{
  g_assert_cmpuint (keyrack_choice_get_count (fixture->choice), ==, last - first + 1);

  for (guint i = first; i <= last; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);

      g_assert_true (keyrack_choice_contains (fixture->choice, profile));
    }
}

/* A range begins where the keyboard is, however it came there. */
static void
test_range (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) selected = g_list_model_get_item (G_LIST_MODEL (fixture->model), 3);

  g_object_set (fixture->view, "selected", selected, NULL);
  g_assert_true (gtk_widget_grab_focus (fixture->view));
  press (fixture, "<Shift>Down");
  assert_chosen (fixture, 3, 4);
  press (fixture, "<Shift>Up");
  press (fixture, "<Shift>Up");
  assert_chosen (fixture, 2, 3);

  keyrack_choice_set_active (fixture->choice, FALSE);
  press (fixture, "Down");
  press (fixture, "Down");
  press (fixture, "<Shift>Down");
  assert_chosen (fixture, 4, 5);
}

static GMenuModel *
create_menu_cb (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, "Delete", "list.delete");

  return G_MENU_MODEL (menu);
}

static gboolean
has_menu (Fixture *fixture)
{
  GtkWidget *menu = app_test_find (fixture->view, GTK_TYPE_POPOVER, NULL, NULL);

  return menu != NULL && gtk_widget_get_visible (menu);
}

/* What is chosen in the menu of a connection is not done to the one that took its place. */
static void
test_menu (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) selected = g_list_model_get_item (G_LIST_MODEL (fixture->model), 3);

  g_signal_connect (fixture->view, "create-menu", G_CALLBACK (create_menu_cb), NULL);
  g_object_set (fixture->view, "selected", selected, NULL);
  g_assert_true (gtk_widget_grab_focus (fixture->view));
  press (fixture, "Menu");
  g_assert_true (has_menu (fixture));

  g_list_store_remove (fixture->model, 1);
  g_assert_true (has_menu (fixture));
  g_assert_true (keyrack_profile_view_get_current (KEYRACK_PROFILE_VIEW (fixture->view)) == selected);
  g_list_store_remove (fixture->model, 2);
  g_assert_false (has_menu (fixture));
  g_assert_true (get_focus (fixture) == get_row (fixture, 2));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/profile-view/few-rows", test_few_rows);
  ADD ("/profile-view/change-above", test_change_above);
  ADD ("/profile-view/order", test_order);
  ADD ("/profile-view/focus", test_focus);
  ADD ("/profile-view/headers", test_headers);
  ADD ("/profile-view/choice", test_choice);
  ADD ("/profile-view/range", test_range);
  ADD ("/profile-view/menu", test_menu);

  return g_test_run ();
}
