/* keyrack-permission-report.c: the permissions of connections as a table for others to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-report.h"

#include "keyrack-profile.h"
#include "keyrack-report-table.h"

/* The columns of the permissions are called by their ids. */
static const KeyrackReportColumn columns[] = {
  { "connection", NULL },
  { "instance", NULL },
  { "region", NULL },
  { "environment", NULL },
  { "checked_at", NULL },
  { "remote-actions", NULL },
  { "enrichment", NULL },
  { "data-management", NULL },
  { "workflows", NULL },
  { "campaigns", NULL },
  { "nql", NULL },
  { "spark", NULL },
  { "intended", NULL },
};

static char *
dup_checked_at (KeyrackProfile *profile)
{
  const KeyrackPermissionRecord *record = keyrack_profile_get_permission_record (profile);
  g_autoptr(GDateTime) time = record != NULL ? g_date_time_new_from_unix_utc (record->checked_at) : NULL;

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

static char *
dup_intended (KeyrackProfile *profile)
{
  KeyrackPermissions intended = keyrack_profile_get_intended_permissions (profile);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      if ((intended & KEYRACK_PERMISSION_BIT (i)) == 0)
        continue;

      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, keyrack_permission_get_id ((KeyrackPermission) i));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_row (KeyrackReportTable *table,
         KeyrackProfile     *profile)
{
  keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_name (profile)));
  keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_instance (profile)));
  keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_region (profile)));
  keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_environment (profile)));
  keyrack_report_table_take_cell (table, dup_checked_at (profile));

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      KeyrackPermissionState state = keyrack_profile_get_permission_state (profile, (KeyrackPermission) i);

      keyrack_report_table_take_cell (table, g_strdup (keyrack_permission_state_get_id (state)));
    }

  keyrack_report_table_take_cell (table, dup_intended (profile));
}

/**
 * keyrack_permission_report_dup_file_name:
 * @now: the moment, seconds since the epoch
 *
 * Returns: (transfer full): a name for the file: "keyrack-permissions-2026-11-23.csv"
 */
char *
keyrack_permission_report_dup_file_name (gint64 now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now);

  g_return_val_if_fail (time != NULL, NULL);

  return g_date_time_format (time, "keyrack-permissions-%Y-%m-%d.csv");
}

/**
 * keyrack_permission_report_dup_csv:
 * @profiles: (element-type KeyrackProfile): connections
 *
 * Returns: (transfer full): what is known of the permissions of each
 */
char *
keyrack_permission_report_dup_csv (GListModel *profiles)
{
  g_autoptr(KeyrackReportTable) table = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);

  table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);

      add_row (table, profile);
    }

  return keyrack_report_table_dup_csv (table);
}
