/* keyrack-report-document.c: connections and results as JSON for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-report-document.h"

#include "keyrack-json.h"
#include "keyrack-text.h"

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* Absent when unknown. */
static void
add_known_string (JsonBuilder *builder,
                  const char  *name,
                  const char  *value)
{
  if (value != NULL && *value != '\0')
    add_string (builder, name, value);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_known_int (JsonBuilder *builder,
               const char  *name,
               gint64       value)
{
  if (value > 0)
    add_int (builder, name, value);
}

static void
add_known_time (JsonBuilder *builder,
                const char  *name,
                gint64       time)
{
  g_autofree char *text = time > 0 ? keyrack_json_dup_time (time) : NULL;

  add_known_string (builder, name, text);
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

/* Of a pair that is kept, nothing that would be of use elsewhere. */
static void
add_previous (JsonBuilder               *builder,
              const KeyrackPreviousPair *previous)
{
  g_autofree char *client_id = NULL;

  if (previous == NULL)
    return;

  client_id = keyrack_text_dup_short (previous->client_id);
  json_builder_set_member_name (builder, "previous");
  json_builder_begin_object (builder);
  add_string (builder, "client_id", client_id);
  add_known_time (builder, "replaced_at", previous->replaced_at);
  add_known_time (builder, "keep_until", previous->keep_until);
  json_builder_end_object (builder);
}

/* Only of the values that the connection has now. */
static void
add_last_test (JsonBuilder    *builder,
               KeyrackProfile *profile)
{
  KeyrackOutcome outcome = keyrack_profile_get_outcome (profile);
  KeyrackTestResult *result = keyrack_profile_get_last_result (profile);

  if (outcome == KEYRACK_OUTCOME_NOT_TESTED)
    return;

  json_builder_set_member_name (builder, "last_test");
  json_builder_begin_object (builder);
  add_known_time (builder, "tested_at", keyrack_test_result_get_facts (result)->tested_at);
  add_string (builder, "outcome", keyrack_outcome_get_id (outcome));
  json_builder_end_object (builder);
}

static void
add_profile (JsonBuilder    *builder,
             KeyrackProfile *profile)
{
  json_builder_begin_object (builder);
  add_string (builder, "id", keyrack_profile_get_id (profile));
  add_string (builder, "name", keyrack_profile_get_name (profile));
  add_string (builder, "instance", keyrack_profile_get_instance (profile));
  add_string (builder, "region", keyrack_profile_get_region (profile));
  add_string (builder, "client_id", keyrack_profile_get_client_id (profile));
  add_tags (builder, keyrack_profile_get_tags (profile));
  add_string (builder, "environment", keyrack_profile_get_environment (profile));
  add_string (builder, "note", keyrack_profile_get_note (profile));
  add_known_int (builder, "rotate_every_days", keyrack_profile_get_rotate_every_days (profile));
  add_known_time (builder, "rotated_at", keyrack_profile_get_rotated_at (profile));
  add_known_time (builder, "secret_saved_at", keyrack_profile_get_secret_saved_at (profile));
  add_previous (builder, keyrack_profile_get_previous (profile));
  add_known_string (builder, "login_host", keyrack_profile_get_login_host (profile));
  add_known_string (builder, "api_host", keyrack_profile_get_api_host (profile));
  add_last_test (builder, profile);
  json_builder_end_object (builder);
}

static void
add_phases (JsonBuilder         *builder,
            const KeyrackPhases *phases)
{
  static const char *names[KEYRACK_N_PHASES] = {
    [KEYRACK_PHASE_RESOLVE] = "resolve_ms",
    [KEYRACK_PHASE_CONNECT] = "connect_ms",
    [KEYRACK_PHASE_TLS] = "tls_ms",
    [KEYRACK_PHASE_WAIT] = "wait_ms",
  };

  if (phases->spent[KEYRACK_PHASE_RESOLVE] < 0)
    return;

  json_builder_set_member_name (builder, "phases");
  json_builder_begin_object (builder);
  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      if (phases->spent[i] >= 0)
        add_int (builder, names[i], (phases->spent[i] + 500) / 1000);
    }
  json_builder_end_object (builder);
}

static void
add_token (JsonBuilder            *builder,
           const KeyrackTestFacts *facts)
{
  if (facts->token_type == NULL)
    return;

  json_builder_set_member_name (builder, "token");
  json_builder_begin_object (builder);
  add_string (builder, "type", facts->token_type);
  add_int (builder, "expires_in", facts->token_expires_in);
  add_known_string (builder, "scope", facts->token_scope);
  json_builder_end_object (builder);
}

static void
add_permissions (JsonBuilder        *builder,
                 const char         *name,
                 KeyrackPermissions  permissions)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      if (permissions & KEYRACK_PERMISSION_BIT (i))
        json_builder_add_string_value (builder, keyrack_permission_get_id ((KeyrackPermission) i));
    }
  json_builder_end_array (builder);
}

