/* keyrack-profile-edit.c: what an edit did to a connection, in words and without its values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-edit.h"

#include <glib/gi18n-lib.h>

#define FIRST_FIELD 3

/* In the order of the flags: the events, then the fields. */
static const struct
{
  const char *id;
  const char *text;
} edits[KEYRACK_N_PROFILE_EDITS] = {
  { "added", N_("Added") },
  { "deleted", N_("Deleted") },
  { "restored", N_("Restored from the bin") },
  { "name", N_("Connection name") },
  { "instance", N_("Instance name") },
  { "region", N_("Region") },
  { "client-id", N_("Client ID") },
  { "client-secret", N_("Client secret") },
  { "environment", N_("Environment") },
  { "tags", N_("Tags") },
  { "interval", N_("Days between rotations") },
  { "note", N_("Note") },
  { "favourite", N_("Favourite") },
  { "permissions", N_("Intended permissions") },
};

/**
 * keyrack_profile_edit_compare:
 * @before: (nullable): a connection as it was, %NULL if it was not there
 * @after: the same as it is
 *
 * Returns: %KEYRACK_PROFILE_EDIT_ADDED, or the fields that differ; a secret differs when it
 *   has another name in the keyring
 */
KeyrackProfileEdit
keyrack_profile_edit_compare (KeyrackProfile *before,
                              KeyrackProfile *after)
{
  static const struct
  {
    KeyrackProfileEdit   edit;
    const char        *(*get) (KeyrackProfile *profile);
  } texts[] = {
    { KEYRACK_PROFILE_EDIT_NAME, keyrack_profile_get_name },
    { KEYRACK_PROFILE_EDIT_INSTANCE, keyrack_profile_get_instance },
    { KEYRACK_PROFILE_EDIT_REGION, keyrack_profile_get_region },
    { KEYRACK_PROFILE_EDIT_CLIENT_ID, keyrack_profile_get_client_id },
    { KEYRACK_PROFILE_EDIT_CLIENT_SECRET, keyrack_profile_get_secret_ref },
    { KEYRACK_PROFILE_EDIT_ENVIRONMENT, keyrack_profile_get_environment },
    { KEYRACK_PROFILE_EDIT_NOTE, keyrack_profile_get_note },
  };
  KeyrackProfileEdit edit = KEYRACK_PROFILE_EDIT_NOTHING;

  g_return_val_if_fail (before == NULL || KEYRACK_IS_PROFILE (before), edit);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (after), edit);

  if (before == NULL)
    return KEYRACK_PROFILE_EDIT_ADDED;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!g_str_equal (texts[i].get (before), texts[i].get (after)))
        edit |= texts[i].edit;
    }

  if (!g_strv_equal (keyrack_profile_get_tags (before), keyrack_profile_get_tags (after)))
    edit |= KEYRACK_PROFILE_EDIT_TAGS;
  if (keyrack_profile_get_rotate_every_days (before) != keyrack_profile_get_rotate_every_days (after))
    edit |= KEYRACK_PROFILE_EDIT_INTERVAL;
  if (keyrack_profile_get_favourite (before) != keyrack_profile_get_favourite (after))
    edit |= KEYRACK_PROFILE_EDIT_FAVOURITE;
  if (keyrack_profile_get_intended_permissions (before) != keyrack_profile_get_intended_permissions (after))
    edit |= KEYRACK_PROFILE_EDIT_PERMISSIONS;

  return edit;
}

/**
 * keyrack_profile_edit_dup_ids:
 * @self: an edit
 *
 * Returns: (transfer full): words for a file, the same in every language: "region client-id"
 */
char *
keyrack_profile_edit_dup_ids (KeyrackProfileEdit self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) ids = NULL;

  for (guint i = 0; i < KEYRACK_N_PROFILE_EDITS; i++)
    {
      if (self & (1 << i))
        g_strv_builder_add (builder, edits[i].id);
    }

  ids = g_strv_builder_end (builder);

  return g_strjoinv (" ", ids);
}

static KeyrackProfileEdit
from_id (const char *id)
{
  for (guint i = 0; i < KEYRACK_N_PROFILE_EDITS; i++)
    {
      if (g_str_equal (edits[i].id, id))
        return 1 << i;
    }

  return KEYRACK_PROFILE_EDIT_NOTHING;
}

/**
 * keyrack_profile_edit_from_ids:
 * @ids: what keyrack_profile_edit_dup_ids() returned, of this version or another
 *
 * Returns: the edit; %KEYRACK_PROFILE_EDIT_NOTHING if any of its words is not known
 */
KeyrackProfileEdit
keyrack_profile_edit_from_ids (const char *ids)
{
  g_auto(GStrv) words = NULL;
  KeyrackProfileEdit self = KEYRACK_PROFILE_EDIT_NOTHING;

  g_return_val_if_fail (ids != NULL, KEYRACK_PROFILE_EDIT_NOTHING);

  words = g_strsplit (ids, " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      KeyrackProfileEdit edit = from_id (words[i]);

      if (edit == KEYRACK_PROFILE_EDIT_NOTHING)
        return KEYRACK_PROFILE_EDIT_NOTHING;

      self |= edit;
    }

  return self;
}

static void
append_part (GString    *text,
             const char *part)
{
  if (text->len > 0)
    /* Translators: between the parts of a list: “57 work, 2 refused” */
    g_string_append (text, _(", "));
  g_string_append (text, part);
}

/**
 * keyrack_profile_edit_dup_text:
 * @self: an edit
 *
 * Returns: (transfer full): the same for people: "Changed: Region, Client ID"
 */
char *
keyrack_profile_edit_dup_text (KeyrackProfileEdit self)
{
  g_autoptr(GString) events = g_string_new (NULL);
  g_autoptr(GString) fields = g_string_new (NULL);
  g_autofree char *changed = NULL;

  for (guint i = 0; i < KEYRACK_N_PROFILE_EDITS; i++)
    {
      if (self & (1 << i))
        append_part (i < FIRST_FIELD ? events : fields, _(edits[i].text));
    }

  if (fields->len > 0)
    {
      /* Translators: what was edited of a connection: “Changed: Region, Client ID” */
      changed = g_strdup_printf (_("Changed: %s"), fields->str);
      append_part (events, changed);
    }

  return g_string_free (g_steal_pointer (&events), FALSE);
}
