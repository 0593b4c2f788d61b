/* keyrack-token-request-answer.c: what an answer of the token endpoint means
 *
 * The body is read first and the status second: the same refusal is seen with
 * 400 and with 401, and a gateway sends its web page with 200.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-token-request.h"

#include <string.h>

#include "keyrack-json.h"
#include "keyrack-server-words.h"

#define MAX_ERROR_LENGTH   100   /* characters */
#define MAX_HOST_LENGTH    253   /* characters */
#define LONGEST_WAIT       300   /* seconds */
#define LONGEST_LIFETIME   86400 /* seconds */

/* What servers say for what: OAuth's words (RFC 6749, section 5.2) and Okta's numbers. */
static const struct
{
  const char     *error;
  KeyrackOutcome  outcome;
} errors[] = {
  { "invalid_client", KEYRACK_OUTCOME_INVALID_CLIENT },
  { "invalid_scope", KEYRACK_OUTCOME_INVALID_SCOPE },
  { "unauthorized_client", KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT },
  { "access_denied", KEYRACK_OUTCOME_ACCESS_DENIED },
  { "invalid_request", KEYRACK_OUTCOME_INVALID_REQUEST },
  { "invalid_grant", KEYRACK_OUTCOME_INVALID_REQUEST },
  { "unsupported_grant_type", KEYRACK_OUTCOME_INVALID_REQUEST },
  { "server_error", KEYRACK_OUTCOME_SERVER_ERROR },
  { "temporarily_unavailable", KEYRACK_OUTCOME_SERVER_ERROR },
  { "E0000006", KEYRACK_OUTCOME_ACCESS_DENIED },
  { "E0000007", KEYRACK_OUTCOME_NOT_FOUND },
  { "E0000009", KEYRACK_OUTCOME_SERVER_ERROR },
  { "E0000022", KEYRACK_OUTCOME_NOT_FOUND },
  { "E0000047", KEYRACK_OUTCOME_RATE_LIMITED },
};

/* One answer while it is read. */
typedef struct
{
  const KeyrackHttpAnswer *http;
  KeyrackSecret           *secret;
  const char              *text;
  gsize                    length;
  KeyrackTokenAnswer      *answer;
} Reading;

static void
decide (Reading        *self,
        KeyrackOutcome  outcome,
        KeyrackReason   reason)
{
  self->answer->outcome = outcome;
  self->answer->reason = reason;
}

static char *
dup_words (Reading    *self,
           JsonObject *object,
           const char *member,
           const char *other_member,
           guint       max_length)
{
  const char *text = NULL;

  if (!keyrack_json_read_string (object, member, KEYRACK_JSON_MAX_ANSWER, &text, NULL) ||
      text == NULL)
    keyrack_json_read_string (object, other_member, KEYRACK_JSON_MAX_ANSWER, &text, NULL);

  return keyrack_server_words_dup_clean (text, max_length, self->secret);
}

/* Only when the server names one of the two; "either" means that it does not. */
static KeyrackReason
find_culprit (const char *description)
{
  g_autofree char *lower = g_ascii_strdown (description != NULL ? description : "", -1);

  if (strstr (lower, "either") != NULL)
    return KEYRACK_REASON_NONE;

  if (strstr (lower, "client secret") != NULL || strstr (lower, "client_secret") != NULL)
    return KEYRACK_REASON_CLIENT_SECRET;

  if (strstr (lower, "client_id") != NULL || strstr (lower, "client id") != NULL)
    return KEYRACK_REASON_CLIENT_ID;

  return KEYRACK_REASON_NONE;
}

