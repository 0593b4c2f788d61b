/* keyrack-cause.c: where it is probably wrong after a test that did not work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cause.h"

#include <glib/gi18n-lib.h>

#include "keyrack-instance-probe.h"

struct _KeyrackCause
{
  GObject             parent_instance;

  KeyrackHttpClient  *client;
  KeyrackSecretStore *secrets;   /* (nullable) */
  GListModel         *profiles;  /* (nullable) */
  KeyrackProfile     *profile;   /* what was tested */
  KeyrackSecret      *secret;    /* (nullable) until it is fetched */
  KeyrackTestResult  *result;

  gboolean            running;
  KeyrackCauseKind    kind;
  char               *other_id;  /* (nullable) the connection that is spoken of */
  char               *region;    /* (nullable) where the instance answers */
  char               *sentence;  /* (nullable) */
};

enum
{
  PROP_0,
  PROP_MEND,
  PROP_RUNNING,
  PROP_SENTENCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KeyrackCause, keyrack_cause, G_TYPE_OBJECT)

static KeyrackPair
get_pair (KeyrackCause *self)
{
  return (KeyrackPair) {
    .profile = self->profile,
    .own_id = keyrack_profile_get_id (self->profile),
    .secret = self->secret,
    .profiles = self->profiles,
  };
}

/* A credential that reached its server and was not taken, or that could not be sent. */
static gboolean
is_about_credential (KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts = keyrack_test_result_get_facts (result);

  return facts->outcome == KEYRACK_OUTCOME_INVALID_CLIENT ||
         facts->outcome == KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT ||
         (facts->outcome == KEYRACK_OUTCOME_NOT_TESTED && facts->reason == KEYRACK_REASON_UNTESTABLE);
}

static gboolean
is_about_place (KeyrackTestResult *result)
{
  KeyrackOutcome outcome = keyrack_test_result_get_outcome (result);

  return outcome == KEYRACK_OUTCOME_NAME_NOT_FOUND ||
         outcome == KEYRACK_OUTCOME_NOT_FOUND ||
         outcome == KEYRACK_OUTCOME_TLS_WRONG_HOST;
}

static void
set_running (KeyrackCause *self,
             gboolean      running)
{
  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* Takes the sentence. */
static void
finish (GTask            *task,
        KeyrackCauseKind  kind,
        KeyrackProfile   *other,
        char             *sentence)
{
  KeyrackCause *self = g_task_get_source_object (task);

  g_object_freeze_notify (G_OBJECT (self));
  self->kind = kind;
  self->other_id = other != NULL ? g_strdup (keyrack_profile_get_id (other)) : NULL;
  self->sentence = sentence;
  set_running (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEND]);
  g_object_thaw_notify (G_OBJECT (self));

  g_task_return_boolean (task, TRUE);
}

static void
fail (GTask  *task,
      GError *error)
{
  set_running (g_task_get_source_object (task), FALSE);
  g_task_return_error (task, error);
}

/* Never more certainty than there is. */
static char *
dup_nothing_found (KeyrackCause *self)
{
  if (is_about_place (self->result))
    {
      /* Translators: the name of an instance */
      return g_strdup_printf (_("No instance named %s answered in another region"),
                              keyrack_profile_get_instance (self->profile));
    }

  return g_strdup (_("Nothing looks wrong here. The credential may have been deleted or replaced in Nexthink"));
}

static void
probe_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  KeyrackCause *self = g_task_get_source_object (task);
  g_autofree char *list = NULL;
  g_auto(GStrv) regions = NULL;
  char *sentence = NULL;
  GError *error = NULL;

  regions = keyrack_instance_probe_finish (result, &error);
  if (regions == NULL)
    {
      fail (task, error);
      return;
    }

  if (regions[0] == NULL)
    {
      finish (task, KEYRACK_CAUSE_NONE, NULL, dup_nothing_found (self));
      return;
    }

  self->region = g_strdup (regions[0]);
  list = g_strjoinv (", ", regions);
  /* Translators: the name of an instance and the labels of regions: "An instance named acme answers in eu" */
  sentence = g_strdup_printf (_("An instance named %s answers in %s"),
                              keyrack_profile_get_instance (self->profile), list);
  finish (task, KEYRACK_CAUSE_OTHER_REGION, NULL, sentence);
}

