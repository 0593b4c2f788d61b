/* keyrack-secret-field.h: what the password row of a connection shows and takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_SECRET_FIELD (keyrack_secret_field_get_type ())

/* Stands beside an AdwPasswordEntryRow, which can't be derived. A stored secret is a fixed
 * number of bullets until it is revealed; typing replaces it.
 *
 * Properties:
 *   row (AdwPasswordEntryRow, construct-only);
 *   store (KeyrackSecretStore);
 *   secret-ref (string): the stored secret, "" when there is none;
 *   serial (uint, read-only): another number for each secret typed, 0 when nothing is typed;
 *   locked (boolean, read-only): there is a stored secret, behind a lock;
 *   notice (string, read-only), undoable (boolean, read-only): see KeyrackFieldNote. */
G_DECLARE_FINAL_TYPE (KeyrackSecretField, keyrack_secret_field, KEYRACK, SECRET_FIELD, GObject)

guint          keyrack_secret_field_get_serial  (KeyrackSecretField *self);
KeyrackSecret *keyrack_secret_field_dup_typed   (KeyrackSecretField *self);
void           keyrack_secret_field_set_typed   (KeyrackSecretField *self,
                                                 KeyrackSecret      *secret);
void           keyrack_secret_field_take_stored (KeyrackSecretField *self,
                                                 const char         *secret_ref);
void           keyrack_secret_field_copy        (KeyrackSecretField *self);
void           keyrack_secret_field_undo        (KeyrackSecretField *self);
void           keyrack_secret_field_reset       (KeyrackSecretField *self);

G_END_DECLS
