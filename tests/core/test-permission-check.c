/* test-permission-check.c: which permissions a credential has, read without side effects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-connection-test.h"
#include "keyrack-permission-check.h"
#include "stand-in.h"
#include "waiting.h"

#define API_HOST "acme.api.eu.nexthink.cloud"
#define CANARY   "canary-of-the-permission-check"

#define REMOTE_ACTIONS KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_REMOTE_ACTIONS)
#define WORKFLOWS      KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_WORKFLOWS)
#define NQL            KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL)

typedef struct
{
  KeyrackStandIn     *stand_in;
  KeyrackHttpClient  *client;
  KeyrackAccessToken *token;
} Fixture;

static KeyrackAccessToken *
fetch_token (Fixture *fixture)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (CANARY, -1);
  g_autoptr(KeyrackConnectionTest) test = NULL;
  g_autoptr(KeyrackTestResult) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");
  test = keyrack_connection_test_new (fixture->client, NULL, profile, secret);
  keyrack_connection_test_run_async (test, NULL, take_result_cb, &result);
  wait_for_result (&result);
  found = keyrack_connection_test_run_finish (test, result, NULL);

  return keyrack_connection_test_steal_token (test);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  fixture->stand_in = keyrack_stand_in_start (NULL);
  keyrack_stand_in_add (fixture->stand_in, "acme", "eu", "id", CANARY);
  settings->connect_to = g_strdup (keyrack_stand_in_get_address (fixture->stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  settings->proxy = g_strdup ("");
  settings->total_limit = 2;
  fixture->client = keyrack_http_client_new (settings);
  fixture->token = fetch_token (fixture);
  g_assert_nonnull (fixture->token);
  keyrack_stand_in_reset_counts (fixture->stand_in);
}

/* Whatever a test did, the API host saw the three questions and nothing else. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *requests = keyrack_stand_in_get (fixture->stand_in, "/requests?host=" API_HOST);
  g_auto(GStrv) paths = g_strsplit (requests, "\"path\": \"", -1);

  g_assert_null (strstr (requests, "\"POST\""));
  g_assert_null (strstr (requests, CANARY));
  for (guint i = 1; paths[i] != NULL; i++)
    {
      g_assert_true (g_str_has_prefix (paths[i], "/api/v1/act/remote-action\"") ||
                     g_str_has_prefix (paths[i], "/api/v1/workflows\"") ||
                     (g_str_has_prefix (paths[i], "/api/v1/nql/status/") &&
                      strcspn (paths[i], "\"") == strlen ("/api/v1/nql/status/") + 36));
    }

  keyrack_access_token_unref (fixture->token);
  g_object_unref (fixture->client);
  keyrack_stand_in_stop (fixture->stand_in);
}

static void
set_permissions (Fixture    *fixture,
                 const char *permissions)
{
  g_autofree char *options =
    g_strdup_printf ("{\"instance\": \"acme\", \"region\": \"eu\", \"permissions\": %s}", permissions);
  g_autofree char *answer = keyrack_stand_in_post (fixture->stand_in, "/options", options);

  g_assert_null (strstr (answer, "error"));
}

static void
set_scenario (Fixture    *fixture,
              const char *scenario)
{
  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", scenario, "{\"host\": \"api\"}");
}

static KeyrackPermissionFindings *
check (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackPermissionFindings *findings = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  keyrack_permission_check_async (fixture->client, "acme", "eu", fixture->token, NULL, take_result_cb, &result);
  wait_for_result (&result);
  findings = keyrack_permission_check_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (findings->checked_at, >=, now);

  return findings;
}

static void
assert_found (Fixture            *fixture,
              KeyrackPermissions  granted,
              KeyrackPermissions  refused)
{
  g_autoptr(KeyrackPermissionFindings) findings = check (fixture);

  g_assert_cmphex (findings->granted, ==, granted);
  g_assert_cmphex (findings->refused, ==, refused);

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      gboolean in_doubt = KEYRACK_PERMISSION_BIT (i) & KEYRACK_PERMISSIONS_CHECKABLE & ~(granted | refused);

      g_assert_true ((findings->doubts[i] != NULL) == in_doubt);
    }
}

/* All three questions end in the same way, or with as many requests as there are given. */
static void
assert_doubt (Fixture    *fixture,
              guint       n_requests,
              const char *doubt)
{
  g_autoptr(KeyrackPermissionFindings) findings = NULL;
  g_autoptr(KeyrackPermissionFindings) copy = NULL;

  keyrack_stand_in_reset_counts (fixture->stand_in);
  findings = check (fixture);
  copy = keyrack_permission_findings_copy (findings);

  g_assert_cmphex (copy->granted | copy->refused, ==, 0);
  g_assert_cmpstr (copy->doubts[KEYRACK_PERMISSION_REMOTE_ACTIONS], ==, doubt);
  g_assert_cmpstr (copy->doubts[KEYRACK_PERMISSION_WORKFLOWS], ==, doubt);
  g_assert_cmpstr (copy->doubts[KEYRACK_PERMISSION_NQL], ==, doubt);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, API_HOST), ==, n_requests);
}

