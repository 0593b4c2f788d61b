/* keyrack-cli-choose.c: which connections a verb is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

static void
add_profile (GPtrArray      *profiles,
             KeyrackProfile *profile)
{
  if (!g_ptr_array_find (profiles, profile, NULL))
    g_ptr_array_add (profiles, g_object_ref (profile));
}

static void
add_tagged (GPtrArray  *profiles,
            GListModel *model,
            gboolean    all,
            const char *tag)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (model, i);

      if (all || (tag != NULL && g_strv_contains (keyrack_profile_get_tags (profile), tag)))
        add_profile (profiles, profile);
    }
}

/**
 * keyrack_cli_choose:
 * @cli: the program, loaded
 * @all: every connection
 * @tag: (nullable): those with this tag
 * @names: (array zero-terminated=1): those with these names or IDs
 *
 * Returns: (transfer full) (nullable) (element-type KeyrackProfile): the connections, each
 *   once; %NULL when one is not there, which was said
 */
GPtrArray *
keyrack_cli_choose (KeyrackCli  *cli,
                    gboolean     all,
                    const char  *tag,
                    char       **names)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);

  add_tagged (profiles, G_LIST_MODEL (cli->profiles), all, tag);

  for (; *names != NULL; names++)
    {
      KeyrackProfile *profile = keyrack_cli_find (cli, *names);

      if (profile == NULL)
        return NULL;

      add_profile (profiles, profile);
    }

  return g_steal_pointer (&profiles);
}
