/* keyrack-connection-form-private.h: what the form and its values share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-connection-form.h"

#include "keyrack-region-row.h"
#include "keyrack-secret-field.h"
#include "keyrack-tidy-row.h"

G_BEGIN_DECLS

struct _KeyrackConnectionForm
{
  GtkWidget           parent_instance;

  /* Template widgets and objects. */
  GtkWidget          *list;
  GtkWidget          *name_row;
  KeyrackTidyRow     *instance_row;
  KeyrackRegionRow   *region_row;
  KeyrackTidyRow     *label_row;
  KeyrackTidyRow     *client_id_row;
  GtkWidget          *secret_row;
  KeyrackSecretField *secret_field;
  KeyrackProfile     *draft;

  KeyrackSecretStore *secrets;
  GListModel         *profiles;     /* (nullable) those to compare with */
  KeyrackProfile     *base;         /* what is stored, as it was when it was loaded; NULL: new */
  char               *new_id;       /* (nullable) of a new one, by which it is known once it is stored */
  guint               shown_flaws;
  guint               edited;       /* how often */
  GCancellable       *comparing;
  guint               same_serial;  /* of the secret typed that was compared with the others */
  char               *same_ref;     /* (nullable) the same one */
  KeyrackFormHistory *history;
  guint               record_id;    /* a change that is not in it yet */
  char               *offered_name; /* (nullable) the connection whose secret can be copied */
  char               *offered_ref;
};

const char *keyrack_connection_form_get_secret_ref  (KeyrackConnectionForm *self);
guint       keyrack_connection_form_get_flaws       (KeyrackConnectionForm *self);
void        keyrack_connection_form_set_shown_flaws (KeyrackConnectionForm *self,
                                                     guint                  flaws);
void        keyrack_connection_form_edited          (KeyrackConnectionForm *self);
void        keyrack_connection_form_base_changed    (KeyrackConnectionForm *self);
void        keyrack_connection_form_record          (KeyrackConnectionForm *self);
void        keyrack_connection_form_begin_history   (KeyrackConnectionForm *self);
void        keyrack_connection_form_rebase_history  (KeyrackConnectionForm *self,
                                                     KeyrackProfile        *stored);
void        keyrack_connection_form_pause           (KeyrackConnectionForm *self,
                                                     gboolean               paused);
void        keyrack_connection_form_take_offer      (KeyrackConnectionForm *self);
void        keyrack_connection_form_bind_warnings   (GtkWidgetClass        *widget_class);

G_END_DECLS
