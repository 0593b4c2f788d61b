/* keyrack-pair-form.h: where a new client ID and its secret are pasted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-profile.h"
#include "keyrack-secret.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PAIR_FORM (keyrack_pair_form_get_type ())

/* Takes both values in either order, and whole lines of Nexthink's dialog in either field.
 *
 * Property: edited (uint, read-only): another number after each change, 0 when both fields
 * are empty.
 *
 * Signal: activate: Enter was pressed in a field. */
G_DECLARE_FINAL_TYPE (KeyrackPairForm, keyrack_pair_form, KEYRACK, PAIR_FORM, GtkWidget)

void           keyrack_pair_form_set_profile   (KeyrackPairForm *self,
                                                KeyrackProfile  *profile,
                                                GListModel      *profiles);
guint          keyrack_pair_form_get_edited    (KeyrackPairForm *self);
const char    *keyrack_pair_form_get_client_id (KeyrackPairForm *self);
KeyrackSecret *keyrack_pair_form_dup_secret    (KeyrackPairForm *self);
gboolean       keyrack_pair_form_check         (KeyrackPairForm *self);
void           keyrack_pair_form_set_same      (KeyrackPairForm *self,
                                                gboolean         same_id,
                                                gboolean         same_secret);
void           keyrack_pair_form_paste         (KeyrackPairForm *self);

G_END_DECLS
