/* keyrack-profile-store-file-import.c: the last import in profiles.json, until nobody takes it back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-file-private.h"

#include <glib/gi18n-lib.h>

#include "keyrack-json.h"

#define MAX_ID   1000
#define MAX_HOLD 3600 /* seconds */

/* What an import changed is kept here as it was before. Named here, its secrets are cleared by
 * nobody; let go, they become pending ones. */
struct _KeyrackImportRecord
{
  char       *id;
  gint64      until;
  GHashTable *revisions;  /* of what the import left behind: (element-type utf8 gint64) */
  GPtrArray  *before;     /* KeyrackEntry, in the list or in the bin */
};

static KeyrackImportRecord *
record_new (const char *id,
            gint64      until)
{
  KeyrackImportRecord *self = g_new0 (KeyrackImportRecord, 1);

  self->id = g_strdup (id);
  self->until = until;
  self->revisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->before = keyrack_entries_new ();

  return self;
}

void
keyrack_import_record_free (KeyrackImportRecord *self)
{
  g_free (self->id);
  g_hash_table_unref (self->revisions);
  g_ptr_array_unref (self->before);
  g_free (self);
}

static void
set_revision (KeyrackImportRecord *self,
              const char          *id,
              gint64               revision)
{
  g_hash_table_insert (self->revisions, g_strdup (id), g_memdup2 (&revision, sizeof revision));
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
read_revisions (KeyrackImportRecord *self,
                JsonArray           *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = NULL;
      gint64 revision = 0;

      if (object != NULL
          && keyrack_json_read_string (object, "id", MAX_ID, &id, NULL) && id != NULL
          && keyrack_json_read_int (object, "rev", 0, G_MAXINT64, &revision, NULL))
        set_revision (self, id, revision);
    }
}

/* NULL if there is none, or none that is understood. The entries stand no deeper in the file
 * than those of the list: there is a limit to that. */
KeyrackImportRecord *
keyrack_import_record_read (JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, KEYRACK_IMPORT_RECORD);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  KeyrackImportRecord *self = NULL;
  const char *id = NULL;
  gint64 until = 0;

  if (object == NULL
      || !keyrack_json_read_string (object, "id", MAX_ID, &id, NULL) || id == NULL
      || !keyrack_json_read_time (object, "until", &until, NULL)
      || get_array (object, "after") == NULL || get_array (root, KEYRACK_IMPORT_BEFORE) == NULL)
    return NULL;

  self = record_new (id, until);
  read_revisions (self, get_array (object, "after"));
  keyrack_entries_read (self->before, get_array (root, KEYRACK_IMPORT_BEFORE));

  return self;
}

static JsonArray *
build_revisions (KeyrackImportRecord *self)
{
  JsonArray *array = json_array_new ();
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer revision = NULL;

  g_hash_table_iter_init (&iter, self->revisions);
  while (g_hash_table_iter_next (&iter, &id, &revision))
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", id);
      json_object_set_int_member (object, "rev", *(gint64 *) revision);
      json_array_add_object_element (array, object);
    }

  return array;
}

void
keyrack_import_record_build (KeyrackImportRecord *self,
                             JsonObject          *root)
{
  JsonObject *object = json_object_new ();
  g_autofree char *until = keyrack_json_dup_time (self->until);

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "until", until);
  json_object_set_array_member (object, "after", build_revisions (self));
  json_object_set_object_member (root, KEYRACK_IMPORT_RECORD, object);
  json_object_set_array_member (root, KEYRACK_IMPORT_BEFORE, keyrack_entries_build (self->before));
}

void
keyrack_import_record_collect_refs (KeyrackImportRecord *self,
                                    GHashTable          *secret_refs)
{
  keyrack_entries_collect_refs (self->before, secret_refs);
}

gint64
keyrack_import_record_get_until (KeyrackImportRecord *self)
{
  return self->until;
}

static void
add_pending_cb (const char *secret_ref,
                gpointer    data)
{
  keyrack_profile_file_add_pending (data, secret_ref);
}

/* Whoever has the pending ones cleared leaves those that are in use. */
static void
drop_refs (KeyrackProfileFile *self,
           GPtrArray          *entries)
{
  for (guint i = 0; i < entries->len; i++)
    keyrack_profile_json_visit_refs (((KeyrackEntry *) entries->pdata[i])->node, add_pending_cb, self);
}

/* From now on nobody can take the last import back. */
gboolean
keyrack_profile_file_drop_import (KeyrackProfileFile *self)
{
  g_autoptr(KeyrackImportRecord) record = g_steal_pointer (&self->import);

  if (record == NULL)
    return FALSE;

  drop_refs (self, record->before);

  return TRUE;
}

