/* keyrack-profile-document-read.c: a file with connections that somebody else wrote
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-json.h"
#include "keyrack-text.h"

#define MAX_TEXT 65536 /* bytes */

static gboolean
read_text (JsonObject *object,
           const char *member,
           char      **text,
           GError    **error)
{
  const char *value = NULL;

  if (!keyrack_json_read_string (object, member, MAX_TEXT, &value, error))
    return FALSE;

  *text = g_strdup (value != NULL ? value : "");

  return TRUE;
}

/* A property of the same name takes it; that it is not what it should be shows later. */
static gboolean
read_texts (JsonObject      *object,
            KeyrackProfile  *profile,
            GError         **error)
{
  static const struct
  {
    const char *member;
    const char *property;
  } texts[] = {
    { "name", "name" },
    { "instance", "instance" },
    { "region", "region" },
    { "client_id", "client-id" },
    { "environment", "environment" },
    { "note", "note" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      if (!read_text (object, texts[i].member, &text, error))
        return FALSE;

      g_object_set (profile, texts[i].property, text, NULL);
    }

  return TRUE;
}

static gboolean
read_values (JsonObject      *object,
             KeyrackProfile  *profile,
             GError         **error)
{
  g_auto(GStrv) tags = NULL;
  gint64 days = 0;
  gint64 rotated_at = 0;

  if (!read_texts (object, profile, error) ||
      !keyrack_json_read_strv (object, "tags", KEYRACK_PROFILE_TAGS_MAX, MAX_TEXT, &tags, error) ||
      !keyrack_json_read_int (object, "rotate_every_days", 0, G_MAXINT, &days, error) ||
      !keyrack_json_read_time (object, "rotated_at", &rotated_at, error))
    return FALSE;

  if (tags != NULL)
    keyrack_profile_set_tags (profile, (const char * const *) tags);
  keyrack_profile_set_rotate_every_days (profile, (guint) days);
  keyrack_profile_set_rotated_at (profile, MAX (rotated_at, 0));

  return TRUE;
}

static char *
dup_unknown (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), json_object_new ());
  JsonObject *unknown = json_node_get_object (node);
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  json_object_unref (unknown);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!g_strv_contains (keyrack_document_members, name))
        json_object_set_member (unknown, name, json_node_copy (value));
    }

  return json_object_get_size (unknown) > 0 ? keyrack_json_dup_text (node, 0) : NULL;
}

/* A file that a person wrote need not have IDs. */
static KeyrackProfile *
create_profile (JsonObject  *object,
                GHashTable  *ids,
                GError     **error)
{
  const char *id = NULL;

  if (!keyrack_json_read_string (object, "id", MAX_TEXT, &id, error))
    return NULL;

  if (id == NULL)
    return keyrack_profile_new ();

  if (keyrack_text_check_name (id) != KEYRACK_TEXT_FINE)
    g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                         _("Its ID is too long or has invisible characters"));
  else if (!g_hash_table_add (ids, g_strdup (id)))
    g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                         _("Its ID stands in the file twice"));
  else
    return keyrack_profile_new_with_id (id);

  return NULL;
}

/* An empty one is none. */
static gboolean
check_secret (KeyrackDocumentRow  *row,
              JsonNode            *member,
              GError             **error)
{
  gboolean there = member != NULL && !JSON_NODE_HOLDS_NULL (member);

  if (row->secret != NULL && keyrack_secret_get_length (row->secret) == 0)
    g_clear_pointer (&row->secret, keyrack_secret_unref);
  else if (row->secret != NULL ? !keyrack_document_is_secret (row->secret) : there)
    g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                         keyrack_document_get_secret_flaw ());

  return *error == NULL;
}

/* What can be shown of a refused row: its name. */
static void
refuse (KeyrackDocumentRow *row,
        JsonNode           *node,
        char               *problem)
{
  g_autofree char *name = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    read_text (json_node_get_object (node), "name", &name, NULL);

  keyrack_document_row_take_problem (row, name, problem);
}

static char *
read_row (KeyrackDocumentRow *row,
          JsonNode           *node,
          GHashTable         *ids)
{
  g_autoptr(GError) error = NULL;
  JsonObject *object = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_("It is no connection"));

  object = json_node_get_object (node);
  row->profile = create_profile (object, ids, &error);

  if (row->profile == NULL ||
      !read_values (object, row->profile, &error) ||
      !check_secret (row, json_object_get_member (object, KEYRACK_DOCUMENT_SECRET), &error))
    return g_strdup (error->message);

  row->unknown = dup_unknown (object);

  return keyrack_document_dup_flaw (row->profile);
}

