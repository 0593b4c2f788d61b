/* keyrack-copies-window.h: earlier copies of the connections, to go back to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_COPIES_WINDOW (keyrack_copies_window_get_type ())

/* Property, construct-only: store. */
G_DECLARE_FINAL_TYPE (KeyrackCopiesWindow, keyrack_copies_window, KEYRACK, COPIES_WINDOW, AdwWindow)

GtkWidget *keyrack_copies_window_new (KeyrackProfileStore *store);

G_END_DECLS
