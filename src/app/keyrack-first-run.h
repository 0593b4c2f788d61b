/* keyrack-first-run.h: what the window shows while there is no connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_FIRST_RUN (keyrack_first_run_get_type ())

/* Property: banner (GtkWidget, nullable), shown under the header bar. */
G_DECLARE_FINAL_TYPE (KeyrackFirstRun, keyrack_first_run, KEYRACK, FIRST_RUN, AdwBin)

G_END_DECLS
