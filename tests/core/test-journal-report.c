/* test-journal-report.c: a journal as a table for programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-journal-entry.h"
#include "keyrack-journal-report.h"

static KeyrackProfile *
make_profile (void)
{
  KeyrackProfile *profile = keyrack_profile_new_with_id ("a");

  keyrack_profile_set_name (profile, "=Acme, \"eu\"");
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "e7a4k2m9q1x8c5v3b6n0t2d7r");

  return profile;
}

static void
test_csv (void)
{
  KeyrackTestFacts facts = {
    .values = { (char *) "a", (char *) "Acme", (char *) "acme", (char *) "eu", (char *) "id", (char *) "the-ref" },
    .outcome = KEYRACK_OUTCOME_INVALID_CLIENT,
    .http_status = 401,
    .error = "invalid_client",
    .phases = { { 1500, 2000, 30400, -1 }, 250000 },
    .tested_at = 1700000000,
  };
  g_autoptr(KeyrackProfile) profile = make_profile ();
  g_autoptr(KeyrackTestResult) result = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackJournalEntry) test = keyrack_journal_entry_new (KEYRACK_JOURNAL_TEST, result, NULL);
  g_autoptr(KeyrackJournalEntry) edit =
    keyrack_journal_entry_new_event (KEYRACK_JOURNAL_EDIT, profile, "region client-secret");
  g_autoptr(GListStore) entries = g_list_store_new (KEYRACK_TYPE_JOURNAL_ENTRY);
  g_autofree char *csv = NULL;
  g_auto(GStrv) lines = NULL;

  g_list_store_append (entries, test);
  g_list_store_append (entries, edit);
  csv = keyrack_journal_report_dup_csv (G_LIST_MODEL (entries));
  lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, "at,kind,connection,instance,region,client_id,outcome,text,http_status,error,"
                                 "error_description,resolve_ms,connect_ms,tls_ms,wait_ms,elapsed_ms");
  g_assert_cmpstr (lines[1], ==, "\"2023-11-14T22:13:20Z\",\"test\",\"Acme\",\"acme\",\"eu\",\"id\",\"invalid-client\","
                                 "\"Client ID or secret was refused\",\"401\",\"invalid_client\",\"\","
                                 "\"2\",\"2\",\"30\",\"\",\"250\"");
  g_assert_true (g_str_has_suffix (lines[2], ",\"\",\"Changed: Region, Client secret\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\""));
  g_assert_nonnull (strstr (lines[2], "\"'=Acme, \"\"eu\"\"\""));
  g_assert_null (strstr (csv, "e7a4k2m9q1x8c5v3b6n0t2d7r"));
  g_assert_null (strstr (csv, "the-ref"));
}

static void
test_file_name (void)
{
  g_autoptr(KeyrackProfile) profile = make_profile ();
  g_autoptr(GDateTime) time = g_date_time_new_local (2026, 11, 23, 7, 0, 0);
  g_autofree char *name = keyrack_journal_report_dup_file_name (profile, g_date_time_to_unix (time));
  g_autofree char *odd = NULL;

  g_assert_cmpstr (name, ==, "keyrack-journal-acme-2026-11-23.csv");

  keyrack_profile_set_instance (profile, "../etc");
  odd = keyrack_journal_report_dup_file_name (profile, g_date_time_to_unix (time));
  g_assert_cmpstr (odd, ==, "keyrack-journal----etc-2026-11-23.csv");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/journal-report/csv", test_csv);
  g_test_add_func ("/journal-report/file-name", test_file_name);

  return g_test_run ();
}
