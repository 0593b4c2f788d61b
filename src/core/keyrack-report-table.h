/* keyrack-report-table.h: a table for others to read, as CSV or as a page to print
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What programs read is the same in every language; what people read is translated. */
typedef struct
{
  const char *name;    /* (nullable): not in the CSV */
  const char *title;   /* (nullable): not on the page; to be translated */
} KeyrackReportColumn;

typedef struct _KeyrackReportTable KeyrackReportTable;

KeyrackReportTable *keyrack_report_table_new       (const KeyrackReportColumn *columns,
                                                    gsize                      n_columns);
void                keyrack_report_table_free      (KeyrackReportTable        *self);
void                keyrack_report_table_take_cell (KeyrackReportTable        *self,
                                                    char                      *cell);
char               *keyrack_report_table_dup_csv   (KeyrackReportTable        *self);
char               *keyrack_report_table_dup_html  (KeyrackReportTable        *self,
                                                    const char                *heading,
                                                    const char                *remark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackReportTable, keyrack_report_table_free)

G_END_DECLS
