/* keyrack-test-session.c: the test of one connection as its page shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-session.h"

#include "keyrack-connection-test.h"
#include "keyrack-phase-bar.h"
#include "keyrack-result-match.h"

struct _KeyrackTestSession
{
  GObject                parent_instance;

  KeyrackProfile        *profile;
  KeyrackJournal        *journal;
  KeyrackTestResult     *result;
  char                  *fault;
  guint                  secret_serial;

  /* While it runs. */
  KeyrackConnectionTest *test;
  KeyrackProfile        *candidate;
  gboolean               candidate_saved; /* in the meantime */
  GCancellable          *cancellable;
  guint                  elapsed;
  guint                  clock;
};

G_DEFINE_FINAL_TYPE (KeyrackTestSession, keyrack_test_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ELAPSED,
  PROP_FAULT,
  PROP_HOST,
  PROP_NEXT_TRY_IN,
  PROP_PHASE,
  PROP_PHASES,
  PROP_RESULT,
  PROP_RUNNING,
  PROP_SECRET_SERIAL,
  PROP_WORKED_UNTIL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_result (KeyrackTestSession *self,
            KeyrackTestResult  *result)
{
  if (!g_set_object (&self->result, result))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKED_UNTIL]);
}

static void
set_fault (KeyrackTestSession *self,
           const char         *fault)
{
  if (g_strcmp0 (self->fault, fault) == 0)
    return;

  g_free (self->fault);
  self->fault = g_strdup (fault);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

static void
set_secret_serial (KeyrackTestSession *self,
                   guint               secret_serial)
{
  if (self->secret_serial == secret_serial)
    return;

  self->secret_serial = secret_serial;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRET_SERIAL]);
}

/* Results also come from elsewhere: from the journal, from a test of all connections. */
static void
last_result_changed_cb (KeyrackProfile     *profile,
                        GParamSpec         *pspec,
                        KeyrackTestSession *self)
{
  g_assert (KEYRACK_IS_PROFILE (profile));
  g_assert (KEYRACK_IS_TEST_SESSION (self));

  if (keyrack_profile_get_last_result (profile) == NULL)
    return;

  set_secret_serial (self, 0);
  set_result (self, keyrack_profile_get_last_result (profile));
}

static void
set_profile (KeyrackTestSession *self,
             KeyrackProfile     *profile)
{
  if (self->profile != NULL)
    g_signal_handlers_disconnect_by_func (self->profile, last_result_changed_cb, self);

  if (!g_set_object (&self->profile, profile))
    return;

  if (profile != NULL)
    g_signal_connect_object (profile, "notify::last-result",
                             G_CALLBACK (last_result_changed_cb), self,
                             G_CONNECT_DEFAULT);
}

static void
append_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyrack_journal_append_finish (KEYRACK_JOURNAL (source), result, &error))
    g_debug ("The result was not noted in the journal: %s", error->message);
}

static void
keep (KeyrackTestSession *self,
      KeyrackTestResult  *result)
{
  keyrack_profile_set_last_result (self->profile, result);

  if (self->journal != NULL)
    keyrack_journal_append_async (self->journal, result, NULL, append_cb, NULL);
}

static void
take_result (KeyrackTestSession *self,
             KeyrackTestResult  *result,
             gboolean            candidate_saved)
{
  g_autoptr(KeyrackTestResult) saved = NULL;

  set_result (self, result);

  if (result == NULL || self->profile == NULL || keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_CANCELLED)
    return;

  saved = keyrack_result_match_dup_saved (result, self->profile, candidate_saved);
  if (saved != NULL)
    keep (self, saved);
}

