/* test-token-request.c: asking for a token, and what every answer means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "keyrack-token-request.h"
#include "stand-in.h"

#define CANARY "canary-of-the-token-request-0815"
#define ENOUGH 40 /* seconds, after which a test is stuck */
#define NOW    1700000000

static KeyrackHttpAnswer *
new_answer (guint       status,
            const char *content_type,
            const char *body)
{
  KeyrackHttpAnswer *answer = keyrack_http_answer_new ();

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  answer->body = keyrack_secret_new (body, -1);

  return answer;
}

static void
test_good (void)
{
  g_autoptr(KeyrackHttpAnswer) http = NULL;
  g_autoptr(KeyrackTokenAnswer) answer = NULL;

  http = new_answer (200, "application/json",
                     "{\"token_type\":\"bEARER\",\"expires_in\":900,\"access_token\":\"a.b-c_d~e+f/g=\","
                     "\"scope\":\"service:integration\"}");
  answer = keyrack_token_answer_read (http, NULL, NOW);

  g_assert_cmpint (answer->outcome, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpstr (keyrack_secret_peek (answer->token->token), ==, "a.b-c_d~e+f/g=");
  g_assert_cmpstr (answer->token->type, ==, "bEARER");
  g_assert_cmpuint (answer->token->expires_in, ==, 900);
  g_assert_cmpstr (answer->token->scope, ==, "service:integration");
}

/* Beside what the stand-in plays: see test_scenarios(). */
static const struct
{
  guint           status;
  const char     *content_type;
  const char     *body;
  KeyrackOutcome  outcome;
  KeyrackReason   reason;
} answers[] = {
  /* The body goes before the status. */
  { 200, NULL, "{\"error\":\"invalid_client\"}",
    KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE },
  { 503, NULL, "{\"error\":\"invalid_scope\"}",
    KEYRACK_OUTCOME_INVALID_SCOPE, KEYRACK_REASON_NONE },
  { 403, "text/html", "{\"errorCode\":\"access_denied\",\"errorSummary\":\"no\"}",
    KEYRACK_OUTCOME_ACCESS_DENIED, KEYRACK_REASON_NONE },
  /* A body that says nothing leaves it to the status. */
  { 401, NULL, "", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE },
  { 401, NULL, "{\"error\":7}", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE },
  { 400, NULL, "{}", KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_REASON_NONE },
  { 403, NULL, "{\"error\":\"else\"}", KEYRACK_OUTCOME_ACCESS_DENIED, KEYRACK_REASON_NONE },
  { 410, NULL, "", KEYRACK_OUTCOME_NOT_FOUND, KEYRACK_REASON_NONE },
  { 599, NULL, "", KEYRACK_OUTCOME_SERVER_ERROR, KEYRACK_REASON_NONE },
  { 204, NULL, "", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_STATUS },
  { 201, NULL, "{\"token_type\":\"Bearer\",\"expires_in\":900,\"access_token\":\"a\"}",
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_STATUS },
  { 304, NULL, "", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_STATUS },
  /* Web pages, whoever sends them: a gateway's 401 is not the server's. */
  { 401, "text/html", "<p>sign in", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE },
  { 403, NULL, " \n<!DOCTYPE HTML>", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE },
  { 200, "text/plain", "<HTML>", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE },
  { 511, NULL, "", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE },
  { 200, "text/html", "", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_EMPTY },
  { 200, NULL, "null", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { 200, NULL, "{", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { 200, NULL, "{}", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { 200, NULL, "{\"token_type\":[],\"expires_in\":900,\"access_token\":\"a\"}",
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { 200, NULL, "{\"token_type\":\"Bearer\",\"expires_in\":900,\"access_token\":\"a\\u00e9\"}",
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  /* One of the two only when the server says so. */
  { 401, NULL, "{\"error\":\"invalid_client\",\"error_description\":\"Unknown client_id\"}",
    KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_ID },
  { 401, NULL, "{\"error\":\"invalid_client\",\"error_description\":"
               "\"Either the client ID or the client secret is wrong\"}",
    KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(KeyrackHttpAnswer) http = new_answer (answers[i].status,
                                                       answers[i].content_type,
                                                       answers[i].body);
      g_autoptr(KeyrackTokenAnswer) answer = keyrack_token_answer_read (http, NULL, NOW);

      g_test_message ("%u %s", answers[i].status, answers[i].body);
      g_assert_cmpint (answer->outcome, ==, answers[i].outcome);
      g_assert_cmpint (answer->reason, ==, answers[i].reason);
      g_assert_true ((answer->token != NULL) == (answer->outcome == KEYRACK_OUTCOME_OK));
    }
}

static void
test_faults_pass (void)
{
  g_autoptr(KeyrackHttpAnswer) http = keyrack_http_answer_new ();
  g_autoptr(KeyrackTokenAnswer) answer = NULL;

  http->failure = KEYRACK_OUTCOME_TLS_UNTRUSTED;
  http->reason = KEYRACK_REASON_NONE;
  http->subject = g_strdup ("Example Root");
  answer = keyrack_token_answer_read (http, NULL, NOW);

  g_assert_cmpint (answer->outcome, ==, KEYRACK_OUTCOME_TLS_UNTRUSTED);
  g_assert_cmpstr (answer->subject, ==, "Example Root");
}

static void
test_words (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *body = NULL;
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("canary+4711/x", -1);
  g_autoptr(KeyrackHttpAnswer) http = NULL;
  g_autoptr(KeyrackTokenAnswer) answer = NULL;

  for (gsize i = 4; i < 5000; i += 5)
    long_text[i] = ' ';

  body = g_strdup_printf ("{\"error\":\"inv\\u202ealid\\u0007_client\\r\\n\","
                          "\"error_description\":\"canary+4711/x or canary%%2B4711%%2Fx is wrong. %s\","
                          "\"errorId\":\"%.100s\"}",
                          long_text, "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDD"
                          "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDAAAAAAAAAABBBBBBBBBBCCCC");
  http = new_answer (401, "application/json", body);
  answer = keyrack_token_answer_read (http, secret, NOW);

  g_assert_cmpstr (answer->error, ==, "invalid _client");
  g_assert_cmpint (g_utf8_strlen (answer->error_description, -1), <=, 300);
  g_assert_true (g_str_has_prefix (answer->error_description, "••• or ••• is wrong. xxxx "));
  g_assert_true (g_str_has_suffix (answer->error_description, "…"));
  /* Long enough to be a token. */
  g_assert_cmpstr (answer->error_id, ==, "•••");
}

static void
test_redirects (void)
{
  static const struct
  {
    const char *location;
    const char *host;
  } places[] = {
    { "https://portal.example.com/login?session=4711", "portal.example.com" },
    { "http://user:password@portal.example.com:8080/", "portal.example.com" },
    { "https://n\xc3\xa9xthink.cloud/", "xn--nxthink-bya.cloud" },
    { "/login", NULL },
    { "https://", NULL },
    { "%%%", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(KeyrackHttpAnswer) http = new_answer (302, "text/html", "<html>moved</html>");
      g_autoptr(KeyrackTokenAnswer) answer = NULL;

      http->location = g_strdup (places[i].location);
      answer = keyrack_token_answer_read (http, NULL, NOW);

      g_test_message ("%s", places[i].location);
      g_assert_cmpint (answer->outcome, ==, KEYRACK_OUTCOME_REDIRECTED);
      g_assert_cmpstr (answer->subject, ==, places[i].host);
    }
}

static void
test_waits (void)
{
  static const struct
  {
    const char *retry_after;
    const char *reset;
    gint64      date;
    guint       wait;
  } waits[] = {
    { "30", NULL, 0, 30 },
    { "0", NULL, 0, 1 },
    { "86400", NULL, 0, 300 },
    { "99999999999999999999999", NULL, 0, 0 },
    { "-5", NULL, 0, 0 },
    { "soon", NULL, 0, 0 },
    { NULL, NULL, 0, 0 },
    /* 2023-11-14 22:13:20 is NOW. */
    { "Tue, 14 Nov 2023 22:14:00 GMT", NULL, 0, 40 },
    { "Tue, 14 Nov 2023 22:14:00 GMT", NULL, NOW + 10, 30 },
    { "Tue, 14 Nov 2000 22:14:00 GMT", NULL, 0, 1 },
    { NULL, "1700000020", 0, 20 },
    { NULL, "1700000020", NOW + 15, 5 },
    { "7", "1700000020", 0, 7 },
    { "soon", "1700000020", 0, 20 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr(KeyrackHttpAnswer) http = new_answer (429, "application/json",
                                                       "{\"errorCode\":\"E0000047\"}");
      g_autoptr(KeyrackTokenAnswer) answer = NULL;

      http->retry_after = g_strdup (waits[i].retry_after);
      http->rate_limit_reset = g_strdup (waits[i].reset);
      http->date = waits[i].date;
      answer = keyrack_token_answer_read (http, NULL, NOW);

      g_test_message ("%s, %s", waits[i].retry_after, waits[i].reset);
      g_assert_cmpint (answer->outcome, ==, KEYRACK_OUTCOME_RATE_LIMITED);
      g_assert_cmpuint (answer->retry_after, ==, waits[i].wait);
    }
}

typedef struct
{
  GMainLoop         *loop;
  guint              n_running;
  KeyrackHttpAnswer *answer;
  GError            *error;
} Wait;

static gboolean
stuck_cb (gpointer user_data)
{
  g_error ("No answer within %d s", ENOUGH);

  return G_SOURCE_REMOVE;
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Wait *self = user_data;

  self->answer = keyrack_token_request_send_finish (result, &self->error);
  if (self->loop != NULL)
    g_main_loop_quit (self->loop);
}

static void
wait_run (Wait *self)
{
  guint guard = g_timeout_add_seconds (ENOUGH, stuck_cb, NULL);

  self->loop = g_main_loop_new (NULL, FALSE);
  if (self->answer == NULL && self->error == NULL)
    g_main_loop_run (self->loop);
  g_source_remove (guard);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

static void
wait_clear (Wait *self)
{
  g_clear_pointer (&self->answer, keyrack_http_answer_unref);
  g_clear_error (&self->error);
}

static KeyrackHttpClient *
new_client (KeyrackStandIn *stand_in)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();

  settings->connect_to = g_strdup (keyrack_stand_in_get_address (stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (stand_in));
  settings->proxy = g_strdup ("");

  return keyrack_http_client_new (settings);
}

static KeyrackProfile *
new_profile (const char *instance,
             const char *region,
             const char *client_id)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, region);
  keyrack_profile_set_client_id (profile, client_id);

  return profile;
}

static void
ask (KeyrackHttpClient *client,
     const char        *instance,
     const char        *region,
     const char        *client_id,
     const char        *secret,
     Wait              *wait)
{
  g_autoptr(KeyrackProfile) profile = new_profile (instance, region, client_id);
  g_autoptr(KeyrackSecret) text = keyrack_secret_new (secret, -1);

  keyrack_token_request_send_async (client, profile, text, NULL, NULL, NULL, answer_cb, wait);
}

/* The same over the wire, where headers, framing and encoding are real. */
static const struct
{
  const char     *scenario;
  KeyrackOutcome  outcome;
  KeyrackReason   reason;
} scenarios[] = {
  { "good", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "client-id-401", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_ID },
  { "client-id-400", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_ID },
  { "client-secret-401", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_SECRET },
  { "client-secret-400", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_SECRET },
  { "client-401", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE },
  { "client-400", KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE },
  { "scope", KEYRACK_OUTCOME_INVALID_SCOPE, KEYRACK_REASON_NONE },
  { "grant", KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT, KEYRACK_REASON_NONE },
  { "policy-400", KEYRACK_OUTCOME_ACCESS_DENIED, KEYRACK_REASON_NONE },
  { "policy-401", KEYRACK_OUTCOME_ACCESS_DENIED, KEYRACK_REASON_NONE },
  { "request-400", KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_REASON_NONE },
  { "request-401", KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_REASON_NONE },
  { "grant-type-400", KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_REASON_NONE },
  { "grant-type-401", KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_REASON_NONE },
  { "not-found", KEYRACK_OUTCOME_NOT_FOUND, KEYRACK_REASON_NONE },
  { "not-found-html", KEYRACK_OUTCOME_NOT_FOUND, KEYRACK_REASON_NONE },
  { "rate-limited", KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_REASON_NONE },
  { "rate-limited-seconds", KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_REASON_NONE },
  { "rate-limited-date", KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_REASON_NONE },
  { "rate-limited-reset", KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_REASON_NONE },
  { "rate-limited-bare", KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_REASON_NONE },
  { "server-error", KEYRACK_OUTCOME_SERVER_ERROR, KEYRACK_REASON_NONE },
  { "bad-gateway", KEYRACK_OUTCOME_SERVER_ERROR, KEYRACK_REASON_NONE },
  { "unavailable", KEYRACK_OUTCOME_SERVER_ERROR, KEYRACK_REASON_NONE },
  { "status", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_STATUS },
  { "proxy-sign-in", KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, KEYRACK_REASON_NONE },
  { "redirect-http", KEYRACK_OUTCOME_REDIRECTED, KEYRACK_REASON_NONE },
  { "redirect-host", KEYRACK_OUTCOME_REDIRECTED, KEYRACK_REASON_NONE },
  { "redirect-same", KEYRACK_OUTCOME_REDIRECTED, KEYRACK_REASON_NONE },
  { "html", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE },
  { "empty", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_EMPTY },
  { "as-text", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "gzip", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "opaque-token", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "bearer-lower-case", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "extra-members", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "no-scope", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "no-token-type", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "wrong-token-type", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "no-expires-in", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "expires-in-zero", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "expires-in-negative", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "expires-in-huge", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "expires-in-long", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "expires-in-string", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "expires-in-fraction", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "no-access-token", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "access-token-empty", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "access-token-number", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "access-token-long", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "access-token-characters", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "array", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN },
  { "damaged", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "deep-nesting", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "duplicate-keys", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "nul-character", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "invalid-utf8", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "trailing-garbage", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "byte-order-mark", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
};

static void
test_scenarios (void)
{
  g_autoptr(KeyrackStandIn) stand_in = keyrack_stand_in_start (NULL);
  g_autoptr(KeyrackHttpClient) client = new_client (stand_in);
  Wait waits[G_N_ELEMENTS (scenarios)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      keyrack_stand_in_add (stand_in, scenarios[i].scenario, "eu", "id", CANARY);
      keyrack_stand_in_set_scenario (stand_in, scenarios[i].scenario, "eu",
                                     scenarios[i].scenario, NULL);
      ask (client, scenarios[i].scenario, "eu", "id", CANARY, &waits[i]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autoptr(KeyrackTokenAnswer) answer = NULL;

      wait_run (&waits[i]);
      g_assert_no_error (waits[i].error);
      answer = keyrack_token_answer_read (waits[i].answer, NULL, g_get_real_time () / G_USEC_PER_SEC);

      g_test_message ("%s: %s, reason %d, %s, %s, retry %u", scenarios[i].scenario,
                      keyrack_outcome_get_id (answer->outcome), answer->reason,
                      answer->error_description, answer->subject, answer->retry_after);
      g_assert_cmpint (answer->outcome, ==, scenarios[i].outcome);
      g_assert_cmpint (answer->reason, ==, scenarios[i].reason);
      wait_clear (&waits[i]);
    }
}

/* What goes over the wire, to the letter of DOMAIN 3. */
static void
test_request (void)
{
  g_autoptr(KeyrackStandIn) stand_in = keyrack_stand_in_start (NULL);
  g_autoptr(KeyrackHttpClient) client = new_client (stand_in);
  g_autofree char *pair = g_base64_encode ((const guchar *) "id:" CANARY, strlen ("id:" CANARY));
  g_autofree char *requests = NULL;
  Wait wait = { 0 };

  keyrack_stand_in_add (stand_in, "acme", "eu", "id", CANARY);
  ask (client, "acme", "eu", "id", CANARY, &wait);
  wait_run (&wait);

  requests = keyrack_stand_in_get (stand_in, "/requests");
  g_assert_nonnull (strstr (requests, "\"POST\""));
  g_assert_nonnull (strstr (requests, "/oauth2/default/v1/token"));
  g_assert_nonnull (strstr (requests, "acme-login.eu.nexthink.cloud"));
  g_assert_nonnull (strstr (requests, pair));
  g_assert_nonnull (strstr (requests, "application/x-www-form-urlencoded"));
  g_assert_nonnull (strstr (requests,
                            "grant_type=client_credentials&scope=service%3Aintegration"));
  wait_clear (&wait);
}

/* Whatever was checked before, nothing of this sort leaves. */
static void
test_hostile (void)
{
  static const char * const instances[] = {
    "", "evil.example/", "evil.example#", "evil.example?", "a@b", "x#", "x/y", "[::1]", "%2e",
    "a.b", "a b", " a", "a\t", "a\n", "a\r\nHost: evil.example", "..", "-a", "a-", "xn--a",
    "\320\260cme", "acme\xe2\x80\xae", "acme\xe2\x80\x8b", "ACME", "a_b", "a:b", "a\\b",
    "a%00", "127.0.0.1", "a@evil.example/",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg",
  };
  static const char * const regions[] = {
    "", "e", "EU", "e.u", "eu.evil.example/", "eu#", "eu@", "eu/", "\xd0\xb5u", "eu eu",
  };
  static const char * const words[] = {
    "", "a b", "a\nb", "a\r\nX: y", "\xc3\xa9", "a\x7f", "a\xe2\x80\x8b",
  };
  g_autoptr(KeyrackStandIn) stand_in = keyrack_stand_in_start (NULL);
  g_autoptr(KeyrackHttpClient) client = new_client (stand_in);

  for (gsize i = 0; i < G_N_ELEMENTS (instances); i++)
    {
      Wait wait = { 0 };

      ask (client, instances[i], "eu", "id", CANARY, &wait);
      wait_run (&wait);
      g_assert_error (wait.error, KEYRACK_TOKEN_REQUEST_ERROR, KEYRACK_TOKEN_REQUEST_ERROR_PROFILE);
      wait_clear (&wait);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      Wait wait = { 0 };

      ask (client, "acme", regions[i], "id", CANARY, &wait);
      wait_run (&wait);
      g_assert_error (wait.error, KEYRACK_TOKEN_REQUEST_ERROR, KEYRACK_TOKEN_REQUEST_ERROR_PROFILE);
      wait_clear (&wait);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      Wait wait = { 0 };

      ask (client, "acme", "eu", words[i], CANARY, &wait);
      wait_run (&wait);
      g_assert_error (wait.error, KEYRACK_TOKEN_REQUEST_ERROR, KEYRACK_TOKEN_REQUEST_ERROR_PROFILE);
      wait_clear (&wait);

      ask (client, "acme", "eu", "id", words[i], &wait);
      wait_run (&wait);
      g_assert_error (wait.error, KEYRACK_TOKEN_REQUEST_ERROR, KEYRACK_TOKEN_REQUEST_ERROR_SECRET);
      wait_clear (&wait);
    }

  g_assert_cmpuint (keyrack_stand_in_count_connections (stand_in), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  keyrack_http_client_init_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token-request/good", test_good);
  g_test_add_func ("/token-request/answers", test_answers);
  g_test_add_func ("/token-request/faults-pass", test_faults_pass);
  g_test_add_func ("/token-request/words", test_words);
  g_test_add_func ("/token-request/redirects", test_redirects);
  g_test_add_func ("/token-request/waits", test_waits);
  g_test_add_func ("/token-request/scenarios", test_scenarios);
  g_test_add_func ("/token-request/request", test_request);
  g_test_add_func ("/token-request/hostile", test_hostile);

  return g_test_run ();
}
