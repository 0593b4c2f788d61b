/* keyrack-secret-store.c: secrets in the keyring, by libsecret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store.h"

#include "keyrack-secret-store-private.h"

/* A stopped daemon answers after 25 s; nobody looks at a still window for that long. */
#define PATIENCE_MS 3000

G_DEFINE_FINAL_TYPE (KeyrackSecretStore, keyrack_secret_store, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (KeyrackSecretStoreState, keyrack_secret_store_state,
                    G_DEFINE_ENUM_VALUE (KEYRACK_SECRET_STORE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_SECRET_STORE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_SECRET_STORE_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_SECRET_STORE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_SECRET_STORE_SILENT, "silent"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_SECRET_STORE_DIED, "died"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_SECRET_STORE_DAMAGED, "damaged"))

enum
{
  PROP_0,
  PROP_SESSION_ONLY,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
notify_state_cb (gpointer data)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (data);

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);

  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
set_state (KeyrackSecretStore      *self,
           KeyrackSecretStoreState  state)
{
  g_autoptr(GSource) source = NULL;

  /* Whatever a call finds that was made before: there is no keyring to be waited for. */
  if (self->session_only)
    state = KEYRACK_SECRET_STORE_READY;

  if (self->state == state)
    return;

  self->state = state;

  source = g_idle_source_new ();
  g_source_set_static_name (source, "[keyrack] notify_state_cb");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, notify_state_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static gboolean
lose_patience_cb (gpointer data)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (data);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  /* The answer can have come while this waited for the lock. */
  if (!g_source_is_destroyed (g_main_current_source ()))
    set_state (self, KEYRACK_SECRET_STORE_SILENT);

  return G_SOURCE_REMOVE;
}

/* Each call of the keyring is made between this and keyrack_secret_store_end_call(). */
void
keyrack_secret_store_begin_call (KeyrackSecretStore *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_assert (keyrack_worker_is_current (self->worker));
  g_assert (self->patience == NULL);

  self->patience = g_timeout_source_new (PATIENCE_MS);
  g_source_set_static_name (self->patience, "[keyrack] lose_patience_cb");
  g_source_set_callback (self->patience, lose_patience_cb, g_object_ref (self), g_object_unref);
  g_source_attach (self->patience, self->context);
}

/* A person at a prompt may take their time. */
static void
stop_patience (KeyrackSecretStore *self)
{
  if (self->patience != NULL)
    g_source_destroy (self->patience);
  g_clear_pointer (&self->patience, g_source_unref);
}

static KeyrackSecretStoreState
get_state_after (const GError *error)
{
  if (error == NULL)
    return KEYRACK_SECRET_STORE_READY;

  g_assert (error->domain == KEYRACK_SECRET_STORE_ERROR);

  switch ((KeyrackSecretStoreError) error->code)
    {
    case KEYRACK_SECRET_STORE_ERROR_LOCKED:
    case KEYRACK_SECRET_STORE_ERROR_DISMISSED:
      return KEYRACK_SECRET_STORE_LOCKED;
    case KEYRACK_SECRET_STORE_ERROR_ABSENT:
      return KEYRACK_SECRET_STORE_ABSENT;
    case KEYRACK_SECRET_STORE_ERROR_SILENT:
      return KEYRACK_SECRET_STORE_SILENT;
    case KEYRACK_SECRET_STORE_ERROR_DIED:
      return KEYRACK_SECRET_STORE_DIED;
    case KEYRACK_SECRET_STORE_ERROR_DAMAGED:
      return KEYRACK_SECRET_STORE_DAMAGED;
    case KEYRACK_SECRET_STORE_ERROR_NOT_FOUND:
    case KEYRACK_SECRET_STORE_ERROR_OUT_OF_REACH:
    case KEYRACK_SECRET_STORE_ERROR_NOT_KEPT:
    case KEYRACK_SECRET_STORE_ERROR_DISK_FULL:
      return KEYRACK_SECRET_STORE_READY;
    case KEYRACK_SECRET_STORE_ERROR_FAILED:
    default:
      return KEYRACK_SECRET_STORE_UNKNOWN;
    }
}

/* Takes @problem. */
void
keyrack_secret_store_end_call (KeyrackSecretStore  *self,
                               GError              *problem,
                               GError             **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  stop_patience (self);
  set_state (self, get_state_after (problem));
  if (g_error_matches (problem, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_SILENT))
    self->silent_at = g_get_monotonic_time ();

  if (problem != NULL)
    g_propagate_error (error, problem);
}

static void
keyrack_secret_store_dispose (GObject *object)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (object);

  g_clear_object (&self->worker);

  G_OBJECT_CLASS (keyrack_secret_store_parent_class)->dispose (object);
}

