/* keyrack-connection-test-run.c: the run of a connection test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-test-private.h"

#include "keyrack-process.h"
#include "keyrack-token-request.h"

static void try_once (KeyrackConnectionTest *self);

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Ends the run, whatever is still under way: that is stopped, or ignored when it comes back.
 * A keyring that does not answer may hold the test for long, but not the client. */
static GTask *
steal_task (KeyrackConnectionTest *self)
{
  clear_source (&self->cancel_source);
  clear_source (&self->countdown);
  g_cancellable_cancel (self->stop);
  g_clear_object (&self->client);

  keyrack_connection_test_set_next_try_in (self, 0);

  return keyrack_connection_test_set_task (self, NULL);
}

static void
fill_facts (KeyrackConnectionTest *self,
            KeyrackTestFacts      *facts)
{
  facts->values.profile_id = (char *) keyrack_profile_get_id (self->profile);
  facts->values.profile_name = (char *) keyrack_profile_get_name (self->profile);
  facts->values.instance = (char *) keyrack_profile_get_instance (self->profile);
  facts->values.region = (char *) keyrack_profile_get_region (self->profile);
  facts->values.client_id = (char *) keyrack_profile_get_client_id (self->profile);
  facts->values.secret_ref = self->secret_ref;
  facts->phases = self->phases;
  facts->tested_at = g_get_real_time () / G_USEC_PER_SEC;
  facts->tries = self->tries.n_tries;
}

static void
finish (KeyrackConnectionTest *self,
        KeyrackTestResult     *result)
{
  g_autoptr(GTask) task = steal_task (self);

  g_task_return_pointer (task, g_object_ref (result), g_object_unref);
}

static void
finish_early (KeyrackConnectionTest *self,
              KeyrackOutcome         outcome,
              KeyrackReason          reason)
{
  KeyrackTestFacts facts = { .outcome = outcome, .reason = reason };
  g_autoptr(KeyrackTestResult) result = NULL;

  fill_facts (self, &facts);
  result = keyrack_test_result_new (&facts);
  finish (self, result);
}

/* So that a result says by itself what is missing. */
static void
note_known (KeyrackProfile            *profile,
            KeyrackPermissionFindings *findings)
{
  findings->held = keyrack_permission_record_get_known (keyrack_profile_get_permission_record (profile));
  findings->intended = keyrack_profile_get_intended_permissions (profile);
}

static void
permissions_cb (GObject      *source,
                GAsyncResult *async_result,
                gpointer      user_data)
{
  g_autoptr(KeyrackConnectionTest) self = KEYRACK_CONNECTION_TEST (user_data);
  g_autoptr(KeyrackPermissionFindings) findings = keyrack_permission_check_finish (async_result, NULL);
  g_autoptr(KeyrackTestResult) result = NULL;
  KeyrackTestFacts facts;

  if (self->task == NULL)
    return;

  if (findings != NULL)
    note_known (self->profile, findings);
  facts = *keyrack_test_result_get_facts (self->result);
  facts.permissions = findings;
  result = keyrack_test_result_new (&facts);
  finish (self, result);
}

static void
check_permissions (KeyrackConnectionTest *self)
{
  keyrack_permission_check_async (self->client,
                                  keyrack_profile_get_instance (self->profile),
                                  keyrack_profile_get_region (self->profile),
                                  self->token,
                                  self->stop,
                                  permissions_cb,
                                  g_object_ref (self));
}

static void
finish_with_answer (KeyrackConnectionTest    *self,
                    const KeyrackHttpAnswer  *http,
                    const KeyrackTokenAnswer *answer)
{
  g_autoptr(GPtrArray) claims = NULL;
  KeyrackTestFacts facts = { 0 };

  if (answer->token != NULL)
    {
      self->token = keyrack_access_token_ref (answer->token);
      claims = keyrack_access_token_dup_claims (answer->token);
    }

  fill_facts (self, &facts);
  keyrack_test_facts_read_answer (&facts, http, answer, facts.tested_at);
  facts.claims = claims;
  self->result = keyrack_test_result_new (&facts);

  if (self->checks_permissions && self->token != NULL)
    check_permissions (self);
  else
    finish (self, self->result);
}

static gboolean
countdown_cb (gpointer user_data)
{
  KeyrackConnectionTest *self = KEYRACK_CONNECTION_TEST (user_data);

  keyrack_connection_test_set_next_try_in (self, self->next_try_in - 1);

  /* Whoever was told may have cancelled. */
  if (self->task == NULL)
    return G_SOURCE_REMOVE;

  if (self->next_try_in > 0)
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->countdown, g_source_unref);
  try_once (self);

  return G_SOURCE_REMOVE;
}

