/* keyrack-diagnostics-window.h: the diagnostics of a connection, shown before they are copied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_DIAGNOSTICS_WINDOW (keyrack_diagnostics_window_get_type ())

/* Modal: Copy copies the text and closes, Close only closes. */
G_DECLARE_FINAL_TYPE (KeyrackDiagnosticsWindow, keyrack_diagnostics_window, KEYRACK, DIAGNOSTICS_WINDOW, AdwWindow)

GtkWidget *keyrack_diagnostics_window_new (GtkWindow  *parent,
                                           const char *text);

G_END_DECLS