static void
probe_regions (GTask *task)
{
  KeyrackCause *self = g_task_get_source_object (task);

  keyrack_instance_probe_async (self->client,
                                keyrack_profile_get_instance (self->profile),
                                keyrack_profile_get_region (self->profile),
                                g_task_get_cancellable (task),
                                probe_cb, g_object_ref (task));
}

/* A keyring that can't tell is no reason not to look further. */
static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackPair pair = get_pair (g_task_get_source_object (task));
  g_autofree char *ref = keyrack_secret_store_find_same_finish (KEYRACK_SECRET_STORE (source), result, &error);
  KeyrackProfile *other = keyrack_cause_find_by_secret (&pair, ref);

  if (other != NULL)
    finish (task, KEYRACK_CAUSE_SAME_SECRET, other, keyrack_cause_dup_sentence (KEYRACK_CAUSE_SAME_SECRET, other));
  else
    probe_regions (task);
}

static void
look (GTask *task)
{
  KeyrackCause *self = g_task_get_source_object (task);
  KeyrackPair pair = get_pair (self);
  KeyrackProfile *other = NULL;
  g_auto(GStrv) refs = NULL;
  KeyrackReason reason = keyrack_test_result_get_facts (self->result)->reason;
  KeyrackCauseKind kind = keyrack_cause_explain_refusal (&pair, reason, &other);

  if (kind != KEYRACK_CAUSE_NONE)
    {
      finish (task, kind, other, keyrack_cause_dup_sentence (kind, other));
      return;
    }

  if (self->secret == NULL || self->secrets == NULL ||
      keyrack_secret_store_get_state (self->secrets) != KEYRACK_SECRET_STORE_READY)
    {
      probe_regions (task);
      return;
    }

  refs = keyrack_cause_dup_other_refs (&pair);
  keyrack_secret_store_find_same_async (self->secrets, self->secret, (const char * const *) refs,
                                        g_task_get_cancellable (task), compared_cb, g_object_ref (task));
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackCause *self = g_task_get_source_object (task);

  self->secret = keyrack_secret_store_lookup_finish (KEYRACK_SECRET_STORE (source), result, &error);
  look (task);
}

static void
fetch (GTask *task)
{
  KeyrackCause *self = g_task_get_source_object (task);
  const char *ref = keyrack_profile_get_secret_ref (self->profile);

  if (self->secret == NULL && self->secrets != NULL && *ref != '\0')
    keyrack_secret_store_lookup_async (self->secrets, ref, g_task_get_cancellable (task),
                                       fetched_cb, g_object_ref (task));
  else
    look (task);
}

static void
keyrack_cause_dispose (GObject *object)
{
  KeyrackCause *self = KEYRACK_CAUSE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_object (&self->profiles);
  g_clear_object (&self->profile);
  g_clear_object (&self->result);
  g_clear_pointer (&self->secret, keyrack_secret_unref);

  G_OBJECT_CLASS (keyrack_cause_parent_class)->dispose (object);
}

static void
keyrack_cause_finalize (GObject *object)
{
  KeyrackCause *self = KEYRACK_CAUSE (object);

  g_free (self->other_id);
  g_free (self->region);
  g_free (self->sentence);

  G_OBJECT_CLASS (keyrack_cause_parent_class)->finalize (object);
}