static void
try_again_in (KeyrackConnectionTest *self,
              guint                  seconds)
{
  self->countdown = g_timeout_source_new (1000);
  g_source_set_callback (self->countdown, countdown_cb, g_object_ref (self), g_object_unref);
  g_source_attach (self->countdown, g_task_get_context (self->task));

  keyrack_connection_test_set_next_try_in (self, seconds);
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KeyrackConnectionTest) self = KEYRACK_CONNECTION_TEST (user_data);
  g_autoptr(KeyrackHttpAnswer) http = NULL;
  g_autoptr(KeyrackTokenAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  guint seconds = 0;

  http = keyrack_token_request_send_finish (result, &error);

  if (self->task == NULL)
    return;

  if (http == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        finish_early (self, KEYRACK_OUTCOME_CANCELLED, KEYRACK_REASON_NONE);
      else
        finish_early (self, KEYRACK_OUTCOME_NOT_TESTED, KEYRACK_REASON_UNTESTABLE);
      return;
    }

  self->phases = http->phases;
  answer = keyrack_token_answer_read (http, self->secret, g_get_real_time () / G_USEC_PER_SEC);

  if (!keyrack_tries_allow_another (&self->tries, answer, &seconds))
    finish_with_answer (self, http, answer);
  else if (seconds > 0)
    try_again_in (self, seconds);
  else
    try_once (self);
}

/* Never after send_cb(), which holds the reference. */
static void
progress_cb (KeyrackPhase         phase,
             const KeyrackPhases *phases,
             gpointer             user_data)
{
  KeyrackConnectionTest *self = KEYRACK_CONNECTION_TEST (user_data);

  if (self->task == NULL)
    return;

  self->phases = *phases;
  keyrack_connection_test_set_phase (self, phase);
}

static void
try_once (KeyrackConnectionTest *self)
{
  self->tries.n_tries++;
  self->phases = (KeyrackPhases) KEYRACK_PHASES_INIT;
  keyrack_connection_test_set_phase (self, KEYRACK_PHASE_RESOLVE);

  keyrack_token_request_send_async (self->client,
                                    self->profile,
                                    self->secret,
                                    progress_cb,
                                    self,
                                    self->stop,
                                    send_cb,
                                    g_object_ref (self));
}

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackConnectionTest) self = KEYRACK_CONNECTION_TEST (user_data);
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackOutcome outcome;
  KeyrackReason reason;

  secret = keyrack_secret_store_lookup_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (self->task == NULL)
    return;

  if (secret == NULL)
    {
      outcome = keyrack_outcome_from_keyring_error (error, keyrack_process_is_sandboxed (), &reason);
      finish_early (self, outcome, reason);
      return;
    }

  self->secret = g_steal_pointer (&secret);
  try_once (self);
}

/* The keyring is not told when the test is cancelled: gnome-keyring may abort when its prompt
 * is open at that moment. Its answer is ignored. */
static void
fetch_secret (KeyrackConnectionTest *self)
{
  keyrack_secret_store_lookup_since_async (self->secrets,
                                           self->secret_ref,
                                           self->began_at,
                                           NULL,
                                           lookup_cb,
                                           g_object_ref (self));
}

static gboolean
start_cb (gpointer user_data)
{
  KeyrackConnectionTest *self = KEYRACK_CONNECTION_TEST (user_data);

  if (self->task == NULL)
    return G_SOURCE_REMOVE;

  if (self->secret != NULL)
    try_once (self);
  else if (self->secrets != NULL && *self->secret_ref != '\0')
    fetch_secret (self);
  else
    finish_early (self, KEYRACK_OUTCOME_NO_SECRET, KEYRACK_REASON_NONE);

  return G_SOURCE_REMOVE;
}

static void
attach (KeyrackConnectionTest *self,
        GSource               *source,
        GSourceFunc            func)
{
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, g_object_ref (self), g_object_unref);
  g_source_attach (source, g_task_get_context (self->task));
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(KeyrackConnectionTest) self = g_object_ref (KEYRACK_CONNECTION_TEST (user_data));

  finish_early (self, KEYRACK_OUTCOME_CANCELLED, KEYRACK_REASON_NONE);

  return G_SOURCE_REMOVE;
}

/**
 * keyrack_connection_test_run_async:
 * @self: a test that did not run yet
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Fetches the secret if it was not given and asks for a token. What may have
 * passed is tried once more: a time-out, a lost connection, a temporary failure
 * of the name server, a fault of the server; and a server with too many
 * requests after the time it asks for, up to a minute. Cancelling gives a
 * result, too, at once in every state.
 */
void
keyrack_connection_test_run_async (KeyrackConnectionTest *self,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_autoptr(GSource) start = g_idle_source_new ();
  GTask *task = NULL;

  g_return_if_fail (KEYRACK_IS_CONNECTION_TEST (self));
  g_return_if_fail (!self->started);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  self->started = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_connection_test_run_async);
  g_task_set_check_cancellable (task, FALSE);
  keyrack_connection_test_set_task (self, task);

  if (cancellable != NULL)
    {
      self->cancel_source = g_cancellable_source_new (cancellable);
      attach (self, self->cancel_source, G_SOURCE_FUNC (cancelled_cb));
    }

  attach (self, start, start_cb);
}

/**
 * keyrack_connection_test_run_finish:
 * @self: a test
 * @result: what the callback was given
 * @error: never set: a fault is a result, and values with which nothing may be
 *   sent are "not-tested"
 *
 * Returns: (transfer full): what the test found
 */
KeyrackTestResult *
keyrack_connection_test_run_finish (KeyrackConnectionTest  *self,
                                    GAsyncResult           *result,
                                    GError                **error)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_TEST (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
