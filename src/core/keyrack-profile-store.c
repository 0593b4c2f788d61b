/* keyrack-profile-store.c: the connections of this user: a file, and a keyring item per secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store.h"

#include "keyrack-profile-store-list.h"
#include "keyrack-profile-store-private.h"

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyrackProfileStore, keyrack_profile_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

G_DEFINE_QUARK (keyrack-profile-store-error-quark, keyrack_profile_store_error)

enum
{
  PROP_0,
  PROP_FOLDER,
  PROP_LOADED,
  PROP_PROBLEM,
  PROP_READ_ONLY,
  PROP_SECRETS,
  N_PROPS
};

enum
{
  EDITED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint       signals[N_SIGNALS];

static void
set_problem (KeyrackProfileStore *self,
             const GError        *problem)
{
  const char *message = problem != NULL ? problem->message : NULL;
  gboolean was_read_only = self->problem != NULL;

  if (g_strcmp0 (self->problem, message) == 0)
    return;

  g_free (self->problem);
  self->problem = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);

  if (was_read_only != (self->problem != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READ_ONLY]);
}

static void
secrets_notify_state_cb (KeyrackSecretStore  *secrets,
                         GParamSpec          *pspec,
                         KeyrackProfileStore *self)
{
  g_assert (KEYRACK_IS_PROFILE_STORE (self));

  if (keyrack_profile_store_has_to_settle (self)
      && keyrack_secret_store_get_state (secrets) == KEYRACK_SECRET_STORE_READY)
    keyrack_profile_store_settle (self);
}

static gboolean
is_same (KeyrackProfile *a,
         KeyrackProfile *b)
{
  return g_str_equal (keyrack_profile_get_id (a), keyrack_profile_get_id (b))
         && g_str_equal (keyrack_profile_get_secret_ref (a), keyrack_profile_get_secret_ref (b))
         && keyrack_profile_get_deleted_at (a) == keyrack_profile_get_deleted_at (b)
         && keyrack_previous_pair_equal (keyrack_profile_get_previous (a), keyrack_profile_get_previous (b));
}

static gboolean
shows_bin (KeyrackProfileStore *self,
           GPtrArray           *bin)
{
  GListModel *model = G_LIST_MODEL (self->bin);

  if (g_list_model_get_n_items (model) != bin->len)
    return FALSE;

  for (guint i = 0; i < bin->len; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (model, i);

      if (!is_same (profile, g_ptr_array_index (bin, i)))
        return FALSE;
    }

  return TRUE;
}

static GType
get_item_type (GListModel *model)
{
  return KEYRACK_TYPE_PROFILE;
}

static guint
get_n_items (GListModel *model)
{
  return KEYRACK_PROFILE_STORE (model)->profiles->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (model);

  if (position >= self->profiles->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->profiles, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
keyrack_profile_store_constructed (GObject *object)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (object);

  G_OBJECT_CLASS (keyrack_profile_store_parent_class)->constructed (object);

  g_signal_connect_object (self->secrets, "notify::state",
                           G_CALLBACK (secrets_notify_state_cb), self, 0);
}

static void
keyrack_profile_store_dispose (GObject *object)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  keyrack_profile_store_stop_timer (self);
  g_clear_object (&self->bin);
  g_clear_object (&self->reader);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (keyrack_profile_store_parent_class)->dispose (object);
}

static void
keyrack_profile_store_finalize (GObject *object)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (object);

  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->stamp, g_free);

  G_OBJECT_CLASS (keyrack_profile_store_parent_class)->finalize (object);
}

static void
keyrack_profile_store_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->problem != NULL);
      break;
    case PROP_SECRETS:
      g_value_set_object (value, self->secrets);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_store_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_string (value);
      break;
    case PROP_SECRETS:
      self->secrets = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_profile_store_class_init (KeyrackProfileStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = keyrack_profile_store_constructed;
  object_class->dispose = keyrack_profile_store_dispose;
  object_class->finalize = keyrack_profile_store_finalize;
  object_class->get_property = keyrack_profile_store_get_property;
  object_class->set_property = keyrack_profile_store_set_property;

  props[PROP_FOLDER] =
    g_param_spec_string ("folder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADED] =
    g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_PROBLEM] =
    g_param_spec_string ("problem", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_READ_ONLY] =
    g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SECRETS] =
    g_param_spec_object ("secrets", NULL, NULL, KEYRACK_TYPE_SECRET_STORE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[EDITED] =
    g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, KEYRACK_TYPE_PROFILE, G_TYPE_UINT);
}

static void
keyrack_profile_store_init (KeyrackProfileStore *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->bin = g_list_store_new (KEYRACK_TYPE_PROFILE);
  self->due_at = G_MAXINT64;
  self->reader = keyrack_worker_new ("profiles");
}

void
keyrack_profile_store_set_loaded (KeyrackProfileStore *self)
{
  if (self->loaded)
    return;

  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

/* Takes over what was read; what can't be read leaves the list as it is. */
void
keyrack_profile_store_show (KeyrackProfileStore *self,
                            KeyrackReading      *reading)
{
  if (reading->profiles == NULL && reading->problem == NULL)
    return;

  self->n_shown++;
  self->has_pending = reading->has_pending;
  g_free (self->stamp);
  self->stamp = g_steal_pointer (&reading->stamp);

  if (reading->profiles != NULL)
    {
      keyrack_profile_list_update (G_LIST_MODEL (self), self->profiles, reading->profiles);
      if (!shows_bin (self, reading->bin))
        g_list_store_splice (self->bin, 0, g_list_model_get_n_items (G_LIST_MODEL (self->bin)),
                             reading->bin->pdata, reading->bin->len);
      self->due_at = reading->due_at;
    }

  set_problem (self, reading->problem);
  keyrack_profile_store_restart_timer (self);
}

