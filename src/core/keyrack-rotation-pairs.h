/* keyrack-rotation-pairs.h: the new pairs in a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-csv-columns.h"

G_BEGIN_DECLS

GPtrArray *keyrack_rotation_pairs_from_csv  (KeyrackCsv              *csv,
                                             const KeyrackCsvColumn  *columns,
                                             gboolean                 has_header);
GPtrArray *keyrack_rotation_pairs_from_text (const char              *text,
                                             GError                 **error);

G_END_DECLS
