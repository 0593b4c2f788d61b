/* keyrack-phase-legend.h: name and time of each phase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_PHASE_LEGEND (keyrack_phase_legend_get_type ())

/* Properties: phases (KeyrackPhases, boxed, nullable); running (boolean). */
G_DECLARE_FINAL_TYPE (KeyrackPhaseLegend, keyrack_phase_legend, KEYRACK, PHASE_LEGEND, GtkWidget)

G_END_DECLS
