/* keyrack-connection-test.c: testing one connection, from resolve to token
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connection-test.h"

#include "keyrack-connection-test-private.h"

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_PHASE,
  PROP_HOST,
  PROP_NEXT_TRY_IN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KeyrackConnectionTest, keyrack_connection_test, G_TYPE_OBJECT)

static void
keyrack_connection_test_dispose (GObject *object)
{
  KeyrackConnectionTest *self = KEYRACK_CONNECTION_TEST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_object (&self->profile);
  g_clear_object (&self->result);

  G_OBJECT_CLASS (keyrack_connection_test_parent_class)->dispose (object);
}

static void
keyrack_connection_test_finalize (GObject *object)
{
  KeyrackConnectionTest *self = KEYRACK_CONNECTION_TEST (object);

  g_clear_object (&self->stop);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_clear_pointer (&self->token, keyrack_access_token_unref);
  g_clear_pointer (&self->secret_ref, g_free);

  G_OBJECT_CLASS (keyrack_connection_test_parent_class)->finalize (object);
}

static void
keyrack_connection_test_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  KeyrackConnectionTest *self = KEYRACK_CONNECTION_TEST (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, keyrack_connection_test_get_running (self));
      break;

    case PROP_PHASE:
      g_value_set_int (value, (int) self->phase);
      break;

    case PROP_HOST:
      g_value_set_string (value, keyrack_profile_get_login_host (self->profile));
      break;

    case PROP_NEXT_TRY_IN:
      g_value_set_uint (value, self->next_try_in);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_connection_test_class_init (KeyrackConnectionTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_connection_test_dispose;
  object_class->finalize = keyrack_connection_test_finalize;
  object_class->get_property = keyrack_connection_test_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_PHASE] = g_param_spec_int ("phase", NULL, NULL, 0, KEYRACK_N_PHASES - 1, 0,
                                             flags);
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_TRY_IN] = g_param_spec_uint ("next-try-in", NULL, NULL,
                                                    0, KEYRACK_CONNECTION_TEST_LONGEST_WAIT, 0,
                                                    flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_connection_test_init (KeyrackConnectionTest *self)
{
  self->phases = (KeyrackPhases) KEYRACK_PHASES_INIT;
  self->stop = g_cancellable_new ();
  self->began_at = g_get_monotonic_time ();
}

/**
 * keyrack_connection_test_new:
 * @client: the client to ask with
 * @secrets: (nullable): where the secret of @profile is kept
 * @profile: what to test; its values of this moment
 * @secret: (nullable): a secret that was typed; %NULL tests the stored one
 *
 * Returns: (transfer full): a test that can run once
 */
KeyrackConnectionTest *
keyrack_connection_test_new (KeyrackHttpClient  *client,
                             KeyrackSecretStore *secrets,
                             KeyrackProfile     *profile,
                             KeyrackSecret      *secret)
{
  KeyrackConnectionTest *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (secrets == NULL || KEYRACK_IS_SECRET_STORE (secrets), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  self = g_object_new (KEYRACK_TYPE_CONNECTION_TEST, NULL);
  self->client = g_object_ref (client);
  self->secrets = secrets != NULL ? g_object_ref (secrets) : NULL;
  self->profile = keyrack_profile_dup (profile);
  self->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;
  self->secret_ref = g_strdup (secret == NULL ? keyrack_profile_get_secret_ref (profile) : "");

  return self;
}

/**
 * keyrack_connection_test_set_began_at:
 * @self: a test that did not run yet
 * @began_at: when the run began that the test is a part of, of the monotonic clock in
 *   microseconds
 *
 * A keyring that has not answered since then is not asked again.
 */
void
keyrack_connection_test_set_began_at (KeyrackConnectionTest *self,
                                      gint64                 began_at)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_TEST (self));
  g_return_if_fail (!self->started);

  self->began_at = began_at;
}

/**
 * keyrack_connection_test_set_patient:
 * @self: a test that did not run yet
 * @patient: %FALSE: a server with too many requests is not waited for; whoever began the
 *   test does that
 * @n_tries: how often it was tried before
 */
void
keyrack_connection_test_set_patient (KeyrackConnectionTest *self,
                                     gboolean               patient,
                                     guint                  n_tries)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_TEST (self));
  g_return_if_fail (!self->started);

  self->tries.waited = !patient;
  self->tries.n_tries = n_tries;
}

/**
 * keyrack_connection_test_set_checks_permissions:
 * @self: a test that did not run yet
 * @checks: %TRUE to look at the permissions too, if a token comes; see
 *   keyrack_permission_check_async()
 */
void
keyrack_connection_test_set_checks_permissions (KeyrackConnectionTest *self,
                                                gboolean               checks)
{
  g_return_if_fail (KEYRACK_IS_CONNECTION_TEST (self));
  g_return_if_fail (!self->started);

  self->checks_permissions = checks;
}

/**
 * keyrack_connection_test_get_running:
 * @self: a test
 *
 * Returns: %TRUE from the start of the run until its result is there
 */
gboolean
keyrack_connection_test_get_running (KeyrackConnectionTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_TEST (self), FALSE);

  return self->task != NULL;
}

/**
 * keyrack_connection_test_get_phase:
 * @self: a test
 *
 * Returns: the phase that the present try is in
 */
KeyrackPhase
keyrack_connection_test_get_phase (KeyrackConnectionTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_TEST (self), KEYRACK_PHASE_RESOLVE);

  return self->phase;
}

/**
 * keyrack_connection_test_get_phases:
 * @self: a test
 *
 * Returns: (transfer none): the times of the present try, until it reached its phase
 */
const KeyrackPhases *
keyrack_connection_test_get_phases (KeyrackConnectionTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_TEST (self), NULL);

  return &self->phases;
}

/**
 * keyrack_connection_test_get_next_try_in:
 * @self: a test
 *
 * Returns: the seconds until the next try, 0 unless the test waits for one
 */
guint
keyrack_connection_test_get_next_try_in (KeyrackConnectionTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_TEST (self), 0);

  return self->next_try_in;
}

/**
 * keyrack_connection_test_steal_token:
 * @self: a test that ended
 *
 * Returns: (nullable) (transfer full): the access token, which a result never
 *   carries; %NULL when none came or it was taken before
 */
KeyrackAccessToken *
keyrack_connection_test_steal_token (KeyrackConnectionTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_CONNECTION_TEST (self), NULL);

  return g_steal_pointer (&self->token);
}

/**
 * keyrack_connection_test_set_phase:
 * @self: a test
 * @phase: the phase that the present try is in
 */
void
keyrack_connection_test_set_phase (KeyrackConnectionTest *self,
                                   KeyrackPhase           phase)
{
  if (self->phase == phase)
    return;

  self->phase = phase;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

/**
 * keyrack_connection_test_set_next_try_in:
 * @self: a test
 * @seconds: until the next try, or 0
 */
void
keyrack_connection_test_set_next_try_in (KeyrackConnectionTest *self,
                                         guint                  seconds)
{
  if (self->next_try_in == seconds)
    return;

  self->next_try_in = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_TRY_IN]);
}

/**
 * keyrack_connection_test_set_task:
 * @self: a test
 * @task: (nullable) (transfer full): the run that begins, or %NULL at its end
 *
 * Returns: (nullable) (transfer full): the run that ended
 */
GTask *
keyrack_connection_test_set_task (KeyrackConnectionTest *self,
                                  GTask                 *task)
{
  GTask *ended = g_steal_pointer (&self->task);

  self->task = task;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  return ended;
}
