/* keyrack-permission-check.c: which permissions a credential has, read without side effects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-check.h"

#include <glib/gi18n-lib.h>

#include "keyrack-address.h"

/* There is no way to ask what one may do. These only read, and their status tells; whatever
 * else there is writes, deletes, or shows up on users' screens. */
static const struct
{
  KeyrackPermission  permission;
  const char        *path;        /* one that ends with "/" is completed by an id of nothing */
  guint              granted[2];  /* statuses */
} questions[] = {
  { KEYRACK_PERMISSION_REMOTE_ACTIONS, "/api/v1/act/remote-action", { 200 } },
  { KEYRACK_PERMISSION_WORKFLOWS, "/api/v1/workflows", { 200 } },
  { KEYRACK_PERMISSION_NQL, "/api/v1/nql/status/", { 404, 400 } },
};

/* One check under way; the questions are asked one after the other. */
typedef struct
{
  KeyrackHttpClient         *client;
  KeyrackAccessToken        *token;
  char                      *host;
  guint                      index;     /* of the question */
  guint                      n_not_found;
  KeyrackPermissionFindings *findings;
} Check;

static void ask (GTask *task);

static void
check_free (gpointer data)
{
  Check *self = data;

  g_object_unref (self->client);
  keyrack_access_token_unref (self->token);
  g_free (self->host);
  g_clear_pointer (&self->findings, keyrack_permission_findings_free);
  g_free (self);
}

static gboolean
is_granted (Check *self,
            guint  status)
{
  /* Where nothing else was found either, nothing is said of the query by which NQL is asked. */
  if (status == 404 && self->n_not_found == self->index)
    return FALSE;

  return status == questions[self->index].granted[0] || status == questions[self->index].granted[1];
}

/* What a status says that is neither the one nor the other. */
static KeyrackOutcome
find_outcome (const KeyrackHttpAnswer *answer)
{
  if (answer->status == 404)
    return KEYRACK_OUTCOME_NOT_FOUND;

  if (answer->status == 429)
    return KEYRACK_OUTCOME_RATE_LIMITED;

  if (answer->status == 407)
    return KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED;

  if (answer->status >= 500 && answer->status <= 599)
    return KEYRACK_OUTCOME_SERVER_ERROR;

  if (answer->status >= 300 && answer->status <= 399 && answer->location != NULL)
    return KEYRACK_OUTCOME_REDIRECTED;

  return KEYRACK_OUTCOME_UNEXPECTED_ANSWER;
}

static char *
dup_doubt (Check                   *self,
           const KeyrackHttpAnswer *answer)
{
  KeyrackOutcomeFacts facts = {
    .reason = answer->reason,
    .host = self->host,
    .subject = answer->subject,
    .http_status = answer->status,
    .certificate_date = answer->certificate_date,
    .seconds = answer->seconds,
  };
  KeyrackOutcome outcome = answer->failure;

  if (outcome == KEYRACK_OUTCOME_OK && keyrack_http_answer_is_web_page (answer))
    return g_strdup (_("A web page came instead of an answer"));

  if (outcome == KEYRACK_OUTCOME_OK && answer->status == 401)
    /* Translators: %s is a host name */
    return g_strdup_printf (_("The token is not accepted by %s"), self->host);

  if (outcome == KEYRACK_OUTCOME_OK)
    outcome = find_outcome (answer);
  if (outcome == KEYRACK_OUTCOME_UNEXPECTED_ANSWER && answer->failure == KEYRACK_OUTCOME_OK)
    facts.reason = KEYRACK_REASON_STATUS;

  return keyrack_outcome_dup_message (outcome, &facts);
}

/* No answer, a token that counts nothing there, a host that wants time: the next question
 * would end in the same way. */
static gboolean
is_worth_going_on (const KeyrackHttpAnswer *answer)
{
  return answer->failure == KEYRACK_OUTCOME_OK && answer->status != 401 && answer->status != 429;
}

