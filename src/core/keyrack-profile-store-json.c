/* keyrack-profile-store-json.c: one profile of profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-json.h"

#include "keyrack-json.h"

#define MAX_TEXT 65536
#define MAX_TAGS 1000

static const char *known_in_profile[] = {
  "id", "name", "instance", "region", "client_id", "tags", "environment", "note",
  "rotate_every_days", "rotated_at", "created_at", "secret_saved_at", "secret_ref", "rev",
  NULL,
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

static gint64
read_date (JsonObject *object,
           const char *member)
{
  gint64 date = 0;

  if (!keyrack_json_read_time (object, member, &date, NULL))
    return 0;

  return date;
}

/* NULL if there is nothing that could be called a profile. */
KeyrackProfile *
keyrack_profile_from_json (JsonNode *node)
{
  g_auto(GStrv) tags = NULL;
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
  keyrack_profile_set_created_at (profile, read_date (object, "created_at"));
  keyrack_profile_set_secret_saved_at (profile, read_date (object, "secret_saved_at"));
  keyrack_profile_set_secret_ref (profile, read_text (object, "secret_ref"));
  keyrack_profile_set_revision (profile, (guint64) read_number (object, "rev", G_MAXINT64));

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
  add_date (object, "rotated_at", keyrack_profile_get_rotated_at (profile));
  add_date (object, "created_at", keyrack_profile_get_created_at (profile));
  add_date (object, "secret_saved_at", keyrack_profile_get_secret_saved_at (profile));
  json_object_set_string_member (object, "secret_ref", keyrack_profile_get_secret_ref (profile));
  json_object_set_int_member (object, "rev", (gint64) keyrack_profile_get_revision (profile));
  keyrack_profile_json_add_unknown (object, read, known_in_profile);

  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

static gboolean
object_refers_to (JsonObject *object,
                  const char *secret_ref)
{
  JsonObjectIter iter;
  JsonNode *value = NULL;

  if (g_str_equal (read_text (object, "secret_ref"), secret_ref))
    return TRUE;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    {
      if (keyrack_profile_json_refers_to (value, secret_ref))
        return TRUE;
    }

  return FALSE;
}

/* Whether a secret is named by "secret_ref" anywhere in @node. */
gboolean
keyrack_profile_json_refers_to (JsonNode   *node,
                                const char *secret_ref)
{
  JsonArray *array = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return object_refers_to (json_node_get_object (node), secret_ref);

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (keyrack_profile_json_refers_to (json_array_get_element (array, i), secret_ref))
        return TRUE;
    }

  return FALSE;
}
