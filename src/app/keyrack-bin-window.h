/* keyrack-bin-window.h: what was deleted, to be restored or deleted for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_BIN_WINDOW (keyrack_bin_window_get_type ())

/* Property, construct-only: store.
 * Actions: bin.restore and bin.erase (the id of a connection), bin.empty. */
G_DECLARE_FINAL_TYPE (KeyrackBinWindow, keyrack_bin_window, KEYRACK, BIN_WINDOW, AdwWindow)

GtkWidget *keyrack_bin_window_new (KeyrackProfileStore *store);

G_END_DECLS
