/* test-cause.c: where it is wrong, found without sending a credential
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-cause.h"
#include "keyrack-instance-probe.h"
#include "stand-in.h"
#include "waiting.h"

#define CANARY_ID "canary-id-of-the-cause"
#define CANARY    "canary-secret-of-the-cause"
#define LONG_ID   "canary-id-that-is-longer-than-its-secret-is"

static KeyrackProfile *
profile_new (const char *name,
             const char *instance,
             const char *region,
             const char *client_id)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, region);
  keyrack_profile_set_client_id (profile, client_id);

  return profile;
}

static KeyrackTestResult *
result_new (KeyrackProfile *profile,
            KeyrackOutcome  outcome,
            KeyrackReason   reason)
{
  KeyrackTestFacts facts = { .outcome = outcome, .reason = reason };

  facts.values.instance = (char *) keyrack_profile_get_instance (profile);
  facts.values.region = (char *) keyrack_profile_get_region (profile);
  facts.values.client_id = (char *) keyrack_profile_get_client_id (profile);

  return keyrack_test_result_new (&facts);
}

static KeyrackCauseKind
explain (const char    *client_id,
         const char    *text,
         KeyrackReason  reason)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("Acme", "acme", "eu", client_id);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (text, -1);
  KeyrackPair pair = { .profile = profile, .secret = secret };
  KeyrackProfile *other = NULL;
  KeyrackCauseKind kind = keyrack_cause_explain_refusal (&pair, reason, &other);

  g_assert_null (other);

  return kind;
}

static void
test_looking (void)
{
  g_assert_cmpint (explain ("id", "secret", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_NONE);
  g_assert_cmpint (explain ("i\u200bd", "secret", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_INVISIBLE);
  g_assert_cmpint (explain ("id", "sec\u00a0ret", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_INVISIBLE);
  g_assert_cmpint (explain ("id", "secret\n", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_INVISIBLE);
  g_assert_cmpint (explain ("id", "aWQ6czM6Y3JldA==", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_PASTED);
  g_assert_cmpint (explain ("Basic aWQ6czM6Y3JldA==", "secret", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_INVISIBLE);
  g_assert_cmpint (explain ("same", "same", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_IDENTICAL);
  g_assert_cmpint (explain (LONG_ID, "shorter", KEYRACK_REASON_NONE), ==, KEYRACK_CAUSE_SWAPPED);
  g_assert_cmpint (explain ("longer", "short", KEYRACK_REASON_CLIENT_ID), ==, KEYRACK_CAUSE_SWAPPED);

  /* A server that knows the ID has been told the right one. */
  g_assert_cmpint (explain (LONG_ID, "shorter", KEYRACK_REASON_CLIENT_SECRET), ==, KEYRACK_CAUSE_NONE);
}

static void
assert_mended (KeyrackCauseKind  kind,
               const char       *client_id,
               const char       *text,
               const char       *mended_id,
               const char       *mended_text)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("Acme", "acme", "eu", client_id);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (text, -1);
  KeyrackPair pair = { .profile = profile, .secret = secret };
  g_autoptr(KeyrackSecret) mended_secret = NULL;
  g_autoptr(KeyrackProfile) mended = keyrack_cause_dup_mended (kind, &pair, &mended_secret);

  g_assert_cmpstr (keyrack_profile_get_client_id (mended), ==, mended_id);
  if (mended_text == NULL)
    g_assert_null (mended_secret);
  else
    g_assert_cmpstr (keyrack_secret_peek (mended_secret), ==, mended_text);
  g_assert_cmpstr (keyrack_profile_get_client_id (profile), ==, client_id);
}

static void
test_mending (void)
{
  assert_mended (KEYRACK_CAUSE_INVISIBLE, " i\u200bd\u00ad", "se\u00a0cr et\n", "id", "secret");
  assert_mended (KEYRACK_CAUSE_PASTED, "old", "aWQ6czM6Y3JldA==", "id", "s3:cret");
  assert_mended (KEYRACK_CAUSE_SWAPPED, "a", "b", "b", "a");
  assert_mended (KEYRACK_CAUSE_IDENTICAL, "a", "a", "a", NULL);
}