static void
keyrack_cause_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  KeyrackCause *self = KEYRACK_CAUSE (object);

  switch (property_id)
    {
    case PROP_MEND:
      g_value_set_string (value, keyrack_cause_get_mend_label (self));
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_cause_class_init (KeyrackCauseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_cause_dispose;
  object_class->finalize = keyrack_cause_finalize;
  object_class->get_property = keyrack_cause_get_property;

  properties[PROP_MEND] = g_param_spec_string ("mend", NULL, NULL, NULL, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_cause_init (KeyrackCause *self)
{
}

/**
 * keyrack_cause_may_be_found:
 * @result: (nullable): the result of a test
 *
 * Returns: %TRUE if it is a refusal of the credential, or no such instance was met
 */
gboolean
keyrack_cause_may_be_found (KeyrackTestResult *result)
{
  g_return_val_if_fail (result == NULL || KEYRACK_IS_TEST_RESULT (result), FALSE);

  return result != NULL && (is_about_credential (result) || is_about_place (result));
}

/**
 * keyrack_cause_new:
 * @client: who asks other regions
 * @secrets: (nullable): where the secret of @profile and those of others are
 * @profiles: (nullable): the connections to compare with
 * @profile: the values that were tested
 * @secret: (nullable): the secret that was tested, if it was typed
 * @result: what the test found, see keyrack_cause_may_be_found()
 *
 * Returns: (transfer full): a cause that can be looked for once
 */
KeyrackCause *
keyrack_cause_new (KeyrackHttpClient  *client,
                   KeyrackSecretStore *secrets,
                   GListModel         *profiles,
                   KeyrackProfile     *profile,
                   KeyrackSecret      *secret,
                   KeyrackTestResult  *result)
{
  KeyrackCause *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (keyrack_cause_may_be_found (result), NULL);

  self = g_object_new (KEYRACK_TYPE_CAUSE, NULL);
  self->client = g_object_ref (client);
  g_set_object (&self->secrets, secrets);
  g_set_object (&self->profiles, profiles);
  self->profile = keyrack_profile_dup (profile);
  self->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;
  self->result = g_object_ref (result);

  return self;
}

/**
 * keyrack_cause_find_async:
 * @self: a cause that was not looked for yet
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Looks at ID and secret, compares them with those of other connections, and asks in which
 * other regions the instance answers. Neither ID nor secret leaves this machine for it.
 */
void
keyrack_cause_find_async (KeyrackCause        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (KEYRACK_IS_CAUSE (self));
  g_return_if_fail (!self->running && self->sentence == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_cause_find_async);
  set_running (self, TRUE);

  if (is_about_credential (self->result))
    fetch (task);
  else
    probe_regions (task);
}

/**
 * keyrack_cause_find_finish:
 * @self: a cause
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if there is a sentence now
 */
gboolean
keyrack_cause_find_finish (KeyrackCause  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (KEYRACK_IS_CAUSE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
keyrack_cause_get_running (KeyrackCause *self)
{
  g_return_val_if_fail (KEYRACK_IS_CAUSE (self), FALSE);

  return self->running;
}

KeyrackCauseKind
keyrack_cause_get_kind (KeyrackCause *self)
{
  g_return_val_if_fail (KEYRACK_IS_CAUSE (self), KEYRACK_CAUSE_NONE);

  return self->kind;
}

const char *
keyrack_cause_get_sentence (KeyrackCause *self)
{
  g_return_val_if_fail (KEYRACK_IS_CAUSE (self), NULL);

  return self->sentence;
}

const char *
keyrack_cause_get_mend_label (KeyrackCause *self)
{
  g_return_val_if_fail (KEYRACK_IS_CAUSE (self), NULL);

  return keyrack_cause_get_mend (self->kind);
}

/**
 * keyrack_cause_get_other_id:
 * @self: a cause
 *
 * Returns: (transfer none) (nullable): the id of the connection that the sentence names,
 *   which the button shows
 */
const char *
keyrack_cause_get_other_id (KeyrackCause *self)
{
  g_return_val_if_fail (KEYRACK_IS_CAUSE (self), NULL);

  return self->other_id;
}

/**
 * keyrack_cause_dup_values:
 * @self: a cause that was found
 * @secret: (out) (transfer full) (nullable): the right secret, %NULL when it stays
 *
 * Returns: (transfer full): the values as they are probably meant, to be put into the form
 */
KeyrackProfile *
keyrack_cause_dup_values (KeyrackCause   *self,
                          KeyrackSecret **secret)
{
  KeyrackProfile *values = NULL;
  KeyrackPair pair;

  g_return_val_if_fail (KEYRACK_IS_CAUSE (self), NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  pair = get_pair (self);
  values = keyrack_cause_dup_mended (self->kind, &pair, secret);
  if (self->kind == KEYRACK_CAUSE_OTHER_REGION)
    keyrack_profile_set_region (values, self->region);

  return values;
}