static GPtrArray *
read_rows (JsonArray *array,
           GPtrArray *secrets,
           gint64     written_at)
{
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      KeyrackDocumentRow *row = g_new0 (KeyrackDocumentRow, 1);
      JsonNode *node = json_array_get_element (array, i);
      char *problem = NULL;

      row->secret = g_steal_pointer (&secrets->pdata[i]);
      row->written_at = written_at;
      problem = read_row (row, node, ids);
      if (problem != NULL)
        refuse (row, node, problem);

      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
check_root (JsonObject  *root,
            GError     **error)
{
  const char *format = NULL;
  gint64 version = 0;

  if (!keyrack_json_read_string (root, "format", MAX_TEXT, &format, NULL) ||
      g_strcmp0 (format, KEYRACK_DOCUMENT_FORMAT) != 0 ||
      !keyrack_json_read_int (root, "version", 1, G_MAXINT64, &version, NULL) ||
      version == 0)
    {
      g_set_error_literal (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_NOT_OURS,
                           _("This is not a file with connections of Keyrack."));
      return FALSE;
    }

  if (version != KEYRACK_PROFILE_DOCUMENT_VERSION)
    {
      g_set_error (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_NEWER,
                   /* Translators: the version of a file, then the only one that is understood */
                   _("This file is of version %lld; this Keyrack reads version %d. Update Keyrack."),
                   (long long) version, KEYRACK_PROFILE_DOCUMENT_VERSION);
      return FALSE;
    }

  return TRUE;
}

static GPtrArray *
read_root (JsonObject  *root,
           GPtrArray   *secrets,
           GError     **error)
{
  JsonNode *profiles = NULL;
  gint64 written_at = 0;

  if (!check_root (root, error))
    return NULL;

  profiles = json_object_get_member (root, "profiles");
  if (profiles == NULL || !JSON_NODE_HOLDS_ARRAY (profiles))
    {
      g_set_error_literal (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_NOT_OURS,
                           _("There are no connections in this file."));
      return NULL;
    }

  if (json_array_get_length (json_node_get_array (profiles)) > KEYRACK_PROFILE_DOCUMENT_MAX_PROFILES)
    {
      g_set_error (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE,
                   /* Translators: a number of connections, such as 10000 */
                   _("There are more than %d connections in this file."), KEYRACK_PROFILE_DOCUMENT_MAX_PROFILES);
      return NULL;
    }

  /* Its name was written with escapes, so that the secrets were not found. */
  g_ptr_array_set_size (secrets, (int) json_array_get_length (json_node_get_array (profiles)));

  keyrack_json_read_time (root, "created", &written_at, NULL);

  return read_rows (json_node_get_array (profiles), secrets, MAX (written_at, 0));
}

/**
 * keyrack_profile_document_read:
 * @text: (array length=length): what a file holds, ended by a NUL that does not count; the
 *   secrets in it are blanked out
 * @length: its length in bytes
 * @error: return location for an error of %KEYRACK_PROFILE_DOCUMENT_ERROR
 *
 * Reads what keyrack_profile_document_write() wrote, or a later version that has members
 * of which nothing is known. Nothing in it is trusted.
 *
 * Returns: (transfer full) (element-type KeyrackDocumentRow): one for each connection of the
 *   file, in its order; those that can't be taken say why, and have a name that can be shown
 */
GPtrArray *
keyrack_profile_document_read (char    *text,
                               gsize    length,
                               GError **error)
{
  g_autoptr(GPtrArray) secrets = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (text != NULL && text[length] == '\0', NULL);

  if (keyrack_json_check (text, length, KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH, &problem))
    {
      secrets = keyrack_document_take_secrets (text);
      root = keyrack_json_parse_object (text, length, KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH, &problem);
    }

  if (root != NULL)
    return read_root (json_node_get_object (root), secrets, error);

  if (g_error_matches (problem, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_TOO_LARGE))
    g_set_error_literal (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE,
                         _("This file is too large."));
  else
    g_set_error (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_NOT_OURS,
                 /* Translators: what is wrong, as a sentence: “Line 3: This is not JSON.” */
                 _("This is not a file with connections of Keyrack. %s"), problem->message);

  return NULL;
}
