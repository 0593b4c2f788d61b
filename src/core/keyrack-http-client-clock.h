/* keyrack-http-client-clock.h: where a transfer stands and what it took to get there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-phases.h"

G_BEGIN_DECLS

KeyrackPhase keyrack_http_clock_get_phase (gpointer       handle);
void         keyrack_http_clock_read      (gpointer       handle,
                                           KeyrackPhases *phases);

G_END_DECLS
