/* keyrack-process.h: the first lines of every main, and where it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     keyrack_process_init         (void);
gboolean keyrack_process_is_sandboxed (void);

G_END_DECLS
