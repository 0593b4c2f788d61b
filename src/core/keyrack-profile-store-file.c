/* keyrack-profile-store-file.c: what stands in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-file.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "keyrack-json.h"
#include "keyrack-profile-store-json.h"

#define MAX_REF 1000

struct _KeyrackProfileFile
{
  gint64      version;
  gint64      revision;
  GPtrArray  *entries;  /* (element-type Entry) */
  GPtrArray  *pending;  /* (element-type utf8) */
  JsonNode   *read;     /* the file as it was read, NULL for a new one */
};

/* An element of "profiles": a profile is NULL where there is none to be understood. */
typedef struct
{
  JsonNode       *node;
  KeyrackProfile *profile;
} Entry;

static const char *known_in_file[] = { "version", "rev", "profiles", "pending", NULL };

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->node, json_node_unref);
  g_clear_object (&entry->profile);
  g_free (entry);
}

static guint
find_entry (KeyrackProfileFile *self,
            const char         *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->profile != NULL && g_str_equal (keyrack_profile_get_id (entry->profile), id))
        return i;
    }

  return G_MAXUINT;
}

/* Of two profiles with one id the first counts; the other is kept, unseen. */
static void
read_entries (KeyrackProfileFile *self,
              JsonArray          *array)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      Entry *entry = g_new0 (Entry, 1);
      const char *id = NULL;

      entry->node = json_node_ref (node);
      entry->profile = keyrack_profile_from_json (node);
      id = entry->profile != NULL ? keyrack_profile_get_id (entry->profile) : NULL;

      if (id != NULL && g_hash_table_contains (seen, id))
        g_clear_object (&entry->profile);
      else if (id != NULL)
        g_hash_table_add (seen, (gpointer) id);

      g_ptr_array_add (self->entries, entry);
    }
}

static gboolean
fail_to_understand (GError **error)
{
  g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                       _("It is not a list of connections."));

  return FALSE;
}

static gboolean
read_members (KeyrackProfileFile  *self,
              JsonObject          *root,
              GError             **error)
{
  g_auto(GStrv) pending = NULL;
  JsonNode *profiles = json_object_get_member (root, "profiles");

  if (profiles == NULL || !JSON_NODE_HOLDS_ARRAY (profiles))
    return fail_to_understand (error);

  if (!keyrack_json_read_int (root, "rev", 0, G_MAXINT64 - 1, &self->revision, error)
      || !keyrack_json_read_strv (root, "pending", G_MAXUINT, MAX_REF, &pending, error))
    return FALSE;

  read_entries (self, json_node_get_array (profiles));

  for (gsize i = 0; pending != NULL && pending[i] != NULL; i++)
    keyrack_profile_file_add_pending (self, pending[i]);

  return TRUE;
}

static gboolean
read_root (KeyrackProfileFile  *self,
           JsonObject          *root,
           GError             **error)
{
  self->version = 0;
  if (!keyrack_json_read_int (root, "version", 1, G_MAXINT, &self->version, error))
    return FALSE;

  if (self->version == 0)
    return fail_to_understand (error);

  if (self->version <= KEYRACK_PROFILE_FILE_VERSION)
    return read_members (self, root, error);

  /* A newer version may be of another shape; then there is nothing to be shown. */
  read_members (self, root, NULL);

  return TRUE;
}

/* A file that is not there yet. */
KeyrackProfileFile *
keyrack_profile_file_new (void)
{
  KeyrackProfileFile *self = g_new0 (KeyrackProfileFile, 1);

  self->version = KEYRACK_PROFILE_FILE_VERSION;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->pending = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
keyrack_profile_file_free (KeyrackProfileFile *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->read, json_node_unref);
  g_free (self);
}

/* Reads text of any version that has the shape of ours; whether it may be written again is
 * for the caller to say. The error is of KEYRACK_JSON_ERROR. */
KeyrackProfileFile *
keyrack_profile_file_parse (const char  *text,
                            gsize        length,
                            GError     **error)
{
  g_autoptr(KeyrackProfileFile) self = keyrack_profile_file_new ();

  self->read = keyrack_json_parse_object (text, length, KEYRACK_JSON_MAX_DOCUMENT, error);

  if (self->read == NULL || !read_root (self, json_node_get_object (self->read), error))
    return NULL;

  return g_steal_pointer (&self);
}

