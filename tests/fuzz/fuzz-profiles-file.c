/* fuzz-profiles-file.c: whatever is read from profiles.json is written again without loss
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"
#include "keyrack-profile-store-file.h"

static void
assert_same_pending (KeyrackProfileFile *a,
                     KeyrackProfileFile *b)
{
  g_auto(GStrv) pending_a = keyrack_profile_file_dup_pending (a);
  g_auto(GStrv) pending_b = keyrack_profile_file_dup_pending (b);

  g_assert_cmpstrv (pending_a, pending_b);
}

static void
assert_same_profiles (KeyrackProfileFile *a,
                      KeyrackProfileFile *b)
{
  g_autoptr(GPtrArray) profiles_a = keyrack_profile_file_dup_profiles (a);
  g_autoptr(GPtrArray) profiles_b = keyrack_profile_file_dup_profiles (b);

  g_assert_cmpuint (profiles_a->len, ==, profiles_b->len);
  for (guint i = 0; i < profiles_a->len; i++)
    {
      KeyrackProfile *profile = g_ptr_array_index (profiles_a, i);
      const char *secret_ref = keyrack_profile_get_secret_ref (profile);

      g_assert_true (keyrack_profile_equal (profile, g_ptr_array_index (profiles_b, i)));
      if (*secret_ref != '\0')
        g_assert_true (keyrack_profile_file_refers_to (b, secret_ref));

      /* However hostile the file, what may be sent is sent to Nexthink. */
      if (keyrack_profile_validate (profile) == KEYRACK_PROFILE_FLAWLESS)
        g_assert_true (g_str_has_suffix (keyrack_profile_get_login_host (profile), ".nexthink.cloud"));
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

  text = keyrack_profile_file_to_text (file, &length);
  text_again = keyrack_profile_file_to_text (again, &length_again);
  g_assert_cmpmem (text, length, text_again, length_again);

  touch_all (file);
  touched = write_and_read (file);
  assert_same_profiles (file, touched);
  assert_same_pending (again, touched);

  return 0;
}
