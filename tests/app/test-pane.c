/* test-pane.c: two panes whose person decides where the edge is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-pane-handle.h"

#define MINIMUM 260
#define NEIGHBOUR_MINIMUM 360
#define WINDOW_WIDTH 900

typedef struct
{
  GtkWidget   *window;
  KeyrackPane *pane;
  KeyrackPane *neighbour;
  GtkWidget   *handle;
  int          expected;
} Fixture;

static KeyrackPane *
pane_new (int minimum)
{
  GtkWidget *child = g_object_new (ADW_TYPE_BIN, "width-request", minimum, NULL);

  return g_object_new (KEYRACK_TYPE_PANE, "child", child, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  GtkWidget *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();

  fixture->pane = pane_new (MINIMUM);
  fixture->neighbour = pane_new (NEIGHBOUR_MINIMUM);
  fixture->handle = g_object_new (KEYRACK_TYPE_PANE_HANDLE,
                                  "pane", fixture->pane,
                                  "neighbour", fixture->neighbour,
                                  "halign", GTK_ALIGN_START,
                                  NULL);

  gtk_widget_set_hexpand (GTK_WIDGET (fixture->neighbour), TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (fixture->neighbour));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), fixture->handle);
  gtk_box_append (GTK_BOX (panes), GTK_WIDGET (fixture->pane));
  gtk_box_append (GTK_BOX (panes), overlay);

  fixture->window = g_object_ref (gtk_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WINDOW_WIDTH, 200);
  gtk_window_set_child (GTK_WINDOW (fixture->window), panes);
  keyrack_pane_set_width (fixture->pane, 300);
  app_test_show (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_close (fixture->window);
  g_assert_finalize_object (fixture->window);
}

static gboolean
is_as_wide (gpointer user_data)
{
  Fixture *fixture = user_data;

  return gtk_widget_get_width (GTK_WIDGET (fixture->pane)) == fixture->expected;
}

/* The frame clock may need a while to lay it out. */
static void
wait_for_width (Fixture *fixture,
                int      width)
{
  fixture->expected = width;
  app_test_wait (is_as_wide, fixture);
  g_assert_cmpint (keyrack_pane_get_width (fixture->pane), ==, width);
}

/* What the key does that the class has bound to it. */
static void
press (GtkWidget *widget,
       guint      key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key)
            continue;

          found = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                gtk_shortcut_get_arguments (shortcut));
        }
    }

  g_assert_true (found);
}

static void
test_lifetime (void)
{
  KeyrackPane *pane = g_object_ref_sink (pane_new (MINIMUM));
  GtkWidget *handle = g_object_ref_sink (g_object_new (KEYRACK_TYPE_PANE_HANDLE, "pane", pane, NULL));

  g_assert_finalize_object (pane);
  g_assert_finalize_object (handle);
}

/* What is wanted is no more than a wish: it never asks for a wider window. */
static void
test_measure (void)
{
  g_autoptr(GtkWidget) pane = g_object_ref_sink (GTK_WIDGET (pane_new (MINIMUM)));
  int minimum = 0;
  int natural = 0;

  keyrack_pane_set_width (KEYRACK_PANE (pane), 420);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, MINIMUM);
  g_assert_cmpint (natural, ==, 420);

  keyrack_pane_set_width (KEYRACK_PANE (pane), 100);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, MINIMUM);
  g_assert_cmpint (natural, ==, MINIMUM);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  user_data)
{
  wait_for_width (fixture, 300);

  press (fixture->handle, GDK_KEY_Right);
  wait_for_width (fixture, 320);
  press (fixture->handle, GDK_KEY_Left);
  press (fixture->handle, GDK_KEY_Left);
  wait_for_width (fixture, 280);

  press (fixture->handle, GDK_KEY_Home);
  wait_for_width (fixture, MINIMUM);
  press (fixture->handle, GDK_KEY_Left);
  wait_for_width (fixture, MINIMUM);

  /* The neighbour keeps its own minimum. */
  press (fixture->handle, GDK_KEY_End);
  wait_for_width (fixture, WINDOW_WIDTH - NEIGHBOUR_MINIMUM);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->neighbour)), ==, NEIGHBOUR_MINIMUM);
  press (fixture->handle, GDK_KEY_Right);
  g_assert_cmpint (keyrack_pane_get_width (fixture->pane), ==, WINDOW_WIDTH - NEIGHBOUR_MINIMUM);
}

static void
test_mirrored (Fixture       *fixture,
               gconstpointer  user_data)
{
  wait_for_width (fixture, 300);
  gtk_widget_set_direction (fixture->handle, GTK_TEXT_DIR_RTL);

  press (fixture->handle, GDK_KEY_Left);
  wait_for_width (fixture, 320);
  press (fixture->handle, GDK_KEY_Right);
  wait_for_width (fixture, 300);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/pane/lifetime", test_lifetime);
  g_test_add_func ("/pane/measure", test_measure);
  g_test_add ("/pane/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/pane/mirrored", Fixture, NULL, set_up, test_mirrored, tear_down);

  return g_test_run ();
}
