/* test-permission-report.c: the permissions of connections as a table for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-report.h"
#include "keyrack-profile.h"

static void
test_csv (void)
{
  g_autoptr(GListStore) profiles = g_list_store_new (KEYRACK_TYPE_PROFILE);
  g_autoptr(KeyrackProfile) checked = keyrack_profile_new ();
  g_autoptr(KeyrackProfile) unchecked = keyrack_profile_new ();
  KeyrackPermissionRecord record = {
    .checked_at = 1773158400,
    .granted = KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL),
    .refused = KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS),
  };
  g_autofree char *csv = NULL;

  keyrack_profile_set_name (checked, "Acme, \"A\"");
  keyrack_profile_set_instance (checked, "acme");
  keyrack_profile_set_region (checked, "eu");
  keyrack_profile_set_intended_permissions (checked,
                                            KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS) |
                                            KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_SPARK));
  keyrack_profile_set_permission_record (checked, &record);
  keyrack_profile_set_name (unchecked, "Other");
  g_list_store_append (profiles, checked);
  g_list_store_append (profiles, unchecked);

  csv = keyrack_permission_report_dup_csv (G_LIST_MODEL (profiles));
  g_assert_cmpstr (csv, ==,
                   "connection,instance,region,environment,checked_at,remote-actions,enrichment,data-management,"
                   "workflows,campaigns,nql,spark,intended\r\n"
                   "\"Acme, \"\"A\"\"\",\"acme\",\"eu\",\"\",\"2026-03-10T16:00:00Z\",\"missing\",\"uncheckable\","
                   "\"uncheckable\",\"undecided\",\"uncheckable\",\"granted\",\"uncheckable\",\"remote-actions spark\"\r\n"
                   "\"Other\",\"\",\"\",\"\",\"\",\"not-checked\",\"uncheckable\",\"uncheckable\",\"not-checked\","
                   "\"uncheckable\",\"not-checked\",\"uncheckable\",\"\"\r\n");
}

static void
test_file_name (void)
{
  g_autofree char *name = keyrack_permission_report_dup_file_name (1773158400);

  g_assert_cmpstr (name, ==, "keyrack-permissions-2026-03-10.csv");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permission-report/csv", test_csv);
  g_test_add_func ("/permission-report/file-name", test_file_name);

  return g_test_run ();
}
