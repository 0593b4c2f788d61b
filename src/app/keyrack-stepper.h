/* keyrack-stepper.h: how far one connection of a rotation is, as four nodes on a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-rotation-item.h"

G_BEGIN_DECLS

#define KEYRACK_N_STEPS (KEYRACK_N_STAGES - 1)

#define KEYRACK_TYPE_STEPPER (keyrack_stepper_get_type ())

/* The nodes stand in the middle of four equal parts of its width. */
G_DECLARE_FINAL_TYPE (KeyrackStepper, keyrack_stepper, KEYRACK, STEPPER, GtkWidget)

GtkWidget  *keyrack_stepper_new       (void);
const char *keyrack_stepper_get_title (guint                 step);
void        keyrack_stepper_show      (KeyrackStepper       *self,
                                       KeyrackRotationItem  *item);
char       *keyrack_stepper_dup_label (KeyrackStepper       *self);

G_END_DECLS