static JsonArray *
build_profiles (KeyrackProfileFile *self)
{
  JsonArray *array = json_array_sized_new (self->entries->len);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      json_array_add_element (array, json_node_copy (entry->node));
    }

  return array;
}

static JsonArray *
build_pending (KeyrackProfileFile *self)
{
  JsonArray *array = json_array_sized_new (self->pending->len);

  for (guint i = 0; i < self->pending->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (self->pending, i));

  return array;
}

char *
keyrack_profile_file_to_text (KeyrackProfileFile *self,
                              gsize              *length)
{
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autoptr(JsonObject) root = json_object_new ();
  g_autofree char *text = NULL;
  char *lines = NULL;

  json_object_set_int_member (root, "version", self->version);
  json_object_set_int_member (root, "rev", self->revision);
  json_object_set_array_member (root, "profiles", build_profiles (self));
  json_object_set_array_member (root, "pending", build_pending (self));
  keyrack_profile_json_add_unknown (root, self->read, known_in_file);
  json_node_init_object (node, root);

  text = keyrack_json_dup_text (node, 2);
  lines = g_strconcat (text, "\n", NULL);
  *length = strlen (lines);

  return lines;
}

gint64
keyrack_profile_file_get_version (KeyrackProfileFile *self)
{
  return self->version;
}

/* The profiles themselves, in the order of the file. */
GPtrArray *
keyrack_profile_file_dup_profiles (KeyrackProfileFile *self)
{
  GPtrArray *profiles = g_ptr_array_new_full (self->entries->len, g_object_unref);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->profile != NULL)
        g_ptr_array_add (profiles, g_object_ref (entry->profile));
    }

  return profiles;
}

KeyrackProfile *
keyrack_profile_file_find (KeyrackProfileFile *self,
                           const char         *id)
{
  guint position = find_entry (self, id);

  if (position == G_MAXUINT)
    return NULL;

  return ((Entry *) g_ptr_array_index (self->entries, position))->profile;
}

/* Adds a profile or replaces the one with its id, and gives it the next revision. */
void
keyrack_profile_file_put (KeyrackProfileFile *self,
                          KeyrackProfile     *profile)
{
  guint position = find_entry (self, keyrack_profile_get_id (profile));
  g_autoptr(JsonNode) read = NULL;
  Entry *entry = NULL;

  if (position == G_MAXUINT)
    {
      entry = g_new0 (Entry, 1);
      g_ptr_array_add (self->entries, entry);
    }
  else
    {
      entry = g_ptr_array_index (self->entries, position);
      read = g_steal_pointer (&entry->node);
    }

  self->revision++;
  keyrack_profile_set_revision (profile, (guint64) self->revision);
  g_set_object (&entry->profile, profile);
  entry->node = keyrack_profile_to_json (profile, read);
}

void
keyrack_profile_file_remove (KeyrackProfileFile *self,
                             const char         *id)
{
  guint position = find_entry (self, id);

  if (position == G_MAXUINT)
    return;

  self->revision++;
  g_ptr_array_remove_index (self->entries, position);
}

/* Looks into what is not understood too: a secret that might be needed is not cleared. */
gboolean
keyrack_profile_file_refers_to (KeyrackProfileFile *self,
                                const char         *secret_ref)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (keyrack_profile_json_refers_to (entry->node, secret_ref))
        return TRUE;
    }

  return FALSE;
}

GStrv
keyrack_profile_file_dup_pending (KeyrackProfileFile *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->pending->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->pending, i));

  return g_strv_builder_end (builder);
}

void
keyrack_profile_file_add_pending (KeyrackProfileFile *self,
                                  const char         *secret_ref)
{
  if (!g_ptr_array_find_with_equal_func (self->pending, secret_ref, g_str_equal, NULL))
    g_ptr_array_add (self->pending, g_strdup (secret_ref));
}

void
keyrack_profile_file_remove_pending (KeyrackProfileFile *self,
                                     const char         *secret_ref)
{
  guint position = 0;

  if (g_ptr_array_find_with_equal_func (self->pending, secret_ref, g_str_equal, &position))
    g_ptr_array_remove_index (self->pending, position);
}
