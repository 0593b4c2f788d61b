/* keyrack-json.h: strict check of JSON text, then typed readers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KEYRACK_JSON_ERROR (keyrack_json_error_quark ())

typedef enum
{
  KEYRACK_JSON_ERROR_TOO_LARGE,
  KEYRACK_JSON_ERROR_ENCODING,
  KEYRACK_JSON_ERROR_SYNTAX,
  KEYRACK_JSON_ERROR_DEPTH,
  KEYRACK_JSON_ERROR_DUPLICATE_KEY,
  KEYRACK_JSON_ERROR_NUMBER,
  KEYRACK_JSON_ERROR_MEMBER,    /* a member is missing or of the wrong type or range */
} KeyrackJsonError;

#define KEYRACK_JSON_MAX_ANSWER   (1024 * 1024)
#define KEYRACK_JSON_MAX_DOCUMENT (16 * 1024 * 1024)
#define KEYRACK_JSON_MAX_DEPTH    32
#define KEYRACK_JSON_MAX_MEMBERS  1000  /* of one object: json-glib's hash tables can be made slow */

GQuark      keyrack_json_error_quark  (void);
gboolean    keyrack_json_check        (const char  *text,
                                       gsize        length,
                                       gsize        max_length,
                                       GError     **error);
JsonNode   *keyrack_json_parse_object (const char  *text,
                                       gsize        length,
                                       gsize        max_length,
                                       GError     **error);

/* A member that is absent or null is no error: pointers become NULL, numbers stay. */
gboolean    keyrack_json_read_string  (JsonObject  *object,
                                       const char  *member,
                                       gsize        max_length,
                                       const char **value,
                                       GError     **error);
gboolean    keyrack_json_read_int     (JsonObject  *object,
                                       const char  *member,
                                       gint64       minimum,
                                       gint64       maximum,
                                       gint64      *value,
                                       GError     **error);
gboolean    keyrack_json_read_strv    (JsonObject  *object,
                                       const char  *member,
                                       guint        max_items,
                                       gsize        max_length,
                                       char      ***value,
                                       GError     **error);
gboolean    keyrack_json_read_time    (JsonObject  *object,
                                       const char  *member,
                                       gint64      *value,
                                       GError     **error);
char       *keyrack_json_dup_time     (gint64       time);
char       *keyrack_json_dup_text     (JsonNode    *node,
                                       guint        indent);

G_END_DECLS
