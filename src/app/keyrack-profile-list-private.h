/* keyrack-profile-list-private.h: what the files of the pane at the left share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-list.h"

#include "keyrack-arrangement.h"
#include "keyrack-choice.h"
#include "keyrack-filter-button.h"
#include "keyrack-many-test.h"
#include "keyrack-profile-tally.h"
#include "keyrack-profile-view.h"

G_BEGIN_DECLS

struct _KeyrackProfileList
{
  AdwBin               parent_instance;

  /* Template widgets and objects */
  KeyrackArrangement  *arrangement;
  KeyrackChoice       *choice;
  KeyrackFilterButton *filter_button;
  GtkSearchEntry      *search_entry;
  KeyrackProfileTally *tally;
  KeyrackProfileView  *view;

  /* Owned references */
  GListModel          *profiles;
  KeyrackProfile      *draft;
  KeyrackProfile      *selected;
  GtkWidget           *banner;
  GSettings           *settings;
  KeyrackManyTest     *many_test;

  gboolean             folded;
  guint                position;   /* where the selected one was seen last */
};

GMenuModel *keyrack_profile_list_create_menu     (KeyrackProfileList  *self);
void        keyrack_profile_list_put             (KeyrackProfileList  *self,
                                                  char               **ids,
                                                  KeyrackGroup        *group);
void        keyrack_profile_list_install_actions (GtkWidgetClass      *widget_class);

G_END_DECLS
