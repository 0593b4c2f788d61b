/* keyrack-usual-phases.h: how long a connection usually takes, and what stands out from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_USUAL_PHASES_KEPT  20 /* good tests */
#define KEYRACK_USUAL_PHASES_LEAST 5

/* The times of the last good tests of one connection at one address. */
typedef struct _KeyrackUsualPhases KeyrackUsualPhases;

KeyrackUsualPhases *keyrack_usual_phases_new        (void);
void                keyrack_usual_phases_free       (KeyrackUsualPhases       *self);
void                keyrack_usual_phases_add        (KeyrackUsualPhases       *self,
                                                     KeyrackTestResult        *result);
char               *keyrack_usual_phases_dup_remark (const KeyrackUsualPhases *self,
                                                     KeyrackTestResult        *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackUsualPhases, keyrack_usual_phases_free)

G_END_DECLS
