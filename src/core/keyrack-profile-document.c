/* keyrack-profile-document.c: connections as a file for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* mempcpy() */

#include "config.h"

#include "keyrack-profile-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-json.h"

/* A member of a profile with nothing in it: neither a text nor an object further in can look
 * like this, because a text has no line break and an object is indented more. */
#define SECRET_START "\n      \"" KEYRACK_DOCUMENT_SECRET "\": \""

G_DEFINE_QUARK (keyrack-profile-document-error-quark, keyrack_profile_document_error)

const char * const keyrack_document_members[] = {
  "id", "name", "instance", "region", "client_id", KEYRACK_DOCUMENT_SECRET, "tags", "environment", "note",
  "rotate_every_days", "rotated_at", NULL,
};

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_tags (JsonBuilder        *builder,
          const char * const *tags)
{
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (gsize i = 0; tags[i] != NULL; i++)
    json_builder_add_string_value (builder, tags[i]);
  json_builder_end_array (builder);
}

static void
add_unknown (JsonBuilder *builder,
             const char  *unknown)
{
  g_autoptr(JsonNode) node = keyrack_json_parse_object (unknown, strlen (unknown), KEYRACK_JSON_MAX_DOCUMENT, NULL);
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  if (node == NULL)
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (g_strv_contains (keyrack_document_members, name))
        continue;

      json_builder_set_member_name (builder, name);
      json_builder_add_value (builder, json_node_copy (value));
    }
}

/* With an empty secret: json-glib does not wipe what it was given. */
static void
add_row (JsonBuilder        *builder,
         KeyrackDocumentRow *row)
{
  KeyrackProfile *profile = row->profile;
  guint days = keyrack_profile_get_rotate_every_days (profile);
  gint64 rotated_at = keyrack_profile_get_rotated_at (profile);
  g_autofree char *rotated = rotated_at > 0 ? keyrack_json_dup_time (rotated_at) : NULL;

  json_builder_begin_object (builder);
  add_string (builder, "id", keyrack_profile_get_id (profile));
  add_string (builder, "name", keyrack_profile_get_name (profile));
  add_string (builder, "instance", keyrack_profile_get_instance (profile));
  add_string (builder, "region", keyrack_profile_get_region (profile));
  add_string (builder, "client_id", keyrack_profile_get_client_id (profile));
  if (row->secret != NULL)
    add_string (builder, KEYRACK_DOCUMENT_SECRET, "");
  add_tags (builder, keyrack_profile_get_tags (profile));
  add_string (builder, "environment", keyrack_profile_get_environment (profile));
  add_string (builder, "note", keyrack_profile_get_note (profile));

  if (days > 0)
    {
      json_builder_set_member_name (builder, "rotate_every_days");
      json_builder_add_int_value (builder, days);
    }

  if (rotated != NULL)
    add_string (builder, "rotated_at", rotated);
  if (row->unknown != NULL)
    add_unknown (builder, row->unknown);
  json_builder_end_object (builder);
}

static char *
dup_without_secrets (GPtrArray *rows,
                     gint64     created)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *now = keyrack_json_dup_time (created);

  json_builder_begin_object (builder);
  add_string (builder, "format", KEYRACK_DOCUMENT_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, KEYRACK_PROFILE_DOCUMENT_VERSION);
  add_string (builder, "created", now);
  json_builder_set_member_name (builder, "profiles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, rows->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return keyrack_json_dup_text (root, 2);
}

/* Returns the end of what was written: at most six bytes for each of the secret. */
static char *
write_secret (char          *end,
              KeyrackSecret *secret)
{
  static const char digits[] = "0123456789abcdef";

  for (const char *c = keyrack_secret_peek (secret); *c != '\0'; c++)
    {
      if ((guchar) *c < 0x20)
        {
          end = mempcpy (end, "\\u00", 4);
          *end++ = digits[(guchar) *c >> 4];
          *end++ = digits[*c & 0xf];
          continue;
        }

      if (*c == '"' || *c == '\\')
        *end++ = '\\';
      *end++ = *c;
    }

  return end;
}

static gsize
count_bytes (GPtrArray  *rows,
             const char *frame)
{
  gsize length = strlen (frame) + 1;

  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];

      if (row->secret != NULL)
        length += 6 * keyrack_secret_get_length (row->secret);
    }

  return length;
}

/* Puts the secrets into their places, in memory that never moves and is wiped. */
static KeyrackSecret *
fill (GPtrArray  *rows,
      const char *frame)
{
  gsize size = count_bytes (rows, frame);
  char *text = g_malloc (size);
  KeyrackSecret *document = NULL;
  char *end = text;

  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];
      const char *place = NULL;

      if (row->secret == NULL)
        continue;

      place = strstr (frame, SECRET_START) + strlen (SECRET_START);
      end = mempcpy (end, frame, (gsize) (place - frame));
      end = write_secret (end, row->secret);
      frame = place;
    }

  end = mempcpy (end, frame, strlen (frame));
  *end++ = '\n';
  document = keyrack_secret_new (text, end - text);
  keyrack_secret_wipe (text, size);
  g_free (text);

  return document;
}

/**
 * keyrack_profile_document_write:
 * @rows: (element-type KeyrackDocumentRow): the connections, with secrets in UTF-8 if any
 * @created: seconds since the epoch, UTC
 * @error: return location for %KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE
 *
 * Writes the document that keyrack_profile_document_read() reads. What has secrets in it
 * must be encrypted before it reaches a file.
 *
 * Returns: (transfer full): JSON, or %NULL when there are more connections, or more is
 *   written in them, than could be read again
 */
KeyrackSecret *
keyrack_profile_document_write (GPtrArray  *rows,
                                gint64      created,
                                GError    **error)
{
  g_autofree char *frame = NULL;

  g_return_val_if_fail (rows != NULL, NULL);

  frame = dup_without_secrets (rows, created);

  if (rows->len > KEYRACK_PROFILE_DOCUMENT_MAX_PROFILES ||
      count_bytes (rows, frame) > KEYRACK_PROFILE_DOCUMENT_MAX_LENGTH)
    {
      g_set_error_literal (error, KEYRACK_PROFILE_DOCUMENT_ERROR, KEYRACK_PROFILE_DOCUMENT_ERROR_TOO_LARGE,
                           _("These are too many connections for one file."));
      return NULL;
    }

  return fill (rows, frame);
}