static gboolean
read_refusal (Reading    *self,
              JsonObject *object)
{
  KeyrackTokenAnswer *answer = self->answer;

  answer->error = dup_words (self, object, "error", "errorCode", MAX_ERROR_LENGTH);
  answer->error_description = dup_words (self, object, "error_description", "errorSummary",
                                         KEYRACK_SERVER_WORDS_MAX);
  answer->error_id = dup_words (self, object, "errorId", "error_id", MAX_ERROR_LENGTH);

  for (gsize i = 0; answer->error != NULL && i < G_N_ELEMENTS (errors); i++)
    {
      if (strcmp (answer->error, errors[i].error) == 0)
        {
          decide (self, errors[i].outcome,
                  errors[i].outcome == KEYRACK_OUTCOME_INVALID_CLIENT
                    ? find_culprit (answer->error_description)
                    : KEYRACK_REASON_NONE);
          return TRUE;
        }
    }

  return FALSE;
}

/* RFC 6749, section 5.1, and no more: whatever is not a usable token is none. */
static void
read_token (Reading    *self,
            JsonObject *object)
{
  const char *type = NULL;
  const char *token = NULL;
  const char *scope = NULL;
  gint64 expires_in = 0;
  g_autofree char *clean_scope = NULL;

  if (!keyrack_json_read_string (object, "token_type", MAX_ERROR_LENGTH, &type, NULL) ||
      !keyrack_json_read_string (object, "access_token", KEYRACK_ACCESS_TOKEN_MAX_LENGTH,
                                 &token, NULL) ||
      !keyrack_json_read_int (object, "expires_in", 1, LONGEST_LIFETIME, &expires_in, NULL) ||
      type == NULL || g_ascii_strcasecmp (type, "Bearer") != 0 ||
      token == NULL || !keyrack_access_token_is_sound (token) ||
      expires_in == 0)
    {
      decide (self, KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN);
    }
  else
    {
      keyrack_json_read_string (object, "scope", KEYRACK_JSON_MAX_ANSWER, &scope, NULL);
      clean_scope = keyrack_server_words_dup_clean (scope, KEYRACK_SERVER_WORDS_MAX, self->secret);
      self->answer->token = keyrack_access_token_new (token, type, (guint) expires_in, clean_scope);
      decide (self, KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE);
    }

  /* The parser's copy dies with the object, in memory that nobody else wipes. */
  if (token != NULL)
    keyrack_secret_wipe ((char *) token, strlen (token));
}

/* What came with 200 and is no JSON object. */
static void
decide_on_body (Reading *self)
{
  KeyrackReason reason = KEYRACK_REASON_DAMAGED;

  if (self->length == 0)
    reason = KEYRACK_REASON_EMPTY;
  else if (keyrack_http_answer_is_web_page (self->http))
    reason = KEYRACK_REASON_WEB_PAGE;
  else if (keyrack_json_check (self->text, self->length, KEYRACK_JSON_MAX_ANSWER, NULL))
    reason = KEYRACK_REASON_NO_TOKEN;

  decide (self, KEYRACK_OUTCOME_UNEXPECTED_ANSWER, reason);
}

