/* keyrack-pane-handle.h: makes the pane at its start wider or narrower
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-pane.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PANE_HANDLE (keyrack_pane_handle_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackPaneHandle, keyrack_pane_handle, KEYRACK, PANE_HANDLE, GtkWidget)

G_END_DECLS
