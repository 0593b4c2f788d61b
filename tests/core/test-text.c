/* test-text.c: cleaning and checking what people type and paste
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "keyrack-tags.h"
#include "keyrack-text.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    const char *clean;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "  \t\r\n ", "" },
    { "acme", "acme" },
    { "  Acme Corp \n", "Acme Corp" },
    { "\xc2\xa0\xe2\x80\xaf" "acme\xe3\x80\x80", "acme" },      /* Unicode spaces */
    { "ac\r\nme\xe2\x80\xa8", "acme" },                         /* line separator */
    { "\xef\xbb\xbf" "ac\xe2\x80\x8b" "me", "acme" },           /* BOM, zero-width space */
    { "ac\xc2\xad" "me", "acme" },                              /* soft hyphen */
    { "\xe2\x80\xae" "acme\xe2\x80\xac", "acme" },              /* right-to-left override */
    { "\xe2\x81\xa6" "acme\xe2\x81\xa9", "acme" },              /* isolate */
    { "a \xe2\x80\x8b b", "a  b" },
    { " \xe2\x80\x8b \xe2\x80\x8b ", "" },
    { "Zürich 東京", "Zürich 東京" },
    { "a\tb", "a\tb" },
    { "\x01" "a", "\x01" "a" },
    { " a\xff\xc3 ", " a\xff\xc3 " },                           /* not UTF-8 */
    { "\xe2\x80\r\xae", "\xe2\x80\r\xae" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = keyrack_text_dup_clean (cases[i].text);
      g_autofree char *again = keyrack_text_dup_clean (clean);

      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_cmpstr (again, ==, clean);
    }
}