static void
add_findings (JsonBuilder                     *builder,
              const KeyrackPermissionFindings *findings)
{
  if (findings == NULL)
    return;

  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_object (builder);
  add_permissions (builder, "granted", findings->granted);
  add_permissions (builder, "refused", findings->refused);
  add_permissions (builder, "missing", keyrack_permission_findings_get_missing (findings));
  json_builder_set_member_name (builder, "undecided");
  json_builder_begin_object (builder);
  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      if (findings->doubts[i] != NULL)
        add_string (builder, keyrack_permission_get_id ((KeyrackPermission) i), findings->doubts[i]);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_result (JsonBuilder       *builder,
            KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts = keyrack_test_result_get_facts (result);

  json_builder_begin_object (builder);
  add_known_string (builder, "id", facts->values.profile_id);
  add_known_string (builder, "name", facts->values.profile_name);
  add_known_string (builder, "instance", facts->values.instance);
  add_known_string (builder, "region", facts->values.region);
  add_string (builder, "outcome", keyrack_outcome_get_id (facts->outcome));
  add_string (builder, "message", keyrack_test_result_get_message (result));
  add_known_string (builder, "advice", keyrack_test_result_get_advice (result));
  add_known_int (builder, "http_status", facts->http_status);
  add_known_string (builder, "error", facts->error);
  add_known_string (builder, "error_description", facts->error_description);
  if (keyrack_test_result_get_elapsed_ms (result) >= 0)
    add_int (builder, "elapsed_ms", keyrack_test_result_get_elapsed_ms (result));
  if (facts->clock_skew != 0)
    add_int (builder, "clock_ahead_s", facts->clock_skew);
  add_known_time (builder, "certificate_ends_at", facts->certificate_end);
  add_phases (builder, &facts->phases);
  add_token (builder, facts);
  add_findings (builder, facts->permissions);
  json_builder_end_object (builder);
}

static char *
dup_text (JsonBuilder *builder,
          guint        indent)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);

  return keyrack_json_dup_text (root, indent);
}

/**
 * keyrack_report_dup_profiles:
 * @profiles: (element-type KeyrackProfile): connections
 *
 * Returns: (transfer full): a JSON array of them, indented, without secrets
 */
char *
keyrack_report_dup_profiles (GPtrArray *profiles)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  g_return_val_if_fail (profiles != NULL, NULL);

  json_builder_begin_array (builder);
  for (guint i = 0; i < profiles->len; i++)
    add_profile (builder, profiles->pdata[i]);
  json_builder_end_array (builder);

  return dup_text (builder, 2);
}

/**
 * keyrack_report_dup_profile:
 * @profile: a connection
 *
 * Returns: (transfer full): a JSON object, indented, without the secret
 */
char *
keyrack_report_dup_profile (KeyrackProfile *profile)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  add_profile (builder, profile);

  return dup_text (builder, 2);
}

/**
 * keyrack_report_dup_result:
 * @result: what a test found
 *
 * What is unknown is absent. Times are in milliseconds.
 *
 * Returns: (transfer full): one line of JSON without a line break
 */
char *
keyrack_report_dup_result (KeyrackTestResult *result)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  add_result (builder, result);

  return dup_text (builder, 0);
}

