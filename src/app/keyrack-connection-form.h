/* keyrack-connection-form.h: the card in which a connection is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-form-history.h"
#include "keyrack-profile.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_CONNECTION_FORM (keyrack_connection_form_get_type ())

/* Beyond those of the profile. */
#define KEYRACK_FORM_SECRET_MISSING (1u << 16)  /* neither typed nor stored */
#define KEYRACK_FORM_SECRET_INVALID (1u << 17)  /* what is typed can't be sent */

/* Those of the card “More”; neither they nor the name matter for a test. */
#define KEYRACK_FORM_DETAILS_FLAWS (KEYRACK_PROFILE_NOTE_INVALID | \
                                    KEYRACK_PROFILE_TAGS_INVALID | \
                                    KEYRACK_PROFILE_ENVIRONMENT_INVALID)
#define KEYRACK_FORM_DESCRIPTIVE_FLAWS (KEYRACK_PROFILE_NAME_FLAWS | KEYRACK_FORM_DETAILS_FLAWS)

/* Properties, all read-only but secrets and profiles:
 *   secrets (KeyrackSecretStore);
 *   profiles (GListModel of KeyrackProfile, nullable): the connections to compare with;
 *   edited (uint): another number after each edit;
 *   draft (KeyrackProfile): the scratch profile that the rows are bound to;
 *   secret-ref (string): of the stored secret, "" when there is none;
 *   secret-serial (uint): see KeyrackSecretField;
 *   is-new (boolean): nothing is stored yet;
 *   dirty (boolean): a value or the secret differs from what is stored;
 *   flaws (uint): KeyrackProfileFlaws of the draft and those of the secret;
 *   shown-flaws (uint): those that a failed save or test has brought up;
 *   offer (string, nullable): that the secret of another connection can be copied.
 *
 * Enter in a row activates the action page.test. */
G_DECLARE_FINAL_TYPE (KeyrackConnectionForm, keyrack_connection_form, KEYRACK, CONNECTION_FORM, GtkWidget)

KeyrackProfile *keyrack_connection_form_get_draft         (KeyrackConnectionForm *self);
gboolean        keyrack_connection_form_get_dirty         (KeyrackConnectionForm *self);
guint           keyrack_connection_form_get_secret_serial (KeyrackConnectionForm *self);
void            keyrack_connection_form_load              (KeyrackConnectionForm *self,
                                                           KeyrackProfile        *profile);
void            keyrack_connection_form_load_copy         (KeyrackConnectionForm *self,
                                                           KeyrackProfile        *profile,
                                                           const char            *name);
void            keyrack_connection_form_reset             (KeyrackConnectionForm *self);
void            keyrack_connection_form_set_values        (KeyrackConnectionForm *self,
                                                           KeyrackProfile        *values);
void            keyrack_connection_form_take              (KeyrackConnectionForm *self,
                                                           KeyrackProfile        *values,
                                                           KeyrackSecret         *secret);
KeyrackFormStep *keyrack_connection_form_dup_step         (KeyrackConnectionForm *self);
void            keyrack_connection_form_set_step          (KeyrackConnectionForm *self,
                                                           const KeyrackFormStep *step);
gboolean        keyrack_connection_form_undo              (KeyrackConnectionForm *self);
gboolean        keyrack_connection_form_redo              (KeyrackConnectionForm *self);
void            keyrack_connection_form_saved             (KeyrackConnectionForm *self,
                                                           KeyrackProfile        *profile,
                                                           guint                  secret_serial);
void            keyrack_connection_form_follow            (KeyrackConnectionForm *self,
                                                           KeyrackProfile        *profile);
gboolean        keyrack_connection_form_check             (KeyrackConnectionForm *self,
                                                           guint                  ignored);
KeyrackProfile *keyrack_connection_form_dup_candidate     (KeyrackConnectionForm *self);
KeyrackSecret  *keyrack_connection_form_dup_secret        (KeyrackConnectionForm *self);
void            keyrack_connection_form_copy_secret       (KeyrackConnectionForm *self);

G_END_DECLS
