/* keyrack-connection-test-rules.h: what is tried again, and what a result says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-connection-test.h"
#include "keyrack-test-result.h"
#include "keyrack-token-request.h"

G_BEGIN_DECLS

/* The tries of one test so far. */
typedef struct
{
  guint    n_tries;
  gboolean waited;    /* for a busy server, once */
  gboolean repeated;  /* after a fault that may pass, once */
} KeyrackTries;

gboolean       keyrack_tries_allow_another        (KeyrackTries             *self,
                                                   const KeyrackTokenAnswer *answer,
                                                   guint                    *seconds);
void           keyrack_test_facts_read_answer     (KeyrackTestFacts         *facts,
                                                   const KeyrackHttpAnswer  *http,
                                                   const KeyrackTokenAnswer *answer,
                                                   gint64                    now);
KeyrackOutcome keyrack_outcome_from_keyring_error (const GError             *error,
                                                   gboolean                  sandboxed,
                                                   KeyrackReason            *reason);

G_END_DECLS