static void
assert_other (const KeyrackPair *pair,
              KeyrackCauseKind   expected,
              KeyrackProfile    *expected_other)
{
  KeyrackProfile *other = NULL;

  g_assert_cmpint (keyrack_cause_explain_refusal (pair, KEYRACK_REASON_NONE, &other), ==, expected);
  g_assert_true (other == expected_other);
}

static void
test_other_connections (void)
{
  g_autoptr(GListStore) profiles = g_list_store_new (KEYRACK_TYPE_PROFILE);
  g_autoptr(KeyrackProfile) own = profile_new ("Acme", "acme", "eu", "id");
  g_autoptr(KeyrackProfile) twin = profile_new ("100 %s", "acme", "eu", "id");
  g_autoptr(KeyrackProfile) far = profile_new ("Far", "far", "us", "far-id");
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("a-secret", -1);
  g_autoptr(KeyrackSecret) far_id = keyrack_secret_new ("far-id", -1);
  g_autoptr(KeyrackTestResult) works = result_new (twin, KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE);
  KeyrackPair pair = { own, keyrack_profile_get_id (own), secret, G_LIST_MODEL (profiles) };
  g_autofree char *sentence = NULL;

  g_list_store_append (profiles, own);
  g_list_store_append (profiles, twin);
  g_list_store_append (profiles, far);

  /* Nothing is known of the twin that would help. */
  assert_other (&pair, KEYRACK_CAUSE_NONE, NULL);
  keyrack_profile_set_last_result (twin, works);
  assert_other (&pair, KEYRACK_CAUSE_SAME_ID, twin);

  /* A name is no format. */
  sentence = keyrack_cause_dup_sentence (KEYRACK_CAUSE_SAME_ID, twin);
  g_assert_cmpstr (sentence, ==, "“100 %s” has the same client ID");

  keyrack_profile_set_client_id (own, "far-id");
  assert_other (&pair, KEYRACK_CAUSE_SAME_ID, far);
  keyrack_profile_set_client_id (own, "id");
  pair.secret = far_id;
  assert_other (&pair, KEYRACK_CAUSE_SECRET_IS_ID, far);
}

/* With a server */

