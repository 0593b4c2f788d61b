/* fuzz-token-answer.c: whatever a server sends, only a usable token counts as one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "keyrack-token-request.h"

#define SECRET "canary-4711"
#define NOW    1700000000

/* The lines of an input: status, Content-Type, Location, Retry-After, X-Rate-Limit-Reset, and
 * from there on the body. An empty one is no header. */
enum
{
  STATUS,
  CONTENT_TYPE,
  LOCATION,
  RETRY_AFTER,
  RATE_LIMIT_RESET,
  BODY,
  N_LINES,
};

static void
check_words (const char *words,
             glong       max_characters)
{
  if (words == NULL)
    return;

  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (words, -1), <=, max_characters);
  g_assert_null (strstr (words, SECRET));

  for (; *words != '\0'; words = g_utf8_next_char (words))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (words)));
}

static void
check_token (const KeyrackHttpAnswer  *http,
             const KeyrackTokenAnswer *answer)
{
  if (answer->outcome != KEYRACK_OUTCOME_OK)
    {
      g_assert_null (answer->token);
      return;
    }

  g_assert_cmpuint (http->status, ==, 200);
  g_assert_true (keyrack_access_token_is_sound (keyrack_secret_peek (answer->token->token)));
  g_assert_cmpint (g_ascii_strcasecmp (answer->token->type, "Bearer"), ==, 0);
  g_assert_cmpuint (answer->token->expires_in, >=, 1);
  g_assert_cmpuint (answer->token->expires_in, <=, 86400);
  check_words (answer->token->scope, 300);
}

static char *
dup_header (const char *line)
{
  return line != NULL && *line != '\0' ? g_utf8_make_valid (line, -1) : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto(GStrv) lines = g_strsplit (text, "\n", N_LINES);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (SECRET, -1);
  g_autoptr(KeyrackHttpAnswer) http = keyrack_http_answer_new ();
  g_autoptr(KeyrackTokenAnswer) answer = NULL;

  if (g_strv_length (lines) < N_LINES)
    return 0;

  http->status = (guint) (g_ascii_strtoull (lines[STATUS], NULL, 10) % 1000);
  http->content_type = dup_header (lines[CONTENT_TYPE]);
  http->location = dup_header (lines[LOCATION]);
  http->retry_after = dup_header (lines[RETRY_AFTER]);
  http->rate_limit_reset = dup_header (lines[RATE_LIMIT_RESET]);
  http->body = keyrack_secret_new (lines[BODY], -1);

  answer = keyrack_token_answer_read (http, secret, NOW);

  g_assert_cmpint (answer->outcome, <, KEYRACK_N_OUTCOMES);
  g_assert_cmpint (answer->outcome, !=, KEYRACK_OUTCOME_NOT_TESTED);
  g_assert_cmpuint (answer->retry_after, <=, 300);
  g_assert_true (answer->retry_after == 0 || answer->outcome == KEYRACK_OUTCOME_RATE_LIMITED);
  check_token (http, answer);
  check_words (answer->error, 100);
  check_words (answer->error_description, 300);
  check_words (answer->error_id, 100);
  check_words (answer->subject, 253);

  return 0;
}
