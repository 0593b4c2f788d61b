/* test-json.c: the strict check of JSON text and the typed readers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "keyrack-json.h"

/* With the length given apart, so that a NUL can stand inside. */
#define TEXT(literal) literal, sizeof (literal) - 1

static gboolean
check (const char  *text,
       gsize        length,
       GError     **error)
{
  /* On the heap and without a NUL at the end, for the address sanitiser. */
  g_autofree char *exact = length > 0 ? g_memdup2 (text, length) : NULL;

  return keyrack_json_check (exact, length, KEYRACK_JSON_MAX_ANSWER, error);
}

static void
test_sound (void)
{
  static const char *texts[] = {
    "{}", "[]", "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e5", "1E+5", "1e-5", "-0.0e0",
    "\"\"", " \t\r\n{ } \t\r\n", "[1,2]", "[ 1 , 2 ]", "{\"a\":1}", "{ \"a\" : 1 , \"b\" : [ ] }",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u00e9\\uD834\\udd1e\"", "\"é東\xf0\x9d\x84\x9e\x7f\"",
    "9223372036854775807", "-9223372036854775808", "1e308", "-1.7976931348623157e308", "1e-999",
    "{\"a\":{\"a\":{\"a\":1}}}", "[{\"a\":1},{\"a\":1}]", "{\"a\":1,\"A\":2,\"\":3}",
    "{\"ab\":1,\"a\":2,\"abc\":3}", "{\"a\":{\"b\":1,\"c\":2},\"b\":{\"a\":1}}",
    "0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonParser) parser = json_parser_new ();

      g_assert_true (check (texts[i], strlen (texts[i]), &error));
      g_assert_no_error (error);
      g_assert_true (json_parser_load_from_data (parser, texts[i], -1, &error));
      g_assert_no_error (error);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char       *text;
    gsize             length;
    KeyrackJsonError  code;
  } cases[] = {
    { TEXT (""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT (" "), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("["), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("[1"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("[1,"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("[1,]"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("[,1]"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("[1 2]"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("[1}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{\"a\"}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{\"a\":}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{\"a\":1,}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{,}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{a:1}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{1:1}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{'a':1}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{\"a\":1]"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{} {}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("{}x"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("1 2"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("nul"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("nulll"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("True"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("NaN"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("Infinity"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("-"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("+1"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("01"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("-01"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("1."), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT (".5"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("1e"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("1e+"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("1e+-1"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("0x10"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("1_000"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\x41\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\'\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\u12\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\u12g4\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\u"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\U0041\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"a\nb\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"a\tb\""), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("[1] // no"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("/* no */ 1"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\v1"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\xc2\xa0" "1"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\xef\xbb\xbf{}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("<!DOCTYPE html>"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("var a = {}"), KEYRACK_JSON_ERROR_SYNTAX },
    { TEXT ("\"\\u0000\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("{\"\\u0000\":1}"), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\\ud834\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\\ud834x\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\\ud834\\n\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\\ud834\\u0041\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\\ud834\\ud834\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\\udd1e\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\\udd1e\\ud834\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\xff\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\xc0\x80\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\xed\xa0\x80\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"\xf4\x90\x80\x80\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("\"a\0b\""), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("{}\0"), KEYRACK_JSON_ERROR_ENCODING },
    { TEXT ("{\"a\":1,\"a\":2}"), KEYRACK_JSON_ERROR_DUPLICATE_KEY },
    { TEXT ("{\"a\":1,\"b\":2,\"c\":3,\"\\u0061\":4}"), KEYRACK_JSON_ERROR_DUPLICATE_KEY },
    { TEXT ("{\"\":1,\"\":2}"), KEYRACK_JSON_ERROR_DUPLICATE_KEY },
    { TEXT ("{\"/\":1,\"\\/\":2}"), KEYRACK_JSON_ERROR_DUPLICATE_KEY },
    { TEXT ("{\"\\uD834\\uDD1E\":1,\"\xf0\x9d\x84\x9e\":2}"), KEYRACK_JSON_ERROR_DUPLICATE_KEY },
    { TEXT ("[{\"a\":{\"b\":1,\"b\":1}}]"), KEYRACK_JSON_ERROR_DUPLICATE_KEY },
    { TEXT ("{\"a\":{\"x\":1,\"y\":2},\"b\":1,\"a\":1}"), KEYRACK_JSON_ERROR_DUPLICATE_KEY },
    { TEXT ("9223372036854775808"), KEYRACK_JSON_ERROR_NUMBER },
    { TEXT ("-9223372036854775809"), KEYRACK_JSON_ERROR_NUMBER },
    { TEXT ("100000000000000000000000000000000000000"), KEYRACK_JSON_ERROR_NUMBER },
    { TEXT ("1e309"), KEYRACK_JSON_ERROR_NUMBER },
    { TEXT ("-1e999999999"), KEYRACK_JSON_ERROR_NUMBER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (check (cases[i].text, cases[i].length, &error));
      g_assert_error (error, KEYRACK_JSON_ERROR, (int) cases[i].code);
    }
}

static char *
dup_nested (gsize levels)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < levels; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");

  g_string_append (text, "1");

  for (gsize i = levels; i > 0; i--)
    g_string_append_c (text, i % 2 == 1 ? ']' : '}');

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = dup_nested (KEYRACK_JSON_MAX_DEPTH);
  g_autofree char *deeper = dup_nested (KEYRACK_JSON_MAX_DEPTH + 1);
  g_autofree char *abyss = g_strnfill (KEYRACK_JSON_MAX_ANSWER, '[');
  g_autoptr(GError) error = NULL;

  g_assert_true (check (deepest, strlen (deepest), &error));
  g_assert_no_error (error);

  g_assert_false (check (deeper, strlen (deeper), &error));
  g_assert_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_DEPTH);
  g_clear_error (&error);

  g_assert_false (check (abyss, strlen (abyss), &error));
  g_assert_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_DEPTH);
}

static void
test_size (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (keyrack_json_check ("[12]", 4, 4, &error));
  g_assert_no_error (error);

  g_assert_false (keyrack_json_check ("[12]", 4, 3, &error));
  g_assert_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_TOO_LARGE);
}

static char *
dup_wide (gsize n_members)
{
  GString *text = g_string_new ("{");

  for (gsize i = 0; i < n_members; i++)
    g_string_append_printf (text, "%s\"%zu\":0", i > 0 ? "," : "", i);

  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

static void
test_members (void)
{
  g_autofree char *widest = dup_wide (KEYRACK_JSON_MAX_MEMBERS);
  g_autofree char *wider = dup_wide (KEYRACK_JSON_MAX_MEMBERS + 1);
  g_autoptr(GError) error = NULL;

  g_assert_true (check (widest, strlen (widest), &error));
  g_assert_no_error (error);

  g_assert_false (check (wider, strlen (wider), &error));
  g_assert_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_TOO_LARGE);
}

static void
test_error_names_line (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (check (TEXT ("{\n  \"a\": 1,\n  b\n}\n"), &error));
  g_assert_cmpstr (error->message, ==, "Line 3: This is not JSON.");
}

static void
test_parse_object (void)
{
  static const char *refused[] = { "[]", "1", "null", "\"{}\"", "{" };
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = NULL;

  /* Without the bytes behind it. */
  node = keyrack_json_parse_object ("{\"a\":7}garbage", 7, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "a"), ==, 7);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_null (keyrack_json_parse_object (refused[i], strlen (refused[i]), 100, &error));
      g_assert_error (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_SYNTAX);
      g_clear_error (&error);
    }
}

/* What the check let pass means the same to json-glib. */
static void
test_extremes (void)
{
  static const char text[] = "{\"min\":-9223372036854775808,\"max\":9223372036854775807,"
                             "\"text\":\"\\uD834\\uDD1E\\u00e9\\/\\\\\",\"\":-0}";
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = keyrack_json_parse_object (text, strlen (text), 1000, &error);
  const char *value = NULL;
  gint64 number = 0;

  g_assert_no_error (error);
  g_assert_true (keyrack_json_read_int (json_node_get_object (node), "min", G_MININT64, 0, &number, &error));
  g_assert_cmpint (number, ==, G_MININT64);
  g_assert_true (keyrack_json_read_int (json_node_get_object (node), "max", 0, G_MAXINT64, &number, &error));
  g_assert_cmpint (number, ==, G_MAXINT64);
  g_assert_true (keyrack_json_read_string (json_node_get_object (node), "text", 20, &value, &error));
  g_assert_cmpstr (value, ==, "\xf0\x9d\x84\x9e\xc3\xa9/\\");
}

static void
test_text (void)
{
  static const char compact[] =
    "{\"b\":[1,-9223372036854775808,1.0,0.1,1e+22,1e+300,-0.0,true,false,null,[],{}],"
    "\"a\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é東\",\"\":{}}";
  static const char pretty[] =
    "{\n"
    "  \"a\": {\n"
    "    \"b\": 1\n"
    "  },\n"
    "  \"c\": [\n"
    "    2,\n"
    "    [],\n"
    "    {}\n"
    "  ]\n"
    "}";
  g_autoptr(JsonNode) one = keyrack_json_parse_object (compact, strlen (compact), 1000, NULL);
  g_autoptr(JsonNode) other = keyrack_json_parse_object (pretty, strlen (pretty), 1000, NULL);
  g_autofree char *compact_again = keyrack_json_dup_text (one, 0);
  g_autofree char *pretty_again = keyrack_json_dup_text (other, 2);

  g_assert_cmpstr (compact_again, ==, compact);
  g_assert_cmpstr (pretty_again, ==, pretty);
}

typedef struct
{
  JsonNode   *node;
  JsonObject *object;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char text[] =
    "{\"string\":\"four\",\"empty\":\"\",\"null\":null,\"int\":42,\"double\":42.0,\"true\":true,"
    "\"object\":{},\"strv\":[\"a\",\"\",\"bcd\"],\"nothing\":[],\"mixed\":[\"a\",1],\"nulls\":[null],"
    "\"time\":\"2026-01-31T09:30:00Z\",\"offset\":\"2026-01-31T10:30:00.5+01:00\","
    "\"no-zone\":\"2026-01-31T09:30:00\",\"week\":\"2026-W05-6T09:30:00Z\",\"day\":\"2026-01-31\","
    "\"beyond\":\"9999-12-31T23:59:59-01:00\",\"no-day\":\"2026-02-30T09:30:00Z\","
    "\"before\":\"1969-12-31T23:59:59Z\"}";

  fixture->node = keyrack_json_parse_object (text, strlen (text), KEYRACK_JSON_MAX_ANSWER, NULL);
  g_assert_nonnull (fixture->node);
  fixture->object = json_node_get_object (fixture->node);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->node, json_node_unref);
}

static void
assert_member_error (GError     **error,
                     const char  *member)
{
  g_assert_error (*error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER);
  g_assert_nonnull (strstr ((*error)->message, member));
  g_clear_error (error);
}

static void
test_read_string (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *refused[] = { "int", "double", "true", "object", "strv" };
  g_autoptr(GError) error = NULL;
  const char *value = "before";

  g_assert_true (keyrack_json_read_string (fixture->object, "string", 4, &value, &error));
  g_assert_cmpstr (value, ==, "four");
  g_assert_true (keyrack_json_read_string (fixture->object, "empty", 4, &value, &error));
  g_assert_cmpstr (value, ==, "");

  g_assert_false (keyrack_json_read_string (fixture->object, "string", 3, &value, &error));
  g_assert_null (value);
  assert_member_error (&error, "string");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (keyrack_json_read_string (fixture->object, refused[i], 100, &value, &error));
      assert_member_error (&error, refused[i]);
    }
}

static void
test_read_int (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *refused[] = { "string", "double", "true", "object", "strv" };
  g_autoptr(GError) error = NULL;
  gint64 value = 7;

  g_assert_true (keyrack_json_read_int (fixture->object, "int", 42, 42, &value, &error));
  g_assert_cmpint (value, ==, 42);

  value = 7;
  g_assert_false (keyrack_json_read_int (fixture->object, "int", 43, 100, &value, &error));
  assert_member_error (&error, "int");
  g_assert_false (keyrack_json_read_int (fixture->object, "int", 0, 41, &value, &error));
  assert_member_error (&error, "int");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (keyrack_json_read_int (fixture->object, refused[i], 0, 100, &value, &error));
      assert_member_error (&error, refused[i]);
    }

  g_assert_cmpint (value, ==, 7);
}

static void
test_read_strv (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *refused[] = { "string", "int", "object", "mixed", "nulls" };
  static const char * const expected[] = { "a", "", "bcd", NULL };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) value = NULL;
  g_auto(GStrv) nothing = NULL;
  char **none = NULL;

  g_assert_true (keyrack_json_read_strv (fixture->object, "strv", 3, 3, &value, &error));
  g_assert_true (g_strv_equal ((const char * const *) value, expected));

  g_assert_true (keyrack_json_read_strv (fixture->object, "nothing", 0, 0, &nothing, &error));
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);

  g_assert_false (keyrack_json_read_strv (fixture->object, "strv", 2, 3, &none, &error));
  assert_member_error (&error, "strv");
  g_assert_false (keyrack_json_read_strv (fixture->object, "strv", 3, 2, &none, &error));
  assert_member_error (&error, "strv");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (keyrack_json_read_strv (fixture->object, refused[i], 10, 10, &none, &error));
      g_assert_null (none);
      assert_member_error (&error, refused[i]);
    }
}

static void
test_read_time (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *refused[] = { "string", "empty", "int", "no-zone", "week", "day", "no-day", "beyond" };
  g_autoptr(GError) error = NULL;
  gint64 value = 7;

  g_assert_true (keyrack_json_read_time (fixture->object, "time", &value, &error));
  g_assert_cmpint (value, ==, 1769851800);
  g_assert_true (keyrack_json_read_time (fixture->object, "offset", &value, &error));
  g_assert_cmpint (value, ==, 1769851800);
  g_assert_true (keyrack_json_read_time (fixture->object, "before", &value, &error));
  g_assert_cmpint (value, ==, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (keyrack_json_read_time (fixture->object, refused[i], &value, &error));
      assert_member_error (&error, refused[i]);
    }

  g_assert_cmpint (value, ==, -1);
}

static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *absent[] = { "null", "not there" };

  for (gsize i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_autoptr(GError) error = NULL;
      const char *string = "before";
      char **strv = (char **) absent;
      gint64 number = 7;

      g_assert_true (keyrack_json_read_string (fixture->object, absent[i], 10, &string, &error));
      g_assert_null (string);
      g_assert_true (keyrack_json_read_strv (fixture->object, absent[i], 10, 10, &strv, &error));
      g_assert_null (strv);
      g_assert_true (keyrack_json_read_int (fixture->object, absent[i], 0, 1, &number, &error));
      g_assert_true (keyrack_json_read_time (fixture->object, absent[i], &number, &error));
      g_assert_cmpint (number, ==, 7);
      g_assert_no_error (error);
    }
}

static void
test_dup_time (void)
{
  g_autofree char *epoch = keyrack_json_dup_time (0);
  g_autofree char *recent = keyrack_json_dup_time (1769851800);

  g_assert_cmpstr (epoch, ==, "1970-01-01T00:00:00Z");
  g_assert_cmpstr (recent, ==, "2026-01-31T09:30:00Z");
  g_assert_null (keyrack_json_dup_time (G_MAXINT64));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/sound", test_sound);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/error-names-line", test_error_names_line);
  g_test_add_func ("/json/parse-object", test_parse_object);
  g_test_add_func ("/json/extremes", test_extremes);
  g_test_add_func ("/json/text", test_text);
  g_test_add ("/json/read-string", Fixture, NULL, set_up, test_read_string, tear_down);
  g_test_add ("/json/read-int", Fixture, NULL, set_up, test_read_int, tear_down);
  g_test_add ("/json/read-strv", Fixture, NULL, set_up, test_read_strv, tear_down);
  g_test_add ("/json/read-time", Fixture, NULL, set_up, test_read_time, tear_down);
  g_test_add ("/json/absent", Fixture, NULL, set_up, test_absent, tear_down);
  g_test_add_func ("/json/dup-time", test_dup_time);

  return g_test_run ();
}