/* The host alone: a path can carry a session, and is of no use to a person. */
static char *
dup_redirect_host (Reading *self)
{
  const char *location = self->http->location;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *ascii = NULL;

  if (location == NULL ||
      (self->secret != NULL && strstr (location, keyrack_secret_peek (self->secret)) != NULL))
    return NULL;

  uri = g_uri_parse (location, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  /* In the letters of the wire, so that no host looks like another one. */
  ascii = g_hostname_to_ascii (g_uri_get_host (uri));

  return keyrack_server_words_dup_clean (ascii, MAX_HOST_LENGTH, self->secret);
}

static void
decide_on_status (Reading *self)
{
  guint status = self->http->status;

  if (status == 404 || status == 410)
    decide (self, KEYRACK_OUTCOME_NOT_FOUND, KEYRACK_REASON_NONE);
  else if (status == 407)
    decide (self, KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, KEYRACK_REASON_NONE);
  else if (status == 429)
    decide (self, KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_REASON_NONE);
  else if (status == 511) /* RFC 6585: sign in to the network first */
    decide (self, KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE);
  else if (status >= 500 && status <= 599)
    decide (self, KEYRACK_OUTCOME_SERVER_ERROR, KEYRACK_REASON_NONE);
  else if (status >= 300 && status <= 399 && self->http->location != NULL)
    decide (self, KEYRACK_OUTCOME_REDIRECTED, KEYRACK_REASON_NONE);
  else if (keyrack_http_answer_is_web_page (self->http))
    decide (self, KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE);
  else if (status == 401)
    decide (self, KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE);
  else if (status == 403)
    decide (self, KEYRACK_OUTCOME_ACCESS_DENIED, KEYRACK_REASON_NONE);
  else if (status == 400)
    decide (self, KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_REASON_NONE);
  else
    decide (self, KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_STATUS);
}

static gboolean
read_seconds (const char *text,
              gint64     *seconds)
{
  guint64 value = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;

  *seconds = (gint64) value;

  return TRUE;
}

/* Measured by the server's clock where it told the time: ours may be wrong. */
static guint
find_wait (const KeyrackHttpAnswer *http,
           gint64                   now)
{
  gint64 clock = http->date > 0 ? http->date : now;
  gint64 wait;

  if (!read_seconds (http->retry_after, &wait))
    {
      gint64 moment = 0;

      if (http->retry_after != NULL)
        moment = keyrack_http_parse_date (http->retry_after);
      if (moment == 0 && !read_seconds (http->rate_limit_reset, &moment))
        return 0;

      wait = moment - clock;
    }

  return (guint) CLAMP (wait, 1, LONGEST_WAIT);
}

static void
read_body (Reading *self)
{
  g_autoptr(JsonNode) root = keyrack_json_parse_object (self->text, self->length,
                                                         KEYRACK_JSON_MAX_ANSWER, NULL);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;

  if (object != NULL && read_refusal (self, object))
    return;

  if (self->http->status != 200)
    decide_on_status (self);
  else if (object != NULL)
    read_token (self, object);
  else
    decide_on_body (self);
}

/**
 * keyrack_token_answer_read:
 * @answer: what came back
 * @secret: (nullable): the secret that was sent, which is taken out of the
 *   server's words should it stand there
 * @now: seconds since the epoch, for a wait that is given as a moment
 *
 * Returns: (transfer full): what @answer means
 */
KeyrackTokenAnswer *
keyrack_token_answer_read (const KeyrackHttpAnswer *answer,
                           KeyrackSecret           *secret,
                           gint64                   now)
{
  g_autoptr(KeyrackTokenAnswer) self = NULL;
  Reading reading = { 0 };

  g_return_val_if_fail (answer != NULL, NULL);
  g_return_val_if_fail (answer->failure != KEYRACK_OUTCOME_OK || answer->body != NULL, NULL);

  self = g_new0 (KeyrackTokenAnswer, 1);

  if (answer->failure != KEYRACK_OUTCOME_OK)
    {
      self->outcome = answer->failure;
      self->reason = answer->reason;
      self->subject = g_strdup (answer->subject);
      return g_steal_pointer (&self);
    }

  reading.http = answer;
  reading.secret = secret;
  reading.text = keyrack_secret_peek (answer->body);
  reading.length = keyrack_secret_get_length (answer->body);
  reading.answer = self;
  read_body (&reading);

  if (self->outcome == KEYRACK_OUTCOME_REDIRECTED)
    self->subject = dup_redirect_host (&reading);
  else if (self->outcome == KEYRACK_OUTCOME_RATE_LIMITED)
    self->retry_after = find_wait (answer, now);

  return g_steal_pointer (&self);
}

/**
 * keyrack_token_answer_free:
 * @self: (transfer full): an answer
 */
void
keyrack_token_answer_free (KeyrackTokenAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->subject);
  g_free (self->error);
  g_free (self->error_description);
  g_free (self->error_id);
  g_clear_pointer (&self->token, keyrack_access_token_unref);
  g_free (self);
}