static void
note_answer (Check                   *self,
             const KeyrackHttpAnswer *answer)
{
  KeyrackPermissions bit = KEYRACK_PERMISSION_BIT (questions[self->index].permission);
  gboolean decided = answer->failure == KEYRACK_OUTCOME_OK && !keyrack_http_answer_is_web_page (answer);

  if (decided && is_granted (self, answer->status))
    self->findings->granted |= bit;
  else if (decided && answer->status == 403)
    self->findings->refused |= bit;
  else
    self->findings->doubts[questions[self->index].permission] = dup_doubt (self, answer);

  self->n_not_found += decided && answer->status == 404;
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(KeyrackHttpAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  Check *self = g_task_get_task_data (task);

  answer = keyrack_http_client_send_finish (KEYRACK_HTTP_CLIENT (source), result, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  note_answer (self, answer);
  self->index++;

  for (; self->index < G_N_ELEMENTS (questions) && !is_worth_going_on (answer); self->index++)
    note_answer (self, answer);

  if (self->index < G_N_ELEMENTS (questions))
    {
      ask (task);
      return;
    }

  self->findings->checked_at = g_get_real_time () / G_USEC_PER_SEC;
  g_task_return_pointer (task, g_steal_pointer (&self->findings),
                         (GDestroyNotify) keyrack_permission_findings_free);
}

static void
ask (GTask *task)
{
  Check *self = g_task_get_task_data (task);
  const char *path = questions[self->index].path;
  g_autofree char *nothing = g_uuid_string_random ();
  g_autofree char *completed = g_strconcat (path, nothing, NULL);
  KeyrackHttpRequest request = {
    .method = "GET",
    .host = self->host,
    .path = g_str_has_suffix (path, "/") ? completed : path,
    .bearer = self->token->token,
    .brief = TRUE,
  };

  keyrack_http_client_send_async (self->client, &request, NULL, NULL,
                                  g_task_get_cancellable (task), answer_cb, g_object_ref (task));
}

/**
 * keyrack_permission_findings_new:
 *
 * Returns: (transfer full): findings of nothing
 */
KeyrackPermissionFindings *
keyrack_permission_findings_new (void)
{
  return g_new0 (KeyrackPermissionFindings, 1);
}

/**
 * keyrack_permission_findings_copy:
 * @self: findings
 *
 * Returns: (transfer full): a copy
 */
KeyrackPermissionFindings *
keyrack_permission_findings_copy (const KeyrackPermissionFindings *self)
{
  KeyrackPermissionFindings *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    copy->doubts[i] = g_strdup (self->doubts[i]);

  return copy;
}

void
keyrack_permission_findings_free (KeyrackPermissionFindings *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    g_free (self->doubts[i]);
  g_free (self);
}

/**
 * keyrack_permission_findings_get_missing:
 * @self: findings
 *
 * Returns: what was refused, though it was granted before or is intended
 */
KeyrackPermissions
keyrack_permission_findings_get_missing (const KeyrackPermissionFindings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->refused & (self->held | self->intended);
}

/**
 * keyrack_permission_check_async:
 * @client: the client to ask with
 * @instance: the name of an instance
 * @region: the label of its region
 * @token: a fresh one of that instance; nobody else is sent it
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Asks the API host of the instance what has no side effects, one question after the other,
 * and looks at nothing but the status of each answer. The question for NQL is about a query
 * that does not exist; it can count toward a daily limit, and its 404 counts only on a host
 * where something else was found. Where nothing certain comes, the findings say why; values that make no host are a fault of the caller.
 */
void
keyrack_permission_check_async (KeyrackHttpClient   *client,
                                const char          *instance,
                                const char          *region,
                                KeyrackAccessToken  *token,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *host = NULL;
  Check *check = NULL;

  g_return_if_fail (KEYRACK_IS_HTTP_CLIENT (client));
  g_return_if_fail (token != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  host = keyrack_address_dup_api_host (instance, region);
  g_return_if_fail (host != NULL);

  check = g_new0 (Check, 1);
  check->client = g_object_ref (client);
  check->token = keyrack_access_token_ref (token);
  check->host = g_steal_pointer (&host);
  check->findings = keyrack_permission_findings_new ();

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_permission_check_async);
  g_task_set_task_data (task, check, check_free);
  ask (task);
}

/**
 * keyrack_permission_check_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what was found, or %NULL with @error set
 */
KeyrackPermissionFindings *
keyrack_permission_check_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
