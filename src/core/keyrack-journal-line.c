/* keyrack-journal-line.c: an entry of the journal as a line of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-json.h"

#define WORDS_MAX 4096 /* bytes of any text in a line */

static const char * const phase_members[KEYRACK_N_PHASES] = {
  [KEYRACK_PHASE_RESOLVE] = "resolve_us",
  [KEYRACK_PHASE_CONNECT] = "connect_us",
  [KEYRACK_PHASE_TLS] = "tls_us",
  [KEYRACK_PHASE_WAIT] = "wait_us",
};

static void
add_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, member, value);
}

static void
add_int (JsonObject *object,
         const char *member,
         gint64      value)
{
  if (value != 0)
    json_object_set_int_member (object, member, value);
}

static void
add_time (JsonObject *object,
          const char *member,
          gint64      time)
{
  g_autofree char *text = time != 0 ? keyrack_json_dup_time (time) : NULL;

  add_string (object, member, text);
}

static void
add_values (JsonObject                *object,
            const KeyrackTestedValues *values)
{
  add_string (object, "profile_id", values->profile_id);
  add_string (object, "profile_name", values->profile_name);
  add_string (object, "instance", values->instance);
  add_string (object, "region", values->region);
  add_string (object, "client_id", values->client_id);
  add_string (object, "secret_ref", values->secret_ref);
}

static void
add_phases (JsonObject          *object,
            const KeyrackPhases *phases)
{
  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      if (phases->spent[i] >= 0)
        json_object_set_int_member (object, phase_members[i], phases->spent[i]);
    }

  if (phases->total >= 0)
    json_object_set_int_member (object, "total_us", phases->total);
}

static void
add_answer (JsonObject             *object,
            const KeyrackTestFacts *facts)
{
  add_string (object, "subject", facts->subject);
  add_time (object, "certificate_date", facts->certificate_date);
  add_int (object, "seconds", facts->seconds);
  add_int (object, "http_status", facts->http_status);
  add_string (object, "error", facts->error);
  add_string (object, "error_description", facts->error_description);
  add_string (object, "error_id", facts->error_id);
  add_time (object, "certificate_end", facts->certificate_end);
  add_int (object, "clock_skew", facts->clock_skew);
  add_int (object, "tries", facts->tries);
  add_string (object, "token_type", facts->token_type);
  add_int (object, "token_expires_in", facts->token_expires_in);
  add_string (object, "token_scope", facts->token_scope);
}

/**
 * keyrack_journal_line_new:
 * @entry: an entry
 *
 * Claims are left out: they are worth reading once, not worth keeping.
 *
 * Returns: (transfer full): a line that ends with a line break
 */
char *
keyrack_journal_line_new (KeyrackJournalEntry *entry)
{
  const KeyrackTestFacts *facts = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (KEYRACK_IS_JOURNAL_ENTRY (entry), NULL);

  facts = keyrack_journal_entry_get_facts (entry);
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);

  add_time (object, "at", facts->tested_at);
  add_string (object, "kind", keyrack_journal_kind_get_id (keyrack_journal_entry_get_kind (entry)));
  add_values (object, &facts->values);
  add_string (object, "outcome", keyrack_outcome_get_id (facts->outcome));
  add_string (object, "reason", keyrack_reason_get_id (facts->reason));
  add_answer (object, facts);
  add_phases (object, &facts->phases);
  add_string (object, "detail", keyrack_journal_entry_get_detail (entry));

  text = keyrack_json_dup_text (node, 0);

  return g_strconcat (text, "\n", NULL);
}

static gboolean
read_string (JsonObject  *object,
             const char  *member,
             const char **value,
             GError     **error)
{
  return keyrack_json_read_string (object, member, WORDS_MAX, value, error);
}

static gboolean
read_uint (JsonObject  *object,
           const char  *member,
           guint       *value,
           GError     **error)
{
  gint64 number = 0;

  if (!keyrack_json_read_int (object, member, 0, G_MAXINT32, &number, error))
    return FALSE;

  *value = (guint) number;

  return TRUE;
}

static gboolean
read_values (JsonObject           *object,
             KeyrackTestedValues  *values,
             GError              **error)
{
  return read_string (object, "profile_id", (const char **) &values->profile_id, error) &&
         read_string (object, "profile_name", (const char **) &values->profile_name, error) &&
         read_string (object, "instance", (const char **) &values->instance, error) &&
         read_string (object, "region", (const char **) &values->region, error) &&
         read_string (object, "client_id", (const char **) &values->client_id, error) &&
         read_string (object, "secret_ref", (const char **) &values->secret_ref, error);
}

