/* keyrack-profile-store-json.c: one profile of profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-json.h"

#include <string.h>

#include "keyrack-json.h"

#define MAX_TEXT        65536
#define MAX_TAGS        1000
#define MAX_PERMISSIONS 100
#define MAX_MEMBERS     (KEYRACK_JSON_MAX_MEMBERS / 2)

static const char *known_in_profile[] = {
  "id", "name", "instance", "region", "client_id", "tags", "environment", "note",
  "rotate_every_days", "rotated_at", "created_at", "secret_saved_at", "secret_ref", "rev",
  "favourite", "unverified", "deleted_at", "held_until", "previous", "intended_permissions", "permissions", NULL,
};

static const char *known_in_previous[] = {
  "client_id", "secret_ref", "secret_saved_at", "rotated_at", "replaced_at", "keep_until", "unverified", NULL,
};

static const char *known_in_permissions[] = {
  "checked_at", "granted", "refused", "held", "held_at", NULL,
};

/* A member of the wrong kind reads as empty, which the profile's flaws will show. */
static const char *
read_text (JsonObject *object,
           const char *member)
{
  const char *text = NULL;

  if (!keyrack_json_read_string (object, member, MAX_TEXT, &text, NULL) || text == NULL)
    return "";

  return text;
}

static gint64
read_number (JsonObject *object,
             const char *member,
             gint64      maximum)
{
  gint64 number = 0;

  if (!keyrack_json_read_int (object, member, 0, maximum, &number, NULL))
    return 0;

  return number;
}

static gboolean
read_flag (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static gint64
read_date (JsonObject *object,
           const char *member)
{
  gint64 date = 0;

  if (!keyrack_json_read_time (object, member, &date, NULL))
    return 0;

  return date;
}

/* NULL if there is no secret before the one in use. */
static KeyrackPreviousPair *
read_previous (JsonObject *profile)
{
  JsonNode *node = json_object_get_member (profile, "previous");
  JsonObject *object = NULL;
  KeyrackPreviousPair *previous = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  if (*read_text (object, "secret_ref") == '\0')
    return NULL;

  previous = keyrack_previous_pair_new (read_text (object, "client_id"), read_text (object, "secret_ref"));
  previous->secret_saved_at = read_date (object, "secret_saved_at");
  previous->rotated_at = read_date (object, "rotated_at");
  previous->replaced_at = read_date (object, "replaced_at");
  previous->keep_until = read_date (object, "keep_until");
  previous->unverified = read_flag (object, "unverified");

  return previous;
}

/* One that is not known here is skipped. */
static KeyrackPermissions
read_permissions (JsonObject *object,
                  const char *member)
{
  g_auto(GStrv) ids = NULL;
  KeyrackPermissions permissions = 0;
  KeyrackPermission permission;

  if (!keyrack_json_read_strv (object, member, MAX_PERMISSIONS, MAX_TEXT, &ids, NULL) || ids == NULL)
    return 0;

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (keyrack_permission_from_id (ids[i], &permission))
        permissions |= KEYRACK_PERMISSION_BIT (permission);
    }

  return permissions;
}

/* NULL if they were never checked. */
static KeyrackPermissionRecord *
read_permission_record (JsonObject *profile)
{
  JsonNode *node = json_object_get_member (profile, "permissions");
  KeyrackPermissionRecord record = { 0 };
  JsonObject *object = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  record.checked_at = read_date (object, "checked_at");
  record.granted = read_permissions (object, "granted") & KEYRACK_PERMISSIONS_CHECKABLE;
  record.refused = read_permissions (object, "refused") & KEYRACK_PERMISSIONS_CHECKABLE & ~record.granted;
  record.held = read_permissions (object, "held") & KEYRACK_PERMISSIONS_CHECKABLE;
  record.held_at = read_date (object, "held_at");

  return record.checked_at > 0 ? keyrack_permission_record_copy (&record) : NULL;
}