static void
keyrack_secret_store_finalize (GObject *object)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (object);

  g_assert (self->patience == NULL);

  keyrack_keyring_finish (&self->keyring);
  g_clear_pointer (&self->session, g_hash_table_unref);
  g_clear_pointer (&self->covered, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (keyrack_secret_store_parent_class)->finalize (object);
}

static void
keyrack_secret_store_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (object);

  switch (prop_id)
    {
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, keyrack_secret_store_get_session_only (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) keyrack_secret_store_get_state (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_secret_store_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackSecretStore *self = KEYRACK_SECRET_STORE (object);

  switch (prop_id)
    {
    case PROP_SESSION_ONLY:
      keyrack_secret_store_set_session_only (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_secret_store_class_init (KeyrackSecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_secret_store_dispose;
  object_class->finalize = keyrack_secret_store_finalize;
  object_class->get_property = keyrack_secret_store_get_property;
  object_class->set_property = keyrack_secret_store_set_property;

  props[PROP_SESSION_ONLY] =
    g_param_spec_boolean ("session-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       KEYRACK_TYPE_SECRET_STORE_STATE, KEYRACK_SECRET_STORE_UNKNOWN,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
keyrack_secret_store_init (KeyrackSecretStore *self)
{
  g_mutex_init (&self->lock);
  self->worker = keyrack_worker_new ("keyring");
  self->context = g_main_context_ref_thread_default ();
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) keyrack_secret_unref);
  self->covered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * keyrack_secret_store_new:
 *
 * Makes the way to the user's keyring, which is the Secret Service or, in a sandbox and
 * where the environment says so, libsecret's file. Nothing is opened or asked yet.
 * One process needs one: calls at the same time are what keyrings stumble over.
 *
 * Returns: (transfer full): a new secret store
 */
KeyrackSecretStore *
keyrack_secret_store_new (void)
{
  return g_object_new (KEYRACK_TYPE_SECRET_STORE, NULL);
}

/**
 * keyrack_secret_store_get_worker:
 * @self: a secret store
 *
 * Returns: (transfer none): the thread that all calls of the keyring are made in
 */
KeyrackWorker *
keyrack_secret_store_get_worker (KeyrackSecretStore *self)
{
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), NULL);

  return self->worker;
}

/**
 * keyrack_secret_store_get_state:
 * @self: a secret store
 *
 * Returns: what the last call found, or %KEYRACK_SECRET_STORE_SILENT when the running
 *   one has waited for more than three seconds
 */
KeyrackSecretStoreState
keyrack_secret_store_get_state (KeyrackSecretStore *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), KEYRACK_SECRET_STORE_UNKNOWN);

  locker = g_mutex_locker_new (&self->lock);

  return self->state;
}

/**
 * keyrack_secret_store_get_session_only:
 * @self: a secret store
 *
 * Returns: %TRUE if secrets are kept in the memory of this process only
 */
gboolean
keyrack_secret_store_get_session_only (KeyrackSecretStore *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);

  return self->session_only;
}

/**
 * keyrack_secret_store_set_session_only:
 * @self: a secret store
 * @session_only: whether to do without a keyring
 *
 * From now on keeps secrets in memory that is locked and wiped, and leaves the keyring
 * alone: its secrets are not found, and what is pending there stays so. A new secret for
 * a name that the keyring may know stands before the one there till the process ends. What was kept in
 * memory before this was turned off again is found there until the process ends.
 */
void
keyrack_secret_store_set_session_only (KeyrackSecretStore *self,
                                       gboolean            session_only)
{
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (self));

  session_only = !!session_only;
  g_mutex_lock (&self->lock);
  if (self->session_only == session_only)
    {
      g_mutex_unlock (&self->lock);
      return;
    }

  self->session_only = session_only;
  set_state (self, KEYRACK_SECRET_STORE_UNKNOWN);
  g_mutex_unlock (&self->lock);

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SESSION_ONLY]);
}
