/* test-fold-box.c: side by side or above one another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-fold-box.h"

#define CHILD_WIDTH 100
#define CHILD_HEIGHT 20

static GtkWidget *
box_new (const char *first_property,
         ...)
{
  va_list arguments;
  GtkWidget *box;

  va_start (arguments, first_property);
  box = GTK_WIDGET (g_object_new_valist (KEYRACK_TYPE_FOLD_BOX, first_property, arguments));
  va_end (arguments);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *child = g_object_new (ADW_TYPE_BIN,
                                       "width-request", CHILD_WIDTH,
                                       "height-request", CHILD_HEIGHT,
                                       NULL);

      gtk_widget_set_parent (child, box);
    }

  return g_object_ref_sink (box);
}

static int
height_at (GtkWidget *box,
           int        width)
{
  int minimum = 0;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
test_lifetime (void)
{
  GtkWidget *box = box_new (NULL);

  g_assert_finalize_object (box);
}

static void
test_by_natural_width (void)
{
  g_autoptr(GtkWidget) box = box_new ("spacing", 10, "row-spacing", 5, "homogeneous", TRUE, NULL);
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, CHILD_WIDTH);
  g_assert_cmpint (natural, ==, 2 * CHILD_WIDTH + 10);

  g_assert_cmpint (height_at (box, natural), ==, CHILD_HEIGHT);
  g_assert_cmpint (height_at (box, natural - 1), ==, 2 * CHILD_HEIGHT + 5);
}

static void
test_by_fold_width (void)
{
  g_autoptr(GtkWidget) box = box_new ("fold-width", 400, NULL);

  g_assert_cmpint (height_at (box, 400), ==, CHILD_HEIGHT);
  g_assert_cmpint (height_at (box, 399), ==, 2 * CHILD_HEIGHT);
}

/* Larger text needs more room. */
static void
test_text_scale (void)
{
  g_autoptr(GtkWidget) box = box_new ("fold-width", 400, NULL);
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);

  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  g_assert_true (keyrack_fold_box_folds_at (KEYRACK_FOLD_BOX (box), 599));
  g_assert_false (keyrack_fold_box_folds_at (KEYRACK_FOLD_BOX (box), 600));

  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
test_hidden_child (void)
{
  g_autoptr(GtkWidget) box = box_new ("spacing", 10, NULL);
  int natural = 0;

  gtk_widget_set_visible (gtk_widget_get_last_child (box), FALSE);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  g_assert_cmpint (natural, ==, CHILD_WIDTH);
}

static void
assert_first_at (GtkWidget *box,
                 int        x)
{
  GtkAllocation allocation;

  gtk_widget_allocate (box, 300, CHILD_HEIGHT, -1, NULL);
  gtk_widget_get_allocation (gtk_widget_get_first_child (box), &allocation);
  g_assert_cmpint (allocation.x, ==, x);
}

static void
test_mirrored (void)
{
  GtkWidget *box = box_new (NULL);

  gtk_widget_set_hexpand (gtk_widget_get_last_child (box), TRUE);
  app_test_show (box);

  assert_first_at (box, 0);

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  assert_first_at (box, 300 - CHILD_WIDTH);

  app_test_close (box);
  g_assert_finalize_object (box);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/fold-box/lifetime", test_lifetime);
  g_test_add_func ("/fold-box/by-natural-width", test_by_natural_width);
  g_test_add_func ("/fold-box/by-fold-width", test_by_fold_width);
  g_test_add_func ("/fold-box/text-scale", test_text_scale);
  g_test_add_func ("/fold-box/hidden-child", test_hidden_child);
  g_test_add_func ("/fold-box/mirrored", test_mirrored);

  return g_test_run ();
}
