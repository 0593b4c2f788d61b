/* test-guide.c: the steps, the permissions, and the warning
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-guide.h"

static guint
count_rows (GtkWidget *widget)
{
  guint n_rows = ADW_IS_ACTION_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows += count_rows (child);

  return n_rows;
}

/* The words in bold are those of the web interface. */
static void
test_words (void)
{
  static const char *titles[] = {
    "Open <b>Administration → API credentials</b>",
    "Choose <b>New OAuth client credentials</b>",
    "Fill in <b>Name</b> and <b>Description</b>",
    "Tick the <b>Permissions</b>",
    "Choose <b>Save and generate credentials</b>",
    "Copy <b>Client ID</b> and <b>Secret key</b>",
    "Remote Actions API",
    "Enrichment API",
    "Data management",
    "Workflows API",
    "Campaigns API",
    "NQL API",
    "Spark API",
  };
  GtkWidget *guide = keyrack_guide_new ();

  g_assert_cmpuint (count_rows (guide), ==, G_N_ELEMENTS (titles));
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    g_assert_nonnull (app_test_find (guide, ADW_TYPE_ACTION_ROW, "title", titles[i]));
  g_assert_nonnull (app_test_find (guide, GTK_TYPE_LABEL, "label", "The secret key is shown only once"));

  gtk_window_destroy (GTK_WINDOW (guide));
}

/* It stands beside the browser: not modal, and as narrow as need be. */
static void
test_window (void)
{
  GtkWidget *guide = keyrack_guide_new ();
  int minimum = 0;

  app_test_show (guide);
  gtk_widget_measure (guide, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 360);
  g_assert_false (gtk_window_get_modal (GTK_WINDOW (guide)));

  app_test_close (guide);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/guide/words", test_words);
  g_test_add_func ("/guide/window", test_window);

  return g_test_run ();
}