static gboolean
fail_to_understand (GError **error)
{
  g_set_error_literal (error, KEYRACK_JSON_ERROR, KEYRACK_JSON_ERROR_MEMBER,
                       _("The journal has an entry of another version"));
  return FALSE;
}

/* Without a word for it, it is a test. */
static gboolean
read_kind (JsonObject          *object,
           KeyrackJournalKind  *kind,
           GError             **error)
{
  const char *id = NULL;

  if (!read_string (object, "kind", &id, error))
    return FALSE;

  *kind = KEYRACK_JOURNAL_TEST;

  return id == NULL || keyrack_journal_kind_from_id (id, kind) || fail_to_understand (error);
}

static gboolean
read_outcome (JsonObject        *object,
              KeyrackTestFacts  *facts,
              GError           **error)
{
  const char *outcome = NULL;
  const char *reason = NULL;

  if (!read_string (object, "outcome", &outcome, error) ||
      !read_string (object, "reason", &reason, error))
    return FALSE;

  if (outcome != NULL && keyrack_outcome_from_id (outcome, &facts->outcome) &&
      (reason == NULL || keyrack_reason_from_id (reason, &facts->reason)))
    return TRUE;

  return fail_to_understand (error);
}

static gboolean
read_phases (JsonObject     *object,
             KeyrackPhases  *phases,
             GError        **error)
{
  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      if (!keyrack_json_read_int (object, phase_members[i], 0, G_MAXINT64, &phases->spent[i], error))
        return FALSE;
    }

  return keyrack_json_read_int (object, "total_us", 0, G_MAXINT64, &phases->total, error);
}

static gboolean
read_answer (JsonObject        *object,
             KeyrackTestFacts  *facts,
             GError           **error)
{
  return keyrack_json_read_time (object, "at", &facts->tested_at, error) &&
         keyrack_json_read_time (object, "certificate_date", &facts->certificate_date, error) &&
         keyrack_json_read_time (object, "certificate_end", &facts->certificate_end, error) &&
         keyrack_json_read_int (object, "clock_skew", G_MININT64, G_MAXINT64,
                                &facts->clock_skew, error) &&
         read_string (object, "subject", &facts->subject, error) &&
         read_uint (object, "seconds", &facts->seconds, error) &&
         read_uint (object, "http_status", &facts->http_status, error) &&
         read_string (object, "error", &facts->error, error) &&
         read_string (object, "error_description", &facts->error_description, error) &&
         read_string (object, "error_id", &facts->error_id, error) &&
         read_uint (object, "tries", &facts->tries, error) &&
         read_string (object, "token_type", &facts->token_type, error) &&
         read_uint (object, "token_expires_in", &facts->token_expires_in, error) &&
         read_string (object, "token_scope", &facts->token_scope, error);
}

/**
 * keyrack_journal_line_read:
 * @line: a line of the journal
 * @length: bytes of @line
 * @error: set to a %KEYRACK_JSON_ERROR
 *
 * Returns: (transfer full) (nullable): the entry that the line tells of
 */
KeyrackJournalEntry *
keyrack_journal_line_read (const char  *line,
                           gsize        length,
                           GError     **error)
{
  KeyrackTestFacts facts = { .phases = KEYRACK_PHASES_INIT };
  KeyrackJournalKind kind = KEYRACK_JOURNAL_TEST;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(KeyrackTestResult) result = NULL;
  const char *detail = NULL;
  JsonObject *object = NULL;

  g_return_val_if_fail (line != NULL, NULL);

  node = keyrack_json_parse_object (line, length, KEYRACK_JOURNAL_LINE_MAX, error);
  if (node == NULL)
    return NULL;

  object = json_node_get_object (node);

  if (!read_kind (object, &kind, error) ||
      !read_values (object, &facts.values, error) ||
      !read_outcome (object, &facts, error) ||
      !read_phases (object, &facts.phases, error) ||
      !read_answer (object, &facts, error) ||
      !read_string (object, "detail", &detail, error))
    return NULL;

  result = keyrack_test_result_new (&facts);

  return keyrack_journal_entry_new (kind, result, detail);
}
