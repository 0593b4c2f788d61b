/* test-closures.c: the pure functions of templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-closures.h"

static void
test_texts (void)
{
  g_autofree char *given = keyrack_closure_text_or (NULL, "text", "fallback");
  g_autofree char *empty = keyrack_closure_text_or (NULL, "", "fallback");
  g_autofree char *missing = keyrack_closure_text_or (NULL, NULL, "fallback");

  g_assert_cmpstr (given, ==, "text");
  g_assert_cmpstr (empty, ==, "fallback");
  g_assert_cmpstr (missing, ==, "fallback");

  g_assert_true (keyrack_closure_has_text (NULL, "text"));
  g_assert_false (keyrack_closure_has_text (NULL, ""));
  g_assert_false (keyrack_closure_has_text (NULL, NULL));
}

static void
test_current_result (void)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(KeyrackTestResult) result = app_test_result (profile, KEYRACK_OUTCOME_OK);
  g_autoptr(KeyrackTestResult) same = keyrack_closure_current_result (NULL, result, "acme", "eu", "id", "");

  g_assert_true (same == result);
  g_assert_null (keyrack_closure_current_result (NULL, NULL, "acme", "eu", "id", ""));
  g_assert_null (keyrack_closure_current_result (NULL, result, "acme2", "eu", "id", ""));
  g_assert_null (keyrack_closure_current_result (NULL, result, "acme", "us", "id", ""));
  g_assert_null (keyrack_closure_current_result (NULL, result, "acme", "eu", "other", ""));
  g_assert_null (keyrack_closure_current_result (NULL, result, "acme", "eu", "id", "ref"));
}

/* Each verdict has a shape, a colour and a word of its own. */
static void
test_status (void)
{
  static const struct
  {
    KeyrackOutcome  outcome;
    const char     *icon;
    const char     *colour;
    const char     *word_colour;
    const char     *word;
  } cases[] = {
    { KEYRACK_OUTCOME_NOT_TESTED, "dialog-question-symbolic", "dim-label", "dim-label", "Not tested" },
    { KEYRACK_OUTCOME_OK, "object-select-symbolic", "success", "dim-label", "Works" },
    { KEYRACK_OUTCOME_INVALID_CLIENT, "dialog-error-symbolic", "error", "error", "Refused" },
    { KEYRACK_OUTCOME_NAME_NOT_FOUND, "dialog-warning-symbolic", "warning", "warning", "Not found" },
    { KEYRACK_OUTCOME_NO_SECRET, "dialog-password-symbolic", "warning", "warning", "No secret" },
  };
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KeyrackTestResult) result = i > 0 ? app_test_result (profile, cases[i].outcome) : NULL;
      g_autofree char *icon = keyrack_closure_status_icon (NULL, result);
      g_autofree char *word = keyrack_closure_status_word (NULL, result, FALSE);
      g_auto(GStrv) classes = keyrack_closure_status_classes (NULL, result);
      g_auto(GStrv) word_classes = keyrack_closure_status_word_classes (NULL, result, FALSE);

      g_assert_cmpstr (icon, ==, cases[i].icon);
      g_assert_cmpstr (word, ==, cases[i].word);
      g_assert_true (g_strv_contains ((const char * const *) classes, cases[i].colour));
      g_assert_true (g_strv_contains ((const char * const *) word_classes, cases[i].word_colour));
    }
}

static void
test_testing (void)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(KeyrackTestResult) refused = app_test_result (profile, KEYRACK_OUTCOME_INVALID_CLIENT);
  g_autofree char *word = keyrack_closure_status_word (NULL, refused, TRUE);
  g_auto(GStrv) classes = keyrack_closure_status_word_classes (NULL, refused, TRUE);

  g_assert_cmpstr (word, ==, "Testing…");
  g_assert_false (g_strv_contains ((const char * const *) classes, "error"));
}

static void
test_profile (void)
{
  g_autofree char *title = keyrack_closure_profile_title (NULL, "Acme", 3);
  g_autofree char *place = keyrack_closure_profile_place (NULL, "acme", "eu", 3);
  g_autofree char *draft_title = keyrack_closure_profile_title (NULL, "Acme", 0);
  g_autofree char *draft_place = keyrack_closure_profile_place (NULL, "acme", "eu", 0);
  g_autofree char *label = keyrack_closure_profile_label (NULL, "Acme", "acme · eu", "Test", "Works");
  g_autofree char *short_label = keyrack_closure_profile_label (NULL, "Acme", "acme · eu", "", NULL);

  g_assert_cmpstr (title, ==, "Acme");
  g_assert_cmpstr (place, ==, "acme · eu");
  g_assert_cmpstr (draft_title, ==, "New Connection");
  g_assert_cmpstr (draft_place, ==, "Not saved yet");
  g_assert_cmpstr (label, ==, "Acme, acme · eu, Test, Works");
  g_assert_cmpstr (short_label, ==, "Acme, acme · eu");
}

static void
test_environment (void)
{
  static const struct
  {
    const char *environment;
    const char *class_name;
  } cases[] = {
    { "Production", "production" },
    { "production", "production" },
    { "Test", "test" },
    { "TEST", "test" },
    { "Development", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) classes = keyrack_closure_environment_classes (NULL, cases[i].environment);

      g_assert_cmpstr (classes[0], ==, "badge");
      g_assert_cmpstr (classes[1], ==, cases[i].class_name);
    }
}

static void
test_summary (void)
{
  static const struct
  {
    guint       n_profiles;
    guint       n_tested;
    guint       n_working;
    const char *summary;
  } cases[] = {
    { 9, 8, 6, "6 of 9 work" },
    { 9, 1, 1, "1 of 9 works" },
    { 9, 1, 0, "0 of 9 work" },
    { 1, 0, 0, "1 connection" },
    { 9, 0, 0, "9 connections" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *summary = keyrack_closure_summary (NULL, cases[i].n_profiles,
                                                          cases[i].n_tested, cases[i].n_working);

      g_assert_cmpstr (summary, ==, cases[i].summary);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/closures/texts", test_texts);
  g_test_add_func ("/closures/current-result", test_current_result);
  g_test_add_func ("/closures/status", test_status);
  g_test_add_func ("/closures/testing", test_testing);
  g_test_add_func ("/closures/profile", test_profile);
  g_test_add_func ("/closures/environment", test_environment);
  g_test_add_func ("/closures/summary", test_summary);

  return g_test_run ();
}
