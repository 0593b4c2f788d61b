/* keyrack-replace-dialog-private.h: what the dialog and its steps share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-replace-dialog.h"

#include "keyrack-pair-card.h"
#include "keyrack-pair-form.h"
#include "keyrack-rotation.h"

G_BEGIN_DECLS

/* What the button at the end of the header bar does next. */
typedef enum
{
  STEP_ENTER,      /* nothing is known of what stands in the form: test it */
  STEP_TESTING,    /* stop it */
  STEP_REPLACE,    /* the new pair works */
  STEP_REPEAT,     /* it does not, as far as anybody knows */
  STEP_STORING,    /* wait */
  STEP_DONE,
} KeyrackReplaceStep;

struct _KeyrackReplaceDialog
{
  AdwWindow             parent_instance;

  /* Template widgets. */
  AdwWindowTitle       *title;
  GtkWidget            *cancel_button;
  GtkButton            *action_button;
  GtkWidget            *paste_button;
  KeyrackPairForm      *form;
  GtkWidget            *problem_list;
  GtkLabel             *problem_label;
  GtkButton            *retry_button;
  GtkWidget            *result_box;
  GtkStack             *icons;
  GtkImage             *icon;
  GtkLabel             *headline_label;
  GtkLabel             *advice_label;
  KeyrackPairCard      *old_card;
  KeyrackPairCard      *new_card;
  GtkWidget            *choices_list;
  AdwComboRow          *keep_row;
  GtkWidget            *guide_row;
  GtkWidget            *anyway_row;
  AdwActionRow         *restore_row;

  /* Collaborators. */
  KeyrackProfileStore  *store;
  KeyrackRotation      *rotation;
  GSettings            *settings;

  /* The pair in use when the dialog was opened. */
  char                 *old_client_id;
  gint64                old_saved_at;

  guint                 checked;      /* which edit the results are about, 0 for none */
  gint64                entered_at;
  gboolean              testing;
  gboolean              storing;
  gboolean              done;         /* the new pair was stored, or the old one brought back */
  gboolean              insists;      /* on storing what did not work */
  GError               *problem;      /* of the last step, until the next one */
  GCancellable         *cancellable;  /* of the present step */
};

KeyrackReplaceStep  keyrack_replace_dialog_get_step        (KeyrackReplaceDialog *self);
void                keyrack_replace_dialog_show_state      (KeyrackReplaceDialog *self);
guint               keyrack_replace_dialog_get_keep_days   (KeyrackReplaceDialog *self);
void                keyrack_replace_dialog_act             (KeyrackReplaceDialog *self);
void                keyrack_replace_dialog_retry           (KeyrackReplaceDialog *self);
gboolean            keyrack_replace_dialog_is_locked_out   (KeyrackReplaceDialog *self);
gboolean            keyrack_replace_dialog_has_unsaved     (KeyrackReplaceDialog *self);
void                keyrack_replace_dialog_install_actions (GtkWidgetClass       *widget_class);

G_END_DECLS
