/* keyrack-passphrase.c: passphrases of random words, and how strong one is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-passphrase.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>
#include <sys/random.h>

#define WORDS_PATH   "/io/github/keyrack/keyrack/words.txt"
#define LONGEST_WORD 16

/* Each word once, and none that begins with a number sign. */
static GPtrArray *
get_words (void)
{
  static GPtrArray *words;
  static GStrv lines;
  g_autoptr(GBytes) bytes = NULL;

  if (words != NULL)
    return words;

  bytes = g_resources_lookup_data (WORDS_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);

  words = g_ptr_array_new ();
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && *lines[i] != '#')
        g_ptr_array_add (words, lines[i]);
    }

  return words;
}

/* Every number below @bound is as likely as any other. */
static guint
pick_number (guint bound)
{
  guint32 limit = G_MAXUINT32 - G_MAXUINT32 % bound;
  guint32 number = 0;

  do
    {
      if (getrandom (&number, sizeof (number), 0) != sizeof (number))
        g_error ("The system has no random numbers");
    }
  while (number >= limit);

  return number % bound;
}

/**
 * keyrack_passphrase_generate:
 *
 * Returns: (transfer full): six words, each of one in 7,776: 77 bits
 */
KeyrackSecret *
keyrack_passphrase_generate (void)
{
  GPtrArray *words = get_words ();
  char text[KEYRACK_PASSPHRASE_WORDS * (LONGEST_WORD + 1) + 1] = "";
  char *end = text;
  KeyrackSecret *passphrase = NULL;

  for (guint i = 0; i < KEYRACK_PASSPHRASE_WORDS; i++)
    {
      if (i > 0)
        *end++ = ' ';
      end = g_stpcpy (end, words->pdata[pick_number (words->len)]);
    }

  passphrase = keyrack_secret_new (text, end - text);
  keyrack_secret_wipe (text, sizeof (text));

  return passphrase;
}

/* The parts of the keyboard that are in use say how many characters there were to choose from. */
static double
count_alphabet (const char *passphrase)
{
  gboolean lower = FALSE;
  gboolean upper = FALSE;
  gboolean digit = FALSE;
  gboolean other = FALSE;

  for (const char *c = passphrase; *c != '\0'; c = g_utf8_next_char (c))
    {
      lower |= g_ascii_islower (*c);
      upper |= g_ascii_isupper (*c);
      digit |= g_ascii_isdigit (*c);
      other |= !g_ascii_isalnum (*c);
    }

  return lower * 26 + upper * 26 + digit * 10 + other * 33;
}

/* A character that follows from the one before it is no choice: "aaaa", "1234". */
static guint
count_choices (const char *passphrase)
{
  gunichar before = 0;
  guint n_choices = 0;

  for (const char *c = passphrase; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar now = g_utf8_get_char (c);

      n_choices += now != before && now != before + 1 && now + 1 != before;
      before = now;
    }

  return n_choices;
}

/* Words of the list count as such: whoever guesses knows them too. */
static gboolean
are_words (char **parts)
{
  GPtrArray *words = get_words ();

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *word = g_ascii_strdown (parts[i], -1);

      gboolean known = *word == '\0' || g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL);

      keyrack_secret_wipe (word, strlen (word));
      if (!known)
        return FALSE;
    }

  return TRUE;
}

/**
 * keyrack_passphrase_estimate_bits:
 * @passphrase: what a person has typed
 *
 * Returns: how much has to be guessed at most, in bits; a rough and friendly estimate
 */
double
keyrack_passphrase_estimate_bits (const char *passphrase)
{
  g_auto(GStrv) parts = NULL;
  double bits = 0;
  guint n_words = 0;
  gboolean known = FALSE;

  g_return_val_if_fail (passphrase != NULL, 0);

  if (*passphrase == '\0')
    return 0;

  bits = count_choices (passphrase) * log2 (count_alphabet (passphrase));
  parts = g_strsplit_set (passphrase, " -", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    n_words += *parts[i] != '\0';

  known = are_words (parts);
  for (gsize i = 0; parts[i] != NULL; i++)
    keyrack_secret_wipe (parts[i], strlen (parts[i]));

  return known ? MIN (bits, n_words * log2 (get_words ()->len)) : bits;
}

/* For a key that takes a second to try: 75 bits are out of anybody's reach. */
KeyrackStrength
keyrack_passphrase_judge (const char *passphrase)
{
  double bits = keyrack_passphrase_estimate_bits (passphrase);

  if (bits >= 75)
    return KEYRACK_STRENGTH_STRONG;
  if (bits >= 60)
    return KEYRACK_STRENGTH_GOOD;
  if (bits >= 45)
    return KEYRACK_STRENGTH_FAIR;

  return bits > 0 ? KEYRACK_STRENGTH_WEAK : KEYRACK_STRENGTH_NONE;
}