void
keyrack_profile_store_emit_edited (KeyrackProfileStore *self,
                                   KeyrackProfile      *profile,
                                   KeyrackProfileEdit   edit)
{
  g_signal_emit (self, signals[EDITED], 0, profile, edit);
}

/**
 * keyrack_profile_store_new:
 * @folder: where the file lies or is to be made, such as
 *   keyrack_profile_store_dup_default_folder()
 * @secrets: where the secrets are
 *
 * Returns: (transfer full): a new, empty store; see keyrack_profile_store_load_async()
 */
KeyrackProfileStore *
keyrack_profile_store_new (const char         *folder,
                           KeyrackSecretStore *secrets)
{
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (secrets), NULL);

  return g_object_new (KEYRACK_TYPE_PROFILE_STORE,
                       "folder", folder,
                       "secrets", secrets,
                       NULL);
}

/**
 * keyrack_profile_store_dup_default_folder:
 *
 * Returns: (transfer full) (type filename): where the user's connections are kept
 */
char *
keyrack_profile_store_dup_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "keyrack", NULL);
}

/**
 * keyrack_profile_store_get_secrets:
 * @self: a profile store
 *
 * Returns: (transfer none): where the secrets are
 */
KeyrackSecretStore *
keyrack_profile_store_get_secrets (KeyrackProfileStore *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), NULL);

  return self->secrets;
}

/**
 * keyrack_profile_store_get_loaded:
 * @self: a profile store
 *
 * Returns: %TRUE once keyrack_profile_store_load_async() came to an end, good or bad
 */
gboolean
keyrack_profile_store_get_loaded (KeyrackProfileStore *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), FALSE);

  return self->loaded;
}

/**
 * keyrack_profile_store_get_read_only:
 * @self: a profile store
 *
 * Returns: %TRUE while saving would be refused; see keyrack_profile_store_get_problem()
 */
gboolean
keyrack_profile_store_get_read_only (KeyrackProfileStore *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), FALSE);

  return self->problem != NULL;
}

/**
 * keyrack_profile_store_get_problem:
 * @self: a profile store
 *
 * Returns: (nullable) (transfer none): why the store is read-only, in the user's words
 */
const char *
keyrack_profile_store_get_problem (KeyrackProfileStore *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), NULL);

  return self->problem;
}

/**
 * keyrack_profile_store_get_bin:
 * @self: a profile store
 *
 * Returns: (transfer none): the profiles in the bin, the last deleted one first; each has
 *   a secret-ref while its secret is held, see keyrack_profile_store_bin_async()
 */
GListModel *
keyrack_profile_store_get_bin (KeyrackProfileStore *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), NULL);

  return G_LIST_MODEL (self->bin);
}

/**
 * keyrack_profile_store_find:
 * @self: a profile store
 * @id: an id
 *
 * Returns: (nullable) (transfer none): the profile with this id
 */
KeyrackProfile *
keyrack_profile_store_find (KeyrackProfileStore *self,
                            const char          *id)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    {
      KeyrackProfile *profile = g_ptr_array_index (self->profiles, i);

      if (g_str_equal (keyrack_profile_get_id (profile), id))
        return profile;
    }

  return NULL;
}

/**
 * keyrack_profile_store_find_by_name:
 * @self: a profile store
 * @name: a name
 *
 * Returns: (transfer container) (element-type KeyrackProfile): the profiles that have
 *   exactly this name, which can be several
 */
GPtrArray *
keyrack_profile_store_find_by_name (KeyrackProfileStore *self,
                                    const char          *name)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    {
      KeyrackProfile *profile = g_ptr_array_index (self->profiles, i);

      if (g_str_equal (keyrack_profile_get_name (profile), name))
        g_ptr_array_add (found, g_object_ref (profile));
    }

  return g_steal_pointer (&found);
}
