/* keyrack-permission-text.c: permissions in sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-text.h"

#include <glib/gi18n-lib.h>

static KeyrackPermissionState
find_state (const KeyrackPermissionFindings *findings,
            KeyrackPermission                permission)
{
  const KeyrackPermissionRecord record = {
    .granted = findings->granted,
    .refused = findings->refused,
    .held = findings->held,
  };

  return keyrack_permission_record_get_state (&record, findings->intended, permission);
}

/**
 * keyrack_permission_text_dup_states:
 * @findings: what a check found
 *
 * Returns: (transfer full): “Remote Actions granted, Workflows could not tell (why), …” of all
 *   that can be checked
 */
char *
keyrack_permission_text_dup_states (const KeyrackPermissionFindings *findings)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (findings != NULL, NULL);

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      KeyrackPermissionState state = find_state (findings, (KeyrackPermission) i);

      if (state == KEYRACK_PERMISSION_UNCHECKABLE)
        continue;

      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, "%s %s", keyrack_permission_get_name ((KeyrackPermission) i),
                              keyrack_permission_state_get_word (state));
      if (findings->doubts[i] != NULL)
        g_string_append_printf (text, " (%s)", findings->doubts[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
count (KeyrackPermissions permissions)
{
  guint n = 0;

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    n += (permissions & KEYRACK_PERMISSION_BIT (i)) != 0;

  return n;
}

/**
 * keyrack_permission_text_dup_missing:
 * @missing: what is missing
 *
 * Returns: (transfer full) (nullable): “The tick for NQL is missing.”, %NULL when nothing is
 */
char *
keyrack_permission_text_dup_missing (KeyrackPermissions missing)
{
  g_autofree char *names = keyrack_permissions_dup_text (missing);

  if (missing == 0)
    return NULL;

  /* Translators: %s are one or more permissions, such as “NQL, Workflows”, each of which is
   * a box to be ticked in the vendor’s dialog */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The tick for %s is missing.",
                                       "The ticks for %s are missing.", count (missing)),
                          names);
}

/* Of those of which it could be told: what is in doubt now is not lost. */
static char *
dup_change (const KeyrackPermissionRecord *record,
            KeyrackPermissions             intended,
            gint64                         rotated_at)
{
  KeyrackPermissions decided = record->granted | record->refused;
  g_autofree char *now = keyrack_permissions_dup_text (record->granted);
  g_autofree char *before = NULL;

  if ((record->held & record->refused) == 0)
    {
      before = keyrack_permissions_dup_text (intended & decided);
      /* Translators: two lists of permissions, such as “NQL, Workflows” */
      return g_strdup_printf (_("Intended: %s; now: %s."), before, now);
    }

  before = keyrack_permissions_dup_text (record->held & decided);

  if (keyrack_permission_record_was_lost_by_rotation (record, rotated_at))
    /* Translators: two lists of permissions, such as “NQL, Workflows” */
    return g_strdup_printf (_("Before the rotation: %s; now: %s."), before, now);

  /* Translators: two lists of permissions, such as “NQL, Workflows” */
  return g_strdup_printf (_("Before: %s; now: %s."), before, now);
}

/**
 * keyrack_permission_text_dup_findings_change:
 * @findings: what a check found
 *
 * Returns: (transfer full) (nullable): what was known before and what is granted now, %NULL
 *   when nothing is missing
 */
char *
keyrack_permission_text_dup_findings_change (const KeyrackPermissionFindings *findings)
{
  KeyrackPermissionRecord record = { 0 };

  g_return_val_if_fail (findings != NULL, NULL);

  if (keyrack_permission_findings_get_missing (findings) == 0)
    return NULL;

  record.granted = findings->granted;
  record.refused = findings->refused;
  record.held = findings->held;

  return dup_change (&record, findings->intended, 0);
}

/**
 * keyrack_permission_text_dup_change:
 * @profile: a connection
 *
 * Returns: (transfer full) (nullable): what was known before the last check and what is granted
 *   now, %NULL when nothing is missing
 */
char *
keyrack_permission_text_dup_change (KeyrackProfile *profile)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  if (keyrack_profile_get_missing_permissions (profile) == 0)
    return NULL;

  return dup_change (keyrack_profile_get_permission_record (profile),
                     keyrack_profile_get_intended_permissions (profile),
                     keyrack_profile_get_rotated_at (profile));
}

/**
 * keyrack_permission_text_dup_difference:
 * @profile: a connection
 *
 * Returns: (transfer full) (nullable): what is missing in a few words, %NULL when nothing is
 */
char *
keyrack_permission_text_dup_difference (KeyrackProfile *profile)
{
  KeyrackPermissions missing = 0;
  g_autofree char *names = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  missing = keyrack_profile_get_missing_permissions (profile);
  if (missing == 0)
    return NULL;

  names = keyrack_permissions_dup_text (missing);

  if (keyrack_permission_record_was_lost_by_rotation (keyrack_profile_get_permission_record (profile),
                                                      keyrack_profile_get_rotated_at (profile)))
    /* Translators: one or more permissions, such as “NQL, Workflows” */
    return g_strdup_printf (_("%s missing since the rotation"), names);

  /* Translators: one or more permissions, such as “NQL, Workflows” */
  return g_strdup_printf (_("%s missing"), names);
}

/**
 * keyrack_permission_text_dup_known:
 * @profile: a connection
 *
 * Returns: (transfer full) (nullable): what the last check found, as
 *   keyrack_permission_text_dup_states() says it; the reasons of doubts only as long as the
 *   result of that test is there. %NULL before the first check.
 */
char *
keyrack_permission_text_dup_known (KeyrackProfile *profile)
{
  const KeyrackPermissionRecord *record = NULL;
  const KeyrackPermissionFindings *last = NULL;
  KeyrackPermissionFindings findings = { 0 };
  KeyrackTestResult *result = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  record = keyrack_profile_get_permission_record (profile);
  if (record == NULL)
    return NULL;

  result = keyrack_profile_get_last_result (profile);
  if (result != NULL)
    last = keyrack_test_result_get_facts (result)->permissions;

  /* The reasons are borrowed. */
  if (last != NULL && last->checked_at == record->checked_at)
    findings = *last;

  findings.granted = record->granted;
  findings.refused = record->refused;
  findings.held = record->held;
  findings.intended = keyrack_profile_get_intended_permissions (profile);

  return keyrack_permission_text_dup_states (&findings);
}
