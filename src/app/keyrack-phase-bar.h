/* keyrack-phase-bar.h: the times of a request as one bar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-phases.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PHASES (keyrack_phases_get_type ())
#define KEYRACK_TYPE_PHASE_BAR (keyrack_phase_bar_get_type ())

#define KEYRACK_PHASE_BAR_GAP 2       /* pixels between phases */
#define KEYRACK_PHASE_BAR_LEAST 6     /* pixels; no phase is narrower */

/* Where a piece of the bar stands; the width is 0 for what is not drawn. */
typedef struct
{
  int x;
  int width;
} KeyrackPhaseSpan;

/* The four phases and the grey rest. */
#define KEYRACK_PHASE_BAR_REST KEYRACK_N_PHASES
#define KEYRACK_PHASE_BAR_N_SPANS (KEYRACK_N_PHASES + 1)

/* Properties: phases (KeyrackPhases, boxed, nullable); running (boolean): the part that is
 * not known yet is drawn grey. The colours are those of the style sheet: phase.resolve,
 * phase.connect, phase.tls, phase.wait, phase.rest. */
G_DECLARE_FINAL_TYPE (KeyrackPhaseBar, keyrack_phase_bar, KEYRACK, PHASE_BAR, GtkWidget)

GType       keyrack_phases_get_type      (void);
const char *keyrack_phase_get_css_class  (KeyrackPhase         phase);
void        keyrack_phase_bar_divide     (const KeyrackPhases *phases,
                                          gboolean             running,
                                          int                  width,
                                          KeyrackPhaseSpan     spans[KEYRACK_PHASE_BAR_N_SPANS]);

G_END_DECLS
