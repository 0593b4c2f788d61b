/* keyrack-profile-store-file.c: what stands in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-json.h"
#include "keyrack-profile-store-file-private.h"

#define MAX_REF 1000

static const char *known_in_file[] = {
  "version", "rev", "profiles", "bin", "pending", KEYRACK_IMPORT_RECORD, KEYRACK_IMPORT_BEFORE, NULL,
};

static gboolean
fail_to_understand (GError **error)
{
  g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                       _("It is not a list of connections."));

  return FALSE;
}

static JsonArray *
get_array (JsonObject *root,
           const char *member)
{
  JsonNode *node = json_object_get_member (root, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
read_profiles (KeyrackProfileFile *self,
               JsonArray          *profiles)
{
  keyrack_entries_read (self->entries, profiles);

  for (guint i = 0; i < self->entries->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self->entries, i);

      /* Says something of profiles in the bin only. */
      if (entry->profile != NULL)
        keyrack_profile_set_deleted_at (entry->profile, 0);
    }
}

static gboolean
read_members (KeyrackProfileFile  *self,
              JsonObject          *root,
              GError             **error)
{
  g_auto(GStrv) pending = NULL;
  JsonArray *profiles = get_array (root, "profiles");

  if (profiles == NULL || (json_object_has_member (root, "bin") && get_array (root, "bin") == NULL))
    return fail_to_understand (error);

  if (!keyrack_json_read_int (root, "rev", 0, G_MAXINT64 - 1, &self->revision, error)
      || !keyrack_json_read_strv (root, "pending", G_MAXUINT, MAX_REF, &pending, error))
    return FALSE;

  read_profiles (self, profiles);
  if (json_object_has_member (root, "bin"))
    keyrack_entries_read (self->bin, get_array (root, "bin"));
  self->import = keyrack_import_record_read (root);

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

static void
edit_free (gpointer data)
{
  KeyrackFileEdit *edit = data;

  g_object_unref (edit->profile);
  g_free (edit);
}

/* A file that is not there yet. */
KeyrackProfileFile *
keyrack_profile_file_new (void)
{
  KeyrackProfileFile *self = g_new0 (KeyrackProfileFile, 1);

  self->version = KEYRACK_PROFILE_FILE_VERSION;
  self->entries = keyrack_entries_new ();
  self->bin = keyrack_entries_new ();
  self->pending = g_ptr_array_new_with_free_func (g_free);
  self->edits = g_ptr_array_new_with_free_func (edit_free);

  return self;
}

void
keyrack_profile_file_free (KeyrackProfileFile *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->bin, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_clear_pointer (&self->import, keyrack_import_record_free);
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
  json_object_set_array_member (root, "profiles", keyrack_entries_build (self->entries));
  if (self->bin->len > 0)
    json_object_set_array_member (root, "bin", keyrack_entries_build (self->bin));
  json_object_set_array_member (root, "pending", build_pending (self));
  if (self->import != NULL)
    keyrack_import_record_build (self->import, root);
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

/* Prepares an earlier file to take the place of @other (nullable: nothing that could be
 * understood). What was pending or held at that time may be in use since, and is kept.
 * What @other would have cleared still is to be. */
void
keyrack_profile_file_succeed (KeyrackProfileFile *self,
                              KeyrackProfileFile *other)
{
  g_autoptr(GHashTable) used = NULL;

  keyrack_profile_file_release (self, NULL);
  keyrack_profile_file_drop_import (self);
  g_ptr_array_set_size (self->pending, 0);

  if (other == NULL)
    {
      self->revision++;
      return;
    }

  self->revision = MAX (self->revision, other->revision) + 1;
  if (other->version > KEYRACK_PROFILE_FILE_VERSION)
    return;

  keyrack_profile_file_release (other, NULL);
  keyrack_profile_file_drop_import (other);
  used = keyrack_profile_file_dup_refs (other);
  for (guint i = 0; i < other->pending->len; i++)
    {
      const char *secret_ref = g_ptr_array_index (other->pending, i);

      if (!g_hash_table_contains (used, secret_ref))
        keyrack_profile_file_add_pending (self, secret_ref);
    }
}

/* (element-type KeyrackFileEdit): what was done to it since it was read. */
GPtrArray *
keyrack_profile_file_get_edits (KeyrackProfileFile *self)
{
  return self->edits;
}

void
keyrack_profile_file_note_edit (KeyrackProfileFile *self,
                                KeyrackProfile     *profile,
                                KeyrackProfileEdit  edit)
{
  KeyrackFileEdit *noted = NULL;

  if (edit == KEYRACK_PROFILE_EDIT_NOTHING)
    return;

  noted = g_new0 (KeyrackFileEdit, 1);
  noted->profile = g_object_ref (profile);
  noted->edit = edit;
  g_ptr_array_add (self->edits, noted);
}

/* The profiles themselves, in the order of the file. */
GPtrArray *
keyrack_profile_file_dup_profiles (KeyrackProfileFile *self)
{
  return keyrack_entries_dup_profiles (self->entries);
}

KeyrackProfile *
keyrack_profile_file_find (KeyrackProfileFile *self,
                           const char         *id)
{
  KeyrackEntry *entry = keyrack_entries_find (self->entries, id, NULL);

  return entry != NULL ? entry->profile : NULL;
}

static void
remove_pending_cb (const char *secret_ref,
                   gpointer    data)
{
  keyrack_profile_file_remove_pending (data, secret_ref);
}

/* Adds a profile or replaces the one with its id, which it also takes out of the bin, and
 * gives it the next revision. Its secrets are in use from then on. */
void
keyrack_profile_file_put (KeyrackProfileFile *self,
                          KeyrackProfile     *profile)
{
  KeyrackEntry *entry = keyrack_entries_find (self->entries, keyrack_profile_get_id (profile), NULL);
  KeyrackProfileEdit edit = KEYRACK_PROFILE_EDIT_NOTHING;

  self->revision++;
  keyrack_profile_set_revision (profile, (guint64) self->revision);

  if (entry == NULL)
    {
      entry = keyrack_profile_file_take_from_bin (self, keyrack_profile_get_id (profile));
      edit = entry != NULL ? KEYRACK_PROFILE_EDIT_RESTORED : KEYRACK_PROFILE_EDIT_NOTHING;
    }

  edit |= keyrack_profile_edit_compare (entry != NULL ? entry->profile : NULL, profile);
  keyrack_profile_file_note_edit (self, profile, edit);

  if (entry == NULL)
    g_ptr_array_add (self->entries, keyrack_entry_new (profile, NULL));
  else
    keyrack_entry_set_profile (entry, profile);

  keyrack_profile_visit_refs (profile, remove_pending_cb, self);
}

/* The set of the secrets that are in use, or might be, in the list and in the bin. */
GHashTable *
keyrack_profile_file_dup_refs (KeyrackProfileFile *self)
{
  GHashTable *secret_refs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  keyrack_entries_collect_refs (self->entries, secret_refs);
  keyrack_entries_collect_refs (self->bin, secret_refs);
  if (self->import != NULL)
    keyrack_import_record_collect_refs (self->import, secret_refs);

  return secret_refs;
}

gboolean
keyrack_profile_file_has_pending (KeyrackProfileFile *self)
{
  return self->pending->len > 0;
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
