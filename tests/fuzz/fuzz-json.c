/* fuzz-json.c: what the check lets pass, json-glib reads, writes and reads again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "keyrack-json.h"

/* A time that was read comes back as it was written. */
static void
check_time (JsonObject *object,
            const char *member)
{
  g_autoptr(JsonObject) again = json_object_new ();
  g_autofree char *text = NULL;
  gint64 time = 0;
  gint64 reread = 0;

  if (!keyrack_json_read_time (object, member, &time, NULL))
    return;

  text = keyrack_json_dup_time (time);
  g_assert_nonnull (text);
  json_object_set_string_member (again, "time", text);
  g_assert_true (keyrack_json_read_time (again, "time", &reread, NULL));
  g_assert_cmpint (reread, ==, time);
}

static void
check_member (JsonObject *object,
              const char *name,
              JsonNode   *node,
              gpointer    user_data)
{
  g_auto(GStrv) strv = NULL;
  const char *string = NULL;
  gint64 number = 7;

  if (keyrack_json_read_string (object, name, 10, &string, NULL))
    g_assert_true (string == NULL || strlen (string) <= 10);

  if (keyrack_json_read_int (object, name, -5, 10, &number, NULL))
    g_assert_true (number >= -5 && number <= 10);

  if (keyrack_json_read_strv (object, name, 3, 10, &strv, NULL))
    g_assert_true (strv == NULL || g_strv_length (strv) <= 3);

  check_time (object, name);
}

/* What was read and written says the same, and once more the same. */
static void
check_written (JsonNode *node,
               guint     indent)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) reread = NULL;
  g_autofree char *text = keyrack_json_dup_text (node, indent);
  g_autofree char *again = NULL;

  keyrack_json_check (text, strlen (text), G_MAXSIZE, &error);
  g_assert_no_error (error);

  reread = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (reread, node));

  again = keyrack_json_dup_text (reread, indent);
  g_assert_cmpstr (again, ==, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(JsonNode) object = NULL;
  g_autoptr(GError) error = NULL;

  if (!keyrack_json_check ((const char *) data, size, KEYRACK_JSON_MAX_ANSWER, &error))
    {
      g_assert_true (error != NULL && error->domain == KEYRACK_JSON_ERROR);
      return 0;
    }

  parser = json_parser_new ();
  json_parser_load_from_data (parser, (const char *) data, (gssize) size, &error);
  g_assert_no_error (error);

  check_written (json_parser_get_root (parser), 0);
  check_written (json_parser_get_root (parser), 2);

  object = keyrack_json_parse_object ((const char *) data, size, KEYRACK_JSON_MAX_ANSWER, NULL);
  if (object != NULL)
    json_object_foreach_member (json_node_get_object (object), check_member, NULL);

  return 0;
}
