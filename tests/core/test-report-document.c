/* test-report-document.c: what scripts get to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "keyrack-report-document.h"

#define ID "6f2c1a0e-0000-4000-8000-000000000001"

static KeyrackProfile *
make_profile (void)
{
  static const char * const tags[] = { "rotation", "größe", NULL };
  KeyrackProfile *profile = keyrack_profile_new_with_id (ID);

  keyrack_profile_set_name (profile, "Acme “North”");
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");
  keyrack_profile_set_secret_ref (profile, "ref");
  keyrack_profile_set_tags (profile, tags);

  return profile;
}

static KeyrackTestResult *
make_result (KeyrackOutcome  outcome,
             const char     *region)
{
  KeyrackTestFacts facts = {
    .values = { (char *) ID, (char *) "Acme", (char *) "acme", (char *) region,
                (char *) "id", (char *) "ref" },
    .outcome = outcome,
    .phases = KEYRACK_PHASES_INIT,
    .tested_at = 1700000000,
  };

  if (outcome == KEYRACK_OUTCOME_OK)
    {
      facts.http_status = 200;
      facts.phases = (KeyrackPhases) { { 1499, 1500, 2000, 3000 }, 7999 };
      facts.token_type = "Bearer";
      facts.token_expires_in = 900;
    }

  return keyrack_test_result_new (&facts);
}

static void
test_result_good (void)
{
  g_autoptr(KeyrackTestResult) result = make_result (KEYRACK_OUTCOME_OK, "eu");
  g_autofree char *line = keyrack_report_dup_result (result);

  g_assert_cmpstr (line, ==,
                   "{\"id\":\"" ID "\",\"name\":\"Acme\",\"instance\":\"acme\",\"region\":\"eu\","
                   "\"outcome\":\"ok\",\"message\":\"Works\",\"http_status\":200,"
                   "\"elapsed_ms\":8,"
                   "\"phases\":{\"resolve_ms\":1,\"connect_ms\":2,\"tls_ms\":2,\"wait_ms\":3},"
                   "\"token\":{\"type\":\"Bearer\",\"expires_in\":900}}");
}

/* What is unknown is absent, not null, 0 or "". */
static void
test_result_unknown (void)
{
  g_autoptr(KeyrackTestResult) result = make_result (KEYRACK_OUTCOME_CANCELLED, "eu");
  g_autofree char *line = keyrack_report_dup_result (result);

  g_assert_nonnull (strstr (line, "\"outcome\":\"cancelled\""));
  g_assert_null (strstr (line, "http_status"));
  g_assert_null (strstr (line, "phases"));
  g_assert_null (strstr (line, "token"));
  g_assert_null (strstr (line, "error"));
  g_assert_null (strchr (line, '\n'));
}

static void
test_profile (void)
{
  g_autoptr(KeyrackProfile) profile = make_profile ();
  g_autofree char *text = keyrack_report_dup_profile (profile);

  g_assert_nonnull (strstr (text, "\"name\": \"Acme “North”\""));
  g_assert_nonnull (strstr (text, "größe"));
  g_assert_nonnull (strstr (text, "acme-login.eu.nexthink.cloud"));
  g_assert_null (strstr (text, "last_test"));
  g_assert_null (strstr (text, "secret_ref"));
}

/* A test of other values says nothing about these. */
static void
test_profile_last_test (void)
{
  g_autoptr(KeyrackProfile) profile = make_profile ();
  g_autoptr(KeyrackTestResult) current = make_result (KEYRACK_OUTCOME_OK, "eu");
  g_autoptr(KeyrackTestResult) stale = make_result (KEYRACK_OUTCOME_OK, "us");
  g_autofree char *with_current = NULL;
  g_autofree char *with_stale = NULL;

  keyrack_profile_set_last_result (profile, current);
  with_current = keyrack_report_dup_profile (profile);
  g_assert_cmpint (keyrack_profile_get_outcome (profile), ==, KEYRACK_OUTCOME_OK);
  g_assert_nonnull (strstr (with_current, "\"tested_at\": \"2023-11-14T22:13:20Z\""));

  keyrack_profile_set_last_result (profile, stale);
  with_stale = keyrack_report_dup_profile (profile);
  g_assert_cmpint (keyrack_profile_get_outcome (profile), ==, KEYRACK_OUTCOME_NOT_TESTED);
  g_assert_null (strstr (with_stale, "last_test"));
}

static void
test_profiles (void)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *none = keyrack_report_dup_profiles (profiles);
  g_autofree char *two = NULL;

  g_ptr_array_add (profiles, make_profile ());
  g_ptr_array_add (profiles, make_profile ());
  two = keyrack_report_dup_profiles (profiles);

  g_assert_cmpstr (none, ==, "[]");
  g_assert_cmpint (*two, ==, '[');
  g_assert_nonnull (strstr (strstr (two, ID) + 1, ID));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report-document/result/good", test_result_good);
  g_test_add_func ("/report-document/result/unknown", test_result_unknown);
  g_test_add_func ("/report-document/profile", test_profile);
  g_test_add_func ("/report-document/profile/last-test", test_profile_last_test);
  g_test_add_func ("/report-document/profiles", test_profiles);

  return g_test_run ();
}
