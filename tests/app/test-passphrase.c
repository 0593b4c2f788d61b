/* test-passphrase.c: six words at random, and how strong a passphrase is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "keyrack-passphrase.h"

static GHashTable *
read_words (void)
{
  g_autoptr(GBytes) bytes =
    g_resources_lookup_data ("/io/github/keyrack/keyrack/words.txt", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto(GStrv) lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && *lines[i] != '#')
        g_assert_true (g_hash_table_add (words, g_strdup (lines[i])));
    }

  return words;
}

/* Long enough for every word of the list. */
static void
test_list (void)
{
  g_autoptr(GHashTable) words = read_words ();
  GHashTableIter iter;
  gpointer word = NULL;

  g_assert_cmpuint (g_hash_table_size (words), ==, 7776);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_assert_cmpuint (strlen (word), <=, 16);
}

static void
test_generate (void)
{
  g_autoptr(GHashTable) words = read_words ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(KeyrackSecret) passphrase = keyrack_passphrase_generate ();
      g_auto(GStrv) parts = g_strsplit (keyrack_secret_peek (passphrase), " ", -1);

      g_assert_cmpuint (g_strv_length (parts), ==, KEYRACK_PASSPHRASE_WORDS);
      for (gsize part = 0; parts[part] != NULL; part++)
        {
          g_assert_true (g_hash_table_contains (words, parts[part]));
          g_hash_table_add (seen, g_strdup (parts[part]));
        }
    }

  /* Of 1,200 words drawn from 7,776 about 90 come again; far more would be no chance. */
  g_assert_cmpuint (g_hash_table_size (seen), >, 1000);
}

static void
test_strength (void)
{
  static const struct
  {
    const char      *passphrase;
    KeyrackStrength  strength;
  } cases[] = {
    { "", KEYRACK_STRENGTH_NONE },
    { "a", KEYRACK_STRENGTH_WEAK },
    { "aaaaaaaaaaaaaaaaaaaaaaaa", KEYRACK_STRENGTH_WEAK },
    { "12345678901234567890", KEYRACK_STRENGTH_WEAK },
    { "abcdefghijklmnopqrst", KEYRACK_STRENGTH_WEAK },
    { "abacus zoom", KEYRACK_STRENGTH_WEAK },
    { "abacus zoom zone acorn", KEYRACK_STRENGTH_FAIR },
    { "abacus zoom zone acorn pebble", KEYRACK_STRENGTH_GOOD },
    { "abacus zoom zone acorn pebble wisdom", KEYRACK_STRENGTH_STRONG },
    { "Abacus Zoom Zone Acorn Pebble Wisdom", KEYRACK_STRENGTH_STRONG },
    { "k7#Qz9!mW2", KEYRACK_STRENGTH_GOOD },
    { "k7#Qz9!mW2x", KEYRACK_STRENGTH_GOOD },
    { "k7#Qz9!mW2xV", KEYRACK_STRENGTH_STRONG },
    { "größe über örtlich", KEYRACK_STRENGTH_STRONG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s: %.1f", cases[i].passphrase, keyrack_passphrase_estimate_bits (cases[i].passphrase));
      g_assert_cmpint (keyrack_passphrase_judge (cases[i].passphrase), ==, cases[i].strength);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/passphrase/list", test_list);
  g_test_add_func ("/passphrase/generate", test_generate);
  g_test_add_func ("/passphrase/strength", test_strength);

  return g_test_run ();
}
