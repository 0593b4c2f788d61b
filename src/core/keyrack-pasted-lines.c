/* keyrack-pasted-lines.c: client ID and secret as lines, with or without their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pasted.h"

#include <string.h>

#include "keyrack-text.h"

/* A word without a name before it has to be longer than “Copy” on a button. */
#define LEAST_WORD 8

/* As Nexthink's own dialog has them, the API, and programs. */
static const char * const id_names[] = { "client id", "client_id", "client-id", "clientid" };
static const char * const secret_names[] = { "secret key", "client secret", "client_secret", "client-secret",
                                             "clientsecret", "secret" };

typedef enum
{
  NAMELESS,
  NAMES_ID,
  NAMES_SECRET,
} Name;

/* What was found; the texts are parts of the one copy that is wiped. */
typedef struct
{
  const char *client_id;
  const char *secret;
  const char *words[2];
  guint       n_words;
  Name        pending;  /* a name that stands alone in its line */
} Found;

static gsize
measure_name (const char         *line,
              const char * const *names,
              gsize               n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      gsize length = strlen (names[i]);

      if (g_ascii_strncasecmp (line, names[i], length) == 0 &&
          (line[length] == '\0' || strchr (" \t:=", line[length]) != NULL))
        return length;
    }

  return 0;
}

static Name
skip_name (char **line)
{
  gsize length = measure_name (*line, id_names, G_N_ELEMENTS (id_names));
  Name name = NAMES_ID;

  if (length == 0)
    {
      length = measure_name (*line, secret_names, G_N_ELEMENTS (secret_names));
      name = NAMES_SECRET;
    }
  if (length == 0)
    return NAMELESS;

  *line += length;
  *line += strspn (*line, " \t:=");

  return name;
}

/* In place: without what is seen by nobody, and without quotation marks around. */
static const char *
tidy (char *value)
{
  char *clean = keyrack_text_dup_clean (value);
  const char *start = clean;
  gsize length = strlen (clean);

  if (length > 2 && (*clean == '"' || *clean == '\'') && clean[length - 1] == *clean)
    {
      clean[length - 1] = '\0';
      start++;
    }

  /* It only became shorter. */
  memcpy (value, start, strlen (start) + 1);
  keyrack_secret_wipe (clean, length);
  g_free (clean);

  return value;
}

static void
take (Found      *found,
      Name        name,
      const char *value)
{
  if (name == NAMES_ID && found->client_id == NULL)
    found->client_id = value;
  else if (name == NAMES_SECRET && found->secret == NULL)
    found->secret = value;
  else if (name == NAMELESS && strlen (value) >= LEAST_WORD && strpbrk (value, " \t") == NULL)
    {
      if (found->n_words < G_N_ELEMENTS (found->words))
        found->words[found->n_words] = value;
      found->n_words++;
    }
}

static void
read_line (Found *found,
           char  *line)
{
  Name name = skip_name (&line);
  const char *value = tidy (line);

  if (*value == '\0')
    {
      found->pending = name != NAMELESS ? name : found->pending;
      return;
    }

  take (found, name != NAMELESS ? name : found->pending, value);
  found->pending = NAMELESS;
}

/* One word beside a named one is the other; of two mostly the ID is the shorter one. */
static gboolean
use_words (Found *found)
{
  gboolean longer_first;

  if (found->n_words == 1 && found->client_id != NULL && found->secret == NULL)
    found->secret = found->words[0];
  else if (found->n_words == 1 && found->secret != NULL && found->client_id == NULL)
    found->client_id = found->words[0];

  if (found->client_id != NULL || found->secret != NULL || found->n_words != 2)
    return FALSE;

  longer_first = strlen (found->words[0]) > strlen (found->words[1]);
  found->client_id = found->words[longer_first ? 1 : 0];
  found->secret = found->words[longer_first ? 0 : 1];

  return TRUE;
}

static KeyrackPasted *
pasted_from (const Found *found,
             gboolean     guessed)
{
  KeyrackPasted *self = NULL;

  if (found->client_id == NULL && found->secret == NULL)
    return NULL;
  if (found->client_id != NULL && keyrack_text_check_word (found->client_id) != KEYRACK_TEXT_FINE)
    return NULL;
  if (found->secret != NULL && (keyrack_text_check_word (found->secret) & ~KEYRACK_TEXT_COLON) != 0)
    return NULL;

  self = g_new0 (KeyrackPasted, 1);
  self->client_id = g_strdup (found->client_id);
  self->secret = found->secret != NULL ? keyrack_secret_new (found->secret, -1) : NULL;
  self->guessed = guessed;

  return self;
}

/**
 * keyrack_pasted_read_lines:
 * @text: what was pasted
 *
 * Reads lines such as "Client ID: …" and "Secret key: …", in either order, with the value
 * in the same line or in the next one; or two words, one in each line.
 *
 * Returns: (transfer full) (nullable): what was found, which may be one of the two only
 */
KeyrackPasted *
keyrack_pasted_read_lines (const char *text)
{
  g_autofree char *copy = NULL;
  gsize length;
  Found found = { 0 };
  KeyrackPasted *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;

  copy = g_strdup (text);
  length = strlen (copy);
  for (char *line = copy, *end = copy; end != NULL; line = end + 1)
    {
      end = strpbrk (line, "\r\n");
      if (end != NULL)
        *end = '\0';
      read_line (&found, line);
    }

  self = pasted_from (&found, use_words (&found));
  keyrack_secret_wipe (copy, length);

  return self;
}
