/* keyrack-profile-document-secrets.c: takes the secrets out of a document before it is parsed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-document-private.h"

#include <string.h>

/* What a parser is given it copies, and does not wipe. So it gets a text without secrets; to
 * find them needs no more than this, because the text is known to be JSON. */

static char *
skip_space (char *c)
{
  return c + strspn (c, " \n\r\t");
}

static char *
skip_string (char *c)
{
  for (c++; *c != '"'; c++)
    c += *c == '\\';

  return c + 1;
}

static char *
skip_container (char *c)
{
  guint depth = 0;

  do
    {
      if (*c == '"')
        {
          c = skip_string (c);
          continue;
        }

      depth += *c == '{' || *c == '[';
      depth -= *c == '}' || *c == ']';
      c++;
    }
  while (depth > 0);

  return c;
}

static char *
skip_value (char *c)
{
  if (*c == '"')
    return skip_string (c);

  if (*c == '{' || *c == '[')
    return skip_container (c);

  return c + strcspn (c, " \n\r\t,]}");
}

/* Begins behind the bracket; returns NULL after the last one. */
static char *
next_item (char **cursor)
{
  char *item = skip_space (*cursor);

  if (*item == ']' || *item == '}')
    return NULL;

  if (*item == ',')
    item = skip_space (item + 1);

  *cursor = skip_space (skip_value (item));

  return item;
}

/* A member is two items: its name, and what follows the colon. */
static char *
next_member (char **cursor,
             char **name)
{
  char *value = NULL;

  *name = next_item (cursor);
  if (*name == NULL)
    return NULL;

  value = skip_space (*cursor + 1);
  *cursor = skip_space (skip_value (value));

  return value;
}

static gboolean
is_called (const char *name,
           const char *quoted)
{
  return strncmp (name, quoted, strlen (quoted)) == 0;
}

/* What is not ASCII is not in any secret, so it need not become more than visible as such. */
static char
take_escape (char **cursor)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter = strchr (letters, **cursor);
  guint unit = 0;

  if (letter != NULL)
    {
      *cursor += 1;
      return meanings[letter - letters];
    }

  for (int i = 1; i <= 4; i++)
    unit = unit * 16 + (guint) g_ascii_xdigit_value ((*cursor)[i]);
  *cursor += 5;

  return (char) (unit < 0x80 ? unit : 0x80);
}

/* Leaves blanks of the same length behind. */
static KeyrackSecret *
take_secret (char *quote)
{
  char *end = skip_string (quote) - 1;
  char *first = quote + 1;
  char *rest = first;
  gsize length = 0;
  KeyrackSecret *secret = NULL;

  /* An escape is never shorter than what it stands for. */
  while (rest < end)
    {
      char c = *rest++;

      first[length++] = c == '\\' ? take_escape (&rest) : c;
    }

  secret = keyrack_secret_new (first, (gssize) length);
  keyrack_secret_wipe (first, (gsize) (end - first));
  memset (first, ' ', (gsize) (end - first));

  return secret;
}

static KeyrackSecret *
take_from_profile (char *object)
{
  KeyrackSecret *secret = NULL;
  char *cursor = object + 1;
  char *name = NULL;
  char *value = NULL;

  while (*object == '{' && (value = next_member (&cursor, &name)) != NULL)
    {
      if (*value == '"' && is_called (name, "\"" KEYRACK_DOCUMENT_SECRET "\""))
        secret = take_secret (value);
    }

  return secret;
}

static void
unref_secret (gpointer secret)
{
  if (secret != NULL)
    keyrack_secret_unref (secret);
}

/* Of the root's member "profiles"; one, or NULL, for each item of that array. */
GPtrArray *
keyrack_document_take_secrets (char *text)
{
  GPtrArray *secrets = g_ptr_array_new_with_free_func (unref_secret);
  char *root = skip_space (text);
  char *cursor = root + 1;
  char *name = NULL;
  char *value = NULL;

  while (*root == '{' && (value = next_member (&cursor, &name)) != NULL)
    {
      char *item_cursor = value + 1;
      char *item = NULL;

      if (*value != '[' || !is_called (name, "\"profiles\""))
        continue;

      while ((item = next_item (&item_cursor)) != NULL)
        g_ptr_array_add (secrets, take_from_profile (item));
    }

  return secrets;
}
