/* keyrack-permissions-page-private.h: what the files of the page of permissions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-permissions-page.h"

#include "keyrack-permissions-detail.h"
#include "keyrack-profile-watch.h"

G_BEGIN_DECLS

struct _KeyrackPermissionsPage
{
  AdwBin                    parent_instance;

  /* Template widgets */
  AdwWindowTitle           *title;
  GtkWidget                *cancel_button;
  GtkButton                *check_button;
  AdwBin                   *banner_bin;
  GtkLabel                 *answer_label;
  GtkLabel                 *remark_label;
  GtkWidget                *filter_box;
  GtkButton                *all_toggle;
  GtkButton                *missing_toggle;
  GtkProgressBar           *progress_bar;
  GtkWidget                *question;
  GtkLabel                 *question_label;
  AdwSqueezer              *squeezer;
  GtkWidget                *table;
  GtkColumnView            *column_view;
  GtkListView              *list_view;
  GtkWidget                *legend;
  KeyrackPermissionsDetail *detail;

  /* Owned references */
  KeyrackProfileStore      *store;
  KeyrackManyTest          *many_test;
  GListModel               *profiles;     /* KeyrackProfile, those the page is about, by name */
  GtkFilter                *filter;       /* of the table */
  GtkFilter                *missing;
  GtkSingleSelection       *selection;
  KeyrackProfileWatch      *watch;
  GCancellable             *cancellable;

  gboolean                  only_missing;
  guint                     update_id;    /* while it is seen running */
  guint                     fold_tick;    /* until the next frame, when there is room or none */
};

void keyrack_permissions_page_create_columns (KeyrackPermissionsPage *self);
void keyrack_permissions_page_set_models     (KeyrackPermissionsPage *self,
                                              const char * const     *ids);
gboolean keyrack_permissions_page_is_wide    (KeyrackPermissionsPage *self);
void keyrack_permissions_page_update         (KeyrackPermissionsPage *self);

G_END_DECLS