/* What was not tested has no result to be asked about. */
static void
add_item (JsonBuilder     *builder,
          KeyrackTestItem *item)
{
  KeyrackProfile *profile = keyrack_test_item_get_profile (item);

  if (keyrack_test_item_get_result (item) != NULL)
    {
      add_result (builder, keyrack_test_item_get_result (item));
      return;
    }

  json_builder_begin_object (builder);
  add_string (builder, "id", keyrack_profile_get_id (profile));
  add_string (builder, "name", keyrack_profile_get_name (profile));
  add_string (builder, "instance", keyrack_profile_get_instance (profile));
  add_string (builder, "region", keyrack_profile_get_region (profile));
  add_string (builder, "outcome", keyrack_outcome_get_id (KEYRACK_OUTCOME_NOT_TESTED));
  json_builder_end_object (builder);
}

/**
 * keyrack_report_dup_run:
 * @run: a run of many tests that ended
 *
 * Returns: (transfer full): a JSON object of its counts and its results, indented; each
 *   result as keyrack_report_dup_result() writes it
 */
char *
keyrack_report_dup_run (KeyrackTestRun *run)
{
  const KeyrackTestCounts *counts = NULL;
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (run), NULL);

  counts = keyrack_test_run_get_counts (run);

  json_builder_begin_object (builder);
  add_known_time (builder, "ended_at", keyrack_test_run_get_ended_at (run));
  add_int (builder, "working", counts->n_working);
  add_int (builder, "refused", counts->n_refused);
  add_int (builder, "undecided", counts->n_undecided);
  add_int (builder, "not_tested", counts->n_not_tested);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (run)); i++)
    {
      g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (run), i);

      add_item (builder, item);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return dup_text (builder, 2);
}

static void
add_fields (JsonBuilder         *builder,
            KeyrackImportFields  fields)
{
  static const struct
  {
    KeyrackImportFields  field;
    const char          *member;
  } members[] = {
    { KEYRACK_IMPORT_FIELD_NAME, "name" },
    { KEYRACK_IMPORT_FIELD_INSTANCE, "instance" },
    { KEYRACK_IMPORT_FIELD_REGION, "region" },
    { KEYRACK_IMPORT_FIELD_CLIENT_ID, "client_id" },
    { KEYRACK_IMPORT_FIELD_SECRET, "client_secret" },
    { KEYRACK_IMPORT_FIELD_TAGS, "tags" },
    { KEYRACK_IMPORT_FIELD_ENVIRONMENT, "environment" },
    { KEYRACK_IMPORT_FIELD_NOTE, "note" },
    { KEYRACK_IMPORT_FIELD_INTERVAL, "rotate_every_days" },
  };

  json_builder_set_member_name (builder, "differs");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (fields & members[i].field)
        json_builder_add_string_value (builder, members[i].member);
    }
  json_builder_end_array (builder);
}

/**
 * keyrack_report_dup_import:
 * @item: a connection of a file
 *
 * Returns: (transfer full): what it is compared with ours, as a JSON object in one line
 */
char *
keyrack_report_dup_import (KeyrackImportItem *item)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(GEnumClass) choices = g_type_class_ref (KEYRACK_TYPE_IMPORT_CHOICE);
  KeyrackProfile *profile = NULL;
  KeyrackProfile *stored = NULL;

  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (item), NULL);

  profile = keyrack_import_item_get_profile (item);
  stored = keyrack_import_item_get_stored (item);
  json_builder_begin_object (builder);
  add_int (builder, "row", keyrack_import_item_get_number (item));
  add_string (builder, "name", keyrack_profile_get_name (profile));
  add_known_string (builder, "instance", keyrack_profile_get_instance (profile));
  add_known_string (builder, "region", keyrack_profile_get_region (profile));
  add_string (builder, "state", keyrack_import_state_get_id (keyrack_import_item_get_state (item)));
  if (stored != NULL)
    add_string (builder, "id", keyrack_profile_get_id (stored));
  add_fields (builder, keyrack_import_item_get_fields (item));
  add_string (builder, "secret", keyrack_import_secret_get_id (keyrack_import_item_get_secret_relation (item)));
  add_known_string (builder, "problem", keyrack_import_item_get_problem (item));
  add_string (builder, "action",
              g_enum_get_value (choices, (int) keyrack_import_item_get_choice (item))->value_nick);
  json_builder_end_object (builder);

  return dup_text (builder, 0);
}