/* What is due later than anybody asked for was written by a clock that was wrong. */
gboolean
keyrack_profile_file_expire_import (KeyrackProfileFile *self,
                                    gint64              now)
{
  if (self->import == NULL || (self->import->until > now && self->import->until <= now + MAX_HOLD))
    return FALSE;

  return keyrack_profile_file_drop_import (self);
}

/* What is put in from now on can be taken back for so many seconds, at most an hour. */
void
keyrack_profile_file_begin_import (KeyrackProfileFile *self,
                                   const char         *id,
                                   gint64              now,
                                   guint               hold_seconds)
{
  keyrack_profile_file_drop_import (self);
  if (hold_seconds > 0)
    self->import = record_new (id, now + 1 + MIN (hold_seconds, MAX_HOLD - 1));
}

static void
remember (KeyrackProfileFile *self,
          const char         *id)
{
  KeyrackEntry *entry = keyrack_entries_find (self->entries, id, NULL);
  KeyrackEntry *copy = NULL;

  if (entry == NULL)
    entry = keyrack_entries_find (self->bin, id, NULL);
  if (entry == NULL)
    return;

  copy = g_new0 (KeyrackEntry, 1);
  copy->node = json_node_copy (entry->node);
  copy->profile = keyrack_profile_dup (entry->profile);
  g_ptr_array_add (self->import->before, copy);
}

/* Like keyrack_profile_file_put(), with what the file it came from said besides (nullable). */
void
keyrack_profile_file_import (KeyrackProfileFile *self,
                             KeyrackProfile     *profile,
                             const char         *unknown)
{
  const char *id = keyrack_profile_get_id (profile);

  if (self->import != NULL)
    remember (self, id);

  keyrack_profile_file_put (self, profile);
  if (unknown != NULL)
    keyrack_profile_json_add_text (keyrack_entries_find (self->entries, id, NULL)->node, unknown);
  if (self->import != NULL)
    set_revision (self->import, id, self->revision);
}

static gboolean
check_unchanged (KeyrackProfileFile  *self,
                 const char          *id,
                 gint64               revision,
                 GError             **error)
{
  KeyrackProfile *profile = keyrack_profile_file_find (self, id);

  if (profile != NULL && keyrack_profile_get_revision (profile) == (guint64) revision)
    return TRUE;

  if (profile != NULL)
    g_set_error (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_CHANGED_ELSEWHERE,
                 /* Translators: the name of a connection */
                 _("“%s” was changed since it was imported. Nothing was undone."),
                 keyrack_profile_get_name (profile));
  else
    g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE,
                         _("A connection was deleted since it was imported. Nothing was undone."));

  return FALSE;
}

/* In the place of what was imported over it, or in the bin where it was. */
static void
put_back (KeyrackProfileFile *self,
          KeyrackEntry       *entry,
          guint               position)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_dup (entry->profile);

  if (keyrack_profile_get_deleted_at (profile) > 0)
    {
      g_ptr_array_add (self->bin, entry);
      return;
    }

  self->revision++;
  keyrack_profile_set_revision (profile, (guint64) self->revision);
  keyrack_entry_set_profile (entry, profile);
  g_ptr_array_insert (self->entries, (int) position, entry);
}

static void
take_back (KeyrackProfileFile  *self,
           KeyrackImportRecord *record,
           const char          *id)
{
  guint position = 0;
  guint place = 0;
  KeyrackEntry *imported = keyrack_entries_find (self->entries, id, &position);

  keyrack_profile_json_visit_refs (imported->node, add_pending_cb, self);
  g_ptr_array_remove_index (self->entries, position);
  if (keyrack_entries_find (record->before, id, &place) != NULL)
    put_back (self, g_ptr_array_steal_index (record->before, place), position);
}

/* Makes everything as it was before the import, unless some of it was changed since. */
gboolean
keyrack_profile_file_undo_import (KeyrackProfileFile  *self,
                                  const char          *id,
                                  GError             **error)
{
  g_autoptr(KeyrackImportRecord) record = NULL;
  GHashTableIter iter;
  gpointer profile_id = NULL;
  gpointer revision = NULL;

  if (self->import == NULL || !g_str_equal (self->import->id, id))
    {
      g_set_error_literal (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_GONE,
                           _("This import can no longer be undone. Nothing was changed."));
      return FALSE;
    }

  g_hash_table_iter_init (&iter, self->import->revisions);
  while (g_hash_table_iter_next (&iter, &profile_id, &revision))
    {
      if (!check_unchanged (self, profile_id, *(gint64 *) revision, error))
        return FALSE;
    }

  record = g_steal_pointer (&self->import);
  g_hash_table_iter_init (&iter, record->revisions);
  while (g_hash_table_iter_next (&iter, &profile_id, NULL))
    take_back (self, record, profile_id);

  return TRUE;
}
