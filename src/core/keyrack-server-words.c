/* keyrack-server-words.c: what a server says, made fit to be shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-server-words.h"

#include <string.h>

#include "keyrack-text.h"

/* Stands where something was taken out. */
#define GAP "•••"

/* Shorter ones stand in ordinary words by chance. */
#define SHORTEST_SECRET 4

/* Unbroken runs of these are tokens when they are longer than any word, host or error ID. */
#define TOKEN_CHARACTERS \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
#define LONGEST_WORD 80

/* Both alphabets of RFC 4648, without the padding. */
#define BASE64_CHARACTERS \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"

static gboolean
is_break (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_isspace (c) || c == 0x2028 || c == 0x2029;
}

/* Every run of white space and control characters becomes one space. */
static char *
dup_one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *cursor = valid; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      gunichar c = g_utf8_get_char (cursor);

      if (!is_break (c))
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }

  return g_string_free (line, FALSE);
}

/* Plain, and as it stands in a form. */
static char *
dup_without_secret (const char    *words,
                    KeyrackSecret *secret)
{
  const char *text = keyrack_secret_peek (secret);
  char *encoded = g_uri_escape_string (text, NULL, FALSE);
  g_auto(GStrv) pieces = g_strsplit (words, text, -1);
  g_autofree char *half = g_strjoinv (GAP, pieces);
  g_auto(GStrv) more_pieces = g_strsplit (half, encoded, -1);

  keyrack_secret_wipe (encoded, strlen (encoded));
  g_free (encoded);

  return g_strjoinv (GAP, more_pieces);
}

/* Base64 is read in groups of four, and where the first one begins is not known. */
static gboolean
encodes (const char    *run,
         gsize          length,
         KeyrackSecret *secret)
{
  gboolean found = FALSE;

  for (gsize skip = 0; skip < 4 && skip < length && !found; skip++)
    {
      g_autofree char *padded = g_strdup_printf ("%.*s===", (int) (length - skip), run + skip);
      gsize size = 0;
      guchar *plain = NULL;

      g_strdelimit (g_strdelimit (padded, "-", '+'), "_", '/');
      plain = g_base64_decode (padded, &size);
      found = g_strstr_len ((const char *) plain, (gssize) size, keyrack_secret_peek (secret)) != NULL;

      keyrack_secret_wipe (plain, size);
      g_free (plain);
    }

  return found;
}

/* As it stands in an Authorization header. */
static char *
dup_without_encoded_secret (const char    *words,
                            KeyrackSecret *secret)
{
  GString *kept = g_string_new (NULL);

  while (*words != '\0')
    {
      gsize run = strspn (words, BASE64_CHARACTERS);

      if (encodes (words, run, secret))
        g_string_append (kept, GAP);
      else
        g_string_append_len (kept, words, (gssize) run);
      words += run;

      run = strcspn (words, BASE64_CHARACTERS);
      g_string_append_len (kept, words, (gssize) run);
      words += run;
    }

  return g_string_free (kept, FALSE);
}

static char *
dup_without_tokens (const char *words)
{
  GString *kept = g_string_new (NULL);

  while (*words != '\0')
    {
      gsize run = strspn (words, TOKEN_CHARACTERS);

      if (run > LONGEST_WORD)
        g_string_append (kept, GAP);
      else
        g_string_append_len (kept, words, (gssize) run);
      words += run;

      run = strcspn (words, TOKEN_CHARACTERS);
      g_string_append_len (kept, words, (gssize) run);
      words += run;
    }

  return g_string_free (kept, FALSE);
}

static char *
dup_scrubbed (const char    *words,
              KeyrackSecret *secret)
{
  g_autofree char *rest = NULL;
  g_autofree char *half = NULL;

  if (secret == NULL || keyrack_secret_get_length (secret) < SHORTEST_SECRET)
    return dup_without_tokens (words);

  half = dup_without_encoded_secret (words, secret);
  rest = dup_without_secret (half, secret);

  return dup_without_tokens (rest);
}

/**
 * keyrack_server_words_dup_clean:
 * @text: (nullable): bytes from a server
 * @max_length: how many characters may stay
 * @secret: (nullable): the secret that the server was sent
 *
 * Makes one line of valid UTF-8 without control, direction and zero-width
 * characters, with an ellipsis where it was cut. Some servers repeat what they
 * were sent: @secret and everything that could be a token is taken out.
 *
 * Returns: (nullable) (transfer full): the words, or %NULL when nothing is left
 */
char *
keyrack_server_words_dup_clean (const char    *text,
                                guint          max_length,
                                KeyrackSecret *secret)
{
  g_autofree char *line = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *head = NULL;

  g_return_val_if_fail (max_length > 0, NULL);

  if (text == NULL)
    return NULL;

  line = dup_one_line (text);
  clean = keyrack_text_dup_clean (line);
  if (*clean == '\0')
    return NULL;

  safe = dup_scrubbed (clean, secret);
  if (g_utf8_strlen (safe, -1) <= (glong) max_length)
    return g_steal_pointer (&safe);

  head = g_utf8_substring (safe, 0, (glong) max_length - 1);

  return g_strconcat (g_strchomp (head), "…", NULL);
}
