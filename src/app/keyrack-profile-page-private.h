/* keyrack-profile-page-private.h: what the page and its actions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-page.h"

#include "keyrack-connection-form.h"
#include "keyrack-details-card.h"
#include "keyrack-draft-file.h"
#include "keyrack-form-history.h"
#include "keyrack-test-session.h"

G_BEGIN_DECLS

struct _KeyrackProfilePage
{
  AdwBin                 parent_instance;

  /* Template widgets. */
  KeyrackConnectionForm *form;
  GtkWidget             *result_view;
  KeyrackDetailsCard    *details;
  GtkScrolledWindow     *scrolled;
  GtkWidget             *content;
  GtkWidget             *menu_button;
  GtkWidget             *previous_list;
  GtkLabel              *previous_label;
  AdwToastOverlay       *toasts;
  AdwToast              *toast;       /* (weak) the last one */

  /* Collaborators. */
  KeyrackProfileStore   *store;
  KeyrackHttpClient     *client;
  KeyrackJournal        *journal;

  /* What is shown. */
  KeyrackProfile        *profile;
  KeyrackTestSession    *session;
  GtkWidget             *banner;
  gboolean               folded;
  gboolean               stale;
  gboolean               saving;
  GError                *problem;     /* of the last save, until the next one */

  KeyrackDraftFile      *drafts;      /* what is typed, for the case of a crash */
  guint                  draft_timeout;
  KeyrackFormStep       *discarded;   /* (nullable) a new connection that can be brought back */
  char                  *recalled;    /* (nullable) says that edits were brought back */

  GPtrArray             *parked;      /* sessions of other connections that run */
  GSignalGroup          *profile_signals;
  GSignalGroup          *session_signals;
  GCancellable          *cancellable; /* for as long as the page lives */
  guint                  scroll_tick;
  gboolean               laid_out;    /* since the result changed */
};

void     keyrack_profile_page_bind_closures   (GtkWidgetClass     *widget_class);
void     keyrack_profile_page_install_actions (GtkWidgetClass     *widget_class);
void     keyrack_profile_page_install_cause_actions (GtkWidgetClass *widget_class);
void     keyrack_profile_page_install_copy_actions (GtkWidgetClass *widget_class);
void     keyrack_profile_page_install_discard_actions (GtkWidgetClass *widget_class);
void     keyrack_profile_page_drop_edits      (KeyrackProfilePage *self);
void     keyrack_profile_page_install_duplicate_action (GtkWidgetClass *widget_class);
void     keyrack_profile_page_install_previous_actions (GtkWidgetClass *widget_class);
void     keyrack_profile_page_show_previous   (KeyrackProfilePage *self);
void     keyrack_profile_page_say             (KeyrackProfilePage *self,
                                               const char         *sentence);
void     keyrack_profile_page_adopt           (KeyrackProfilePage *self,
                                               KeyrackProfile     *profile);
void     keyrack_profile_page_set_problem     (KeyrackProfilePage *self,
                                               const GError       *problem);
void     keyrack_profile_page_set_saving      (KeyrackProfilePage *self,
                                               gboolean            saving);
void     keyrack_profile_page_offer           (KeyrackProfilePage *self,
                                               const char         *sentence,
                                               const char         *button,
                                               const char         *action);
void     keyrack_profile_page_withdraw        (KeyrackProfilePage *self,
                                               const char         *action);
void     keyrack_profile_page_set_session     (KeyrackProfilePage *self,
                                               KeyrackTestSession *session);
void     keyrack_profile_page_set_recalled    (KeyrackProfilePage *self,
                                               const char         *recalled);
void     keyrack_profile_page_open_drafts     (KeyrackProfilePage *self);
void     keyrack_profile_page_keep_draft      (KeyrackProfilePage *self);
void     keyrack_profile_page_emit_saved      (KeyrackProfilePage *self);
void     keyrack_profile_page_emit_closed     (KeyrackProfilePage *self);
void     keyrack_profile_page_retry_save      (KeyrackProfilePage *self);
gboolean keyrack_profile_page_is_locked_out   (KeyrackProfilePage *self);

G_END_DECLS
