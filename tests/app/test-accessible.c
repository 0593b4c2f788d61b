/* test-accessible.c: names for what others leave without one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-accessible.h"

static void
assert_name (GtkWidget  *widget,
             const char *name)
{
  g_autofree char *problem =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_cmpstr (problem, ==, NULL);
}

static void
test_parts (void)
{
  g_autoptr(GtkWidget) box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *labelled = gtk_button_new_with_mnemonic ("_Close");
  GtkWidget *described = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *bare = gtk_toggle_button_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *inner = gtk_button_new_with_label ("Inner");

  gtk_widget_set_tooltip_text (described, "Back");
  gtk_list_box_append (GTK_LIST_BOX (list), inner);
  gtk_box_append (GTK_BOX (box), labelled);
  gtk_box_append (GTK_BOX (box), described);
  gtk_box_append (GTK_BOX (box), bare);
  gtk_box_append (GTK_BOX (box), list);

  keyrack_accessible_name_parts (box, "Window");

  assert_name (labelled, "Close");
  assert_name (described, "Back");
  assert_name (bare, "Window");
  assert_name (list, "Window");
  assert_name (inner, "Inner");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/accessible/parts", test_parts);

  return g_test_run ();
}