static void
test_answers (Fixture       *fixture,
              gconstpointer  user_data)
{
  assert_found (fixture, REMOTE_ACTIONS | WORKFLOWS | NQL, 0);
  set_permissions (fixture, "{\"remote-actions\": 403, \"nql\": 400}");
  assert_found (fixture, WORKFLOWS | NQL, REMOTE_ACTIONS);
  set_permissions (fixture, "{\"workflows\": 403, \"nql\": 403}");
  assert_found (fixture, REMOTE_ACTIONS, WORKFLOWS | NQL);
}

/* What grants one of them says nothing about another. */
static void
test_other_answers (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autoptr(KeyrackPermissionFindings) findings = NULL;

  set_permissions (fixture, "{\"remote-actions\": 404, \"workflows\": 503, \"nql\": 200}");
  findings = check (fixture);
  g_assert_cmphex (findings->granted | findings->refused, ==, 0);
  g_assert_cmpstr (findings->doubts[KEYRACK_PERMISSION_REMOTE_ACTIONS], ==, "Not found at this address");
  g_assert_cmpstr (findings->doubts[KEYRACK_PERMISSION_WORKFLOWS], ==, "Nexthink has a problem (503)");
  g_assert_cmpstr (findings->doubts[KEYRACK_PERMISSION_NQL], ==, "The answer has an unexpected status (200)");

  set_permissions (fixture, "{\"remote-actions\": 400}");
  assert_found (fixture, WORKFLOWS | NQL, 0);
}

/* That a query is not found says something only where anything is. */
static void
test_nothing_found (Fixture       *fixture,
                    gconstpointer  user_data)
{
  set_permissions (fixture, "{\"remote-actions\": 404, \"workflows\": 404, \"nql\": 404}");
  assert_doubt (fixture, 3, "Not found at this address");
  set_permissions (fixture, "{\"remote-actions\": 404, \"workflows\": 403, \"nql\": 404}");
  assert_found (fixture, NQL, WORKFLOWS);
}

static void
test_doubts (Fixture       *fixture,
             gconstpointer  user_data)
{
  set_scenario (fixture, "html");
  assert_doubt (fixture, 3, "A web page came instead of an answer");
  set_scenario (fixture, "redirect-host");
  assert_doubt (fixture, 3, "The server wants to send us elsewhere; not followed");
  set_scenario (fixture, "not-found-html");
  assert_doubt (fixture, 3, "A web page came instead of an answer");
  set_scenario (fixture, "server-error");
  assert_doubt (fixture, 3, "Nexthink has a problem (500)");
}

/* One such answer is enough: the others are not asked. */
static void
test_end_of_questions (Fixture       *fixture,
                       gconstpointer  user_data)
{
  set_scenario (fixture, "rate-limited");
  assert_doubt (fixture, 1, "Too many requests");
  set_scenario (fixture, "wrong-host");
  assert_doubt (fixture, 0, "The certificate belongs to another server");
  set_scenario (fixture, "hang-after-tls");
  assert_doubt (fixture, 1, "Connected, but no reply within 2 s");
  set_scenario (fixture, "reset-after-tls");
  assert_doubt (fixture, 1, "The connection was lost");
}

/* A token that the login host gave out, but that counts nothing here. */
static void
test_not_accepted (Fixture       *fixture,
                   gconstpointer  user_data)
{
  keyrack_stand_in_rotate (fixture->stand_in, "acme", "eu", "other", "pair");
  assert_doubt (fixture, 1, "The token is not accepted by " API_HOST);
}

/* The status is there; nobody waits for the end of a list that has none. */
static void
test_endless (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(KeyrackPermissionFindings) findings = NULL;

  set_scenario (fixture, "endless-body");
  findings = check (fixture);
  g_assert_cmphex (findings->granted & (REMOTE_ACTIONS | WORKFLOWS), ==, REMOTE_ACTIONS | WORKFLOWS);
}

/* Together with a test, whose result says by itself what is missing. */
static KeyrackConnectionTest *
create_test (Fixture    *fixture,
             const char *secret_text)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (secret_text, -1);
  KeyrackPermissionRecord record = { .checked_at = 1, .granted = WORKFLOWS, .held = WORKFLOWS };
  KeyrackConnectionTest *test = NULL;

  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");
  keyrack_profile_set_intended_permissions (profile, NQL | REMOTE_ACTIONS);
  keyrack_profile_set_permission_record (profile, &record);
  test = keyrack_connection_test_new (fixture->client, NULL, profile, secret);
  keyrack_connection_test_set_checks_permissions (test, TRUE);

  return test;
}

