/* keyrack-rotation-report.c: a rotation of many for the change ticket
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-report.h"

#include <glib/gi18n-lib.h>

#include "keyrack-report-table.h"
#include "keyrack-text.h"

static const char * const suffixes[KEYRACK_N_ROTATION_REPORTS] = {
  [KEYRACK_ROTATION_REPORT_HTML] = "html",
  [KEYRACK_ROTATION_REPORT_CSV] = "csv",
};

static const char * const stages[KEYRACK_N_STAGES] = {
  [KEYRACK_STAGE_TO_DO] = "to-do",
  [KEYRACK_STAGE_ENTERED] = "entered",
  [KEYRACK_STAGE_VERIFIED] = "verified",
  [KEYRACK_STAGE_STORED] = "stored",
  [KEYRACK_STAGE_OLD_DELETED] = "old-deleted",
};

/* Who it was stands above the page, but in each line of what programs read. */
static const KeyrackReportColumn columns[] = {
  { "by", NULL },
  { "connection", N_("Connection") },
  { "instance", N_("Instance name") },
  { "region", N_("Region") },
  { "old_client_id", N_("Old client ID") },
  { "new_client_id", N_("New client ID") },
  { "stage", NULL },
  { "state", N_("State") },
  { "verified_at", N_("New one verified") },
  { "stored_at", N_("Stored") },
  { "old_refused_at", N_("Old one refused") },
  { "old_marked_at", N_("Old one said to be deleted") },
};

static char *
dup_time (gint64 time)
{
  g_autoptr(GDateTime) moment = time > 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return moment != NULL ? g_date_time_format_iso8601 (moment) : NULL;
}

/* In the order of the columns. */
static void
add_item (KeyrackReportTable  *table,
          KeyrackRotationItem *item,
          const char          *who)
{
  KeyrackProfile *profile = keyrack_rotation_item_get_profile (item);
  const KeyrackRotationMoments *moments = keyrack_rotation_item_get_moments (item);
  const char *old_client_id = keyrack_rotation_item_get_old_client_id (item);

  /* Until another one is entered, the old one is the one in use. */
  if (*old_client_id == '\0')
    old_client_id = keyrack_profile_get_client_id (profile);

  keyrack_report_table_take_cell (table, g_strdup (who));
  keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_name (profile)));
  keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_instance (profile)));
  keyrack_report_table_take_cell (table, g_strdup (keyrack_profile_get_region (profile)));
  keyrack_report_table_take_cell (table, keyrack_text_dup_short (old_client_id));
  keyrack_report_table_take_cell (table, keyrack_text_dup_short (keyrack_rotation_item_get_client_id (item)));
  keyrack_report_table_take_cell (table, g_strdup (stages[keyrack_rotation_item_get_stage (item)]));
  keyrack_report_table_take_cell (table, keyrack_rotation_item_dup_reason (item));
  keyrack_report_table_take_cell (table, dup_time (moments->verified_at));
  keyrack_report_table_take_cell (table, dup_time (moments->stored_at));
  keyrack_report_table_take_cell (table, dup_time (moments->old_refused_at));
  keyrack_report_table_take_cell (table, dup_time (moments->old_marked_at));
}

static KeyrackReportTable *
build_table (KeyrackRotationBoard *board,
             const char           *who)
{
  KeyrackReportTable *table = keyrack_report_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (board)); i++)
    {
      g_autoptr(KeyrackRotationItem) item = g_list_model_get_item (G_LIST_MODEL (board), i);

      add_item (table, item, who);
    }

  return table;
}

/**
 * keyrack_rotation_report_dup_headline:
 * @board: a board
 *
 * Returns: (transfer full): how far it is, in numbers: "5 of 12 stored, 1 needs attention"
 */
char *
keyrack_rotation_report_dup_headline (KeyrackRotationBoard *board)
{
  const KeyrackRotationCounts *counts = NULL;
  g_autofree char *stored = NULL;
  g_autofree char *attention = NULL;
  guint n_items = 0;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (board), NULL);

  counts = keyrack_rotation_board_get_counts (board);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (board));

  if (n_items > 0 && keyrack_rotation_board_is_through (board))
    return g_strdup_printf (/* Translators: how many connections have their new credentials */
                            ngettext ("%u connection is done", "All %u connections are done", n_items), n_items);

  /* Translators: how many connections of how many have their new credentials */
  stored = g_strdup_printf (_("%u of %u stored"), counts->n_stored, n_items);
  if (counts->n_attention == 0)
    return g_steal_pointer (&stored);

  attention = g_strdup_printf (/* Translators: of how many connections something is wrong */
                               ngettext ("%u needs attention", "%u need attention", counts->n_attention),
                               counts->n_attention);

  /* Translators: two parts of a summary: “5 of 12 stored, 1 needs attention” */
  return g_strdup_printf (_("%s, %s"), stored, attention);
}

/**
 * keyrack_rotation_report_dup_file_name:
 * @form: what is written
 * @now: the moment, seconds since the epoch
 *
 * Returns: (transfer full): a name for the file: "keyrack-rotation-2026-11-23.html"
 */
char *
keyrack_rotation_report_dup_file_name (KeyrackRotationReportForm form,
                                       gint64                    now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *date = NULL;

  g_return_val_if_fail (form < KEYRACK_N_ROTATION_REPORTS, NULL);
  g_return_val_if_fail (time != NULL, NULL);

  date = g_date_time_format (time, "%Y-%m-%d");

  return g_strdup_printf ("keyrack-rotation-%s.%s", date, suffixes[form]);
}

/**
 * keyrack_rotation_report_dup_text:
 * @board: a board
 * @form: how it is written
 * @who: the person who did it
 * @now: the moment, seconds since the epoch
 *
 * Returns: (transfer full): all its connections, in its order, client IDs shortened. Items
 *   give no secrets away; see keyrack_report_save_async() for what people typed elsewhere.
 */
char *
keyrack_rotation_report_dup_text (KeyrackRotationBoard      *board,
                                  KeyrackRotationReportForm  form,
                                  const char                *who,
                                  gint64                     now)
{
  g_autoptr(KeyrackReportTable) table = NULL;
  g_autofree char *headline = NULL;
  g_autofree char *remark = NULL;
  g_autofree char *started = NULL;
  g_autofree char *written = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (board), NULL);
  g_return_val_if_fail (who != NULL, NULL);

  table = build_table (board, who);
  if (form == KEYRACK_ROTATION_REPORT_CSV)
    return keyrack_report_table_dup_csv (table);

  headline = keyrack_rotation_report_dup_headline (board);
  started = dup_time (keyrack_rotation_board_get_started_at (board));
  written = dup_time (now);
  /* Translators: two moments and the name of a person, below the heading of a report */
  remark = g_strdup_printf (_("Rotation of credentials, started %s, as of %s, by %s"),
                            started != NULL ? started : "", written, who);

  return keyrack_report_table_dup_html (table, headline, remark);
}
