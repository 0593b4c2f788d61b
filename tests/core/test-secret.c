/* test-secret.c: secrets in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-object.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "keyrack-secret.h"

/* What /proc says of the mapping in which @memory lies. */
static char *
dup_mapping_field (gconstpointer  memory,
                   const char    *field)
{
  g_autofree char *maps = NULL;
  g_auto(GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      uintptr_t first;
      uintptr_t end;

      if (sscanf (lines[i], "%" SCNxPTR "-%" SCNxPTR " ", &first, &end) == 2)
        inside = (uintptr_t) memory >= first && (uintptr_t) memory < end;
      else if (inside && g_str_has_prefix (lines[i], field))
        return g_strstrip (g_strdup (lines[i] + strlen (field)));
    }

  return NULL;
}

static void
test_text (void)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("s3cret", -1);
  g_autoptr(KeyrackSecret) part = keyrack_secret_new ("s3cret", 2);
  g_autoptr(KeyrackSecret) empty = keyrack_secret_new ("", -1);

  g_assert_cmpstr (keyrack_secret_peek (secret), ==, "s3cret");
  g_assert_cmpuint (keyrack_secret_get_length (secret), ==, 6);
  g_assert_cmpstr (keyrack_secret_peek (part), ==, "s3");
  g_assert_cmpuint (keyrack_secret_get_length (part), ==, 2);
  g_assert_cmpstr (keyrack_secret_peek (empty), ==, "");
}

static void
test_sizes (void)
{
  for (gsize length = 4000; length < 4200; length++)
    {
      g_autofree char *text = g_strnfill (length, 'x');
      g_autoptr(KeyrackSecret) secret = keyrack_secret_new (text, -1);

      g_assert_cmpstr (keyrack_secret_peek (secret), ==, text);
      g_assert_cmpuint (keyrack_secret_get_length (secret), ==, length);
    }
}

static void
test_equal (void)
{
  g_autoptr(KeyrackSecret) one = keyrack_secret_new ("one", -1);
  g_autoptr(KeyrackSecret) same = keyrack_secret_new ("one more", 3);
  g_autoptr(KeyrackSecret) other = keyrack_secret_new ("two", -1);
  g_autoptr(KeyrackSecret) longer = keyrack_secret_new ("one more", -1);
  g_autoptr(KeyrackSecret) with_nul = keyrack_secret_new ("one\0a", 5);
  g_autoptr(KeyrackSecret) with_other_nul = keyrack_secret_new ("one\0b", 5);

  g_assert_true (keyrack_secret_equal (one, one));
  g_assert_true (keyrack_secret_equal (one, same));
  g_assert_false (keyrack_secret_equal (one, other));
  g_assert_false (keyrack_secret_equal (one, longer));
  g_assert_false (keyrack_secret_equal (with_nul, with_other_nul));
  g_assert_false (keyrack_secret_equal (one, NULL));
  g_assert_false (keyrack_secret_equal (NULL, one));
  g_assert_true (keyrack_secret_equal (NULL, NULL));
}

static void
test_boxed (void)
{
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("boxed", -1);

  g_value_init (&value, KEYRACK_TYPE_SECRET);
  g_value_set_boxed (&value, secret);

  g_assert_true (g_value_get_boxed (&value) == secret);
  g_assert_false (g_value_type_transformable (KEYRACK_TYPE_SECRET, G_TYPE_STRING));
}

static void
test_not_dumped (void)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("not dumped", -1);
  g_autofree char *flags = dup_mapping_field (keyrack_secret_peek (secret), "VmFlags:");
  g_auto(GStrv) words = NULL;

  if (flags == NULL)
    {
      g_test_skip ("this kernel does not tell the flags of a mapping");
      return;
    }

  words = g_strsplit (flags, " ", -1);
  g_assert_true (g_strv_contains ((const char * const *) words, "dd"));
}

static void
test_not_paged (void)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("not paged", -1);
  g_autofree char *locked = dup_mapping_field (keyrack_secret_peek (secret), "Locked:");
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_MEMLOCK, &limit), ==, 0);

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("the address sanitizer makes mlock () do nothing");
  return;
#endif

  if (locked == NULL || limit.rlim_cur < 64 * 1024)
    {
      g_test_skip ("this system does not let the test lock memory, or see that it is locked");
      return;
    }

  g_assert_cmpint (g_ascii_strtoll (locked, NULL, 10), >, 0);
}

/* The memory of a freed secret is gone altogether. */
static void
test_unmapped (void)
{
  if (g_test_subprocess ())
    {
      KeyrackSecret *secret = keyrack_secret_new ("gone", -1);
      const volatile char *text = keyrack_secret_peek (secret);

      keyrack_secret_unref (keyrack_secret_ref (secret));
      g_assert_cmpint (text[0], ==, 'g');
      keyrack_secret_unref (secret);
      g_assert_cmpint (text[0], ==, 'g');
      return;
    }

  g_test_trap_subprocess (NULL, 10 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr_unmatched ("*assertion failed*");
}

static void
test_wipe (void)
{
  char buffer[] = "visible";
  static const char nothing[sizeof (buffer)];

  keyrack_secret_wipe (buffer, sizeof (buffer));
  keyrack_secret_wipe (NULL, 0);

  g_assert_cmpmem (buffer, sizeof (buffer), nothing, sizeof (nothing));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/text", test_text);
  g_test_add_func ("/secret/sizes", test_sizes);
  g_test_add_func ("/secret/equal", test_equal);
  g_test_add_func ("/secret/boxed", test_boxed);
  g_test_add_func ("/secret/not-dumped", test_not_dumped);
  g_test_add_func ("/secret/not-paged", test_not_paged);
  g_test_add_func ("/secret/unmapped", test_unmapped);
  g_test_add_func ("/secret/wipe", test_wipe);

  return g_test_run ();
}