static KeyrackTestResult *
take_test_result (KeyrackConnectionTest  *test,
                  GAsyncResult          **slot)
{
  KeyrackTestResult *result = NULL;
  g_autoptr(GError) error = NULL;

  wait_for_result (slot);
  result = keyrack_connection_test_run_finish (test, *slot, &error);
  g_assert_no_error (error);

  return result;
}

static void
test_with_test (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(KeyrackConnectionTest) test = create_test (fixture, CANARY);
  g_autoptr(KeyrackAccessToken) token = NULL;
  g_autoptr(KeyrackTestResult) result = NULL;
  g_autoptr(GAsyncResult) slot = NULL;
  const KeyrackTestFacts *facts = NULL;

  set_permissions (fixture, "{\"remote-actions\": 500, \"workflows\": 403, \"nql\": 403}");
  keyrack_connection_test_run_async (test, NULL, take_result_cb, &slot);
  result = take_test_result (test, &slot);
  token = keyrack_connection_test_steal_token (test);
  facts = keyrack_test_result_get_facts (result);

  g_assert_nonnull (token);
  g_assert_cmpint (facts->outcome, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmphex (facts->permissions->refused, ==, WORKFLOWS | NQL);
  g_assert_cmphex (facts->permissions->held, ==, WORKFLOWS);
  g_assert_cmphex (facts->permissions->intended, ==, REMOTE_ACTIONS | NQL);
  g_assert_cmphex (keyrack_permission_findings_get_missing (facts->permissions), ==, WORKFLOWS | NQL);
}

/* Without a token there is nothing to ask with. */
static void
test_without_token (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autoptr(KeyrackConnectionTest) test = create_test (fixture, "wrong");
  g_autoptr(KeyrackTestResult) result = NULL;
  g_autoptr(GAsyncResult) slot = NULL;

  keyrack_connection_test_run_async (test, NULL, take_result_cb, &slot);
  result = take_test_result (test, &slot);

  g_assert_cmpint (keyrack_test_result_get_outcome (result), ==, KEYRACK_OUTCOME_INVALID_CLIENT);
  g_assert_null (keyrack_test_result_get_facts (result)->permissions);
  g_assert_cmpuint (keyrack_stand_in_count_requests (fixture->stand_in, API_HOST), ==, 0);
}

static gboolean
has_asked (gpointer data)
{
  Fixture *fixture = data;

  return keyrack_stand_in_count_requests (fixture->stand_in, API_HOST) > 0;
}

/* The context is woken again and again. */
static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_cancelled_test (Fixture       *fixture,
                     gconstpointer  user_data)
{
  g_autoptr(KeyrackConnectionTest) test = create_test (fixture, CANARY);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(KeyrackTestResult) result = NULL;
  g_autoptr(GAsyncResult) slot = NULL;
  guint waker = g_timeout_add (10, wake_cb, NULL);

  set_scenario (fixture, "hang-after-tls");
  keyrack_connection_test_run_async (test, cancellable, take_result_cb, &slot);
  wait_until (has_asked, fixture);
  g_source_remove (waker);
  g_assert_true (keyrack_connection_test_get_running (test));

  g_cancellable_cancel (cancellable);
  result = take_test_result (test, &slot);
  g_assert_cmpint (keyrack_test_result_get_outcome (result), ==, KEYRACK_OUTCOME_CANCELLED);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  set_scenario (fixture, "hang-after-tls");
  keyrack_permission_check_async (fixture->client, "acme", "eu", fixture->token, cancellable, take_result_cb, &result);
  g_cancellable_cancel (cancellable);
  wait_for_result (&result);
  g_assert_null (keyrack_permission_check_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  keyrack_http_client_init_process ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/permission-check/answers", test_answers);
  ADD ("/permission-check/other-answers", test_other_answers);
  ADD ("/permission-check/nothing-found", test_nothing_found);
  ADD ("/permission-check/doubts", test_doubts);
  ADD ("/permission-check/end-of-questions", test_end_of_questions);
  ADD ("/permission-check/not-accepted", test_not_accepted);
  ADD ("/permission-check/endless", test_endless);
  ADD ("/permission-check/with-test", test_with_test);
  ADD ("/permission-check/without-token", test_without_token);
  ADD ("/permission-check/cancelled-test", test_cancelled_test);
  ADD ("/permission-check/cancel", test_cancel);
#undef ADD

  return g_test_run ();
}
