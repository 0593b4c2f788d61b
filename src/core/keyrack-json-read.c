/* keyrack-json-read.c: typed readers of checked JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TIME_SHAPE "dddd-dd-ddTdd:dd:dd"

/* Absent and null are the same: %NULL. */
static JsonNode *
get_member (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static const char *
get_string (JsonNode *node,
            gsize     max_length)
{
  const char *text = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;

  return text != NULL && strlen (text) <= max_length ? text : NULL;
}

/**
 * keyrack_json_parse_object:
 * @text: (array length=length): what came from a server or a file
 * @length: its length in bytes
 * @max_length: how many bytes are allowed
 * @error: return location for an error of %KEYRACK_JSON_ERROR
 *
 * Checks @text as keyrack_json_check() does and parses it.
 *
 * Returns: (transfer full): a node that holds an object, or %NULL with @error set
 */
JsonNode *
keyrack_json_parse_object (const char  *text,
                           gsize        length,
                           gsize        max_length,
                           GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!keyrack_json_check (text, length, max_length, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error))
    {
      g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_SYNTAX, local_error->message);
      return NULL;
    }

  root = json_parser_steal_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_SYNTAX,
                           _("It is not a JSON object."));
      return NULL;
    }

  return g_steal_pointer (&root);
}

/**
 * keyrack_json_read_string:
 * @object: an object
 * @member: the name of a member
 * @max_length: how many bytes the text may have
 * @value: (out) (transfer none) (nullable): the text, owned by @object; %NULL when
 *   the member is absent or null, which is no error
 * @error: return location for %KEYRACK_JSON_ERROR_MEMBER
 *
 * Returns: %FALSE if the member is no text or is longer
 */
gboolean
keyrack_json_read_string (JsonObject  *object,
                          const char  *member,
                          gsize        max_length,
                          const char **value,
                          GError     **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  *value = NULL;
  node = get_member (object, member);
  if (node == NULL)
    return TRUE;

  *value = get_string (node, max_length);
  if (*value == NULL)
    g_set_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                 /* Translators: the name of a member, then the number of bytes it may have */
                 _("“%s” is not text of at most %zu bytes."), member, max_length);

  return *value != NULL;
}

/**
 * keyrack_json_read_int:
 * @object: an object
 * @member: the name of a member
 * @minimum: the smallest value allowed
 * @maximum: the largest value allowed
 * @value: (inout): the number; left as it was when the member is absent or null,
 *   which is no error
 * @error: return location for %KEYRACK_JSON_ERROR_MEMBER
 *
 * Returns: %FALSE if the member is no whole number or out of range
 */
gboolean
keyrack_json_read_int (JsonObject  *object,
                       const char  *member,
                       gint64       minimum,
                       gint64       maximum,
                       gint64      *value,
                       GError     **error)
{
  JsonNode *node;
  gint64 number;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  node = get_member (object, member);
  if (node == NULL)
    return TRUE;

  number = holds (node, G_TYPE_INT64) ? json_node_get_int (node) : 0;
  if (!holds (node, G_TYPE_INT64) || number < minimum || number > maximum)
    {
      g_set_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                   /* Translators: the name of a member, then the smallest and the largest value */
                   _("“%s” is not a whole number from %lld to %lld."),
                   member, (long long) minimum, (long long) maximum);
      return FALSE;
    }

  *value = number;

  return TRUE;
}

/**
 * keyrack_json_read_strv:
 * @object: an object
 * @member: the name of a member
 * @max_items: how many texts are allowed
 * @max_length: how many bytes each may have
 * @value: (out) (transfer full) (nullable): the texts; %NULL when the member is
 *   absent or null, which is no error
 * @error: return location for %KEYRACK_JSON_ERROR_MEMBER
 *
 * Returns: %FALSE if the member is no list of texts within these bounds
 */
gboolean
keyrack_json_read_strv (JsonObject   *object,
                        const char   *member,
                        guint         max_items,
                        gsize         max_length,
                        char       ***value,
                        GError      **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = NULL;
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  *value = NULL;
  node = get_member (object, member);
  if (node == NULL)
    return TRUE;

  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) <= max_items)
    array = json_node_get_array (node);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = get_string (json_array_get_element (array, i), max_length);

      if (text == NULL)
        array = NULL;
      else
        g_strv_builder_add (builder, text);
    }

  if (array == NULL)
    {
      g_set_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                   /* Translators: the name of a member, how many texts it may have, the bytes of each */
                   _("“%s” is not a list of at most %u texts of at most %zu bytes."),
                   member, max_items, max_length);
      return FALSE;
    }

  *value = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
has_shape (const char *text,
           const char *shape)
{
  for (; *shape != '\0'; text++, shape++)
    {
      if (*shape == 'd' ? !g_ascii_isdigit (*text) : *text != *shape)
        return FALSE;
    }

  return TRUE;
}

/**
 * keyrack_json_read_time:
 * @object: an object
 * @member: the name of a member
 * @value: (inout): seconds since the epoch, UTC; left as it was when the member
 *   is absent or null, which is no error
 * @error: return location for %KEYRACK_JSON_ERROR_MEMBER
 *
 * Reads a time as RFC 3339 writes it, such as "2026-01-31T09:30:00Z".
 *
 * Returns: %FALSE if the member is no such time
 */
gboolean
keyrack_json_read_time (JsonObject  *object,
                        const char  *member,
                        gint64      *value,
                        GError     **error)
{
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) utc = NULL;
  const char *text;
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  node = get_member (object, member);
  if (node == NULL)
    return TRUE;

  text = get_string (node, 64);
  if (text != NULL && has_shape (text, TIME_SHAPE))
    time = g_date_time_new_from_iso8601 (text, NULL);

  /* An offset can lead out of the years that a document has. */
  if (time != NULL)
    utc = g_date_time_to_utc (time);

  if (utc == NULL)
    {
      g_set_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                   /* Translators: the name of a member; keep the example as it is */
                   _("“%s” is not a time such as 2026-01-31T09:30:00Z."), member);
      return FALSE;
    }

  *value = g_date_time_to_unix (utc);

  return TRUE;
}

/**
 * keyrack_json_dup_time:
 * @time: seconds since the epoch, UTC
 *
 * Returns: (transfer full) (nullable): @time for a document, such as
 *   "2026-01-31T09:30:00Z", or %NULL when it is beyond the year 9999
 */
char *
keyrack_json_dup_time (gint64 time)
{
  g_autoptr(GDateTime) date_time = g_date_time_new_from_unix_utc (time);

  return date_time != NULL ? g_date_time_format_iso8601 (date_time) : NULL;
}