static void
stop (KeyrackTestSession *self)
{
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_object (&self->test);
  g_clear_object (&self->candidate);
  g_clear_object (&self->cancellable);

  if (self->profile != NULL)
    keyrack_profile_set_testing (self->profile, FALSE);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
run_cb (GObject      *source,
        GAsyncResult *async_result,
        gpointer      user_data)
{
  g_autoptr(KeyrackTestSession) self = user_data;
  g_autoptr(KeyrackTestResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_assert (KEYRACK_IS_TEST_SESSION (self));

  result = keyrack_connection_test_run_finish (KEYRACK_CONNECTION_TEST (source), async_result, &error);
  if (self->test != KEYRACK_CONNECTION_TEST (source))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  stop (self);
  set_fault (self, error != NULL ? error->message : NULL);
  take_result (self, result, self->candidate_saved);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
progress_cb (KeyrackTestSession    *self,
             GParamSpec            *pspec,
             KeyrackConnectionTest *test)
{
  g_assert (KEYRACK_IS_TEST_SESSION (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_TRY_IN]);
}

static gboolean
clock_cb (gpointer user_data)
{
  KeyrackTestSession *self = KEYRACK_TEST_SESSION (user_data);

  self->elapsed++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ELAPSED]);

  return G_SOURCE_CONTINUE;
}

static const KeyrackPhases *
current_phases (KeyrackTestSession *self)
{
  if (self->test != NULL)
    return keyrack_connection_test_get_phases (self->test);

  return self->result != NULL ? &keyrack_test_result_get_facts (self->result)->phases : NULL;
}

static gint64
worked_until (KeyrackTestSession *self)
{
  if (self->profile == NULL || self->journal == NULL)
    return 0;

  return keyrack_journal_get_last_success (self->journal, keyrack_profile_get_id (self->profile));
}

static void
keyrack_test_session_dispose (GObject *object)
{
  KeyrackTestSession *self = KEYRACK_TEST_SESSION (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_object (&self->test);
  g_clear_object (&self->candidate);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  g_clear_object (&self->journal);
  g_clear_object (&self->result);

  G_OBJECT_CLASS (keyrack_test_session_parent_class)->dispose (object);
}

static void
keyrack_test_session_finalize (GObject *object)
{
  KeyrackTestSession *self = KEYRACK_TEST_SESSION (object);

  g_clear_pointer (&self->fault, g_free);

  G_OBJECT_CLASS (keyrack_test_session_parent_class)->finalize (object);
}

static void
keyrack_test_session_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackTestSession *self = KEYRACK_TEST_SESSION (object);

  switch (property_id)
    {
    case PROP_ELAPSED:
      g_value_set_uint (value, self->elapsed);
      break;
    case PROP_FAULT:
      g_value_set_string (value, self->fault);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->candidate != NULL ? keyrack_profile_get_login_host (self->candidate) : NULL);
      break;
    case PROP_NEXT_TRY_IN:
      g_value_set_uint (value, self->test != NULL ? keyrack_connection_test_get_next_try_in (self->test) : 0);
      break;
    case PROP_PHASE:
      g_value_set_int (value, self->test != NULL ? (int) keyrack_connection_test_get_phase (self->test) : 0);
      break;
    case PROP_PHASES:
      g_value_set_boxed (value, current_phases (self));
      break;
    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, keyrack_test_session_get_running (self));
      break;
    case PROP_SECRET_SERIAL:
      g_value_set_uint (value, self->secret_serial);
      break;
    case PROP_WORKED_UNTIL:
      g_value_set_int64 (value, worked_until (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_test_session_class_init (KeyrackTestSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_test_session_dispose;
  object_class->finalize = keyrack_test_session_finalize;
  object_class->get_property = keyrack_test_session_get_property;

  properties[PROP_ELAPSED] = g_param_spec_uint ("elapsed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, flags);
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_TRY_IN] = g_param_spec_uint ("next-try-in", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PHASE] = g_param_spec_int ("phase", NULL, NULL, 0, KEYRACK_N_PHASES, 0, flags);
  properties[PROP_PHASES] = g_param_spec_boxed ("phases", NULL, NULL, KEYRACK_TYPE_PHASES, flags);
  properties[PROP_RESULT] = g_param_spec_object ("result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_SECRET_SERIAL] = g_param_spec_uint ("secret-serial", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WORKED_UNTIL] = g_param_spec_int64 ("worked-until", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_test_session_init (KeyrackTestSession *self)
{
}

/**
 * keyrack_test_session_new:
 * @profile: (nullable): the stored connection, whose last result it starts with
 * @journal: (nullable): where results of @profile are noted
 *
 * Returns: (transfer full): a session in which nothing runs
 */
KeyrackTestSession *
keyrack_test_session_new (KeyrackProfile *profile,
                          KeyrackJournal *journal)
{
  KeyrackTestSession *self = g_object_new (KEYRACK_TYPE_TEST_SESSION, NULL);

  g_set_object (&self->journal, journal);
  set_profile (self, profile);
  if (profile != NULL)
    set_result (self, keyrack_profile_get_last_result (profile));

  return self;
}

KeyrackProfile *
keyrack_test_session_get_profile (KeyrackTestSession *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_SESSION (self), NULL);

  return self->profile;
}

gboolean
keyrack_test_session_get_running (KeyrackTestSession *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_SESSION (self), FALSE);

  return self->test != NULL;
}

KeyrackTestResult *
keyrack_test_session_get_result (KeyrackTestSession *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_SESSION (self), NULL);

  return self->result;
}

/**
 * keyrack_test_session_start:
 * @self: a session in which nothing runs
 * @client: who sends the request
 * @secrets: where the secret of @candidate is when @secret is %NULL
 * @candidate: the values to test, which need not be those stored
 * @secret: (nullable): a secret that was typed
 * @secret_serial: a number by which the caller knows which secret that was
 *
 * Starts a test. The result belongs to the stored connection only if it was about
 * the values stored; else it waits for keyrack_test_session_saved().
 */
void
keyrack_test_session_start (KeyrackTestSession *self,
                            KeyrackHttpClient  *client,
                            KeyrackSecretStore *secrets,
                            KeyrackProfile     *candidate,
                            KeyrackSecret      *secret,
                            guint               secret_serial)
{
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);

  g_return_if_fail (KEYRACK_IS_TEST_SESSION (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (candidate));
  g_return_if_fail (!keyrack_test_session_get_running (self));

  g_object_freeze_notify (G_OBJECT (self));

  self->test = keyrack_connection_test_new (client, secrets, candidate, secret);
  keyrack_connection_test_set_checks_permissions (self->test, g_settings_get_boolean (settings, "check-permissions"));
  self->candidate = g_object_ref (candidate);
  self->candidate_saved = FALSE;
  self->cancellable = g_cancellable_new ();
  self->elapsed = 0;
  self->clock = g_timeout_add_seconds (1, clock_cb, self);
  set_fault (self, NULL);
  set_result (self, NULL);
  set_secret_serial (self, secret_serial);
  if (self->profile != NULL)
    keyrack_profile_set_testing (self->profile, TRUE);

  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);

  g_signal_connect_object (self->test, "notify", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  keyrack_connection_test_run_async (self->test, self->cancellable, run_cb, g_object_ref (self));

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * keyrack_test_session_cancel:
 * @self: a session
 *
 * Stops the test; the result comes as usual, with the outcome "cancelled".
 */
void
keyrack_test_session_cancel (KeyrackTestSession *self)
{
  g_return_if_fail (KEYRACK_IS_TEST_SESSION (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * keyrack_test_session_saved:
 * @self: a session
 * @profile: the connection as it is stored now
 * @secret_serial: which secret was saved with it, 0 for none
 *
 * Makes a result that was won before saving the last result of @profile, if it is
 * about the values and the secret saved; the same for one that is still to come.
 */
void
keyrack_test_session_saved (KeyrackTestSession *self,
                            KeyrackProfile     *profile,
                            guint               secret_serial)
{
  gboolean same_secret;

  g_return_if_fail (KEYRACK_IS_TEST_SESSION (self));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));

  same_secret = secret_serial != 0 && self->secret_serial == secret_serial;
  set_profile (self, profile);
  keyrack_profile_set_testing (profile, keyrack_test_session_get_running (self));

  if (self->test != NULL && same_secret && keyrack_result_match_same_login (self->candidate, profile))
    {
      self->candidate_saved = TRUE;
      set_secret_serial (self, 0);
    }
  else if (self->result != NULL && self->result != keyrack_profile_get_last_result (profile))
    {
      take_result (self, self->result, same_secret);
    }
}

/**
 * keyrack_test_session_forget:
 * @self: a session
 *
 * Goes back to the last result of the stored connection, after edits were discarded.
 * A test that runs is cancelled, and what it found no longer matters.
 */
void
keyrack_test_session_forget (KeyrackTestSession *self)
{
  g_return_if_fail (KEYRACK_IS_TEST_SESSION (self));

  g_object_freeze_notify (G_OBJECT (self));
  keyrack_test_session_cancel (self);
  if (self->test != NULL)
    stop (self);
  set_fault (self, NULL);
  set_secret_serial (self, 0);
  set_result (self, self->profile != NULL ? keyrack_profile_get_last_result (self->profile) : NULL);
  g_object_thaw_notify (G_OBJECT (self));
}
