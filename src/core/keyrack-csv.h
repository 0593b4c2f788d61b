/* keyrack-csv.h: tables as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KEYRACK_CSV_ERROR (keyrack_csv_error_quark ())

typedef enum
{
  KEYRACK_CSV_ERROR_NOT_TEXT,   /* not UTF-8, or with NULs */
  KEYRACK_CSV_ERROR_QUOTES,     /* they do not match */
  KEYRACK_CSV_ERROR_EMPTY,
  KEYRACK_CSV_ERROR_TOO_LARGE,
} KeyrackCsvError;

#define KEYRACK_CSV_MAX_LENGTH  (16 * 1024 * 1024) /* bytes */
#define KEYRACK_CSV_MAX_ROWS    10001              /* ten thousand and a header */
#define KEYRACK_CSV_MAX_COLUMNS 256

/* What was read: its cells may be secrets, so their memory is wiped. */
typedef struct _KeyrackCsv KeyrackCsv;

GQuark      keyrack_csv_error_quark   (void);
KeyrackCsv *keyrack_csv_read          (const char  *text,
                                       gsize        length,
                                       char         separator,
                                       GError     **error);
void        keyrack_csv_free          (KeyrackCsv  *self);
guint       keyrack_csv_get_n_rows    (KeyrackCsv  *self);
guint       keyrack_csv_get_n_columns (KeyrackCsv  *self);
guint       keyrack_csv_get_n_cells   (KeyrackCsv  *self,
                                       guint        row);
const char *keyrack_csv_get_cell      (KeyrackCsv  *self,
                                       guint        row,
                                       guint        column);
guint       keyrack_csv_get_line      (KeyrackCsv  *self,
                                       guint        row);
char        keyrack_csv_get_separator (KeyrackCsv  *self);

void        keyrack_csv_append_cell   (GString     *text,
                                       const char  *cell);
const char *keyrack_csv_skip_guard    (const char  *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackCsv, keyrack_csv_free)

G_END_DECLS