typedef struct
{
  KeyrackStandIn    *stand_in;
  KeyrackHttpClient *client;
  GCancellable      *cancellable;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  fixture->stand_in = keyrack_stand_in_start (NULL);
  settings->connect_to = g_strdup (keyrack_stand_in_get_address (fixture->stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (fixture->stand_in));
  settings->proxy = g_strdup ("");
  fixture->client = keyrack_http_client_new (settings);
  fixture->cancellable = g_cancellable_new ();
}

/* Of everything the server ever saw nothing was more than a question that anybody may ask. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *requests = keyrack_stand_in_get (fixture->stand_in, "/requests");

  g_assert_null (strstr (requests, "POST"));
  g_assert_null (strstr (requests, CANARY));
  g_assert_null (strstr (requests, CANARY_ID));
  g_assert_null (strstr (requests, "uthorization\""));

  g_object_unref (fixture->cancellable);
  g_object_unref (fixture->client);
  keyrack_stand_in_stop (fixture->stand_in);
}

static KeyrackCause *
find (Fixture        *fixture,
      KeyrackProfile *profile,
      KeyrackOutcome  outcome)
{
  g_autoptr(KeyrackTestResult) result = result_new (profile, outcome, KEYRACK_REASON_NONE);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (CANARY, -1);
  g_autoptr(GAsyncResult) found = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCause *cause = keyrack_cause_new (fixture->client, NULL, NULL, profile, secret, result);

  keyrack_cause_find_async (cause, fixture->cancellable, take_result_cb, &found);
  g_assert_true (keyrack_cause_get_running (cause));
  wait_for_result (&found);
  g_assert_true (keyrack_cause_find_finish (cause, found, &error) == (error == NULL));
  if (error != NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (keyrack_cause_get_running (cause));

  return cause;
}

static void
assert_region (KeyrackCause *cause,
               const char   *region,
               const char   *sentence)
{
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(KeyrackProfile) values = keyrack_cause_dup_values (cause, &secret);

  g_assert_cmpstr (keyrack_cause_get_sentence (cause), ==, sentence);
  g_assert_cmpint (keyrack_cause_get_kind (cause), ==, KEYRACK_CAUSE_OTHER_REGION);
  g_assert_cmpstr (keyrack_cause_get_mend_label (cause), ==, "Fix Region");
  g_assert_cmpstr (keyrack_profile_get_region (values), ==, region);
  g_assert_null (secret);
  g_assert_finalize_object (cause);
}

static void
test_other_region (Fixture       *fixture,
                   gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("Acme", "acme", "pac", CANARY_ID);

  keyrack_stand_in_add (fixture->stand_in, "acme", "eu", "x", "y");
  assert_region (find (fixture, profile, KEYRACK_OUTCOME_NOT_FOUND), "eu", "An instance named acme answers in eu");
  assert_region (find (fixture, profile, KEYRACK_OUTCOME_NAME_NOT_FOUND), "eu", "An instance named acme answers in eu");
  assert_region (find (fixture, profile, KEYRACK_OUTCOME_INVALID_CLIENT), "eu", "An instance named acme answers in eu");

  keyrack_stand_in_add (fixture->stand_in, "acme", "us", "x", "y");
  assert_region (find (fixture, profile, KEYRACK_OUTCOME_NOT_FOUND), "us", "An instance named acme answers in us, eu");
}

static void
assert_nothing (KeyrackCause *cause)
{
  g_assert_cmpint (keyrack_cause_get_kind (cause), ==, KEYRACK_CAUSE_NONE);
  g_assert_cmpstr (keyrack_cause_get_sentence (cause), ==, "No instance named acme answered in another region");
  g_assert_null (keyrack_cause_get_mend_label (cause));
  g_assert_finalize_object (cause);
}

/* Web pages, refusals and regions that answer to every name prove nothing. */
static void
test_no_region (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("Acme", "acme", "pac", CANARY_ID);

  keyrack_stand_in_add (fixture->stand_in, "acme", "pac", "x", "y");
  assert_nothing (find (fixture, profile, KEYRACK_OUTCOME_NOT_FOUND));

  keyrack_stand_in_add (fixture->stand_in, "acme", "eu", "x", "y");
  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", "html", NULL);
  assert_nothing (find (fixture, profile, KEYRACK_OUTCOME_NOT_FOUND));

  keyrack_stand_in_set_scenario (fixture->stand_in, "acme", "eu", "good", NULL);
  keyrack_stand_in_add (fixture->stand_in, KEYRACK_INSTANCE_PROBE_NOBODY, "eu", "x", "y");
  assert_nothing (find (fixture, profile, KEYRACK_OUTCOME_NOT_FOUND));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("Acme", "acme", "pac", CANARY_ID);
  g_autoptr(KeyrackCause) cause = NULL;

  g_cancellable_cancel (fixture->cancellable);
  cause = find (fixture, profile, KEYRACK_OUTCOME_NOT_FOUND);
  g_assert_null (keyrack_cause_get_sentence (cause));
}

static void
test_worthwhile (void)
{
  g_autoptr(KeyrackProfile) profile = profile_new ("Acme", "acme", "pac", CANARY_ID);
  g_autoptr(KeyrackTestResult) works = result_new (profile, KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE);
  g_autoptr(KeyrackTestResult) lost = result_new (profile, KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE);
  g_autoptr(KeyrackTestResult) untested = result_new (profile, KEYRACK_OUTCOME_NOT_TESTED, KEYRACK_REASON_UNTESTABLE);

  g_assert_false (keyrack_cause_may_be_found (NULL));
  g_assert_false (keyrack_cause_may_be_found (works));
  g_assert_false (keyrack_cause_may_be_found (lost));
  g_assert_true (keyrack_cause_may_be_found (untested));
}

#define ADD(path, func) g_test_add ("/cause/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  keyrack_http_client_init_process ();

  g_test_add_func ("/cause/worthwhile", test_worthwhile);
  g_test_add_func ("/cause/looking", test_looking);
  g_test_add_func ("/cause/mending", test_mending);
  g_test_add_func ("/cause/other-connections", test_other_connections);
  ADD ("other-region", test_other_region);
  ADD ("no-region", test_no_region);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
