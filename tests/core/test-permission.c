/* test-permission.c: the names of the permissions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission.h"

/* The vendor's boxes in the vendor's order. */
static void
test_order (void)
{
  static const char * const names[] = {
    "Remote Actions", "Enrichment", "Data Management", "Workflows", "Campaigns", "NQL", "Spark",
  };

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, KEYRACK_N_PERMISSIONS);
  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    g_assert_cmpstr (keyrack_permission_get_name (i), ==, names[i]);
}

static void
test_ids (void)
{
  KeyrackPermission permission = KEYRACK_PERMISSION_REMOTE_ACTIONS;

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      g_assert_true (keyrack_permission_from_id (keyrack_permission_get_id (i), &permission));
      g_assert_cmpuint (permission, ==, i);
    }

  g_assert_false (keyrack_permission_from_id ("NQL", &permission));
  g_assert_false (keyrack_permission_from_id ("", &permission));
  g_assert_cmpuint (permission, ==, KEYRACK_PERMISSION_SPARK);
}

static void
assert_text (KeyrackPermissions  permissions,
             const char         *expected)
{
  g_autofree char *text = keyrack_permissions_dup_text (permissions);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  assert_text (0, "none");
  assert_text (KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_SPARK), "Spark");
  assert_text (KEYRACK_PERMISSIONS_CHECKABLE, "NQL, Remote Actions, Workflows");
  assert_text (KEYRACK_PERMISSIONS_ALL,
               "Campaigns, Data Management, Enrichment, NQL, Remote Actions, Spark, Workflows");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permission/order", test_order);
  g_test_add_func ("/permission/ids", test_ids);
  g_test_add_func ("/permission/text", test_text);

  return g_test_run ();
}