/* NULL if there is nothing that could be called a profile. */
KeyrackProfile *
keyrack_profile_from_json (JsonNode *node)
{
  g_auto(GStrv) tags = NULL;
  g_autoptr(KeyrackPreviousPair) previous = NULL;
  g_autoptr(KeyrackPermissionRecord) record = NULL;
  KeyrackProfile *profile = NULL;
  JsonObject *object = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  if (*read_text (object, "id") == '\0')
    return NULL;

  profile = keyrack_profile_new_with_id (read_text (object, "id"));
  keyrack_profile_set_name (profile, read_text (object, "name"));
  keyrack_profile_set_instance (profile, read_text (object, "instance"));
  keyrack_profile_set_region (profile, read_text (object, "region"));
  keyrack_profile_set_client_id (profile, read_text (object, "client_id"));
  keyrack_profile_set_environment (profile, read_text (object, "environment"));
  keyrack_profile_set_note (profile, read_text (object, "note"));
  keyrack_profile_set_rotate_every_days (profile, (guint) read_number (object, "rotate_every_days", G_MAXINT));
  keyrack_profile_set_rotated_at (profile, read_date (object, "rotated_at"));
  keyrack_profile_set_favourite (profile, read_flag (object, "favourite"));
  keyrack_profile_set_unverified (profile, read_flag (object, "unverified"));
  keyrack_profile_set_created_at (profile, read_date (object, "created_at"));
  keyrack_profile_set_secret_saved_at (profile, read_date (object, "secret_saved_at"));
  keyrack_profile_set_secret_ref (profile, read_text (object, "secret_ref"));
  keyrack_profile_set_revision (profile, (guint64) read_number (object, "rev", G_MAXINT64));
  keyrack_profile_set_deleted_at (profile, read_date (object, "deleted_at"));

  previous = read_previous (object);
  keyrack_profile_set_previous (profile, previous);
  keyrack_profile_set_intended_permissions (profile, read_permissions (object, "intended_permissions"));
  record = read_permission_record (object);
  keyrack_profile_set_permission_record (profile, record);

  if (keyrack_json_read_strv (object, "tags", MAX_TAGS, MAX_TEXT, &tags, NULL) && tags != NULL)
    keyrack_profile_set_tags (profile, (const char * const *) tags);

  return profile;
}

static void
add_date (JsonObject *object,
          const char *member,
          gint64      date)
{
  g_autofree char *text = date > 0 ? keyrack_json_dup_time (date) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static void
add_tags (JsonObject         *object,
          const char * const *tags)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    json_array_add_string_element (array, tags[i]);

  json_object_set_array_member (object, "tags", array);
}

/* Copies the members of @read (nullable) that are not among the @known ones. */
void
keyrack_profile_json_add_unknown (JsonObject         *object,
                                  JsonNode           *read,
                                  const char * const *known)
{
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  if (read == NULL || !JSON_NODE_HOLDS_OBJECT (read))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (read));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!g_strv_contains (known, name))
        json_object_set_member (object, name, json_node_copy (value));
    }
}

/* The node in @read (nullable) that says something of the same pair. */
static JsonNode *
find_previous (JsonNode                  *read,
               const KeyrackPreviousPair *previous)
{
  JsonNode *node = NULL;

  if (read != NULL && JSON_NODE_HOLDS_OBJECT (read))
    node = json_object_get_member (json_node_get_object (read), "previous");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
      || !g_str_equal (read_text (json_node_get_object (node), "secret_ref"), previous->secret_ref))
    return NULL;

  return node;
}

static void
add_previous (JsonObject                *profile,
              const KeyrackPreviousPair *previous,
              JsonNode                  *read)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "client_id", previous->client_id);
  json_object_set_string_member (object, "secret_ref", previous->secret_ref);
  add_date (object, "secret_saved_at", previous->secret_saved_at);
  add_date (object, "rotated_at", previous->rotated_at);
  add_date (object, "replaced_at", previous->replaced_at);
  add_date (object, "keep_until", previous->keep_until);
  if (previous->unverified)
    json_object_set_boolean_member (object, "unverified", TRUE);
  keyrack_profile_json_add_unknown (object, find_previous (read, previous), known_in_previous);
  json_object_set_object_member (profile, "previous", object);
}

/* With those that @read (nullable) names but nobody knows here. */
static void
add_permissions (JsonObject         *object,
                 const char         *member,
                 KeyrackPermissions  permissions,
                 JsonNode           *read)
{
  JsonArray *array = json_array_new ();
  g_auto(GStrv) ids = NULL;
  KeyrackPermission known;

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      if (permissions & KEYRACK_PERMISSION_BIT (i))
        json_array_add_string_element (array, keyrack_permission_get_id ((KeyrackPermission) i));
    }

  if (read != NULL && JSON_NODE_HOLDS_OBJECT (read))
    keyrack_json_read_strv (json_node_get_object (read), member, MAX_PERMISSIONS, MAX_TEXT, &ids, NULL);

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (!keyrack_permission_from_id (ids[i], &known))
        json_array_add_string_element (array, ids[i]);
    }

  if (json_array_get_length (array) > 0)
    json_object_set_array_member (object, member, array);
  else
    json_array_unref (array);
}

static void
add_permission_record (JsonObject                    *profile,
                       const KeyrackPermissionRecord *record,
                       JsonNode                      *read)
{
  JsonObject *object = json_object_new ();
  JsonNode *before = NULL;

  if (read != NULL && JSON_NODE_HOLDS_OBJECT (read))
    before = json_object_get_member (json_node_get_object (read), "permissions");

  add_date (object, "checked_at", record->checked_at);
  add_permissions (object, "granted", record->granted, NULL);
  add_permissions (object, "refused", record->refused, NULL);
  add_permissions (object, "held", record->held, before);
  add_date (object, "held_at", record->held_at);
  keyrack_profile_json_add_unknown (object, before, known_in_permissions);
  json_object_set_object_member (profile, "permissions", object);
}

