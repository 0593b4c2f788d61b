/* fuzz-profiles-file.c: whatever is read from profiles.json is written again without loss
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"
#include "keyrack-profile-store-file.h"

#define NOW G_GINT64_CONSTANT (1790000000)

static void
assert_same_pending (KeyrackProfileFile *a,
                     KeyrackProfileFile *b)
{
  g_auto(GStrv) pending_a = keyrack_profile_file_dup_pending (a);
  g_auto(GStrv) pending_b = keyrack_profile_file_dup_pending (b);

  g_assert_cmpstrv (pending_a, pending_b);
}

/* What is in use is not to be cleared any more; all else still is. */
static void
assert_pending_but_used (KeyrackProfileFile *before,
                         KeyrackProfileFile *after)
{
  g_auto(GStrv) pending_before = keyrack_profile_file_dup_pending (before);
  g_auto(GStrv) pending_after = keyrack_profile_file_dup_pending (after);
  g_autoptr(GHashTable) used = keyrack_profile_file_dup_refs (after);

  for (guint i = 0; pending_before[i] != NULL; i++)
    g_assert_true (g_strv_contains ((const char * const *) pending_after, pending_before[i]) ||
                   g_hash_table_contains (used, pending_before[i]));

  for (guint i = 0; pending_after[i] != NULL; i++)
    g_assert_true (g_strv_contains ((const char * const *) pending_before, pending_after[i]));
}

static void
assert_same_profiles (KeyrackProfileFile *a,
                      KeyrackProfileFile *b)
{
  g_autoptr(GPtrArray) profiles_a = keyrack_profile_file_dup_profiles (a);
  g_autoptr(GPtrArray) profiles_b = keyrack_profile_file_dup_profiles (b);
  g_autoptr(GHashTable) used = keyrack_profile_file_dup_refs (b);

  g_assert_cmpuint (profiles_a->len, ==, profiles_b->len);
  for (guint i = 0; i < profiles_a->len; i++)
    {
      KeyrackProfile *profile = g_ptr_array_index (profiles_a, i);
      const char *secret_ref = keyrack_profile_get_secret_ref (profile);

      g_assert_true (keyrack_profile_equal (profile, g_ptr_array_index (profiles_b, i)));
      if (*secret_ref != '\0')
        g_assert_true (g_hash_table_contains (used, secret_ref));

      /* However hostile the file, what may be sent is sent to Nexthink. */
      if (keyrack_profile_validate (profile) == KEYRACK_PROFILE_FLAWLESS)
        g_assert_true (g_str_has_suffix (keyrack_profile_get_login_host (profile), ".nexthink.cloud"));
    }
}

static void
assert_same_bin (KeyrackProfileFile *a,
                 KeyrackProfileFile *b)
{
  g_autoptr(GPtrArray) bin_a = keyrack_profile_file_dup_bin (a);
  g_autoptr(GPtrArray) bin_b = keyrack_profile_file_dup_bin (b);

  g_assert_cmpuint (bin_a->len, ==, bin_b->len);
  for (guint i = 0; i < bin_a->len; i++)
    {
      KeyrackProfile *profile_a = g_ptr_array_index (bin_a, i);
      KeyrackProfile *profile_b = g_ptr_array_index (bin_b, i);

      g_assert_true (keyrack_profile_equal (profile_a, profile_b));
      g_assert_cmpint (keyrack_profile_get_deleted_at (profile_a), ==, keyrack_profile_get_deleted_at (profile_b));
      g_assert_cmpstr (keyrack_profile_get_secret_ref (profile_a), ==, keyrack_profile_get_secret_ref (profile_b));
    }

  g_assert_cmpint (keyrack_profile_file_get_due_at (a, NOW), ==, keyrack_profile_file_get_due_at (b, NOW));
}

/* Everything is deleted and brought back; no secret becomes one to be cleared by that. */
static void
delete_and_restore_all (KeyrackProfileFile *file)
{
  g_autoptr(GPtrArray) profiles = keyrack_profile_file_dup_profiles (file);
  g_autoptr(GPtrArray) after = NULL;

  keyrack_profile_file_erase (file, NULL);
  for (guint i = 0; i < profiles->len; i++)
    g_assert_true (keyrack_profile_file_bin (file, keyrack_profile_get_id (g_ptr_array_index (profiles, i)), NOW, 60));

  g_assert_false (keyrack_profile_file_expire (file, NOW));
  for (guint i = 0; i < profiles->len; i++)
    keyrack_profile_file_restore (file, keyrack_profile_get_id (g_ptr_array_index (profiles, i)));

  after = keyrack_profile_file_dup_profiles (file);
  g_assert_cmpuint (after->len, ==, profiles->len);
  for (guint i = 0; i < after->len; i++)
    {
      g_assert_true (keyrack_profile_equal (g_ptr_array_index (profiles, i), g_ptr_array_index (after, i)));
      g_assert_cmpstr (keyrack_profile_get_secret_ref (g_ptr_array_index (profiles, i)), ==,
                       keyrack_profile_get_secret_ref (g_ptr_array_index (after, i)));
    }
}

static KeyrackProfileFile *
write_and_read (KeyrackProfileFile *file)
{
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = keyrack_profile_file_to_text (file, &length);
  KeyrackProfileFile *again = keyrack_profile_file_parse (text, length, &error);

  g_assert_no_error (error);

  return again;
}

/* Every profile is changed, and what is not understood in it stays. */
static void
touch_all (KeyrackProfileFile *file)
{
  g_autoptr(GPtrArray) profiles = keyrack_profile_file_dup_profiles (file);

  for (guint i = 0; i < profiles->len; i++)
    {
      g_autoptr(KeyrackProfile) copy = keyrack_profile_dup (g_ptr_array_index (profiles, i));

      keyrack_profile_file_put (file, copy);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(KeyrackProfileFile) file = keyrack_profile_file_parse ((const char *) data, size, NULL);
  g_autoptr(KeyrackProfileFile) again = NULL;
  g_autoptr(KeyrackProfileFile) touched = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  gsize length = 0;
  gsize length_again = 0;

  if (file == NULL)
    return 0;

  again = write_and_read (file);
  assert_same_profiles (file, again);
  assert_same_pending (file, again);
  assert_same_bin (file, again);

  text = keyrack_profile_file_to_text (file, &length);
  text_again = keyrack_profile_file_to_text (again, &length_again);
  g_assert_cmpmem (text, length, text_again, length_again);

  touch_all (file);
  touched = write_and_read (file);
  assert_same_profiles (file, touched);
  assert_pending_but_used (again, touched);
  assert_same_bin (again, touched);

  delete_and_restore_all (file);

  return 0;
}
