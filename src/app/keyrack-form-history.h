/* keyrack-form-history.h: what stood in the form before, to go back and forth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"
#include "keyrack-secret.h"

G_BEGIN_DECLS

/* Values of all fields at one moment. The secret typed is among them, in wiped memory. */
typedef struct
{
  KeyrackProfile *values;
  KeyrackSecret  *secret;  /* (nullable) */
} KeyrackFormStep;

typedef struct _KeyrackFormHistory KeyrackFormHistory;

KeyrackFormStep       *keyrack_form_step_new       (KeyrackProfile     *values,
                                                    KeyrackSecret      *secret);
void                   keyrack_form_step_free      (KeyrackFormStep    *self);
KeyrackFormHistory    *keyrack_form_history_new    (void);
void                   keyrack_form_history_free   (KeyrackFormHistory *self);
void                   keyrack_form_history_begin  (KeyrackFormHistory *self,
                                                    KeyrackFormStep    *step);
void                   keyrack_form_history_record (KeyrackFormHistory *self,
                                                    KeyrackFormStep    *step,
                                                    gint64              time);
void                   keyrack_form_history_rebase (KeyrackFormHistory *self,
                                                    KeyrackProfile     *base,
                                                    KeyrackProfile     *stored);
const KeyrackFormStep *keyrack_form_history_undo   (KeyrackFormHistory *self);
const KeyrackFormStep *keyrack_form_history_redo   (KeyrackFormHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackFormHistory, keyrack_form_history_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackFormStep, keyrack_form_step_free)

G_END_DECLS
