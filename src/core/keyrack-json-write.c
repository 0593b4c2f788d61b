/* keyrack-json-write.c: JSON as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-json.h"

#include <string.h>

/* json-glib 1.6 writes 1e22 as "1e+22.0", which it would not read again: a document with a
 * member that we only keep for others must not be lost by that. */

static void append_node (GString  *text,
                         JsonNode *node,
                         guint     indent,
                         guint     level);

static void
append_line_break (GString *text,
                   guint    indent,
                   guint    level)
{
  if (indent > 0)
    g_string_append_printf (text, "\n%*s", (int) (indent * level), "");
}

static void
append_string (GString    *text,
               const char *string)
{
  static const char letters[] = "\"\\\b\f\n\r\t";
  static const char escapes[] = "\"\\bfnrt";

  g_string_append_c (text, '"');

  for (; *string != '\0'; string++)
    {
      const char *letter = strchr (letters, *string);

      if (letter != NULL)
        g_string_append_printf (text, "\\%c", escapes[letter - letters]);
      else if ((guchar) *string < 0x20)
        g_string_append_printf (text, "\\u%04x", (guint) *string);
      else
        g_string_append_c (text, *string);
    }

  g_string_append_c (text, '"');
}

/* With as few digits as lead back to the same number, and so that it stays no integer. */
static void
append_double (GString *text,
               double   number)
{
  static const char *formats[] = { "%.15g", "%.16g", "%.17g" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (digits, sizeof (digits), formats[i], number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }

  g_string_append (text, digits);
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
append_value (GString  *text,
              JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      append_string (text, json_node_get_string (node));
      break;

    case G_TYPE_INT64:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
      break;

    case G_TYPE_DOUBLE:
      append_double (text, json_node_get_double (node));
      break;

    case G_TYPE_BOOLEAN:
      g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
append_array (GString   *text,
              JsonArray *array,
              guint      indent,
              guint      level)
{
  guint length = json_array_get_length (array);

  g_string_append_c (text, '[');

  for (guint i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');

      append_line_break (text, indent, level + 1);
      append_node (text, json_array_get_element (array, i), indent, level + 1);
    }

  if (length > 0)
    append_line_break (text, indent, level);

  g_string_append_c (text, ']');
}

static void
append_object (GString    *text,
               JsonObject *object,
               guint       indent,
               guint       level)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean first = TRUE;

  g_string_append_c (text, '{');

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!first)
        g_string_append_c (text, ',');
      first = FALSE;

      append_line_break (text, indent, level + 1);
      append_string (text, name);
      g_string_append (text, indent > 0 ? ": " : ":");
      append_node (text, node, indent, level + 1);
    }

  if (!first)
    append_line_break (text, indent, level);

  g_string_append_c (text, '}');
}

static void
append_node (GString  *text,
             JsonNode *node,
             guint     indent,
             guint     level)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (text, json_node_get_object (node), indent, level);
      break;

    case JSON_NODE_ARRAY:
      append_array (text, json_node_get_array (node), indent, level);
      break;

    case JSON_NODE_VALUE:
      append_value (text, node);
      break;

    case JSON_NODE_NULL:
    default:
      g_string_append (text, "null");
    }
}

/**
 * keyrack_json_dup_text:
 * @node: what is to be written; its members keep their order
 * @indent: how many spaces a level is moved in, or 0 for one line without spaces
 *
 * Writes what keyrack_json_check() will accept, whatever was read.
 *
 * Returns: (transfer full): JSON text without a line break at its end
 */
char *
keyrack_json_dup_text (JsonNode *node,
                       guint     indent)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (node != NULL, NULL);

  append_node (text, node, indent, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
