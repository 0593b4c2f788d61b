/* keyrack-phases.c: how long each part of a request took
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-phases.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *title;
  const char *progress;
} texts[KEYRACK_N_PHASES] = {
  [KEYRACK_PHASE_RESOLVE] = { N_("DNS"), N_("Looking up the name") },
  [KEYRACK_PHASE_CONNECT] = { N_("TCP"), N_("Connecting") },
  [KEYRACK_PHASE_TLS] = { N_("TLS"), N_("Securing the connection") },
  [KEYRACK_PHASE_WAIT] = { N_("Server"), N_("Waiting for the server") },
};

/**
 * keyrack_phase_get_title:
 * @phase: a phase
 *
 * Returns: (transfer none): its short name, for a legend
 */
const char *
keyrack_phase_get_title (KeyrackPhase phase)
{
  g_return_val_if_fail ((guint) phase < KEYRACK_N_PHASES, NULL);

  return _(texts[phase].title);
}

/**
 * keyrack_phase_get_progress:
 * @phase: a phase
 *
 * Returns: (transfer none): what happens during @phase, for the person who waits
 */
const char *
keyrack_phase_get_progress (KeyrackPhase phase)
{
  g_return_val_if_fail ((guint) phase < KEYRACK_N_PHASES, NULL);

  return _(texts[phase].progress);
}

/**
 * keyrack_phase_dup_span:
 * @microseconds: how long something took; negative when it is not known
 *
 * Returns: (transfer full): "14 ms", "2.4 s", or a dash
 */
char *
keyrack_phase_dup_span (gint64 microseconds)
{
  if (microseconds < 0)
    return g_strdup ("–");

  if (microseconds < G_USEC_PER_SEC)
    {
      /* Translators: a time in milliseconds, with a no-break space */
      return g_strdup_printf (_("%u\u00a0ms"), (guint) ((microseconds + 500) / 1000));
    }

  /* Translators: a time in seconds, with a no-break space */
  return g_strdup_printf (_("%.1f\u00a0s"), (double) microseconds / G_USEC_PER_SEC);
}
