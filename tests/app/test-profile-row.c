/* test-profile-row.c: what a row of the list says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-profile-row.h"

static void
assert_label (KeyrackProfileRow *row,
              const char        *expected)
{
  g_autofree char *label = keyrack_profile_row_dup_label (row);

  g_assert_cmpstr (label, ==, expected);
}

static gboolean
has_icon (KeyrackProfileRow *row,
          const char        *icon_name)
{
  return app_test_find (GTK_WIDGET (row), GTK_TYPE_IMAGE, "icon-name", icon_name) != NULL;
}

static void
test_lifetime (void)
{
  GtkWidget *row = g_object_ref_sink (keyrack_profile_row_new ());

  g_assert_finalize_object (row);
}

static void
test_states (void)
{
  g_autoptr(KeyrackProfileRow) row = g_object_ref_sink (KEYRACK_PROFILE_ROW (keyrack_profile_row_new ()));
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(KeyrackTestResult) result = app_test_result (profile, KEYRACK_OUTCOME_OK);

  keyrack_profile_row_set_profile (row, profile);
  assert_label (row, "Acme, acme · eu, Not tested");
  g_assert_true (has_icon (row, "dialog-question-symbolic"));

  keyrack_profile_set_environment (profile, "Production");
  keyrack_profile_set_last_result (profile, result);
  assert_label (row, "Acme, acme · eu, Production, Works");
  g_assert_true (has_icon (row, "object-select-symbolic"));

  keyrack_profile_set_testing (profile, TRUE);
  assert_label (row, "Acme, acme · eu, Production, Testing…");
  keyrack_profile_set_testing (profile, FALSE);

  /* The result does not speak for another address. */
  keyrack_profile_set_instance (profile, "acme-2");
  assert_label (row, "Acme, acme-2 · eu, Production, Not tested");
  g_assert_true (has_icon (row, "dialog-question-symbolic"));

  keyrack_profile_set_instance (profile, "acme");
  assert_label (row, "Acme, acme · eu, Production, Works");
}

static void
test_draft (void)
{
  g_autoptr(KeyrackProfileRow) row = g_object_ref_sink (KEYRACK_PROFILE_ROW (keyrack_profile_row_new ()));
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();

  keyrack_profile_row_set_profile (row, profile);
  keyrack_profile_set_name (profile, "Acme");
  assert_label (row, "New Connection, Not saved yet");
  g_assert_true (has_icon (row, "document-edit-symbolic"));
}

static void
test_marks (void)
{
  g_autoptr(KeyrackProfileRow) row = g_object_ref_sink (KEYRACK_PROFILE_ROW (keyrack_profile_row_new ()));
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");

  keyrack_profile_row_set_profile (row, profile);
  assert_label (row, "Acme, acme · eu, Not tested");

  keyrack_profile_set_favourite (profile, TRUE);
  assert_label (row, "Acme, acme · eu, Not tested, Favourite");

  keyrack_profile_set_secret_saved_at (profile, 1);
  keyrack_profile_set_rotate_every_days (profile, 90);
  assert_label (row, "Acme, acme · eu, Not tested, Due for rotation, Favourite");

  keyrack_profile_set_favourite (profile, FALSE);
  keyrack_profile_set_rotate_every_days (profile, 0);
  assert_label (row, "Acme, acme · eu, Not tested");
}

/* Rows are used again for other profiles. */
static void
test_reuse (void)
{
  g_autoptr(KeyrackProfileRow) row = g_object_ref_sink (KEYRACK_PROFILE_ROW (keyrack_profile_row_new ()));
  g_autoptr(KeyrackProfile) first = app_test_profile ("First", "one", "eu");
  g_autoptr(KeyrackProfile) second = app_test_profile ("Second", "two", "us");
  g_autoptr(KeyrackTestResult) result = app_test_result (first, KEYRACK_OUTCOME_INVALID_CLIENT);

  keyrack_profile_set_last_result (first, result);
  keyrack_profile_row_set_profile (row, first);
  assert_label (row, "First, one · eu, Refused");

  keyrack_profile_row_set_profile (row, second);
  assert_label (row, "Second, two · us, Not tested");

  keyrack_profile_set_name (first, "Changed");
  assert_label (row, "Second, two · us, Not tested");

  keyrack_profile_row_set_profile (row, first);
  assert_label (row, "Changed, one · eu, Refused");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/profile-row/lifetime", test_lifetime);
  g_test_add_func ("/profile-row/states", test_states);
  g_test_add_func ("/profile-row/draft", test_draft);
  g_test_add_func ("/profile-row/marks", test_marks);
  g_test_add_func ("/profile-row/reuse", test_reuse);

  return g_test_run ();
}
