/* keyrack-journal-file.h: the lines of the journal on the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *keyrack_journal_file_read    (const char  *folder,
                                         GError     **error);
gboolean   keyrack_journal_file_append  (const char  *folder,
                                         const char  *line,
                                         GError     **error);
gboolean   keyrack_journal_file_shorten (const char  *folder,
                                         guint        n_kept,
                                         GError     **error);

G_END_DECLS
