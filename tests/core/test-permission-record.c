/* test-permission-record.c: what is known of permissions from one check to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-record.h"

#define REMOTE_ACTIONS KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS)
#define WORKFLOWS      KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_WORKFLOWS)
#define NQL            KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL)
#define SPARK          KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_SPARK)

static KeyrackPermissionRecord *
check (const KeyrackPermissionRecord *before,
       gint64                         checked_at,
       KeyrackPermissions             granted,
       KeyrackPermissions             refused)
{
  KeyrackPermissionFindings findings = { .checked_at = checked_at, .granted = granted, .refused = refused };

  return keyrack_permission_record_new (before, &findings);
}

static void
test_first (void)
{
  g_autoptr(KeyrackPermissionRecord) record = check (NULL, 10, NQL, REMOTE_ACTIONS | WORKFLOWS);

  g_assert_cmpint (record->checked_at, ==, 10);
  g_assert_cmphex (record->held, ==, 0);
  g_assert_cmphex (keyrack_permission_record_get_known (record), ==, NQL);
  g_assert_cmphex (keyrack_permission_record_get_known (NULL), ==, 0);
  g_assert_cmphex (keyrack_permission_record_get_missing (record, 0), ==, 0);
}

/* Lost, looked at again, and given back. */
static void
test_lost (void)
{
  g_autoptr(KeyrackPermissionRecord) first = check (NULL, 10, NQL | REMOTE_ACTIONS, WORKFLOWS);
  g_autoptr(KeyrackPermissionRecord) second = check (first, 20, NQL | WORKFLOWS, REMOTE_ACTIONS);
  g_autoptr(KeyrackPermissionRecord) third = check (second, 30, NQL | WORKFLOWS, REMOTE_ACTIONS);
  g_autoptr(KeyrackPermissionRecord) fourth = check (third, 40, NQL | REMOTE_ACTIONS | WORKFLOWS, 0);

  /* What came meanwhile was not there before. */
  g_assert_cmphex (second->held, ==, NQL | REMOTE_ACTIONS);
  g_assert_cmphex (keyrack_permission_record_get_missing (second, 0), ==, REMOTE_ACTIONS);
  g_assert_cmpint (second->held_at, ==, 10);
  g_assert_cmphex (keyrack_permission_record_get_missing (third, 0), ==, REMOTE_ACTIONS);
  g_assert_cmpint (third->held_at, ==, 10);
  g_assert_cmphex (keyrack_permission_record_get_missing (fourth, 0), ==, 0);
}

static void
test_rotation (void)
{
  g_autoptr(KeyrackPermissionRecord) first = check (NULL, 10, NQL, 0);
  g_autoptr(KeyrackPermissionRecord) second = check (first, 20, 0, NQL);
  g_autoptr(KeyrackPermissionRecord) third = check (second, 30, 0, NQL);

  g_assert_false (keyrack_permission_record_was_lost_by_rotation (first, 5));
  g_assert_true (keyrack_permission_record_was_lost_by_rotation (second, 15));
  g_assert_true (keyrack_permission_record_was_lost_by_rotation (third, 15));
  g_assert_false (keyrack_permission_record_was_lost_by_rotation (second, 0));
  g_assert_false (keyrack_permission_record_was_lost_by_rotation (second, 10));
  g_assert_false (keyrack_permission_record_was_lost_by_rotation (second, 25));
}

/* What could not be told is neither lost nor forgotten. */
static void
test_doubt (void)
{
  g_autoptr(KeyrackPermissionRecord) first = check (NULL, 10, NQL, REMOTE_ACTIONS | WORKFLOWS);
  g_autoptr(KeyrackPermissionRecord) second = check (first, 20, 0, 0);
  g_autoptr(KeyrackPermissionRecord) third = check (second, 30, 0, NQL);

  g_assert_cmphex (keyrack_permission_record_get_missing (second, 0), ==, 0);
  g_assert_cmphex (second->held, ==, NQL);
  g_assert_cmphex (keyrack_permission_record_get_missing (third, 0), ==, NQL);
  g_assert_cmpint (third->held_at, ==, 10);
}

static void
test_accept (void)
{
  g_autoptr(KeyrackPermissionRecord) first = check (NULL, 10, NQL | WORKFLOWS, 0);
  g_autoptr(KeyrackPermissionRecord) second = check (first, 20, NQL, WORKFLOWS);
  g_autoptr(KeyrackPermissionRecord) third = NULL;

  keyrack_permission_record_accept (second);
  g_assert_cmphex (keyrack_permission_record_get_missing (second, 0), ==, 0);
  g_assert_cmphex (second->held, ==, NQL);

  third = check (second, 30, 0, NQL | WORKFLOWS);
  g_assert_cmphex (keyrack_permission_record_get_missing (third, 0), ==, NQL);
  g_assert_cmpint (third->held_at, ==, 20);
}

static void
assert_state (const KeyrackPermissionRecord *record,
              KeyrackPermission              permission,
              KeyrackPermissionState         expected)
{
  g_assert_cmpint (keyrack_permission_record_get_state (record, NQL | SPARK, permission), ==, expected);
}

static void
test_states (void)
{
  g_autoptr(KeyrackPermissionRecord) record = check (NULL, 10, REMOTE_ACTIONS, NQL);
  g_autoptr(KeyrackPermissionRecord) other = check (NULL, 10, 0, REMOTE_ACTIONS);

  assert_state (NULL, KEYRACK_PERMISSION_NQL, KEYRACK_PERMISSION_UNCHECKED);
  assert_state (NULL, KEYRACK_PERMISSION_SPARK, KEYRACK_PERMISSION_UNCHECKABLE);
  assert_state (record, KEYRACK_PERMISSION_REMOTE_ACTIONS, KEYRACK_PERMISSION_GRANTED);
  assert_state (record, KEYRACK_PERMISSION_NQL, KEYRACK_PERMISSION_MISSING);
  assert_state (record, KEYRACK_PERMISSION_WORKFLOWS, KEYRACK_PERMISSION_UNDECIDED);
  assert_state (record, KEYRACK_PERMISSION_SPARK, KEYRACK_PERMISSION_UNCHECKABLE);
  assert_state (other, KEYRACK_PERMISSION_REMOTE_ACTIONS, KEYRACK_PERMISSION_REFUSED);
}

static void
test_equal (void)
{
  g_autoptr(KeyrackPermissionRecord) record = check (NULL, 10, NQL, 0);
  g_autoptr(KeyrackPermissionRecord) copy = keyrack_permission_record_copy (record);

  g_assert_true (keyrack_permission_record_equal (record, copy));
  g_assert_true (keyrack_permission_record_equal (NULL, NULL));
  g_assert_false (keyrack_permission_record_equal (record, NULL));
  copy->held_at++;
  g_assert_false (keyrack_permission_record_equal (record, copy));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permission-record/first", test_first);
  g_test_add_func ("/permission-record/lost", test_lost);
  g_test_add_func ("/permission-record/rotation", test_rotation);
  g_test_add_func ("/permission-record/doubt", test_doubt);
  g_test_add_func ("/permission-record/accept", test_accept);
  g_test_add_func ("/permission-record/states", test_states);
  g_test_add_func ("/permission-record/equal", test_equal);

  return g_test_run ();
}
