/* test-permission-text.c: permissions in sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-text.h"

#define REMOTE_ACTIONS KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS)
#define WORKFLOWS      KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_WORKFLOWS)
#define NQL            KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL)
#define SPARK          KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_SPARK)

static void
test_states (void)
{
  g_autoptr(KeyrackPermissionFindings) findings = keyrack_permission_findings_new ();
  g_autofree char *text = NULL;

  findings->granted = NQL;
  findings->refused = REMOTE_ACTIONS;
  findings->held = REMOTE_ACTIONS;
  findings->doubts[KEYRACK_PERMISSION_WORKFLOWS] = g_strdup ("why");
  text = keyrack_permission_text_dup_states (findings);
  g_assert_cmpstr (text, ==, "Remote Actions missing, Workflows could not tell (why), NQL granted");
}

static void
assert_missing (KeyrackPermissions  missing,
                const char         *expected)
{
  g_autofree char *text = keyrack_permission_text_dup_missing (missing);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_missing (void)
{
  assert_missing (0, NULL);
  assert_missing (REMOTE_ACTIONS, "The tick for Remote Actions is missing.");
  assert_missing (REMOTE_ACTIONS | NQL, "The ticks for NQL, Remote Actions are missing.");
}

static void
assert_change (KeyrackPermissions  held,
               KeyrackPermissions  intended,
               gint64              rotated_at,
               const char         *expected)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  KeyrackPermissionRecord record = {
    .checked_at = 20,
    .granted = NQL,
    .refused = REMOTE_ACTIONS | WORKFLOWS,
    .held = held,
    .held_at = 10,
  };
  g_autofree char *text = NULL;

  keyrack_profile_set_permission_record (profile, &record);
  keyrack_profile_set_intended_permissions (profile, intended);
  keyrack_profile_set_rotated_at (profile, rotated_at);
  text = keyrack_permission_text_dup_change (profile);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_change (void)
{
  g_autoptr(KeyrackProfile) unchecked = keyrack_profile_new ();

  assert_change (NQL | REMOTE_ACTIONS, 0, 0, "Before: NQL, Remote Actions; now: NQL.");
  assert_change (NQL | REMOTE_ACTIONS, 0, 15, "Before the rotation: NQL, Remote Actions; now: NQL.");
  assert_change (NQL, NQL | WORKFLOWS | SPARK, 15, "Intended: NQL, Workflows; now: NQL.");
  assert_change (NQL, NQL, 15, NULL);
  g_assert_null (keyrack_permission_text_dup_change (unchecked));
}

/* What the last check could not tell is not said to be gone. */
static void
test_doubt (void)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  KeyrackPermissionRecord record = { .checked_at = 20, .granted = NQL, .refused = REMOTE_ACTIONS, .held_at = 10 };
  g_autofree char *intended = NULL;
  g_autofree char *before = NULL;

  keyrack_profile_set_permission_record (profile, &record);
  keyrack_profile_set_intended_permissions (profile, REMOTE_ACTIONS | WORKFLOWS);
  intended = keyrack_permission_text_dup_change (profile);
  g_assert_cmpstr (intended, ==, "Intended: Remote Actions; now: NQL.");

  record.held = NQL | REMOTE_ACTIONS | WORKFLOWS;
  keyrack_profile_set_permission_record (profile, &record);
  before = keyrack_permission_text_dup_change (profile);
  g_assert_cmpstr (before, ==, "Before: NQL, Remote Actions; now: NQL.");
}

static void
test_known (void)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  g_autoptr(KeyrackTestResult) result = NULL;
  KeyrackPermissionRecord record = { .checked_at = 20, .granted = NQL, .refused = REMOTE_ACTIONS, .held = REMOTE_ACTIONS, .held_at = 10 };
  KeyrackPermissionFindings findings = { .checked_at = 20 };
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_OK, .permissions = &findings };
  g_autofree char *none = keyrack_permission_text_dup_known (profile);
  g_autofree char *known = NULL;
  g_autofree char *reasoned = NULL;
  g_autofree char *difference = NULL;
  g_autofree char *rotation = NULL;

  g_assert_null (none);
  g_assert_null (keyrack_permission_text_dup_difference (profile));

  keyrack_profile_set_permission_record (profile, &record);
  known = keyrack_permission_text_dup_known (profile);
  g_assert_cmpstr (known, ==, "Remote Actions missing, Workflows could not tell, NQL granted");

  findings.doubts[KEYRACK_PERMISSION_WORKFLOWS] = (char *) "why";
  result = keyrack_test_result_new (&facts);
  keyrack_profile_set_last_result (profile, result);
  reasoned = keyrack_permission_text_dup_known (profile);
  g_assert_cmpstr (reasoned, ==, "Remote Actions missing, Workflows could not tell (why), NQL granted");

  difference = keyrack_permission_text_dup_difference (profile);
  g_assert_cmpstr (difference, ==, "Remote Actions missing");
  keyrack_profile_set_rotated_at (profile, 15);
  rotation = keyrack_permission_text_dup_difference (profile);
  g_assert_cmpstr (rotation, ==, "Remote Actions missing since the rotation");
}

/* A result says it, too. */
static void
test_advice (void)
{
  KeyrackPermissionFindings findings = { .checked_at = 20, .granted = NQL, .refused = WORKFLOWS, .held = NQL };
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_OK, .permissions = &findings };
  g_autoptr(KeyrackTestResult) fine = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackTestResult) lacking = NULL;

  g_assert_null (keyrack_test_result_get_advice (fine));
  findings.intended = WORKFLOWS;
  lacking = keyrack_test_result_new (&facts);
  g_assert_cmpstr (keyrack_test_result_get_advice (lacking), ==,
                   "Intended: Workflows; now: NQL. The tick for Workflows is missing.");
}

static void
test_findings_change (void)
{
  g_autoptr(KeyrackPermissionFindings) findings = keyrack_permission_findings_new ();
  g_autofree char *text = NULL;

  g_assert_null (keyrack_permission_text_dup_findings_change (findings));
  findings->held = findings->refused = NQL;
  text = keyrack_permission_text_dup_findings_change (findings);
  g_assert_cmpstr (text, ==, "Before: NQL; now: none.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permission-text/states", test_states);
  g_test_add_func ("/permission-text/missing", test_missing);
  g_test_add_func ("/permission-text/change", test_change);
  g_test_add_func ("/permission-text/doubt", test_doubt);
  g_test_add_func ("/permission-text/known", test_known);
  g_test_add_func ("/permission-text/advice", test_advice);
  g_test_add_func ("/permission-text/findings-change", test_findings_change);

  return g_test_run ();
}