static void
test_printable (void)
{
  static const struct
  {
    const char *text;
    const char *printable;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { " one\r\n\ttwo ", "one two" },
    { "a\x01" "b", "a\xef\xbf\xbd" "b" },
    { "a\xe2\x80\xae" "b", "a\xef\xbf\xbd" "b" },
    { "a\xff", "a\xef\xbf\xbd" },
    { "1234567890", "1234567890" },
    { "12345678901", "123456789…" },
    { "12345678 0", "12345678 0" },
    { "123456789 1", "12345678…" },
    { "東東東東東東東東東東東", "東東東東東東東東東…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *printable = keyrack_text_dup_printable (cases[i].text, 10);

      g_assert_cmpstr (printable, ==, cases[i].printable);
      g_assert_cmpuint (g_utf8_strlen (printable, -1), <=, 10);
    }
}

static void
test_word (void)
{
  static const struct
  {
    const char       *text;
    KeyrackTextFlaws  flaws;
  } cases[] = {
    { NULL, KEYRACK_TEXT_EMPTY },
    { "", KEYRACK_TEXT_EMPTY },
    { "0oa1b2c3", KEYRACK_TEXT_FINE },
    { "~!@#$%^&*()_+-=[]{}|;'\",./<>?`\\", KEYRACK_TEXT_FINE },
    { "a b", KEYRACK_TEXT_SPACE },
    { "a:b", KEYRACK_TEXT_COLON },
    { "a\nb", KEYRACK_TEXT_CONTROL },
    { "a\tb", KEYRACK_TEXT_CONTROL },
    { "a\x7f", KEYRACK_TEXT_CONTROL },
    { "\xc3\xa9", KEYRACK_TEXT_NOT_ASCII },
    { "\xff", KEYRACK_TEXT_NOT_ASCII },
    { "a\xc2\xa0" "b", KEYRACK_TEXT_NOT_ASCII | KEYRACK_TEXT_SPACE },
    { "a\xe2\x80\x8b", KEYRACK_TEXT_NOT_ASCII | KEYRACK_TEXT_INVISIBLE },
    { "a: \n", KEYRACK_TEXT_COLON | KEYRACK_TEXT_SPACE | KEYRACK_TEXT_CONTROL },
  };
  g_autofree char *longest = g_strnfill (KEYRACK_TEXT_WORD_MAX, 'x');
  g_autofree char *longer = g_strnfill (KEYRACK_TEXT_WORD_MAX + 1, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (keyrack_text_check_word (cases[i].text), ==, cases[i].flaws);

  g_assert_cmpint (keyrack_text_check_word (longest), ==, KEYRACK_TEXT_FINE);
  g_assert_cmpint (keyrack_text_check_word (longer), ==, KEYRACK_TEXT_TOO_LONG);
}

static void
test_name (void)
{
  static const struct
  {
    const char       *text;
    KeyrackTextFlaws  flaws;
  } cases[] = {
    { NULL, KEYRACK_TEXT_EMPTY },
    { "", KEYRACK_TEXT_EMPTY },
    { " \xc2\xa0", KEYRACK_TEXT_EMPTY },
    { "Acme: Zürich <b>東京</b> \xf0\x9f\x94\x91", KEYRACK_TEXT_FINE },
    { "\xe2\x9d\xa4\xef\xb8\x8f", KEYRACK_TEXT_FINE },  /* an emoji with its variation selector */
    { "a\nb", KEYRACK_TEXT_CONTROL },
    { "a\tb", KEYRACK_TEXT_CONTROL },
    { "a\xc2\x85", KEYRACK_TEXT_CONTROL },
    { "a\xe2\x80\xa9", KEYRACK_TEXT_CONTROL },
    { "a\xff", KEYRACK_TEXT_CONTROL },
    { "a\xed\xa0\x80", KEYRACK_TEXT_CONTROL },          /* a surrogate */
    { "a\xe2\x80\xae", KEYRACK_TEXT_INVISIBLE },
    { "a\xe2\x80\x8d", KEYRACK_TEXT_INVISIBLE },
    { "a\xf3\xa0\x81\x81", KEYRACK_TEXT_INVISIBLE },    /* a language tag */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (keyrack_text_check_name (cases[i].text), ==, cases[i].flaws);
}

static void
test_name_counts_characters (void)
{
  g_autoptr(GString) name = g_string_new (NULL);

  for (gsize i = 0; i < KEYRACK_TEXT_NAME_MAX; i++)
    g_string_append (name, "東");

  g_assert_cmpint (keyrack_text_check_name (name->str), ==, KEYRACK_TEXT_FINE);

  g_string_append (name, "!");
  g_assert_cmpint (keyrack_text_check_name (name->str), ==, KEYRACK_TEXT_TOO_LONG);
}

static void
test_note (void)
{
  g_autofree char *longer = g_strnfill (KEYRACK_TEXT_NOTE_MAX + 1, 'x');

  g_assert_cmpint (keyrack_text_check_note ("one\n\ttwo"), ==, KEYRACK_TEXT_FINE);
  g_assert_cmpint (keyrack_text_check_note (""), ==, KEYRACK_TEXT_EMPTY);
  g_assert_cmpint (keyrack_text_check_note ("a\rb"), ==, KEYRACK_TEXT_CONTROL);
  g_assert_cmpint (keyrack_text_check_note ("a\xe2\x80\xae"), ==, KEYRACK_TEXT_INVISIBLE);
  g_assert_cmpint (keyrack_text_check_note (longer), ==, KEYRACK_TEXT_TOO_LONG);
}

static void
assert_short (const char *text,
              const char *expected)
{
  g_autofree char *text_short = keyrack_text_dup_short (text);

  g_assert_cmpstr (text_short, ==, expected);
}

static void
test_short (void)
{
  assert_short ("", "");
  assert_short ("123456789", "123456789");
  assert_short ("1234567890", "1234…7890");
  assert_short ("qh31kd8s0w5m2x9v4c7b6n1a8fzk", "qh31…8fzk");
  assert_short ("Zürich-Zürich", "Zürich-Zürich");
}

static void
test_same_letters (void)
{
  g_assert_true (keyrack_text_same_letters ("Client ID", "client_id"));
  g_assert_true (keyrack_text_same_letters (" Geheimer SCHLÜSSEL:", "geheimerschlüssel"));
  g_assert_true (keyrack_text_same_letters ("", "-"));
  g_assert_false (keyrack_text_same_letters ("Client ID", "Client"));
  g_assert_false (keyrack_text_same_letters ("Client", "Client ID"));
  g_assert_false (keyrack_text_same_letters ("a1", "a2"));
}

static void
assert_tags (const char *typed,
             const char *stored)
{
  g_auto(GStrv) tags = keyrack_tags_parse (typed);
  g_autofree char *joined = keyrack_tags_join ((const char * const *) tags);

  g_assert_cmpstr (joined, ==, stored);
}

static void
test_tags (void)
{
  assert_tags ("", "");
  assert_tags (" , ,,", "");
  assert_tags ("a", "a");
  assert_tags (" b ,  a,b", "b, a");
  assert_tags ("North  Sea,north sea, Ünter,ünter", "North Sea, Ünter");
  assert_tags ("a\tb\nc", "a b c");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/printable", test_printable);
  g_test_add_func ("/text/word", test_word);
  g_test_add_func ("/text/name", test_name);
  g_test_add_func ("/text/name-counts-characters", test_name_counts_characters);
  g_test_add_func ("/text/note", test_note);
  g_test_add_func ("/text/short", test_short);
  g_test_add_func ("/text/same-letters", test_same_letters);
  g_test_add_func ("/text/tags", test_tags);

  return g_test_run ();
}
