/* keyrack-phases.h: how long each part of a request took
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_PHASE_RESOLVE,
  KEYRACK_PHASE_CONNECT,
  KEYRACK_PHASE_TLS,
  KEYRACK_PHASE_WAIT,
  KEYRACK_N_PHASES,
} KeyrackPhase;

/* Microseconds; -1 for a phase that was not reached. */
typedef struct
{
  gint64 spent[KEYRACK_N_PHASES];
  gint64 total;
} KeyrackPhases;

#define KEYRACK_PHASES_INIT { { -1, -1, -1, -1 }, -1 }

const char *keyrack_phase_get_title    (KeyrackPhase phase);
const char *keyrack_phase_get_progress (KeyrackPhase phase);
char       *keyrack_phase_dup_span     (gint64       microseconds);

G_END_DECLS
