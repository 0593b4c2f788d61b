/* test-region.c: region labels and their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "keyrack-region.h"

static void
test_published (void)
{
  gsize n_regions = 0;
  const KeyrackRegion *regions = keyrack_region_get_published (&n_regions);

  g_assert_cmpuint (n_regions, ==, 4);

  for (gsize i = 0; i < n_regions; i++)
    {
      g_autofree char *title = keyrack_region_dup_title (regions[i].label);

      g_assert_true (keyrack_region_label_is_valid (regions[i].label));
      g_assert_cmpstr (keyrack_region_get_name (regions[i].label), ==, regions[i].name);
      g_assert_true (g_str_has_suffix (title, regions[i].label));
    }
}

static void
test_titles (void)
{
  g_autofree char *known = keyrack_region_dup_title ("eu");
  g_autofree char *unknown = keyrack_region_dup_title ("mars");

  g_assert_cmpstr (known, ==, "European Union — eu");
  g_assert_cmpstr (unknown, ==, "mars");
  g_assert_null (keyrack_region_get_name ("mars"));
  g_assert_null (keyrack_region_get_name (NULL));
}

static void
test_labels (void)
{
  static const char *refused[] = {
    "", "e", "EU", "e u", "eu ", "eu.", "eu/", "eu-1", "eu1", "éu", "abcdefghijk", "eu\n",
  };

  g_assert_true (keyrack_region_label_is_valid ("abcdefghij"));
  g_assert_false (keyrack_region_label_is_valid (NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (keyrack_region_label_is_valid (refused[i]));
}

static void
test_found (void)
{
  g_assert_cmpstr (keyrack_region_find ("EU"), ==, "eu");
  g_assert_cmpstr (keyrack_region_find (" asia pacific"), ==, "pac");
  g_assert_cmpstr (keyrack_region_find ("Middle East, Turkey and Africa"), ==, "meta");
  g_assert_null (keyrack_region_find (""));
  g_assert_null (keyrack_region_find ("eux"));
  g_assert_null (keyrack_region_find ("eu/../"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region/published", test_published);
  g_test_add_func ("/region/titles", test_titles);
  g_test_add_func ("/region/labels", test_labels);
  g_test_add_func ("/region/found", test_found);

  return g_test_run ();
}
