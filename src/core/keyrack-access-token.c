/* keyrack-access-token.c: what the token endpoint gave, and its claims for display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-access-token.h"

#include <string.h>

#include "keyrack-json.h"
#include "keyrack-text.h"

#define CLAIMS_MAX      32
#define CLAIM_NAME_MAX  40   /* characters */
#define CLAIM_VALUE_MAX 200  /* characters */

#define BASE64URL "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/**
 * keyrack_access_token_new:
 * @token: a sound token, see keyrack_access_token_is_sound()
 * @type: the token type as the server wrote it
 * @expires_in: the lifetime in seconds
 * @scope: (nullable): the scope that was granted
 *
 * Returns: (transfer full): a new access token
 */
KeyrackAccessToken *
keyrack_access_token_new (const char *token,
                          const char *type,
                          guint       expires_in,
                          const char *scope)
{
  KeyrackAccessToken *self = NULL;

  g_return_val_if_fail (token != NULL && type != NULL, NULL);

  self = g_new0 (KeyrackAccessToken, 1);
  g_atomic_ref_count_init (&self->refs);
  self->token = keyrack_secret_new (token, -1);
  self->type = g_strdup (type);
  self->expires_in = expires_in;
  self->scope = g_strdup (scope);

  return self;
}

/**
 * keyrack_access_token_ref:
 * @self: an access token
 *
 * Returns: (transfer full): @self
 */
KeyrackAccessToken *
keyrack_access_token_ref (KeyrackAccessToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * keyrack_access_token_unref:
 * @self: (transfer full): an access token
 */
void
keyrack_access_token_unref (KeyrackAccessToken *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  keyrack_secret_unref (self->token);
  g_free (self->type);
  g_free (self->scope);
  g_free (self);
}

/**
 * keyrack_access_token_is_sound:
 * @token: (nullable): what came as an access token
 *
 * Whether @token can stand in an Authorization header: one to
 * %KEYRACK_ACCESS_TOKEN_MAX_LENGTH of the characters that RFC 6750, section 2.1,
 * allows, and "=" anywhere.
 *
 * Returns: %TRUE if it can
 */
gboolean
keyrack_access_token_is_sound (const char *token)
{
  gsize length = token != NULL ? strlen (token) : 0;

  if (length == 0 || length > KEYRACK_ACCESS_TOKEN_MAX_LENGTH)
    return FALSE;

  return strspn (token,
                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                 "abcdefghijklmnopqrstuvwxyz"
                 "0123456789._~+/=-") == length;
}

/* RFC 4648, section 5: the URL-safe alphabet, here without padding. */
static guchar *
decode_base64url (const char *text,
                  gsize       length,
                  gsize      *decoded_length)
{
  static const char *paddings[] = { "", NULL, "==", "=" };
  const char *padding = paddings[length % 4];
  g_autofree char *base64 = NULL;

  if (padding == NULL || strspn (text, BASE64URL) < length)
    return NULL;

  base64 = g_strdup_printf ("%.*s%s", (int) length, text, padding);
  g_strdelimit (base64, "-", '+');
  g_strdelimit (base64, "_", '/');

  return g_base64_decode (base64, decoded_length);
}

/* The middle one of the three parts of RFC 7519, as an object. */
static JsonNode *
parse_payload (const char *token)
{
  const char *first = strchr (token, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autofree guchar *payload = NULL;
  gsize length = 0;

  if (second == NULL || strchr (second + 1, '.') != NULL || second == first + 1)
    return NULL;

  payload = decode_base64url (first + 1, (gsize) (second - first - 1), &length);
  if (payload == NULL)
    return NULL;

  return keyrack_json_parse_object ((const char *) payload, length,
                                    KEYRACK_ACCESS_TOKEN_MAX_LENGTH, NULL);
}

/* RFC 7519, section 4.1, and OpenID Connect Core, section 2: seconds since the epoch. */
static gboolean
is_time (const char *name)
{
  static const char * const names[] = { "exp", "iat", "nbf", "auth_time", NULL };

  return g_strv_contains (names, name);
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S %z") : NULL;
}

/* A list of texts reads better without brackets. */
static char *
dup_list (JsonArray *array)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!holds (node, G_TYPE_STRING))
        return NULL;

      if (i > 0)
        g_string_append (list, ", ");
      g_string_append (list, json_node_get_string (node));
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
dup_value (const char *name,
           JsonNode   *node)
{
  g_autofree char *text = NULL;

  if (holds (node, G_TYPE_STRING))
    text = json_node_dup_string (node);
  else if (holds (node, G_TYPE_INT64) && is_time (name))
    text = dup_time (json_node_get_int (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    text = dup_list (json_node_get_array (node));

  if (text == NULL)
    text = keyrack_json_dup_text (node, 0);

  return keyrack_text_dup_printable (text, CLAIM_VALUE_MAX);
}

/**
 * keyrack_claim_free:
 * @self: (transfer full): a claim
 */
void
keyrack_claim_free (KeyrackClaim *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/**
 * keyrack_claim_copy:
 * @self: a claim
 *
 * Returns: (transfer full): a copy of @self
 */
KeyrackClaim *
keyrack_claim_copy (const KeyrackClaim *self)
{
  KeyrackClaim *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (KeyrackClaim, 1);
  copy->name = g_strdup (self->name);
  copy->value = g_strdup (self->value);

  return copy;
}

/**
 * keyrack_access_token_dup_claims:
 * @self: an access token
 *
 * Reads what the token says of itself, if it is a JWT. Nobody has verified it,
 * and nothing may be decided on it: it is for display. Names and values are
 * printable and short, times are local.
 *
 * Returns: (transfer full) (element-type KeyrackClaim): the claims in the order
 *   of the token; none when it is no JWT
 */
GPtrArray *
keyrack_access_token_dup_claims (KeyrackAccessToken *self)
{
  g_autoptr(GPtrArray) claims = NULL;
  g_autoptr(JsonNode) payload = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  claims = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_claim_free);
  payload = parse_payload (keyrack_secret_peek (self->token));
  if (payload == NULL)
    return g_steal_pointer (&claims);

  json_object_iter_init_ordered (&iter, json_node_get_object (payload));
  while (claims->len < CLAIMS_MAX && json_object_iter_next_ordered (&iter, &name, &node))
    {
      KeyrackClaim *claim = g_new0 (KeyrackClaim, 1);

      claim->name = keyrack_text_dup_printable (name, CLAIM_NAME_MAX);
      claim->value = dup_value (name, node);
      g_ptr_array_add (claims, claim);
    }

  return g_steal_pointer (&claims);
}
