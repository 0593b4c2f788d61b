/* keyrack-backup.c: an earlier copy of the connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-backup.h"

struct _KeyrackBackup
{
  GObject parent_instance;

  char   *path;
  gint64  saved_at;
  guint   n_profiles;
};

G_DEFINE_FINAL_TYPE (KeyrackBackup, keyrack_backup, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_N_PROFILES,
  PROP_PATH,
  PROP_SAVED_AT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
keyrack_backup_finalize (GObject *object)
{
  KeyrackBackup *self = KEYRACK_BACKUP (object);

  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (keyrack_backup_parent_class)->finalize (object);
}

static void
keyrack_backup_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  KeyrackBackup *self = KEYRACK_BACKUP (object);

  switch (prop_id)
    {
    case PROP_N_PROFILES:
      g_value_set_uint (value, self->n_profiles);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_SAVED_AT:
      g_value_set_int64 (value, self->saved_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_backup_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  KeyrackBackup *self = KEYRACK_BACKUP (object);

  switch (prop_id)
    {
    case PROP_N_PROFILES:
      self->n_profiles = g_value_get_uint (value);
      break;
    case PROP_PATH:
      self->path = g_value_dup_string (value);
      break;
    case PROP_SAVED_AT:
      self->saved_at = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_backup_class_init (KeyrackBackupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = keyrack_backup_finalize;
  object_class->get_property = keyrack_backup_get_property;
  object_class->set_property = keyrack_backup_set_property;

  props[PROP_N_PROFILES] = g_param_spec_uint ("n-profiles", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  props[PROP_SAVED_AT] =
    g_param_spec_int64 ("saved-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
keyrack_backup_init (KeyrackBackup *self)
{
}

/**
 * keyrack_backup_new:
 * @path: (type filename): where the copy lies
 * @saved_at: when it was made, in seconds since the epoch
 * @n_profiles: how many connections it has
 *
 * Returns: (transfer full): a new description of a copy
 */
KeyrackBackup *
keyrack_backup_new (const char *path,
                    gint64      saved_at,
                    guint       n_profiles)
{
  g_return_val_if_fail (path != NULL, NULL);

  return g_object_new (KEYRACK_TYPE_BACKUP,
                       "path", path,
                       "saved-at", saved_at,
                       "n-profiles", n_profiles,
                       NULL);
}

/**
 * keyrack_backup_get_path:
 * @self: a copy
 *
 * Returns: (type filename) (transfer none): where it lies
 */
const char *
keyrack_backup_get_path (KeyrackBackup *self)
{
  g_return_val_if_fail (KEYRACK_IS_BACKUP (self), NULL);

  return self->path;
}

/**
 * keyrack_backup_get_saved_at:
 * @self: a copy
 *
 * Returns: when it was made, in seconds since the epoch
 */
gint64
keyrack_backup_get_saved_at (KeyrackBackup *self)
{
  g_return_val_if_fail (KEYRACK_IS_BACKUP (self), 0);

  return self->saved_at;
}

/**
 * keyrack_backup_get_n_profiles:
 * @self: a copy
 *
 * Returns: how many connections it has, without those in its bin
 */
guint
keyrack_backup_get_n_profiles (KeyrackBackup *self)
{
  g_return_val_if_fail (KEYRACK_IS_BACKUP (self), 0);

  return self->n_profiles;
}
