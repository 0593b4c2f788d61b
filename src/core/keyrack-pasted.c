/* keyrack-pasted.c: client ID and secret that were copied as one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pasted.h"

#include <string.h>

#include "keyrack-json.h"
#include "keyrack-text.h"

#define HEADER "authorization:"
#define SCHEME "basic "

/* What is at most one in a hundred thousand random words of this length: text with a colon. */
#define LEAST_BARE 12
#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

/* As the API says it, and as programs name it. */
static const char * const id_members[] = { "client_id", "clientId" };
static const char * const secret_members[] = { "client_secret", "clientSecret" };

static KeyrackPasted *
pasted_new (const char *client_id,
            const char *secret)
{
  KeyrackPasted *self = NULL;

  if (keyrack_text_check_word (client_id) != KEYRACK_TEXT_FINE ||
      (keyrack_text_check_word (secret) & ~KEYRACK_TEXT_COLON) != 0)
    return NULL;

  self = g_new0 (KeyrackPasted, 1);
  self->client_id = g_strdup (client_id);
  self->secret = keyrack_secret_new (secret, -1);

  return self;
}

/* Without the case of it; NULL if it does not begin so. */
static const char *
skip_prefix (const char *text,
             const char *prefix)
{
  if (g_ascii_strncasecmp (text, prefix, strlen (prefix)) != 0)
    return NULL;

  text += strlen (prefix);
  while (g_ascii_isspace (*text))
    text++;

  return text;
}

/* RFC 7617, section 2: the ID ends at the first colon. The padding may be missing. */
static KeyrackPasted *
read_pair (const char *encoded)
{
  KeyrackPasted *self = NULL;
  char *padded = g_strconcat (encoded, "===", NULL);
  gsize length = 0;
  char *pair = (char *) g_base64_decode (padded, &length);
  char *text = g_strndup (pair, length);
  char *colon = strchr (text, ':');

  if (colon != NULL && strlen (text) == length)
    {
      *colon = '\0';
      self = pasted_new (text, colon + 1);
    }

  keyrack_secret_wipe (text, length);
  keyrack_secret_wipe (pair, length);
  keyrack_secret_wipe (padded, strlen (padded));
  g_free (padded);
  g_free (text);
  g_free (pair);

  return self;
}

static KeyrackPasted *
read_header (const char *text)
{
  const char *value = skip_prefix (text, HEADER);
  const char *encoded = skip_prefix (value != NULL ? value : text, SCHEME);

  return encoded != NULL && *encoded != '\0' ? read_pair (encoded) : NULL;
}

/* The same without any word before it, as some programs show it. */
static KeyrackPasted *
read_bare (const char *text)
{
  gsize length = strcspn (text, " \t\r\n");

  if (length < LEAST_BARE || strspn (text, BASE64) != length || text[length + strspn (text + length, " \t\r\n")] != '\0')
    return NULL;

  return read_pair (text);
}

static const char *
find_member (JsonObject         *object,
             const char * const  names[2])
{
  for (gsize i = 0; i < 2; i++)
    {
      const char *value = NULL;

      if (keyrack_json_read_string (object, names[i], KEYRACK_TEXT_WORD_MAX, &value, NULL) && value != NULL)
        return value;
    }

  return NULL;
}

static KeyrackPasted *
read_json (const char *text)
{
  g_autoptr(JsonNode) root = NULL;
  const char *client_id = NULL;
  const char *secret = NULL;

  if (*text != '{')
    return NULL;

  root = keyrack_json_parse_object (text, strlen (text), KEYRACK_JSON_MAX_ANSWER, NULL);
  if (root == NULL)
    return NULL;

  client_id = find_member (json_node_get_object (root), id_members);
  secret = find_member (json_node_get_object (root), secret_members);

  return client_id != NULL && secret != NULL ? pasted_new (client_id, secret) : NULL;
}

static KeyrackPasted *
read_both_lines (const char *text)
{
  g_autoptr(KeyrackPasted) lines = keyrack_pasted_read_lines (text);

  if (lines == NULL || lines->client_id == NULL || lines->secret == NULL)
    return NULL;

  return g_steal_pointer (&lines);
}

/**
 * keyrack_pasted_read:
 * @text: what was pasted into a field
 *
 * Reads "Authorization: Basic …", "Basic …" or what comes after it alone (RFC 7617), or a
 * JSON object with client_id and client_secret, or what keyrack_pasted_read_lines() reads
 * when both are there.
 *
 * Returns: (transfer full) (nullable): both, or %NULL when @text is nothing of the kind
 */
KeyrackPasted *
keyrack_pasted_read (const char *text)
{
  KeyrackPasted *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  while (g_ascii_isspace (*text))
    text++;

  self = read_header (text);
  if (self == NULL)
    self = read_json (text);

  if (self == NULL)
    self = read_bare (text);

  return self != NULL ? self : read_both_lines (text);
}

void
keyrack_pasted_free (KeyrackPasted *self)
{
  g_free (self->client_id);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_free (self);
}
