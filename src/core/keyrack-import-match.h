/* keyrack-import-match.h: which connection of a file is which one of ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *keyrack_import_match (GPtrArray  *rows,
                                 GListModel *profiles);

G_END_DECLS
