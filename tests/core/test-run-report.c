/* test-run-report.c: what others get to read of a run, and what they must not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "keyrack-export.h"
#include "keyrack-report-save.h"
#include "keyrack-run-report.h"
#include "store-steps.h"
#include "waiting.h"

#define SECRET "canary-of-the-report-42"
#define ANSWER "1 refused & <more>"

typedef struct
{
  Place              *place;
  KeyrackSecretStore *secrets;
  KeyrackHttpClient  *client;
  KeyrackTestRun     *run;
} Fixture;

static void
set_up_named (Fixture    *fixture,
              const char *name)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  fixture->client = keyrack_http_client_new (settings);
  g_ptr_array_add (profiles, make_profile (name));
  g_ptr_array_add (profiles, make_profile ("Left out"));
  g_assert_true (secrets_store (fixture->secrets, profiles->pdata[0], "ref", SECRET, &error));
  g_assert_no_error (error);
  fixture->run = keyrack_test_run_new (fixture->client, fixture->secrets, profiles, 1);
}

static void
end_first (Fixture    *fixture,
           const char *words)
{
  g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->run), 0);
  KeyrackTestFacts facts = {
    .values.profile_name = (char *) keyrack_profile_get_name (keyrack_test_item_get_profile (item)),
    .outcome = KEYRACK_OUTCOME_INVALID_CLIENT,
    .http_status = 401,
    .error = "invalid_client",
    .error_description = words,
    .phases = KEYRACK_PHASES_INIT,
    .tested_at = 1700000000,
  };
  g_autoptr(KeyrackTestResult) result = NULL;

  facts.phases.total = 7999;
  result = keyrack_test_result_new (&facts);
  keyrack_test_item_set_state (item, KEYRACK_TEST_ITEM_DONE, result);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_named (fixture, "=cmd|' /C calc'!A0");
  end_first (fixture, "A \"quoted\" <b>word</b>,\nand a line");
}

static void
set_up_leak (Fixture       *fixture,
             gconstpointer  data)
{
  set_up_named (fixture, "Acme " SECRET);
  end_first (fixture, "No.");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->run);
  g_object_unref (fixture->client);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static void
test_csv (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *text = keyrack_run_report_dup_text (fixture->run, KEYRACK_RUN_REPORT_CSV, ANSWER);
  static const char * const formulas[] = { "+1", "-1", "@SUM", "\tx", "\rx" };

  g_assert_true (g_str_has_prefix (text, "connection,instance,region,environment,outcome,result,advice,"
                                         "http_status,error,error_description,elapsed_ms,tested_at\r\n"));
  assert_contains (text, "\"'=cmd|' /C calc'!A0\",");
  assert_contains (text, ",\"A \"\"quoted\"\" <b>word</b>,\nand a line\",\"8\",\"2023-11-14T22:13:20Z\"\r\n");
  assert_contains (text, "\"Left out\",");
  assert_contains (text, ",\"not-tested\",\"Not tested\",");

  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      g_autofree char *other = NULL;
      g_autofree char *cell = g_strdup_printf ("\"'%s\"", formulas[i]);

      end_first (fixture, formulas[i]);
      other = keyrack_run_report_dup_text (fixture->run, KEYRACK_RUN_REPORT_CSV, ANSWER);
      assert_contains (other, cell);
    }
}

static void
test_html (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = keyrack_run_report_dup_text (fixture->run, KEYRACK_RUN_REPORT_HTML, ANSWER);

  assert_contains (text, "<h1>1 refused &amp; &lt;more&gt;</h1>");
  assert_contains (text, "&lt;b&gt;word&lt;/b&gt;");
  g_assert_null (strstr (text, "<b>"));
  g_assert_null (strstr (text, "http:"));
  g_assert_null (strstr (text, "<script"));
}

static void
test_json (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = keyrack_run_report_dup_text (fixture->run, KEYRACK_RUN_REPORT_JSON, ANSWER);

  assert_contains (text, "\"error_description\": \"A \\\"quoted\\\" <b>word</b>,\\nand a line\"");
  assert_contains (text, "\"name\": \"Left out\"");
  assert_contains (text, "\"outcome\": \"not-tested\"");
}

static void
test_file_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GDateTime) time = g_date_time_new_local (2026, 11, 23, 7, 0, 0);
  g_autofree char *name = keyrack_run_report_dup_file_name (KEYRACK_RUN_REPORT_CSV, g_date_time_to_unix (time));

  g_assert_cmpstr (name, ==, "keyrack-test-2026-11-23.csv");
}

static gboolean
save (Fixture     *fixture,
      const char  *path,
      GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *text = keyrack_run_report_dup_text (fixture->run, KEYRACK_RUN_REPORT_CSV, ANSWER);

  keyrack_report_save_async (fixture->secrets, text, path, NULL, take_result_cb, &result);

  return keyrack_report_save_finish (wait_for_result (&result), error);
}

/* For its owner alone, and whole: an older one is replaced. */
static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->place->folder, "report.csv", NULL);
  g_autofree char *expected = keyrack_run_report_dup_text (fixture->run, KEYRACK_RUN_REPORT_CSV, ANSWER);
  g_autofree char *written = NULL;
  g_autoptr(GError) error = NULL;
  struct stat status;

  g_mkdir_with_parents (fixture->place->folder, 0700);
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  g_assert_true (save (fixture, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, expected);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_not_writable (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (save (fixture, "/nowhere/at/all.csv", &error));
  g_assert_nonnull (error);
}

static void
test_leak (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->place->folder, "report.csv", NULL);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (fixture->place->folder, 0700);
  g_assert_false (save (fixture, path, &error));
  g_assert_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_LEAK);
  g_assert_null (strstr (error->message, SECRET));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, set_up, function) g_test_add ("/run-report/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("csv", set_up, test_csv);
  ADD ("html", set_up, test_html);
  ADD ("json", set_up, test_json);
  ADD ("file-name", set_up, test_file_name);
  ADD ("save", set_up, test_save);
  ADD ("not-writable", set_up, test_not_writable);
  ADD ("leak", set_up_leak, test_leak);

  return g_test_run ();
}
