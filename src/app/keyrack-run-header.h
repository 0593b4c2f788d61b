/* keyrack-run-header.h: the titles of the columns in the table of tests, which sort it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-run-columns.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_RUN_HEADER (keyrack_run_header_get_type ())

/* Takes no room where there is none for columns.
 * Property, read-only: narrow (boolean): so it is.
 * Signal sort-changed: by what, or which way. */
G_DECLARE_FINAL_TYPE (KeyrackRunHeader, keyrack_run_header, KEYRACK, RUN_HEADER, GtkWidget)

GtkWidget        *keyrack_run_header_new            (void);
KeyrackRunColumn  keyrack_run_header_get_column     (KeyrackRunHeader *self);
gboolean          keyrack_run_header_get_descending (KeyrackRunHeader *self);
gboolean          keyrack_run_header_get_narrow     (KeyrackRunHeader *self);
void              keyrack_run_header_sort           (KeyrackRunHeader *self,
                                                     KeyrackRunColumn  column,
                                                     gboolean          descending);

G_END_DECLS