/* The profile, and whatever else @read says of it (nullable). */
JsonNode *
keyrack_profile_to_json (KeyrackProfile *profile,
                         JsonNode       *read)
{
  JsonNode *node = json_node_alloc ();
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", keyrack_profile_get_id (profile));
  json_object_set_string_member (object, "name", keyrack_profile_get_name (profile));
  json_object_set_string_member (object, "instance", keyrack_profile_get_instance (profile));
  json_object_set_string_member (object, "region", keyrack_profile_get_region (profile));
  json_object_set_string_member (object, "client_id", keyrack_profile_get_client_id (profile));
  add_tags (object, keyrack_profile_get_tags (profile));
  json_object_set_string_member (object, "environment", keyrack_profile_get_environment (profile));
  json_object_set_string_member (object, "note", keyrack_profile_get_note (profile));
  if (keyrack_profile_get_rotate_every_days (profile) > 0)
    json_object_set_int_member (object, "rotate_every_days", keyrack_profile_get_rotate_every_days (profile));
  if (keyrack_profile_get_favourite (profile))
    json_object_set_boolean_member (object, "favourite", TRUE);
  if (keyrack_profile_get_unverified (profile))
    json_object_set_boolean_member (object, "unverified", TRUE);
  add_date (object, "rotated_at", keyrack_profile_get_rotated_at (profile));
  add_date (object, "created_at", keyrack_profile_get_created_at (profile));
  add_date (object, "secret_saved_at", keyrack_profile_get_secret_saved_at (profile));
  json_object_set_string_member (object, "secret_ref", keyrack_profile_get_secret_ref (profile));
  json_object_set_int_member (object, "rev", (gint64) keyrack_profile_get_revision (profile));
  add_date (object, "deleted_at", keyrack_profile_get_deleted_at (profile));
  if (keyrack_profile_get_previous (profile) != NULL)
    add_previous (object, keyrack_profile_get_previous (profile), read);
  add_permissions (object, "intended_permissions", keyrack_profile_get_intended_permissions (profile), read);
  if (keyrack_profile_get_permission_record (profile) != NULL)
    add_permission_record (object, keyrack_profile_get_permission_record (profile), read);
  keyrack_profile_json_add_unknown (object, read, known_in_profile);

  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

/* What another file says of the profile besides, as JSON, of which the members that this program
 * knows are its own to set. */
void
keyrack_profile_json_add_text (JsonNode   *node,
                               const char *unknown)
{
  g_autoptr(JsonNode) read = keyrack_json_parse_object (unknown, strlen (unknown), KEYRACK_JSON_MAX_DOCUMENT, NULL);
  JsonObject *object = json_node_get_object (node);

  /* More of them, and the file could not be read again. */
  if (read != NULL && json_object_get_size (object) + json_object_get_size (json_node_get_object (read)) < MAX_MEMBERS)
    keyrack_profile_json_add_unknown (object, read, known_in_profile);
}

/* Until when the secret of a profile in the bin is kept for an undo, 0 when it is not. */
gint64
keyrack_profile_json_get_held_until (JsonNode *node)
{
  return read_date (json_node_get_object (node), "held_until");
}

void
keyrack_profile_json_set_held_until (JsonNode *node,
                                     gint64    held_until)
{
  add_date (json_node_get_object (node), "held_until", held_until);
}

/* Calls @func for the secret in use and for the one before it, as far as there are any. */
void
keyrack_profile_visit_refs (KeyrackProfile       *profile,
                            KeyrackSecretRefFunc  func,
                            gpointer              data)
{
  const char *secret_ref = keyrack_profile_get_secret_ref (profile);
  const KeyrackPreviousPair *previous = keyrack_profile_get_previous (profile);

  if (*secret_ref != '\0')
    func (secret_ref, data);

  if (previous != NULL)
    func (previous->secret_ref, data);
}

static void
visit_members (JsonObject            *object,
               KeyrackSecretRefFunc   func,
               gpointer               data)
{
  JsonObjectIter iter;
  JsonNode *value = NULL;
  const char *secret_ref = read_text (object, "secret_ref");

  if (*secret_ref != '\0')
    func (secret_ref, data);

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    keyrack_profile_json_visit_refs (value, func, data);
}

/* Calls @func for each secret that is named by "secret_ref" anywhere in @node. */
void
keyrack_profile_json_visit_refs (JsonNode             *node,
                                 KeyrackSecretRefFunc  func,
                                 gpointer              data)
{
  JsonArray *array = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    visit_members (json_node_get_object (node), func, data);

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    keyrack_profile_json_visit_refs (json_array_get_element (array, i), func, data);
}
