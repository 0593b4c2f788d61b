/* keyrack-permission.c: what an API credential may be allowed to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission.h"

#include <glib/gi18n-lib.h>

/* The names are the vendor's, whose web interface is in English, without “API”. */
static const struct
{
  const char *id;
  const char *name;
} permissions[KEYRACK_N_PERMISSIONS] = {
  [KEYRACK_PERMISSION_REMOTE_ACTIONS] = { "remote-actions", "Remote Actions" },
  [KEYRACK_PERMISSION_ENRICHMENT] = { "enrichment", "Enrichment" },
  [KEYRACK_PERMISSION_DATA_MANAGEMENT] = { "data-management", "Data Management" },
  [KEYRACK_PERMISSION_WORKFLOWS] = { "workflows", "Workflows" },
  [KEYRACK_PERMISSION_CAMPAIGNS] = { "campaigns", "Campaigns" },
  [KEYRACK_PERMISSION_NQL] = { "nql", "NQL" },
  [KEYRACK_PERMISSION_SPARK] = { "spark", "Spark" },
};

/* As an index has them, so that two lists are compared at a glance. */
static const KeyrackPermission alphabet[KEYRACK_N_PERMISSIONS] = {
  KEYRACK_PERMISSION_CAMPAIGNS,
  KEYRACK_PERMISSION_DATA_MANAGEMENT,
  KEYRACK_PERMISSION_ENRICHMENT,
  KEYRACK_PERMISSION_NQL,
  KEYRACK_PERMISSION_REMOTE_ACTIONS,
  KEYRACK_PERMISSION_SPARK,
  KEYRACK_PERMISSION_WORKFLOWS,
};

/**
 * keyrack_permission_get_id:
 * @self: a permission
 *
 * Returns: (transfer none): how it is called in files and by scripts
 */
const char *
keyrack_permission_get_id (KeyrackPermission self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_PERMISSIONS, NULL);

  return permissions[self].id;
}

/**
 * keyrack_permission_from_id:
 * @id: what keyrack_permission_get_id() gave
 * @permission: (out): the permission
 *
 * Returns: %FALSE if there is none of this id
 */
gboolean
keyrack_permission_from_id (const char        *id,
                            KeyrackPermission *permission)
{
  g_return_val_if_fail (id != NULL && permission != NULL, FALSE);

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      if (g_str_equal (permissions[i].id, id))
        {
          *permission = (KeyrackPermission) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * keyrack_permission_get_name:
 * @self: a permission
 *
 * Returns: (transfer none): how the vendor calls it, in every language
 */
const char *
keyrack_permission_get_name (KeyrackPermission self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_PERMISSIONS, NULL);

  return permissions[self].name;
}

/**
 * keyrack_permissions_dup_text:
 * @self: several permissions, or none
 *
 * Returns: (transfer full): their names in the order of the alphabet; or a word for none
 */
char *
keyrack_permissions_dup_text (KeyrackPermissions self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      if (self & KEYRACK_PERMISSION_BIT (alphabet[i]))
        g_strv_builder_add (builder, permissions[alphabet[i]].name);
    }

  names = g_strv_builder_end (builder);

  /* Translators: of the permissions of a credential: not one */
  return *names != NULL ? g_strjoinv (", ", names) : g_strdup (C_("permissions", "none"));
}
